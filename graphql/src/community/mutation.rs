//! Changes of this area.

use async_graphql::{Context, InputObject, Object, Result};
use hub_domain::community::{create_community, edit_community, membership, set_facilitator};

use crate::community::types::Community;
use crate::payload;
use crate::request::change;

/// A new community.
#[derive(InputObject)]
pub struct CreateCommunityInput {
    /// What it is called, 3 to 100 characters.
    name: String,
    /// One sentence for lists, 10 to 300 characters.
    summary: String,
    /// What it is for and how it works, as Markdown.
    about: String,
    /// Makes a repeated request harmless.
    request_id: Option<String>,
}

/// What a community says of itself from now on.
#[derive(InputObject)]
pub struct EditCommunityInput {
    /// Number of the community.
    community: i64,
    /// The version that was edited.
    version: i32,
    /// What it is called, 3 to 100 characters.
    name: String,
    /// One sentence for lists, 10 to 300 characters.
    summary: String,
    /// What it is for and how it works, as Markdown.
    about: String,
}

/// Which community.
#[derive(InputObject)]
pub struct CommunityInput {
    /// Number of the community.
    community: i64,
}

/// Who is to run which community.
#[derive(InputObject)]
pub struct SetFacilitatorInput {
    /// Number of the community.
    community: i64,
    /// Handle of the person; who does not belong yet joins by it.
    handle: String,
    /// Whether they run it from now on.
    facilitator: bool,
}

payload! {
    /// A community that changed.
    CommunityPayload {
        /// The community.
        community: Community
    }
}

/// Communities.
#[derive(Default)]
pub struct CommunityMutation;

#[Object]
impl CommunityMutation {
    /// Founds a community. Staff only.
    async fn create_community(
        &self,
        ctx: &Context<'_>,
        input: CreateCommunityInput,
    ) -> Result<CommunityPayload> {
        let input = create_community::CreateCommunity {
            name: input.name,
            summary: input.summary,
            about: input.about,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(create_community::create_community(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Edits what a community says of itself. Staff only.
    async fn edit_community(
        &self,
        ctx: &Context<'_>,
        input: EditCommunityInput,
    ) -> Result<CommunityPayload> {
        let input = edit_community::EditCommunity {
            community: input.community,
            version: input.version,
            name: input.name,
            summary: input.summary,
            about: input.about,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(edit_community::edit_community(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Joins a community.
    async fn join_community(
        &self,
        ctx: &Context<'_>,
        input: CommunityInput,
    ) -> Result<CommunityPayload> {
        let outcome = change(ctx, input.community, |c, i| {
            Box::pin(membership::join_community(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Leaves a community.
    async fn leave_community(
        &self,
        ctx: &Context<'_>,
        input: CommunityInput,
    ) -> Result<CommunityPayload> {
        let outcome = change(ctx, input.community, |c, i| {
            Box::pin(membership::leave_community(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Names a facilitator of a community, or makes one a member again. Staff and facilitators.
    async fn set_facilitator(
        &self,
        ctx: &Context<'_>,
        input: SetFacilitatorInput,
    ) -> Result<CommunityPayload> {
        let input = set_facilitator::SetFacilitator {
            community: input.community,
            handle: input.handle,
            facilitator: input.facilitator,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(set_facilitator::set_facilitator(c, i))
        });
        Ok(outcome.await?.into())
    }
}
