//! Offering an award: to what was selected as it is announced, and to the next in reserve when
//! an offer came to nothing.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{
    Consent, OfferState, Outcome, ProposalState, decision, offer, partner, proposal,
};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::challenge::{Challenge, local_time};
use crate::context::Context;
use crate::error::Result;
use crate::judging::offer::{self as offers, Offer, settle};
use crate::platform::job::{self, Task};
use crate::proposal::Proposal;

/// How long before an offer lapses its people are reminded; half of the time where that is less.
const REMIND_BEFORE: TimeDelta = TimeDelta::days(3);

/// Offers an award to a proposal, to be answered in this many days: until the end of that day in
/// the challenge's zone.
pub(crate) async fn make(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    days: i32,
    reserve_rank: Option<i32>,
) -> Result<Offer> {
    let row = offer::ActiveModel {
        challenge_id: Set(challenge.id),
        proposal_id: Set(proposal.id),
        state: Set(OfferState::Open),
        reserve_rank: Set(reserve_rank),
        offered_at: Set(ctx.now()),
        answer_by: Set(answer_by(ctx.now(), days, &challenge.zone)),
        answered_by: Set(None),
        answered_at: Set(None),
        reason: Set(String::new()),
        ..Default::default()
    };
    let made = row.insert(ctx.tx().await?).await?;
    schedule(ctx, &made).await?;
    let details = json!({ "answer_by": made.answer_by, "reserve_rank": reserve_rank });
    offers::audit(ctx, &made, "offer_made", details).await?;
    Ok(made)
}

/// Until when an offer that is made now can be answered.
pub(crate) fn answer_by(now: DateTime<Utc>, days: i32, zone: &str) -> DateTime<Utc> {
    local_time::end_of_day(now + TimeDelta::days(i64::from(days)), zone)
}

/// Asks for its reminder and for its end. Tasks for a date that moved since do nothing.
pub(super) async fn schedule(ctx: &Context, offer: &Offer) -> Result<()> {
    let until: DateTime<Utc> = offer.answer_by;
    let before = REMIND_BEFORE.min((until - ctx.now()) / 2);
    let (offer_id, answer_by, at) = (offer.id, until, until.timestamp());
    let remind = Task::RemindOffer {
        offer_id,
        answer_by,
    };
    let key = format!("remind-offer:{offer_id}:{at}");
    job::enqueue(ctx, &remind, until - before, Some(key)).await?;
    let lapse = Task::LapseOffer {
        offer_id,
        answer_by,
    };
    let key = format!("lapse-offer:{offer_id}:{at}");
    job::enqueue(ctx, &lapse, until, Some(key)).await
}

/// Offers the award that came free to the next in reserve, and tells its people. Who took back
/// their consent meanwhile is passed over. Callers hold the challenge. The offer that was made, if
/// there was somebody to make one to.
pub(super) async fn to_next_reserve(ctx: &Context, challenge: &Challenge) -> Result<Option<Offer>> {
    let tx = ctx.tx().await?;
    let held = offers::of_challenge(tx, challenge.id).await?;
    let held = held
        .iter()
        .filter(|offer| matches!(offer.state, OfferState::Open | OfferState::Accepted))
        .count();
    if i64::try_from(held).unwrap_or(i64::MAX) >= i64::from(challenge.awards) {
        return Ok(None);
    }
    let in_reserve = Query::select()
        .column(proposal::Column::Id)
        .from(proposal::Entity)
        .and_where(proposal::Column::ChallengeId.eq(challenge.id))
        .and_where(proposal::Column::State.eq(ProposalState::Reserve))
        .to_owned();
    let waiting = decision::Entity::find()
        .filter(decision::Column::Outcome.eq(Outcome::Reserve))
        .filter(decision::Column::ProposalId.in_subquery(in_reserve))
        .order_by_asc(decision::Column::ReserveRank)
        .order_by_asc(decision::Column::Id)
        .all(tx)
        .await?;
    for decision in waiting {
        let found = proposal::Entity::find_by_id(decision.proposal_id);
        let Some(next) = found.one(tx).await? else {
            continue;
        };
        let left = partner::Entity::find()
            .filter(partner::Column::ProposalId.eq(next.id))
            .filter(partner::Column::Consent.eq(Consent::Withdrawn))
            .one(tx)
            .await?;
        if left.is_some() {
            continue;
        }
        let mut row = next.into_active_model();
        row.state = Set(ProposalState::Selected);
        row.updated_at = Set(ctx.now());
        let next = row.update(tx).await?;
        let days = challenge.offer_days.unwrap_or(1);
        let made = make(ctx, challenge, &next, days, decision.reserve_rank).await?;
        settle::tell_moved_up(ctx, challenge, &next, &made).await?;
        return Ok(Some(made));
    }
    Ok(None)
}
