//! Reviews that staff reopened, and what a panel says to each other about a proposal.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates both tables.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut reopenings = table("reopening");
        reopenings
            .col(number("review_id"))
            .col(integer("version"))
            .col(text("reason"))
            .col(number("reopened_by"))
            .col(instant("reopened_at"))
            .col(instant_null("answered_at"));
        references(&mut reopenings, "reopening", "review_id", "review");
        references(&mut reopenings, "reopening", "reopened_by", "person");
        manager.create_table(reopenings).await?;
        index(manager, "reopening", &["review_id"]).await?;
        // A review waits for its judge once at a time.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX unique_reopening_waiting \
                 ON reopening (review_id) WHERE answered_at IS NULL",
            )
            .await?;
        let mut posts = table("panel_post");
        posts
            .col(number("proposal_id"))
            .col(number("author_id"))
            .col(text("body"))
            .col(instant("created_at"));
        references(&mut posts, "panel_post", "proposal_id", "proposal");
        references(&mut posts, "panel_post", "author_id", "person");
        manager.create_table(posts).await?;
        index(manager, "panel_post", &["proposal_id"]).await
    }
}
