//! Several rounds of judging: what a challenge declares, which of them was held, and what went on.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds the rule, the round that everything is in, and the tables of what was held. Whatever exists
/// is in its first round.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rounds = json("rounds").default("[]").take();
        add_column(manager, "challenge", rounds).await?;
        for table in ["challenge", "proposal", "review"] {
            let round = integer("round").default(1).take();
            add_column(manager, table, round).await?;
        }
        let by_all = flag("read_by_all").default(false).take();
        add_column(manager, "proposal", by_all).await?;
        let mut round = table("judging_round");
        round
            .col(number("challenge_id"))
            .col(integer("number"))
            .col(flag("held"))
            .col(instant_null("due_at"))
            .col(text("reason"))
            .col(json_null("basis"))
            .col(number("settled_by"))
            .col(instant("settled_at"));
        references(&mut round, "judging_round", "challenge_id", "challenge");
        references(&mut round, "judging_round", "settled_by", "person");
        manager.create_table(round).await?;
        unique(manager, "judging_round", &["challenge_id", "number"]).await?;
        let mut entry = table("round_entry");
        entry
            .col(number("round_id"))
            .col(number("proposal_id"))
            .col(integer_null("place"))
            .col(flag("suggested"))
            .col(flag("goes_on"))
            .col(text("reason"));
        references(&mut entry, "round_entry", "round_id", "judging_round");
        references(&mut entry, "round_entry", "proposal_id", "proposal");
        manager.create_table(entry).await?;
        unique(manager, "round_entry", &["round_id", "proposal_id"]).await?;
        index(manager, "round_entry", &["proposal_id"]).await
    }
}
