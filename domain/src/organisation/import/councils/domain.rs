//! Domains of officers' mail addresses.
//!
//! Whoever confirms an address at such a domain can be taken for an officer of the council, so a
//! domain that anybody can get an address at must not come in by an oversight in a spreadsheet.
use super::{super::RowProblem, quote};
use crate::values::is_shared;

/// A domain in lower case, without the sign of an address before it.
pub(crate) fn read(word: &str) -> Result<String, RowProblem> {
    let domain = word
        .trim_start_matches('@')
        .trim_end_matches('.')
        .to_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let name = domain
        .rsplit('.')
        .next()
        .is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()));
    if domain.len() > 253 || !domain.contains('.') || !domain.split('.').all(label) || !name {
        return Err(RowProblem::EmailDomain { value: quote(word) });
    }
    if is_shared(&domain) {
        return Err(RowProblem::SharedEmailDomain { value: quote(word) });
    }
    Ok(domain)
}
