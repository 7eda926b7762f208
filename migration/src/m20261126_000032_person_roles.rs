//! What people behind a partner may do with a proposal.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the columns; who is behind a partner today may do all that they could.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let all = text("people_role").default("lead").take();
        add_column(manager, "partner", all).await?;
        let own = json("people").default("{}").take();
        add_column(manager, "partner", own).await
    }
}
