//! First tables of the area: Services that are built, and what they are built on.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the tables of this area.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        project(manager).await?;
        project_partner(manager).await?;
        project_dataset(manager).await?;
        project_update(manager).await?;
        Ok(())
    }
}

async fn project(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project");
    table
        .col(text("slug"))
        .col(text("title"))
        .col(text("summary"))
        .col(text("impact"))
        .col(text("state"))
        .col(text("state_reason"))
        .col(number_null("challenge_id"))
        .col(number_null("proposal_id").unique_key())
        .col(text("website"))
        .col(text("repository"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant("updated_at"));
    references(&mut table, "project", "challenge_id", "challenge");
    references(&mut table, "project", "proposal_id", "proposal");
    manager.create_table(table).await?;
    index(manager, "project", &["challenge_id"]).await?;
    Ok(())
}

async fn project_partner(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_partner");
    table
        .col(number("project_id"))
        .col(text("role"))
        .col(number_null("organisation_id"))
        .col(number_null("person_id"));
    references(&mut table, "project_partner", "project_id", "project");
    references(
        &mut table,
        "project_partner",
        "organisation_id",
        "organisation",
    );
    references(&mut table, "project_partner", "person_id", "person");
    manager.create_table(table).await?;
    index(manager, "project_partner", &["project_id"]).await?;
    index(manager, "project_partner", &["organisation_id"]).await?;
    Ok(())
}

async fn project_dataset(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_dataset");
    table
        .col(number("project_id"))
        .col(number("dataset_id"))
        .col(text("purpose"))
        .col(instant("since"));
    references(&mut table, "project_dataset", "project_id", "project");
    references(&mut table, "project_dataset", "dataset_id", "dataset");
    manager.create_table(table).await?;
    unique(manager, "project_dataset", &["project_id", "dataset_id"]).await?;
    index(manager, "project_dataset", &["dataset_id"]).await?;
    Ok(())
}

async fn project_update(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_update");
    table
        .col(number("project_id"))
        .col(number("author_id"))
        .col(text("title"))
        .col(text("body"))
        .col(instant("created_at"))
        .col(instant_null("deleted_at"));
    references(&mut table, "project_update", "project_id", "project");
    references(&mut table, "project_update", "author_id", "person");
    manager.create_table(table).await?;
    index(manager, "project_update", &["project_id", "created_at"]).await?;
    Ok(())
}
