//! Questions of a challenge that say who may take part.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the column; challenges that exist ask nothing.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let questions = json("eligibility").default("[]").take();
        add_column(manager, "challenge", questions).await
    }
}
