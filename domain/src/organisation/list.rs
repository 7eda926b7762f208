//! Listing organisations, and counting them by what they are and where.

use hub_entity::organisation::{OrganisationKind, organisation};
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::context::Reader;
use crate::error::{Error, Result};
use crate::organisation::Organisation;
use crate::page::{Page, Slice};

/// Which organisations are asked for. Empty texts ask for all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<OrganisationKind>,
    /// In this nation.
    pub nation: Option<String>,
    /// In this region.
    pub region: Option<String>,
    /// Councils of this type, by its code.
    pub council_type: Option<String>,
    /// Whose name holds all of these words.
    pub query: Option<String>,
    /// That exist today, or do not.
    pub current: Option<bool>,
}

/// By what organisations are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// What they are.
    Kind,
    /// Nation.
    Nation,
    /// Region.
    Region,
    /// Type of council.
    CouncilType,
}

impl Facet {
    fn column(self) -> organisation::Column {
        match self {
            Self::Kind => organisation::Column::Kind,
            Self::Nation => organisation::Column::Nation,
            Self::Region => organisation::Column::Region,
            Self::CouncilType => organisation::Column::CouncilType,
        }
    }
}

impl Filter {
    fn select(&self) -> Select<organisation::Entity> {
        use organisation::Column;
        let mut select = organisation::Entity::find();
        if let Some(kind) = self.kind {
            select = select.filter(Column::Kind.eq(kind));
        }
        if let Some(nation) = given(self.nation.as_ref()) {
            select = select.filter(Column::Nation.eq(nation));
        }
        if let Some(region) = given(self.region.as_ref()) {
            select = select.filter(Column::Region.eq(region));
        }
        if let Some(kind) = given(self.council_type.as_ref()) {
            select = select.filter(Column::CouncilType.eq(kind));
        }
        if let Some(current) = self.current {
            select = select.filter(Column::Current.eq(current));
        }
        for word in self
            .query
            .as_deref()
            .unwrap_or_default()
            .split_whitespace()
            .take(8)
        {
            let holds = |column| Expr::expr(Func::lower(Expr::col(column))).like(holding(word));
            let any = Condition::any()
                .add(holds(Column::Name))
                .add(holds(Column::ShortName))
                .add(Column::GssCode.eq(word.to_uppercase()));
            select = select.filter(any);
        }
        select
    }

    /// The same without what one facet chose, so that its other values are counted too.
    fn without(&self, facet: Facet) -> Self {
        let mut filter = self.clone();
        match facet {
            Facet::Kind => filter.kind = None,
            Facet::Nation => filter.nation = None,
            Facet::Region => filter.region = None,
            Facet::CouncilType => filter.council_type = None,
        }
        filter
    }
}

fn given(text: Option<&String>) -> Option<&String> {
    text.filter(|text| !text.is_empty())
}

/// A pattern for what holds a word, whose own wildcards mean nothing.
fn holding(word: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in word.to_lowercase().chars().take(100) {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// A part of the organisations, by name.
///
/// # Errors
/// `Invalid` when the cursor is none of this list.
pub async fn list(reader: &Reader, filter: &Filter, page: &Page) -> Result<Slice<Organisation>> {
    use organisation::Column;
    let total = filter.select().count(reader.db()).await?;
    let mut select = filter
        .select()
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id)
        .limit(page.first + 1);
    if let Some([name, id]) = page.key::<2>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        let same = Condition::all()
            .add(Column::Name.eq(name.as_str()))
            .add(Column::Id.gt(id));
        select = select.filter(Condition::any().add(Column::Name.gt(name)).add(same));
    }
    let rows = select.all(reader.db()).await?;
    let key = |row: &Organisation| vec![row.name.clone(), row.id.to_string()];
    Ok(Slice::cut(rows, page, key).with_total(total))
}

/// How many organisations there are of each value of a facet, the most first. What the facet
/// itself chose is left out of the filter.
///
/// # Errors
/// When the database does not answer.
pub async fn count_by(
    reader: &Reader,
    filter: &Filter,
    facet: Facet,
) -> Result<Vec<(String, i64)>> {
    let column = facet.column();
    let rows: Vec<(Option<String>, i64)> = filter
        .without(facet)
        .select()
        .select_only()
        .column_as(Expr::col(column), "value")
        .column_as(organisation::Column::Id.count(), "count")
        .group_by(Expr::col(column))
        .into_tuple()
        .all(reader.db())
        .await?;
    let mut counts: Vec<(String, i64)> = rows
        .into_iter()
        .filter_map(|(value, count)| Some((value.filter(|value| !value.is_empty())?, count)))
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(counts)
}
