//! Drafting a challenge.

use hub_entity::challenge::{ChallengeKind, ChallengeState, challenge};
use hub_entity::organisation::OrganisationKind;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::{Challenge, criteria, read, template};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::organisation::{self, Organisation};
use crate::platform::{audit, repeat};
use crate::policy;
use crate::programme::{Programme, choose_programme};
use crate::values::{self, Fields};

/// What is needed to begin.
#[derive(Debug, Clone)]
pub struct CreateChallenge {
    /// Number of the programme body or council that publishes it, which also decides its kind.
    pub publisher: i64,
    /// Number of the programme that it belongs to, chosen by those who run it.
    pub programme: Option<i64>,
    /// What it is called.
    pub title: String,
    /// The same id twice makes one challenge.
    pub request_id: Option<String>,
}

/// Drafts a challenge from the template Make it Local, with the rules of its programme where it has
/// one. A programme body's challenge is a call, in
/// which councils compete; a council's is a data challenge, to which developers apply.
///
/// # Errors
/// `Invalid` on `title`, `publisher` or `programme`; `Forbidden` for those who may not publish in its name.
pub async fn create_challenge(ctx: &Context, input: CreateChallenge) -> Result<Challenge> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=120);
    fields.finish()?;
    let request = input.request_id.as_deref();
    if let Some(number) = repeat::find(ctx, "create_challenge", request).await? {
        return read::by_number(ctx.tx().await?, ctx.viewer(), number).await;
    }
    let tx = ctx.tx().await?;
    let publisher = match organisation::read::by_number(tx, input.publisher).await {
        Err(Error::NotFound) => return Err(Error::field("publisher", "NOT_A_CHOICE")),
        outcome => outcome?,
    };
    let programme = match input.programme {
        Some(number) => Some(choose_programme::offered(ctx, number).await?),
        None => None,
    };
    let allowed = match &programme {
        Some(programme) => policy::challenge::may_create_in(ctx.viewer(), &publisher, programme),
        None => policy::challenge::may_create(ctx.viewer(), &publisher),
    };
    policy::require(ctx.viewer(), allowed)?;
    let mut row = draft(ctx, kind_of(&publisher), publisher.id, title)?;
    if let Some(programme) = programme {
        set_programme(&mut row, programme);
    }
    let row = row.insert(tx).await?;
    criteria::replace(ctx, row.id, &template::criteria()).await?;
    repeat::remember(ctx, "create_challenge", request, row.id).await?;
    let entry = audit::Entry {
        action: "challenge_created",
        object_kind: "challenge",
        object_id: row.id,
        challenge_id: Some(row.id),
        details: json!({ "publisher": publisher.id, "programme": row.programme_id }),
    };
    audit::record(ctx, entry).await?;
    Ok(row)
}

/// The kind of the challenges that an organisation publishes.
pub fn kind_of(publisher: &Organisation) -> ChallengeKind {
    match publisher.kind {
        OrganisationKind::Council => ChallengeKind::DataChallenge,
        _ => ChallengeKind::Call,
    }
}

/// Starts a draft with what its programme says; the publisher edits it from there.
fn set_programme(row: &mut challenge::ActiveModel, programme: Programme) {
    row.programme_id = Set(Some(programme.id));
    row.awards = Set(programme.awards);
    row.award_pence = Set(programme.award_pence);
    row.reviews_required = Set(programme.reviews_required);
    row.offer_days = Set(programme.offer_days);
    row.tie_break = Set(programme.tie_break);
    row.lottery_source = Set(programme.lottery_source);
}

fn draft(
    ctx: &Context,
    kind: ChallengeKind,
    publisher_id: i64,
    title: String,
) -> Result<challenge::ActiveModel> {
    Ok(challenge::ActiveModel {
        slug: Set(values::slug(&title)),
        kind: Set(kind),
        publisher_id: Set(publisher_id),
        state: Set(ChallengeState::Draft),
        title: Set(title),
        summary: Set(String::new()),
        problem: Set(String::new()),
        affected: Set(String::new()),
        success: Set(String::new()),
        awards: Set(template::AWARDS),
        award_pence: Set(template::award_pence(kind)),
        zone: Set(template::ZONE.to_owned()),
        opens_at: Set(None),
        closes_at: Set(None),
        grace_minutes: Set(0),
        locks_at: Set(None),
        judging_opens_at: Set(None),
        judging_closes_at: Set(None),
        reviews_required: Set(template::REVIEWS),
        minimum_score: Set(None),
        offer_days: Set(Some(template::OFFER_DAYS)),
        appeal_days: Set(template::APPEAL_DAYS),
        tie_break: Set(json!([])),
        lottery_source: Set(String::new()),
        blind: Set(false),
        rounds: Set(json!([])),
        round: Set(1),
        sections: Set(json!([])),
        eligibility: Set(json!([])),
        announcement: Set(String::new()),
        created_by: Set(ctx.actor()?.id),
        published_at: Set(None),
        announced_at: Set(None),
        cancelled_reason: Set(String::new()),
        version: Set(1),
        created_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    })
}
