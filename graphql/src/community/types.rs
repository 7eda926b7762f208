//! Types of this area.

use async_graphql::{ID, Object};
use hub_domain::community::{self, read};

use crate::id::global;

/// People of one practice.
pub struct Community(pub community::Community);

impl From<community::Community> for Community {
    fn from(row: community::Community) -> Self {
        Self(row)
    }
}

/// People of one practice.
#[Object]
impl Community {
    /// Global id.
    async fn id(&self) -> ID {
        global("Community", self.0.id)
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Address of its page.
    async fn path(&self) -> String {
        read::path(&self.0)
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
}
