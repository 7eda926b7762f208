//! Types of this area.

use async_graphql::{ID, Object};
use hub_domain::organisation::{self, read};

use crate::id::global;

/// A council, a developers’ firm or collective, a programme body or another publisher.
pub struct Organisation(pub organisation::Organisation);

impl From<organisation::Organisation> for Organisation {
    fn from(row: organisation::Organisation) -> Self {
        Self(row)
    }
}

/// A council, a developers’ firm or collective, a programme body or another publisher.
#[Object]
impl Organisation {
    /// Global id.
    async fn id(&self) -> ID {
        global("Organisation", self.0.id)
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
