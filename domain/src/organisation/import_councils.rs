//! Importing a list of councils: adds those that are new and updates those that changed.

use std::collections::BTreeSet;
use std::fmt;

use hub_entity::organisation::{OrganisationKind, organisation};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::context::{Caller, Context};
use crate::error::Result;
use crate::hub::Hub;
use crate::organisation::gss::GssCode;
use crate::organisation::import::FileError;
use crate::organisation::import::councils::{self, CouncilRecord};
use crate::organisation::{Organisation, read, record};
use crate::values::slug;

/// What came of an import. Its text is the last line that the command prints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Councils that were added.
    pub created: u64,
    /// Councils that changed.
    pub updated: u64,
    /// Councils that were known as they are.
    pub unchanged: u64,
    /// Always none: a council that ended stays, and is marked as former.
    pub removed: u64,
    /// Rows that did not come in.
    pub failed: u64,
    /// What is wrong with them, one sentence each, with the line.
    pub errors: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "created {}, updated {}, unchanged {}, removed {}, failed {}",
            self.created, self.updated, self.unchanged, self.removed, self.failed
        )
    }
}

enum Change {
    Created,
    Updated,
    Unchanged,
}

/// Imports a list of councils, record by record, each in a transaction of its own: what is wrong
/// with one keeps none of the others out, and a second run of the same list changes nothing.
///
/// # Errors
/// A [`FileError`] if the file cannot be read as a list. What is wrong with single rows is in the
/// report.
pub async fn import_councils(hub: &Hub, bytes: &[u8]) -> Result<Report, FileError> {
    let listing = councils::parse(bytes)?;
    let lines: BTreeSet<u64> = listing.errors.iter().map(|error| error.line).collect();
    let mut report = Report {
        failed: u64::try_from(lines.len()).unwrap_or(u64::MAX),
        errors: listing.errors.iter().map(ToString::to_string).collect(),
        ..Report::default()
    };
    let caller = Caller::system();
    for council in listing.records {
        let (line, name) = (council.line, council.name.clone());
        let outcome = hub
            .write(&caller, move |ctx| Box::pin(import(ctx, council.clone())))
            .await;
        match outcome {
            Ok(Change::Created) => report.created += 1,
            Ok(Change::Updated) => report.updated += 1,
            Ok(Change::Unchanged) => report.unchanged += 1,
            Err(error) => {
                tracing::error!(line, %error, "a council was not imported");
                report.failed += 1;
                let reason = format!("line {line} ({name}): could not be saved: try again");
                report.errors.push(reason);
            }
        }
    }
    Ok(report)
}

async fn import(ctx: &Context, council: CouncilRecord) -> Result<Change> {
    let tx = ctx.tx().await?;
    let Some(known) = find(ctx, &council).await? else {
        let row = organisation::ActiveModel {
            kind: Set(OrganisationKind::Council),
            gss_code: Set(None),
            about: Set(String::new()),
            website: Set(String::new()),
            email_domains: Set(json!([])),
            identifiers: Set(json!([])),
            version: Set(1),
            created_at: Set(ctx.now()),
            ..Default::default()
        };
        let organisation = fill(row, &council).insert(tx).await?;
        leave_traces(ctx, "organisation_created", &organisation).await?;
        return Ok(Change::Created);
    };
    if is_same(&known, &council) {
        return Ok(Change::Unchanged);
    }
    let mut row = fill(known.clone().into_active_model(), &council);
    row.version = Set(known.version + 1);
    let organisation = row.update(tx).await?;
    leave_traces(ctx, "organisation_edited", &organisation).await?;
    Ok(Change::Updated)
}

/// The council by its code; else by its official name, because codes change with boundaries.
async fn find(ctx: &Context, council: &CouncilRecord) -> Result<Option<Organisation>> {
    use organisation::Column;
    let tx = ctx.tx().await?;
    let select = organisation::Entity::find().filter(Column::Kind.eq(OrganisationKind::Council));
    if let Some(code) = &council.gss_code {
        let by_code = select.clone().filter(Column::GssCode.eq(code.as_str()));
        if let Some(found) = by_code.one(tx).await? {
            return Ok(Some(found));
        }
    }
    let by_name = select.filter(Column::Name.eq(council.name.as_str()));
    Ok(by_name.order_by_asc(Column::Id).one(tx).await?)
}

/// What the list says. Its silence on a code or on domains leaves what is known of them.
fn fill(mut row: organisation::ActiveModel, council: &CouncilRecord) -> organisation::ActiveModel {
    row.slug = Set(slug(&council.name));
    row.name = Set(council.name.clone());
    row.short_name = Set(council.short_name.clone());
    if let Some(code) = &council.gss_code {
        row.gss_code = Set(Some(code.as_str().to_owned()));
    }
    row.council_type = Set(Some(council.council_type.code().to_owned()));
    row.nation = Set(council.nation.label().to_owned());
    row.region = Set(council.region.clone().unwrap_or_default());
    row.latitude = Set(council.latitude);
    row.longitude = Set(council.longitude);
    row.current = Set(council.current);
    if !council.email_domains.is_empty() {
        row.email_domains = Set(json!(sorted(&council.email_domains)));
    }
    row
}

fn is_same(known: &Organisation, council: &CouncilRecord) -> bool {
    let code = council.gss_code.as_ref().map(GssCode::as_str);
    known.name == council.name
        && known.short_name == council.short_name
        && (code.is_none() || known.gss_code.as_deref() == code)
        && known.council_type.as_deref() == Some(council.council_type.code())
        && known.nation == council.nation.label()
        && known.region == council.region.as_deref().unwrap_or_default()
        && same_degrees(known.latitude, council.latitude)
        && same_degrees(known.longitude, council.longitude)
        && known.current == council.current
        && (council.email_domains.is_empty()
            || read::email_domains(known) == sorted(&council.email_domains))
}

/// Equal to a ten-thousandth of a second of arc: a database may round the last digit.
fn same_degrees(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (None, None) => true,
        _ => false,
    }
}

fn sorted(domains: &[String]) -> Vec<String> {
    let mut domains = domains.to_vec();
    domains.sort();
    domains
}

async fn leave_traces(ctx: &Context, action: &str, organisation: &Organisation) -> Result<()> {
    let details = json!({ "import": "councils" });
    record::audit(ctx, action, organisation.id, details).await?;
    record::index(ctx, organisation).await
}
