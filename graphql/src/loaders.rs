//! Loaders: what many rows of a page name (people, organisations) is fetched once. Each asks
//! through the area's `visible_to`, so that a name that the viewer may not see is not found.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, Loader};
use hub_domain::account::{self, people};
use hub_domain::{
    Error, Reader, Result, catalogue, challenge, community, forum, judging, organisation,
    programme, project, proposal,
};

/// A loader's error is shared by those who wait for it.
pub fn unwrap(error: Arc<Error>) -> Error {
    match Arc::try_unwrap(error) {
        Ok(error) => error,
        Err(shared) => Error::Internal(shared.to_string()),
    }
}

macro_rules! loaders {
    ($($(#[$doc:meta])* $field:ident, $loader:ident, $one:ident: $model:ty = |$reader:ident, $ids:ident| $load:expr;)*) => {
        /// The loaders of one request.
        pub struct Loaders {
            $($(#[$doc])* pub $field: DataLoader<$loader>,)*
        }

        impl Loaders {
            /// Loaders that see what this reader may see.
            pub fn new(reader: Reader) -> Self {
                Self { $($field: DataLoader::new($loader(reader.clone()), tokio::spawn),)* }
            }

            $(
                /// One of them by number.
                ///
                /// # Errors
                /// `NotFound` when there is none that the viewer may see.
                pub async fn $one(&self, id: i64) -> Result<$model> {
                    self.$field.load_one(id).await.map_err(unwrap)?.ok_or(Error::NotFound)
                }
            )*
        }

        $(
            $(#[$doc])*
            pub struct $loader(Reader);

            impl Loader<i64> for $loader {
                type Value = $model;
                type Error = Arc<Error>;

                async fn load(&self, $ids: &[i64]) -> Result<HashMap<i64, $model>, Arc<Error>> {
                    let $reader = &self.0;
                    let rows = $load.await.map_err(Arc::new)?;
                    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
                }
            }
        )*
    };
}

loaders! {
    /// People.
    people, People, person: account::Person = |reader, ids| people::by_ids(reader.db(), ids);
    /// Organisations.
    organisations, Organisations, organisation: organisation::Organisation =
        |reader, ids| organisation::read::by_ids(reader.db(), ids);
    /// Members of organisations.
    organisation_members, OrganisationMembers, members_of_organisation:
        organisation::member::Members =
        |reader, ids| organisation::member::members_of(reader.db(), ids);
    /// The viewer's memberships, by organisation.
    own_memberships, OwnMemberships, own_membership: organisation::member::OwnMembership =
        |reader, ids| organisation::member::of_viewer(reader, ids);
    /// Datasets.
    datasets, Datasets, dataset: catalogue::Dataset =
        |reader, ids| catalogue::read::by_ids(reader.db(), reader.viewer(), ids);
    /// Challenges.
    challenges, Challenges, challenge: challenge::Challenge =
        |reader, ids| challenge::read::by_ids(reader.db(), reader.viewer(), ids);
    /// How the viewer stands to challenges.
    places_in_challenges, PlacesInChallenges, place_in_challenge: judging::access::Place =
        |reader, ids| judging::access::places(reader.db(), reader.viewer(), ids);
    /// Proposals.
    proposals, Proposals, proposal: proposal::Proposal =
        |reader, ids| proposal::read::by_ids(reader, ids);
    /// What the viewer sees of proposals.
    seen_proposals, SeenProposals, seen_proposal: proposal::Seen =
        |reader, ids| proposal::seen::seen(reader, ids);
    /// What staff found about proposals, by proposal.
    screenings, Screenings, screening_of: proposal::screening::Screened =
        |reader, ids| proposal::screening::of_many(reader, ids);
    /// Desks of the viewer as a judge, by appointment.
    desks, Desks, desk: judging::desk::Desk = |reader, ids| judging::desk::of_many(reader, ids);
    /// Programmes.
    programmes, Programmes, programme: programme::Programme =
        |reader, ids| programme::read::by_ids(reader.db(), ids);
    /// Projects.
    projects, Projects, project: project::Project =
        |reader, ids| project::read::by_ids(reader.db(), reader.viewer(), ids);
    /// Partners and datasets of projects.
    project_parts, ProjectParts, parts_of_project: project::read::Parts =
        |reader, ids| project::read::parts(reader.db(), ids);
    /// Communities.
    communities, Communities, community: community::Community =
        |reader, ids| community::read::by_ids(reader.db(), ids);
    /// What the viewer is in communities.
    standings, Standings, standing: community::read::Standing =
        |reader, ids| community::read::standings(reader, ids);
    /// Shelves of the forum.
    categories, Categories, category: forum::category::Category =
        |reader, ids| forum::category::by_ids(reader.db(), ids);
    /// Topics.
    topics, Topics, topic: forum::Topic =
        |reader, ids| forum::topic::by_ids(reader.db(), reader.viewer(), ids);
    /// Which topics the viewer follows.
    follows, Follows, follow: forum::follow::Follow =
        |reader, ids| forum::follow::follows(reader, ids);
    /// Posts that moderators look at, whatever became of them.
    posts, Posts, post: forum::Post = |reader, ids| forum::post::for_moderators(reader, ids);
}
