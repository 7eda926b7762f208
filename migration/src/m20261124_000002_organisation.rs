//! First tables of the area: Organisations and who speaks for them.

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
        organisation(manager).await?;
        organisation_member(manager).await?;
        Ok(())
    }
}

async fn organisation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("organisation");
    table
        .col(text("kind"))
        .col(text("slug"))
        .col(text("name"))
        .col(text("short_name"))
        .col(text_null("gss_code").unique_key())
        .col(text_null("council_type"))
        .col(text("nation"))
        .col(text("region"))
        .col(real_null("latitude"))
        .col(real_null("longitude"))
        .col(text("about"))
        .col(text("website"))
        .col(json("email_domains"))
        .col(json("identifiers"))
        .col(flag("current"))
        .col(integer("version"))
        .col(instant("created_at"));
    manager.create_table(table).await?;
    index(manager, "organisation", &["name"]).await?;
    index(manager, "organisation", &["kind", "region"]).await?;
    Ok(())
}

async fn organisation_member(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("organisation_member");
    table
        .col(number("organisation_id"))
        .col(number("person_id"))
        .col(text("role"))
        .col(text("state"))
        .col(text("verified_by"))
        .col(instant("created_at"))
        .col(instant_null("decided_at"))
        .col(number_null("decided_by"));
    references(
        &mut table,
        "organisation_member",
        "organisation_id",
        "organisation",
    );
    references(&mut table, "organisation_member", "person_id", "person");
    references(&mut table, "organisation_member", "decided_by", "person");
    manager.create_table(table).await?;
    unique(
        manager,
        "organisation_member",
        &["organisation_id", "person_id"],
    )
    .await?;
    index(manager, "organisation_member", &["person_id"]).await?;
    Ok(())
}
