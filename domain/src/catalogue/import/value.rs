//! Links, dates and long texts, as every source holds them.
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};
use url::Url;

use super::{Args, Place, Problem, Warning, markup};
use crate::catalogue::frequency::{self, Frequency};

/// The longest title, in characters.
pub(super) const LONGEST_TITLE: usize = 250;
/// The longest description, in characters.
pub(super) const LONGEST_DESCRIPTION: usize = 20_000;
/// The longest link, in bytes; servers refuse longer ones.
const LONGEST_LINK: usize = 2_000;
/// The most keywords of one dataset.
const MOST_KEYWORDS: usize = 50;
/// As much of a wrong value as a message repeats.
const QUOTED: usize = 100;

/// Collects the warnings of one record while its values are read.
#[derive(Default)]
pub(super) struct Notes(pub Vec<Warning>);

impl Notes {
    pub fn add(&mut self, place: &Place, field: &str, problem: Problem, args: Args) {
        self.0.push(Warning {
            place: place.clone(),
            field: field.to_owned(),
            problem,
            args,
        });
    }

    /// A title, cut where it is too long.
    pub fn line(&mut self, text: &str, place: &Place, field: &str) -> String {
        let line = markup::to_line(head(text, LONGEST_DESCRIPTION));
        self.cut(line, LONGEST_TITLE, place, field)
    }

    /// A description, cut where it is too long.
    pub fn markdown(&mut self, text: &str, place: &Place, field: &str) -> String {
        // HTML shrinks when it is cleaned, so that more of it is read than is kept.
        let markdown = markup::to_markdown(head(text, LONGEST_DESCRIPTION * 5));
        self.cut(markdown, LONGEST_DESCRIPTION, place, field)
    }

    fn cut(&mut self, text: String, limit: usize, place: &Place, field: &str) -> String {
        let kept = head(&text, limit);
        if kept.len() == text.len() {
            return text;
        }
        self.add(
            place,
            field,
            Problem::TooLong,
            vec![("limit", limit.to_string())],
        );
        format!("{}…", head(&text, limit - 1).trim_end())
    }

    /// A link that a browser may be sent to.
    pub fn link(&mut self, text: Option<&str>, place: &Place, field: &str) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let quoted = ("link", head(text, QUOTED).to_owned());
        let Ok(link) = Url::parse(text) else {
            self.add(place, field, Problem::LinkInvalid, vec![quoted]);
            return None;
        };
        let secret = !link.username().is_empty() || link.password().is_some();
        if !matches!(link.scheme(), "http" | "https" | "ftp") || secret {
            let scheme = ("scheme", link.scheme().to_owned());
            // A password is not repeated in a message.
            let args = if secret {
                vec![scheme]
            } else {
                vec![quoted, scheme]
            };
            self.add(place, field, Problem::LinkRefused, args);
            return None;
        }
        if link.as_str().len() > LONGEST_LINK {
            let limit = ("limit", LONGEST_LINK.to_string());
            self.add(place, field, Problem::TooLong, vec![quoted, limit]);
            return None;
        }
        Some(link.into())
    }

    /// A date or a time; a time without a zone is taken as UTC, which is what CKAN writes.
    pub fn date(
        &mut self,
        text: Option<&str>,
        place: &Place,
        field: &str,
    ) -> Option<DateTime<Utc>> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let date = read_date(text).filter(|date| (1900..=2200).contains(&date.year()));
        if date.is_none() {
            let value = ("value", head(text, QUOTED).to_owned());
            self.add(place, field, Problem::DateInvalid, vec![value]);
        }
        date
    }

    /// A frequency.
    pub fn frequency(
        &mut self,
        text: Option<&str>,
        place: &Place,
        field: &str,
    ) -> Option<&'static Frequency> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let frequency = frequency::recognise(text);
        if frequency.is_none() {
            let value = ("value", head(text, QUOTED).to_owned());
            self.add(place, field, Problem::FrequencyUnknown, vec![value]);
        }
        frequency
    }
}

/// The first `limit` characters.
pub(super) fn head(text: &str, limit: usize) -> &str {
    text.char_indices()
        .nth(limit)
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

/// Keywords as plain words, each once whatever its capitals.
pub(super) fn keywords<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    words
        .map(|word| head(&markup::to_line(head(word, 1_000)), QUOTED).to_owned())
        .filter(|word| !word.is_empty() && seen.insert(word.to_lowercase()))
        .take(MOST_KEYWORDS)
        .collect()
}

/// The file's name in a link, as the title of a distribution that has none.
pub(super) fn file_name(link: &str) -> String {
    let address = Url::parse(link).ok();
    let name = address.as_ref().and_then(|address| {
        let name = address.path_segments()?.rfind(|part| !part.is_empty())?;
        Some(name.to_owned())
    });
    let host = || address.as_ref().and_then(Url::host_str).map(str::to_owned);
    head(
        &name.or_else(host).unwrap_or_else(|| link.to_owned()),
        LONGEST_TITLE,
    )
    .to_owned()
}

/// A text that is an address on the web.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn read_date(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    let time = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%d/%m/%Y %H:%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let midnight = |date: NaiveDate| date.and_hms_opt(0, 0, 0);
    let day = || {
        ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
            .and_then(midnight)
    };
    // `2018-05` and `2018`, which DCAT allows: the first day of it.
    let first_day = || {
        let (year, month) = text.split_once('-').unwrap_or((text, "1"));
        if year.len() != 4 {
            return None;
        }
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1).and_then(midnight)
    };
    time.or_else(day)
        .or_else(first_day)
        .map(|time| time.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place::Line(1)
    }

    #[test]
    fn dates_in_their_many_forms() {
        for (text, expected) in [
            (
                "2023-01-29T11:15:29.195900",
                "2023-01-29T11:15:29.195900+00:00",
            ),
            ("2023-07-01T00:30:00+01:00", "2023-06-30T23:30:00+00:00"),
            ("2018-05-22", "2018-05-22T00:00:00+00:00"),
            ("22/05/2018", "2018-05-22T00:00:00+00:00"),
            ("2018-05", "2018-05-01T00:00:00+00:00"),
            ("2018", "2018-01-01T00:00:00+00:00"),
        ] {
            let date = Notes::default()
                .date(Some(text), &place(), "modified")
                .unwrap();
            assert_eq!(date.to_rfc3339(), expected, "{text}");
        }
        let mut notes = Notes::default();
        for bad in ["yesterday", "2018-13-01", "31/02/2018", "0001-01-01", "18"] {
            assert_eq!(notes.date(Some(bad), &place(), "modified"), None, "{bad}");
        }
        assert_eq!(notes.0.len(), 5);
        assert_eq!(notes.date(Some(" "), &place(), "modified"), None);
        assert_eq!(notes.0.len(), 5, "what is absent is not wrong");
    }

    #[test]
    fn only_links_that_are_safe_to_follow() {
        let mut notes = Notes::default();
        let good = notes.link(Some(" https://a.example/a b.csv "), &place(), "url");
        assert_eq!(good.as_deref(), Some("https://a.example/a%20b.csv"));
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "JaVaScRiPt:x",
        ] {
            assert_eq!(notes.link(Some(bad), &place(), "url"), None);
        }
        assert!(
            notes
                .0
                .iter()
                .all(|warning| warning.code() == "LINK_REFUSED")
        );
        assert_eq!(notes.link(Some("www.a.example/x"), &place(), "url"), None);
        assert_eq!(notes.0.last().map(Warning::code), Some("LINK_INVALID"));
        assert_eq!(
            notes.link(Some("https://me:secret@a.example"), &place(), "url"),
            None
        );
        assert!(!format!("{:?}", notes.0).contains("secret"));
    }

    #[test]
    fn keywords_once_each() {
        assert_eq!(
            keywords([" Bus ", "bus", "<b>Tram</b>", ""].into_iter()),
            ["Bus", "Tram"]
        );
    }
}
