//! Search over everything that the viewer may see: FTS5 on SQLite, tsvector on PostgreSQL, behind
//! one function.

mod excerpt;
mod words;

use hub_entity::challenge::proposal;
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};
use sea_orm::{FromQueryResult, Statement, Value};

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::page::{Page, Slice};
use crate::proposal::read::partner_of;

/// Kinds of things that are found, as the index names them.
pub const KINDS: &[&str] = &[
    "challenge",
    "programme",
    "project",
    "story",
    "dataset",
    "topic",
    "community",
    "organisation",
    "document",
    "proposal",
];

/// Results beyond this many are not shown: whoever has not found it by then needs other words.
const MOST: u64 = 200;

/// Something that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its kind: `dataset`, `topic` …
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub path: String,
    /// The part of its text that matches best, as plain text.
    pub excerpt: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    kind: String,
    title: String,
    path: String,
    body: String,
}

/// Finds what has all of the words, best first; the last word may be unfinished. An empty search
/// finds nothing.
///
/// # Errors
/// `Invalid` on `after` or `kind`; when the database does not answer.
pub async fn search(
    reader: &Reader,
    text: &str,
    kind: Option<&str>,
    page: &Page,
) -> Result<Slice<Hit>> {
    let words = words::of(text);
    let kind = kind.filter(|kind| !kind.is_empty());
    if kind.is_some_and(|kind| !KINDS.contains(&kind)) {
        return Err(Error::field("kind", "NOT_A_CHOICE"));
    }
    let begin = begin(page)?;
    if words.is_empty() {
        return Ok(Slice::cut(Vec::new(), page, |_: &Hit| Vec::new()));
    }
    let keys = keys_of(reader).await?;
    let left = MOST.saturating_sub(begin);
    let wanted = page.first.saturating_add(1).min(left);
    let backend = reader.db().get_database_backend();
    let statement = statement(backend, &words, kind, keys, wanted, begin);
    let rows = Row::find_by_statement(statement).all(reader.db()).await?;
    let hits: Vec<(u64, Hit)> = (begin + 1..)
        .zip(rows)
        .map(|(place, row)| {
            let hit = Hit {
                excerpt: excerpt::around(&row.body, &words),
                kind: row.kind,
                title: row.title,
                path: row.path,
            };
            (place, hit)
        })
        .collect();
    Ok(Slice::cut(hits, page, |(place, _)| vec![place.to_string()]).map(|(_, hit)| hit))
}

/// How many results were shown before. Ranks of two searches are not comparable, so that a cursor
/// is a place and not a key; [`MOST`] keeps it cheap.
fn begin(page: &Page) -> Result<u64> {
    match page.key::<1>()? {
        None => Ok(0),
        Some([place]) => match place.parse() {
            Ok(place) if place <= MOST => Ok(place),
            _ => Err(Error::field("after", "BAD_CURSOR")),
        },
    }
}

/// The keys of what the viewer may find: what is public, and the proposals of their own.
async fn keys_of(reader: &Reader) -> Result<Vec<String>> {
    let mut keys = vec!["public".to_owned()];
    if reader.viewer().id().is_some() {
        let own: Vec<i64> = proposal::Entity::find()
            .select_only()
            .column(proposal::Column::Id)
            .filter(proposal::Column::Id.in_subquery(partner_of(reader.viewer())))
            .limit(500)
            .into_tuple()
            .all(reader.db())
            .await?;
        keys.extend(own.iter().map(|id| format!("proposal:{id}")));
    }
    Ok(keys)
}

fn statement(
    backend: DbBackend,
    words: &[String],
    kind: Option<&str>,
    keys: Vec<String>,
    limit: u64,
    offset: u64,
) -> Statement {
    let postgres = backend == DbBackend::Postgres;
    let query = if postgres {
        words::tsquery(words)
    } else {
        words::fts5(words)
    };
    let mut values: Vec<Value> = vec![query.into()];
    let mut bind = |value: String| {
        values.push(value.into());
        format!("${}", values.len())
    };
    let keys: Vec<String> = keys.into_iter().map(&mut bind).collect();
    let mut seen = format!("d.visibility IN ({})", keys.join(", "));
    if let Some(kind) = kind {
        seen.push_str(&format!(" AND d.kind = {}", bind(kind.to_owned())));
    }
    // Limit and offset are numbers of ours, written out so that the planner sees them.
    let end = format!("d.updated_at DESC, d.id DESC LIMIT {limit} OFFSET {offset}");
    let sql = if postgres {
        format!(
            "SELECT d.kind, d.title, d.path, d.body \
             FROM search_document d, to_tsquery('english', $1) q \
             WHERE d.vector @@ q AND {seen} ORDER BY ts_rank_cd(d.vector, q) DESC, {end}"
        )
    } else {
        format!(
            "SELECT d.kind, d.title, d.path, d.body \
             FROM search_index JOIN search_document d ON d.id = search_index.rowid \
             WHERE search_index MATCH $1 AND {seen} \
             ORDER BY bm25(search_index, 6.0, 1.0), {end}"
        )
    };
    Statement::from_sql_and_values(backend, sql, values)
}
