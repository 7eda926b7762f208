//! The days to appeal against being found ineligible: the same for everybody in a challenge.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the setting. What exists gets what the form offered.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let days = integer("appeal_days").default(7).take();
        add_column(manager, "challenge", days).await
    }
}
