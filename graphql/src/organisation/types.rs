//! Types of this area.

use async_graphql::{Context, ID, Object, Result};
use hub_domain::organisation::import::councils;
use hub_domain::organisation::join_organisation::{proves_membership, was_sent_away};
use hub_domain::organisation::{self, member, read};
use hub_domain::policy::{self, organisation as rules};

use crate::error::{Graphql, optional};
use crate::id::global;
use crate::organisation::member::OrganisationAbilities;
use crate::organisation::{CouncilType, Member, OrganisationKind, OwnMembership};
use crate::request::{loaders, reader};
use crate::scalars::Html;

/// A council, a developers’ firm or collective, a programme body or another publisher.
pub struct Organisation(pub organisation::Organisation);

impl From<organisation::Organisation> for Organisation {
    fn from(row: organisation::Organisation) -> Self {
        Self(row)
    }
}

/// A council, a developers’ firm or collective, a programme body or another publisher.
#[Object]
impl Organisation {
    /// Global id.
    pub async fn id(&self) -> ID {
        global("Organisation", self.0.id)
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
    /// What people call it; its name where there is nothing shorter.
    async fn short_name(&self) -> &str {
        if self.0.short_name.is_empty() {
            &self.0.name
        } else {
            &self.0.short_name
        }
    }
    /// What it is.
    async fn kind(&self) -> OrganisationKind {
        self.0.kind.into()
    }
    /// Code of the Government Statistical Service, of councils.
    async fn gss_code(&self) -> Option<&str> {
        self.0.gss_code.as_deref()
    }
    /// What kind of council it is.
    async fn council_type(&self) -> Option<CouncilType> {
        self.council().map(CouncilType::from)
    }
    /// The words for what kind of council it is.
    async fn council_type_label(&self) -> Option<&str> {
        self.council().map(councils::CouncilType::label)
    }
    /// Nation of the United Kingdom.
    async fn nation(&self) -> Option<&str> {
        given(&self.0.nation)
    }
    /// Region of England, or the nation.
    async fn region(&self) -> Option<&str> {
        given(&self.0.region)
    }
    /// About it, as Markdown.
    async fn about(&self) -> &str {
        &self.0.about
    }
    /// About it, as HTML.
    async fn about_html(&self) -> Html {
        Html::markdown(&self.0.about)
    }
    /// Address of its own site.
    async fn website(&self) -> Option<&str> {
        given(&self.0.website)
    }
    /// Position of its area, degrees north.
    async fn latitude(&self) -> Option<f64> {
        self.0.latitude
    }
    /// Position of its area, degrees east.
    async fn longitude(&self) -> Option<f64> {
        self.0.longitude
    }
    /// Whether it exists today.
    async fn current(&self) -> bool {
        self.0.current
    }
    /// Grows with each edit; an edit sends back what it read.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// Its members, owners first.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<Member>> {
        Ok(wrap(self.load_members(ctx).await?.active))
    }
    /// Those who ask to join, the longest waiting first. For owners and administrators.
    async fn pending_members(&self, ctx: &Context<'_>) -> Result<Vec<Member>> {
        let viewer = reader(ctx)?.viewer();
        let allowed = rules::may_approve_members(viewer, self.0.id);
        policy::require_to_read(viewer, allowed).graphql()?;
        Ok(wrap(self.load_members(ctx).await?.pending))
    }
    /// Domains whose confirmed addresses prove membership. For owners and staff.
    async fn email_domains(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let viewer = reader(ctx)?.viewer();
        policy::require_to_read(viewer, rules::may_edit(viewer, self.0.id)).graphql()?;
        Ok(read::email_domains(&self.0))
    }
    /// The viewer’s own membership, ended ones included; null if there never was one.
    async fn viewer_membership(&self, ctx: &Context<'_>) -> Result<Option<OwnMembership>> {
        Ok(self.own_membership(ctx).await?.map(OwnMembership::from))
    }
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<OrganisationAbilities> {
        let viewer = reader(ctx)?.viewer();
        let own = self.own_membership(ctx).await?;
        let state = own.as_ref().map(|m| m.state);
        let id = self.0.id;
        let join = rules::may_join(viewer, self.0.current, state);
        let sent_away = own.as_ref().is_some_and(was_sent_away);
        Ok(OrganisationAbilities {
            edit: rules::may_edit(viewer, id),
            edit_domains: rules::may_edit_domains(viewer),
            approve_members: rules::may_approve_members(viewer, id),
            join,
            join_at_once: join && !sent_away && self.at_its_domain(ctx).await?,
            leave: rules::may_leave(state),
            publish_datasets: rules::may_publish_for(viewer, id),
            create_challenge: policy::challenge::may_create(viewer, &self.0),
        })
    }
}

impl Organisation {
    fn council(&self) -> Option<councils::CouncilType> {
        councils::CouncilType::from_code(self.0.council_type.as_deref()?)
    }

    async fn load_members(&self, ctx: &Context<'_>) -> Result<member::Members> {
        let members = loaders(ctx)?.members_of_organisation(self.0.id);
        members.await.graphql()
    }

    async fn own_membership(&self, ctx: &Context<'_>) -> Result<Option<member::Membership>> {
        let own = loaders(ctx)?.own_membership(self.0.id).await;
        Ok(optional(own)?.map(|own| own.membership))
    }

    async fn at_its_domain(&self, ctx: &Context<'_>) -> Result<bool> {
        let Some(id) = reader(ctx)?.viewer().id() else {
            return Ok(false);
        };
        let person = loaders(ctx)?.person(id).await.graphql()?;
        Ok(proves_membership(&self.0, &person))
    }
}

fn wrap(members: Vec<member::Member>) -> Vec<Member> {
    members.into_iter().map(Member).collect()
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
