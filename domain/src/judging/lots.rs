//! The lottery of a challenge that declared one: kept with its commitment from the close on, and
//! what a draw decides. How it is drawn is in [`lottery`](super::lottery).

use std::collections::HashMap;

use hub_entity::challenge::{ChallengeState, lottery as table, proposal as proposals};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::challenge::tie_break::{self, Rung};
use crate::challenge::{Challenge, status};
use crate::context::{Context, Reader};
use crate::error::{Error, FieldError, Result};
use crate::judging::calibrated::{Calibration, Verdict, pseudonym};
use crate::judging::calibration::near_tie::Standing as Line;
use crate::judging::lottery::{commitment, from_hex, to_hex};
use crate::judging::read;
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::platform::audit;
use crate::policy::judging::{Standing, may_see_scores};
use crate::proposal;

/// A lottery as it is kept, secret and all.
pub(crate) type Kept = table::Model;

/// A lottery, as somebody may see it.
#[derive(Debug, Clone)]
pub struct Lottery {
    /// The public value that it is drawn from, as it was named before the challenge opened.
    pub source: String,
    /// SHA-256 of the secret, in hexadecimal; none before the challenge closes.
    pub commitment: Option<String>,
    /// When that was published.
    pub committed_at: Option<chrono::DateTime<chrono::Utc>>,
    /// The public value, once it is drawn.
    pub value: Option<String>,
    /// When it was drawn.
    pub drawn_at: Option<chrono::DateTime<chrono::Utc>>,
    /// The secret, in hexadecimal; none before the decision is public.
    pub secret: Option<String>,
    /// What everything makes, in hexadecimal; none before the decision is public.
    pub seed: Option<String>,
    /// The pseudonyms, the first drawn first; none for those who may not see scores before the
    /// decision is public.
    pub order: Vec<String>,
}

/// Whether the challenge declared a lottery.
pub fn is_declared(challenge: &Challenge) -> bool {
    tie_break::ladder(challenge).contains(&Rung::Lottery)
}

/// The lottery of a challenge, as the reader may see it; none where none is declared. Its outcome
/// says nothing of scores, but applicants learn of it with everything else.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<Option<Lottery>> {
    if !is_declared(challenge) {
        return Ok(None);
    }
    let kept = kept(reader.db(), challenge.id).await?;
    let is_public = challenge.state == ChallengeState::Announced;
    let sees = is_public || may_see_scores(reader.viewer(), standing);
    let order = kept
        .as_ref()
        .filter(|_| sees)
        .map(order)
        .unwrap_or_default();
    if !is_public && !order.is_empty() {
        let sealed = Sealed::of_challenge(SealedKind::Draw, challenge.id);
        sealed::view(reader, sealed).await?;
    }
    let public = |text: Option<&String>| text.filter(|_| is_public).cloned();
    let drawn = kept.as_ref().filter(|kept| kept.drawn_at.is_some());
    Ok(Some(Lottery {
        source: challenge.lottery_source.clone(),
        commitment: kept.as_ref().map(|kept| kept.commitment.clone()),
        committed_at: kept.as_ref().map(|kept| kept.committed_at),
        value: drawn.and_then(|kept| kept.public_value.clone()),
        drawn_at: drawn.and_then(|kept| kept.drawn_at),
        secret: public(drawn.map(|kept| &kept.secret)),
        seed: public(drawn.and_then(|kept| kept.seed.as_ref())),
        order,
    }))
}

/// A proposal in a draw.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its pseudonym.
    pub entry: String,
    /// What it is called, where the reader may read it.
    pub title: Option<String>,
}

/// Names those of a draw that the reader may read.
///
/// # Errors
/// When the database does not answer.
pub async fn named(reader: &Reader, challenge_id: i64, order: &[String]) -> Result<Vec<Named>> {
    let mut titles: HashMap<String, String> = HashMap::new();
    if !order.is_empty() {
        let seen = proposal::read::visible_to(reader)
            .filter(proposals::Column::ChallengeId.eq(challenge_id))
            .filter(proposals::Column::SubmittedVersion.gt(0))
            .all(reader.db())
            .await?;
        // As it was handed in, not as its draft is called since.
        let submitted = read::submitted(reader.db(), &seen).await?;
        titles.extend(seen.into_iter().map(|row| {
            let title = submitted.get(&row.id).map(|content| content.title.clone());
            (pseudonym("entry", &row.key), title.unwrap_or(row.title))
        }));
    }
    let name = |entry: &String| Named {
        entry: entry.clone(),
        title: titles.get(entry).cloned(),
    };
    Ok(order.iter().map(name).collect())
}

/// What is kept of the lottery.
pub(crate) async fn kept(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Option<Kept>> {
    Ok(table::Entity::find()
        .filter(table::Column::ChallengeId.eq(challenge_id))
        .one(db)
        .await?)
}

/// Refuses what would change the scores, or what takes part, once it was drawn: whoever knows how
/// the lottery falls could choose over what it decides. A conflict of interest that is found late is
/// another matter, and sets reviews aside all the same.
///
/// # Errors
/// `LOTTERY_DRAWN`.
pub(crate) async fn require_undrawn(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
) -> Result<()> {
    if is_drawn(db, challenge).await? {
        return Err(Error::field("", "LOTTERY_DRAWN"));
    }
    Ok(())
}

/// Whether it was drawn, after which no score changes any more.
pub(crate) async fn is_drawn(db: &impl ConnectionTrait, challenge: &Challenge) -> Result<bool> {
    if !is_declared(challenge) {
        return Ok(false);
    }
    let kept = kept(db, challenge.id).await?;
    Ok(kept.is_some_and(|kept| kept.drawn_at.is_some()))
}

/// The pseudonyms in the order of the draw; none before it.
pub(crate) fn order(kept: &Kept) -> Vec<String> {
    let read = |order: &serde_json::Value| serde_json::from_value(order.clone()).ok();
    kept.drawn_order.as_ref().and_then(read).unwrap_or_default()
}

/// The place of each pseudonym in the draw; empty where there was none.
pub(super) async fn places(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
) -> Result<HashMap<String, u32>> {
    if !is_declared(challenge) {
        return Ok(HashMap::new());
    }
    let order = kept(db, challenge.id).await?.as_ref().map(order);
    Ok(order.unwrap_or_default().into_iter().zip(1..).collect())
}

/// Commits to a secret, unless that was done or nothing is to be drawn yet. Asked for when the
/// challenge closes, and when a lottery is declared later.
pub(crate) async fn commit(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let tx = ctx.tx().await?;
    if !is_declared(challenge)
        || !status::is_past_close(challenge, ctx.now())
        || kept(tx, challenge.id).await?.is_some()
    {
        return Ok(());
    }
    let secret: [u8; 32] = ctx.hub().random().bytes();
    let public = to_hex(&commitment(&secret));
    let row = table::ActiveModel {
        challenge_id: Set(challenge.id),
        secret: Set(to_hex(&secret)),
        commitment: Set(public.clone()),
        committed_at: Set(ctx.now()),
        ..Default::default()
    };
    row.insert(tx).await?;
    let entry = audit::Entry {
        action: "lottery_committed",
        object_kind: "challenge",
        object_id: challenge.id,
        challenge_id: Some(challenge.id),
        details: json!({ "commitment": public }),
    };
    audit::record(ctx, entry).await
}

/// Whether the scores leave to a lottery who is selected: several lie across the line, differ by no
/// more than chance, or share the place on which the awards run out.
pub fn is_needed(calibration: &Calibration) -> bool {
    let awards = calibration.question.awards;
    match calibration.verdict {
        Verdict::Nothing | Verdict::AwardsForAll | Verdict::Apart => false,
        Verdict::Alike => calibration.entries.iter().filter(|e| e.is_in).count() > awards,
        Verdict::NearTie => !decided(calibration).is_empty(),
        Verdict::NotEnough | Verdict::Clear => {
            let mut shared: HashMap<u32, usize> = HashMap::new();
            for place in calibration.entries.iter().filter_map(|entry| entry.place) {
                *shared.entry(place).or_default() += 1;
            }
            shared.into_iter().any(|(place, count)| {
                let place = usize::try_from(place).unwrap_or(usize::MAX);
                count > 1 && place <= awards && place.saturating_add(count - 1) > awards
            })
        }
    }
}

/// The entries that a lottery decides among, where several lie across the line or all are alike, and
/// how many of them can be selected.
pub(super) fn decided(calibration: &Calibration) -> Vec<i64> {
    let entries = calibration.entries.iter();
    let chosen: Vec<i64> = match calibration.verdict {
        Verdict::Alike => entries
            .filter(|entry| entry.place.is_some())
            .map(|entry| entry.ranked.proposal.id)
            .collect(),
        Verdict::NearTie => entries
            .filter(|entry| entry.line() == Some(Line::NearTie))
            .map(|entry| entry.ranked.proposal.id)
            .collect(),
        _ => Vec::new(),
    };
    if chosen.len() > left(calibration) {
        chosen
    } else {
        Vec::new()
    }
}

/// How many awards are left for those that the scores do not decide on.
pub(super) fn left(calibration: &Calibration) -> usize {
    let certain = match calibration.verdict {
        Verdict::NearTie => calibration
            .entries
            .iter()
            .filter(|entry| entry.line() == Some(Line::In))
            .count(),
        _ => 0,
    };
    calibration.question.awards.saturating_sub(certain)
}

/// Says of each entry that the lottery decides on whether it chose it.
pub(super) fn settle(calibration: &mut Calibration) {
    let among = decided(calibration);
    let mut drawn: Vec<(u32, i64)> = calibration
        .entries
        .iter()
        .filter(|entry| among.contains(&entry.ranked.proposal.id))
        .filter_map(|entry| Some((entry.drawn?, entry.ranked.proposal.id)))
        .collect();
    drawn.sort_unstable();
    let left = left(calibration);
    for (at, (_, id)) in drawn.into_iter().enumerate() {
        let mut entries = calibration.entries.iter_mut();
        if let Some(entry) = entries.find(|entry| entry.ranked.proposal.id == id) {
            entry.by_lot = Some(at < left);
        }
    }
}

/// What a challenge whose lottery decides still lacks before it can be announced.
pub(super) async fn missing(
    db: &impl ConnectionTrait,
    challenge: &Challenge,
    calibration: &Calibration,
) -> Result<Option<FieldError>> {
    if !is_declared(challenge) || is_drawn(db, challenge).await? {
        return Ok(None);
    }
    let lacks = is_needed(calibration);
    Ok(lacks.then(|| FieldError::new("", "LOTTERY_NOT_DRAWN")))
}

/// The secret as bytes.
pub(super) fn secret(kept: &Kept) -> Result<Vec<u8>> {
    from_hex(&kept.secret).ok_or_else(|| Error::internal("a secret that is not hexadecimal"))
}
