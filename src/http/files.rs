//! Files that people uploaded.
//!
//! An exception from the pages, because they are bytes. They are never shown as part of a page:
//! a browser saves them, whatever they are called and whatever is in them.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use hub_domain::proposal::attachment::{self, File};
use hub_domain::{Error, Result};

use crate::http::identify;
use crate::http::pages::unavailable;
use crate::server::Server;

/// A file attached to a proposal.
pub async fn show(
    server: web::Data<Server>,
    request: HttpRequest,
    key: web::Path<String>,
) -> HttpResponse {
    match find(&server, &request, &key).await {
        Ok(file) => answer(file),
        Err(Error::NotFound) => HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body(hub_locales::sentence("graphql-NOT_FOUND", &[]).unwrap_or_default()),
        Err(error) => unavailable(&error),
    }
}

async fn find(server: &Server, request: &HttpRequest, key: &str) -> Result<File> {
    let who = identify::for_page(server, request).await?;
    attachment::open(&server.hub.reader(&who.caller), key).await
}

fn answer(file: File) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(file.media_type)
        .insert_header((header::CONTENT_DISPOSITION, disposition(&file.name)))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(file.content)
}

/// The name for every browser: letters that all of them read, and the name as it is (RFC 6266).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    let whole: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Plän \"1\".pdf"),
            "attachment; filename=\"Pl_n _1_.pdf\"; filename*=UTF-8''Pl%C3%A4n%20%221%22.pdf"
        );
        assert!(!disposition("a\r\nX: y").contains(['\r', '\n']));
    }
}
