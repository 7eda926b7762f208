//! First tables of the area: Accounts, sessions and the tokens that stand for them.

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
        person(manager).await?;
        session(manager).await?;
        single_use_token(manager).await?;
        api_token(manager).await?;
        invitation(manager).await?;
        rate_limit(manager).await?;
        request_record(manager).await?;
        Ok(())
    }
}

async fn person(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("person");
    table
        .col(text("handle").unique_key())
        .col(text("name"))
        .col(text("email").unique_key())
        .col(instant_null("email_confirmed_at"))
        .col(text_null("password_hash"))
        .col(text("site_role"))
        .col(text("about"))
        .col(text("job_title"))
        .col(json("skills"))
        .col(flag("mail_replies"))
        .col(flag("demo"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant_null("suspended_at"))
        .col(instant_null("deleted_at"));
    manager.create_table(table).await?;
    Ok(())
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("session");
    table
        .col(text("token_hash").unique_key())
        .col(number("person_id"))
        .col(text("csrf"))
        .col(text("user_agent"))
        .col(text("address"))
        .col(instant("created_at"))
        .col(instant("last_seen_at"))
        .col(instant("expires_at"));
    references(&mut table, "session", "person_id", "person");
    manager.create_table(table).await?;
    index(manager, "session", &["person_id"]).await?;
    Ok(())
}

async fn single_use_token(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("single_use_token");
    table
        .col(text("purpose"))
        .col(text("token_hash").unique_key())
        .col(number("person_id"))
        .col(text("email"))
        .col(instant("expires_at"))
        .col(instant_null("used_at"))
        .col(instant("created_at"));
    references(&mut table, "single_use_token", "person_id", "person");
    manager.create_table(table).await?;
    index(manager, "single_use_token", &["person_id"]).await?;
    Ok(())
}

async fn api_token(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("api_token");
    table
        .col(number("person_id"))
        .col(text("name"))
        .col(text("prefix"))
        .col(text("token_hash").unique_key())
        .col(json("scopes"))
        .col(instant("expires_at"))
        .col(instant_null("last_used_at"))
        .col(instant_null("revoked_at"))
        .col(instant("created_at"));
    references(&mut table, "api_token", "person_id", "person");
    manager.create_table(table).await?;
    index(manager, "api_token", &["person_id"]).await?;
    Ok(())
}

async fn invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("invitation");
    table
        .col(text("key").unique_key())
        .col(text("token_hash").unique_key())
        .col(text("purpose"))
        .col(text("email"))
        .col(number("target_id"))
        .col(number("invited_by"))
        .col(instant("expires_at"))
        .col(instant_null("accepted_at"))
        .col(number_null("accepted_by"))
        .col(instant_null("declined_at"))
        .col(instant("created_at"));
    references(&mut table, "invitation", "invited_by", "person");
    references(&mut table, "invitation", "accepted_by", "person");
    manager.create_table(table).await?;
    index(manager, "invitation", &["email"]).await?;
    Ok(())
}

async fn rate_limit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("rate_limit");
    table
        .col(text("bucket").unique_key())
        .col(number("arrival"));
    manager.create_table(table).await?;
    Ok(())
}

async fn request_record(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("request_record");
    table
        .col(number("viewer_id"))
        .col(text("operation"))
        .col(text("request_id"))
        .col(number("object_id"))
        .col(instant("created_at"));
    manager.create_table(table).await?;
    unique(
        manager,
        "request_record",
        &["viewer_id", "operation", "request_id"],
    )
    .await?;
    Ok(())
}
