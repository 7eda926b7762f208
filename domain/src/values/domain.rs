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
const FREE_MAIL: [&str; 36] = [
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
    "ymail.com",
    "rocketmail.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "privaterelay.appleid.com",
    "aol.com",
    "aol.co.uk",
    "btinternet.com",
    "btopenworld.com",
    "sky.com",
    "talktalk.net",
    "tiscali.co.uk",
    "virginmedia.com",
    "ntlworld.com",
    "blueyonder.co.uk",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "gmx.com",
    "gmx.co.uk",
    "mail.com",
    "fastmail.com",
    "tutanota.com",
    "hey.com",
    "duck.com",
];

/// Whether anybody can have an address at this domain, in lower case, or have a domain below it.
pub(crate) fn is_shared(domain: &str) -> bool {
    SUFFIXES.contains(&domain) || FREE_MAIL.contains(&domain)
}
