//! Editing a challenge: everything until it opens, and its texts by staff afterwards.

use hub_entity::challenge::{ChallengeState, challenge, challenge_dataset};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::catalogue;
use crate::challenge::content::{self, CheckedRules, Rules, Terms, Texts, Times};
use crate::challenge::{
    Challenge, Status, complete, criteria, desk, eligibility, extend_deadline, form, index, read,
    rounds, schedule, status, tie_break,
};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::{access, appoint_judge};
use crate::platform::audit;
use crate::policy;
use crate::values::{self, Fields};

/// Datasets that one challenge can offer.
const MOST_DATASETS: usize = 100;

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct EditChallenge {
    /// Which challenge.
    pub number: i64,
    /// The version that was edited.
    pub version: i32,
    /// The texts.
    pub texts: Texts,
    /// Numbers of the datasets on offer.
    pub datasets: Vec<i64>,
    /// Further ones, as numbers or addresses in one text.
    pub more_datasets: String,
    /// What is frozen once it opens; none leaves it as it is.
    pub rules: Option<Rules>,
}

/// Whether rubric, weights, awards and times stand as they are: from the second when it opens.
pub fn is_frozen(status: Status) -> bool {
    !status.is_unpublished() && status != Status::Scheduled
}

/// Saves an edit.
///
/// # Errors
/// `Invalid` by field; `FROZEN` on `rules` once it is open; `Conflict` when somebody else saved
/// meanwhile; `Forbidden`.
pub async fn edit_challenge(ctx: &Context, input: EditChallenge) -> Result<Challenge> {
    let mut fields = Fields::default();
    let texts = input.texts.check(&mut fields);
    let rules = input.rules.as_ref().map(|rules| rules.check(&mut fields));
    let more = content::dataset_numbers("moreDatasets", &input.more_datasets);
    let more = fields.take(more).unwrap_or_default();
    let known = read::lock(ctx, input.number).await?;
    // Read once the row is locked: an edit that waited for it past the opening is too late.
    let now = ctx.hub().clock().now();
    let standing = access::standing(ctx.tx().await?, ctx.viewer(), known.id).await?;
    let allowed = policy::challenge::may_edit(ctx.viewer(), &known, standing, now);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    let status = status(&known, now);
    if rules.is_some() && is_frozen(status) {
        return Err(FieldError::new("rules", "FROZEN").into());
    }
    if let Some(rules) = rules.as_ref().filter(|rules| rules.terms.rounds.is_none()) {
        rounds::require_room(&rounds::of(&known), rules.terms.awards)?;
    }
    let datasets = offer(ctx, &known, &input.datasets, &more).await?;
    let saved = write(ctx, &known, &texts, rules.as_ref()).await?;
    if let Some(rules) = &rules {
        criteria::replace(ctx, saved.id, &rules.terms.criteria).await?;
    }
    if saved.published_at.is_some() {
        let rubric = criteria::of(ctx.tx().await?, saved.id).await?;
        let gaps = complete::gaps(&saved, &rubric, now);
        // What is public stays complete; that it closed already is no fault of its texts.
        let gaps = gaps
            .into_iter()
            .filter(|gap| gap.field == "texts" || rules.is_some());
        let gaps: Vec<_> = gaps.collect();
        if !gaps.is_empty() {
            return Err(Error::Invalid(complete::errors(gaps)));
        }
        schedule::enqueue(ctx, &saved).await?;
        index::put(ctx, &saved).await?;
        let (before, after) = (Times::of(&known), Times::of(&saved));
        if before != after {
            appoint_judge::keep_invitations(ctx, &saved).await?;
            extend_deadline::tell(ctx, &saved, (before, after), "").await?;
        }
    }
    let entry = audit::Entry {
        action: "challenge_edited",
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({
            "version": saved.version,
            "changed": changes(&known, &saved),
            "rules": rules.is_some(),
            "datasets": datasets,
        }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}

async fn write(
    ctx: &Context,
    known: &Challenge,
    texts: &Texts,
    rules: Option<&CheckedRules>,
) -> Result<Challenge> {
    // Who takes up what staff asked for has a draft in hand again.
    let state = match known.state {
        ChallengeState::EditsRequested => ChallengeState::Draft,
        other => other,
    };
    let mut row = challenge::ActiveModel {
        id: Set(known.id),
        state: Set(state),
        slug: Set(values::slug(&texts.title)),
        title: Set(texts.title.clone()),
        summary: Set(texts.summary.clone()),
        problem: Set(texts.problem.clone()),
        affected: Set(texts.affected.clone()),
        success: Set(texts.success.clone()),
        version: Set(known.version + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    if let Some(rules) = rules {
        row.zone = Set(rules.zone.clone());
        row.opens_at = Set(rules.times.opens);
        row.closes_at = Set(rules.times.closes);
        row.judging_opens_at = Set(rules.times.judging_opens);
        row.judging_closes_at = Set(rules.times.judging_closes);
        set_terms(&mut row, known, &rules.terms, rules.times.closes);
    }
    Ok(row.update(ctx.tx().await?).await?)
}

/// Fills in what stands beside the times.
pub(super) fn set_terms(
    row: &mut challenge::ActiveModel,
    known: &Challenge,
    terms: &Terms,
    closes: Option<chrono::DateTime<chrono::Utc>>,
) {
    row.awards = Set(terms.awards);
    row.award_pence = Set(terms.award_pence);
    row.grace_minutes = Set(terms.grace_minutes);
    row.locks_at = Set(status::lock_after(closes, terms.grace_minutes));
    row.reviews_required = Set(terms.reviews_required);
    row.minimum_score = Set(terms.minimum_score);
    row.offer_days = Set(terms.offer_days);
    row.appeal_days = Set(terms.appeal_days);
    row.tie_break = Set(tie_break::kept(&terms.tie_break));
    row.blind = Set(terms.blind);
    row.lottery_source = Set(terms.lottery_source.clone());
    row.sections = Set(form::kept(&form::over(form::of(known), &terms.sections)));
    if let Some(declared) = &terms.rounds {
        row.rounds = Set(rounds::kept(declared));
    }
    if let Some(questions) = &terms.eligibility {
        row.eligibility = Set(eligibility::kept(questions));
    }
}

/// Puts the datasets on offer: those that the viewer can see, and those that were on offer.
async fn offer(
    ctx: &Context,
    challenge: &Challenge,
    chosen: &[i64],
    more: &[i64],
) -> Result<Vec<i64>> {
    let tx = ctx.tx().await?;
    let mut wanted: Vec<i64> = Vec::new();
    for number in chosen.iter().chain(more) {
        if !wanted.contains(number) {
            wanted.push(*number);
        }
    }
    if wanted.len() > MOST_DATASETS {
        return Err(FieldError::new("datasets", "TOO_MANY")
            .with("max", MOST_DATASETS)
            .into());
    }
    let offered = desk::offered(tx, challenge.id).await?;
    let seen = catalogue::read::by_ids(tx, ctx.viewer(), &wanted).await?;
    let exists = |number: &i64| offered.contains(number) || seen.iter().any(|d| d.id == *number);
    if let Some(wrong) = wanted.iter().find(|number| !exists(number)) {
        let field = if more.contains(wrong) {
            "moreDatasets"
        } else {
            "datasets"
        };
        return Err(FieldError::new(field, "NOT_A_DATASET")
            .with("word", wrong)
            .into());
    }
    if offered == wanted {
        return Ok(wanted);
    }
    challenge_dataset::Entity::delete_many()
        .filter(challenge_dataset::Column::ChallengeId.eq(challenge.id))
        .exec(tx)
        .await?;
    for (position, number) in wanted.iter().enumerate() {
        challenge_dataset::ActiveModel {
            challenge_id: Set(challenge.id),
            dataset_id: Set(*number),
            position: Set(i32::try_from(position + 1).map_err(Error::internal)?),
            ..Default::default()
        }
        .insert(tx)
        .await?;
    }
    Ok(wanted)
}

/// What changed of the texts, and what stood there once it was public: the audit keeps what
/// people may have relied on.
fn changes(before: &Challenge, after: &Challenge) -> Value {
    let pairs = [
        ("title", &before.title, &after.title),
        ("summary", &before.summary, &after.summary),
        ("problem", &before.problem, &after.problem),
        ("affected", &before.affected, &after.affected),
        ("success", &before.success, &after.success),
    ];
    let public = before.published_at.is_some();
    pairs
        .iter()
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, _)| {
            let text = if public { json!(before) } else { Value::Null };
            json!({ "field": field, "before": text })
        })
        .collect()
}
