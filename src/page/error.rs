//! What can be wrong with the pages when the server starts.

use thiserror::Error;

/// A page cannot be served; the server does not start with it.
#[derive(Debug, Error)]
pub enum StartError {
    /// The printed schema does not parse.
    #[error("the schema cannot be read: {0}")]
    Schema(String),
    /// A document is missing, does not parse, or breaks a convention.
    #[error("src/pages/{page}.graphql: {problem}")]
    Document {
        /// The page, such as `challenge/show`.
        page: String,
        /// What is wrong, for the person who wrote the document.
        problem: String,
    },
    /// A template is missing or does not compile.
    #[error("src/pages/{page}: {problem}")]
    Template {
        /// The template's path below `src/pages`.
        page: String,
        /// What is wrong.
        problem: String,
    },
    /// A route names a mutation or a value that its document does not have.
    #[error("route {path}: {problem}")]
    Route {
        /// The route's path.
        path: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// The schema that should check the documents would execute them.
    #[error("the schema that checks the pages has no page::ValidateOnly extension")]
    NoValidation,
}
