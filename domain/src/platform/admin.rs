//! Looking after the site: the outbox, the job queue, and what failed in them.

use hub_entity::platform::{MailState, job, mail};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use serde_json::json;

use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::page::{Page, Slice};
use crate::platform::audit;
use crate::platform::delivery::Mail;
use crate::platform::job::PLANNED_ANNOUNCEMENT;
use crate::platform::queue::Job;
use crate::policy;

/// Mails of the whole site, newest first.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` to all but administrators.
pub async fn mails(
    reader: &Reader,
    state: Option<MailState>,
    search: Option<&str>,
    page: &Page,
) -> Result<Slice<Mail>> {
    require_outbox(reader)?;
    let mut select = mail::Entity::find();
    if let Some(state) = state {
        select = select.filter(mail::Column::State.eq(state));
    }
    if let Some(address) = search.map(str::trim).filter(|text| !text.is_empty()) {
        select = select.filter(mail::Column::ToAddress.eq(address.to_lowercase()));
    }
    let total = select.clone().count(reader.db()).await?;
    if let Some([id]) = page.key::<1>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        select = select.filter(mail::Column::Id.lt(id));
    }
    let rows = select
        .order_by_desc(mail::Column::Id)
        .limit(page.first + 1)
        .all(reader.db())
        .await?;
    Ok(Slice::cut(rows, page, |row| vec![row.id.to_string()]).with_total(total))
}

/// One mail with its text. Every reading is audited, because a mail may hold what its reader
/// alone should know; so this read writes.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` to all but administrators, and to programs; `NotFound`.
pub async fn read_mail(reader: &Reader, key: &str) -> Result<Mail> {
    let in_session = reader.caller().session.is_some();
    let allowed = policy::admin::may_read_mail(reader.viewer(), in_session);
    policy::require_to_read(reader.viewer(), allowed)?;
    let key = key.to_owned();
    reader
        .hub()
        .write(reader.caller(), move |ctx| {
            Box::pin(read_and_note(ctx, key.clone()))
        })
        .await
}

async fn read_and_note(ctx: &Context, key: String) -> Result<Mail> {
    let found = mail::Entity::find()
        .filter(mail::Column::Key.eq(key))
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)?;
    note(ctx, "mail_read", "mail", found.id).await?;
    Ok(found)
}

/// Jobs that wait or were given up, the newest first. A planned announcement that waits is not among
/// them: only those who may announce it know its time, and an administrator may compete.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` to all but administrators.
pub async fn jobs(reader: &Reader, dead: bool, page: &Page) -> Result<Slice<Job>> {
    require_outbox(reader)?;
    let mut select = unfinished(dead);
    if !dead {
        select = select.filter(job::Column::Kind.ne(PLANNED_ANNOUNCEMENT));
    }
    let total = select.clone().count(reader.db()).await?;
    if let Some([id]) = page.key::<1>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        select = select.filter(job::Column::Id.lt(id));
    }
    let rows = select
        .order_by_desc(job::Column::Id)
        .limit(page.first + 1)
        .all(reader.db())
        .await?;
    Ok(Slice::cut(rows, page, |row| vec![row.id.to_string()]).with_total(total))
}

/// How much waits and how much was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overview {
    /// Mails that wait.
    pub mails_waiting: u64,
    /// Mails that were given up.
    pub mails_dead: u64,
    /// Jobs that wait.
    pub jobs_waiting: u64,
    /// Jobs that were given up.
    pub jobs_dead: u64,
}

/// What an administrator should know at a glance.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` to all but administrators.
pub async fn overview(reader: &Reader) -> Result<Overview> {
    require_outbox(reader)?;
    let in_state = |state| mail::Entity::find().filter(mail::Column::State.eq(state));
    let db = reader.db();
    Ok(Overview {
        mails_waiting: in_state(MailState::Queued).count(db).await?,
        mails_dead: in_state(MailState::Dead).count(db).await?,
        jobs_waiting: unfinished(false).count(db).await?,
        jobs_dead: unfinished(true).count(db).await?,
    })
}

/// Lets a mail that was given up be tried again from the beginning.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` to all but administrators; `NotFound` when there is none that
/// was given up.
pub async fn retry_mail(ctx: &Context, key: String) -> Result<Mail> {
    policy::require(ctx.viewer(), policy::admin::may_see_outbox(ctx.viewer()))?;
    let tx = ctx.tx().await?;
    let dead = mail::Entity::find()
        .filter(mail::Column::Key.eq(key))
        .filter(mail::Column::State.eq(MailState::Dead))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let row = mail::ActiveModel {
        id: Set(dead.id),
        state: Set(MailState::Queued),
        state_reason: Set(String::new()),
        attempts: Set(0),
        run_at: Set(ctx.now()),
        ..Default::default()
    };
    let mail = row.update(tx).await?;
    note(ctx, "mail_retried", "mail", mail.id).await?;
    ctx.leaves_work();
    Ok(mail)
}

/// Lets a job that was given up be tried again from the beginning.
///
/// # Errors
/// `Unauthenticated` or `Forbidden` to all but administrators; `NotFound` when there is none that
/// was given up.
pub async fn retry_job(ctx: &Context, id: i64) -> Result<Job> {
    policy::require(ctx.viewer(), policy::admin::may_see_outbox(ctx.viewer()))?;
    let tx = ctx.tx().await?;
    let dead = unfinished(true)
        .filter(job::Column::Id.eq(id))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let row = job::ActiveModel {
        id: Set(dead.id),
        dead_at: Set(None),
        attempts: Set(0),
        run_at: Set(ctx.now()),
        ..Default::default()
    };
    let job = row.update(tx).await?;
    note(ctx, "job_retried", "job", job.id).await?;
    ctx.leaves_work();
    Ok(job)
}

fn unfinished(dead: bool) -> Select<job::Entity> {
    let select = job::Entity::find().filter(job::Column::FinishedAt.is_null());
    if dead {
        select.filter(job::Column::DeadAt.is_not_null())
    } else {
        select.filter(job::Column::DeadAt.is_null())
    }
}

fn require_outbox(reader: &Reader) -> Result<()> {
    let viewer = reader.viewer();
    policy::require_to_read(viewer, policy::admin::may_see_outbox(viewer))
}

async fn note(ctx: &Context, action: &'static str, kind: &'static str, id: i64) -> Result<()> {
    let entry = audit::Entry {
        action,
        object_kind: kind,
        object_id: id,
        challenge_id: None,
        details: json!({}),
    };
    audit::record(ctx, entry).await
}
