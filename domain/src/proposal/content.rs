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
    /// Key of the partner who gets it; empty where that is not said.
    pub partner: String,
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
    /// Whether it is published already; none while that is not said.
    pub published: Option<bool>,
    /// By when it is promised to be published, as `2027-03-31`; empty where no date is promised.
    pub publish_by: String,
}

impl DatasetUse {
    /// Whether it is published already, as far as that was said. Who promised a date before the
    /// question was asked said that it is not.
    pub fn is_published(&self) -> Option<bool> {
        if self.publish_by.is_empty() {
            self.published
        } else {
            Some(false)
        }
    }
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
    /// How the budget is split: what each partner gets, by key in the order of the lines, and last
    /// what is not split, under an empty key. Nothing where no line names a partner.
    pub fn shares(&self) -> Vec<(String, i64)> {
        let mut shares: Vec<(String, i64)> = Vec::new();
        let mut rest = None;
        for line in &self.budget {
            if line.partner.is_empty() {
                rest = Some(line.pence.saturating_add(rest.unwrap_or(0)));
                continue;
            }
            match shares.iter_mut().find(|share| share.0 == line.partner) {
                Some(share) => share.1 = share.1.saturating_add(line.pence),
                None => shares.push((line.partner.clone(), line.pence)),
            }
        }
        if !shares.is_empty() {
            shares.extend(rest.map(|pence| (String::new(), pence)));
        }
        shares
    }

    /// The sum of the budget, in pence.
    pub fn total_pence(&self) -> i64 {
        self.budget
            .iter()
            .map(|line| line.pence)
            .fold(0, i64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_split_by_partner_and_the_parts_make_the_whole() {
        let line = |partner: &str, pence| BudgetLine {
            label: "Work".into(),
            pence,
            partner: partner.into(),
        };
        let mut content = Content {
            budget: vec![line("", 5), line("a", 7), line("b", 11), line("a", 13)],
            ..Content::default()
        };
        let shares = content.shares();
        let expected = [("a", 20), ("b", 11), ("", 5)].map(|(key, pence)| (key.to_owned(), pence));
        assert_eq!(shares, expected);
        let sum: i64 = shares.iter().map(|share| share.1).sum();
        assert_eq!(sum, content.total_pence());
        content.budget.truncate(1);
        assert!(content.shares().is_empty());
    }
}
