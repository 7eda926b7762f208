//! A grace period after the deadline, and which versions used it.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the period, the instant at which it ends, and the mark of a late version.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let grace = integer("grace_minutes").default(0).take();
        add_column(manager, "challenge", grace).await?;
        add_column(manager, "challenge", instant_null("locks_at")).await?;
        let late = flag("late").default(false).take();
        add_column(manager, "proposal_version", late).await
    }
}
