//! Programmes, which group challenges, and their pools of judges.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates both tables, and lets a challenge name its programme. What exists belongs to none until
/// staff choose one.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut programme = table("programme");
        programme
            .col(text("slug"))
            .col(number("publisher_id"))
            .col(text("name"))
            .col(text("summary"))
            .col(text("about"))
            .col(text("rules"))
            .col(text("starts_on"))
            .col(text("ends_on"))
            .col(integer("awards"))
            .col(number_null("award_pence"))
            .col(integer("reviews_required"))
            .col(integer_null("offer_days"))
            .col(json("tie_break"))
            .col(text("lottery_source"))
            .col(integer("version"))
            .col(number("created_by"))
            .col(instant("created_at"))
            .col(instant("updated_at"));
        references(&mut programme, "programme", "publisher_id", "organisation");
        references(&mut programme, "programme", "created_by", "person");
        manager.create_table(programme).await?;
        index(manager, "programme", &["publisher_id"]).await?;

        let mut pool = table("programme_judge");
        pool.col(number("programme_id"))
            .col(number("person_id"))
            .col(number("added_by"))
            .col(instant("created_at"));
        references(&mut pool, "programme_judge", "programme_id", "programme");
        references(&mut pool, "programme_judge", "person_id", "person");
        references(&mut pool, "programme_judge", "added_by", "person");
        manager.create_table(pool).await?;
        unique(manager, "programme_judge", &["programme_id", "person_id"]).await?;
        index(manager, "programme_judge", &["person_id"]).await?;

        // SQLite cannot add a foreign key to a table that exists.
        add_column(manager, "challenge", number_null("programme_id")).await?;
        index(manager, "challenge", &["programme_id"]).await
    }
}
