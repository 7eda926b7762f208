//! Collects what is wrong with an input, so that a person sees all of it at once.

use std::ops::RangeInclusive;

use crate::error::{Error, FieldError, Result};

/// The errors of one input, field by field.
///
/// ```
/// use hub_domain::values::Fields;
/// let mut fields = Fields::default();
/// let title = fields.line("title", "  Bus stops ", 3..=100);
/// let about = fields.text("about", "", 1..=2000);
/// assert_eq!(title, "Bus stops");
/// assert!(about.is_empty());
/// assert!(fields.finish().is_err());
/// ```
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// One line of text, trimmed, its length in characters.
    pub fn line(&mut self, field: &str, value: &str, length: RangeInclusive<usize>) -> String {
        let value = value.trim();
        if value.contains(['\n', '\r']) {
            self.push(FieldError::new(field, "ONE_LINE"));
            return String::new();
        }
        self.checked(field, value.to_owned(), length)
    }

    /// Text of several lines, as Markdown is.
    pub fn text(&mut self, field: &str, value: &str, length: RangeInclusive<usize>) -> String {
        let value = value.replace("\r\n", "\n").replace('\r', "\n");
        self.checked(field, value.trim_end().to_owned(), length)
    }

    fn checked(&mut self, field: &str, value: String, length: RangeInclusive<usize>) -> String {
        let count = value.chars().count();
        let error = if value
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            FieldError::new(field, "CONTROL_CHARACTER")
        } else if count == 0 && *length.start() > 0 {
            FieldError::new(field, "REQUIRED")
        } else if count < *length.start() {
            FieldError::new(field, "TOO_SHORT")
                .with("min", length.start())
                .with("count", count)
        } else if count > *length.end() {
            FieldError::new(field, "TOO_LONG")
                .with("max", length.end())
                .with("count", count)
        } else {
            return value;
        };
        self.push(error);
        String::new()
    }

    /// An http(s) address, or empty where that is allowed.
    pub fn web_address(&mut self, field: &str, value: &str, required: bool) -> String {
        let value = self.line(field, value, usize::from(required)..=2000);
        if value.is_empty() {
            return value;
        }
        match url::Url::parse(&value) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => value,
            _ => {
                self.push(FieldError::new(field, "NOT_A_WEB_ADDRESS"));
                String::new()
            }
        }
    }

    /// A whole number within a range.
    pub fn number<N: PartialOrd + Copy + ToString>(
        &mut self,
        field: &str,
        value: N,
        range: RangeInclusive<N>,
    ) -> N {
        if !range.contains(&value) {
            self.push(
                FieldError::new(field, "OUT_OF_RANGE")
                    .with("min", range.start().to_string())
                    .with("max", range.end().to_string()),
            );
        }
        value
    }

    /// The outcome of a parser of its own, or nothing if it failed.
    pub fn take<T>(&mut self, outcome: Result<T, FieldError>) -> Option<T> {
        outcome.map_err(|error| self.push(error)).ok()
    }

    /// Notes one more error.
    pub fn push(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// Notes one more error, unless `holds`.
    pub fn require(&mut self, holds: bool, field: &str, code: &'static str) {
        if !holds {
            self.push(FieldError::new(field, code));
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// Ends the check.
    ///
    /// # Errors
    /// `Invalid` with all that was wrong.
    pub fn finish(self) -> Result<()> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.errors))
        }
    }
}
