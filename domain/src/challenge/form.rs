//! What a challenge says about the sections of its proposals: guidance beside each, and the most
//! words that it may have when it is submitted. Where a challenge says nothing, the guidance is the
//! site's own sentence and the limit that of every challenge.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::challenge::Challenge;
use crate::error::FieldError;
use crate::proposal::sections::Section;
use crate::values::Fields;

/// The least that a limit can be: below it nothing can be said.
const LEAST_WORDS: i32 = 20;

/// What a challenge says about one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRule {
    /// Which section.
    pub section: Section,
    /// Markdown: what to write in it; empty for the site's own sentence.
    pub guidance: String,
    /// The most words; none where they are not counted.
    pub words: Option<i32>,
}

/// The same as somebody fills it in.
#[derive(Debug, Clone)]
pub struct SectionInput {
    /// Which section.
    pub section: Section,
    /// Markdown: what to write in it; empty for the site's own sentence.
    pub guidance: String,
    /// The most words; none for the limit of every challenge.
    pub words: Option<i32>,
}

/// As it is stored. Sections are named, so that later ones can be added.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    section: String,
    guidance: String,
    words: Option<i32>,
}

/// The limit of a section where a challenge sets none, and the highest that it can set: a section
/// holds so many characters, and no more words than fit into them. None where words are not
/// counted.
fn limits(section: Section) -> Option<(i32, i32)> {
    match section {
        Section::Summary => Some((300, 600)),
        Section::Impact | Section::Approach => Some((1_000, 3_000)),
        Section::Team => Some((500, 1_500)),
        _ => None,
    }
}

/// The highest limit that a challenge can set; none where words are not counted.
pub fn most_words(section: Section) -> Option<i32> {
    limits(section).map(|(_, most)| most)
}

/// The most words that this section of a proposal for a challenge may have.
pub fn words_of(challenge: &Challenge, section: Section) -> Option<i32> {
    let (all, most) = limits(section)?;
    let own = kept_of(challenge, section).and_then(|kept| kept.words);
    Some(own.map_or(all, |own| own.clamp(LEAST_WORDS, most)))
}

fn all_kept(challenge: &Challenge) -> Vec<Kept> {
    serde_json::from_value(challenge.sections.clone()).unwrap_or_default()
}

fn kept_of(challenge: &Challenge, section: Section) -> Option<Kept> {
    let mut all = all_kept(challenge).into_iter();
    all.find(|kept| kept.section == section.key())
}

/// The sections that a challenge says something about. It asks its questions in its own words.
fn said() -> impl Iterator<Item = Section> {
    let typed = Section::TYPED.into_iter();
    typed.filter(|section| *section != Section::Eligibility)
}

/// What a challenge says about each section that is typed, in the order of the page.
pub fn of(challenge: &Challenge) -> Vec<SectionRule> {
    let all = all_kept(challenge);
    let rule = |section: Section| SectionRule {
        section,
        guidance: all
            .iter()
            .find(|kept| kept.section == section.key())
            .map(|kept| kept.guidance.clone())
            .unwrap_or_default(),
        words: words_of(challenge, section),
    };
    said().map(rule).collect()
}

/// Checks the rows below `path`.
pub(crate) fn check(fields: &mut Fields, path: &str, rows: &[SectionInput]) -> Vec<SectionRule> {
    let mut checked: Vec<SectionRule> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let at = |name: &str| format!("{path}.{index}.{name}");
        if !said().any(|section| section == row.section) {
            fields.push(FieldError::new(at("section"), "NOT_A_CHOICE"));
            continue;
        }
        let twice = checked.iter().any(|other| other.section == row.section);
        fields.require(!twice, &at("section"), "SECTION_TWICE");
        let words = match (limits(row.section), row.words) {
            (Some((_, most)), Some(typed)) => {
                Some(fields.number(&at("words"), typed, LEAST_WORDS..=most))
            }
            (Some((all, _)), None) => Some(all),
            (None, Some(_)) => {
                fields.push(FieldError::new(at("words"), "WORDS_NOT_COUNTED"));
                None
            }
            (None, None) => None,
        };
        checked.push(SectionRule {
            section: row.section,
            guidance: fields.text(&at("guidance"), &row.guidance, 0..=1_500),
            words,
        });
    }
    checked
}

/// What holds when these sections are said anew: the others stay as they are.
pub(crate) fn over(known: Vec<SectionRule>, named: &[SectionRule]) -> Vec<SectionRule> {
    let newer = |old: SectionRule| {
        let new = named.iter().find(|new| new.section == old.section);
        new.cloned().unwrap_or(old)
    };
    known.into_iter().map(newer).collect()
}

/// As it is stored.
pub(crate) fn kept(rules: &[SectionRule]) -> Value {
    let rows = rules.iter().map(|rule| Kept {
        section: rule.section.key().to_owned(),
        guidance: rule.guidance.clone(),
        words: rule.words,
    });
    json!(rows.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(section: Section, words: Option<i32>) -> SectionInput {
        SectionInput {
            section,
            guidance: "Say *who*.".into(),
            words,
        }
    }

    #[test]
    fn what_cannot_be_a_limit_is_refused_by_row() {
        let mut fields = Fields::default();
        let rows = [
            row(Section::Impact, Some(2_000)),
            row(Section::Summary, Some(5_000)),
            row(Section::Budget, Some(100)),
            row(Section::Impact, None),
            row(Section::Files, None),
        ];
        check(&mut fields, "rules.sections", &rows);
        let error = format!("{:?}", fields.finish());
        for part in ["1.words", "2.words", "3.section", "4.section"] {
            assert!(error.contains(part), "{part} in {error}");
        }
        assert!(!error.contains("sections.0"), "{error}");
    }

    #[test]
    fn what_is_not_said_anew_stays() {
        let old = |section, words| SectionRule {
            section,
            guidance: String::new(),
            words,
        };
        let known = vec![
            old(Section::Impact, Some(1_000)),
            old(Section::Team, Some(500)),
        ];
        let merged = over(known, &[old(Section::Team, Some(90))]);
        let words: Vec<_> = merged.iter().map(|rule| rule.words).collect();
        assert_eq!(words, [Some(1_000), Some(90)]);
    }
}
