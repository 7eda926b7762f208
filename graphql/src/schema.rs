//! The areas, put together.

use std::sync::Arc;

use async_graphql::{EmptySubscription, MergedObject, Schema, SchemaBuilder};
use hub_domain::Hub;

use crate::letter::LetterWriter;
use crate::limits::MarkExecution;
use crate::{
    account, catalogue, challenge, community, forum, judging, node, organisation, partnering,
    programme, project, proposal, search, site,
};

// In groups, because each further member of a merged object nests the types of its futures one
// level deeper, and the compiler gives up at some 130.

/// What can be asked of programmes and of what came of them.
#[derive(MergedObject, Default)]
struct ProjectQueries(
    programme::ProgrammeQuery,
    project::ProjectQuery,
    project::LedgerQuery,
);

/// Everything that can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    node::NodeQuery,
    account::AccountQuery,
    account::InvitationQuery,
    site::AdministrationQuery,
    site::AuditQuery,
    site::DocumentQuery,
    organisation::OrganisationQuery,
    catalogue::DatasetQuery,
    catalogue::ImportQuery,
    challenge::ChallengeQuery,
    proposal::ProposalQuery,
    judging::JudgingQuery,
    ProjectQueries,
    community::CommunityQuery,
    forum::ForumQuery,
    search::SearchQuery,
);

/// What people do with their accounts, and staff with the site.
#[derive(MergedObject, Default)]
struct SiteMutations(
    account::AccountMutation,
    account::InvitationMutation,
    account::OwnAccountMutation,
    site::SiteMutation,
);

/// What is done with data and those who publish it.
#[derive(MergedObject, Default)]
struct DataMutations(
    organisation::OrganisationMutation,
    catalogue::DatasetMutation,
    catalogue::ImportMutation,
);

/// What is done from a challenge to its decision.
#[derive(MergedObject, Default)]
struct ChallengeMutations(
    challenge::ChallengeMutation,
    challenge::QuestionMutation,
    partnering::PartneringMutation,
    programme::ProgrammeMutation,
    proposal::ProposalMutation,
    judging::JudgingMutation,
    judging::PanelMutation,
    judging::rounds::RoundMutation,
    judging::OfflineMutation,
);

/// What is done with projects.
#[derive(MergedObject, Default)]
struct ProjectMutations(
    project::ProjectMutation,
    project::ProjectRegistration,
    project::DeliveryMutation,
    project::ImpactMutation,
);

/// What is done in communities and the forum.
#[derive(MergedObject, Default)]
struct ForumMutations(
    community::CommunityMutation,
    forum::ForumMutation,
    forum::ModerationMutation,
);

/// Everything that can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    SiteMutations,
    DataMutations,
    ChallengeMutations,
    ProjectMutations,
    ForumMutations,
);

/// The schema.
pub type HubSchema = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema on a hub, with what writes its mails.
pub fn build(hub: Hub, letters: Arc<dyn LetterWriter>) -> HubSchema {
    builder()
        .data(hub)
        .data(letters)
        .extension(MarkExecution)
        .finish()
}

/// The schema before it is finished, for those who add extensions of their own.
pub fn builder() -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        // Suggestions would tell what the schema holds to those who guess, and cost time.
        .disable_suggestions()
}

/// The schema as it is printed, checked in as `schema.graphql`.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new()
        .sorted_fields()
        .sorted_enum_items();
    builder().finish().sdl_with_options(options)
}
