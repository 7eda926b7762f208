//! Formats of files under one name each, however a portal spells them.
//!
//! Portals write `csv`, `.CSV`, `text/csv`, `Comma separated values` or the address of a
//! vocabulary. Facets and the question "is at least one format open?" need one name.

mod known;

pub use known::FORMATS;

/// One known format.
#[derive(Debug, PartialEq, Eq)]
pub struct Format {
    /// The name under which it is stored and shown.
    pub code: &'static str,
    /// Its registered media type.
    pub media_type: &'static str,
    /// Whether a specification that anybody may implement describes it, and software can read the
    /// data in it: a PDF is open as a document, and closed as data.
    pub open: bool,
    /// Other spellings, in lower case: extensions, media types, names.
    aliases: &'static [&'static str],
}

/// What wraps another format: `zip+csv` is a CSV file that happens to be compressed.
const WRAPPERS: [&str; 3] = ["ZIP", "GZIP", "7Z"];
/// The longest unknown format that is kept as it was written.
const LONGEST_UNKNOWN: usize = 30;

/// The format of that stored code.
pub fn by_code(code: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.code == code)
}

/// The format that a portal's spelling, media type or vocabulary address means.
pub fn recognise(text: &str) -> Option<&'static Format> {
    let text = text.trim().to_lowercase();
    // Parameters of a media type say nothing about the format: `text/csv; header=present`.
    let text = text
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_start_matches('.');
    if text.is_empty() {
        return None;
    }
    exact(text)
        .or_else(|| in_address(text))
        .or_else(|| wrapped(text))
}

/// The format of one distribution: what was declared, else its media type, else the extension in
/// its address, else the declaration as it stands, so that nothing that the source said is lost.
pub fn canonical(
    declared: Option<&str>,
    media_type: Option<&str>,
    link: Option<&str>,
) -> Option<String> {
    let known = declared
        .and_then(recognise)
        .or_else(|| media_type.and_then(recognise))
        .or_else(|| link.and_then(by_extension));
    if let Some(format) = known {
        return Some(format.code.to_owned());
    }
    let declared = declared?.trim();
    (!declared.is_empty()).then(|| declared.chars().take(LONGEST_UNKNOWN).collect())
}

fn exact(text: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| {
        format.code.eq_ignore_ascii_case(text)
            || format.media_type == text
            || format.aliases.contains(&text)
    })
}

/// The EU's file type vocabulary ends in the type; IANA's addresses end in the media type.
fn in_address(text: &str) -> Option<&'static Format> {
    if !text.contains("://") {
        return None;
    }
    let mut parts = text.trim_end_matches('/').rsplit('/');
    let (last, before) = (parts.next()?, parts.next()?);
    exact(&format!("{before}/{last}")).or_else(|| exact(last))
}

/// `zip+csv`, `csv.zip`, `CSV (zipped)`: the one format that is not a wrapper.
fn wrapped(text: &str) -> Option<&'static Format> {
    let text = text.replace("zipped", "zip");
    let found: Vec<_> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(exact)
        .collect::<Option<_>>()?;
    let (wrappers, inner): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|format| WRAPPERS.contains(&format.code));
    match (wrappers.first(), inner.as_slice()) {
        (Some(_), [only]) => Some(only),
        _ => None,
    }
}

fn by_extension(link: &str) -> Option<&'static Format> {
    let address = url::Url::parse(link).ok()?;
    let name = address.path_segments()?.next_back()?.to_owned();
    let (stem, extension) = name.rsplit_once('.')?;
    let format = exact(&extension.to_lowercase())?;
    if WRAPPERS.contains(&format.code) {
        let inner = stem
            .rsplit_once('.')
            .and_then(|(_, inner)| exact(&inner.to_lowercase()));
        return Some(inner.unwrap_or(format));
    }
    Some(format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_for_every_spelling() {
        for (text, code) in [
            ("csv", "CSV"),
            (" .CSV ", "CSV"),
            ("text/csv; header=present", "CSV"),
            (
                "https://www.iana.org/assignments/media-types/text/csv",
                "CSV",
            ),
            (
                "http://publications.europa.eu/resource/authority/file-type/XLSX",
                "XLSX",
            ),
            ("ZIP+CSV", "CSV"),
            ("CSV (zipped)", "CSV"),
            ("zip", "ZIP"),
            ("Esri Shapefile", "SHP"),
            ("text/xml", "XML"),
            ("geojson", "GeoJSON"),
        ] {
            assert_eq!(
                recognise(text).map(|format| format.code),
                Some(code),
                "{text}"
            );
        }
        assert_eq!(recognise("carrier pigeon"), None);
        assert_eq!(recognise("csv and xml"), None);
    }

    #[test]
    fn the_declaration_comes_first_and_the_extension_last() {
        let link = Some("https://a.example/files/stops.csv.gz?x=1.pdf");
        assert_eq!(
            canonical(Some("KML"), Some("text/csv"), link).as_deref(),
            Some("KML")
        );
        assert_eq!(
            canonical(Some(""), Some("text/xml"), link).as_deref(),
            Some("XML")
        );
        assert_eq!(canonical(None, None, link).as_deref(), Some("CSV"));
        assert_eq!(
            canonical(Some("Pigeon"), None, None).as_deref(),
            Some("Pigeon")
        );
        assert_eq!(canonical(None, None, Some("https://a.example/data")), None);
    }

    #[test]
    fn no_spelling_means_two_formats() {
        let mut seen = std::collections::HashMap::new();
        for format in FORMATS {
            let code = format.code.to_lowercase();
            for name in format
                .aliases
                .iter()
                .copied()
                .chain([format.media_type, &*code])
            {
                assert_eq!(
                    name,
                    name.to_lowercase(),
                    "aliases are compared in lower case"
                );
                let before = seen.insert(name.to_owned(), format.code);
                assert_eq!(before, None, "{name} is also {}", format.code);
            }
        }
        assert_eq!(by_code("PDF").map(|format| format.open), Some(false));
    }
}
