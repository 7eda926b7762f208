//! The format of a link of the audit's chains, as it was when the chains began
//! (`m20261125_000020_audit_chain`).

use std::fmt::Write as _;

use sea_orm_migration::sea_orm::entity::prelude::{DateTimeUtc, Json};
use sha2::{Digest, Sha256};

/// What of a row its hash covers.
pub struct Link<'r> {
    pub seq: i64,
    pub at: DateTimeUtc,
    pub actor: Option<i64>,
    pub action: &'r str,
    pub object_kind: &'r str,
    pub object_id: i64,
    pub challenge: Option<i64>,
    pub before: Option<&'r str>,
    pub after: &'r str,
}

impl Link<'_> {
    /// SHA-256 of the hash of the row before and the canonical JSON of this one, whose members
    /// stand here in order.
    pub fn hash(&self, previous: &[u8; 32]) -> [u8; 32] {
        let number = |number: Option<i64>| number.map_or("null".to_owned(), |n| n.to_string());
        let text = |text: &str| canonical(&Json::from(text));
        let line = format!(
            r#"{{"action":{},"actor":{},"after":{},"before":{},"object":{{"challenge":{},"id":{},"kind":{}}},"seq":{},"time":"{}"}}"#,
            text(self.action),
            number(self.actor),
            text(self.after),
            self.before.map_or("null".to_owned(), text),
            number(self.challenge),
            self.object_id,
            text(self.object_kind),
            self.seq,
            self.at.format("%Y-%m-%dT%H:%M:%S%.6fZ"),
        );
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(line.as_bytes());
        hash.finalize().into()
    }
}

/// The hashes of what stood there before, and of the rest of the details.
pub fn details_hashes(details: &Json) -> (Option<String>, String) {
    let of = |value: &Json| hex(&Sha256::digest(canonical(value).as_bytes()).into());
    match details.as_object() {
        Some(members) if members.contains_key("before") => {
            let mut rest = members.clone();
            let before = rest.remove("before").as_ref().map(of);
            (before, of(&Json::Object(rest)))
        }
        _ => (None, of(details)),
    }
}

/// A hash in hexadecimal.
pub fn hex(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The same value, so that it is stored in its canonical form: members in order, and whatever is
/// no plain whole number as a text. The audit held no other numbers then.
pub fn plain(value: Json) -> Json {
    match value {
        Json::Number(number) => {
            let whole = number.as_i64().filter(|n| n.unsigned_abs() <= 1 << 53);
            whole.map_or_else(|| Json::String(number.to_string()), Json::from)
        }
        Json::Array(items) => items.into_iter().map(plain).collect(),
        Json::Object(members) => {
            let mut members: Vec<(String, Json)> = members.into_iter().collect();
            members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            let members = members
                .into_iter()
                .map(|(name, value)| (name, plain(value)));
            Json::Object(members.collect())
        }
        other => other,
    }
}

/// The canonical form (RFC 8785) of what is plain: this is how it is written, with its members in
/// order.
fn canonical(value: &Json) -> String {
    value.to_string()
}
