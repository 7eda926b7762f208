//! Beginning a programme.

use hub_entity::challenge::{ChallengeKind, programme};
use hub_entity::organisation::OrganisationKind;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::template;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::organisation;
use crate::platform::{audit, repeat};
use crate::policy;
use crate::programme::{Programme, read};
use crate::values::{Fields, slug};

/// What is needed to begin.
#[derive(Debug, Clone)]
pub struct CreateProgramme {
    /// Number of the programme body or council that runs it.
    pub publisher: i64,
    /// What it is called.
    pub name: String,
    /// One sentence for lists.
    pub summary: String,
    /// The same id twice makes one programme.
    pub request_id: Option<String>,
}

/// Begins a programme with the rules of the template Make it Local, which its page then changes.
///
/// # Errors
/// `Invalid` on `publisher`, `name` or `summary`; `Forbidden` unless staff ask.
pub async fn create_programme(ctx: &Context, input: CreateProgramme) -> Result<Programme> {
    let mut fields = Fields::default();
    let name = fields.line("name", &input.name, 3..=100);
    let summary = fields.line("summary", &input.summary, 10..=300);
    policy::require(ctx.viewer(), policy::programme::may_create(ctx.viewer()))?;
    fields.finish()?;
    let tx = ctx.tx().await?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "create_programme", request).await? {
        return read::by_number(tx, id).await;
    }
    let publisher = match organisation::read::by_number(tx, input.publisher).await {
        Err(Error::NotFound) => return Err(Error::field("publisher", "NOT_A_CHOICE")),
        outcome => outcome?,
    };
    let kind = match publisher.kind {
        OrganisationKind::ProgrammeBody => ChallengeKind::Call,
        OrganisationKind::Council => ChallengeKind::DataChallenge,
        _ => return Err(Error::field("publisher", "NOT_A_CHOICE")),
    };
    let row = programme::ActiveModel {
        slug: Set(slug(&name)),
        publisher_id: Set(publisher.id),
        name: Set(name),
        summary: Set(summary),
        about: Set(String::new()),
        rules: Set(String::new()),
        starts_on: Set(String::new()),
        ends_on: Set(String::new()),
        awards: Set(template::AWARDS),
        award_pence: Set(template::award_pence(kind)),
        reviews_required: Set(template::REVIEWS),
        offer_days: Set(Some(template::OFFER_DAYS)),
        tie_break: Set(json!([])),
        lottery_source: Set(String::new()),
        version: Set(1),
        created_by: Set(ctx.actor()?.id),
        created_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let programme = row.insert(tx).await?;
    repeat::remember(ctx, "create_programme", request, programme.id).await?;
    read::index(ctx, &programme).await?;
    let entry = audit::Entry {
        action: "programme_created",
        object_kind: "programme",
        object_id: programme.id,
        challenge_id: None,
        details: json!({ "publisher": programme.publisher_id, "name": programme.name }),
    };
    audit::record(ctx, entry).await?;
    Ok(programme)
}
