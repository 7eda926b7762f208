//! What a decision was made on is kept as it stood when it was announced.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the table of decision bundles.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = table("decision_bundle");
        table
            .col(number("challenge_id").unique_key())
            .col(json("content"))
            .col(instant("created_at"));
        references(&mut table, "decision_bundle", "challenge_id", "challenge");
        manager.create_table(table).await
    }
}
