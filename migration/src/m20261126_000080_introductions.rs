//! Notices of those who look for a partner on a challenge, introductions that follow from them,
//! and which challenge a mail to a follower is about.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates three tables, and adds a column.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "mail", number_null("challenge_id")).await?;
        notices(manager).await?;
        introductions(manager).await?;
        let mut messages = table("introduction_message");
        messages
            .col(number("introduction_id"))
            .col(number("author_id"))
            .col(text("body"))
            .col(instant("created_at"));
        let name = "introduction_message";
        references(&mut messages, name, "introduction_id", "introduction");
        references(&mut messages, name, "author_id", "person");
        manager.create_table(messages).await?;
        index(manager, name, &["introduction_id"]).await?;
        index(manager, name, &["author_id"]).await
    }
}

async fn notices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let name = "partner_notice";
    let mut notices = table(name);
    notices
        .col(number("challenge_id"))
        .col(number_null("organisation_id"))
        .col(number_null("person_id"))
        .col(number("posted_by"))
        .col(text("side"))
        .col(text("state"))
        .col(text("body"))
        .col(json("skills"))
        .col(text("area"))
        .col(text("removed_reason"))
        .col(integer("version"))
        .col(instant("posted_at"))
        .col(instant("updated_at"));
    references(&mut notices, name, "challenge_id", "challenge");
    references(&mut notices, name, "organisation_id", "organisation");
    references(&mut notices, name, "person_id", "person");
    references(&mut notices, name, "posted_by", "person");
    manager.create_table(notices).await?;
    // What has no value is never equal, so each party has one notice on a challenge.
    unique(manager, name, &["challenge_id", "organisation_id"]).await?;
    unique(manager, name, &["challenge_id", "person_id"]).await?;
    index(manager, name, &["organisation_id"]).await?;
    index(manager, name, &["person_id"]).await?;
    index(manager, name, &["posted_by"]).await
}

async fn introductions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let name = "introduction";
    let mut introductions = table(name);
    introductions
        .col(text("key"))
        .col(number("challenge_id"))
        .col(number("notice_id"))
        .col(number("asker_id"))
        .col(number_null("organisation_id"))
        .col(text("message"))
        .col(text("state"))
        .col(number_null("answered_by"))
        .col(instant_null("answered_at"))
        .col(number_null("reported_by"))
        .col(instant_null("reported_at"))
        .col(text("report_note"))
        .col(instant_null("report_settled_at"))
        .col(instant("created_at"));
    references(&mut introductions, name, "challenge_id", "challenge");
    references(&mut introductions, name, "notice_id", "partner_notice");
    references(&mut introductions, name, "asker_id", "person");
    references(&mut introductions, name, "organisation_id", "organisation");
    references(&mut introductions, name, "answered_by", "person");
    references(&mut introductions, name, "reported_by", "person");
    manager.create_table(introductions).await?;
    unique(manager, name, &["key"]).await?;
    // Whoever was refused asks no second time.
    unique(manager, name, &["notice_id", "asker_id"]).await?;
    index(manager, name, &["asker_id"]).await?;
    index(manager, name, &["challenge_id"]).await
}
