//! A lottery that anybody can check: what it is drawn from is a rule of the challenge, the secret is
//! kept with its commitment from the close on, and the draw is added once.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the rule, and creates the table. It is one of its own, so that nothing that reads a
/// challenge reads the secret.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let source = text("lottery_source").default("").take();
        add_column(manager, "challenge", source).await?;
        let mut table = table("lottery");
        table
            .col(number("challenge_id").unique_key())
            .col(text("secret"))
            .col(text("commitment"))
            .col(instant("committed_at"))
            .col(text_null("public_value"))
            .col(text_null("seed"))
            .col(json_null("drawn_order"))
            .col(number_null("drawn_by"))
            .col(instant_null("drawn_at"));
        references(&mut table, "lottery", "challenge_id", "challenge");
        references(&mut table, "lottery", "drawn_by", "person");
        manager.create_table(table).await
    }
}
