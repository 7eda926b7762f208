//! HTTP: every URL, sessions, headers, the GraphQL endpoint and the listed exceptions.

pub mod assets;
pub mod cookies;
pub mod demo;
mod downloads;
pub mod explorer;
pub mod feeds;
pub mod files;
pub mod graphql;
pub mod headers;
pub mod health;
pub mod identify;
pub mod ledger;
pub mod pages;
pub mod routes;
pub mod trace;
pub mod unsubscribe;

use std::sync::Arc;

use actix_web::middleware::from_fn;
use actix_web::web;

use crate::server::Server;

/// Mounts every URL.
pub fn configure(app: &mut web::ServiceConfig, server: &Arc<Server>) {
    let endpoint = graphql::Endpoint {
        executor: Arc::new(server.schema.clone()),
        prepare: identify::prepare_graphql,
    };
    app.service(
        web::scope("/graphql")
            .wrap(from_fn(identify::for_graphql))
            .service(endpoint.at("")),
    );
    routes::exceptions(app);
    if server.hub.settings().demo {
        demo::mount(app);
    }
    pages::mount(app);
}
