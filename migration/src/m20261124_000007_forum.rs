//! First tables of the area: Topics and posts.

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
        category(manager).await?;
        topic(manager).await?;
        post(manager).await?;
        post_revision(manager).await?;
        topic_follow(manager).await?;
        report(manager).await?;
        Ok(())
    }
}

async fn category(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("category");
    table
        .col(text("slug").unique_key())
        .col(text("name"))
        .col(text("description"))
        .col(integer("position"));
    manager.create_table(table).await?;
    Ok(())
}

async fn topic(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("topic");
    table
        .col(text("slug"))
        .col(text("title"))
        .col(number("author_id"))
        .col(number("category_id"))
        .col(text("scope"))
        .col(number_null("scope_id"))
        .col(integer("post_count"))
        .col(integer("highest_post_number"))
        .col(instant("last_post_at"))
        .col(number("last_post_by"))
        .col(instant_null("locked_at"))
        .col(text("locked_reason"))
        .col(instant_null("hidden_at"))
        .col(text("hidden_reason"))
        .col(instant("created_at"));
    references(&mut table, "topic", "author_id", "person");
    references(&mut table, "topic", "category_id", "category");
    references(&mut table, "topic", "last_post_by", "person");
    manager.create_table(table).await?;
    index(manager, "topic", &["scope", "scope_id", "last_post_at"]).await?;
    index(manager, "topic", &["category_id", "last_post_at"]).await?;
    index(manager, "topic", &["last_post_at"]).await?;
    index(manager, "topic", &["author_id"]).await?;
    Ok(())
}

async fn post(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("post");
    table
        .col(number("topic_id"))
        .col(integer("number"))
        .col(number("author_id"))
        .col(text("body"))
        .col(text("html"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant_null("edited_at"))
        .col(instant_null("deleted_at"))
        .col(instant_null("hidden_at"))
        .col(text("hidden_reason"));
    references(&mut table, "post", "topic_id", "topic");
    references(&mut table, "post", "author_id", "person");
    manager.create_table(table).await?;
    unique(manager, "post", &["topic_id", "number"]).await?;
    index(manager, "post", &["author_id"]).await?;
    Ok(())
}

async fn post_revision(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("post_revision");
    table
        .col(number("post_id"))
        .col(integer("version"))
        .col(text("body"))
        .col(instant("replaced_at"))
        .col(number("replaced_by"));
    references(&mut table, "post_revision", "post_id", "post");
    references(&mut table, "post_revision", "replaced_by", "person");
    manager.create_table(table).await?;
    unique(manager, "post_revision", &["post_id", "version"]).await?;
    Ok(())
}

async fn topic_follow(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("topic_follow");
    table
        .col(number("topic_id"))
        .col(number("person_id"))
        .col(flag("following"))
        .col(text("reason"))
        .col(integer("last_read_number"))
        .col(instant("updated_at"));
    references(&mut table, "topic_follow", "topic_id", "topic");
    references(&mut table, "topic_follow", "person_id", "person");
    manager.create_table(table).await?;
    unique(manager, "topic_follow", &["topic_id", "person_id"]).await?;
    index(manager, "topic_follow", &["person_id"]).await?;
    Ok(())
}

async fn report(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("report");
    table
        .col(number("post_id"))
        .col(number("reporter_id"))
        .col(text("reason"))
        .col(text("note"))
        .col(text("state"))
        .col(number_null("resolved_by"))
        .col(text("resolution"))
        .col(instant("created_at"))
        .col(instant_null("resolved_at"));
    references(&mut table, "report", "post_id", "post");
    references(&mut table, "report", "reporter_id", "person");
    references(&mut table, "report", "resolved_by", "person");
    manager.create_table(table).await?;
    unique(manager, "report", &["post_id", "reporter_id"]).await?;
    index(manager, "report", &["state", "created_at"]).await?;
    Ok(())
}
