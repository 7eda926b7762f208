//! Files are attached to proposals.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the table of files.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut files = table("attachment");
        files
            .col(text("key"))
            .col(number("proposal_id"))
            .col(text("name"))
            .col(text("media_type"))
            .col(number("size"))
            .col(text("sha256"))
            .col(ColumnDef::new("content").blob().not_null())
            .col(number("uploaded_by"))
            .col(instant("uploaded_at"));
        references(&mut files, "attachment", "proposal_id", "proposal");
        references(&mut files, "attachment", "uploaded_by", "person");
        manager.create_table(files).await?;
        unique(manager, "attachment", &["key"]).await?;
        index(manager, "attachment", &["proposal_id"]).await
    }
}
