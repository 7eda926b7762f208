//! Projects that did not come from a challenge: who registered them, and under which address they
//! are recognised; and what moderators hide.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds what registration needs.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            number_null("registered_by"),
            text("address_key").default("").take(),
            instant_null("hidden_at"),
            text("hidden_reason").default("").take(),
        ] {
            manager
                .alter_table(Table::alter().table("project").add_column(column).take())
                .await?;
        }
        index(manager, "project", &["address_key"]).await?;
        index(manager, "project_partner", &["person_id"]).await
    }
}
