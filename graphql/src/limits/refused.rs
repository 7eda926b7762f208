//! Why a document is not executed.

use std::fmt;

use async_graphql::{ErrorExtensionValues, ServerError};

use super::{
    MAX_DEPTH, MAX_NESTING, MAX_NODES, MAX_QUERY_BYTES, MAX_ROOT_FIELDS, MAX_SELECTIONS,
    MAX_TOKENS, MAX_VALUES,
};

/// Why the guard turned a document away. Each is the caller's to mend, so each has a sentence that
/// says what the limit is.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// The text is longer than [`MAX_QUERY_BYTES`].
    TooLong,
    /// The text has more than [`MAX_TOKENS`] tokens.
    TooManyTokens,
    /// More than [`MAX_NESTING`] brackets are open at once.
    TooNested,
    /// The text is not a GraphQL document.
    Syntax(Box<ServerError>),
    /// A fragment spreads itself, directly or through others.
    FragmentCycle(String),
    /// The document goes down more than [`MAX_DEPTH`] steps.
    TooDeep,
    /// More than [`MAX_SELECTIONS`] selections, with the fragments written out.
    TooManySelections(u64),
    /// More than [`MAX_ROOT_FIELDS`] fields at the root.
    TooManyRootFields(u64),
    /// More than [`MAX_NODES`] nodes could be asked for.
    TooManyNodes(u64),
    /// More than [`MAX_VALUES`] fields and argument values could be worked through.
    TooManyValues(u64),
    /// A variable does not fit the type that it is declared with.
    Variable(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "The document is longer than {MAX_QUERY_BYTES} bytes."),
            Self::TooManyTokens => {
                write!(
                    f,
                    "The document has more than {MAX_TOKENS} tokens. Send long values as variables."
                )
            }
            Self::TooNested => write!(f, "More than {MAX_NESTING} brackets are open at once."),
            Self::Syntax(error) => f.write_str(&error.message),
            Self::FragmentCycle(name) => write!(f, "The fragment \"{name}\" spreads itself."),
            Self::TooDeep => write!(f, "The document is more than {MAX_DEPTH} levels deep."),
            Self::TooManySelections(count) => {
                write!(
                    f,
                    "The document selects {count} times with its fragments written out; the limit is {MAX_SELECTIONS}."
                )
            }
            Self::TooManyRootFields(count) => {
                write!(
                    f,
                    "The operation has {count} fields at its root; the limit is {MAX_ROOT_FIELDS}."
                )
            }
            Self::TooManyNodes(count) => {
                write!(
                    f,
                    "The operation asks for up to {count} nodes; the limit is {MAX_NODES}. Ask for smaller pages with `first`."
                )
            }
            Self::TooManyValues(count) => {
                write!(
                    f,
                    "The operation works through up to {count} fields and argument values; the limit is {MAX_VALUES}. Ask for smaller pages with `first`."
                )
            }
            Self::Variable(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Refused {}

impl From<Refused> for ServerError {
    fn from(refused: Refused) -> Self {
        let mut error = match refused {
            Refused::Syntax(error) => *error,
            other => ServerError::new(other.to_string(), None),
        };
        error
            .extensions
            .get_or_insert_with(ErrorExtensionValues::default)
            .set("code", "INVALID");
        error
    }
}
