//! Types of this area.

use async_graphql::{ID, Object};
use hub_domain::project::{self, read};

use crate::id::global;

/// A service being built or running.
pub struct Project(pub project::Project);

impl From<project::Project> for Project {
    fn from(row: project::Project) -> Self {
        Self(row)
    }
}

/// A service being built or running.
#[Object]
impl Project {
    /// Global id.
    async fn id(&self) -> ID {
        global("Project", self.0.id)
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
    async fn title(&self) -> &str {
        &self.0.title
    }
}
