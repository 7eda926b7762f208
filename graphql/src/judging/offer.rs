//! Offers of an award, for those whom they concern, for staff, and in numbers for everybody.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::judging::offer::answer::AnswerOffer;
use hub_domain::judging::offer::extend::ExtendOffer;
use hub_domain::judging::offer::{self, list};
use hub_domain::policy::judging::{Standing, may_decide};
use hub_domain::policy::proposal::may_answer_offer;
use hub_domain::{challenge, proposal};

use crate::error::{Graphql, optional};
use crate::judging::enums::OfferState;
use crate::organisation::Organisation;
use crate::request::{loaders, reader};

/// An award that is offered to a proposal.
pub struct Offer(pub(super) offer::Offer);

/// An award that is offered to a proposal, as its partners and staff see it.
#[Object]
impl Offer {
    /// Where it stands.
    async fn state(&self, ctx: &Context<'_>) -> Result<OfferState> {
        Ok(offer::state(&self.0, reader(ctx)?.now()).into())
    }
    /// When it was made.
    async fn offered_at(&self) -> DateTime<Utc> {
        self.0.offered_at
    }
    /// Until when it can be answered.
    async fn answer_by(&self) -> DateTime<Utc> {
        self.0.answer_by
    }
    /// When it was answered or taken back, or was noted to have lapsed.
    async fn answered_at(&self) -> Option<DateTime<Utc>> {
        self.0.answered_at
    }
    /// Why it was declined or taken back, or empty.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
    /// The place on the reserve list that the proposal moved up from; null where it was selected.
    async fn reserve_rank(&self) -> Option<i32> {
        self.0.reserve_rank
    }
    /// What the viewer may do.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<OfferCan> {
        let seen = loaders(ctx)?.seen_proposal(self.0.proposal_id).await;
        let seen = seen.graphql()?;
        let reader = reader(ctx)?;
        let open = offer::state(&self.0, reader.now()) == offer::OfferState::Open;
        Ok(OfferCan {
            answer: open && may_answer_offer(reader.viewer(), &seen.partners),
        })
    }
}

/// What the viewer may do with an offer.
#[derive(SimpleObject)]
pub struct OfferCan {
    /// Accept or decline it.
    answer: bool,
}

/// The offer to a proposal. Callers have asked whether the viewer is its partner.
///
/// # Errors
/// When the database does not answer.
pub async fn of(ctx: &Context<'_>, proposal: &proposal::Proposal) -> Result<Option<Offer>> {
    let found = offer::list::to(reader(ctx)?, proposal).await;
    Ok(found.graphql()?.map(Offer))
}

/// An offer with its proposal, as staff see it.
pub struct ListedOffer(list::Listed);

/// An offer with its proposal, as staff see it.
#[Object]
impl ListedOffer {
    /// The offer.
    async fn offer(&self) -> Offer {
        Offer(self.0.offer.clone())
    }
    /// Key of the proposal.
    async fn key(&self) -> &str {
        &self.0.proposal.key
    }
    /// Title of what was submitted.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What people quote.
    async fn reference(&self) -> &str {
        &self.0.proposal.reference
    }
    /// The council that leads it; null where none does.
    async fn lead(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        match self.0.lead {
            None => Ok(None),
            Some(id) => Ok(optional(loaders(ctx)?.organisation(id).await)?.map(Organisation)),
        }
    }
}

/// The offers of a challenge for staff; null before the announcement, and for those who may not
/// see scores.
///
/// # Errors
/// When the database does not answer.
pub async fn listed(
    ctx: &Context<'_>,
    row: &challenge::Challenge,
    standing: Standing,
) -> Result<Option<Vec<ListedOffer>>> {
    let rows = optional(list::of(reader(ctx)?, row, standing).await)?;
    Ok(rows.map(|rows| rows.into_iter().map(ListedOffer).collect()))
}

/// Whether the viewer may give more time.
pub(super) fn may_extend(
    viewer: &hub_domain::Viewer,
    row: &challenge::Challenge,
    standing: Standing,
) -> bool {
    row.state == challenge::ChallengeState::Announced && may_decide(viewer, standing)
}

/// What became of offers, in numbers.
#[derive(SimpleObject)]
pub struct OfferCounts {
    /// Offers that were made.
    made: u64,
    /// Of these, to proposals that moved up from the reserve list.
    moved_up: u64,
    /// Accepted.
    accepted: u64,
    /// Declined.
    declined: u64,
    /// Not answered in time.
    lapsed: u64,
    /// Taken back, because the proposal was disqualified.
    taken_back: u64,
    /// Still open.
    open: u64,
}

impl From<list::Counts> for OfferCounts {
    fn from(counts: list::Counts) -> Self {
        Self {
            made: counts.made,
            moved_up: counts.moved_up,
            accepted: counts.accepted,
            declined: counts.declined,
            lapsed: counts.lapsed,
            taken_back: counts.taken_back,
            open: counts.open,
        }
    }
}

/// An answer to an offer.
#[derive(InputObject)]
pub struct AnswerOfferInput {
    /// Key of the proposal.
    proposal: String,
    /// Whether the award is accepted.
    accept: Option<bool>,
    /// Why not, for programme staff and the other partners; needed where it is declined.
    #[graphql(default)]
    reason: String,
}

impl From<AnswerOfferInput> for AnswerOffer {
    fn from(input: AnswerOfferInput) -> Self {
        Self {
            proposal: input.proposal,
            accept: input.accept,
            reason: input.reason,
        }
    }
}

/// More time to answer an offer.
#[derive(InputObject)]
pub struct ExtendOfferInput {
    /// Key of the proposal.
    proposal: String,
    /// Local time in the challenge's zone, such as `2026-12-18T17:00`.
    until: String,
}

impl From<ExtendOfferInput> for ExtendOffer {
    fn from(input: ExtendOfferInput) -> Self {
        Self {
            proposal: input.proposal,
            until: input.until,
        }
    }
}
