//! First tables of the area: Communities of practice.

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
        community(manager).await?;
        community_member(manager).await?;
        Ok(())
    }
}

async fn community(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("community");
    table
        .col(text("slug"))
        .col(text("name"))
        .col(text("summary"))
        .col(text("about"))
        .col(integer("member_count"))
        .col(integer("topic_count"))
        .col(integer("version"))
        .col(instant("created_at"));
    manager.create_table(table).await?;
    Ok(())
}

async fn community_member(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("community_member");
    table
        .col(number("community_id"))
        .col(number("person_id"))
        .col(text("role"))
        .col(instant("joined_at"))
        .col(instant_null("left_at"));
    references(&mut table, "community_member", "community_id", "community");
    references(&mut table, "community_member", "person_id", "person");
    manager.create_table(table).await?;
    unique(manager, "community_member", &["community_id", "person_id"]).await?;
    index(manager, "community_member", &["person_id"]).await?;
    Ok(())
}
