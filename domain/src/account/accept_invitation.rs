//! Answering an invitation that came by mail, with or without an account.

use hub_entity::account::{InvitationPurpose, SiteRole, invitation};
use hub_entity::challenge::{Consent, JudgeState, challenge, judge, partner, proposal};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use crate::account::password::Password;
use crate::account::register::{confirm, require_free_handle};
use crate::account::{Invitation, Person, people, register, session};
use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, FieldError, Result};
use crate::judging::appoint_judge;
use crate::platform::{audit, limit};
use crate::policy;
use crate::proposal::answer_partnership::tell_others;
use crate::proposal::locked::partner_details;
use crate::random::token_hash;
use crate::values::{EmailAddress, Fields, Handle};

/// An invitation, as whoever holds its link sees it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The row.
    pub invitation: Invitation,
    /// Who invites, unless they left.
    pub inviter: Option<Person>,
    /// Title of the challenge.
    pub challenge_title: String,
    /// Title of the proposal, for partners.
    pub proposal_title: Option<String>,
    /// Whether the invited address has an account, which signs in rather than registers.
    pub has_account: bool,
}

/// What somebody without an account fills in; somebody who is signed in leaves it out.
#[derive(Debug, Clone)]
pub struct AcceptInvitation {
    /// The token in the link.
    pub token: String,
    /// The name that others will see.
    pub name: Option<String>,
    /// The handle that they would like.
    pub handle: Option<String>,
    /// Their password.
    pub password: Option<String>,
}

/// An accepted invitation.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// Who accepted.
    pub person: Person,
    /// Where it leads.
    pub path: String,
    /// A new session, for somebody who had none.
    pub token: Option<String>,
}

/// What a link invites to.
///
/// # Errors
/// `NotFound` when it is unknown, answered or too old: all look alike.
pub async fn offer(reader: &Reader, token: &str) -> Result<Offer> {
    let invitation = waiting(token, reader.now())
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)?;
    let (challenge_title, proposal_title) = titles(reader.db(), &invitation).await?;
    let inviter = people::by_id(reader.db(), invitation.invited_by).await.ok();
    let email = EmailAddress::parse("email", &invitation.email)?;
    let has_account = people::by_email(reader.db(), &email).await?.is_some();
    Ok(Offer {
        invitation,
        inviter,
        challenge_title,
        proposal_title,
        has_account,
    })
}

/// Accepts an invitation in the name of whoever is signed in; the invited address need not be
/// theirs, because the link was mailed to them. A visitor makes an account by it in one step,
/// whose address the link proves.
///
/// # Errors
/// `Invalid` on `token` when the link is used or too old, on a field of the new account, or when
/// the person takes part already; `RateLimited`.
pub async fn accept_invitation(ctx: &Context, input: AcceptInvitation) -> Result<Accepted> {
    let newcomer = if ctx.viewer().actor().is_some() {
        None
    } else {
        Some(newcomer(ctx, &input).await?)
    };
    let invitation = locked(ctx, &input.token).await?;
    let (person, token) = match newcomer {
        None => (existing(ctx, &invitation).await?, None),
        Some(newcomer) => {
            let person = make_account(ctx, &invitation, newcomer).await?;
            let token = session::begin(ctx, person.id).await?;
            (person, Some(token))
        }
    };
    let (path, challenge_id) = match invitation.purpose {
        InvitationPurpose::Partner => join_proposal(ctx, &invitation, &person).await?,
        InvitationPurpose::Judge => join_judges(ctx, &invitation, &person).await?,
    };
    let row = invitation::ActiveModel {
        id: Set(invitation.id),
        accepted_at: Set(Some(ctx.now())),
        accepted_by: Set(Some(person.id)),
        ..Default::default()
    };
    row.update(ctx.tx().await?).await?;
    let details = json!({ "person": person.id });
    note(
        ctx,
        "invitation_accepted",
        &invitation,
        challenge_id,
        details,
    )
    .await?;
    Ok(Accepted {
        person,
        path,
        token,
    })
}

/// Declines an invitation. Whoever holds the link may, without an account.
///
/// # Errors
/// `Invalid` on `token` when the link is used or too old.
pub async fn decline_invitation(ctx: &Context, token: String) -> Result<Invitation> {
    let invitation = locked(ctx, &token).await?;
    let tx = ctx.tx().await?;
    let challenge_id = match invitation.purpose {
        InvitationPurpose::Partner => {
            let partner = partner_of(ctx, &invitation).await?;
            let proposal = proposal_of(tx, partner.proposal_id).await?;
            let row = partner::ActiveModel {
                id: Set(partner.id),
                consent: Set(Consent::Declined),
                answered_at: Set(Some(ctx.now())),
                ..Default::default()
            };
            let declined = row.update(tx).await?;
            tell_partners(ctx, &proposal, &declined).await?;
            proposal.challenge_id
        }
        InvitationPurpose::Judge => {
            let judge = judge_of(ctx, &invitation).await?;
            let row = judge::ActiveModel {
                id: Set(judge.id),
                state: Set(JudgeState::Declined),
                ..Default::default()
            };
            row.update(tx).await?;
            judge.challenge_id
        }
    };
    let row = invitation::ActiveModel {
        id: Set(invitation.id),
        declined_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    let declined = row.update(tx).await?;
    note(
        ctx,
        "invitation_declined",
        &declined,
        challenge_id,
        json!({}),
    )
    .await?;
    Ok(declined)
}

/// The other partners learn that one has declined, as they do when that is said on its page.
async fn tell_partners(
    ctx: &Context,
    proposal: &proposal::Model,
    declined: &partner::Model,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let challenge = challenge::Entity::find_by_id(proposal.challenge_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let partners = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(proposal.id))
        .all(tx)
        .await?;
    tell_others(ctx, (proposal, &challenge), &partners, declined).await?;
    let entry = audit::Entry {
        action: "partner_declined",
        object_kind: "proposal",
        object_id: proposal.id,
        challenge_id: Some(proposal.challenge_id),
        details: partner_details(declined),
    };
    audit::record(ctx, entry).await
}

/// A new account, checked and hashed before the transaction begins.
struct Newcomer {
    name: String,
    handle: String,
    hash: String,
}

async fn newcomer(ctx: &Context, input: &AcceptInvitation) -> Result<Newcomer> {
    if ctx.viewer().is_system() {
        return Err(Error::Unauthenticated);
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (name, handle, password) = (
        text(&input.name),
        text(&input.handle),
        text(&input.password),
    );
    let mut fields = Fields::default();
    let checked_name = fields.line("name", &name, 2..=80);
    let checked_handle = fields.take(Handle::parse("handle", &handle));
    let checked = fields.take(Password::parse("password", &password, &[&name, &handle]));
    fields.finish()?;
    let (Some(handle), Some(password)) = (checked_handle, checked) else {
        return Err(Error::internal("a checked field is missing"));
    };
    limit::REGISTER
        .take(ctx.hub(), &ctx.caller().network_text())
        .await?;
    Ok(Newcomer {
        name: checked_name,
        handle: handle.into_string(),
        hash: password.hash(ctx.hub()).await?,
    })
}

async fn make_account(
    ctx: &Context,
    invitation: &Invitation,
    newcomer: Newcomer,
) -> Result<Person> {
    let email = EmailAddress::parse("email", &invitation.email)?;
    if people::by_email(ctx.tx().await?, &email).await?.is_some() {
        return Err(Error::field("", "SIGN_IN_TO_ACCEPT"));
    }
    require_free_handle(ctx, &newcomer.handle).await?;
    let person = register::create(
        ctx,
        &newcomer.name,
        newcomer.handle,
        email,
        Some(newcomer.hash),
        SiteRole::Member,
    )
    .await?;
    confirm(ctx, &person).await
}

/// Whoever is signed in. The link proves the address that it was mailed to.
async fn existing(ctx: &Context, invitation: &Invitation) -> Result<Person> {
    let actor = ctx.actor()?;
    policy::require(ctx.viewer(), true)?;
    let person = people::by_id(ctx.tx().await?, actor.id).await?;
    if actor.confirmed {
        Ok(person)
    } else if person.email == invitation.email {
        confirm(ctx, &person).await
    } else {
        Err(Error::field("", "CONFIRM_FIRST"))
    }
}

async fn join_proposal(
    ctx: &Context,
    invitation: &Invitation,
    person: &Person,
) -> Result<(String, i64)> {
    let tx = ctx.tx().await?;
    let partner = partner_of(ctx, invitation).await?;
    let proposal = proposal_of(tx, partner.proposal_id).await?;
    let already = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(partner.proposal_id))
        .filter(partner::Column::PersonId.eq(person.id))
        .filter(partner::Column::Id.ne(partner.id))
        .one(tx)
        .await?
        .is_some();
    if already {
        return Err(Error::field("", "ALREADY_TAKES_PART"));
    }
    // Consent is given on the proposal itself, by somebody who has read it.
    let row = partner::ActiveModel {
        id: Set(partner.id),
        person_id: Set(Some(person.id)),
        email: Set(Some(person.email.clone())),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok((
        format!("/proposals/{}", proposal.key),
        proposal.challenge_id,
    ))
}

async fn join_judges(
    ctx: &Context,
    invitation: &Invitation,
    person: &Person,
) -> Result<(String, i64)> {
    let tx = ctx.tx().await?;
    let judge = judge_of(ctx, invitation).await?;
    let already = judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(judge.challenge_id))
        .filter(judge::Column::PersonId.eq(person.id))
        .filter(judge::Column::Id.ne(judge.id))
        .one(tx)
        .await?
        .is_some();
    if already {
        return Err(Error::field("", "ALREADY_TAKES_PART"));
    }
    let challenge = challenge::Entity::find_by_id(judge.challenge_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if appoint_judge::may_know_scores(ctx, &challenge, person).await? {
        return Err(Error::field("", "YOU_MAY_KNOW_SCORES"));
    }
    let row = judge::ActiveModel {
        id: Set(judge.id),
        person_id: Set(Some(person.id)),
        state: Set(JudgeState::Accepted),
        ..Default::default()
    };
    let judge = row.update(tx).await?;
    Ok((format!("/judging/{}", judge.key), judge.challenge_id))
}

fn waiting(token: &str, now: chrono::DateTime<chrono::Utc>) -> sea_orm::Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(token_hash(token)))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::DeclinedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
}

async fn locked(ctx: &Context, token: &str) -> Result<Invitation> {
    if let Viewer::Person(actor) = ctx.viewer() {
        policy::require(ctx.viewer(), actor.may_write)?;
    }
    waiting(token, ctx.now())
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or_else(expired)
}

fn expired() -> Error {
    FieldError::new("token", "LINK_EXPIRED").into()
}

async fn partner_of(ctx: &Context, invitation: &Invitation) -> Result<partner::Model> {
    partner::Entity::find_by_id(invitation.target_id)
        .filter(partner::Column::Consent.eq(Consent::Pending))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or_else(expired)
}

async fn judge_of(ctx: &Context, invitation: &Invitation) -> Result<judge::Model> {
    judge::Entity::find_by_id(invitation.target_id)
        .filter(judge::Column::State.eq(JudgeState::Invited))
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or_else(expired)
}

async fn proposal_of(db: &impl ConnectionTrait, id: i64) -> Result<proposal::Model> {
    proposal::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

async fn titles(
    db: &impl ConnectionTrait,
    invitation: &Invitation,
) -> Result<(String, Option<String>)> {
    let (challenge_id, title) = match invitation.purpose {
        InvitationPurpose::Partner => {
            let partner = partner::Entity::find_by_id(invitation.target_id)
                .one(db)
                .await?
                .ok_or(Error::NotFound)?;
            let proposal = proposal_of(db, partner.proposal_id).await?;
            (proposal.challenge_id, Some(proposal.title))
        }
        InvitationPurpose::Judge => {
            let judge = judge::Entity::find_by_id(invitation.target_id)
                .one(db)
                .await?
                .ok_or(Error::NotFound)?;
            (judge.challenge_id, None)
        }
    };
    let challenge = challenge::Entity::find_by_id(challenge_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((challenge.title, title))
}

async fn note(
    ctx: &Context,
    action: &'static str,
    invitation: &Invitation,
    challenge_id: i64,
    details: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "invitation",
        object_id: invitation.id,
        challenge_id: Some(challenge_id),
        details,
    };
    audit::record(ctx, entry).await
}
