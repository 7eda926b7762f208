//! Passwords: what is accepted, and how they are kept.
//!
//! Source: OWASP ASVS 5.0, 6.2; argon2id with the parameters of RFC 9106 as OWASP states them.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::error::{Error, FieldError, Result};
use crate::hub::Hub;

/// Memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// Passwords of 15 characters or more that are tried first all the same.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password that is acceptable, not yet hashed.
#[derive(Clone)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

impl Password {
    /// Checks a new password. `own` are the words that it must not consist of: name, handle and
    /// address of its owner.
    ///
    /// # Errors
    /// `PASSWORD_SHORT`, `PASSWORD_LONG` or `PASSWORD_COMMON` on the field.
    pub fn parse(field: &str, value: &str, own: &[&str]) -> Result<Self, FieldError> {
        let length = value.chars().count();
        if length == 0 {
            return Err(FieldError::new(field, "REQUIRED"));
        }
        if length < 15 {
            return Err(FieldError::new(field, "PASSWORD_SHORT").with("count", length));
        }
        if length > 256 {
            return Err(FieldError::new(field, "PASSWORD_LONG").with("max", 256));
        }
        let simple: String = value
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let letters: std::collections::HashSet<char> = simple.chars().collect();
        let common = letters.len() < 4
            || COMMON.lines().any(|line| line == simple)
            || own
                .iter()
                .chain(&["knowledgehub", "makeitlocal"])
                .any(|word| {
                    let word: String = word
                        .to_lowercase()
                        .chars()
                        .filter(|c| c.is_alphanumeric())
                        .collect();
                    word.len() >= 4
                        && simple
                            .replace(&word, "")
                            .chars()
                            .filter(|c| c.is_alphabetic())
                            .count()
                            < 3
                        && simple.contains(&word)
                });
        if common {
            return Err(FieldError::new(field, "PASSWORD_COMMON"));
        }
        Ok(Self(value.to_owned()))
    }

    /// Hashes it, off the async threads and a bounded number at once.
    ///
    /// # Errors
    /// When the machine cannot.
    pub async fn hash(self, hub: &Hub) -> Result<String> {
        let salt = hub.random().bytes::<16>();
        run(hub, move || {
            let hash: Result<PasswordHash, _> =
                argon2()?.hash_password_with_salt(self.0.as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(Error::internal)
        })
        .await
    }
}

/// Whether a typed password is the one that was hashed. Without a hash it takes the same time
/// and says no, so that unknown accounts cannot be told from known ones.
///
/// # Errors
/// When the machine cannot.
pub async fn verify(hub: &Hub, typed: &str, hash: Option<&str>) -> Result<bool> {
    // Longer input was never accepted, and must not make the hash slow.
    let typed = typed.chars().take(1024).collect::<String>();
    let hash = hash.map(ToOwned::to_owned);
    run(hub, move || {
        let argon2 = argon2()?;
        let Some(hash) = hash else {
            let spent: Result<PasswordHash, _> =
                argon2.hash_password_with_salt(typed.as_bytes(), &[0; 16]);
            drop(spent);
            return Ok(false);
        };
        let parsed = PasswordHash::new(&hash).map_err(Error::internal)?;
        Ok(argon2.verify_password(typed.as_bytes(), &parsed).is_ok())
    })
    .await
}

/// Whether a hash was made with other parameters than today's.
pub fn is_outdated(hash: &str) -> bool {
    let (m, t, p) = COST;
    !hash.starts_with(&format!("$argon2id$v=19$m={m},t={t},p={p}$"))
}

/// A password that its owner already proved, to be hashed anew.
pub(crate) fn proven(typed: &str) -> Password {
    Password(typed.to_owned())
}

fn argon2() -> Result<Argon2<'static>> {
    let (m, t, p) = COST;
    let params = Params::new(m, t, p, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn run<T: Send + 'static>(
    hub: &Hub,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let _permit = hub.hashing().acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_composition_does_not() {
        assert!(Password::parse("p", "correct horse battery", &[]).is_ok());
        assert!(Password::parse("p", "ünïcödé pässwörd ok", &[]).is_ok());
        for (bad, code) in [
            ("", "REQUIRED"),
            ("short", "PASSWORD_SHORT"),
            ("aaaaaaaaaaaaaaaaaaaa", "PASSWORD_COMMON"),
            ("passwordpassword", "PASSWORD_COMMON"),
            ("knowledge-hub-2026", "PASSWORD_COMMON"),
            ("ann.lee-ann.lee-1", "PASSWORD_COMMON"),
        ] {
            let error = Password::parse("p", bad, &["ann.lee"]).unwrap_err();
            assert_eq!(error.code, code, "{bad}");
        }
    }
}
