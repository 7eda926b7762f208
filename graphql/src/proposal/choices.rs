//! What the forms of a proposal offer to choose from.

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::challenge::{Challenge as Row, ChallengeKind};
use hub_domain::entity::organisation::OrganisationKind;
use hub_domain::organisation::Organisation as OrganisationRow;
use hub_domain::page::Page;
use hub_domain::proposal::choices;

use crate::catalogue::Dataset;
use crate::challenge::Challenge;
use crate::connection::{List, list};
use crate::error::Graphql;
use crate::proposal::types::Proposal;
use crate::request::reader;

/// An organisation in a list to choose from.
#[derive(SimpleObject)]
pub struct PartnerChoice {
    /// Its number.
    number: i64,
    /// Its name.
    name: String,
    /// Whether it is a council.
    is_council: bool,
}

impl From<OrganisationRow> for PartnerChoice {
    fn from(row: OrganisationRow) -> Self {
        Self {
            number: row.id,
            name: row.name,
            is_council: row.kind == OrganisationKind::Council,
        }
    }
}

/// What a proposal for a challenge can be made of.
pub struct ProposalChoices(pub Row);

/// What a proposal for a challenge can be made of.
#[Object]
impl ProposalChoices {
    /// The challenge.
    async fn challenge(&self) -> Challenge {
        Challenge(self.0.clone())
    }
    /// Whether councils lead its proposals.
    async fn is_call(&self) -> bool {
        self.0.kind == ChallengeKind::Call
    }
    /// Whether the viewer may start a proposal now.
    async fn can_start(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(choices::can_start(reader(ctx)?, &self.0))
    }
    /// Organisations in whose name the viewer may start one; a council among them would lead.
    async fn identities(&self, ctx: &Context<'_>) -> Result<Vec<PartnerChoice>> {
        let found = choices::identities(reader(ctx)?, &self.0).await.graphql()?;
        Ok(found.into_iter().map(|(row, _)| row.into()).collect())
    }
    /// Councils that may take part.
    async fn councils(&self, ctx: &Context<'_>) -> Result<Vec<PartnerChoice>> {
        let found = choices::organisations(reader(ctx)?, &self.0, true).await;
        Ok(found.graphql()?.into_iter().map(Into::into).collect())
    }
    /// Councils and developers that may take part.
    async fn organisations(&self, ctx: &Context<'_>) -> Result<Vec<PartnerChoice>> {
        let found = choices::organisations(reader(ctx)?, &self.0, false).await;
        Ok(found.graphql()?.into_iter().map(Into::into).collect())
    }
    /// Datasets on offer.
    async fn datasets(&self, ctx: &Context<'_>) -> Result<Vec<Dataset>> {
        let found = choices::datasets(reader(ctx)?, &self.0).await.graphql()?;
        Ok(found.into_iter().map(Into::into).collect())
    }
    /// The viewer's own proposals for it, the newest first.
    async fn viewer_proposals(&self, ctx: &Context<'_>) -> Result<Vec<Proposal>> {
        own(ctx, self.0.id).await
    }
}

/// The viewer's own proposals for a challenge.
pub(crate) async fn own(ctx: &Context<'_>, challenge_id: i64) -> Result<Vec<Proposal>> {
    let found = hub_domain::proposal::read::own_for_challenge(reader(ctx)?, challenge_id).await;
    Ok(found.graphql()?.into_iter().map(Into::into).collect())
}

/// The viewer's own proposals.
pub(crate) async fn own_list(
    ctx: &Context<'_>,
    first: Option<i32>,
    after: Option<String>,
) -> Result<List<Proposal>> {
    let page = Page::parse(first, after.as_deref()).graphql()?;
    let slice = hub_domain::proposal::read::own(reader(ctx)?, &page).await;
    Ok(list(slice.graphql()?, page.after.is_some(), Proposal))
}
