//! References of proposals count up in each year.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the counters; proposals that exist keep their references.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut counters = table("reference_counter");
        counters
            .col(text("prefix"))
            .col(integer("year"))
            .col(integer("last"));
        manager.create_table(counters).await?;
        unique(manager, "reference_counter", &["prefix", "year"]).await
    }
}
