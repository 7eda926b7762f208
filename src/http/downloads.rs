//! Files that leave the hub.
//!
//! An exception from the pages, because what is sent is no page. Each asks the domain, which says
//! who may have it and notes what others should know was taken.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use hub_domain::Error;
use hub_domain::judging::bundle::{self, Bundle};
use hub_domain::judging::offline::sheet;
use hub_domain::judging::rounds::held;

use crate::http::identify;
use crate::http::pages::{error, unavailable};
use crate::server::Server;

/// What the decision on a challenge was made on, or would be now.
pub async fn decision_bundle(
    server: web::Data<Server>,
    request: HttpRequest,
    number: web::Path<String>,
) -> HttpResponse {
    let who = match identify::for_page(&server, &request).await {
        Ok(who) => who,
        Err(error) => return unavailable(&error),
    };
    let Ok(challenge) = number.parse::<i64>() else {
        return error(404, "NOT_FOUND", request, server).await;
    };
    let found = server
        .hub
        .write(&who.caller, |ctx| {
            Box::pin(bundle::download_bundle(ctx, challenge))
        })
        .await;
    let name = format!("decision-bundle-{challenge}.json");
    send(found, &name, request, server).await
}

/// What decided who went on to a later round of judging.
pub async fn round_basis(
    server: web::Data<Server>,
    request: HttpRequest,
    numbers: web::Path<(String, String)>,
) -> HttpResponse {
    let who = match identify::for_page(&server, &request).await {
        Ok(who) => who,
        Err(error) => return unavailable(&error),
    };
    let (challenge, round) = numbers.into_inner();
    let (Ok(challenge), Ok(round)) = (challenge.parse::<i64>(), round.parse::<i32>()) else {
        return error(404, "NOT_FOUND", request, server).await;
    };
    let found = server
        .hub
        .write(&who.caller, |ctx| {
            Box::pin(held::download_basis(ctx, challenge, round))
        })
        .await;
    let name = format!("round-{round}-of-challenge-{challenge}.json");
    send(found, &name, request, server).await
}

/// The bundle as a file; whoever may not have it learns nothing of it.
async fn send(
    found: hub_domain::Result<Bundle>,
    name: &str,
    request: HttpRequest,
    server: web::Data<Server>,
) -> HttpResponse {
    let bundle = match found {
        Ok(bundle) => bundle,
        Err(Error::NotFound | Error::Forbidden | Error::Unauthenticated) => {
            return error(404, "NOT_FOUND", request, server).await;
        }
        Err(error) => return unavailable(&error),
    };
    match serde_json::to_string_pretty(&bundle) {
        Ok(text) => HttpResponse::Ok()
            .content_type("application/json; charset=utf-8")
            .insert_header((
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(text),
        Err(error) => unavailable(&Error::internal(error)),
    }
}

/// A judge's own score sheet.
pub async fn score_sheet(
    server: web::Data<Server>,
    request: HttpRequest,
    key: web::Path<String>,
) -> HttpResponse {
    let who = match identify::for_page(&server, &request).await {
        Ok(who) => who,
        Err(error) => return unavailable(&error),
    };
    let reader = server.hub.reader(&who.caller);
    match sheet::download(&reader, &key).await {
        Ok(sheet) => HttpResponse::Ok()
            .content_type("text/csv; charset=utf-8")
            .insert_header((
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"scores-{}.csv\"", sheet.challenge),
            ))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(sheet.text),
        Err(Error::NotFound) => error(404, "NOT_FOUND", request, server).await,
        Err(error) => unavailable(&error),
    }
}
