//! An announcement that is planned for a time.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the table. It is one of its own, so that nothing that shows a challenge shows the plan.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = table("planned_announcement");
        table
            .col(number("challenge_id").unique_key())
            .col(instant("announce_at"))
            .col(text("announcement"))
            .col(number("planned_by"))
            .col(instant("planned_at"))
            .col(instant_null("failed_at"));
        references(
            &mut table,
            "planned_announcement",
            "challenge_id",
            "challenge",
        );
        references(&mut table, "planned_announcement", "planned_by", "person");
        manager.create_table(table).await
    }
}
