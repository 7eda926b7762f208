//! An announcement that is planned for a time, for staff.

use async_graphql::{Context, InputObject, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::challenge;
use hub_domain::judging::embargo::{self, CancelAnnouncement, PlanAnnouncement};
use hub_domain::policy::judging::Standing;

use crate::account::Person;
use crate::error::{Graphql, optional};
use crate::request::{loaders, reader};

/// An announcement that is planned for a time.
pub struct PlannedAnnouncement {
    row: embargo::Planned,
    zone: String,
}

/// An announcement that is planned for a time; only staff who may see scores learn of it.
#[Object]
impl PlannedAnnouncement {
    /// When it is announced.
    async fn announce_at(&self) -> DateTime<Utc> {
        self.row.announce_at
    }
    /// The same on the clocks of the challenge's zone, as a form takes it.
    async fn announce_at_local(&self) -> String {
        challenge::local_time::show(self.row.announce_at, &self.zone)
    }
    /// Why these were selected, as Markdown.
    async fn announcement(&self, ctx: &Context<'_>) -> Result<&str> {
        embargo::text(reader(ctx)?, &self.row).await.graphql()
    }
    /// Who planned it; null where the account is gone.
    async fn planned_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let person = loaders(ctx)?.person(self.row.planned_by).await;
        Ok(optional(person)?.map(Person))
    }
    /// When it was planned, or changed last; a change names it as `seen`.
    async fn planned_at(&self) -> DateTime<Utc> {
        self.row.planned_at
    }
    /// When it was tried in vain, because something was missing.
    async fn failed_at(&self) -> Option<DateTime<Utc>> {
        self.row.failed_at
    }
}

/// What is planned for a challenge; null for those who may not see scores.
///
/// # Errors
/// When the database does not answer.
pub async fn planned(
    ctx: &Context<'_>,
    row: &challenge::Challenge,
    standing: Standing,
) -> Result<Option<PlannedAnnouncement>> {
    let found = optional(embargo::of(reader(ctx)?, row, standing).await)?;
    Ok(found.flatten().map(|planned| PlannedAnnouncement {
        row: planned,
        zone: row.zone.clone(),
    }))
}

/// An announcement at a set time.
#[derive(InputObject)]
pub struct PlanAnnouncementInput {
    /// Number of the challenge.
    challenge: i64,
    /// Local time in the challenge's zone, such as `2026-12-18T09:00`.
    announce_at: String,
    /// Why these were selected, as Markdown.
    #[graphql(default)]
    announcement: String,
    /// The `plannedAt` of what they had before them; null where nothing was planned.
    seen: Option<DateTime<Utc>>,
}

impl From<PlanAnnouncementInput> for PlanAnnouncement {
    fn from(input: PlanAnnouncementInput) -> Self {
        Self {
            challenge: input.challenge,
            announce_at: input.announce_at,
            announcement: input.announcement,
            seen: input.seen,
        }
    }
}

/// A planned announcement that is taken back.
#[derive(InputObject)]
pub struct CancelAnnouncementInput {
    /// Number of the challenge.
    challenge: i64,
    /// The `plannedAt` of what they had before them.
    seen: Option<DateTime<Utc>>,
}

impl From<CancelAnnouncementInput> for CancelAnnouncement {
    fn from(input: CancelAnnouncementInput) -> Self {
        Self {
            challenge: input.challenge,
            seen: input.seen,
        }
    }
}
