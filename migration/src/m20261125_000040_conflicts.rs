//! Conflicts of interest have a kind, and are confirmed or lifted by staff.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Says of each conflict what it is, and what staff did about it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            text("kind").default("other").take(),
            number_null("added_by"),
            instant_null("confirmed_at"),
            number_null("confirmed_by"),
            instant_null("lifted_at"),
            number_null("lifted_by"),
            text("lifted_reason").default("").take(),
        ];
        // One a statement: SQLite takes no more.
        for column in columns {
            let mut change = Table::alter();
            change.table("conflict").add_column(column);
            manager.alter_table(change.take()).await?;
        }
        let db = manager.get_connection();
        for (origin, kind) in [("own_organisation", "employer"), ("partner", "partner")] {
            db.execute_unprepared(&format!(
                "UPDATE conflict SET kind = '{kind}' WHERE origin = '{origin}'"
            ))
            .await?;
        }
        Ok(())
    }
}
