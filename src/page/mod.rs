//! The page engine: a page is a GraphQL document and a template.
//!
//! `src/pages/<area>/<page>.graphql` holds one query and any number of mutations, and
//! `src/pages/<area>/<page>.html` is the template that shows the query's answer. A GET runs the
//! query; a POST runs the mutation that the form names, then redirects, or shows the page again
//! with what was typed and what was wrong. The engine knows no rule of the hub: it is given a
//! printed schema, something that executes requests, and sentences, so that the pages can do
//! nothing that another client of the API cannot.
//!
//! # For those who write templates
//!
//! - The query's keys are the template's names, and besides them only `page` and `form`.
//!   Nothing else is defined: a name that does not exist is an error. Null shows as nothing, and
//!   so does a key that an object's type does not have. `page.query`, `form.values` and
//!   `form.by_name` answer none for what they lack.
//! - Functions: `t`, `field_value`, `field_chosen` (boxes and options), `field_error`,
//!   `done_message`, `asset`, `form_start`, `url`. Filters: `date`, `datetime` and `date` with
//!   `zone="Europe/Paris"`, `iso`, `money`, `bytes`, `number`, `truncate_words`.
//! - `form_start` comes first in its form: what follows shows what was typed into that form, so
//!   that two forms of a page may use the same names.
//! - A box that is not ticked sends nothing, which is false or an empty list where the schema
//!   wants a value. Where the schema allows null, a hidden blank input of the same name before the
//!   boxes says that none is ticked.
//! - Rows of a list are numbered (`input.budget.0.amount`). Rows in which everything is blank are
//!   left out, so a row of which one field is never blank is always sent.
//! - A date may be three inputs: `.day`, `.month`, `.year`, and `.time` with a local time.
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
mod positions;
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
pub use route::{Action, PageRoute, SessionChange, action, page, preview};
pub use sources::Sources;

/// JSON as a template's value, for what a listed exception adds.
pub fn json_value(json: &serde_json::Value) -> minijinja::Value {
    minijinja::Value::from(minijinja::value::Serde(json))
}
