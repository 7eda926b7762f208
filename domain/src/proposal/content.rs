//! What a proposal says.

use serde::{Deserialize, Serialize};

/// The content of a proposal: of its draft, and of each version that was submitted. Fields are
/// only ever added to, with defaults, so that what was submitted stays readable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// What was answered to the questions that say who may take part.
    pub eligibility: Vec<Answer>,
    /// What it is called.
    pub title: String,
    /// Markdown: the whole in a few sentences. Public once it is selected.
    pub summary: String,
    /// Markdown: how it will be done.
    pub approach: String,
    /// Markdown: the impact on the local community.
    pub impact: String,
    /// Markdown: who does it.
    pub team: String,
    /// What it costs.
    pub budget: Vec<BudgetLine>,
    /// What is done by when.
    pub milestones: Vec<Milestone>,
    /// The datasets that it uses.
    pub datasets: Vec<DatasetUse>,
    /// The files that belong to it.
    pub attachments: Vec<Attachment>,
}

/// An answer to one of the questions that say who may take part. It carries its question, so that
/// what was submitted stays readable when the challenge asks something else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// True for yes; none while only a reason was written.
    pub answer: Option<bool>,
    /// Why.
    pub reason: String,
}

/// A file that belongs to a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attachment {
    /// Random key, which its address is made of.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

/// One line of a budget.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BudgetLine {
    /// What it is for.
    pub label: String,
    /// Amount in pence.
    pub pence: i64,
}

/// Something that is done by a date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Milestone {
    /// What will be done.
    pub title: String,
    /// By when, as `2027-03-31`.
    pub due: String,
}

/// A dataset, and what it is used for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DatasetUse {
    /// Number of the dataset.
    pub dataset_id: i64,
    /// What it is used for.
    pub purpose: String,
    /// Its part, if that is said.
    pub role: Option<DatasetRole>,
    /// By when it is promised to be published, as `2027-03-31`; empty if it is published already.
    pub publish_by: String,
}

/// The part of a dataset in a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatasetRole {
    /// It cannot be done without it.
    Essential,
    /// It makes it better.
    Supporting,
    /// The project makes it.
    Produced,
}

/// How many words a text has, as the page counts them.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

impl Content {
    /// The sum of the budget, in pence.
    pub fn total_pence(&self) -> i64 {
        self.budget
            .iter()
            .map(|line| line.pence)
            .fold(0, i64::saturating_add)
    }
}
