//! Judges are assigned proposals, where not everybody reads everything, and say what they know.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Adds assignments, the runs that they came from, and the expertise that these went by.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Everybody reads everything, as before, until staff choose otherwise.
        let reading = text("reading").default("everyone").take();
        add_column(manager, "challenge", reading).await?;
        let reason = text("declined_reason").default("").take();
        add_column(manager, "judge", reason).await?;
        runs(manager).await?;
        assignments(manager).await?;
        let mut table = table("expertise");
        table
            .col(number("judge_id"))
            .col(number("proposal_id"))
            .col(text("level"))
            .col(instant("said_at"));
        references(&mut table, "expertise", "judge_id", "judge");
        references(&mut table, "expertise", "proposal_id", "proposal");
        manager.create_table(table).await?;
        unique(manager, "expertise", &["judge_id", "proposal_id"]).await
    }
}

async fn runs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("assignment_run");
    table
        .col(number("challenge_id"))
        .col(number("seed"))
        .col(integer("reviews"))
        .col(integer("least"))
        .col(integer("most"))
        .col(real("total"))
        .col(text("input"))
        .col(number_null("made_by"))
        .col(instant("made_at"));
    references(&mut table, "assignment_run", "challenge_id", "challenge");
    references(&mut table, "assignment_run", "made_by", "person");
    manager.create_table(table).await?;
    index(manager, "assignment_run", &["challenge_id"]).await
}

async fn assignments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = table("assignment");
    table
        .col(number("judge_id"))
        .col(number("proposal_id"))
        .col(text("origin"))
        .col(number_null("run_id"))
        .col(number_null("assigned_by"))
        .col(instant("assigned_at"))
        .col(instant_null("removed_at"))
        .col(number_null("removed_by"))
        .col(text("removed_reason").default("").take());
    references(&mut table, "assignment", "judge_id", "judge");
    references(&mut table, "assignment", "proposal_id", "proposal");
    references(&mut table, "assignment", "run_id", "assignment_run");
    references(&mut table, "assignment", "assigned_by", "person");
    references(&mut table, "assignment", "removed_by", "person");
    manager.create_table(table).await?;
    index(manager, "assignment", &["proposal_id"]).await?;
    // What was removed stays as history, so a pair is unique among those that stand.
    manager
        .get_connection()
        .execute_unprepared(
            "CREATE UNIQUE INDEX unique_assignment_standing \
             ON assignment (judge_id, proposal_id) WHERE removed_at IS NULL",
        )
        .await?;
    Ok(())
}
