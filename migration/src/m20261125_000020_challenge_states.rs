//! When staff moved a challenge on: screening, decisions fixed, delivery, completion, archive.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the instants; each is empty until it comes.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            "screening_began_at",
            "screening_ended_at",
            "decided_at",
            "delivery_at",
            "completed_at",
            "archived_at",
        ];
        for column in columns {
            add_column(manager, "challenge", instant_null(column)).await?;
        }
        Ok(())
    }
}
