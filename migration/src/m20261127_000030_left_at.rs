//! When somebody left an organisation.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Keeps until when somebody belonged to an organisation apart from what was decided last: a request
/// to join again that is declined must not make them a stranger.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "organisation_member", instant_null("left_at")).await?;
        // Whoever had left and asks again has kept the date of it so far.
        let known = Query::update()
            .table("organisation_member")
            .value("left_at", Expr::col("decided_at"))
            .and_where(Expr::col("state").is_in(["left", "requested"]))
            .take();
        manager.execute(known).await
    }
}
