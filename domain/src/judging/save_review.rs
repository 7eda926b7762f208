//! A judge scores a proposal: saves a draft, or submits.

use hub_entity::challenge::{ReviewState, challenge, proposal, review, score};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::moderation::reopen;
use crate::judging::review::{self as reviews, Score};
use crate::judging::{Criterion, Judge, Review, access, lots, read, scoring, versions};
use crate::platform::audit;
use crate::proposal::Proposal;
use crate::values::Fields;

/// A review as its judge fills it in.
#[derive(Debug, Clone, Default)]
pub struct SaveReview {
    /// Key of the appointment.
    pub judge: String,
    /// Key of the proposal.
    pub proposal: String,
    /// Version that the judge had before them; 0 for a new review.
    pub version: i32,
    /// One score a criterion.
    pub scores: Vec<GiveScore>,
    /// Comment to the panel and to staff.
    pub comment: String,
    /// Comment to the applicant, which staff may put into the letter.
    pub applicant_comment: String,
    /// Notes that nobody but the judge ever reads.
    pub private_notes: String,
}

/// A score as its judge fills it in.
#[derive(Debug, Clone)]
pub struct GiveScore {
    /// Number of the criterion.
    pub criterion: i64,
    /// The level, or none yet.
    pub level: Option<i32>,
    /// Why.
    pub comment: String,
}

/// What was filled in, checked against the criteria, in their order.
struct Filled {
    scores: Vec<(Criterion, Option<i32>, String)>,
    comment: String,
    applicant_comment: String,
    private_notes: String,
}

/// A review that was written, or was found to say the same already.
struct Written {
    review: Review,
    /// Its scores, as they were before.
    before: Vec<Score>,
    /// Whether this is a new version.
    is_new: bool,
}

/// Saves a draft, which the audit notes as a version, without what it says.
///
/// # Errors
/// `Conflict` when it was saved from elsewhere meanwhile; `Invalid` when judging is not open, or
/// the review was submitted: that is changed by submitting again.
pub async fn save_review(ctx: &Context, input: SaveReview) -> Result<Review> {
    let (judge, proposal, _) = may_score(ctx, &input).await?;
    let filled = fill(ctx, &judge, &input, false).await?;
    let known = reviews::find(ctx.tx().await?, judge.id, proposal.id).await?;
    if known
        .as_ref()
        .is_some_and(|r| r.state == ReviewState::Submitted)
    {
        return Err(Error::field("", "REVIEW_SUBMITTED"));
    }
    let written = write(ctx, &judge, &proposal, known, input.version, &filled).await?;
    if written.is_new {
        keep(ctx, &written.review).await?;
        let details = json!({ "proposal": proposal.id, "version": written.review.version });
        note(ctx, &judge, &written.review, "review_saved", details).await?;
    }
    Ok(written.review)
}

/// Submits a review, or submits it again while judging is open or staff have reopened it. Each score is audited.
///
/// # Errors
/// As for saving; `Invalid` where a level or a comment is missing.
pub async fn submit_review(ctx: &Context, input: SaveReview) -> Result<Review> {
    let (judge, proposal, round) = may_score(ctx, &input).await?;
    let filled = fill(ctx, &judge, &input, true).await?;
    let tx = ctx.tx().await?;
    let known = reviews::find(tx, judge.id, proposal.id).await?;
    let again = known
        .as_ref()
        .is_some_and(|r| r.state == ReviewState::Submitted);
    let Written {
        review,
        before,
        is_new,
    } = write(ctx, &judge, &proposal, known, input.version, &filled).await?;
    let given = filled
        .scores
        .iter()
        .filter_map(|(c, l, _)| Some((c, (*l)?)));
    let total = scoring::total(given);
    // In a later round, to submit what one gave before says that it stands.
    if again && review.total == total && !is_new && review.round == round {
        reopen::settle(ctx, &judge, &review).await?;
        return Ok(review);
    }
    let version = review.version;
    let mut row = review.into_active_model();
    row.state = Set(ReviewState::Submitted);
    row.total = Set(total);
    row.round = Set(round);
    row.submitted_at = Set(Some(ctx.now()));
    row.updated_at = Set(ctx.now());
    row.proposal_version = Set(proposal.submitted_version);
    if !is_new {
        // The text is that of the draft; that it counts is a version of its own.
        row.version = Set(version + 1);
    }
    let review = row.update(tx).await?;
    keep(ctx, &review).await?;
    for (criterion, level, _) in &filled.scores {
        let old = before.iter().find(|s| s.criterion_id == criterion.id);
        let details = json!({
            "criterion": criterion.id,
            "before": old.filter(|_| again).and_then(|s| s.level),
            "level": level,
        });
        note(ctx, &judge, &review, "score_given", details).await?;
    }
    let details = json!({
        "proposal": proposal.id, "total": total, "again": again, "version": review.version,
        "round": round,
    });
    note(ctx, &judge, &review, "review_submitted", details).await?;
    reopen::settle(ctx, &judge, &review).await?;
    Ok(review)
}

/// Keeps the review as a version, as it was written now.
async fn keep(ctx: &Context, review: &Review) -> Result<()> {
    let tx = ctx.tx().await?;
    let scores = reviews::scores_of(tx, review.id).await?;
    versions::keep(tx, review, &scores).await
}

async fn note(
    ctx: &Context,
    judge: &Judge,
    review: &Review,
    action: &str,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "review",
        object_id: review.id,
        challenge_id: Some(judge.challenge_id),
        details,
    };
    audit::record(ctx, entry).await
}

/// The judge, the proposal and the round, if this judge may score it now.
async fn may_score(ctx: &Context, input: &SaveReview) -> Result<(Judge, Proposal, i32)> {
    let judge = read::acting(ctx, &input.judge).await?;
    let tx = ctx.tx().await?;
    // Shared by judges, so that the decision is announced before a review or after it, and never
    // on scores that change meanwhile.
    let challenge = challenge::Entity::find_by_id(judge.challenge_id)
        .lock_shared()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let now = ctx.hub().clock().now();
    let proposal = proposal::Entity::find()
        .filter(proposal::Column::Key.eq(&input.proposal))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if !access::may_read(tx, &judge, &proposal, &challenge, now).await? {
        return Err(Error::NotFound);
    }
    let known = reviews::find(tx, judge.id, proposal.id).await?;
    let reopened = reopen::open_now(tx, &challenge, &proposal, known.as_ref(), now).await?;
    if !access::is_judging_open(&challenge, now) && reopened.is_none() {
        return Err(Error::field("", "JUDGING_NOT_OPEN"));
    }
    if !access::is_asked(&challenge, &proposal, now) && reopened.is_none() {
        return Err(Error::field("", "NOT_IN_THIS_ROUND"));
    }
    // Whoever knew how the lottery falls could make ties that it decides.
    if lots::is_drawn(tx, &challenge).await? {
        return Err(Error::field("", "LOTTERY_DRAWN"));
    }
    Ok((judge, proposal, challenge.round))
}

async fn fill(ctx: &Context, judge: &Judge, input: &SaveReview, whole: bool) -> Result<Filled> {
    let criteria = read::criteria(ctx.tx().await?, judge.challenge_id).await?;
    let mut fields = Fields::default();
    let comment = fields.text("comment", &input.comment, 0..=10_000);
    let applicant_comment = fields.text("applicantComment", &input.applicant_comment, 0..=10_000);
    let private_notes = fields.text("privateNotes", &input.private_notes, 0..=10_000);
    let mut scores = Vec::with_capacity(criteria.len());
    for (index, given) in input.scores.iter().enumerate() {
        let Some(criterion) = criteria.iter().find(|c| c.id == given.criterion) else {
            fields.push(FieldError::new(
                format!("scores.{index}.level"),
                "NOT_A_CHOICE",
            ));
            continue;
        };
        let level = format!("scores.{index}.level");
        match given.level {
            Some(value) if !(0..=scoring::highest(criterion)).contains(&value) => {
                fields.push(FieldError::new(level, "NOT_A_CHOICE"));
            }
            None if whole => fields
                .push(FieldError::new(level, "LEVEL_MISSING").with("criterion", &criterion.name)),
            _ => {}
        }
        let field = format!("scores.{index}.comment");
        let least = usize::from(whole && criterion.comment_required);
        let text = fields.text(&field, &given.comment, least..=10_000);
        scores.push((criterion.clone(), given.level, text));
    }
    for criterion in &criteria {
        let times = scores.iter().filter(|(c, ..)| c.id == criterion.id).count();
        if times > 1 || (whole && times == 0) {
            fields.push(FieldError::new("", "LEVEL_MISSING").with("criterion", &criterion.name));
        }
    }
    fields.finish()?;
    Ok(Filled {
        scores,
        comment,
        applicant_comment,
        private_notes,
    })
}

/// Whether the review that is kept says what was filled in.
fn same(review: &Review, kept: &[Score], filled: &Filled) -> bool {
    let scores = filled.scores.iter().all(|(criterion, level, comment)| {
        kept.iter()
            .any(|s| s.criterion_id == criterion.id && s.level == *level && s.comment == *comment)
    });
    scores
        && review.comment == filled.comment
        && review.applicant_comment == filled.applicant_comment
        && review.private_notes == filled.private_notes
}

/// Writes the review and its scores as a new version, unless they say the same already.
async fn write(
    ctx: &Context,
    judge: &Judge,
    proposal: &Proposal,
    known: Option<Review>,
    version: i32,
    filled: &Filled,
) -> Result<Written> {
    let tx = ctx.tx().await?;
    let before = match &known {
        Some(known) => reviews::scores_of(tx, known.id).await?,
        None => Vec::new(),
    };
    let review = match known {
        // The same form, sent twice, has nothing left to do.
        Some(review) if same(&review, &before, filled) => {
            return Ok(Written {
                review,
                before,
                is_new: false,
            });
        }
        Some(known) if known.version != version => return Err(Error::Conflict),
        None if version != 0 => return Err(Error::Conflict),
        Some(known) => {
            // A review that was last saved before versions were kept has none of that text yet.
            versions::keep(tx, &known, &before).await?;
            let mut row = known.into_active_model();
            row.comment = Set(filled.comment.clone());
            row.applicant_comment = Set(filled.applicant_comment.clone());
            row.private_notes = Set(filled.private_notes.clone());
            row.version = Set(version + 1);
            row.updated_at = Set(ctx.now());
            row.update(tx).await?
        }
        None => begin(ctx, judge, proposal, filled).await?,
    };
    for (criterion, level, comment) in &filled.scores {
        let kept = before.iter().find(|s| s.criterion_id == criterion.id);
        if kept.is_some_and(|s| s.level == *level && s.comment == *comment) {
            continue;
        }
        let mut row = kept
            .cloned()
            .map(IntoActiveModel::into_active_model)
            .unwrap_or(score::ActiveModel {
                review_id: Set(review.id),
                criterion_id: Set(criterion.id),
                ..Default::default()
            });
        row.level = Set(*level);
        row.comment = Set(comment.clone());
        row.save(tx).await?;
    }
    Ok(Written {
        review,
        before,
        is_new: true,
    })
}

async fn begin(
    ctx: &Context,
    judge: &Judge,
    proposal: &Proposal,
    filled: &Filled,
) -> Result<Review> {
    let row = review::ActiveModel {
        key: Set(ctx.hub().random().key()),
        judge_id: Set(judge.id),
        proposal_id: Set(proposal.id),
        proposal_version: Set(proposal.submitted_version),
        state: Set(ReviewState::Draft),
        comment: Set(filled.comment.clone()),
        applicant_comment: Set(filled.applicant_comment.clone()),
        private_notes: Set(filled.private_notes.clone()),
        total: Set(None),
        round: Set(1),
        version: Set(1),
        submitted_at: Set(None),
        created_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(row.insert(ctx.tx().await?).await?)
}
