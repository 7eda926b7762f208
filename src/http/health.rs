//! Whether the server lives, and whether it should be sent requests.

use std::sync::atomic::Ordering;

use actix_web::{HttpResponse, web};

use crate::server::Server;

/// `/healthz`: the process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// `/readyz`: the database answers, and the server is not about to stop.
pub async fn ready(server: web::Data<Server>) -> HttpResponse {
    if server.draining.load(Ordering::Relaxed) {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body("stopping\n");
    }
    match server.hub.database().answers().await {
        Ok(()) => HttpResponse::Ok()
            .content_type("text/plain")
            .body("ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            HttpResponse::ServiceUnavailable()
                .content_type("text/plain")
                .body("the database does not answer\n")
        }
    }
}
