//! Who looked at what is sealed, on which day: what is looked up before a row of the audit is
//! written, so that each person, thing and day makes one.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the table.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut views = table("sealed_view");
        views
            .col(number("person_id"))
            .col(number("challenge_id"))
            .col(number_null("proposal_id"))
            .col(text("kind"))
            .col(number("object_id"))
            .col(text("day"))
            .col(instant("seen_at"));
        references(&mut views, "sealed_view", "person_id", "person");
        references(&mut views, "sealed_view", "challenge_id", "challenge");
        references(&mut views, "sealed_view", "proposal_id", "proposal");
        manager.create_table(views).await?;
        let columns = ["person_id", "kind", "object_id", "day"];
        unique(manager, "sealed_view", &columns).await?;
        index(manager, "sealed_view", &["challenge_id"]).await
    }
}
