//! Introductions, for the two concerned.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::partnering::list::OwnIntroduction as OwnRow;
use hub_domain::partnering::report_introduction;
use hub_domain::partnering::seat::{self, Part, Talk, state_for};

use crate::challenge::Challenge;
use crate::error::{Graphql, optional};
use crate::partnering::notices::PartnerNotice;
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// How an introduction stands, as far as the viewer may know it.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::partnering::IntroductionState")]
pub enum IntroductionState {
    /// Waits for an answer.
    Asked,
    /// The two write to each other.
    Accepted,
    /// Refused.
    Declined,
    /// Refused, and whoever asked does not learn it; shown to nobody as such.
    Ignored,
    /// Taken back before it was answered.
    Withdrawn,
    /// Ended by one of the two, or by a moderator.
    Ended,
}

/// How the viewer has to do with an introduction.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::partnering::seat::Part")]
pub enum IntroductionPart {
    /// They asked for it.
    Asker,
    /// They answer it.
    Owner,
    /// They deal with what one of the two reported.
    Moderator,
}

/// An introduction in a list of the viewer's.
pub struct OwnIntroduction(pub OwnRow);

/// An introduction in a list of the viewer's.
#[Object]
impl OwnIntroduction {
    /// Address of its page.
    async fn path(&self) -> String {
        seat::path(&self.0.introduction)
    }
    /// Number of the notice that it answers.
    async fn notice_number(&self) -> i64 {
        self.0.notice.id
    }
    /// Whether the viewer asked for it.
    async fn is_asker(&self) -> bool {
        self.0.asked
    }
    /// Name of the other: whoever asked, or whose notice it is.
    async fn other(&self, ctx: &Context<'_>) -> Result<String> {
        let row = &self.0;
        let (organisation, person) = if row.asked {
            (row.notice.organisation_id, row.notice.person_id)
        } else {
            (None, Some(row.introduction.asker_id))
        };
        let loaders = loaders(ctx)?;
        Ok(match (organisation, person) {
            (Some(id), _) => optional(loaders.organisation(id).await)?.map(|row| row.name),
            (None, Some(id)) => optional(loaders.person(id).await)?.map(|row| row.name),
            (None, None) => None,
        }
        .unwrap_or_default())
    }
    /// How it stands.
    async fn state(&self) -> IntroductionState {
        state_for(&self.0.introduction, self.0.asked).into()
    }
    /// When it was asked for.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.introduction.created_at
    }
}

/// What one of the two wrote.
#[derive(SimpleObject)]
pub struct IntroductionMessage {
    /// Number, by which a link leads to it.
    number: i64,
    /// Name of who wrote it.
    author: String,
    /// What, as HTML.
    body_html: Html,
    /// When.
    at: DateTime<Utc>,
    /// Whether the viewer wrote it.
    is_own: bool,
}

/// An introduction, for the two concerned and nobody else.
pub struct Introduction(Talk);

/// An introduction, for the two concerned and nobody else.
#[Object]
impl Introduction {
    /// Random key.
    async fn key(&self) -> &str {
        &self.0.seat.introduction.key
    }
    /// Address of its page.
    async fn path(&self) -> String {
        seat::path(&self.0.seat.introduction)
    }
    /// The challenge.
    async fn challenge(&self) -> Challenge {
        Challenge(self.0.seat.challenge.clone())
    }
    /// The notice that it answers.
    async fn notice(&self) -> PartnerNotice {
        PartnerNotice(self.0.seat.notice.clone())
    }
    /// How the viewer has to do with it.
    async fn part(&self) -> IntroductionPart {
        self.0.seat.part.into()
    }
    /// How it stands.
    async fn state(&self) -> IntroductionState {
        self.0.seat.state().into()
    }
    /// Name of who asked.
    async fn asker(&self) -> &str {
        &self.0.asker_name
    }
    /// Name of the organisation that they spoke for; null for themselves.
    async fn asker_organisation(&self) -> Option<&str> {
        self.0.organisation.as_deref()
    }
    /// Name of the party whose notice it is.
    async fn owner(&self) -> &str {
        &self.0.owner_name
    }
    /// What who asked wrote, as HTML.
    async fn message_html(&self) -> Html {
        Html::markdown(&self.0.seat.introduction.message)
    }
    /// When it was asked for.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.seat.introduction.created_at
    }
    /// What the two wrote, the oldest first.
    async fn messages(&self, ctx: &Context<'_>) -> Result<Vec<IntroductionMessage>> {
        let viewer = reader(ctx)?.viewer().id();
        let messages = self.0.messages.iter();
        Ok(messages
            .map(|(row, author)| IntroductionMessage {
                number: row.id,
                author: author.clone(),
                body_html: Html::markdown(&row.body),
                at: row.created_at,
                is_own: viewer == Some(row.author_id),
            })
            .collect())
    }
    /// Whether the viewer can answer it.
    async fn can_answer(&self) -> bool {
        self.0.seat.can_answer()
    }
    /// Whether the answer can be yes: until the challenge closes.
    async fn can_accept(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.0.seat.can_accept(reader(ctx)?.now()))
    }
    /// Whether the viewer can write to the other.
    async fn can_write(&self) -> bool {
        self.0.seat.can_write()
    }
    /// Whether the viewer can take it back, or end it.
    async fn can_end(&self) -> bool {
        self.0.seat.can_end()
    }
    /// Whether the viewer can show it to the moderators.
    async fn can_report(&self) -> bool {
        self.0.seat.can_report()
    }
    /// What the viewer, or one of the two, found wrong, for who reported it and for moderators; null
    /// for others.
    async fn report_note(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        let row = &self.0.seat.introduction;
        let reporter = row.reported_by.is_some() && row.reported_by == reader(ctx)?.viewer().id();
        let shown = reporter || self.0.seat.part == Part::Moderator;
        Ok((shown && row.reported_at.is_some()).then_some(row.report_note.as_str()))
    }
}

/// The introduction with this key; none for everybody but the two concerned.
///
/// # Errors
/// When the database does not answer.
pub async fn introduction(ctx: &Context<'_>, key: &str) -> Result<Option<Introduction>> {
    let found = seat::talk(reader(ctx)?, key).await;
    Ok(optional(found)?.map(Introduction))
}

/// An introduction that one of the two showed to the moderators.
#[derive(SimpleObject)]
pub struct ReportedIntroduction {
    /// Address of its page.
    path: String,
    /// When it was reported.
    reported_at: Option<DateTime<Utc>>,
    /// Its challenge.
    challenge: Challenge,
}

/// Introductions that wait for a moderator.
///
/// # Errors
/// When the database does not answer.
pub async fn reported(ctx: &Context<'_>) -> Result<Vec<ReportedIntroduction>> {
    let rows = report_introduction::reported(reader(ctx)?)
        .await
        .graphql()?;
    let mut all = Vec::with_capacity(rows.len());
    let ids: Vec<i64> = rows.iter().map(|row| row.challenge_id).collect();
    let found = loaders(ctx)?.challenges.load_many(ids).await;
    let found = found.map_err(crate::loaders::unwrap).graphql()?;
    for row in rows {
        if let Some(challenge) = found.get(&row.challenge_id) {
            all.push(ReportedIntroduction {
                path: seat::path(&row),
                reported_at: row.reported_at,
                challenge: Challenge(challenge.clone()),
            });
        }
    }
    Ok(all)
}
