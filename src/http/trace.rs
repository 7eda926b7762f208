//! One id and one line of the log for each request.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, web};
use tracing::Instrument;

use crate::server::Server;
use crate::telemetry::{RequestId, finish, request_span};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Number of the viewer, put into the request's extensions once it is known.
#[derive(Debug, Clone, Copy)]
pub struct ViewerId(pub i64);

/// Gives each request an id, and logs how it ended. An id that a proxy gave is kept.
pub async fn trace(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let given = request
        .headers()
        .get(&HEADER)
        .and_then(|value| value.to_str().ok())
        .and_then(RequestId::from_header);
    let id = given.unwrap_or_else(|| {
        let bits = request
            .app_data::<web::Data<Server>>()
            .map_or([0; 16], |server| server.hub.random().bytes());
        RequestId::from_bits(u128::from_le_bytes(bits))
    });
    request.extensions_mut().insert(id.clone());
    let route = request
        .match_pattern()
        .unwrap_or_else(|| "unmatched".to_owned());
    let span = request_span(&id, request.method().as_str(), &route);
    let mut response = next.call(request).instrument(span.clone()).await?;
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(HEADER, value);
    }
    let viewer = response
        .request()
        .extensions()
        .get::<ViewerId>()
        .map(|viewer| viewer.0);
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    finish(&span, viewer, response.status().as_u16(), micros);
    Ok(response)
}
