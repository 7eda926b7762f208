//! Adding an organisation.

use hub_entity::organisation::{OrganisationKind, OrganisationRole, Verification, organisation};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::organisation::record::{self, Profile};
use crate::organisation::{Organisation, member, read};
use crate::platform::{limit, repeat};
use crate::policy::{self, organisation as rules};
use crate::values::{Fields, slug};

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct CreateOrganisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// What is said about it.
    pub profile: Profile,
    /// Makes a double submit harmless.
    pub request_id: Option<String>,
}

/// Adds an organisation. Whoever adds a firm, a collective or a programme body becomes its owner;
/// a council's officers join by their address or by approval, so staff do not end up speaking for
/// a council.
///
/// # Errors
/// `Invalid` on `name`, `shortName`, `about` or `website`; `Forbidden` for a kind that only staff
/// add; `RateLimited`.
pub async fn create_organisation(ctx: &Context, input: CreateOrganisation) -> Result<Organisation> {
    policy::require(ctx.viewer(), rules::may_create(ctx.viewer(), input.kind))?;
    let mut fields = Fields::default();
    let profile = input.profile.checked(&mut fields);
    fields.finish()?;
    if let Some(actor) = ctx.viewer().actor() {
        let who = format!("organisation:{}", actor.id);
        limit::INVITE.take(ctx.hub(), &who).await?;
    }

    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "createOrganisation", request).await? {
        return read::by_number(ctx.tx().await?, id).await;
    }
    if let Err(taken) = record::require_own_name(ctx, &profile.name, 0).await {
        // The same request may have come to its end since it was looked for.
        return match repeat::find(ctx, "createOrganisation", request).await? {
            Some(id) => read::by_number(ctx.tx().await?, id).await,
            None => Err(taken),
        };
    }
    let row = organisation::ActiveModel {
        kind: Set(input.kind),
        slug: Set(slug(&profile.name)),
        name: Set(profile.name),
        short_name: Set(profile.short_name),
        gss_code: Set(None),
        council_type: Set(None),
        nation: Set(String::new()),
        region: Set(String::new()),
        latitude: Set(None),
        longitude: Set(None),
        about: Set(profile.about),
        website: Set(profile.website),
        email_domains: Set(json!([])),
        identifiers: Set(json!([])),
        current: Set(true),
        version: Set(1),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let organisation = row.insert(ctx.tx().await?).await?;
    let owned = matches!(
        input.kind,
        OrganisationKind::Developer | OrganisationKind::ProgrammeBody
    );
    if let Some(actor) = ctx.viewer().actor().filter(|_| owned) {
        let role = OrganisationRole::Owner;
        member::begin(
            ctx,
            &organisation,
            actor.id,
            None,
            role,
            Verification::Founder,
        )
        .await?;
    }
    record::audit(ctx, "organisation_created", organisation.id, json!({})).await?;
    record::index(ctx, &organisation).await?;
    repeat::remember(ctx, "createOrganisation", request, organisation.id).await?;
    Ok(organisation)
}
