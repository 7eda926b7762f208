//! Challenges whose judges read proposals without names.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the rule; what exists is read as before.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let blind = flag("blind").default(false).take();
        add_column(manager, "challenge", blind).await
    }
}
