//! Staff find proposals eligible or not, and partners appeal.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the table of what was found.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut screening = table("screening");
        screening
            .col(number("proposal_id"))
            .col(flag("eligible"))
            .col(text("reason"))
            .col(number("decided_by"))
            .col(instant("decided_at"))
            .col(instant_null("appeal_until"))
            .col(text("appeal"))
            .col(number_null("appealed_by"))
            .col(instant_null("appealed_at"))
            .col(integer("version"));
        references(&mut screening, "screening", "proposal_id", "proposal");
        references(&mut screening, "screening", "decided_by", "person");
        references(&mut screening, "screening", "appealed_by", "person");
        manager.create_table(screening).await?;
        unique(manager, "screening", &["proposal_id"]).await
    }
}
