//! What every change of an organisation leaves behind: its row in the audit and in the index.

use hub_entity::organisation::organisation;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::organisation::{Organisation, read};
use crate::platform::{audit, search_index};
use crate::values::{Fields, plain};

/// What an owner fills in about an organisation.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Official name.
    pub name: String,
    /// What people call it; the name, if empty.
    pub short_name: String,
    /// Markdown.
    pub about: String,
    /// Address of its own site, or empty.
    pub website: String,
}

impl Profile {
    /// The same, checked field by field.
    pub(super) fn checked(&self, fields: &mut Fields) -> Self {
        Self {
            name: fields.line("name", &self.name, 2..=200),
            short_name: fields.line("shortName", &self.short_name, 0..=80),
            about: fields.text("about", &self.about, 0..=10_000),
            website: fields.web_address("website", &self.website, false),
        }
    }
}

/// The row, locked until the transaction ends: its members are counted and changed under it.
pub(super) async fn locked(ctx: &Context, number: i64) -> Result<Organisation> {
    organisation::Entity::find_by_id(number)
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

/// Refuses a name that another organisation has: nobody is to be taken for somebody else.
pub(super) async fn require_own_name(ctx: &Context, name: &str, except: i64) -> Result<()> {
    let taken = organisation::Entity::find()
        .filter(
            Expr::expr(Func::lower(Expr::col(organisation::Column::Name))).eq(name.to_lowercase()),
        )
        .filter(organisation::Column::Id.ne(except))
        .one(ctx.tx().await?)
        .await?;
    match taken {
        Some(_) => Err(FieldError::new("name", "ORGANISATION_NAME_TAKEN").into()),
        None => Ok(()),
    }
}

/// Writes the audit.
pub(super) async fn audit(
    ctx: &Context,
    action: &str,
    organisation: i64,
    details: Value,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: "organisation",
        object_id: organisation,
        challenge_id: None,
        details,
    };
    audit::record(ctx, entry).await
}

/// The same about a member.
pub(super) async fn audit_member(
    ctx: &Context,
    action: &str,
    organisation: i64,
    person: i64,
) -> Result<()> {
    audit(ctx, action, organisation, json!({ "person": person })).await
}

/// Puts the organisation into the index of the search.
pub(super) async fn index(ctx: &Context, organisation: &Organisation) -> Result<()> {
    let parts = [
        organisation.short_name.as_str(),
        organisation.gss_code.as_deref().unwrap_or_default(),
        &organisation.region,
        &organisation.nation,
    ];
    let entry = search_index::Entry {
        kind: "organisation",
        object_id: organisation.id,
        visibility: "public".to_owned(),
        title: organisation.name.clone(),
        body: format!("{}\n{}", parts.join(" "), plain(&organisation.about)),
        path: read::path(organisation),
    };
    search_index::put(ctx, entry).await
}
