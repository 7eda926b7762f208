//! Saying something to the others on a panel.

use hub_entity::challenge::{challenge, panel_post};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::moderation::panel::{self, Seat};
use crate::judging::moderation::{Post, discussion};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::platform::{audit, limit, repeat};
use crate::policy;
use crate::values::{Fields, excerpt};

/// The most that a discussion holds; a page shows all of it.
const MOST: u64 = 500;

/// What somebody says to their panel.
#[derive(Debug, Clone)]
pub struct PostToPanel {
    /// Key of the proposal.
    pub proposal: String,
    /// What, as it is to be read.
    pub body: String,
    /// Makes a repeated request harmless.
    pub request_id: Option<String>,
}

/// Posts, and tells the others who may take part.
///
/// # Errors
/// `NotFound` for everybody who may not read the discussion; `Invalid` on `body`, and when
/// moderation is over; `RateLimited`.
pub async fn post_to_panel(ctx: &Context, input: PostToPanel) -> Result<Post> {
    let mut fields = Fields::default();
    let body = fields.text("body", &input.body, 1..=10_000);
    let author = ctx.actor()?.clone();
    limit::POST.take(ctx.hub(), &author.id.to_string()).await?;
    let tx = ctx.tx().await?;
    let seat = panel::seat(tx, ctx.viewer(), &input.proposal, ctx.now()).await?;
    policy::require(ctx.viewer(), policy::may_take_part(ctx.viewer()))?;
    // Shared by the panel, so that decisions are fixed before a post or after it.
    challenge::Entity::find_by_id(seat.challenge.id)
        .lock_shared()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let seat = panel::seat(tx, ctx.viewer(), &input.proposal, ctx.hub().clock().now()).await?;
    if !seat.may_post {
        return Err(Error::field("", "MODERATION_NOT_NOW"));
    }
    fields.finish()?;
    let request = input.request_id.as_deref();
    if let Some(id) = repeat::find(ctx, "postToPanel", request).await? {
        let found = panel_post::Entity::find_by_id(id).one(tx).await?;
        return found.ok_or(Error::NotFound);
    }
    let count = panel_post::Entity::find()
        .filter(panel_post::Column::ProposalId.eq(seat.proposal.id))
        .count(tx)
        .await?;
    if count >= MOST {
        return Err(FieldError::new("body", "TOO_MANY").with("max", MOST).into());
    }
    let row = panel_post::ActiveModel {
        proposal_id: Set(seat.proposal.id),
        author_id: Set(author.id),
        body: Set(body),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    let saved = row.insert(tx).await?;
    repeat::remember(ctx, "postToPanel", request, saved.id).await?;
    let entry = audit::Entry {
        action: "panel_post_added",
        object_kind: "panel_post",
        object_id: saved.id,
        challenge_id: Some(seat.challenge.id),
        details: json!({ "proposal": seat.proposal.id }),
    };
    audit::record(ctx, entry).await?;
    tell(ctx, &seat, &saved, &author.name).await?;
    Ok(saved)
}

async fn tell(ctx: &Context, seat: &Seat, post: &Post, author: &str) -> Result<()> {
    let letter = Letter::PanelPost {
        author: author.to_owned(),
        challenge_title: seat.challenge.title.clone(),
        proposal_title: discussion::title(ctx.tx().await?, &seat.proposal).await?,
        excerpt: excerpt(&post.body, 600),
        proposal: seat.proposal.key.clone(),
        link: format!(
            "{}{}#post-{}",
            ctx.hub().settings().public_url,
            panel::path(&seat.proposal),
            post.id
        ),
    };
    let occasion = format!("panel-post:{}", post.id);
    for person in panel::others(ctx, seat, post.author_id).await? {
        outbox::send(ctx, &Recipient::from(&person), &occasion, &letter).await?;
    }
    Ok(())
}
