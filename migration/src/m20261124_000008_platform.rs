//! First tables of the area: What everything else stands on: events, jobs, mail, audit, settings, pages and search.

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
        event(manager).await?;
        job(manager).await?;
        mail(manager).await?;
        audit(manager).await?;
        setting(manager).await?;
        document(manager).await?;
        search_document(manager).await?;
        crate::search::create(manager).await?;
        Ok(())
    }
}

async fn event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("event");
    table
        .col(text("kind"))
        .col(integer("version"))
        .col(number_null("actor_id"))
        .col(text("object_kind"))
        .col(number("object_id"))
        .col(instant("at"))
        .col(json("payload"))
        .col(instant_null("fanned_out_at"));
    references(&mut table, "event", "actor_id", "person");
    manager.create_table(table).await?;
    index(manager, "event", &["fanned_out_at"]).await?;
    Ok(())
}

async fn job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("job");
    table
        .col(text("kind"))
        .col(integer("version"))
        .col(json("payload"))
        .col(text_null("unique_key").unique_key())
        .col(instant("run_at"))
        .col(integer("attempts"))
        .col(instant_null("leased_until"))
        .col(text_null("lease"))
        .col(instant_null("finished_at"))
        .col(instant_null("dead_at"))
        .col(text("last_error"))
        .col(instant("created_at"));
    manager.create_table(table).await?;
    index(manager, "job", &["finished_at", "dead_at", "run_at"]).await?;
    Ok(())
}

async fn mail(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("mail");
    table
        .col(text("key").unique_key())
        .col(text("template"))
        .col(number_null("person_id"))
        .col(text("to_address"))
        .col(text("to_name"))
        .col(json("context"))
        .col(text("unique_key").unique_key())
        .col(text("message_id"))
        .col(text_null("in_reply_to"))
        .col(text_null("thread"))
        .col(number_null("topic_id"))
        .col(text("state"))
        .col(text("state_reason"))
        .col(text("subject"))
        .col(text("body_text"))
        .col(text("body_html"))
        .col(instant("run_at"))
        .col(integer("attempts"))
        .col(instant_null("leased_until"))
        .col(text_null("lease"))
        .col(instant("created_at"))
        .col(instant_null("sent_at"));
    references(&mut table, "mail", "person_id", "person");
    manager.create_table(table).await?;
    index(manager, "mail", &["state", "run_at"]).await?;
    index(manager, "mail", &["person_id", "created_at"]).await?;
    index(manager, "mail", &["to_address", "created_at"]).await?;
    Ok(())
}

async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("audit");
    table
        .col(instant("at"))
        .col(number_null("actor_id"))
        .col(text("action"))
        .col(text("object_kind"))
        .col(number("object_id"))
        .col(number_null("challenge_id"))
        .col(json("details"));
    manager.create_table(table).await?;
    index(manager, "audit", &["object_kind", "object_id"]).await?;
    index(manager, "audit", &["challenge_id"]).await?;
    Ok(())
}

async fn setting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("setting");
    table.col(text("name").unique_key()).col(text("value"));
    manager.create_table(table).await?;
    Ok(())
}

async fn document(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("document");
    table
        .col(text("slug").unique_key())
        .col(text("title"))
        .col(text("body"))
        .col(integer("version"))
        .col(number_null("updated_by"))
        .col(instant("updated_at"));
    references(&mut table, "document", "updated_by", "person");
    manager.create_table(table).await?;
    Ok(())
}

async fn search_document(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("search_document");
    table
        .col(text("kind"))
        .col(number("object_id"))
        .col(text("visibility"))
        .col(text("title"))
        .col(text("body"))
        .col(text("path"))
        .col(instant("updated_at"));
    manager.create_table(table).await?;
    unique(manager, "search_document", &["kind", "object_id"]).await?;
    Ok(())
}
