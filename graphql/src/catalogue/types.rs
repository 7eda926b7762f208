//! Types of this area.

use async_graphql::{ID, Object};
use hub_domain::catalogue::{self, read};

use crate::id::global;

/// A collection of data that a publisher releases.
pub struct Dataset(pub catalogue::Dataset);

impl From<catalogue::Dataset> for Dataset {
    fn from(row: catalogue::Dataset) -> Self {
        Self(row)
    }
}

/// A collection of data that a publisher releases.
#[Object]
impl Dataset {
    /// Global id.
    async fn id(&self) -> ID {
        global("Dataset", self.0.id)
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
