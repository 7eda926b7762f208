//! Staff decide on one proposal: select, hold in reserve, decline.

use hub_entity::challenge::{Consent, Outcome, ReadingMode, decision, partner, proposal};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::challenge::{Challenge, ChallengeState};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::assigned::situation;
use crate::judging::{
    Decision, access, calibrated, departures, desk, offer, ranking, review, scoring,
};
use crate::platform::audit;
use crate::policy;
use crate::proposal::Proposal;
use crate::values::Fields;

/// What staff decide on a proposal.
#[derive(Debug, Clone)]
pub struct DecideProposal {
    /// Key of the proposal.
    pub proposal: String,
    /// What is decided.
    pub outcome: Option<Outcome>,
    /// Place on the reserve list, where it is held there.
    pub reserve_rank: Option<i32>,
    /// Why, as Markdown; public once a selected proposal is announced.
    pub reason: String,
    /// Markdown, for the applicant's letter.
    pub feedback: String,
    /// Why it is selected although its mean is below the least that can be, or decided on although
    /// it lacks reviews that were assigned; else empty.
    pub waiver: String,
    /// Version that they had before them; 0 for a first decision.
    pub version: i32,
}

/// Decides on a proposal. Nobody is told before the announcement, and until then it can be
/// changed.
///
/// # Errors
/// `Invalid` when more would be selected than there are awards, or a selected proposal lacks
/// reviews, or the decision leaves the order of the scores without a reason; `Conflict` when somebody else decided meanwhile.
pub async fn decide_proposal(ctx: &Context, input: DecideProposal) -> Result<Decision> {
    let tx = ctx.tx().await?;
    let proposal = ranking::handed_in_by_key(tx, &input.proposal).await?;
    let challenge = access::locked_challenge(tx, ctx.viewer(), proposal.challenge_id).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    if !policy::judging::may_see_scores(ctx.viewer(), standing) {
        return Err(Error::NotFound);
    }
    policy::require(
        ctx.viewer(),
        policy::judging::may_decide(ctx.viewer(), standing),
    )?;
    if challenge.state != ChallengeState::Published || !desk::is_past_close(&challenge, ctx.now()) {
        return Err(Error::field("", "DECIDE_NOT_NOW"));
    }
    if challenge.decided_at.is_some() {
        return Err(Error::field("", "DECISIONS_FIXED"));
    }
    let checked = check(&input)?;
    let waives = invariants(ctx, &challenge, &proposal, &checked).await?;
    let departs = departs_with_reason(ctx, &challenge, &proposal, &checked).await?;
    let known = decision::Entity::find()
        .filter(decision::Column::ProposalId.eq(proposal.id))
        .one(tx)
        .await?;
    if known.as_ref().map_or(0, |d| d.version) != input.version {
        return Err(Error::Conflict);
    }
    let before = known
        .as_ref()
        .map(|d| sea_orm::ActiveEnum::to_value(&d.outcome));
    let is_new = known.is_none();
    let mut row = known
        .map(IntoActiveModel::into_active_model)
        .unwrap_or_default();
    row.proposal_id = Set(proposal.id);
    row.outcome = Set(checked.outcome);
    row.reserve_rank = Set(checked.reserve_rank);
    row.reason = Set(checked.reason);
    row.feedback = Set(checked.feedback);
    // What needs no waiver keeps none.
    row.waiver = Set(if waives {
        checked.waiver
    } else {
        String::new()
    });
    row.decided_by = Set(ctx.viewer().id().unwrap_or(challenge.created_by));
    row.version = Set(input.version + 1);
    row.updated_at = Set(ctx.now());
    let decision = if is_new {
        row.insert(tx).await?
    } else {
        row.update(tx).await?
    };
    let entry = audit::Entry {
        action: "proposal_decided",
        object_kind: "proposal",
        object_id: proposal.id,
        challenge_id: Some(challenge.id),
        details: json!({
            "before": before,
            "outcome": sea_orm::ActiveEnum::to_value(&decision.outcome),
            "reserve_rank": decision.reserve_rank,
            "waiver": &decision.waiver,
            "departs": departs,
        }),
    };
    audit::record(ctx, entry).await?;
    Ok(decision)
}

/// Whether the decision leaves what the scores say; it gives a reason then, which becomes public.
async fn departs_with_reason(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    checked: &Checked,
) -> Result<bool> {
    let calibration = calibrated::all(ctx.tx().await?, challenge).await?;
    let entry = calibration
        .entries
        .iter()
        .find(|entry| entry.ranked.proposal.id == proposal.id)
        .ok_or(Error::NotFound)?;
    let departs = departures::departs(&calibration, entry, checked.outcome);
    if departs && checked.reason.trim().is_empty() {
        return Err(Error::field("reason", "DEPARTURE_REASON"));
    }
    Ok(departs)
}

struct Checked {
    outcome: Outcome,
    reserve_rank: Option<i32>,
    reason: String,
    feedback: String,
    waiver: String,
}

fn check(input: &DecideProposal) -> Result<Checked> {
    let mut fields = Fields::default();
    let outcome = input.outcome;
    fields.require(outcome.is_some(), "outcome", "REQUIRED");
    let needed = usize::from(outcome == Some(Outcome::Select));
    let reason = fields.text("reason", &input.reason, needed..=10_000);
    let feedback = fields.text("feedback", &input.feedback, 0..=10_000);
    let waiver = fields.text("waiver", &input.waiver, 0..=2000);
    let mut reserve_rank = None;
    if outcome == Some(Outcome::Reserve) {
        match input.reserve_rank {
            None => fields.push(FieldError::new("reserveRank", "REQUIRED")),
            Some(rank) => reserve_rank = Some(fields.number("reserveRank", rank, 1..=1000)),
        }
    }
    fields.finish()?;
    Ok(Checked {
        outcome: outcome.ok_or_else(|| Error::field("outcome", "REQUIRED"))?,
        reserve_rank,
        reason,
        feedback,
        waiver,
    })
}

/// No more are selected than there are awards; each of them has its reviews, and the least mean or
/// a waiver; where judges are assigned, whatever is decided on has as many reviews as that, or one; no two hold the same place in reserve. Says whether a waiver was needed.
async fn invariants(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    checked: &Checked,
) -> Result<bool> {
    let tx = ctx.tx().await?;
    let mut waives = false;
    let others: Vec<i64> = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(proposal::Column::Id.ne(proposal.id))
        .filter(access::handed_in())
        .all(tx)
        .await?
        .iter()
        .map(|p| p.id)
        .collect();
    let others = crate::judging::read::decisions(tx, &others).await?;
    let mut fields = Fields::default();
    let reviews = review::counted(tx, challenge.id).await?;
    let count = reviews
        .iter()
        .filter(|r| r.proposal_id == proposal.id)
        .count();
    // Every applicant was promised as many readers, whatever is decided.
    let needed = situation::needed(tx, challenge).await?;
    let assigned = challenge.reading == ReadingMode::Assigned;
    let is_in = proposal.round >= challenge.round;
    if is_in && assigned && count < usize::try_from(needed).unwrap_or(usize::MAX) {
        waives = true;
        if checked.waiver.is_empty() {
            let error = FieldError::new("waiver", "ASSIGNED_REVIEWS_MISSING");
            fields.push(error.with("count", count).with("needed", needed));
        }
    }
    // A reserve moves up without another decision, so that it has to be good enough now.
    if offer::can_be_awarded(challenge, checked.outcome) {
        fields.require(is_in, "outcome", "OUT_OF_ROUND");
        if i64::try_from(count).unwrap_or(0) < i64::from(challenge.reviews_required) {
            fields.push(
                FieldError::new("outcome", "REVIEWS_MISSING")
                    .with("count", count)
                    .with("required", challenge.reviews_required),
            );
        }
        let totals = reviews.iter().filter(|r| r.proposal_id == proposal.id);
        let mean = scoring::mean(&totals.filter_map(|r| r.total).collect::<Vec<_>>());
        let below = scoring::is_below(mean, challenge.minimum_score);
        waives |= below;
        if below && checked.waiver.is_empty() {
            let error = FieldError::new("waiver", "BELOW_MINIMUM");
            let mean = mean.map_or_else(String::new, |mean| format!("{mean:.1}"));
            let least = challenge.minimum_score.unwrap_or_default();
            fields.push(error.with("mean", mean).with("minimum", least));
        }
    }
    match checked.outcome {
        Outcome::Select => {
            let partners = partner::Entity::find()
                .filter(partner::Column::ProposalId.eq(proposal.id))
                .all(tx)
                .await?;
            fields.require(
                !partners.iter().any(|p| p.consent == Consent::Withdrawn),
                "outcome",
                "CONSENT_MISSING",
            );
            let selected = others
                .values()
                .filter(|d| d.outcome == Outcome::Select)
                .count();
            if i64::try_from(selected).unwrap_or(i64::MAX) >= i64::from(challenge.awards) {
                fields.push(
                    FieldError::new("outcome", "AWARDS_TAKEN").with("awards", challenge.awards),
                );
            }
        }
        Outcome::Reserve => {
            let taken = others
                .values()
                .any(|d| d.outcome == Outcome::Reserve && d.reserve_rank == checked.reserve_rank);
            fields.require(!taken, "reserveRank", "RESERVE_RANK_TAKEN");
        }
        Outcome::Decline => {}
    }
    fields.finish()?;
    Ok(waives)
}
