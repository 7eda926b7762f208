//! Drafts of proposals are kept, so that edits can be merged, and consent is to a version.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the kept drafts, and what partners agreed to and were told of.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut drafts = table("proposal_draft");
        drafts
            .col(number("proposal_id"))
            .col(integer("version"))
            .col(json("content"))
            .col(number("edited_by"))
            .col(instant("edited_at"));
        references(&mut drafts, "proposal_draft", "proposal_id", "proposal");
        references(&mut drafts, "proposal_draft", "edited_by", "person");
        manager.create_table(drafts).await?;
        unique(manager, "proposal_draft", &["proposal_id", "version"]).await?;
        for (table, column) in [
            ("partner", integer_null("consented_version")),
            ("partner", integer_null("told_version")),
            ("proposal", instant_null("tell_at")),
            ("proposal", instant_null("told_at")),
        ] {
            let mut change = Table::alter();
            manager
                .alter_table(change.table(table).add_column(column).take())
                .await?;
        }
        Ok(())
    }
}
