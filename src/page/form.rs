//! What a form sent, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

/// A form has fewer fields than this; more is an attack on the memory.
pub(super) const MAX_FIELDS: usize = 2_000;
/// The largest urlencoded form.
const MAX_BYTES: usize = 1024 * 1024;
/// The deepest dotted name.
const MAX_DEPTH: usize = 12;

/// A form that is refused as a whole.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum FormError {
    /// More bytes than a form may have (413).
    #[error("the form is too large")]
    TooLarge,
    /// More fields than a form may have (413).
    #[error("the form has too many fields")]
    TooManyFields,
    /// Not a form at all (400).
    #[error("the form cannot be read")]
    Unreadable,
}

/// What is wrong with one field, or with the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name as the API gave it, relative to the input; empty for the whole form.
    pub field: String,
    /// The dotted name in the form; none for the whole form.
    pub name: Option<String>,
    /// The code.
    pub code: String,
    /// The sentence to show.
    pub message: String,
}

impl FieldError {
    /// The sentence where the field is not beside it: with the field's label in front, unless
    /// the sentence has it already, or names in quotation marks what it is about.
    pub(super) fn in_summary(&self, label: Option<&str>) -> String {
        let Some(label) = label.map(str::trim).filter(|label| !label.is_empty()) else {
            return self.message.clone();
        };
        let plain = label.trim_end_matches(['?', ':', '.']);
        let named = self.message.to_lowercase().contains(&plain.to_lowercase());
        if named || self.message.contains('“') {
            return self.message.clone();
        }
        if label.ends_with(['?', ':', '.', '!']) {
            format!("{label} {}", self.message)
        } else {
            format!("{label}: {}", self.message)
        }
    }
}

/// The fields of a form, in order.
#[derive(Clone, Debug, Default)]
pub struct FormData {
    fields: Vec<(String, String)>,
    /// Fields that came as files; their content is not shown again.
    files: BTreeSet<String>,
    /// Fields that could not be read, with codes.
    refused: Vec<(String, &'static str)>,
}

impl FormData {
    /// Reads an `application/x-www-form-urlencoded` body.
    pub fn from_urlencoded(body: &[u8]) -> Result<Self, FormError> {
        if body.len() > MAX_BYTES {
            return Err(FormError::TooLarge);
        }
        let mut form = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            form.push(name.into_owned(), value.into_owned())?;
        }
        Ok(form)
    }

    /// A form of these fields.
    pub fn from_pairs(fields: Vec<(String, String)>) -> Result<Self, FormError> {
        let mut form = Self::default();
        for (name, value) in fields {
            form.push(name, value)?;
        }
        Ok(form)
    }

    /// The last value of a field; `_csrf` is read by the server in this way.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn push(&mut self, name: String, value: String) -> Result<(), FormError> {
        if self.fields.len() >= MAX_FIELDS {
            return Err(FormError::TooManyFields);
        }
        self.fields.push((name, value));
        Ok(())
    }

    pub(super) fn push_file(&mut self, name: String, text: String) -> Result<(), FormError> {
        self.files.insert(name.clone());
        self.push(name, text)
    }

    pub(super) fn refuse(&mut self, name: String, code: &'static str) {
        self.refused.push((name, code));
    }

    pub(super) fn refused(&self) -> &[(String, &'static str)] {
        &self.refused
    }

    /// The mutation to run: the pressed button's, or else the form's.
    pub(super) fn mutation(&self) -> Option<&str> {
        self.value("_mutation")
    }

    /// The form's own mutation, which tells which of a page's forms was posted.
    pub(super) fn origin(&self) -> Option<&str> {
        self.fields
            .iter()
            .find(|(key, _)| key == "_mutation")
            .map(|(_, value)| value.as_str())
    }

    /// The fields as variables; names with an underscore in front belong to the engine.
    pub(super) fn tree(&self) -> Tree {
        Tree::of(self.visible(), |name| !self.is_refused(name))
    }

    /// What was typed, by name, for showing it again.
    pub(super) fn typed(&self) -> BTreeMap<String, Vec<String>> {
        let mut typed: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in self.visible() {
            if !self.files.contains(name) {
                typed.entry(name.to_owned()).or_default().push(clean(value));
            }
        }
        typed
    }

    fn is_refused(&self, name: &str) -> bool {
        self.refused.iter().any(|(refused, _)| refused == name)
    }

    fn visible(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .filter(|(name, _)| !name.starts_with('_'))
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Values by the segments of their dotted names.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    values: Vec<String>,
    children: BTreeMap<String, Tree>,
}

impl Tree {
    pub(super) fn leaf(value: &str) -> Self {
        Self {
            values: vec![clean(value)],
            children: BTreeMap::new(),
        }
    }

    pub(super) fn of<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        keep: impl Fn(&str) -> bool,
    ) -> Self {
        let mut root = Self::default();
        for (name, value) in pairs {
            if !keep(name) || name.split('.').count() > MAX_DEPTH {
                continue;
            }
            let mut node = &mut root;
            for segment in name.split('.') {
                node = node.children.entry(segment.to_owned()).or_default();
            }
            node.values.push(clean(value));
        }
        root
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.get(name)
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.values.last().map(String::as_str)
    }

    /// Whether nothing was typed in it or below it.
    pub(super) fn is_blank(&self) -> bool {
        self.values.iter().all(|value| value.trim().is_empty())
            && self.children.values().all(Self::is_blank)
    }

    /// The rows of a list: repeated values, then numbered ones in the order of their numbers.
    pub(super) fn rows(&self) -> Vec<(Option<u32>, Self)> {
        let repeated = self.values.iter().map(|value| (None, Self::leaf(value)));
        let mut numbered: Vec<(Option<u32>, Self)> = self
            .children
            .iter()
            .filter_map(|(index, row)| Some((Some(index.parse().ok()?), row.clone())))
            .collect();
        numbered.sort_by_key(|(index, _)| *index);
        repeated.chain(numbered).collect()
    }
}

/// No database column takes a NUL, and nobody types one.
fn clean(value: &str) -> String {
    value.replace('\0', "")
}
