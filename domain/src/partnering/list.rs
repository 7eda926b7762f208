//! The notices of a challenge, and what concerns the viewer on it.

use std::collections::{HashMap, HashSet};

use hub_entity::challenge::{IntroductionState, NoticeState, introduction, partner_notice};
use hub_entity::organisation::organisation;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::challenge::Challenge;
use crate::context::{Reader, Viewer};
use crate::error::{Error, Result};
use crate::organisation::Organisation;
use crate::page::{Page, Slice};
use crate::partnering::notice::{handlers, side_of, stays_out, visible};
use crate::partnering::{Introduction, Notice, PartnerSide};
use crate::policy::partnering::may_edit_notice;

/// Introductions that are read at once.
const MOST: u64 = 200;

/// The notices of one side, the latest first.
///
/// # Errors
/// `Invalid` on `after`; when the database does not answer.
pub async fn notices(
    reader: &Reader,
    challenge: &Challenge,
    side: PartnerSide,
    page: &Page,
) -> Result<Slice<Notice>> {
    let mut select = partner_notice::Entity::find()
        .filter(visible(challenge, reader.now()))
        .filter(partner_notice::Column::Side.eq(side));
    let total = select.clone().count(reader.db()).await?;
    if let Some([id]) = page.key::<1>()? {
        let id: i64 = id
            .parse()
            .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
        select = select.filter(partner_notice::Column::Id.lt(id));
    }
    let rows = select
        .order_by_desc(partner_notice::Column::Id)
        .limit(page.first + 1)
        .all(reader.db())
        .await?;
    Ok(Slice::cut(rows, page, |row| vec![row.id.to_string()]).with_total(total))
}

/// How many notices are up.
///
/// # Errors
/// When the database does not answer.
pub async fn count(reader: &Reader, challenge: &Challenge) -> Result<u64> {
    Ok(partner_notice::Entity::find()
        .filter(visible(challenge, reader.now()))
        .count(reader.db())
        .await?)
}

/// One notice that is up.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn by_number(reader: &Reader, challenge: &Challenge, number: i64) -> Result<Notice> {
    partner_notice::Entity::find_by_id(number)
        .filter(visible(challenge, reader.now()))
        .one(reader.db())
        .await?
        .ok_or(Error::NotFound)
}

/// That a notice is the viewer's, or of an organisation in whose name they act.
fn own_notices(viewer: &Viewer, challenge_id: i64) -> Condition {
    Condition::all()
        .add(partner_notice::Column::ChallengeId.eq(challenge_id))
        .add(
            Condition::any()
                .add(partner_notice::Column::PersonId.eq(viewer.id().unwrap_or(0)))
                .add(partner_notice::Column::OrganisationId.is_in(viewer.organisation_ids())),
        )
}

/// The viewer's notices, and those of their organisations, that are up or that a moderator took
/// down.
///
/// # Errors
/// When the database does not answer.
pub async fn own(reader: &Reader, challenge: &Challenge) -> Result<Vec<Notice>> {
    if reader.viewer().id().is_none() {
        return Ok(Vec::new());
    }
    Ok(partner_notice::Entity::find()
        .filter(own_notices(reader.viewer(), challenge.id))
        .filter(partner_notice::Column::State.ne(NoticeState::Withdrawn))
        .order_by_asc(partner_notice::Column::Id)
        .all(reader.db())
        .await?)
}

/// The organisations in whose name the viewer may look for partners, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn organisations(reader: &Reader, challenge: &Challenge) -> Result<Vec<Organisation>> {
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(reader.viewer().organisation_ids()))
        .filter(organisation::Column::Id.ne(challenge.publisher_id))
        .filter(organisation::Column::Current.eq(true))
        .order_by_asc(organisation::Column::Name)
        .all(reader.db())
        .await?;
    Ok(rows
        .into_iter()
        .filter(|row| side_of(row).is_some())
        .collect())
}

/// An introduction of the viewer's, with the notice that it answers.
#[derive(Debug, Clone)]
pub struct OwnIntroduction {
    /// The introduction.
    pub introduction: Introduction,
    /// The notice.
    pub notice: Notice,
    /// Whether the viewer asked for it.
    pub asked: bool,
}

/// Introductions on a challenge that the viewer asked for, or that they answer; the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn introductions(reader: &Reader, challenge: &Challenge) -> Result<Vec<OwnIntroduction>> {
    let Some(person) = reader.viewer().id() else {
        return Ok(Vec::new());
    };
    let db = reader.db();
    let own = partner_notice::Entity::find()
        .filter(own_notices(reader.viewer(), challenge.id))
        .all(db)
        .await?;
    let mut answers: HashSet<i64> = HashSet::new();
    for notice in &own {
        let all = handlers(db, notice).await?;
        if may_edit_notice(reader.viewer(), notice) && all.iter().any(|p| p.id == person) {
            answers.insert(notice.id);
        }
    }
    let mut mine = Condition::any().add(
        Condition::all()
            .add(introduction::Column::NoticeId.is_in(answers))
            .add(introduction::Column::State.ne(IntroductionState::Withdrawn)),
    );
    if !stays_out(db, challenge, person).await? {
        mine = mine.add(introduction::Column::AskerId.eq(person));
    }
    let rows = introduction::Entity::find()
        .filter(introduction::Column::ChallengeId.eq(challenge.id))
        .filter(mine)
        .order_by_desc(introduction::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let notices: HashMap<i64, Notice> = partner_notice::Entity::find()
        .filter(partner_notice::Column::Id.is_in(rows.iter().map(|row| row.notice_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|notice| (notice.id, notice))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|introduction| {
            Some(OwnIntroduction {
                notice: notices.get(&introduction.notice_id)?.clone(),
                asked: introduction.asker_id == person,
                introduction,
            })
        })
        .collect())
}
