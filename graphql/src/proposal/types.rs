//! Types of this area.

use async_graphql::{ID, Object};
use hub_domain::proposal;

use crate::id::global;

/// What a partnership proposes to do.
pub struct Proposal(pub proposal::Proposal);

impl From<proposal::Proposal> for Proposal {
    fn from(row: proposal::Proposal) -> Self {
        Self(row)
    }
}

/// What a partnership proposes to do.
#[Object]
impl Proposal {
    /// Global id.
    async fn id(&self) -> ID {
        global("Proposal", &self.0.key)
    }
    /// What was decided, for its partners, once it is announced.
    async fn decision(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Option<crate::judging::AnnouncedDecision>> {
        crate::judging::announced(ctx, &self.0).await
    }
    /// Random key, which its address is made of.
    async fn key(&self) -> &str {
        &self.0.key
    }
    /// Address of its page.
    async fn path(&self) -> String {
        format!("/proposals/{}", self.0.key)
    }
    /// What people quote; cannot be counted.
    async fn reference(&self) -> &str {
        &self.0.reference
    }
    /// Title of the draft.
    async fn title(&self) -> &str {
        &self.0.title
    }
}
