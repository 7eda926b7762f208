//! Anybody registers a project that did not come from a challenge.

use std::collections::BTreeSet;

use hub_entity::challenge::PartnerRole;
use hub_entity::organisation::OrganisationKind;
use hub_entity::project::{ProjectState, UseRole, project, project_dataset, project_partner};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::context::{Context, Reader};
use crate::error::{Error, FieldError, Result};
use crate::organisation::{self, Organisation};
use crate::platform::{audit, limit, repeat};
use crate::policy;
use crate::project::{Project, read, uses};
use crate::values::{Fields, slug};

/// A project, as it is registered.
#[derive(Debug, Clone)]
pub struct RegisterProject {
    /// What it is called.
    pub title: String,
    /// What it does, in one sentence.
    pub summary: String,
    /// Where it runs.
    pub website: String,
    /// Where its code is, or empty.
    pub repository: String,
    /// Numbers of the datasets that it uses, or the addresses of their pages.
    pub datasets: Vec<String>,
    /// The organisation that is behind it; the person who registers it, if none.
    pub organisation: Option<i64>,
    /// Whether it is another one than those that are known at the same address.
    pub another: bool,
    /// Makes a repeat harmless.
    pub request_id: Option<String>,
}

/// Registers a project, which is shown at once.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` without a confirmed address; `Invalid`, as without a dataset,
/// or when a project at that address is known and nobody said that this is another.
pub async fn register_project(ctx: &Context, input: RegisterProject) -> Result<Project> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=150);
    let summary = fields.line("summary", &input.summary, 10..=300);
    let website = fields.web_address("website", &input.website, true);
    let repository = fields.web_address("repository", &input.repository, false);
    let numbers = numbers(&mut fields, &input.datasets);
    if let Some(id) = ctx.viewer().id() {
        limit::POST.take(ctx.hub(), &id.to_string()).await?;
    }
    policy::require(ctx.viewer(), policy::project::may_register(ctx.viewer()))?;
    let id = input.request_id.as_deref();
    if let Some(known) = repeat::find(ctx, "registerProject", id).await? {
        return read::by_number(ctx.tx().await?, ctx.viewer(), known).await;
    }
    for (field, number) in &numbers {
        uses::known(ctx, &mut fields, field, *number).await?;
    }
    let organisation = behind(ctx, &mut fields, input.organisation).await?;
    let key = address_key(&website);
    if !input.another {
        refuse_known(ctx, &mut fields, &key).await?;
    }
    fields.finish()?;
    let row = project::ActiveModel {
        slug: Set(slug(&title)),
        title: Set(title),
        summary: Set(summary),
        impact: Set(String::new()),
        state: Set(ProjectState::Live),
        state_reason: Set(String::new()),
        website: Set(website),
        repository: Set(repository),
        address_key: Set(key),
        registered_by: Set(ctx.viewer().id()),
        confirmed_at: Set(Some(ctx.now())),
        confirmed_by: Set(ctx.viewer().id()),
        version: Set(1),
        created_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let project = row.insert(ctx.tx().await?).await?;
    parts(ctx, &project, organisation.as_ref(), &numbers).await?;
    read::index(ctx, &project).await?;
    repeat::remember(ctx, "registerProject", id, project.id).await?;
    let entry = audit::Entry {
        action: "project_registered",
        object_kind: "project",
        object_id: project.id,
        challenge_id: None,
        details: json!({ "organisation": input.organisation }),
    };
    audit::record(ctx, entry).await?;
    Ok(project)
}

/// The datasets that were named, each once, with the field that names it.
fn numbers(fields: &mut Fields, typed: &[String]) -> Vec<(String, i64)> {
    let mut known = BTreeSet::new();
    let mut numbers = Vec::new();
    for (row, text) in typed.iter().enumerate() {
        let field = format!("datasets.{row}");
        match (text.trim(), uses::number_of(text.trim())) {
            ("", _) => {}
            (_, None) => fields.push(FieldError::new(field, "DATASET_UNKNOWN")),
            (_, Some(number)) if known.insert(number) => numbers.push((field, number)),
            (_, Some(_)) => fields.push(FieldError::new(field, "DATASET_TWICE")),
        }
    }
    if typed.len() > 40 {
        fields.push(FieldError::new("datasets.0", "TOO_MANY").with("max", 40));
    }
    let some = typed.iter().any(|text| !text.trim().is_empty());
    fields.require(some, "datasets.0", "PROJECT_NEEDS_DATASET");
    numbers
}

/// The organisation behind it: one of the viewer's own.
async fn behind(
    ctx: &Context,
    fields: &mut Fields,
    organisation: Option<i64>,
) -> Result<Option<Organisation>> {
    let Some(number) = organisation else {
        return Ok(None);
    };
    if !ctx.viewer().belongs_to(number) {
        fields.push(FieldError::new("organisation", "NOT_A_CHOICE"));
        return Ok(None);
    }
    organisation::read::by_number(ctx.tx().await?, number)
        .await
        .map(Some)
}

/// Refuses an address at which a project is known, and names that.
async fn refuse_known(ctx: &Context, fields: &mut Fields, key: &str) -> Result<()> {
    let known = at_key(ctx.tx().await?, key).await?;
    if let Some(known) = known.first() {
        fields.push(
            FieldError::new("website", "PROJECT_KNOWN")
                .with("title", &known.title)
                .with("path", read::path(known)),
        );
    }
    Ok(())
}

/// Projects that everybody may see and that run at this address, for a form that is being filled.
///
/// # Errors
/// When the database does not answer.
pub async fn at_address(reader: &Reader, address: &str) -> Result<Vec<Project>> {
    at_key(reader.db(), &address_key(address)).await
}

async fn at_key(db: &impl ConnectionTrait, key: &str) -> Result<Vec<Project>> {
    if key.is_empty() {
        return Ok(Vec::new());
    }
    Ok(project::Entity::find()
        .filter(project::Column::AddressKey.eq(key))
        .filter(project::Column::HiddenAt.is_null())
        .order_by_asc(project::Column::Id)
        .all(db)
        .await?)
}

/// The form in which two addresses of one service are the same: without scheme, `www.`, port,
/// query, fragment and the last slash, in lower case. Empty when it is no web address.
pub fn address_key(address: &str) -> String {
    let Ok(url) = url::Url::parse(address.trim()) else {
        return String::new();
    };
    let Some(host) = url.host_str() else {
        return String::new();
    };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path().trim_end_matches('/');
    format!("{host}{path}").to_lowercase()
}

async fn parts(
    ctx: &Context,
    project: &Project,
    organisation: Option<&Organisation>,
    numbers: &[(String, i64)],
) -> Result<()> {
    let tx = ctx.tx().await?;
    let council = organisation.is_some_and(|row| row.kind == OrganisationKind::Council);
    let partner = project_partner::ActiveModel {
        project_id: Set(project.id),
        role: Set(if council {
            PartnerRole::Council
        } else {
            PartnerRole::Developer
        }),
        organisation_id: Set(organisation.map(|row| row.id)),
        person_id: Set(match organisation {
            Some(_) => None,
            None => Some(ctx.viewer().id().ok_or(Error::Unauthenticated)?),
        }),
        ..Default::default()
    };
    partner.insert(tx).await?;
    for (_, dataset) in numbers {
        let row = project_dataset::ActiveModel {
            project_id: Set(project.id),
            dataset_id: Set(*dataset),
            purpose: Set(String::new()),
            role: Set(UseRole::Essential),
            since: Set(ctx.now()),
            confirmed_at: Set(Some(ctx.now())),
            confirmed_by: Set(ctx.viewer().id()),
            ..Default::default()
        };
        row.insert(tx).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_service_has_one_key_however_its_address_is_written() {
        for address in [
            "https://buses.example.org/map/",
            "http://www.buses.example.org/Map?x=1#here",
            " HTTPS://Buses.Example.org:443/map ",
        ] {
            assert_eq!(address_key(address), "buses.example.org/map", "{address}");
        }
        assert_eq!(address_key("not an address"), "");
        assert_ne!(
            address_key("https://a.example.org"),
            address_key("https://b.example.org")
        );
    }
}
