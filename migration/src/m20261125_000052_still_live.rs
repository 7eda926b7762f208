//! When the partners of a live project were last asked whether it still is.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds when they were asked.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = instant_null("asked_at");
        manager
            .alter_table(Table::alter().table("project").add_column(column).take())
            .await?;
        index(manager, "project", &["state", "asked_at"]).await
    }
}
