//! Errors on their way out: codes become sentences, and private context goes to the log.

use async_graphql::{ErrorExtensions, SimpleObject};
use hub_domain::{Error, FieldError};
use hub_locales::{Arg, sentence};

/// Something that is wrong with an input, and what to do about it.
#[derive(SimpleObject, Debug, Clone)]
pub struct UserError {
    /// Dotted path below the input, such as `budget.0.amount`; empty for the whole.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// One sentence that names the remedy.
    pub message: String,
}

impl From<FieldError> for UserError {
    fn from(error: FieldError) -> Self {
        let args: Vec<(&str, Arg)> = error
            .args
            .iter()
            .map(|(name, value)| (*name, Arg::from(value.as_str())))
            .collect();
        // A sentence of the field's own says more than that of the code: “Enter your name.”
        let own = leaf(&error.field)
            .and_then(|leaf| sentence(&format!("error-{}-{leaf}", error.code), &args));
        let message = own
            .or_else(|| sentence(&format!("error-{}", error.code), &args))
            .or_else(|| sentence("error-UNKNOWN", &[]))
            .unwrap_or_default();
        Self {
            field: error.field,
            code: error.code.to_owned(),
            message,
        }
    }
}

/// The name of a field without its path and the numbers of rows: `amount` of `budget.0.amount`.
fn leaf(field: &str) -> Option<&str> {
    field
        .rsplit('.')
        .find(|part| !part.is_empty() && !part.bytes().all(|b| b.is_ascii_digit()))
}

/// The part of an error that is the input's fault, as data.
///
/// # Errors
/// Gives back what is not the input's fault.
pub fn user_errors(error: Error) -> Result<Vec<UserError>, Error> {
    match error {
        Error::Invalid(fields) => Ok(fields.into_iter().map(UserError::from).collect()),
        Error::Conflict => Ok(vec![FieldError::new("", "CONFLICT").into()]),
        error => Err(error),
    }
}

/// An error as GraphQL has it: a public message, and `extensions.code`.
pub fn to_graphql(error: &Error) -> async_graphql::Error {
    let code = error.code();
    if let Error::Internal(context) | Error::Transient(context) = error {
        tracing::error!(code, context, "a request failed");
    }
    let message = sentence(&format!("graphql-{code}"), &[]).unwrap_or_else(|| code.to_owned());
    async_graphql::Error::new(message).extend_with(|_, extensions| {
        extensions.set("code", code);
        if let Error::RateLimited { retry_after } = error {
            extensions.set("retryAfter", retry_after.as_secs().max(1));
        }
        if let Error::Invalid(fields) = error {
            let fields: Vec<_> = fields.iter().map(|f| f.field.clone()).collect();
            extensions.set("fields", fields);
        }
    })
}

/// Shorter at the end of a read.
pub trait Graphql<T> {
    /// The value, or the error as GraphQL has it.
    ///
    /// # Errors
    /// The same, as GraphQL has it.
    fn graphql(self) -> async_graphql::Result<T>;
}

impl<T> Graphql<T> for hub_domain::Result<T> {
    fn graphql(self) -> async_graphql::Result<T> {
        self.map_err(|error| to_graphql(&error))
    }
}

/// What somebody may not see, or what does not exist, is null where a single thing is asked for
/// by its id; everything else stays an error.
///
/// # Errors
/// All but `NotFound`.
pub fn optional<T>(result: hub_domain::Result<T>) -> async_graphql::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(to_graphql(&error)),
    }
}
