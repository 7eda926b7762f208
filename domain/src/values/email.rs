//! Email addresses.

use crate::error::FieldError;

/// An address, normalised: trimmed, its domain in lower case. The part before the `@` keeps its
/// letters in lower case as well, because no mail system in use tells them apart, and two
/// accounts that differ by a capital letter are one person's mistake.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Parses what somebody typed.
    ///
    /// # Errors
    /// `REQUIRED`, `TOO_LONG` or `NOT_AN_EMAIL` on the field.
    pub fn parse(field: &str, value: &str) -> Result<Self, FieldError> {
        let value = value.trim().to_lowercase();
        if value.is_empty() {
            return Err(FieldError::new(field, "REQUIRED"));
        }
        // RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of them brackets.
        if value.len() > 254 {
            return Err(FieldError::new(field, "TOO_LONG").with("max", 254));
        }
        let fits = value.split_once('@').is_some_and(|(local, domain)| {
            let label = |l: &str| {
                !l.is_empty()
                    && l.len() <= 63
                    && !l.starts_with('-')
                    && !l.ends_with('-')
                    && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            };
            (1..=64).contains(&local.len())
                && !local.starts_with('.')
                && !local.ends_with('.')
                && !local.contains("..")
                && local
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
                && domain.split('.').count() >= 2
                && domain.split('.').all(label)
        });
        if fits {
            Ok(Self(value))
        } else {
            Err(FieldError::new(field, "NOT_AN_EMAIL"))
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address as text.
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised_and_nonsense_is_refused() {
        let address = EmailAddress::parse("email", " Ann.Lee@Lichfield.GOV.uk ").unwrap();
        assert_eq!(address.as_str(), "ann.lee@lichfield.gov.uk");
        assert_eq!(address.domain(), "lichfield.gov.uk");
        for bad in [
            "", "a", "a@b", "a b@c.uk", "a@b@c.uk", "a@-b.uk", "a\n@b.uk", "a@b..uk", ".a@b.uk",
        ] {
            assert!(EmailAddress::parse("email", bad).is_err(), "{bad:?}");
        }
    }
}
