//! Finding programmes. All of them are public; which of their challenges are seen is asked of the
//! challenges.

use hub_entity::challenge::programme;
use hub_entity::organisation::{OrganisationKind, organisation};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::challenge::template;
use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::organisation::Organisation;
use crate::page::{Page, Slice};
use crate::platform::search_index;
use crate::policy;
use crate::values;

/// A programme.
pub type Programme = programme::Model;

/// Organisations that a form offers.
const MOST_PUBLISHERS: u64 = 1000;

/// Its address.
pub fn path(programme: &Programme) -> String {
    values::path("programmes", programme.id, &programme.slug)
}

/// One programme.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(db: &impl ConnectionTrait, number: i64) -> Result<Programme> {
    programme::Entity::find_by_id(number)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Several at once, for loaders.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Programme>> {
    Ok(programme::Entity::find()
        .filter(programme::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// The row, locked against other changes.
///
/// # Errors
/// `NotFound` when there is none.
pub(crate) async fn lock(ctx: &Context, number: i64) -> Result<Programme> {
    programme::Entity::find_by_id(number)
        .lock_exclusive()
        .one(ctx.tx().await?)
        .await?
        .ok_or(Error::NotFound)
}

/// Programmes by name: all, or those that the viewer runs.
///
/// # Errors
/// `Invalid` on `after`; when the database does not answer.
pub async fn list(reader: &Reader, own: bool, page: &Page) -> Result<Slice<Programme>> {
    let mut all = programme::Entity::find();
    if own && !reader.viewer().is_staff() {
        all = all.filter(programme::Column::Id.is_in(reader.viewer().programme_ids()));
    }
    let total = all.clone().count(reader.db()).await?;
    let mut select = all
        .order_by_asc(programme::Column::Name)
        .order_by_asc(programme::Column::Id);
    if let Some([name, id]) = page.key::<2>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        let same = programme::Column::Name
            .eq(name.clone())
            .and(programme::Column::Id.gt(id));
        let later = Condition::any().add(programme::Column::Name.gt(name));
        select = select.filter(later.add(same));
    }
    let rows = select.limit(page.first + 1).all(reader.db()).await?;
    Ok(Slice::cut(rows, page, |row| vec![row.name.clone(), row.id.to_string()]).with_total(total))
}

/// The organisations that a programme can be of, for those who may begin one: programme bodies
/// first, then councils, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn publishers(reader: &Reader) -> Result<Vec<Organisation>> {
    if !policy::programme::may_create(reader.viewer()) {
        return Ok(Vec::new());
    }
    let kinds = [OrganisationKind::ProgrammeBody, OrganisationKind::Council];
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Kind.is_in(kinds))
        .filter(organisation::Column::Current.eq(true))
        // As text, "programme_body" comes after "council".
        .order_by_desc(organisation::Column::Kind)
        .order_by_asc(organisation::Column::Name)
        .limit(MOST_PUBLISHERS)
        .all(reader.db())
        .await?)
}

/// How ties are broken in a new challenge of it, in order: `reviews`, `lottery`, or `criterion:`
/// with a name.
pub fn tie_break(programme: &Programme) -> Vec<String> {
    let rungs = programme.tie_break.as_array().into_iter().flatten();
    rungs
        .filter_map(|rung| rung.as_str().map(ToOwned::to_owned))
        .collect()
}

/// What a rule of the ladder may name: the criteria that every new challenge starts with.
pub fn criteria() -> Vec<String> {
    template::criteria().into_iter().map(|c| c.name).collect()
}

/// Keeps what search finds of a programme.
pub(super) async fn index(ctx: &Context, programme: &Programme) -> Result<()> {
    let (about, rules) = (
        values::plain(&programme.about),
        values::plain(&programme.rules),
    );
    let entry = search_index::Entry {
        kind: "programme",
        object_id: programme.id,
        visibility: "public".to_owned(),
        title: programme.name.clone(),
        body: format!("{}\n{about}\n{rules}", programme.summary),
        path: path(programme),
    };
    search_index::put(ctx, entry).await
}
