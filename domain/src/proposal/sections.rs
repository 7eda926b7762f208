//! The sections that a proposal is edited, merged and compared by. They are those of its task
//! list.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::proposal::Content;

/// A part of a proposal that one person at a time works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Whether it may take part: answers to what the challenge asks.
    Eligibility,
    /// Title and summary.
    Summary,
    /// The impact on the local community.
    Impact,
    /// How it will be done.
    Approach,
    /// The datasets.
    Datasets,
    /// Who does it.
    Team,
    /// What it costs.
    Budget,
    /// What is done by when.
    Milestones,
    /// The files that belong to it. They are attached and taken out, and not typed.
    Files,
}

impl Section {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Eligibility,
        Self::Summary,
        Self::Impact,
        Self::Approach,
        Self::Datasets,
        Self::Team,
        Self::Budget,
        Self::Milestones,
        Self::Files,
    ];
    /// Those that are typed.
    pub const TYPED: [Self; 8] = [
        Self::Eligibility,
        Self::Summary,
        Self::Impact,
        Self::Approach,
        Self::Datasets,
        Self::Team,
        Self::Budget,
        Self::Milestones,
    ];

    /// Its name, as in the task list: the sentence `proposal-task-KEY` says what it is.
    pub fn key(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility",
            Self::Summary => "summary",
            Self::Impact => "impact",
            Self::Approach => "approach",
            Self::Datasets => "datasets",
            Self::Team => "team",
            Self::Budget => "budget",
            Self::Milestones => "milestones",
            Self::Files => "files",
        }
    }

    /// Whether both say the same in it.
    pub fn same(self, one: &Content, other: &Content) -> bool {
        match self {
            Self::Eligibility => one.eligibility == other.eligibility,
            Self::Summary => one.title == other.title && one.summary == other.summary,
            Self::Impact => one.impact == other.impact,
            Self::Approach => one.approach == other.approach,
            Self::Datasets => one.datasets == other.datasets,
            Self::Team => one.team == other.team,
            Self::Budget => one.budget == other.budget,
            Self::Milestones => one.milestones == other.milestones,
            Self::Files => one.attachments == other.attachments,
        }
    }

    /// Puts what one content says in it into another.
    pub fn copy(self, from: &Content, into: &mut Content) {
        match self {
            Self::Eligibility => into.eligibility.clone_from(&from.eligibility),
            Self::Summary => {
                into.title.clone_from(&from.title);
                into.summary.clone_from(&from.summary);
            }
            Self::Impact => into.impact.clone_from(&from.impact),
            Self::Approach => into.approach.clone_from(&from.approach),
            Self::Datasets => into.datasets.clone_from(&from.datasets),
            Self::Team => into.team.clone_from(&from.team),
            Self::Budget => into.budget.clone_from(&from.budget),
            Self::Milestones => into.milestones.clone_from(&from.milestones),
            Self::Files => into.attachments.clone_from(&from.attachments),
        }
    }

    /// What a content says in it, as text to be compared: lists have a line for each row, and
    /// datasets and partners the names that are given.
    pub fn text(self, content: &Content, names: &Names) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        match self {
            Self::Eligibility => {
                for answer in &content.eligibility {
                    let said = match answer.answer {
                        Some(true) => "Yes. ",
                        Some(false) => "No. ",
                        None => "",
                    };
                    let _ = writeln!(text, "{} {said}{}", answer.question, answer.reason);
                }
            }
            Self::Summary => {
                let _ = write!(text, "{}\n\n{}", content.title, content.summary);
            }
            Self::Impact => text.push_str(&content.impact),
            Self::Approach => text.push_str(&content.approach),
            Self::Team => text.push_str(&content.team),
            Self::Datasets => {
                for used in &content.datasets {
                    match names.datasets.get(&used.dataset_id) {
                        Some(title) => text.push_str(title),
                        None => {
                            let _ = write!(text, "{}", used.dataset_id);
                        }
                    }
                    let _ = write!(text, ": {}", used.purpose);
                    match used.is_published() {
                        Some(true) => text.push_str(" (published already)"),
                        Some(false) if used.publish_by.is_empty() => {
                            text.push_str(" (not published yet)");
                        }
                        Some(false) => {
                            let _ = write!(text, " (not published yet; {})", used.publish_by);
                        }
                        None => {}
                    }
                    text.push('\n');
                }
            }
            Self::Budget => {
                for line in &content.budget {
                    let _ = write!(text, "{}: {}", line.label, pounds(line.pence));
                    if let Some(name) = names.partners.get(&line.partner) {
                        let _ = write!(text, " ({name})");
                    }
                    text.push('\n');
                }
            }
            Self::Files => {
                for file in &content.attachments {
                    let _ = writeln!(text, "{} ({})", file.name, file.size);
                }
            }
            Self::Milestones => {
                for milestone in &content.milestones {
                    let _ = writeln!(text, "{}: {}", milestone.due, milestone.title);
                }
            }
        }
        text.trim().to_owned()
    }
}

/// What things are called that a content names by number or key.
#[derive(Debug, Default)]
pub struct Names {
    /// Titles of datasets, by number.
    pub datasets: HashMap<i64, String>,
    /// Names of partners, by key.
    pub partners: HashMap<String, String>,
}

/// The sections in which two contents differ.
pub fn changed(one: &Content, other: &Content) -> Vec<Section> {
    Section::ALL
        .into_iter()
        .filter(|section| !section.same(one, other))
        .collect()
}

/// Pence as `£1,250` or `£1,250.50`.
fn pounds(pence: i64) -> String {
    let whole = (pence / 100).unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match pence % 100 {
        0 => format!("£{grouped}"),
        rest => format!("£{grouped}.{:02}", rest.abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposal::content::BudgetLine;

    #[test]
    fn a_section_is_copied_whole_and_nothing_else_is() {
        let one = Content {
            title: "Next bus".into(),
            summary: "Times.".into(),
            impact: "Fewer missed.".into(),
            ..Content::default()
        };
        let mut other = Content::default();
        assert_eq!(changed(&one, &other), [Section::Summary, Section::Impact]);
        Section::Summary.copy(&one, &mut other);
        assert_eq!(changed(&one, &other), [Section::Impact]);
        for section in Section::ALL {
            section.copy(&one, &mut other);
        }
        assert_eq!(one, other);
    }

    #[test]
    fn a_budget_is_compared_in_pounds() {
        let content = Content {
            budget: vec![
                BudgetLine {
                    label: "Work".into(),
                    pence: 123_456_700,
                    ..BudgetLine::default()
                },
                BudgetLine {
                    label: "Pens".into(),
                    pence: 1_205,
                    ..BudgetLine::default()
                },
            ],
            ..Content::default()
        };
        let text = Section::Budget.text(&content, &Names::default());
        assert_eq!(text, "Work: £1,234,567\nPens: £12.05");
    }
}
