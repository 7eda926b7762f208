//! Notices of those who look for a partner.

use async_graphql::{Context, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::challenge::Challenge as ChallengeRow;
use hub_domain::page::Page;
use hub_domain::partnering::{self, Notice, list, notice};
use hub_domain::policy;

use crate::account::Person;
use crate::connection::{self, List};
use crate::error::{Graphql, optional};
use crate::id::global;
use crate::organisation::Organisation;
use crate::partnering::introduction::OwnIntroduction;
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// Who looks for whom.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::partnering::PartnerSide")]
pub enum PartnerSide {
    /// A council that looks for a developer.
    Council,
    /// A developer who looks for a council.
    Developer,
}

/// Whether a notice is up.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::partnering::NoticeState")]
pub enum NoticeState {
    /// It is up, until the challenge closes.
    Posted,
    /// Taken down by those who put it up.
    Withdrawn,
    /// Taken down by a moderator, for a reason.
    Removed,
}

/// That somebody looks for a partner on a challenge.
pub struct PartnerNotice(pub Notice);

impl From<Notice> for PartnerNotice {
    fn from(row: Notice) -> Self {
        Self(row)
    }
}

/// That somebody looks for a partner on a challenge.
#[Object]
impl PartnerNotice {
    /// Global id.
    async fn id(&self) -> ID {
        global("PartnerNotice", self.0.id)
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Address of its page.
    async fn path(&self) -> String {
        format!("{}/{}", partnering::path(self.0.challenge_id), self.0.id)
    }
    /// Number of its challenge.
    async fn challenge_number(&self) -> i64 {
        self.0.challenge_id
    }
    /// Who looks for whom.
    async fn side(&self) -> PartnerSide {
        self.0.side.into()
    }
    /// Whether it is up.
    async fn state(&self) -> NoticeState {
        self.0.state.into()
    }
    /// The organisation that looks; null for a person.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let Some(id) = self.0.organisation_id else {
            return Ok(None);
        };
        Ok(optional(loaders(ctx)?.organisation(id).await)?.map(Organisation))
    }
    /// The person who looks; null for an organisation.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let Some(id) = self.0.person_id else {
            return Ok(None);
        };
        Ok(optional(loaders(ctx)?.person(id).await)?.map(Person))
    }
    /// What they can do, or look for, as Markdown.
    async fn body(&self) -> &str {
        &self.0.body
    }
    /// What they can do, or look for, as HTML.
    async fn body_html(&self) -> Html {
        Html::markdown(&self.0.body)
    }
    /// Skills or topics, as short words.
    async fn skills(&self) -> Vec<String> {
        let skills = self.0.skills.as_array().into_iter().flatten();
        skills
            .filter_map(|skill| skill.as_str().map(ToOwned::to_owned))
            .collect()
    }
    /// Where, in their own words, or empty.
    async fn area(&self) -> &str {
        &self.0.area
    }
    /// When it was put up.
    async fn posted_at(&self) -> DateTime<Utc> {
        self.0.posted_at
    }
    /// When it was changed last.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }
    /// Grows with each change; send it along when you change it.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// Whether it is the viewer's, or of an organisation in whose name they act.
    async fn is_own(&self, ctx: &Context<'_>) -> Result<bool> {
        self.own(ctx)
    }
    /// Why a moderator took it down; empty for all but those whose it is.
    async fn removed_reason(&self, ctx: &Context<'_>) -> Result<&str> {
        Ok(if self.own(ctx)? {
            &self.0.removed_reason
        } else {
            ""
        })
    }
}

impl PartnerNotice {
    fn own(&self, ctx: &Context<'_>) -> Result<bool> {
        let viewer = reader(ctx)?.viewer();
        Ok(policy::partnering::may_edit_notice(viewer, &self.0))
    }
}

/// Who looks for a partner on a challenge.
pub struct PartnerSearch(pub ChallengeRow);

/// Who looks for a partner on a challenge.
#[Object]
impl PartnerSearch {
    /// Whether the challenge has notices at all: until it closes.
    async fn is_open(&self, ctx: &Context<'_>) -> Result<bool> {
        let now = reader(ctx)?.now();
        Ok(policy::partnering::takes_notices(&self.0, now))
    }
    /// How many notices are up.
    async fn count(&self, ctx: &Context<'_>) -> Result<i64> {
        let count = list::count(reader(ctx)?, &self.0).await.graphql()?;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    }
    /// The notices of one side that are up, the latest first.
    async fn notices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who looks.")] side: PartnerSide,
        #[graphql(desc = "How many, 1 to 100; 20 when it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<List<PartnerNotice>> {
        let page = Page::parse(first, after.as_deref()).graphql()?;
        let later = page.after.is_some();
        let slice = list::notices(reader(ctx)?, &self.0, side.into(), &page).await;
        Ok(connection::list(slice.graphql()?, later, PartnerNotice))
    }
    /// One notice that is up; null when there is none with this number.
    async fn notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its number.")] number: i64,
    ) -> Result<Option<PartnerNotice>> {
        let found = list::by_number(reader(ctx)?, &self.0, number).await;
        Ok(optional(found)?.map(PartnerNotice))
    }
    /// The viewer's notices, and those of their organisations, that are up or that a moderator took
    /// down.
    async fn own(&self, ctx: &Context<'_>) -> Result<Vec<PartnerNotice>> {
        let rows = list::own(reader(ctx)?, &self.0).await.graphql()?;
        Ok(rows.into_iter().map(PartnerNotice).collect())
    }
    /// The organisations in whose name the viewer may look for a partner.
    async fn organisations(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        let rows = list::organisations(reader(ctx)?, &self.0).await.graphql()?;
        Ok(rows.into_iter().map(Organisation).collect())
    }
    /// Introductions that the viewer asked for, or that they answer; nobody else sees them.
    async fn introductions(&self, ctx: &Context<'_>) -> Result<Vec<OwnIntroduction>> {
        let rows = list::introductions(reader(ctx)?, &self.0).await.graphql()?;
        Ok(rows.into_iter().map(OwnIntroduction).collect())
    }
    /// The most words of a notice, and of a message that asks for an introduction.
    async fn words(&self) -> i32 {
        i32::try_from(notice::WORDS).unwrap_or(i32::MAX)
    }
    /// Whether the viewer may put up a notice, and ask to be introduced.
    async fn can_seek(&self, ctx: &Context<'_>) -> Result<bool> {
        let reader = reader(ctx)?;
        if reader.viewer().id().is_none() {
            return Ok(false);
        }
        let place = loaders(ctx)?
            .place_in_challenge(self.0.id)
            .await
            .graphql()?;
        Ok(policy::partnering::may_seek(
            reader.viewer(),
            &self.0,
            place.standing,
            reader.now(),
        ))
    }
    /// Whether the viewer may take down what others put up.
    async fn can_remove(&self, ctx: &Context<'_>) -> Result<bool> {
        let viewer = reader(ctx)?.viewer();
        if !viewer.is_staff() && !viewer.is_moderator() {
            return Ok(false);
        }
        let place = loaders(ctx)?
            .place_in_challenge(self.0.id)
            .await
            .graphql()?;
        Ok(policy::partnering::may_remove_notices(
            viewer,
            place.standing,
        ))
    }
}
