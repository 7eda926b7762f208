//! Editing an organisation's page.

use hub_entity::organisation::organisation;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::organisation::import::councils::email_domain;
use crate::organisation::record::{self, Profile};
use crate::organisation::{Organisation, read};
use crate::policy::{self, organisation as rules};
use crate::values::{Fields, slug};

/// The most domains that one organisation has.
const MOST_DOMAINS: usize = 20;

/// What somebody changes.
#[derive(Debug, Clone)]
pub struct EditOrganisation {
    /// Which organisation.
    pub number: i64,
    /// The version that was read.
    pub version: i32,
    /// What is said about it.
    pub profile: Profile,
    /// Domains whose confirmed addresses prove membership; none leaves them as they are.
    pub email_domains: Option<Vec<String>>,
}

/// Changes what is said about an organisation, and for staff the domains that prove membership.
///
/// # Errors
/// `Invalid` on the fields; `Conflict` when somebody was faster; `Forbidden` for anybody but
/// owners and staff, and for owners who would change domains; `NotFound`.
pub async fn edit_organisation(ctx: &Context, input: EditOrganisation) -> Result<Organisation> {
    let mut fields = Fields::default();
    let profile = input.profile.checked(&mut fields);
    let domains = input
        .email_domains
        .map(|domains| read_domains(&mut fields, &domains));

    let known = record::locked(ctx, input.number).await?;
    let viewer = ctx.viewer();
    policy::require(viewer, rules::may_edit(viewer, known.id))?;
    fields.finish()?;
    let domains = domains.filter(|domains| *domains != read::email_domains(&known));
    if domains.is_some() {
        policy::require(viewer, rules::may_edit_domains(viewer))?;
    }
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    record::require_own_name(ctx, &profile.name, known.id).await?;

    let id = known.id;
    let mut row = known.clone().into_active_model();
    row.version = Set(known.version + 1);
    row.slug = Set(slug(&profile.name));
    let changed = changes(&known, &profile, domains.as_deref());
    row.name = Set(profile.name);
    row.short_name = Set(profile.short_name);
    row.about = Set(profile.about);
    row.website = Set(profile.website);
    if let Some(domains) = domains {
        row.email_domains = Set(json!(domains));
    }
    let organisation: organisation::Model = row.update(ctx.tx().await?).await?;
    record::audit(
        ctx,
        "organisation_edited",
        id,
        json!({ "changed": changed }),
    )
    .await?;
    record::index(ctx, &organisation).await?;
    Ok(organisation)
}

fn read_domains(fields: &mut Fields, typed: &[String]) -> Vec<String> {
    let mut domains = Vec::new();
    for (i, word) in typed.iter().enumerate().take(MOST_DOMAINS) {
        let word = word.trim();
        let outcome = email_domain(word).map_err(|problem| {
            FieldError::new(format!("emailDomains.{i}"), problem.code()).with("value", word)
        });
        domains.extend(fields.take(outcome));
    }
    if typed.len() > MOST_DOMAINS {
        fields.push(FieldError::new("emailDomains", "TOO_MANY").with("max", MOST_DOMAINS));
    }
    domains.sort();
    domains.dedup();
    domains
}

/// Names of the fields that differ, for the audit; of domains also before and after, because they
/// decide who gets in.
fn changes(known: &Organisation, new: &Profile, domains: Option<&[String]>) -> serde_json::Value {
    let mut changed = serde_json::Map::new();
    for (name, before, after) in [
        ("name", &known.name, &new.name),
        ("shortName", &known.short_name, &new.short_name),
        ("website", &known.website, &new.website),
    ] {
        if before != after {
            changed.insert(name.to_owned(), json!([before, after]));
        }
    }
    if known.about != new.about {
        changed.insert("about".to_owned(), json!(true));
    }
    if let Some(domains) = domains {
        let before = read::email_domains(known);
        changed.insert("emailDomains".to_owned(), json!([before, domains]));
    }
    changed.into()
}
