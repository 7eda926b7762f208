//! Who asks: from cookies and tokens to the caller that use cases know.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, web};
use async_graphql::Request;
use hub_domain::account::authenticate::{Identity, authenticate};
use hub_domain::{Caller, Viewer};

use crate::config::client_address;
use crate::http::cookies::{self, Kind};
use crate::http::graphql::Refusal;
use crate::http::trace::ViewerId;
use crate::server::Server;

/// Who asks for a page.
#[derive(Debug, Clone)]
pub struct Identified {
    /// Who, for the domain.
    pub caller: Caller,
    /// The token that forms of this session or visit carry.
    pub csrf: String,
    /// The cookie to set if the page has a form, for visitors who have none yet.
    pub new_visit: Option<String>,
}

/// The caller as far as the connection tells.
pub fn anonymous(server: &Server, request: &HttpRequest) -> Caller {
    let header = server.config.proxy_header;
    let lines = request
        .headers()
        .get_all(header.name())
        .filter_map(|value| value.to_str().ok());
    let lines: Vec<&str> = lines.collect();
    let address = request
        .peer_addr()
        .map(|peer| client_address(peer.ip(), header, lines, &server.config.trusted_proxies));
    let user_agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    Caller {
        viewer: Viewer::Visitor,
        person: None,
        address,
        session: None,
        user_agent,
    }
}

fn known(caller: Caller, identity: &Identity) -> Caller {
    Caller {
        viewer: identity.viewer.clone(),
        person: Some(Arc::clone(&identity.person)),
        session: identity.session.as_ref().map(|session| session.id),
        ..caller
    }
}

/// Who asks for a page: by the session's cookie.
///
/// # Errors
/// When the database does not answer.
pub async fn for_page(server: &Server, request: &HttpRequest) -> hub_domain::Result<Identified> {
    let https = server.config.is_https();
    let caller = anonymous(server, request);
    if let Some(token) = cookies::read(request, Kind::Session, https)
        && let Some(identity) = authenticate(&server.hub, &token).await?
        && let Some(session) = &identity.session
    {
        if let Some(id) = identity.viewer.id() {
            request.extensions_mut().insert(ViewerId(id));
        }
        let csrf = session.csrf.clone();
        return Ok(Identified {
            caller: known(caller, &identity),
            csrf,
            new_visit: None,
        });
    }
    let (visit, new_visit) = match cookies::read(request, Kind::Visit, https) {
        Some(visit) if visit.len() >= 20 => (visit, None),
        _ => {
            let visit = server.hub.random().token();
            (visit.clone(), Some(visit))
        }
    };
    Ok(Identified {
        caller,
        csrf: cookies::visit_token(&visit),
        new_visit,
    })
}

/// Whether a request that changes something comes from our own pages, by what browsers say of
/// themselves. What says nothing is left to the form's token.
pub fn is_same_origin(server: &Server, request: &HttpRequest) -> bool {
    let text = |name: header::HeaderName| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    if let Some(origin) = text(header::ORIGIN) {
        let ours = server.config.origin();
        // On localhost people come by several names, so the one that they used counts.
        let local = !server.config.is_https()
            && text(header::HOST).is_some_and(|host| origin == format!("http://{host}"));
        return origin == ours || local;
    }
    match text(header::HeaderName::from_static("sec-fetch-site")) {
        Some(site) => matches!(site.as_str(), "same-origin" | "none"),
        None => true,
    }
}

/// What became of looking for the caller of the GraphQL endpoint.
#[derive(Clone)]
enum Found {
    Caller(Box<Caller>),
    Nobody,
    Unavailable,
}

/// Finds out who asks the GraphQL endpoint, before its handler: by `Authorization: Bearer`, or by
/// the session's cookie when the request says that it comes from our own pages.
///
/// # Errors
/// Those of the handler.
pub async fn for_graphql(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if let Some(server) = request.app_data::<web::Data<Server>>().cloned() {
        let found = graphql_caller(&server, request.request()).await;
        if let Found::Caller(caller) = &found
            && let Some(id) = caller.viewer.id()
        {
            request.extensions_mut().insert(ViewerId(id));
        }
        request.extensions_mut().insert(found);
    }
    next.call(request).await
}

async fn graphql_caller(server: &Server, request: &HttpRequest) -> Found {
    let caller = anonymous(server, request);
    let bearer = request.headers().get(header::AUTHORIZATION).map(|value| {
        value
            .to_str()
            .ok()
            .and_then(|text| text.strip_prefix("Bearer "))
    });
    let token = match bearer {
        Some(Some(token)) => token.trim().to_owned(),
        Some(None) => return Found::Nobody,
        None => {
            let cookie = cookies::read(request, Kind::Session, server.config.is_https());
            let said = request.headers().contains_key(header::ORIGIN)
                || request.headers().contains_key("sec-fetch-site");
            match cookie {
                Some(cookie) if said && is_same_origin(server, request) => cookie,
                _ => return Found::Caller(Box::new(caller)),
            }
        }
    };
    match authenticate(&server.hub, &token).await {
        Ok(Some(identity)) => Found::Caller(Box::new(known(caller, &identity))),
        Ok(None) if bearer.is_none() => Found::Caller(Box::new(caller)),
        Ok(None) => Found::Nobody,
        Err(error) => {
            tracing::error!(%error, "who asks cannot be told");
            Found::Unavailable
        }
    }
}

/// Puts the caller into a GraphQL request.
///
/// # Errors
/// 401 for a token that stands for nobody.
pub fn prepare_graphql(http: &HttpRequest, request: Request) -> Result<Request, Refusal> {
    let refuse = |status, code, key: &str| {
        let message = hub_locales::sentence(key, &[]).unwrap_or_default();
        Err(Refusal {
            status,
            code,
            message,
        })
    };
    let Some(server) = http.app_data::<web::Data<Server>>() else {
        return refuse(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL",
            "graphql-INTERNAL",
        );
    };
    match http.extensions().get::<Found>() {
        Some(Found::Caller(caller)) => Ok(hub_graphql::prepare(&server.hub, caller, request)),
        Some(Found::Nobody) => refuse(
            StatusCode::UNAUTHORIZED,
            "UNAUTHENTICATED",
            "graphql-BAD_TOKEN",
        ),
        Some(Found::Unavailable) | None => refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "UNAVAILABLE",
            "graphql-UNAVAILABLE",
        ),
    }
}
