//! What a rubric says beyond levels: where a comment is needed, the least that can be selected, how
//! ties are broken; and why staff waived the least.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the columns; what exists keeps its rules.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let comments = flag("comment_required").default(true).take();
        add_column(manager, "criterion", comments).await?;
        add_column(manager, "challenge", integer_null("minimum_score")).await?;
        let ladder = json("tie_break").default("[]").take();
        add_column(manager, "challenge", ladder).await?;
        let waiver = text("waiver").default("").take();
        add_column(manager, "decision", waiver).await
    }
}
