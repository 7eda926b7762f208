//! What a project's page answers: on which files it stands and for what, and who last said so.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds what the page says.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What was there before came from proposals, which name what they cannot do without.
        // SQLite adds no foreign key to a table that exists; people are never deleted from theirs.
        for (table, column) in [
            ("project", text("licence").default("").take()),
            ("project", instant_null("confirmed_at")),
            ("project", number_null("confirmed_by")),
            ("project_dataset", text("role").default("essential").take()),
            (
                "project_dataset",
                text("distribution_url").default("").take(),
            ),
            ("project_dataset", instant_null("confirmed_at")),
            ("project_dataset", number_null("confirmed_by")),
        ] {
            manager
                .alter_table(Table::alter().table(table).add_column(column).take())
                .await?;
        }
        Ok(())
    }
}
