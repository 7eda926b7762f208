//! What a challenge says about the sections of its proposals: guidance, and the most words.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the column; challenges that exist keep the guidance and the limits of all.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sections = json("sections").default("[]").take();
        add_column(manager, "challenge", sections).await
    }
}
