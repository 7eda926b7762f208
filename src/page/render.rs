//! Templates, and what one rendering knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, value::Object};

use super::{
    assets::Assets,
    error::StartError,
    filters,
    form::{FieldError, FormData},
    functions,
    lenient::Lenient,
    request::{SentenceArg, Sentences},
    sources::Sources,
};

/// The name under which functions find [`Rendering`]. The root of the context is in sight of every
/// macro, wherever it was imported from; a test holds that.
pub(super) const RENDER: &str = "__render";

/// Compiles all templates.
pub(super) fn environment(sources: &Sources) -> Result<Environment<'static>, StartError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_formatter(format);
    // A value is safe by its type in the schema, and by nothing else.
    env.remove_filter("safe");
    functions::register(&mut env);
    filters::register(&mut env);
    for (name, text) in sources.templates() {
        env.add_template(name, text)
            .map_err(|error| StartError::Template {
                page: name.to_owned(),
                problem: describe(&error),
            })?;
    }
    Ok(env)
}

/// Null shows as nothing; a name that does not exist is an error all the same. Text is escaped
/// here, because minijinja's own escaping also turns the slashes of every address into entities.
fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if !value.is_safe() => {
            out.write_str(&functions::escape(text)).map_err(Into::into)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// An error with its causes and its place in the template.
pub(super) fn describe(error: &minijinja::Error) -> String {
    let mut text = error.to_string();
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

/// The form as the template sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    /// The mutation that was posted.
    pub(super) mutation: Option<String>,
    /// The form that was posted, by the mutation that it starts with.
    pub(super) origin: Option<String>,
    pub(super) values: BTreeMap<String, Vec<String>>,
    pub(super) errors: Vec<FieldError>,
}

impl Form {
    pub(super) fn posted(data: &FormData, errors: Vec<FieldError>) -> Self {
        Self {
            mutation: data.mutation().map(str::to_owned),
            origin: data.origin().map(str::to_owned),
            values: data.typed(),
            errors,
        }
    }

    /// The first message for a field.
    pub(super) fn message(&self, name: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.name.as_deref() == Some(name))
            .map(|error| error.message.as_str())
    }

    /// `labels` are what the fields are called on the page, for the summary of errors.
    pub(super) fn value(&self, labels: &BTreeMap<String, String>) -> Value {
        let label = |error: &FieldError| {
            let name = error.name.as_ref()?;
            labels.get(name).map(String::as_str)
        };
        let errors: Vec<Value> = self
            .errors
            .iter()
            .map(|error| {
                Value::from(BTreeMap::from([
                    ("field", Value::from(error.field.as_str())),
                    ("name", Value::from(error.name.clone())),
                    ("code", Value::from(error.code.as_str())),
                    ("message", Value::from(error.in_summary(label(error)))),
                ]))
            })
            .collect();
        let by_name: BTreeMap<String, Value> = self
            .errors
            .iter()
            .rev()
            .filter_map(|error| Some((error.name.clone()?, error.message.as_str().into())))
            .collect();
        let values: BTreeMap<String, Value> = self
            .values
            .iter()
            .map(|(name, values)| (name.clone(), one_or_many(values)))
            .collect();
        Value::from(BTreeMap::from([
            ("name", Value::from(self.mutation.clone())),
            ("values", Value::from_object(Lenient(values))),
            ("errors", Value::from(errors)),
            ("by_name", Value::from_object(Lenient(by_name))),
        ]))
    }
}

/// A field that was sent once is its text; one that was sent more often, a list.
pub(super) fn one_or_many(values: &[String]) -> Value {
    match values {
        [one] => one.as_str().into(),
        many => many
            .iter()
            .map(|value| Value::from(value.as_str()))
            .collect(),
    }
}

/// What the functions of the templates need of one rendering.
pub(super) struct Rendering {
    pub(super) locale: String,
    pub(super) csrf: String,
    pub(super) request_id: String,
    pub(super) done: Option<String>,
    pub(super) return_to: Option<String>,
    pub(super) form: Form,
    pub(super) sentences: Arc<dyn Sentences>,
    pub(super) assets: Arc<Assets>,
    pub(super) mutations: Arc<Mutations>,
    /// The form that the template is in, by its mutation.
    pub(super) inside: Mutex<Option<String>>,
    pub(super) forms: AtomicU32,
    /// What the fields of the posted form are called, as the template comes by them.
    pub(super) labels: Arc<Labels>,
}

/// Labels of fields by their dotted names.
pub(super) type Labels = Mutex<BTreeMap<String, String>>;

/// All mutations of all pages.
#[derive(Debug, Default)]
pub(super) struct Mutations {
    pub(super) all: BTreeSet<String>,
    /// Those whose input has a `requestId`.
    pub(super) with_request_id: BTreeSet<String>,
}

impl Rendering {
    pub(super) fn sentence(&self, key: &str, args: &[(String, SentenceArg)]) -> Option<String> {
        self.sentences.sentence(&self.locale, key, args)
    }

    /// The form that was posted, if the template is inside of it or before all forms.
    pub(super) fn posted_here(&self) -> Option<&Form> {
        self.form.origin.as_ref()?;
        let inside = self.inside.lock().ok()?;
        (inside.is_none() || *inside == self.form.origin).then_some(&self.form)
    }

    /// Keeps what a field is called: the summary of errors stands before the fields.
    pub(super) fn called(&self, name: &str, label: &str) {
        if self.posted_here().is_some()
            && let Ok(mut labels) = self.labels.lock()
        {
            labels
                .entry(name.to_owned())
                .or_insert_with(|| label.to_owned());
        }
    }

    pub(super) fn enter(&self, mutation: &str) -> u32 {
        if let Ok(mut inside) = self.inside.lock() {
            *inside = Some(mutation.to_owned());
        }
        self.forms.fetch_add(1, Ordering::Relaxed)
    }
}

impl std::fmt::Debug for Rendering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rendering").finish_non_exhaustive()
    }
}

impl Object for Rendering {}
