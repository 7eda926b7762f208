//! Licences under one name each, with whether they are open.
//!
//! "Open" follows the Open Definition: anybody may use the data for any purpose. Whoever may not
//! sell, or may not change, does not hold open data.

mod known;

pub use known::LICENCES;

/// One known licence.
#[derive(Debug, PartialEq, Eq)]
pub struct Licence {
    /// The code under which it is stored: SPDX's where it has one.
    pub code: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Where its text is; empty for the kinds that have none.
    pub url: &'static str,
    /// Whether it is open by the Open Definition.
    pub open: bool,
    /// Identifiers that portals use: letters and digits in lower case, nothing else.
    ids: &'static [&'static str],
    /// Other addresses of it, without scheme, `www.` or final slash.
    addresses: &'static [&'static str],
}

/// The licence of that stored code.
pub fn by_code(code: &str) -> Option<&'static Licence> {
    LICENCES.iter().find(|licence| licence.code == code)
}

/// The code of the licence that a source means, by its address first, because an address names one
/// licence and one version, then by its identifier, then by its title.
pub fn match_licence(
    id: Option<&str>,
    title: Option<&str>,
    url: Option<&str>,
) -> Option<&'static str> {
    let mut addresses = [url, id, title].into_iter().flatten();
    let mut named = [id, title].into_iter().flatten();
    addresses
        .find_map(by_address)
        .or_else(|| named.find_map(by_name))
        .or_else(|| title.and_then(by_words))
        .map(|licence| licence.code)
}

fn by_address(text: &str) -> Option<&'static Licence> {
    let (_, rest) = text.trim().split_once("://")?;
    let rest = rest.to_lowercase();
    let rest = rest.split(['#', '?']).next().unwrap_or_default();
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    // The texts stand in several languages and in several forms under the same address.
    let rest = [
        "/legalcode",
        "/deed.en",
        "/deed",
        "/index.htm",
        "/index.html",
        "/rdf",
    ]
    .iter()
    .find_map(|end| rest.strip_suffix(end))
    .unwrap_or(rest)
    .trim_end_matches('/');
    let exact = LICENCES
        .iter()
        .find(|licence| strip(licence.url) == rest || licence.addresses.contains(&rest));
    exact.or_else(|| creative_commons(rest))
}

/// `creativecommons.org/licenses/by/2.5/scotland`: a version or a country that has no row.
fn creative_commons(rest: &str) -> Option<&'static Licence> {
    let mut parts = rest
        .strip_prefix("creativecommons.org/licenses/")?
        .split('/');
    let (kind, version) = (parts.next()?, parts.next().unwrap_or_default());
    let kind = format!("CC-{}", kind.to_uppercase());
    by_code(&format!("{kind}-{version}")).or_else(|| by_code(&kind))
}

fn strip(url: &str) -> &str {
    let url = url.strip_prefix("https://").unwrap_or(url);
    url.strip_prefix("www.")
        .unwrap_or(url)
        .trim_end_matches('/')
}

fn by_name(text: &str) -> Option<&'static Licence> {
    let squeezed = squeeze(text);
    // `4.0` and `4` are one version.
    let short = squeezed.strip_suffix('0').unwrap_or(&squeezed);
    LICENCES.iter().find(|licence| {
        squeeze(licence.code) == squeezed
            || squeeze(licence.title) == squeezed
            || licence.ids.contains(&&*squeezed)
            || licence.ids.contains(&short)
    })
}

fn squeeze(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase()
}

/// A title that says more than the name: "UK Open Government Licence (OGL) v2 – see terms".
fn by_words(title: &str) -> Option<&'static Licence> {
    let text = squeeze(
        &title
            .replace("License", "Licence")
            .replace("license", "licence"),
    );
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .map(squeeze)
        .collect();
    if text.contains("opengovernmentlicence") || words.iter().any(|word| word == "ogl") {
        // A licence of another country shares the name and not the terms.
        if ["canada", "ontario", "alberta", "british"]
            .iter()
            .any(|other| text.contains(other))
        {
            return None;
        }
        let version = ["2", "1"].into_iter().find(|v| {
            words
                .iter()
                .any(|word| word == v || *word == format!("v{v}") || *word == format!("oglv{v}"))
                && !words.iter().any(|word| word == "3" || word == "v3")
        });
        return by_code(&format!("OGL-UK-{}.0", version.unwrap_or("3")));
    }
    if !(text.contains("creativecommons") || words.first().is_some_and(|word| word == "cc")) {
        return None;
    }
    let has = |long: &str, short: &str| text.contains(long) || words.iter().any(|w| w == short);
    if has("cczero", "cc0") || words.iter().any(|word| word == "zero") {
        return by_code("CC0-1.0");
    }
    let mut code = String::from("CC-BY");
    if has("noncommercial", "nc") {
        code.push_str("-NC");
    }
    if has("sharealike", "sa") {
        code.push_str("-SA");
    } else if has("noderiv", "nd") {
        code.push_str("-ND");
    }
    let known_kind = has("attribution", "by") || code != "CC-BY";
    let version = ["4", "3"]
        .into_iter()
        .find(|v| words.iter().any(|word| word == v));
    let exact = version.and_then(|version| by_code(&format!("{code}-{version}.0")));
    known_kind
        .then(|| exact.or_else(|| by_code(&code)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_identifiers_and_titles_are_matched() {
        let ogl = "http://www.nationalarchives.gov.uk/doc/open-government-licence/";
        for (id, title, url, code) in [
            (None, None, Some(ogl), "OGL-UK-3.0"),
            (
                Some("uk-ogl"),
                Some("UK Open Government Licence (OGL)"),
                None,
                "OGL-UK-3.0",
            ),
            (
                None,
                Some("Open Government License v2, see terms"),
                None,
                "OGL-UK-2.0",
            ),
            (
                None,
                None,
                Some("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/2"),
                "OGL-UK-2.0",
            ),
            (Some(ogl), None, None, "OGL-UK-3.0"),
            (
                Some("cc-by"),
                Some("Creative Commons Atribuição"),
                Some("http://www.opendefinition.org/licenses/cc-by"),
                "CC-BY",
            ),
            (Some("cc-by-4.0"), None, None, "CC-BY-4.0"),
            (
                None,
                None,
                Some("https://creativecommons.org/licenses/by/4.0/legalcode"),
                "CC-BY-4.0",
            ),
            (
                None,
                None,
                Some("https://creativecommons.org/licenses/by/2.5/scotland/"),
                "CC-BY",
            ),
            (None, Some("CC BY-NC-SA 2.0"), None, "CC-BY-NC-SA"),
            (
                None,
                Some("Creative Commons Attribution Share-Alike 4.0"),
                None,
                "CC-BY-SA-4.0",
            ),
            (
                Some("other-pd"),
                Some("Outra (Domínio Público)"),
                None,
                "OTHER-PD",
            ),
            (Some("odc-odbl"), None, None, "ODbL-1.0"),
            (
                None,
                None,
                Some("https://opendatacommons.org/licenses/pddl/1.0/"),
                "PDDL-1.0",
            ),
            (Some("notspecified"), None, None, "NOT-SPECIFIED"),
        ] {
            assert_eq!(
                match_licence(id, title, url),
                Some(code),
                "{id:?} {title:?} {url:?}"
            );
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(match_licence(None, None, None), None);
        assert_eq!(match_licence(Some(""), Some(""), Some("")), None);
        assert_eq!(
            match_licence(None, Some("Open Government Licence – Canada"), None),
            None
        );
        assert_eq!(
            match_licence(None, None, Some("https://ogl.example/cc-by")),
            None
        );
        assert_eq!(
            match_licence(None, Some("See the council's website"), None),
            None
        );
    }

    #[test]
    fn the_open_government_licence_heads_the_list() {
        assert_eq!(
            LICENCES.first().map(|licence| licence.code),
            Some("OGL-UK-3.0")
        );
        let closed: Vec<_> = LICENCES
            .iter()
            .filter(|l| !l.open)
            .map(|l| l.code)
            .collect();
        assert!(closed.contains(&"CC-BY-NC") && closed.contains(&"NOT-SPECIFIED"));
    }
}
