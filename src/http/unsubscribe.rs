//! The button of an unsubscribe page, pressed by a person or by their mail program.
//!
//! An exception from the pages: a mail program posts `List-Unsubscribe=One-Click` without a
//! cookie and without a form token, and follows no redirect (RFC 8058). The signed link is what
//! allows it, so that nothing else is asked of a person either; a GET never acts, because mail
//! scanners follow links.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use hub_domain::Error;
use hub_domain::forum::unsubscribe;

use crate::http::pages::unavailable;
use crate::server::Server;

/// The body that a mail program sends.
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";
/// Bodies beyond this are cut off unread; both that exist are short.
const LARGEST: usize = 4096;

/// Ends mail about a topic.
pub async fn post(
    server: web::Data<Server>,
    token: web::Path<String>,
    body: web::Payload,
) -> HttpResponse {
    let body = match body.to_bytes_limited(LARGEST).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return HttpResponse::BadRequest().finish(),
        Err(_) => return HttpResponse::PayloadTooLarge().finish(),
    };
    match unsubscribe::unsubscribe(&server.hub, &token).await {
        Ok(()) if is_one_click(&body) => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body(hub_locales::sentence("done-Unsubscribe", &[]).unwrap_or_default()),
        Ok(()) => HttpResponse::SeeOther()
            .insert_header((
                header::LOCATION,
                format!("/unsubscribe/{token}?done=Unsubscribe"),
            ))
            .finish(),
        Err(Error::NotFound) => HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body(hub_locales::sentence("forum-unsubscribe-unknown", &[]).unwrap_or_default()),
        Err(error) => unavailable(&error),
    }
}

/// Also within `multipart/form-data`, which the RFC prefers.
fn is_one_click(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    text.contains(ONE_CLICK)
        || (text.contains("name=\"List-Unsubscribe\"") && text.contains("One-Click"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_the_one_click_are_known() {
        assert!(is_one_click(b"List-Unsubscribe=One-Click"));
        assert!(is_one_click(
            b"--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--"
        ));
        assert!(!is_one_click(b"stop=yes"));
    }
}
