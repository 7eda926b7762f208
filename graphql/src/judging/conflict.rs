//! Conflicts of interest, as staff see them, and what may point to one, as the judge sees it.

use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::judging::conflict::Conflict;
use hub_domain::judging::conflict_list::Listed;
use hub_domain::judging::denied::Denied;
use hub_domain::judging::suggest::Suggestion;

use crate::judging::challenge::AppointedJudge;
use crate::judging::enums::{ConflictKind, ConflictOrigin, ConflictSign};

/// What may point to a conflict of interest, and is for the judge to answer.
#[derive(SimpleObject)]
pub struct ConflictSuggestion {
    /// Key of the proposal.
    proposal: String,
    /// What was seen.
    sign: ConflictSign,
    /// Name of the partner, an organisation or a person.
    organisation: String,
    /// Domain of the judge's address; empty where it is not what was seen.
    domain: String,
}

impl From<Suggestion> for ConflictSuggestion {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            proposal: suggestion.proposal,
            sign: suggestion.sign.into(),
            organisation: suggestion.organisation,
            domain: suggestion.domain,
        }
    }
}

/// A sign of a conflict of interest to which a judge said that there is none, as staff see it.
pub struct DeniedConflict(pub(super) Denied);

/// A sign of a conflict of interest to which a judge said that there is none, as staff see it.
#[Object]
impl DeniedConflict {
    /// Who.
    async fn judge(&self) -> AppointedJudge {
        self.0.judge.clone().into()
    }
    /// Title of the proposal that was handed in.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What the hub sees.
    async fn suggestion(&self) -> ConflictSuggestion {
        self.0.suggestion.clone().into()
    }
}

/// A conflict of interest that staff added, confirmed or lifted.
pub struct SettledConflict(Conflict);

impl From<Conflict> for SettledConflict {
    fn from(conflict: Conflict) -> Self {
        Self(conflict)
    }
}

/// A conflict of interest that staff added, confirmed or lifted.
#[Object]
impl SettledConflict {
    /// How it is known.
    async fn origin(&self) -> ConflictOrigin {
        self.0.origin.into()
    }
    /// What it is.
    async fn kind(&self) -> ConflictKind {
        self.0.kind.into()
    }
    /// When staff confirmed it.
    async fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.0.confirmed_at
    }
    /// When staff lifted it.
    async fn lifted_at(&self) -> Option<DateTime<Utc>> {
        self.0.lifted_at
    }
}

/// A conflict of interest in a challenge, as staff see it.
pub struct ListedConflict(pub(super) Listed);

/// A conflict of interest in a challenge, as staff see it.
#[Object]
impl ListedConflict {
    /// Whose.
    async fn judge(&self) -> AppointedJudge {
        self.0.judge.clone().into()
    }
    /// Key of the proposal.
    async fn proposal(&self) -> &str {
        &self.0.proposal.key
    }
    /// Title of the version that was handed in.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What people quote.
    async fn reference(&self) -> &str {
        &self.0.proposal.reference
    }
    /// How it is known.
    async fn origin(&self) -> ConflictOrigin {
        self.0.origin().into()
    }
    /// What it is; null where a rule alone says so.
    async fn kind(&self) -> Option<ConflictKind> {
        self.0.written.as_ref().map(|w| w.kind.into())
    }
    /// In the words of the judge, or of staff.
    async fn note(&self) -> &str {
        self.0.written.as_ref().map_or("", |w| &w.note)
    }
    /// When it was written down; null where a rule alone says so.
    async fn at(&self) -> Option<DateTime<Utc>> {
        self.0.written.as_ref().map(|w| w.created_at)
    }
    /// When staff confirmed it.
    async fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.0.written.as_ref().and_then(|w| w.confirmed_at)
    }
    /// When staff lifted it; then it is none.
    async fn lifted_at(&self) -> Option<DateTime<Utc>> {
        self.0.written.as_ref().and_then(|w| w.lifted_at)
    }
    /// Why it was lifted.
    async fn lifted_reason(&self) -> &str {
        self.0.written.as_ref().map_or("", |w| &w.lifted_reason)
    }
    /// Whether it keeps the judge from the proposal.
    async fn stands(&self) -> bool {
        self.0.stands()
    }
    /// Whether staff may lift it: never one by rule.
    async fn can_lift(&self) -> bool {
        self.0.can_lift()
    }
    /// Whether a review of the judge is set aside: it is kept, counts no more and is shown to
    /// nobody.
    async fn sets_aside(&self) -> bool {
        self.0.sets_aside()
    }
    /// Whether that review had been submitted.
    async fn was_submitted(&self) -> bool {
        self.0.was_submitted()
    }
}
