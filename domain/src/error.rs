//! What can go wrong, without knowing who is told.

use std::time::Duration;

use sea_orm::DbErr;

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what was asked. Each has a stable code; only the code and the
/// arguments are public, and the context of an internal error goes to the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the viewer may not know that it does.
    #[error("not found")]
    NotFound,
    /// The viewer may see it, and may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in.
    #[error("not signed in")]
    Unauthenticated,
    /// The input is wrong; each field says how.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// Somebody else changed it meanwhile.
    #[error("changed meanwhile")]
    Conflict,
    /// Too many attempts.
    #[error("too many attempts")]
    RateLimited {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The database gave up this transaction, and trying again may help.
    #[error("try again: {0}")]
    Transient(String),
    /// A bug, or a broken machine.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// The stable code, part of the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "NOT_FOUND",
            Self::Forbidden => "FORBIDDEN",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Invalid(_) => "INVALID",
            Self::Conflict => "CONFLICT",
            Self::RateLimited { .. } => "RATE_LIMITED",
            Self::Transient(_) => "UNAVAILABLE",
            Self::Internal(_) => "INTERNAL",
        }
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    /// A bug or a broken machine, with what the log should say.
    pub fn internal(context: impl std::fmt::Display) -> Self {
        Self::Internal(context.to_string())
    }
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Dotted path below the input, such as `budget.0.amount`; empty for the whole.
    pub field: String,
    /// Stable code; the sentence `error-CODE` explains it and names the remedy.
    pub code: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl FieldError {
    /// An error without arguments.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self {
            field: field.into(),
            code,
            args: Vec::new(),
        }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        // SQLSTATE 40001 and 40P01 on PostgreSQL; SQLITE_BUSY on SQLite. The messages are the
        // only place where all drivers show them.
        let transient = [
            "could not serialize access",
            "deadlock detected",
            "database is locked",
        ];
        // PostgreSQL refuses a text with a zero byte, which no row can hold either: what is asked
        // for by it is not there. What is written was checked for control characters before.
        let nowhere = "invalid byte sequence for encoding";
        if transient.iter().any(|sign| text.contains(sign)) {
            Self::Transient(text)
        } else if text.contains(nowhere) {
            Self::NotFound
        } else {
            Self::Internal(text)
        }
    }
}

/// Whether the database refused a row because its unique key is taken.
pub fn is_duplicate(error: &DbErr) -> bool {
    matches!(
        error.sql_err(),
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_))
    )
}
