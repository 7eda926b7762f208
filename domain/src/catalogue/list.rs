//! The catalogue as a list: a search, facets beside it, and one page at a time.

use hub_entity::catalogue::{DatasetStatus, dataset, distribution};
use hub_entity::platform::search_document;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

use crate::catalogue::{Dataset, read};
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::page::{Page, Slice};

/// Values of one facet that are listed; what lies beyond is found by searching.
const FACET_VALUES: u64 = 12;
/// Words of a search that count.
const MOST_WORDS: usize = 12;
/// Letters of a word that count; PostgreSQL refuses words of two thousand.
const LONGEST_WORD: usize = 40;

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By title, from A to Z.
    #[default]
    Title,
    /// Added last comes first.
    Newest,
}

/// Which datasets are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that all must be found.
    pub query: Option<String>,
    /// Number of the publisher.
    pub publisher: Option<i64>,
    /// A format that one of its distributions has.
    pub format: Option<String>,
    /// Code of the licence.
    pub licence: Option<String>,
    /// Published, where nothing is said.
    pub status: Option<DatasetStatus>,
}

/// One value of a facet, and how many datasets have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value<T> {
    /// The value.
    pub value: T,
    /// How many datasets of the search have it.
    pub count: i64,
}

/// A part of the list.
///
/// # Errors
/// `Invalid` on `after` when the cursor is none of this list.
pub async fn list(
    reader: &Reader,
    filter: &Filter,
    sort: Sort,
    page: &Page,
) -> Result<Slice<Dataset>> {
    let select = select(reader, filter);
    let title = || {
        Expr::from(Func::lower(Expr::col((
            dataset::Entity,
            dataset::Column::Title,
        ))))
    };
    let rows = match sort {
        Sort::Title => {
            let mut select = select
                .order_by(title(), Order::Asc)
                .order_by_asc(dataset::Column::Id);
            if let Some([after, id]) = page.key::<2>()? {
                let id = number(&id)?;
                let after = || Expr::from(Func::lower(Expr::val(after.as_str())));
                select = select.filter(
                    Condition::any().add(title().gt(after())).add(
                        Condition::all()
                            .add(title().eq(after()))
                            .add(dataset::Column::Id.gt(id)),
                    ),
                );
            }
            select
        }
        Sort::Newest => {
            let mut select = select.order_by_desc(dataset::Column::Id);
            if let Some([id]) = page.key::<1>()? {
                select = select.filter(dataset::Column::Id.lt(number(&id)?));
            }
            select
        }
    }
    .limit(page.first + 1)
    .all(reader.db())
    .await?;
    Ok(Slice::cut(rows, page, |row| match sort {
        Sort::Title => vec![row.title.clone(), row.id.to_string()],
        Sort::Newest => vec![row.id.to_string()],
    }))
}

/// How many datasets the filter leaves.
///
/// # Errors
/// When the database does not answer.
pub async fn count(reader: &Reader, filter: &Filter) -> Result<u64> {
    Ok(select(reader, filter).count(reader.db()).await?)
}

/// The newest published datasets, for feeds and the front page.
///
/// # Errors
/// When the database does not answer.
pub async fn recent(reader: &Reader, most: u64) -> Result<Vec<Dataset>> {
    Ok(select(reader, &Filter::default())
        .order_by_desc(dataset::Column::Id)
        .limit(most)
        .all(reader.db())
        .await?)
}

/// Publishers by number, those of most datasets first. A facet is counted without its own
/// filter, so that one may change one's mind.
///
/// # Errors
/// When the database does not answer.
pub async fn publishers(reader: &Reader, filter: &Filter) -> Result<Vec<Value<i64>>> {
    let others = Filter {
        publisher: None,
        ..filter.clone()
    };
    let rows: Vec<(i64, i64)> = select(reader, &others)
        .select_only()
        .column(dataset::Column::PublisherId)
        .column_as(dataset::Column::Id.count(), "number")
        .group_by(dataset::Column::PublisherId)
        .order_by_desc(dataset::Column::Id.count())
        .order_by_asc(dataset::Column::PublisherId)
        .limit(FACET_VALUES)
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(values(rows, filter.publisher))
}

/// Licences by code; what has none that is known is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn licences(reader: &Reader, filter: &Filter) -> Result<Vec<Value<String>>> {
    let others = Filter {
        licence: None,
        ..filter.clone()
    };
    let rows: Vec<(String, i64)> = select(reader, &others)
        .filter(dataset::Column::Licence.ne(""))
        .select_only()
        .column(dataset::Column::Licence)
        .column_as(dataset::Column::Id.count(), "number")
        .group_by(dataset::Column::Licence)
        .order_by_desc(dataset::Column::Id.count())
        .order_by_asc(dataset::Column::Licence)
        .limit(FACET_VALUES)
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(values(rows, filter.licence.clone()))
}

/// Formats, each dataset counted once however many files of it there are.
///
/// # Errors
/// When the database does not answer.
pub async fn formats(reader: &Reader, filter: &Filter) -> Result<Vec<Value<String>>> {
    let others = Filter {
        format: None,
        ..filter.clone()
    };
    let datasets = select(reader, &others)
        .select_only()
        .column(dataset::Column::Id)
        .into_query();
    let counted = || {
        Expr::from(Func::count_distinct(Expr::col((
            distribution::Entity,
            distribution::Column::DatasetId,
        ))))
    };
    let rows: Vec<(String, i64)> = distribution::Entity::find()
        .filter(distribution::Column::Format.ne(""))
        .filter(distribution::Column::DatasetId.in_subquery(datasets))
        .select_only()
        .column(distribution::Column::Format)
        .column_as(counted(), "number")
        .group_by(distribution::Column::Format)
        .order_by(counted(), Order::Desc)
        .order_by_asc(distribution::Column::Format)
        .limit(FACET_VALUES)
        .into_tuple()
        .all(reader.db())
        .await?;
    Ok(values(rows, filter.format.clone()))
}

/// What is chosen is always listed, so that it can be unchosen.
pub(crate) fn values<T: PartialEq>(rows: Vec<(T, i64)>, chosen: Option<T>) -> Vec<Value<T>> {
    let mut values: Vec<Value<T>> = rows
        .into_iter()
        .map(|(value, count)| Value { value, count })
        .collect();
    if let Some(value) = chosen
        && !values.iter().any(|known| known.value == value)
    {
        values.push(Value { value, count: 0 });
    }
    values
}

fn number(text: &str) -> Result<i64> {
    text.parse()
        .map_err(|_| Error::field("after", "BAD_CURSOR"))
}

fn select(reader: &Reader, filter: &Filter) -> Select<dataset::Entity> {
    let status = filter.status.unwrap_or(DatasetStatus::Published);
    let mut select = read::visible_to(reader.viewer()).filter(dataset::Column::Status.eq(status));
    if let Some(publisher) = filter.publisher {
        select = select.filter(dataset::Column::PublisherId.eq(publisher));
    }
    if let Some(licence) = &filter.licence {
        select = select.filter(dataset::Column::Licence.eq(licence));
    }
    if let Some(format) = &filter.format {
        let with = distribution::Entity::find()
            .filter(distribution::Column::Format.eq(format))
            .select_only()
            .column(distribution::Column::DatasetId)
            .into_query();
        select = select.filter(dataset::Column::Id.in_subquery(with));
    }
    if let Some(query) = filter.query.as_deref().filter(|q| !q.trim().is_empty()) {
        let found = matching(reader.hub().database().backend(), "dataset", query);
        select = select.filter(dataset::Column::Id.in_subquery(found));
    }
    select
}

/// The objects of a kind that hold all words, each of which may be the beginning of a longer one. Words
/// are letters and digits only, so that nothing of what was typed is read as an operator.
pub(crate) fn matching(backend: DbBackend, kind: &str, query: &str) -> SelectStatement {
    let words: Vec<String> = query
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect();
    let mut found = Query::select()
        .column(search_document::Column::ObjectId)
        .from(search_document::Entity)
        .and_where(Expr::col(search_document::Column::Kind).eq(kind))
        .to_owned();
    let expression = if words.is_empty() {
        Expr::cust("1 = 0")
    } else if backend == DbBackend::Postgres {
        let terms: Vec<String> = words.iter().map(|word| format!("{word}:*")).collect();
        Expr::cust_with_values("vector @@ to_tsquery('english', $1)", [terms.join(" & ")])
    } else {
        let terms: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        Expr::cust_with_values(
            "id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)",
            [terms.join(" ")],
        )
    };
    found.and_where(expression);
    found
}
