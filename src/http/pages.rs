//! Pages over HTTP: cookies, form tokens and statuses around the page engine.

use std::sync::Arc;

use actix_multipart::Multipart;
use actix_web::cookie::Cookie;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use subtle::ConstantTimeEq;

use crate::http::cookies::{self, Kind};
use crate::http::demo;
use crate::http::identify::{self, Identified};
use crate::http::routes::PAGES;
use crate::page::{FormData, FormError, PageRequest, PageResponse, PageRoute, Session, multipart};
use crate::server::Server;
use crate::telemetry::RequestId;

/// The largest form without files.
const MAX_FORM: usize = 1024 * 1024;

/// Mounts every page, and the page of what is not found.
pub fn mount(app: &mut web::ServiceConfig) {
    // The demonstration's own pages are mounted by the demonstration alone.
    for route in PAGES.iter().filter(|route| !demo::is_own(route)) {
        app.service(
            web::resource(route.path)
                .route(web::get().to(move |request, server| get(route, request, server)))
                .route(web::head().to(move |request, server| get(route, request, server)))
                .route(
                    web::post().to(move |request, body, server| post(route, request, body, server)),
                )
                .route(web::route().to(|request, server| error(405, "INVALID", request, server))),
        );
    }
    app.default_service(web::to(|request, server| {
        error(404, "NOT_FOUND", request, server)
    }));
}

type Shared = web::Data<Server>;

async fn get(route: &'static PageRoute, request: HttpRequest, server: Shared) -> HttpResponse {
    let who = match identify::for_page(&server, &request).await {
        Ok(who) => who,
        Err(error) => return unavailable(&error),
    };
    let asked = page_request(&server, &request, &who).await;
    let page = server.engine.get(route, &asked).await;
    answer(&server, &who, page)
}

async fn post(
    route: &'static PageRoute,
    request: HttpRequest,
    body: web::Payload,
    server: Shared,
) -> HttpResponse {
    let who = match identify::for_page(&server, &request).await {
        Ok(who) => who,
        Err(error) => return unavailable(&error),
    };
    let asked = page_request(&server, &request, &who).await;
    if !identify::is_same_origin(&server, &request) {
        let page = server.engine.error_page(403, "FORBIDDEN", &asked).await;
        return answer(&server, &who, page);
    }
    let form = match read_form(&request, body).await {
        Ok(form) => form,
        Err(error) => {
            let status = match error {
                FormError::TooLarge | FormError::TooManyFields => 413,
                FormError::Unreadable => 400,
            };
            let page = server.engine.error_page(status, "INVALID", &asked).await;
            return answer(&server, &who, page);
        }
    };
    let page = if is_bound(&form, &who) {
        server.engine.post(route, &asked, form).await
    } else {
        server.engine.form_too_old(&asked, &form).await
    };
    answer(&server, &who, page)
}

/// Whether the form carries the token of this session or visit.
pub(super) fn is_bound(form: &FormData, who: &Identified) -> bool {
    who.new_visit.is_none()
        && form
            .value("_csrf")
            .is_some_and(|given| bool::from(given.as_bytes().ct_eq(who.csrf.as_bytes())))
}

/// Reads a form, with its files.
pub(super) async fn read_form(
    request: &HttpRequest,
    body: web::Payload,
) -> Result<FormData, FormError> {
    let kind = request.content_type().to_ascii_lowercase();
    if kind == "multipart/form-data" {
        let mut payload = body.into_inner();
        let parts = Multipart::from_request(request, &mut payload)
            .await
            .map_err(|_| FormError::Unreadable)?;
        return multipart::read(parts).await;
    }
    if kind != "application/x-www-form-urlencoded" {
        return Err(FormError::Unreadable);
    }
    match body.to_bytes_limited(MAX_FORM).await {
        Ok(Ok(bytes)) => FormData::from_urlencoded(&bytes),
        Ok(Err(_)) => Err(FormError::Unreadable),
        Err(_) => Err(FormError::TooLarge),
    }
}

/// A page that says why there is none.
pub(super) async fn error(
    status: u16,
    code: &'static str,
    request: HttpRequest,
    server: Shared,
) -> HttpResponse {
    match identify::for_page(&server, &request).await {
        Ok(who) => {
            let asked = page_request(&server, &request, &who).await;
            let page = server.engine.error_page(status, code, &asked).await;
            answer(&server, &who, page)
        }
        Err(error) => unavailable(&error),
    }
}

/// The request as the engine takes it.
pub async fn page_request(server: &Shared, request: &HttpRequest, who: &Identified) -> PageRequest {
    // Not `web::Path`: its reader of maps takes no texts that are owned.
    let params = request.match_info().iter();
    let hub = server.hub.clone();
    let caller = who.caller.clone();
    PageRequest {
        path: request.path().to_owned(),
        path_params: params
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        query_string: request.query_string().to_owned(),
        locale: "en-GB".to_owned(),
        theme: None,
        csrf: who.csrf.clone(),
        request_id: request
            .extensions()
            .get::<RequestId>()
            .map(ToString::to_string)
            .unwrap_or_default(),
        signed_in: who.caller.viewer.actor().is_some(),
        prepare: Arc::new(move |request| hub_graphql::prepare(&hub, &caller, request)),
        extra: Vec::new(),
    }
}

/// The engine's answer over HTTP.
pub fn answer(server: &Server, who: &Identified, page: PageResponse) -> HttpResponse {
    let https = server.config.is_https();
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.content_type("text/html; charset=utf-8");
    for (name, value) in page.headers {
        response.insert_header((name, value));
    }
    let mut set: Vec<Cookie<'static>> = Vec::new();
    match page.session {
        Session::Keep => {}
        Session::Set(token) => {
            set.push(cookies::set(Kind::Session, token, https));
            set.push(cookies::clear(Kind::Visit, https));
        }
        Session::Clear => set.push(cookies::clear(Kind::Session, https)),
    }
    // A visitor gets a cookie with their first form, and not before.
    if let Some(visit) = &who.new_visit
        && set.is_empty()
        && page.html.contains("name=\"_csrf\"")
    {
        set.push(cookies::set(Kind::Visit, visit.clone(), https));
    }
    // What anybody may see, asked again, may be kept by the browser; what is personal may not.
    let visitor = who.caller.viewer.actor().is_none();
    if visitor && set.is_empty() && status == StatusCode::OK {
        response.insert_header((header::CACHE_CONTROL, "no-cache"));
        response.insert_header((header::VARY, "Cookie"));
    }
    for cookie in set {
        response.cookie(cookie);
    }
    response.body(page.html)
}

/// The database does not answer: no page can be made.
pub fn unavailable(error: &hub_domain::Error) -> HttpResponse {
    tracing::error!(%error, "a page cannot be made");
    let text = hub_locales::sentence("error-page-503-text", &[]).unwrap_or_default();
    HttpResponse::ServiceUnavailable()
        .content_type("text/plain; charset=utf-8")
        .body(text)
}
