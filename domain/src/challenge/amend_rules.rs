//! Amending the rules after the challenge has opened: with a reason, in public, and only while no
//! review is in.

use hub_entity::challenge::challenge;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::content::{Rules, Terms, Times};
use crate::challenge::criteria::{self, Checked};
use crate::challenge::{
    Challenge, amendment, complete, concerned, edit_challenge, eligibility, form, read, rounds,
    schedule, status, tie_break,
};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::{access, lots, review};
use crate::platform::audit;
use crate::platform::letter::{Letter, News};
use crate::policy;
use crate::proposal::partners;
use crate::values::Fields;

/// What is amended.
#[derive(Debug, Clone)]
pub struct AmendRules {
    /// Which challenge.
    pub number: i64,
    /// The version that was amended.
    pub version: i32,
    /// Why, which is public and goes to everybody concerned.
    pub reason: String,
    /// The rules as they should be; zone and times stay, whatever stands here.
    pub rules: Rules,
}

/// Amends the rules of a challenge that has opened, and tells everybody who works on a proposal,
/// and its judges.
///
/// # Errors
/// `Invalid` by field, once the first review is in, and where nothing changes; `Conflict` when
/// somebody else saved meanwhile; `Forbidden`.
pub async fn amend_rules(ctx: &Context, input: AmendRules) -> Result<Challenge> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", &input.reason, 3..=2000);
    let mut terms = input.rules.check_terms(&mut fields);
    let known = read::lock(ctx, input.number).await?;
    let now = ctx.hub().clock().now();
    let tx = ctx.tx().await?;
    let standing = access::standing(tx, ctx.viewer(), known.id).await?;
    let allowed = policy::challenge::may_amend(ctx.viewer(), &known, standing, now);
    policy::require(ctx.viewer(), allowed)?;
    if review::any_submitted(tx, known.id).await? {
        return Err(Error::field("", "REVIEWS_BEGUN"));
    }
    let grace_moves = terms.grace_minutes != known.grace_minutes;
    let passed = known.closes_at.is_some_and(|at| at <= now);
    let unmoved = !(grace_moves && passed);
    fields.require(unmoved, "rules.graceMinutes", "DEADLINE_PASSED");
    Times::of(&known).check_grace(&mut fields, "rules.", terms.grace_minutes);
    fields.finish()?;
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    let before = terms_of(&known, &criteria::of(tx, known.id).await?);
    terms.sections = form::over(form::of(&known), &terms.sections);
    let asked = || eligibility::of(&known);
    terms.eligibility.get_or_insert_with(asked);
    let declared = terms.rounds.get_or_insert_with(|| rounds::of(&known));
    rounds::require_room(declared, terms.awards)?;
    let changes = amendment::changes(&before, &terms);
    if changes.is_empty() {
        return Err(Error::field("", "NOTHING_AMENDED"));
    }
    // Answers belong to the questions as they were asked, and nobody can answer others any more.
    let asks = |change: &amendment::Change| change.field.starts_with("question");
    if status::locks_at(&known).is_some_and(|at| at <= now) && changes.iter().any(asks) {
        return Err(Error::field("rules.eligibility", "QUESTIONS_ANSWERED"));
    }
    let mut row = challenge::ActiveModel {
        id: Set(known.id),
        version: Set(known.version + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    edit_challenge::set_terms(&mut row, &known, &terms, known.closes_at);
    let saved = row.update(tx).await?;
    criteria::replace(ctx, saved.id, &terms.criteria).await?;
    let gaps = complete::gaps(&saved, &criteria::of(tx, saved.id).await?, now);
    let gaps: Vec<FieldError> = gaps.into_iter().filter(|g| g.field == "criteria").collect();
    if !gaps.is_empty() {
        return Err(Error::Invalid(complete::errors(gaps)));
    }
    if grace_moves {
        schedule::enqueue(ctx, &saved).await?;
        partners::keep_invitations(ctx, &saved).await?;
    }
    let entry = audit::Entry {
        action: amendment::AMENDED,
        object_kind: "challenge",
        object_id: saved.id,
        challenge_id: Some(saved.id),
        details: json!({
            "reason": &reason,
            "status": status(&known, now).name(),
            "changes": changes,
        }),
    };
    audit::record(ctx, entry).await?;
    lots::commit(ctx, &saved).await?;
    tell(ctx, &saved, &reason).await?;
    Ok(saved)
}

fn terms_of(challenge: &Challenge, criteria: &[criteria::Criterion]) -> Terms {
    Terms {
        awards: challenge.awards,
        award_pence: challenge.award_pence,
        grace_minutes: challenge.grace_minutes,
        reviews_required: challenge.reviews_required,
        minimum_score: challenge.minimum_score,
        offer_days: challenge.offer_days,
        appeal_days: challenge.appeal_days,
        tie_break: tie_break::ladder(challenge),
        lottery_source: challenge.lottery_source.clone(),
        blind: challenge.blind,
        rounds: Some(rounds::of(challenge)),
        criteria: criteria.iter().map(Checked::of).collect(),
        sections: form::of(challenge),
        eligibility: Some(eligibility::of(challenge)),
    }
}

async fn tell(ctx: &Context, challenge: &Challenge, reason: &str) -> Result<()> {
    let public_url = &ctx.hub().settings().public_url;
    let page = format!("{public_url}{}#amendments", read::path(challenge));
    let letter = |_| Letter::RulesAmended {
        challenge_title: challenge.title.clone(),
        reason: reason.to_owned(),
        link: page.clone(),
    };
    let occasion = format!("amended:{}:{}", challenge.id, challenge.version);
    concerned::tell_partners(ctx, challenge, &occasion, letter).await?;
    concerned::tell_news(ctx, challenge, News::Amended).await?;
    concerned::tell_judges(ctx, challenge, &occasion, letter).await
}
