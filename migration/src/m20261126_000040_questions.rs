//! Questions about a challenge, and who asked to be told about one.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds both tables.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut question = table("question");
        question
            .col(number("challenge_id"))
            .col(number("asker_id"))
            .col(text("body"))
            .col(text("state"))
            .col(text("answer"))
            .col(number_null("answered_by"))
            .col(instant_null("answered_at"))
            .col(integer("version"))
            .col(instant("created_at"));
        references(&mut question, "question", "challenge_id", "challenge");
        references(&mut question, "question", "asker_id", "person");
        references(&mut question, "question", "answered_by", "person");
        manager.create_table(question).await?;
        index(manager, "question", &["challenge_id", "state"]).await?;
        index(manager, "question", &["asker_id"]).await?;

        let mut follow = table("challenge_follow");
        follow
            .col(number("challenge_id"))
            .col(number("person_id"))
            .col(instant("created_at"));
        references(&mut follow, "challenge_follow", "challenge_id", "challenge");
        references(&mut follow, "challenge_follow", "person_id", "person");
        manager.create_table(follow).await?;
        unique(manager, "challenge_follow", &["challenge_id", "person_id"]).await?;
        index(manager, "challenge_follow", &["person_id"]).await
    }
}
