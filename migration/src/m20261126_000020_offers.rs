//! An award that has to be accepted: the days that a challenge gives for it, and the offers.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the setting and the table. What exists needs no acceptance, as before.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "challenge", integer_null("offer_days")).await?;
        let mut table = table("offer");
        table
            .col(number("challenge_id"))
            .col(number("proposal_id").unique_key())
            .col(text("state"))
            .col(integer_null("reserve_rank"))
            .col(instant("offered_at"))
            .col(instant("answer_by"))
            .col(number_null("answered_by"))
            .col(instant_null("answered_at"))
            .col(text("reason"));
        references(&mut table, "offer", "challenge_id", "challenge");
        references(&mut table, "offer", "proposal_id", "proposal");
        references(&mut table, "offer", "answered_by", "person");
        manager.create_table(table).await?;
        index(manager, "offer", &["challenge_id"]).await
    }
}
