//! What a challenge says about how it is judged, and what was amended of it.

use async_graphql::{Enum, Object, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge::amendment;
use hub_domain::challenge::eligibility::Question;
use hub_domain::challenge::form::{self, SectionRule};
use hub_domain::challenge::tie_break::Rung;

use crate::proposal::ProposalSection;
use crate::scalars::Html;

/// A rule that breaks ties.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
pub enum TieBreakKind {
    /// Whose mean is higher on a criterion.
    Criterion,
    /// Who was read by more judges.
    Reviews,
    /// A draw.
    Lottery,
}

/// A rule of the ladder that breaks ties. Where it leaves a tie, the next one is asked.
#[derive(SimpleObject)]
pub struct TieBreak {
    /// Which rule.
    pub kind: TieBreakKind,
    /// Name of the criterion, where it is about one.
    pub criterion: Option<String>,
    /// The rule as an edit sends it.
    pub rule: String,
}

impl From<Rung> for TieBreak {
    fn from(rung: Rung) -> Self {
        let rule = rung.to_string();
        let (kind, criterion) = match rung {
            Rung::Criterion(name) => (TieBreakKind::Criterion, Some(name)),
            Rung::Reviews => (TieBreakKind::Reviews, None),
            Rung::Lottery => (TieBreakKind::Lottery, None),
        };
        Self {
            kind,
            criterion,
            rule,
        }
    }
}

/// What a challenge says about one section of its proposals.
pub struct ChallengeSection(pub SectionRule);

/// What a challenge says about one section of its proposals.
#[Object]
impl ChallengeSection {
    /// Which section.
    async fn section(&self) -> ProposalSection {
        self.0.section.into()
    }
    /// Its name, as that of a task.
    async fn key(&self) -> &str {
        self.0.section.key()
    }
    /// What to write in it, as Markdown; empty where the challenge leaves it to the site.
    async fn guidance(&self) -> &str {
        &self.0.guidance
    }
    /// The same as HTML; null where it is empty.
    async fn guidance_html(&self) -> Option<Html> {
        let text = Some(&self.0.guidance).filter(|text| !text.is_empty());
        text.map(|text| Html::markdown(text))
    }
    /// The most words that it may have; null where they are not counted.
    async fn words(&self) -> Option<i32> {
        self.0.words
    }
    /// The highest limit that a challenge can set; null where words are not counted.
    async fn most_words(&self) -> Option<i32> {
        form::most_words(self.0.section)
    }
}

/// A question that says who may take part, answered with yes or no.
#[derive(SimpleObject)]
pub struct EligibilityQuestion {
    /// The question.
    question: String,
    /// The answer that makes eligible: true for yes.
    eligible_answer: bool,
    /// Whether a reason is asked.
    reason_asked: bool,
}

impl From<Question> for EligibilityQuestion {
    fn from(question: Question) -> Self {
        Self {
            question: question.question,
            eligible_answer: question.eligible,
            reason_asked: question.reason,
        }
    }
}

/// One thing that an amendment changed.
#[derive(SimpleObject)]
pub struct ChallengeChange {
    /// What: `awards`, `criterion_weight`, `closes` and so on.
    pub field: String,
    /// Of which criterion, or of which section, where it is about one.
    pub about: Option<String>,
    /// What stood there; null where there was nothing. A time is RFC 3339, money is pence.
    pub before: Option<String>,
    /// What stands there; null where there is nothing any more.
    pub after: Option<String>,
}

/// A change of the rules, or of a deadline, after publication.
#[derive(SimpleObject)]
pub struct ChallengeAmendment {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// What changed.
    pub changes: Vec<ChallengeChange>,
}

impl From<amendment::Amendment> for ChallengeAmendment {
    fn from(row: amendment::Amendment) -> Self {
        let change = |change: amendment::Change| ChallengeChange {
            field: change.field,
            about: change.about,
            before: change.before,
            after: change.after,
        };
        Self {
            at: row.at,
            reason: row.reason,
            changes: row.changes.into_iter().map(change).collect(),
        }
    }
}
