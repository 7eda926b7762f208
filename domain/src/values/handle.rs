//! Handles: the short unique names that people are addressed by.

use crate::error::FieldError;

/// Words that pages and programs use; nobody may be called so.
const RESERVED: &[&str] = &[
    "about",
    "account",
    "admin",
    "administrator",
    "anonymous",
    "api",
    "graphql",
    "help",
    "hub",
    "me",
    "moderator",
    "root",
    "staff",
    "support",
    "system",
    "security",
    "everyone",
];

/// A handle: 3 to 30 of a–z, 0–9 and single hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle(String);

impl Handle {
    /// Parses what somebody typed.
    ///
    /// # Errors
    /// `REQUIRED`, `NOT_A_HANDLE` or `RESERVED` on the field.
    pub fn parse(field: &str, value: &str) -> Result<Self, FieldError> {
        let value = value.trim().trim_start_matches('@').to_lowercase();
        if value.is_empty() {
            return Err(FieldError::new(field, "REQUIRED"));
        }
        let fits = (3..=30).contains(&value.len())
            && value
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !value.starts_with('-')
            && !value.ends_with('-')
            && !value.contains("--");
        if !fits {
            return Err(FieldError::new(field, "NOT_A_HANDLE"));
        }
        if RESERVED.contains(&value.as_str()) {
            return Err(FieldError::new(field, "RESERVED"));
        }
        Ok(Self(value))
    }

    /// The handle as text.
    pub fn into_string(self) -> String {
        self.0
    }
}
