//! Anything by its global id (GraphQL Global Object Identification).

use async_graphql::{Context, ID, Interface, Object, Result};
use hub_domain::{
    account, catalogue, challenge, community, forum, organisation, programme, project, proposal,
};

use crate::account::Person;
use crate::catalogue::Dataset;
use crate::challenge::Challenge;
use crate::community::Community;
use crate::error::optional;
use crate::forum::Topic;
use crate::id::parts;
use crate::organisation::Organisation;
use crate::programme::Programme;
use crate::project::Project;
use crate::proposal::Proposal;
use crate::request::reader;

/// Anything that has a global id and can be asked for by it.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Global id."))]
#[expect(
    clippy::large_enum_variant,
    reason = "a node is found and read at once; none is kept"
)]
pub enum Node {
    /// A person.
    Person(Person),
    /// An organisation.
    Organisation(Organisation),
    /// A dataset.
    Dataset(Dataset),
    /// A challenge.
    Challenge(Challenge),
    /// A programme.
    Programme(Programme),
    /// A proposal.
    Proposal(Proposal),
    /// A project.
    Project(Project),
    /// A community.
    Community(Community),
    /// A topic.
    Topic(Topic),
}

/// Anything by its global id.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The object with this global id; null when there is none that the viewer may see.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id, as another answer gave it.")] id: ID,
    ) -> Result<Option<Node>> {
        let reader = reader(ctx)?;
        let (db, viewer) = (reader.db(), reader.viewer());
        let Some((kind, key)) = parts(&id) else {
            return Ok(None);
        };
        if kind == "Proposal" {
            let found = optional(proposal::read::by_key(reader, &key).await)?;
            return Ok(found.map(|row| Node::Proposal(row.into())));
        }
        let Ok(number) = key.parse::<i64>() else {
            return Ok(None);
        };
        Ok(match kind.as_str() {
            // By the rule of profiles: not everybody who has an account has one to be seen.
            "Person" => match optional(account::people::by_id(db, number).await)? {
                Some(row) => optional(account::people::profile(reader, &row.handle).await)?
                    .map(|row| Node::Person(row.into())),
                None => None,
            },
            "Organisation" => optional(organisation::read::by_number(db, number).await)?
                .map(|row| Node::Organisation(row.into())),
            "Dataset" => optional(catalogue::read::by_number(db, viewer, number).await)?
                .map(|row| Node::Dataset(row.into())),
            "Challenge" => optional(challenge::read::by_number(db, viewer, number).await)?
                .map(|row| Node::Challenge(row.into())),
            "Programme" => optional(programme::read::by_number(db, number).await)?
                .map(|row| Node::Programme(row.into())),
            "Project" => optional(project::read::by_number(db, viewer, number).await)?
                .map(|row| Node::Project(row.into())),
            "Community" => optional(community::read::by_number(db, number).await)?
                .map(|row| Node::Community(row.into())),
            "Topic" => optional(forum::topic::by_number(db, viewer, number).await)?
                .map(|row| Node::Topic(row.into())),
            _ => None,
        })
    }
}
