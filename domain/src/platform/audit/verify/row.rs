//! One row of the audit as it is stored, and as it should be.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use serde_json::Value;

use super::super::canonical;
use super::super::link::{self, Content};
use super::Why;
use crate::error::Result;

/// A row, every column as text.
#[derive(Debug, FromQueryResult)]
pub struct Raw {
    /// PostgreSQL keeps JSON in a form of its own, and SQLite as it was written.
    #[sea_orm(skip)]
    in_postgres: bool,
    seq: Option<String>,
    at: Option<String>,
    actor_id: Option<String>,
    action: Option<String>,
    object_kind: Option<String>,
    object_id: Option<String>,
    challenge_id: Option<String>,
    details: Option<String>,
    before_hash: Option<String>,
    after_hash: Option<String>,
    hash: Option<String>,
}

/// The next rows of a chain.
pub async fn read(
    db: &impl ConnectionTrait,
    chain: i64,
    after: i64,
    count: i64,
) -> Result<Vec<Raw>> {
    let backend = db.get_database_backend();
    let in_postgres = backend == DbBackend::Postgres;
    let (at, parameters) = match backend {
        DbBackend::Postgres => (
            r#"to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"#,
            ["$1", "$2", "$3"],
        ),
        _ => ("CAST(at AS TEXT)", ["?", "?", "?"]),
    };
    let [of, from, limit] = parameters;
    let sql = format!(
        "SELECT CAST(seq AS TEXT) AS seq, {at} AS at, CAST(actor_id AS TEXT) AS actor_id, \
         CAST(action AS TEXT) AS action, CAST(object_kind AS TEXT) AS object_kind, \
         CAST(object_id AS TEXT) AS object_id, CAST(challenge_id AS TEXT) AS challenge_id, \
         CAST(details AS TEXT) AS details, CAST(before_hash AS TEXT) AS before_hash, \
         CAST(after_hash AS TEXT) AS after_hash, CAST(hash AS TEXT) AS hash \
         FROM audit WHERE chain = {of} AND audit.seq > {from} ORDER BY audit.seq LIMIT {limit}"
    );
    let values = [chain.into(), after.into(), count.into()];
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut rows = Raw::find_by_statement(statement).all(db).await?;
    for row in &mut rows {
        row.in_postgres = in_postgres;
    }
    Ok(rows)
}

impl Raw {
    /// Its place in the chain, if that is a number.
    pub fn seq(&self) -> Option<i64> {
        self.seq.as_ref()?.parse().ok()
    }

    /// What it says was done.
    pub fn action(&self) -> Option<String> {
        self.action.clone()
    }

    /// When, if that is an instant written as the hub writes it: SQLite keeps it as a text.
    pub fn at(&self) -> Option<DateTime<Utc>> {
        let text = self.at.as_ref()?;
        let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
        let written = [
            at.to_rfc3339_opts(SecondsFormat::AutoSi, false),
            at.to_rfc3339_opts(SecondsFormat::Micros, true),
        ];
        written.contains(text).then_some(at)
    }
}

/// A row whose details fit their hashes.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its place in the chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub action: String,
    /// The challenge that it belongs to.
    pub challenge: Option<i64>,
    /// Its hash.
    pub hash: &'r str,
    actor: Option<i64>,
    object_kind: &'r str,
    object_id: i64,
    before: Option<&'r str>,
    after: &'r str,
}

impl Row<'_> {
    /// What its hash covers.
    pub fn content(&self) -> Content<'_> {
        Content {
            seq: self.seq,
            at: self.at,
            actor: self.actor,
            action: &self.action,
            object_kind: self.object_kind,
            object_id: self.object_id,
            challenge: self.challenge,
            before: self.before,
            after: self.after,
        }
    }
}

impl<'r> TryFrom<&'r Raw> for Row<'r> {
    type Error = Why;

    fn try_from(raw: &'r Raw) -> Result<Self, Why> {
        let text = |column: &'r Option<String>| column.as_deref().ok_or(Why::Unreadable);
        let row = Self {
            seq: raw.seq().ok_or(Why::Unreadable)?,
            at: raw.at().ok_or(Why::Unreadable)?,
            actor: whole(raw.actor_id.as_deref())?,
            action: text(&raw.action)?.to_owned(),
            object_kind: text(&raw.object_kind)?,
            object_id: whole(raw.object_id.as_deref())?.ok_or(Why::Unreadable)?,
            challenge: whole(raw.challenge_id.as_deref())?,
            before: raw.before_hash.as_deref(),
            after: text(&raw.after_hash)?,
            hash: text(&raw.hash)?,
        };
        let stored = text(&raw.details)?;
        let details: Value = serde_json::from_str(stored).map_err(|_| Why::Unreadable)?;
        let details = canonical::plain(details);
        let (before, after) = link::details_hashes(&details);
        // Written otherwise it may mean the same, and somebody wrote it.
        let written = if raw.in_postgres {
            canonical::as_postgres(&details)
        } else {
            details.to_string()
        };
        if written != stored || before.as_deref() != row.before || after != row.after {
            return Err(Why::Details);
        }
        Ok(row)
    }
}

fn whole(text: Option<&str>) -> Result<Option<i64>, Why> {
    let number = text.map(str::parse).transpose();
    number.map_err(|_| Why::Unreadable)
}
