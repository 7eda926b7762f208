//! The areas, put together.

use async_graphql::{EmptySubscription, MergedObject, Schema, SchemaBuilder};
use hub_domain::Hub;

use crate::account::{AccountMutation, AccountQuery};
use crate::account::{
    AccountMutation, AccountQuery, InvitationMutation, InvitationQuery, OwnAccountMutation,
};
use crate::catalogue::DatasetQuery;
use crate::catalogue::{DatasetMutation, DatasetQuery, ImportMutation, ImportQuery};
use crate::challenge::ChallengeQuery;
use crate::community::CommunityQuery;
use crate::limits::MarkExecution;
use crate::organisation::{OrganisationMutation, OrganisationQuery};
use crate::project::ProjectQuery;
use crate::proposal::{ProposalMutation, ProposalQuery};
use crate::site::{AdministrationQuery, DocumentQuery, SiteMutation};

/// Everything that can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    AccountQuery,
    InvitationQuery,
    DocumentQuery,
    AdministrationQuery,
    OrganisationQuery,
    DatasetQuery,
    ImportQuery,
    ChallengeQuery,
    ProposalQuery,
    ProjectQuery,
    CommunityQuery,
);

/// Everything that can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    AccountMutation,
    OrganisationMutation,
    OwnAccountMutation,
    InvitationMutation,
    SiteMutation,
    DatasetMutation,
    ImportMutation,
    ProposalMutation,
);

/// The schema.
pub type HubSchema = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema on a hub.
pub fn build(hub: Hub) -> HubSchema {
    builder().data(hub).extension(MarkExecution).finish()
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
