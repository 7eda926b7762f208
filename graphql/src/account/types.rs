//! Types of this area.

use async_graphql::{Enum, ID, Object};
use hub_domain::account;
use hub_domain::context;

use crate::id::global;
use crate::scalars::Html;

/// What a person may do on the whole site.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::account::SiteRole")]
pub enum SiteRole {
    /// Everybody with an account.
    Member,
    /// Runs programmes: publishes challenges, appoints judges, decides.
    Staff,
    /// Hides, locks and restores posts.
    Moderator,
    /// Everything staff and moderators may, and the site itself.
    Administrator,
}

/// A person with an account.
pub struct Person(pub account::Person);

impl From<account::Person> for Person {
    fn from(person: account::Person) -> Self {
        Self(person)
    }
}

/// A person with an account.
#[Object]
impl Person {
    /// Global id.
    async fn id(&self) -> ID {
        global("Person", self.0.id)
    }
    /// Unique handle, never reused.
    async fn handle(&self) -> &str {
        &self.0.handle
    }
    /// The name that others see.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// One or two letters that stand for the name in pictures.
    async fn initials(&self) -> String {
        initials(&self.0.name)
    }
    /// Address of the profile.
    async fn path(&self) -> String {
        format!("/people/{}", self.0.handle)
    }
    /// Role at work, in the person's own words.
    async fn job_title(&self) -> &str {
        &self.0.job_title
    }
    /// About the person, as Markdown.
    async fn about(&self) -> &str {
        &self.0.about
    }
    /// About the person, as HTML.
    async fn about_html(&self) -> Html {
        Html::markdown(&self.0.about)
    }
    /// Role on the site.
    async fn site_role(&self) -> SiteRole {
        self.0.site_role.into()
    }
    /// Whether this is a demonstration account: nobody real.
    async fn demo(&self) -> bool {
        self.0.demo
    }
}

fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// Who is looking.
pub struct Viewer(pub context::Viewer);

/// Who is looking: a visitor, or somebody who is signed in.
#[Object]
impl Viewer {
    /// The person, or null for a visitor.
    async fn person(
        &self,
        ctx: &async_graphql::Context<'_>,
    ) -> async_graphql::Result<Option<Person>> {
        use crate::error::Graphql;
        match self.0.id() {
            None => Ok(None),
            Some(id) => crate::request::loaders(ctx)?
                .person(id)
                .await
                .graphql()
                .map(|p| Some(p.into())),
        }
    }
    /// Whether the address was confirmed; nothing that others see works before.
    async fn confirmed(&self) -> bool {
        self.0.actor().is_some_and(|actor| actor.confirmed)
    }
    /// Proposals that they are a partner of, those that were edited last first.
    async fn proposals(
        &self,
        ctx: &async_graphql::Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor after which to begin.")] after: Option<String>,
    ) -> async_graphql::Result<crate::connection::List<crate::proposal::Proposal>> {
        crate::proposal::own_list(ctx, first, after).await
    }
    /// Whether they run programmes.
    async fn is_staff(&self) -> bool {
        self.0.is_staff()
    }
    /// Whether they moderate.
    async fn is_moderator(&self) -> bool {
        self.0.is_moderator()
    }
    /// Whether they administer the site.
    async fn is_administrator(&self) -> bool {
        self.0.is_administrator()
    }
}
