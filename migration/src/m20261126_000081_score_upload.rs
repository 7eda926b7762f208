//! Score sheets that judges filled in elsewhere and uploaded, kept until they are saved.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the table.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut uploads = table("score_upload");
        uploads
            .col(text("key").unique_key())
            .col(number("judge_id"))
            .col(text("file_name"))
            .col(text("content"))
            .col(json_null("report"))
            .col(instant("created_at"));
        references(&mut uploads, "score_upload", "judge_id", "judge");
        manager.create_table(uploads).await?;
        index(manager, "score_upload", &["judge_id"]).await
    }
}
