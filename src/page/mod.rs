//! The page engine: a page is a GraphQL document and a template.
//!
//! `src/pages/<area>/<page>.graphql` holds one query and any number of mutations, and
//! `src/pages/<area>/<page>.html` is the template that shows the query's answer. A GET runs the
//! query; a POST runs the mutation that the form names, then redirects, or shows the page again
//! with what was typed and what was wrong. The engine knows no rule of the hub: it is given a
//! printed schema, something that executes requests, and sentences, so that the pages can do
//! nothing that another client of the API cannot.
//!
//! Everything that can be checked at start is: see [`Engine::new`]. The lint of the templates
//! (`lint`, tests only) checks that each field that a template reads is selected.

mod assets;
mod coerce;
mod compact;
mod document;
mod engine;
mod error;
mod execute;
mod failure;
mod filters;
mod form;
mod functions;
mod lenient;
mod money;
pub mod multipart;
mod post;
mod render;
mod request;
mod route;
mod scalar;
mod schema_types;
mod shape;
mod sources;
mod target;

#[cfg(test)]
pub(crate) mod lint;
#[cfg(test)]
mod tests;

pub use assets::{Asset, Assets};
pub use engine::{Engine, Parts};
pub use error::StartError;
pub use execute::{Execute, ValidateOnly};
pub use form::{FieldError, FormData, FormError};
pub use request::{PageRequest, PageResponse, Prepare, SentenceArg, Sentences, Session};
pub use route::{Action, PageRoute, SessionChange, action, page};
pub use sources::Sources;

/// JSON as a template's value, for what a listed exception adds.
pub fn json_value(json: &serde_json::Value) -> minijinja::Value {
    minijinja::Value::from(minijinja::value::Serde(json))
}
