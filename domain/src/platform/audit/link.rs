//! The format of the chain: what is hashed, and how, so that anybody can work it out again.
//!
//! - The hash of row n is SHA-256 over the 32 bytes of the hash of row n − 1 and the canonical JSON
//!   ([`super::canonical`]) of the row in UTF-8. Before the first row stand 32 zero bytes.
//! - The JSON of a row has the members `seq` (its place in the chain, from 1), `time` (UTC, to the
//!   microsecond: `2026-11-24T09:30:00.000000Z`), `actor` (number of the person, or null), `action`,
//!   `object` (an object of `kind`, `id`, and `challenge`, a number or null), `before` and `after`.
//! - `before` is the SHA-256, in hexadecimal, of the canonical JSON of the member `before` of the
//!   row's details, or null where there is none; `after` is that of the details without it. So
//!   the details are covered.
//! - Hashes are stored in hexadecimal, in small letters.

use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::canonical::canonical;

/// A hash.
pub type Hash = [u8; 32];

/// What stands before the first row of a chain.
pub const GENESIS: Hash = [0; 32];

/// What of a row its hash covers.
#[derive(Debug, Clone, Copy)]
pub struct Content<'r> {
    /// Its place in the chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Option<i64>,
    /// What was done.
    pub action: &'r str,
    /// Kind of what it was done to.
    pub object_kind: &'r str,
    /// Number of that.
    pub object_id: i64,
    /// The challenge that it belongs to.
    pub challenge: Option<i64>,
    /// Hash of what stood there before.
    pub before: Option<&'r str>,
    /// Hash of the rest of the details.
    pub after: &'r str,
}

impl Content<'_> {
    /// The canonical JSON of the row.
    pub fn text(&self) -> String {
        canonical(&json!({
            "seq": self.seq,
            "time": self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            "actor": self.actor,
            "action": self.action,
            "object": {
                "kind": self.object_kind,
                "id": self.object_id,
                "challenge": self.challenge,
            },
            "before": self.before,
            "after": self.after,
        }))
    }

    /// The hash of the row that follows one with the hash `previous`.
    pub fn hash(&self, previous: &Hash) -> Hash {
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(self.text().as_bytes());
        hash.finalize().into()
    }
}

/// The hashes of what stood there before, and of the rest of the details.
pub fn details_hashes(details: &Value) -> (Option<String>, String) {
    let of = |value: &Value| HEXLOWER.encode(&Sha256::digest(canonical(value).as_bytes()));
    match details.as_object() {
        Some(members) if members.contains_key("before") => {
            let mut rest = members.clone();
            let before = rest.remove("before").as_ref().map(of);
            (before, of(&Value::Object(rest)))
        }
        _ => (None, of(details)),
    }
}

/// A hash as it is stored.
pub fn hex(hash: &Hash) -> String {
    HEXLOWER.encode(hash)
}

/// A hash that was stored; none if this is none.
pub fn parse(text: &str) -> Option<Hash> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_gives_what_another_program_gives() {
        // Worked out by a program in Python that knows only the rules above.
        let details = json!({ "reason": "Späm", "before": { "b": 1, "a": [null, 0.5] } });
        let (before, after) = details_hashes(&details);
        assert_eq!(before.as_deref(), Some(BEFORE));
        assert_eq!(after, AFTER);
        let at = "2026-11-24T09:30:00.000120Z".parse().unwrap();
        let first = Content {
            seq: 1,
            at,
            actor: Some(7),
            action: "topic_hidden",
            object_kind: "topic",
            object_id: 42,
            challenge: None,
            before: before.as_deref(),
            after: &after,
        };
        let hash = first.hash(&GENESIS);
        assert_eq!(hex(&hash), FIRST);
        let second = Content {
            seq: 2,
            actor: None,
            challenge: Some(3),
            before: None,
            ..first
        };
        assert_eq!(hex(&second.hash(&hash)), SECOND);
        assert_eq!(parse(FIRST), Some(hash));
        assert_eq!(parse(&FIRST.to_uppercase()), None);
        assert_eq!(parse(&FIRST[..62]), None);
    }

    #[test]
    fn a_null_before_is_not_the_same_as_none() {
        let (none, rest) = details_hashes(&json!({ "x": 1 }));
        let (null, same) = details_hashes(&json!({ "x": 1, "before": null }));
        assert_eq!(none, None);
        assert!(null.is_some());
        assert_eq!(rest, same);
        assert_eq!(details_hashes(&json!([1])).0, None);
    }

    const BEFORE: &str = "8d2994eb0ed3bfba32df313f449093a60970bc4216a5e83754cb1b89b93bdce6";
    const AFTER: &str = "c9c1b614e1df381dd53c0ca1d6e0fd9f971d63c40a3f74a202cbaa1875b7da7c";
    const FIRST: &str = "a09c0223171391e94671f309a2ae99ee2b8e58df86e9ed35be32122458cb4148";
    const SECOND: &str = "e15c840d41b88fc500806fd622412f6b6432df8c546aa5f2d0280b5d0e3fbea3";
}
