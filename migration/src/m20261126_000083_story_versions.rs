//! Stories that can be edited.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Gives each story a version, and says when it was last edited.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = integer("version").default(1).take();
        add_column(manager, "project_story", version).await?;
        add_column(manager, "project_story", instant_null("edited_at")).await
    }
}
