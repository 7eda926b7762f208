//! Reviews have private notes and a comment to the applicant, and each saved text is kept.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Keeps every version of a review.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One a statement: SQLite takes no more.
        for name in ["applicant_comment", "private_notes"] {
            let mut change = Table::alter();
            change
                .table("review")
                .add_column(text(name).default("").take());
            manager.alter_table(change.take()).await?;
        }
        let mut table = table("review_version");
        table
            .col(number("review_id"))
            .col(integer("number"))
            .col(text("state"))
            .col(json("content"))
            .col(instant("saved_at"));
        references(&mut table, "review_version", "review_id", "review");
        manager.create_table(table).await?;
        unique(manager, "review_version", &["review_id", "number"]).await
    }
}
