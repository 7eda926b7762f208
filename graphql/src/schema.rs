//! The areas, put together.

use async_graphql::{EmptySubscription, MergedObject, Schema};
use hub_domain::Hub;

use crate::account::{AccountMutation, AccountQuery};

/// Everything that can be asked.
#[derive(MergedObject, Default)]
pub struct Query(AccountQuery);

/// Everything that can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(AccountMutation);

/// The schema.
pub type HubSchema = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema on a hub.
pub fn build(hub: Hub) -> HubSchema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        // Suggestions would tell what the schema holds to those who guess, and cost time.
        .disable_suggestions()
        .data(hub)
        .finish()
}
