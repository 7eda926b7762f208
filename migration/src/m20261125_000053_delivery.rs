//! What a project promised by when, what shows that it is done, and what may go wrong.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the tables of a project's delivery.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        milestone(manager).await?;
        risk(manager).await
    }
}

async fn milestone(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_milestone");
    table
        .col(number("project_id"))
        .col(integer("position"))
        .col(text("title"))
        .col(text("due_on"))
        .col(text("state"))
        .col(text("noted"))
        .col(text("evidence"))
        .col(instant_null("evidenced_at"))
        .col(number_null("evidenced_by"))
        .col(text("reason"))
        .col(instant_null("decided_at"))
        .col(number_null("decided_by"))
        .col(text("payment"))
        .col(number("amount_pence"))
        .col(integer("version"))
        .col(instant("created_at"));
    references(&mut table, "project_milestone", "project_id", "project");
    references(&mut table, "project_milestone", "evidenced_by", "person");
    references(&mut table, "project_milestone", "decided_by", "person");
    manager.create_table(table).await?;
    index(manager, "project_milestone", &["project_id", "position"]).await?;
    index(manager, "project_milestone", &["state", "due_on"]).await
}

async fn risk(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_risk");
    table
        .col(number("project_id"))
        .col(text("text"))
        .col(text("likelihood"))
        .col(text("owner"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant_null("closed_at"));
    references(&mut table, "project_risk", "project_id", "project");
    manager.create_table(table).await?;
    index(manager, "project_risk", &["project_id"]).await
}
