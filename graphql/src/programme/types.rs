//! Types of this area.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge::tie_break::Rung;
use hub_domain::policy;
use hub_domain::programme::{self, judges, read, staff};

use crate::account::Person;
use crate::challenge::TieBreak;
use crate::error::Graphql;
use crate::id::global;
use crate::organisation::Organisation;
use crate::request::{loaders, reader};
use crate::scalars::{Html, Pence};

/// What groups challenges, and what each new one of it starts with.
pub struct Programme(pub programme::Programme);

impl From<programme::Programme> for Programme {
    fn from(row: programme::Programme) -> Self {
        Self(row)
    }
}

/// What the viewer may do with a programme.
#[derive(SimpleObject)]
pub struct ProgrammeCan {
    /// Edit it.
    edit: bool,
    /// See and change its pool of judges.
    see_judges: bool,
    /// Say who is on its staff.
    appoint_staff: bool,
}

/// Somebody on a programme's own staff.
#[derive(SimpleObject)]
pub struct ProgrammeMember {
    /// Who.
    person: Person,
    /// Since when.
    since: DateTime<Utc>,
}

/// What groups challenges, and what each new one of it starts with.
#[Object]
impl Programme {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Programme", self.0.id)
    }
    /// Number, which decides its address.
    async fn number(&self) -> i64 {
        self.0.id
    }
    /// Address of its page.
    async fn path(&self) -> String {
        read::path(&self.0)
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// One sentence about it.
    async fn summary(&self) -> &str {
        &self.0.summary
    }
    /// What it is for, as Markdown.
    async fn about(&self) -> &str {
        &self.0.about
    }
    /// What it is for, as HTML.
    async fn about_html(&self) -> Html {
        Html::markdown(&self.0.about)
    }
    /// The rules that hold for all its challenges, as Markdown.
    async fn rules(&self) -> &str {
        &self.0.rules
    }
    /// The rules that hold for all its challenges, as HTML.
    async fn rules_html(&self) -> Html {
        Html::markdown(&self.0.rules)
    }
    /// The programme body or council that runs it.
    async fn publisher(&self, ctx: &Context<'_>) -> Result<Organisation> {
        let row = loaders(ctx)?.organisation(self.0.publisher_id).await;
        row.graphql().map(Organisation)
    }
    /// Its first day, such as `2027-03-31`; null where none is said.
    async fn starts_on(&self) -> Option<&str> {
        Some(self.0.starts_on.as_str()).filter(|day| !day.is_empty())
    }
    /// Its last day; null where none is said.
    async fn ends_on(&self) -> Option<&str> {
        Some(self.0.ends_on.as_str()).filter(|day| !day.is_empty())
    }
    /// Awards that a new challenge of it starts with.
    async fn awards(&self) -> i32 {
        self.0.awards
    }
    /// What each is worth; null where that is not money, or left to the challenge.
    async fn award_pence(&self) -> Option<Pence> {
        self.0.award_pence.map(Pence)
    }
    /// Reviews that a proposal of a new challenge needs.
    async fn reviews_required(&self) -> i32 {
        self.0.reviews_required
    }
    /// Days in which an award of a new challenge has to be accepted; null where it needs none.
    async fn offer_days(&self) -> Option<i32> {
        self.0.offer_days
    }
    /// How ties are broken in a new challenge, in order.
    async fn tie_break(&self) -> Vec<TieBreak> {
        let kept = read::tie_break(&self.0);
        let rungs = kept.iter().filter_map(|rung| Rung::parse(rung));
        rungs.map(Into::into).collect()
    }
    /// What a rule of that ladder may name: the criteria that every new challenge starts with.
    async fn criteria(&self) -> Vec<String> {
        read::criteria()
    }
    /// From which public value a lottery of a new challenge is drawn; empty where there is none.
    async fn lottery_source(&self) -> &str {
        &self.0.lottery_source
    }
    /// Grows with each edit; send it back when you save one.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// Its pool of judges, by name, for staff who compete in none of its challenges that are yet to
    /// be announced; null for everybody else.
    async fn judges(&self, ctx: &Context<'_>) -> Result<Option<Vec<Person>>> {
        let rows = judges::pool(reader(ctx)?, &self.0).await.graphql()?;
        Ok(rows.map(|rows| rows.into_iter().map(Person).collect()))
    }
    /// Its own staff, those who joined first first: they run its challenges, as the site's staff do.
    async fn staff(&self, ctx: &Context<'_>) -> Result<Vec<ProgrammeMember>> {
        let rows = staff::of(reader(ctx)?.db(), self.0.id).await.graphql()?;
        let member = |member: staff::Member| ProgrammeMember {
            person: Person(member.person),
            since: member.row.created_at,
        };
        Ok(rows.into_iter().map(member).collect())
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ProgrammeCan> {
        let reader = reader(ctx)?;
        let see_judges = judges::may_see(reader.db(), reader.viewer(), &self.0).await;
        Ok(ProgrammeCan {
            edit: policy::programme::may_edit(reader.viewer(), self.0.id),
            see_judges: see_judges.graphql()?,
            appoint_staff: policy::programme::may_appoint_staff(reader.viewer()),
        })
    }
}
