//! First tables of the area: The open data catalogue.

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
        source(manager).await?;
        dataset(manager).await?;
        distribution(manager).await?;
        import_upload(manager).await?;
        Ok(())
    }
}

async fn source(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("source");
    table
        .col(text("name").unique_key())
        .col(text("format"))
        .col(instant("created_at"))
        .col(instant("imported_at"));
    manager.create_table(table).await?;
    Ok(())
}

async fn dataset(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("dataset");
    table
        .col(text("slug"))
        .col(text("title"))
        .col(text("description"))
        .col(json("keywords"))
        .col(number("publisher_id"))
        .col(text("licence"))
        .col(text("licence_label"))
        .col(text("frequency"))
        .col(text("area_gss"))
        .col(text("area_name"))
        .col(text("landing_page"))
        .col(text("status"))
        .col(number_null("source_id"))
        .col(text_null("source_guid"))
        .col(text_null("source_hash"))
        .col(text("issued"))
        .col(text("modified"))
        .col(number_null("created_by"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant("updated_at"));
    references(&mut table, "dataset", "publisher_id", "organisation");
    references(&mut table, "dataset", "source_id", "source");
    references(&mut table, "dataset", "created_by", "person");
    manager.create_table(table).await?;
    unique(manager, "dataset", &["source_id", "source_guid"]).await?;
    index(manager, "dataset", &["publisher_id"]).await?;
    index(manager, "dataset", &["status", "title"]).await?;
    Ok(())
}

async fn distribution(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("distribution");
    table
        .col(number("dataset_id"))
        .col(integer("position"))
        .col(text("title"))
        .col(text("description"))
        .col(text("url"))
        .col(text("format"))
        .col(text("media_type"))
        .col(number_null("byte_size"))
        .col(text("licence"));
    references(&mut table, "distribution", "dataset_id", "dataset");
    manager.create_table(table).await?;
    index(manager, "distribution", &["dataset_id", "position"]).await?;
    index(manager, "distribution", &["format"]).await?;
    Ok(())
}

async fn import_upload(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("import_upload");
    table
        .col(text("key").unique_key())
        .col(number("person_id"))
        .col(text("file_name"))
        .col(text("source_name"))
        .col(number_null("organisation_id"))
        .col(text_null("report"))
        .col(text("content"))
        .col(instant("created_at"));
    references(&mut table, "import_upload", "person_id", "person");
    manager.create_table(table).await?;
    Ok(())
}
