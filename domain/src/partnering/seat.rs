//! Who reads an introduction: whoever asked, those who answer for the notice, and nobody else. A
//! moderator does where one of them showed it, until it is dealt with.

use hub_entity::challenge::{
    IntroductionState, challenge, introduction, introduction_message, partner_notice,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::account::{Person, people};
use crate::challenge::Challenge;
use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::partnering::notice::{self, handlers};
use crate::partnering::{Introduction, Message, Notice, NoticeState};
use crate::policy::partnering::{may_settle_reports, takes_notices};

/// How somebody has to do with an introduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// They asked for it.
    Asker,
    /// They answer it.
    Owner,
    /// They deal with what one of the two reported.
    Moderator,
}

/// Somebody's place in an introduction.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The introduction.
    pub introduction: Introduction,
    /// The notice that it answers.
    pub notice: Notice,
    /// The challenge.
    pub challenge: Challenge,
    /// How the viewer has to do with it.
    pub part: Part,
    /// Who asked, while they may take part.
    pub asker: Option<Person>,
    /// Who answers.
    pub owners: Vec<Person>,
}

impl Seat {
    /// How it stands, as the viewer may know it: whoever is ignored does not learn it.
    pub fn state(&self) -> IntroductionState {
        state_for(&self.introduction, self.part == Part::Asker)
    }

    /// Whether it can still be answered, and by the viewer.
    pub fn can_answer(&self) -> bool {
        self.part == Part::Owner && self.introduction.state == IntroductionState::Asked
    }

    /// Whether the answer can still be yes.
    pub fn can_accept(&self, now: chrono::DateTime<chrono::Utc>) -> bool {
        self.can_answer()
            && self.asker.is_some()
            && self.notice.state != NoticeState::Removed
            && takes_notices(&self.challenge, now)
    }

    /// Whether the viewer can write to the other.
    pub fn can_write(&self) -> bool {
        self.part != Part::Moderator
            && self.introduction.state == IntroductionState::Accepted
            && self.asker.is_some()
            && !self.owners.is_empty()
    }

    /// Whether the viewer can take it back or end it.
    pub fn can_end(&self) -> bool {
        match self.part {
            Part::Asker => matches!(
                self.state(),
                IntroductionState::Asked | IntroductionState::Accepted
            ),
            Part::Owner => self.introduction.state == IntroductionState::Accepted,
            Part::Moderator => false,
        }
    }

    /// Whether the viewer can show it to the moderators.
    pub fn can_report(&self) -> bool {
        self.part != Part::Moderator && self.introduction.reported_at.is_none()
    }

    /// Everybody of the two parties but the one who does something.
    pub(super) fn others(&self, but: i64) -> impl Iterator<Item = &Person> {
        let all = self.asker.iter().chain(&self.owners);
        all.filter(move |person| person.id != but)
    }
}

/// How an introduction stands, as whoever asked, or those who answer, may know it.
pub fn state_for(introduction: &Introduction, asked: bool) -> IntroductionState {
    match introduction.state {
        IntroductionState::Ignored if asked => IntroductionState::Asked,
        IntroductionState::Ignored => IntroductionState::Declined,
        state => state,
    }
}

/// The viewer's place in the introduction with this key.
///
/// # Errors
/// `NotFound` for everybody who may not read it.
pub async fn seat(db: &impl ConnectionTrait, viewer: &Viewer, key: &str) -> Result<Seat> {
    let person = viewer.id().ok_or(Error::NotFound)?;
    let introduction = introduction::Entity::find()
        .filter(introduction::Column::Key.eq(key))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let notice = partner_notice::Entity::find_by_id(introduction.notice_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let challenge = challenge::Entity::find_by_id(introduction.challenge_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let owners = handlers(db, &notice).await?;
    let answers = owners.iter().any(|owner| owner.id == person);
    let open_report =
        introduction.reported_at.is_some() && introduction.report_settled_at.is_none();
    let asker_is_out = notice::stays_out(db, &challenge, introduction.asker_id).await?;
    let part = if introduction.asker_id == person && !asker_is_out {
        Part::Asker
    } else if answers && introduction.state != IntroductionState::Withdrawn {
        Part::Owner
    } else if open_report
        && may_settle_reports(viewer, notice::standing(db, viewer, &challenge).await?)
    {
        Part::Moderator
    } else {
        return Err(Error::NotFound);
    };
    let asker = people::by_ids(db, &[introduction.asker_id]).await?.pop();
    let takes_part = |person: &Person| !asker_is_out && people::in_good_standing(person);
    Ok(Seat {
        introduction,
        notice,
        challenge,
        part,
        asker: asker.filter(takes_part),
        owners,
    })
}

/// The same, with the introduction's row locked, for those whose it is to change.
pub(super) async fn locked(ctx: &Context, key: &str) -> Result<Seat> {
    if ctx.viewer().id().is_none() {
        return Err(Error::Unauthenticated);
    }
    let tx = ctx.tx().await?;
    introduction::Entity::find()
        .filter(introduction::Column::Key.eq(key))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    seat(tx, ctx.viewer(), key).await
}

/// Whether somebody may still read it, for a mail about it that is about to be sent.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn may_still_read(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    key: &str,
) -> Result<bool> {
    match seat(db, viewer, key).await {
        Ok(seat) => Ok(seat.part != Part::Moderator),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// An introduction with what was written.
#[derive(Debug, Clone)]
pub struct Talk {
    /// The viewer's place in it.
    pub seat: Seat,
    /// The name of whoever asked, and the organisation that they spoke for.
    pub asker_name: String,
    /// The organisation that they spoke for, by name; none for themselves.
    pub organisation: Option<String>,
    /// The name of the party whose notice it is.
    pub owner_name: String,
    /// What was written, the oldest first, each with the name of its author.
    pub messages: Vec<(Message, String)>,
}

/// An introduction, for those who read it.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn talk(reader: &Reader, key: &str) -> Result<Talk> {
    let db = reader.db();
    let seat = seat(db, reader.viewer(), key).await?;
    let messages = introduction_message::Entity::find()
        .filter(introduction_message::Column::IntroductionId.eq(seat.introduction.id))
        .order_by_asc(introduction_message::Column::Id)
        .all(db)
        .await?;
    let mut ids: Vec<i64> = messages.iter().map(|message| message.author_id).collect();
    ids.push(seat.introduction.asker_id);
    let people = people::by_ids(db, &ids).await?;
    let name_of = |id: i64| {
        let person = people.iter().find(|person| person.id == id);
        person.map(|person| person.name.clone()).unwrap_or_default()
    };
    let organisation = match seat.introduction.organisation_id {
        Some(id) => Some(notice::party_name(db, Some(id), None).await?),
        None => None,
    };
    Ok(Talk {
        asker_name: name_of(seat.introduction.asker_id),
        organisation,
        owner_name: notice::name(db, &seat.notice).await?,
        messages: messages
            .into_iter()
            .map(|message| {
                let name = name_of(message.author_id);
                (message, name)
            })
            .collect(),
        seat,
    })
}

/// The address of an introduction.
pub fn path(introduction: &Introduction) -> String {
    format!("/introductions/{}", introduction.key)
}

/// The same, as mails carry it.
pub(super) fn link(ctx: &Context, introduction: &Introduction) -> String {
    format!("{}{}", ctx.hub().settings().public_url, path(introduction))
}
