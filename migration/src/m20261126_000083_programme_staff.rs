//! The staff of a programme.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the table. Whoever is removed keeps their row, because what they may have read as staff
/// they still know.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut member = table("programme_member");
        member
            .col(number("programme_id"))
            .col(number("person_id"))
            .col(number("added_by"))
            .col(instant("created_at"))
            .col(instant_null("removed_at"))
            .col(number_null("removed_by"));
        references(&mut member, "programme_member", "programme_id", "programme");
        references(&mut member, "programme_member", "person_id", "person");
        references(&mut member, "programme_member", "added_by", "person");
        references(&mut member, "programme_member", "removed_by", "person");
        manager.create_table(member).await?;
        index(manager, "programme_member", &["programme_id"]).await?;
        // Every request of somebody who is signed in asks for theirs.
        index(manager, "programme_member", &["person_id"]).await
    }
}
