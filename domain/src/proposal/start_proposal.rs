//! Starting a proposal.

use hub_entity::challenge::{ChallengeKind, PartnerRole, ProposalState, challenge, proposal};
use hub_entity::organisation::OrganisationKind;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::json;

use crate::challenge::{self as challenges, Challenge};
use crate::context::Context;
use crate::error::{Error, FieldError, Result, is_duplicate};
use crate::organisation::{self, Organisation};
use crate::platform::{audit, limit, repeat};
use crate::policy::{self, proposal::may_start};
use crate::proposal::partners::{self, Party};
use crate::proposal::{Content, Proposal, history, locked, reference, seen};
use crate::values::Fields;

/// Who starts, and for what.
#[derive(Debug, Clone)]
pub struct StartProposal {
    /// Number of the challenge.
    pub challenge: i64,
    /// What it is called; can be changed later.
    pub title: String,
    /// The organisation that the starter speaks for; none for oneself.
    pub organisation: Option<i64>,
    /// The council that is to lead, where a developer starts a proposal for a call.
    pub lead_council: Option<i64>,
    /// So that a form that is sent twice starts one.
    pub request_id: Option<String>,
}

/// Starts a proposal. Its starter has agreed to it; a lead council that a developer names is
/// asked.
///
/// # Errors
/// `Invalid` on `title`, `organisation` or `leadCouncil`, or on the whole when the challenge
/// takes no proposals.
pub async fn start_proposal(ctx: &Context, input: StartProposal) -> Result<Proposal> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=120);
    fields.finish()?;
    let actor = ctx.actor()?;
    limit::INVITE.take(ctx.hub(), &actor.id.to_string()).await?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "startProposal", request).await? {
        let earlier = proposal::Entity::find_by_id(id)
            .one(ctx.tx().await?)
            .await?;
        return earlier.ok_or(Error::NotFound);
    }
    let challenge = challenges::read::visible_to(ctx.viewer())
        .filter(challenge::Column::Id.eq(input.challenge))
        .lock_shared()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)?;
    policy::require(
        ctx.viewer(),
        may_start(ctx.viewer(), challenge.publisher_id),
    )?;
    locked::require_open(&challenge, ctx.hub().clock().now())?;
    let (own, lead) = parties(ctx, &input, &challenge).await?;

    let started = insert(ctx, &challenge, title).await?;
    partners::insert(ctx, &started, own, true).await?;
    if let Some(lead) = lead {
        let asked = partners::insert(ctx, &started, lead, false).await?;
        partners::ask(ctx, &started, &challenge, &asked, None).await?;
    }
    repeat::remember(ctx, "startProposal", request, started.id).await?;
    let entry = audit::Entry {
        action: "proposal_started",
        object_kind: "proposal",
        object_id: started.id,
        challenge_id: Some(challenge.id),
        details: json!({ "organisation": input.organisation }),
    };
    audit::record(ctx, entry).await?;
    Ok(started)
}

async fn insert(ctx: &Context, challenge: &Challenge, title: String) -> Result<Proposal> {
    let content = Content {
        title: title.clone(),
        ..Content::default()
    };
    let row = proposal::ActiveModel {
        key: Set(ctx.hub().random().key()),
        reference: Set(reference::next(ctx, challenge).await?),
        challenge_id: Set(challenge.id),
        state: Set(ProposalState::Draft),
        title: Set(title),
        content: Set(seen::encode(&content)?),
        submitted_version: Set(0),
        submitted_at: Set(None),
        withdrawn_reason: Set(String::new()),
        created_by: Set(ctx.actor()?.id),
        version: Set(1),
        created_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let started = match row.insert(ctx.tx().await?).await {
        Ok(started) => started,
        // Somebody drew the same reference at the same moment; the next try draws another.
        Err(error) if is_duplicate(&error) => {
            return Err(Error::Transient("a reference was taken".into()));
        }
        Err(error) => return Err(error.into()),
    };
    history::keep(ctx, &started, started.created_by).await?;
    Ok(started)
}

/// The starter, and the lead council that is to be asked.
async fn parties(
    ctx: &Context,
    input: &StartProposal,
    challenge: &Challenge,
) -> Result<(Party, Option<Party>)> {
    let own = match input.organisation {
        Some(id) if !ctx.viewer().belongs_to(id) => {
            return Err(Error::field("organisation", "NOT_YOUR_ORGANISATION"));
        }
        Some(id) => Some(organisation::read::by_number(ctx.tx().await?, id).await?),
        None => None,
    };
    let call = challenge.kind == ChallengeKind::Call;
    let leads = own
        .as_ref()
        .is_some_and(|own| call && own.kind == OrganisationKind::Council);
    let role = if leads {
        PartnerRole::LeadCouncil
    } else {
        PartnerRole::Developer
    };
    if let Some(own) = &own {
        partners::check_role("organisation", role, own, challenge)?;
    }
    let starter = Party {
        role,
        organisation_id: input.organisation,
        person_id: own.is_none().then(|| ctx.viewer().id()).flatten(),
        email: None,
    };
    if !call || leads {
        return Ok((starter, None));
    }
    let lead = lead_council(ctx, input, challenge).await?;
    let asked = Party {
        role: PartnerRole::LeadCouncil,
        organisation_id: Some(lead.id),
        person_id: None,
        email: None,
    };
    Ok((starter, Some(asked)))
}

async fn lead_council(
    ctx: &Context,
    input: &StartProposal,
    challenge: &Challenge,
) -> Result<Organisation> {
    let id = input
        .lead_council
        .ok_or_else(|| FieldError::new("leadCouncil", "LEAD_COUNCIL_NEEDED"))?;
    let lead = organisation::read::by_number(ctx.tx().await?, id)
        .await
        .map_err(|error| match error {
            Error::NotFound => Error::field("leadCouncil", "NOT_A_CHOICE"),
            error => error,
        })?;
    partners::check_role("leadCouncil", PartnerRole::LeadCouncil, &lead, challenge)?;
    Ok(lead)
}
