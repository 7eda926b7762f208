//! What a project has changed, and for whom: measures with their readings, and stories.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the tables of a project's impact, and says whom it reaches.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            text("beneficiaries").default("").take(),
            number_null("people_reached"),
        ] {
            manager
                .alter_table(Table::alter().table("project").add_column(column).take())
                .await?;
        }
        measure(manager).await?;
        reading(manager).await?;
        story(manager).await
    }
}

async fn measure(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_measure");
    table
        .col(number("project_id"))
        .col(text("name"))
        .col(text("unit"))
        .col(text("better"))
        .col(real("baseline"))
        .col(text("baseline_on"))
        .col(real("target"))
        .col(text("target_on"))
        .col(text("source"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant_null("removed_at"));
    references(&mut table, "project_measure", "project_id", "project");
    manager.create_table(table).await?;
    index(manager, "project_measure", &["project_id"]).await
}

async fn reading(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_reading");
    table
        .col(number("measure_id"))
        .col(text("taken_on"))
        .col(real("value"))
        .col(text("note"))
        .col(number("person_id"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant_null("removed_at"));
    references(
        &mut table,
        "project_reading",
        "measure_id",
        "project_measure",
    );
    references(&mut table, "project_reading", "person_id", "person");
    manager.create_table(table).await?;
    index(manager, "project_reading", &["measure_id", "taken_on"]).await
}

async fn story(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("project_story");
    table
        .col(number("project_id"))
        .col(number("author_id"))
        .col(text("title"))
        .col(text("body"))
        .col(text("quote"))
        .col(text("quoted"))
        .col(instant_null("consented_at"))
        .col(instant("created_at"))
        .col(instant_null("deleted_at"));
    references(&mut table, "project_story", "project_id", "project");
    references(&mut table, "project_story", "author_id", "person");
    manager.create_table(table).await?;
    index(manager, "project_story", &["project_id"]).await
}
