//! Stylesheet, script and pictures, embedded in the binary under names that change with them.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::server::Server;

/// `/assets/{file}`.
pub async fn show(file: web::Path<String>, server: web::Data<Server>) -> HttpResponse {
    let Some(asset) = server.engine.assets().get(&file) else {
        return HttpResponse::NotFound().finish();
    };
    HttpResponse::Ok()
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, asset.cache_control))
        .body(asset.bytes)
}

/// `/favicon.ico`, which browsers ask for whatever the page says.
pub async fn favicon(server: web::Data<Server>) -> HttpResponse {
    match server.engine.assets().url("favicon.svg") {
        Some(url) => HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, url))
            .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
            .finish(),
        None => HttpResponse::NotFound().finish(),
    }
}
