//! Types of this area.

use async_graphql::{ID, Object};
use hub_domain::challenge::{self, read};

use crate::id::global;

/// A call of a programme, or a data challenge of a council.
pub struct Challenge(pub challenge::Challenge);

impl From<challenge::Challenge> for Challenge {
    fn from(row: challenge::Challenge) -> Self {
        Self(row)
    }
}

/// A call of a programme, or a data challenge of a council.
#[Object]
impl Challenge {
    /// Global id.
    async fn id(&self) -> ID {
        global("Challenge", self.0.id)
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// The viewer's own proposals for it, the newest first.
    async fn viewer_proposals(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Vec<crate::proposal::Proposal>> {
        crate::proposal::own(ctx, self.0.id).await
    }
    /// Address of its page.
    async fn path(&self) -> String {
        read::path(&self.0)
    }
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }
}
