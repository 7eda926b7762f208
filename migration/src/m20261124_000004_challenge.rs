//! First tables of the area: Challenges, proposals, judging and decisions.

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
        challenge(manager).await?;
        challenge_dataset(manager).await?;
        criterion(manager).await?;
        proposal(manager).await?;
        proposal_version(manager).await?;
        partner(manager).await?;
        judge(manager).await?;
        conflict(manager).await?;
        review(manager).await?;
        score(manager).await?;
        decision(manager).await?;
        Ok(())
    }
}

async fn challenge(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("challenge");
    table
        .col(text("slug"))
        .col(text("kind"))
        .col(number("publisher_id"))
        .col(text("state"))
        .col(text("title"))
        .col(text("summary"))
        .col(text("problem"))
        .col(text("affected"))
        .col(text("success"))
        .col(integer("awards"))
        .col(number_null("award_pence"))
        .col(text("zone"))
        .col(instant_null("opens_at"))
        .col(instant_null("closes_at"))
        .col(instant_null("judging_opens_at"))
        .col(instant_null("judging_closes_at"))
        .col(integer("reviews_required"))
        .col(text("announcement"))
        .col(number("created_by"))
        .col(instant_null("published_at"))
        .col(instant_null("announced_at"))
        .col(text("cancelled_reason"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant("updated_at"));
    references(&mut table, "challenge", "publisher_id", "organisation");
    references(&mut table, "challenge", "created_by", "person");
    manager.create_table(table).await?;
    index(manager, "challenge", &["state", "opens_at"]).await?;
    index(manager, "challenge", &["publisher_id"]).await?;
    Ok(())
}

async fn challenge_dataset(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("challenge_dataset");
    table
        .col(number("challenge_id"))
        .col(number("dataset_id"))
        .col(integer("position"));
    references(&mut table, "challenge_dataset", "challenge_id", "challenge");
    references(&mut table, "challenge_dataset", "dataset_id", "dataset");
    manager.create_table(table).await?;
    unique(
        manager,
        "challenge_dataset",
        &["challenge_id", "dataset_id"],
    )
    .await?;
    index(manager, "challenge_dataset", &["dataset_id"]).await?;
    Ok(())
}

async fn criterion(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("criterion");
    table
        .col(number("challenge_id"))
        .col(integer("position"))
        .col(text("name"))
        .col(text("description"))
        .col(integer("weight"))
        .col(json("levels"));
    references(&mut table, "criterion", "challenge_id", "challenge");
    manager.create_table(table).await?;
    index(manager, "criterion", &["challenge_id", "position"]).await?;
    Ok(())
}

async fn proposal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("proposal");
    table
        .col(text("key").unique_key())
        .col(text("reference").unique_key())
        .col(number("challenge_id"))
        .col(text("state"))
        .col(text("title"))
        .col(json("content"))
        .col(integer("submitted_version"))
        .col(instant_null("submitted_at"))
        .col(text("withdrawn_reason"))
        .col(number("created_by"))
        .col(integer("version"))
        .col(instant("created_at"))
        .col(instant("updated_at"));
    references(&mut table, "proposal", "challenge_id", "challenge");
    references(&mut table, "proposal", "created_by", "person");
    manager.create_table(table).await?;
    index(manager, "proposal", &["challenge_id", "state"]).await?;
    Ok(())
}

async fn proposal_version(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("proposal_version");
    table
        .col(number("proposal_id"))
        .col(integer("number"))
        .col(json("content"))
        .col(number("submitted_by"))
        .col(instant("submitted_at"));
    references(&mut table, "proposal_version", "proposal_id", "proposal");
    references(&mut table, "proposal_version", "submitted_by", "person");
    manager.create_table(table).await?;
    unique(manager, "proposal_version", &["proposal_id", "number"]).await?;
    Ok(())
}

async fn partner(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("partner");
    table
        .col(text("key").unique_key())
        .col(number("proposal_id"))
        .col(text("role"))
        .col(number_null("organisation_id"))
        .col(number_null("person_id"))
        .col(text_null("email"))
        .col(text("consent"))
        .col(number_null("consented_by"))
        .col(instant_null("answered_at"))
        .col(number("invited_by"))
        .col(instant("created_at"));
    references(&mut table, "partner", "proposal_id", "proposal");
    references(&mut table, "partner", "organisation_id", "organisation");
    references(&mut table, "partner", "person_id", "person");
    references(&mut table, "partner", "consented_by", "person");
    references(&mut table, "partner", "invited_by", "person");
    manager.create_table(table).await?;
    index(manager, "partner", &["proposal_id"]).await?;
    index(manager, "partner", &["organisation_id"]).await?;
    index(manager, "partner", &["person_id"]).await?;
    Ok(())
}

async fn judge(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("judge");
    table
        .col(text("key").unique_key())
        .col(number("challenge_id"))
        .col(number_null("person_id"))
        .col(text("email"))
        .col(text("state"))
        .col(instant_null("conflicts_declared_at"))
        .col(number("appointed_by"))
        .col(instant("created_at"));
    references(&mut table, "judge", "challenge_id", "challenge");
    references(&mut table, "judge", "person_id", "person");
    references(&mut table, "judge", "appointed_by", "person");
    manager.create_table(table).await?;
    unique(manager, "judge", &["challenge_id", "email"]).await?;
    index(manager, "judge", &["person_id"]).await?;
    Ok(())
}

async fn conflict(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("conflict");
    table
        .col(number("judge_id"))
        .col(number("proposal_id"))
        .col(text("origin"))
        .col(text("note"))
        .col(instant("created_at"));
    references(&mut table, "conflict", "judge_id", "judge");
    references(&mut table, "conflict", "proposal_id", "proposal");
    manager.create_table(table).await?;
    unique(manager, "conflict", &["judge_id", "proposal_id"]).await?;
    index(manager, "conflict", &["proposal_id"]).await?;
    Ok(())
}

async fn review(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("review");
    table
        .col(text("key").unique_key())
        .col(number("judge_id"))
        .col(number("proposal_id"))
        .col(integer("proposal_version"))
        .col(text("state"))
        .col(text("comment"))
        .col(real_null("total"))
        .col(integer("version"))
        .col(instant_null("submitted_at"))
        .col(instant("created_at"))
        .col(instant("updated_at"));
    references(&mut table, "review", "judge_id", "judge");
    references(&mut table, "review", "proposal_id", "proposal");
    manager.create_table(table).await?;
    unique(manager, "review", &["judge_id", "proposal_id"]).await?;
    index(manager, "review", &["proposal_id"]).await?;
    Ok(())
}

async fn score(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("score");
    table
        .col(number("review_id"))
        .col(number("criterion_id"))
        .col(integer_null("level"))
        .col(text("comment"));
    references(&mut table, "score", "review_id", "review");
    references(&mut table, "score", "criterion_id", "criterion");
    manager.create_table(table).await?;
    unique(manager, "score", &["review_id", "criterion_id"]).await?;
    Ok(())
}

async fn decision(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("decision");
    table
        .col(number("proposal_id").unique_key())
        .col(text("outcome"))
        .col(integer_null("reserve_rank"))
        .col(text("reason"))
        .col(text("feedback"))
        .col(number("decided_by"))
        .col(integer("version"))
        .col(instant("updated_at"));
    references(&mut table, "decision", "proposal_id", "proposal");
    references(&mut table, "decision", "decided_by", "person");
    manager.create_table(table).await?;
    Ok(())
}
