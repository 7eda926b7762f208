//! What people fill in of a proposal, checked for its shape. A draft may be incomplete; it may
//! not be something that could never be shown.

use std::collections::HashSet;

use chrono::NaiveDate;
use hub_entity::catalogue::dataset;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use crate::catalogue;
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::proposal::content::{Answer, BudgetLine, DatasetRole, DatasetUse, Milestone};
use crate::proposal::sections::Section;
use crate::proposal::{Consent, Content, Partner};
use crate::values::{self, Fields};

/// Most rows of a list in a proposal.
const MOST_ROWS: usize = 40;
/// Most that one line of a budget can be, in pence: a hundred million pounds.
const MOST_PENCE: i64 = 10_000_000_000;

/// The content as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Answers to what the challenge asks; none leaves them as they are.
    pub eligibility: Option<Vec<DraftAnswer>>,
    /// What it is called.
    pub title: String,
    /// Markdown.
    pub summary: String,
    /// Markdown.
    pub approach: String,
    /// Markdown.
    pub impact: String,
    /// Markdown.
    pub team: String,
    /// Lines of the budget.
    pub budget: Vec<DraftLine>,
    /// Milestones.
    pub milestones: Vec<DraftMilestone>,
    /// Datasets.
    pub datasets: Vec<DraftDataset>,
}

/// One answer as it was typed.
#[derive(Debug, Clone, Default)]
pub struct DraftAnswer {
    /// The question, in the words in which it was asked.
    pub question: String,
    /// True for yes.
    pub answer: Option<bool>,
    /// Why.
    pub reason: String,
}

/// One line of a budget as it was typed.
#[derive(Debug, Clone, Default)]
pub struct DraftLine {
    /// What it is for.
    pub label: String,
    /// The amount in pence, once it is known.
    pub amount: Option<i64>,
    /// Key of the partner who gets it; empty where that is not said.
    pub partner: String,
}

/// One milestone as it was typed.
#[derive(Debug, Clone, Default)]
pub struct DraftMilestone {
    /// What will be done.
    pub title: String,
    /// By when, as `2027-03-31`, once it is known.
    pub due: String,
}

/// One dataset as it was chosen.
#[derive(Debug, Clone, Default)]
pub struct DraftDataset {
    /// Its number, or its address.
    pub dataset: String,
    /// What it is used for.
    pub purpose: String,
    /// Its part, if that is said.
    pub role: Option<DatasetRole>,
    /// Whether it is published already; none while that is not said.
    pub published: Option<bool>,
    /// By when it is promised to be published, as `2027-03-31`; empty where no date is promised.
    pub publish_by: String,
}

/// Checks these sections of a draft for their shape. The others stay empty.
pub fn parse(fields: &mut Fields, draft: &Draft, within: &[Section]) -> Content {
    let mut content = Content::default();
    for section in Section::TYPED {
        if !within.contains(&section) {
            continue;
        }
        match section {
            Section::Eligibility => {
                let typed = draft.eligibility.as_deref().unwrap_or_default();
                content.eligibility = answers(fields, typed);
            }
            Section::Summary => {
                content.title = fields.line("title", &draft.title, 3..=120);
                content.summary = fields.text("summary", &draft.summary, 0..=4_000);
            }
            Section::Impact => content.impact = fields.text("impact", &draft.impact, 0..=20_000),
            Section::Approach => {
                content.approach = fields.text("approach", &draft.approach, 0..=20_000);
            }
            Section::Datasets => content.datasets = datasets(fields, &draft.datasets),
            Section::Team => content.team = fields.text("team", &draft.team, 0..=10_000),
            Section::Budget => content.budget = budget(fields, &draft.budget),
            Section::Milestones => content.milestones = milestones(fields, &draft.milestones),
            Section::Files => {}
        }
    }
    content
}

fn few_enough(fields: &mut Fields, field: &str, count: usize) {
    if count > MOST_ROWS {
        fields.push(
            FieldError::new(field, "TOO_MANY_ROWS")
                .with("max", MOST_ROWS)
                .with("count", count),
        );
    }
}

fn answers(fields: &mut Fields, typed: &[DraftAnswer]) -> Vec<Answer> {
    few_enough(fields, "eligibility", typed.len());
    let answer = |(row, typed): (usize, &DraftAnswer)| {
        let at = format!("eligibility.{row}.reason");
        Answer {
            question: typed.question.trim().to_owned(),
            answer: typed.answer,
            reason: fields.text(&at, &typed.reason, 0..=1_000),
        }
    };
    typed.iter().enumerate().map(answer).collect()
}

fn budget(fields: &mut Fields, lines: &[DraftLine]) -> Vec<BudgetLine> {
    few_enough(fields, "budget", lines.len());
    let line = |(row, line): (usize, &DraftLine)| {
        let label = fields.line(&format!("budget.{row}.label"), &line.label, 0..=150);
        let pence = line.amount.unwrap_or(0);
        let fits = (0..=MOST_PENCE).contains(&pence);
        fields.require(fits, &format!("budget.{row}.amount"), "NOT_AN_AMOUNT");
        BudgetLine {
            label,
            pence,
            partner: line.partner.trim().to_owned(),
        }
    };
    lines.iter().enumerate().map(line).collect()
}

fn milestones(fields: &mut Fields, milestones: &[DraftMilestone]) -> Vec<Milestone> {
    few_enough(fields, "milestones", milestones.len());
    let milestone = |(row, milestone): (usize, &DraftMilestone)| {
        let title = fields.line(
            &format!("milestones.{row}.title"),
            &milestone.title,
            0..=200,
        );
        let due = date(fields, &format!("milestones.{row}.due"), &milestone.due);
        Milestone { title, due }
    };
    milestones.iter().enumerate().map(milestone).collect()
}

/// A date as `2027-03-31`, or nothing.
fn date(fields: &mut Fields, name: &str, typed: &str) -> String {
    let typed = typed.trim().to_owned();
    let real = typed.is_empty() || NaiveDate::parse_from_str(&typed, "%Y-%m-%d").is_ok();
    fields.require(real, name, "NOT_A_DATE");
    typed
}

fn datasets(fields: &mut Fields, datasets: &[DraftDataset]) -> Vec<DatasetUse> {
    few_enough(fields, "datasets", datasets.len());
    let mut known = HashSet::new();
    let mut all = Vec::new();
    for (row, used) in datasets.iter().enumerate() {
        let name = format!("datasets.{row}.dataset");
        let purpose = fields.text(&format!("datasets.{row}.purpose"), &used.purpose, 0..=600);
        let typed = used.dataset.trim();
        if typed.is_empty() {
            // An answer of yes or no cannot be taken back in a form; alone it names no dataset.
            let is_blank = purpose.is_empty() && used.role.is_none() && used.publish_by.is_empty();
            if !is_blank {
                fields.push(FieldError::new(name, "DATASET_NOT_CHOSEN"));
            }
            continue;
        }
        let Some(dataset_id) = number_of(typed) else {
            fields.push(FieldError::new(name, "DATASET_UNKNOWN"));
            continue;
        };
        fields.require(known.insert(dataset_id), &name, "DATASET_TWICE");
        let promise = format!("datasets.{row}.publishBy");
        let publish_by = date(fields, &promise, &used.publish_by);
        let contradicts = used.published == Some(true) && !publish_by.is_empty();
        fields.require(!contradicts, &promise, "PUBLISHED_ALREADY");
        all.push(DatasetUse {
            dataset_id,
            purpose,
            role: used.role,
            published: used.published,
            publish_by,
        });
    }
    all
}

/// The number in `42`, `/datasets/42-bus-stops` or a whole address of a dataset's page.
fn number_of(text: &str) -> Option<i64> {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let segment = match text.rsplit_once("/datasets/") {
        Some((_, rest)) => rest.split('/').next().unwrap_or_default(),
        None if text.contains('/') => return None,
        None => text,
    };
    values::number_of(segment)
}

/// Refuses money for whom is no partner, at the rows where that was typed.
pub(crate) fn require_partners(content: &Content, partners: &[Partner]) -> Result<()> {
    let known = |line: &BudgetLine| line.partner.is_empty() || is_current(partners, &line.partner);
    let unknown: Vec<FieldError> = content
        .budget
        .iter()
        .enumerate()
        .filter(|(_, line)| !known(line))
        .map(|(row, _)| FieldError::new(format!("budget.{row}.partner"), "NOT_A_CHOICE"))
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(unknown))
    }
}

/// Whether this key is that of a partner who did not decline.
pub(crate) fn is_current(partners: &[Partner], key: &str) -> bool {
    partners
        .iter()
        .any(|partner| partner.key == key && partner.consent != Consent::Declined)
}

/// Refuses datasets that the viewer may not see, at the rows where they were typed. What the
/// proposal uses already stays, though its publisher has withdrawn it since.
pub(crate) async fn require_visible(
    ctx: &Context,
    draft: &Draft,
    content: &Content,
    current: &Content,
) -> Result<()> {
    let ids = content.datasets.iter().map(|used| used.dataset_id);
    let visible: Vec<i64> = catalogue::read::visible_to(ctx.viewer())
        .select_only()
        .column(dataset::Column::Id)
        .filter(dataset::Column::Id.is_in(ids))
        .into_tuple()
        .all(ctx.tx().await?)
        .await?;
    let unknown: Vec<FieldError> = draft
        .datasets
        .iter()
        .enumerate()
        // A row that names none was looked at before.
        .filter(|(_, used)| !used.dataset.trim().is_empty())
        .filter(|(_, used)| {
            let known = |id: i64| {
                visible.contains(&id) || current.datasets.iter().any(|own| own.dataset_id == id)
            };
            !number_of(used.dataset.trim()).is_some_and(known)
        })
        .map(|(row, _)| FieldError::new(format!("datasets.{row}.dataset"), "DATASET_UNKNOWN"))
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dataset_is_named_by_number_or_by_address() {
        assert_eq!(number_of("42"), Some(42));
        assert_eq!(number_of("/datasets/42-bus-stops"), Some(42));
        let whole = "https://hub.example.org/datasets/42-bus-stops?x=1";
        assert_eq!(number_of(whole), Some(42));
        assert_eq!(number_of("https://example.org/42"), None);
        assert_eq!(number_of("bus stops"), None);
    }

    #[test]
    fn a_draft_may_be_incomplete_but_not_malformed() {
        let mut fields = Fields::default();
        let draft = Draft {
            title: "Bus stops".into(),
            budget: vec![DraftLine::default()],
            milestones: vec![DraftMilestone {
                title: "Go live".into(),
                due: String::new(),
            }],
            ..Draft::default()
        };
        parse(&mut fields, &draft, &Section::ALL);
        assert!(fields.finish().is_ok());
        let mut fields = Fields::default();
        let draft = Draft {
            budget: vec![DraftLine {
                label: "x".into(),
                amount: Some(-1),
                ..DraftLine::default()
            }],
            milestones: vec![DraftMilestone {
                title: "x".into(),
                due: "2027-02-30".into(),
            }],
            datasets: vec![DraftDataset {
                dataset: String::new(),
                purpose: "why".into(),
                ..DraftDataset::default()
            }],
            ..draft
        };
        parse(&mut fields, &draft, &Section::ALL);
        let Err(Error::Invalid(errors)) = fields.finish() else {
            panic!("it was accepted")
        };
        let names: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            names,
            ["datasets.0.dataset", "budget.0.amount", "milestones.0.due"]
        );
    }
}
