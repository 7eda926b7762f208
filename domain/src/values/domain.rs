//! Domains of mail addresses that say nothing of whoever has an address there.

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

/// Whether anybody can have an address at this domain, in lower case, or have a domain below it.
pub(crate) fn is_shared(domain: &str) -> bool {
    SUFFIXES.contains(&domain) || FREE_MAIL.contains(&domain)
}
