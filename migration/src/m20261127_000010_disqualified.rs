//! Proposals that are disqualified, and when one was withdrawn.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Says of a proposal where it stood when it was disqualified, why and when; and when it was
/// withdrawn, because staff read what is withdrawn after the close.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let reason = text("disqualified_reason").default("").take();
        for column in [
            instant_null("withdrawn_at"),
            text_null("disqualified_from"),
            reason,
            instant_null("disqualified_at"),
        ] {
            add_column(manager, "proposal", column).await?;
        }
        // Nothing changed what was withdrawn since.
        let known = Query::update()
            .table("proposal")
            .value("withdrawn_at", Expr::col("updated_at"))
            .and_where(Expr::col("state").eq("withdrawn"))
            .take();
        manager.execute(known).await
    }
}
