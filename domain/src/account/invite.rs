//! Inviting somebody who may have no account: a link in a mail that serves one deadline.

use chrono::{DateTime, Utc};
use hub_entity::account::{InvitationPurpose, invitation};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::context::Context;
use crate::error::Result;
use crate::random::token_hash;
use crate::values::EmailAddress;

/// An invitation.
pub type Invitation = invitation::Model;

/// Writes an invitation and returns it with the address of its page, for the mail that the
/// caller sends. An earlier invitation for the same waiting row stops working. Callers take
/// `limit::INVITE` before their transaction begins.
///
/// # Errors
/// `Unauthenticated` when nobody is signed in: an invitation says who invites.
pub(crate) async fn invite(
    ctx: &Context,
    purpose: InvitationPurpose,
    email: &EmailAddress,
    target_id: i64,
    expires_at: DateTime<Utc>,
) -> Result<(Invitation, String)> {
    let inviter = ctx.actor()?.id;
    withdraw(ctx, purpose, target_id).await?;
    let token = ctx.hub().random().token();
    let row = invitation::ActiveModel {
        key: Set(ctx.hub().random().key()),
        token_hash: Set(token_hash(&token)),
        purpose: Set(purpose),
        email: Set(email.as_str().to_owned()),
        target_id: Set(target_id),
        invited_by: Set(inviter),
        expires_at: Set(expires_at),
        accepted_at: Set(None),
        accepted_by: Set(None),
        declined_at: Set(None),
        created_at: Set(ctx.now()),
        ..Default::default()
    }
    .insert(ctx.tx().await?)
    .await?;
    let link = format!("{}/invitations/{token}", ctx.hub().settings().public_url);
    Ok((row, link))
}

/// Takes back what nobody answered yet: when a partner or judge is removed, or invited again.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn withdraw(
    ctx: &Context,
    purpose: InvitationPurpose,
    target_id: i64,
) -> Result<()> {
    invitation::Entity::delete_many()
        .filter(invitation::Column::Purpose.eq(purpose))
        .filter(invitation::Column::TargetId.eq(target_id))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::DeclinedAt.is_null())
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}

/// Lets the links to these waiting rows that nobody answered yet serve until another time.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn keep(
    ctx: &Context,
    purpose: InvitationPurpose,
    targets: SelectStatement,
    until: DateTime<Utc>,
) -> Result<()> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::ExpiresAt, Expr::value(until))
        .filter(invitation::Column::Purpose.eq(purpose))
        .filter(invitation::Column::TargetId.in_subquery(targets))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::DeclinedAt.is_null())
        .exec(ctx.tx().await?)
        .await?;
    Ok(())
}
