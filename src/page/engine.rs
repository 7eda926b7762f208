//! The engine: checks all pages at start, and answers GET requests.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, atomic::AtomicU32},
};

use async_graphql::{Value as Answer, Variables};
use minijinja::{Environment, Value};

use super::{
    assets::Assets,
    coerce::{Mode, coerce},
    document::{Document, LAYOUT, Operation},
    error::StartError,
    execute::{Checked, Execute, check},
    form::{FormData, Tree},
    lenient::Lenient,
    render::{self, Form, Labels, Mutations, RENDER, Rendering, one_or_many},
    request::{PageRequest, PageResponse, Sentences},
    route::{PageRoute, SessionChange},
    schema_types::SchemaTypes,
    shape::lookup,
    sources::Sources,
    target,
};

/// What an engine is made of.
pub struct Parts<'a> {
    /// The printed schema.
    pub sdl: &'a str,
    /// Executes the documents.
    pub executor: Arc<dyn Execute>,
    /// Checks the documents: the same schema with [`ValidateOnly`](super::ValidateOnly).
    pub validator: Arc<dyn Execute>,
    /// The sentences of the interface.
    pub sentences: Arc<dyn Sentences>,
    /// Templates, documents and assets.
    pub sources: Sources,
    /// All addresses.
    pub routes: &'a [PageRoute],
    /// The address of this server as people see it, without a slash at the end.
    pub public_url: String,
    /// Whether this is the demo, which the layout says on each page.
    pub demo: bool,
}

/// Serves pages.
pub struct Engine {
    pub(super) executor: Arc<dyn Execute>,
    pub(super) types: SchemaTypes,
    pub(super) documents: HashMap<String, Document>,
    pub(super) layout: Option<Operation>,
    pub(super) env: Environment<'static>,
    sentences: Arc<dyn Sentences>,
    assets: Arc<Assets>,
    mutations: Arc<Mutations>,
    public_url: String,
    demo: bool,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// Reads and checks every page of the routes.
    ///
    /// Refused are: a document that does not parse or that the schema does not know; more or less
    /// than one query; a mutation without `userErrors { field code message }`; a target or a token
    /// that the mutation does not select; a template that is missing or does not compile.
    pub async fn new(parts: Parts<'_>) -> Result<Self, StartError> {
        let types = SchemaTypes::parse(parts.sdl)?;
        let layout_text = parts.sources.page("layout.graphql");
        let layout = match layout_text {
            Some(text) => Some(error_query(text, &types)?),
            None => None,
        };
        let mut documents = HashMap::new();
        for route in parts.routes {
            if !documents.contains_key(route.page) {
                let document = load(route.page, &parts.sources, layout_text, &types)?;
                documents.insert(route.page.to_owned(), document);
            }
            check_route(route, &documents[route.page])?;
        }
        let queries = documents
            .iter()
            .map(|(page, document)| (page, &document.query));
        let mutations = documents
            .iter()
            .flat_map(|(page, document)| document.mutations.values().map(move |m| (page, m)));
        // Queries come first: they do no harm if the schema turns out to execute them.
        for (page, operation) in queries.chain(mutations) {
            let request = operation.request(Variables::default());
            match check(parts.validator.as_ref(), request).await {
                Checked::Valid => {}
                Checked::Executed => return Err(StartError::NoValidation),
                Checked::Invalid(problem) => {
                    return Err(StartError::Document {
                        page: page.clone(),
                        problem: format!("{}: {problem}", operation.name),
                    });
                }
            }
        }
        let mutations = Arc::new(all_mutations(&documents, &types));
        Ok(Self {
            executor: parts.executor,
            types,
            documents,
            layout,
            env: render::environment(&parts.sources)?,
            sentences: parts.sentences,
            assets: Arc::new(parts.sources.assets()),
            mutations,
            public_url: parts.public_url,
            demo: parts.demo,
        })
    }

    /// The assets, for `/assets/{file}`.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Answers a GET.
    pub async fn get(&self, route: &PageRoute, request: &PageRequest) -> PageResponse {
        self.show(route, request, Form::default(), 200).await
    }

    /// Runs a page's query and shows the answer.
    pub(super) async fn show(
        &self,
        route: &PageRoute,
        request: &PageRequest,
        form: Form,
        status: u16,
    ) -> PageResponse {
        self.show_beside(route, request, form, status, BTreeMap::new())
            .await
    }

    /// The same, with what a mutation has just answered beside it.
    pub(super) async fn show_beside(
        &self,
        route: &PageRoute,
        request: &PageRequest,
        form: Form,
        status: u16,
        beside: BTreeMap<Arc<str>, Value>,
    ) -> PageResponse {
        let Some(document) = self.documents.get(route.page) else {
            return self.error_page(404, "NOT_FOUND", request).await;
        };
        if route.members && !request.signed_in {
            return PageResponse::redirect(303, super::failure::sign_in(request));
        }
        let query = &document.query;
        let pairs = query_pairs(&request.query_string);
        let defaults = route
            .defaults
            .iter()
            .filter(|(name, _)| !pairs.iter().any(|(given, _)| given == name))
            .map(|(name, value)| (*name, *value));
        let given = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let tree = Tree::of(given.chain(defaults), |_| true);
        let coerced = coerce(
            &query.variables,
            &request.path_params,
            &tree,
            &self.types,
            Mode::Get,
        );
        if coerced.not_found {
            return self.error_page(404, "NOT_FOUND", request).await;
        }
        let asked = query.request(coerced.variables.clone());
        let response = self.executor.execute((request.prepare)(asked)).await;
        if !response.errors.is_empty() {
            return self.failure(&response.errors, request).await;
        }
        let present = |path| !matches!(lookup(&response.data, path), None | Some(Answer::Null));
        if route.requires.is_some_and(|path| !present(path))
            || route.canonical.is_some_and(|path| !present(path))
        {
            return self.error_page(404, "NOT_FOUND", request).await;
        }
        if form.mutation.is_none()
            && let Some(address) = canonical(route, &response.data, request)
        {
            return PageResponse::redirect(301, address);
        }
        let template = format!("{}.html", route.page);
        let explorer = explorer(query, &coerced.variables);
        let mut context = query.shape.values(&response.data);
        context.extend(beside);
        // The summary of errors stands before the fields and calls them by their labels, which
        // only the template knows: it is rendered once to learn them.
        let labels = if form.errors.iter().any(|error| error.name.is_some()) {
            let mut first = context.clone();
            let labels = self.complete(
                &mut first,
                request,
                form.clone(),
                Some(explorer.clone()),
                &BTreeMap::new(),
            );
            // A template that fails does so again below, and is reported there.
            let _ = self.render(&template, first);
            let mut labels = labels
                .lock()
                .map(|labels| labels.clone())
                .unwrap_or_default();
            // A sentence that a field has to itself says already which field it is.
            for error in &form.errors {
                if let Some(name) = &error.name
                    && self.own_sentence(request, name, &error.code).is_some()
                {
                    labels.remove(name);
                }
            }
            labels
        } else {
            BTreeMap::new()
        };
        self.complete(&mut context, request, form, Some(explorer), &labels);
        match self.render(&template, context) {
            Ok(html) => PageResponse {
                cache_control: response.cache_control.value(),
                ..PageResponse::page(status, html)
            },
            Err(problem) => {
                tracing::error!(template, request_id = request.request_id, "{problem}");
                self.error_page(500, "INTERNAL", request).await
            }
        }
    }

    pub(super) fn render(
        &self,
        template: &str,
        context: BTreeMap<Arc<str>, Value>,
    ) -> Result<String, String> {
        self.env
            .get_template(template)
            .and_then(|template| template.render(Value::from(context)))
            .map_err(|error| render::describe(&error))
    }

    /// Adds what every template has besides its query's answer. The labels that come back fill
    /// when the template is rendered.
    pub(super) fn complete(
        &self,
        context: &mut BTreeMap<Arc<str>, Value>,
        request: &PageRequest,
        form: Form,
        explorer: Option<String>,
        labels: &BTreeMap<String, String>,
    ) -> Arc<Labels> {
        let learnt = Arc::new(Labels::default());
        let mut query: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in query_pairs(&request.query_string) {
            query.entry(name).or_default().push(value);
        }
        // It is said once, and must not travel on in links made from the query.
        let done = query.remove("done").and_then(|mut values| values.pop());
        let done = done.filter(|done| done.chars().all(|c| c.is_ascii_alphanumeric()));
        let search = query.get("q").and_then(|values| values.last()).cloned();
        let values = query
            .iter()
            .map(|(name, values)| (name.clone(), one_or_many(values)));
        let page = BTreeMap::from([
            ("path", Value::from(request.path.as_str())),
            (
                "url",
                Value::from(format!("{}{}", self.public_url, request.path)),
            ),
            ("query", Value::from_object(Lenient(values.collect()))),
            ("done", Value::from(done.clone())),
            ("explorer", Value::from(explorer)),
            ("demo", Value::from(self.demo)),
            ("search", Value::from(search.unwrap_or_default())),
            ("csrf", Value::from(request.csrf.as_str())),
            ("theme", Value::from(request.theme.clone())),
            ("locale", Value::from(request.locale.as_str())),
        ]);
        context.insert("page".into(), page.into());
        for (name, value) in &request.extra {
            context.insert((*name).into(), value.clone());
        }
        context.insert("form".into(), form.value(labels));
        let rendering = Rendering {
            locale: request.locale.clone(),
            csrf: request.csrf.clone(),
            request_id: request.request_id.clone(),
            done,
            return_to: return_to(request, None),
            form,
            sentences: Arc::clone(&self.sentences),
            assets: Arc::clone(&self.assets),
            mutations: Arc::clone(&self.mutations),
            inside: Mutex::new(None),
            forms: AtomicU32::new(0),
            labels: Arc::clone(&learnt),
        };
        context.insert(RENDER.into(), Value::from_object(rendering));
        learnt
    }

    pub(super) fn sentence(&self, request: &PageRequest, key: &str) -> Option<String> {
        self.sentences.sentence(&request.locale, key, &[])
    }
}

pub(super) fn query_pairs(query_string: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(query_string.as_bytes())
        .into_owned()
        .take(super::form::MAX_FIELDS)
        .collect()
}

/// The page that sent the person here, if it is one of this site.
pub(super) fn return_to(request: &PageRequest, form: Option<&FormData>) -> Option<String> {
    form.and_then(|form| form.value("_return").map(str::to_owned))
        .or_else(|| {
            let mut pairs = query_pairs(&request.query_string);
            pairs.retain(|(name, _)| name == "return");
            pairs.pop().map(|(_, value)| value)
        })
        .filter(|path| target::is_local(path))
}

/// The address that the answer gives, if the page was asked for by another.
fn canonical(route: &PageRoute, data: &Answer, request: &PageRequest) -> Option<String> {
    let Answer::String(path) = lookup(data, route.canonical?)? else {
        return None;
    };
    if *path == request.path || !target::is_local(path) {
        return None;
    }
    Some(if request.query_string.is_empty() {
        path.clone()
    } else {
        format!("{path}?{}", request.query_string)
    })
}

/// The link that opens a page's query in the explorer.
fn explorer(operation: &Operation, variables: &Variables) -> String {
    let variables = serde_json::to_string(variables).unwrap_or_default();
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("query", &operation.text)
        .append_pair("variables", &variables)
        .append_pair("operationName", &operation.name)
        .finish();
    format!("/explorer?{query}")
}

/// The query of the error page, which is the layout's and nothing else.
fn error_query(layout: &str, types: &SchemaTypes) -> Result<Operation, StartError> {
    let source = format!("query ErrorPage {{\n  ...{LAYOUT}\n}}");
    Document::parse(&source, Some(layout), types)
        .map(|document| document.query)
        .map_err(|problem| StartError::Document {
            page: "layout".into(),
            problem,
        })
}

pub(super) fn load(
    page: &str,
    sources: &Sources,
    layout: Option<&str>,
    types: &SchemaTypes,
) -> Result<Document, StartError> {
    let refuse = |problem: String| StartError::Document {
        page: page.to_owned(),
        problem,
    };
    let template = format!("{page}.html");
    if sources.page(&template).is_none() {
        return Err(StartError::Template {
            page: template,
            problem: "there is no such file".into(),
        });
    }
    let text = sources
        .page(&format!("{page}.graphql"))
        .ok_or_else(|| refuse("there is no such file".into()))?;
    Document::parse(text, layout, types).map_err(refuse)
}

fn check_route(route: &PageRoute, document: &Document) -> Result<(), StartError> {
    let refuse = |problem: String| StartError::Route {
        path: route.path,
        problem,
    };
    for path in [route.canonical, route.requires].into_iter().flatten() {
        if document.query.shape.at(path).is_none() {
            return Err(refuse(format!(
                "{} does not select {path}",
                document.query.name
            )));
        }
    }
    for action in route.actions {
        let mutation = action.mutation;
        let operation = document
            .mutations
            .get(mutation)
            .ok_or_else(|| refuse(format!("{} has no mutation {mutation}", route.page)))?;
        target::check(action.then, operation).map_err(refuse)?;
        if let SessionChange::Set(token) = action.session
            && operation.shape.at(token).is_none()
        {
            return Err(refuse(format!("{mutation} does not select {token}")));
        }
    }
    Ok(())
}

fn all_mutations(documents: &HashMap<String, Document>, types: &SchemaTypes) -> Mutations {
    let mut mutations = Mutations::default();
    for operation in documents
        .values()
        .flat_map(|document| document.mutations.values())
    {
        mutations.all.insert(operation.name.clone());
        let has_request_id = operation
            .input_type()
            .is_some_and(|input| types.input_has(input, "requestId"));
        if has_request_id {
            mutations.with_request_id.insert(operation.name.clone());
        }
    }
    mutations
}
