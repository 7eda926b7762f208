//! Partners who agreed once, and took that back.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Creates the table, and enters the partners who do not agree any more today.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut past = table("past_partner");
        past.col(number("proposal_id"))
            .col(number_null("organisation_id"))
            .col(number_null("person_id"))
            .col(number_null("agreed_by"))
            .col(instant("ended_at"));
        references(&mut past, "past_partner", "proposal_id", "proposal");
        references(&mut past, "past_partner", "organisation_id", "organisation");
        references(&mut past, "past_partner", "person_id", "person");
        references(&mut past, "past_partner", "agreed_by", "person");
        manager.create_table(past).await?;
        for column in ["proposal_id", "organisation_id", "person_id"] {
            index(manager, "past_partner", &[column]).await?;
        }
        let left = Query::select()
            .columns(["proposal_id", "organisation_id", "person_id", "answered_at"])
            .from("partner")
            .and_where(Expr::col("consent").eq("withdrawn"))
            .and_where(Expr::col("answered_at").is_not_null())
            .take();
        let mut known = Query::insert();
        known
            .into_table("past_partner")
            .columns(["proposal_id", "organisation_id", "person_id", "ended_at"])
            .select_from(left)
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        manager.execute(known).await
    }
}
