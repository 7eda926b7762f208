//! Domains of officers' mail addresses.
//!
//! Whoever confirms an address at such a domain can be taken for an officer of the council, so a
//! domain that anybody can get an address at must not come in by an oversight in a spreadsheet.
use super::{super::RowProblem, quote};

/// Under these anybody, or every other council, has a domain.
const SUFFIXES: [&str; 12] = [
    "gov.uk",
    "co.uk",
    "org.uk",
    "ac.uk",
    "nhs.uk",
    "police.uk",
    "sch.uk",
    "me.uk",
    "ltd.uk",
    "plc.uk",
    "net.uk",
    "llyw.cymru",
];
/// At these anybody has an address.
const FREE_MAIL: [&str; 20] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.uk",
    "live.com",
    "live.co.uk",
    "msn.com",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "me.com",
    "aol.com",
    "btinternet.com",
    "sky.com",
    "talktalk.net",
    "virginmedia.com",
    "proton.me",
    "protonmail.com",
    "gmx.com",
];

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
    if SUFFIXES.contains(&&*domain) || FREE_MAIL.contains(&&*domain) {
        return Err(RowProblem::SharedEmailDomain { value: quote(word) });
    }
    Ok(domain)
}
