//! The programme's ledger as a table for spreadsheets (RFC 4180).
//!
//! An exception from the pages, because the format is none of HTML. It shows what a visitor sees,
//! whoever asks.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use hub_domain::project::ledger::{self, Line, Scope};
use hub_domain::{Caller, challenge};
use serde::Deserialize;

use crate::http::pages::unavailable;
use crate::server::Server;

/// The names of the columns, as programs read them.
const HEADER: &str = "challenge,title,advertised,awarded,delivered,stopped,advertised_pence,money_pence,paid_pence,people_reached,datasets,datasets_opened";

/// Which part of it.
#[derive(Deserialize)]
pub struct Asked {
    /// Number of a programme, as text, because what is no number is as if nothing were said.
    programme: Option<String>,
}

/// The ledger, or that of the programme which the address names.
pub async fn csv(server: web::Data<Server>, asked: web::Query<Asked>) -> HttpResponse {
    let reader = server.hub.reader(&Caller::default());
    let scope = Scope {
        programme: asked
            .programme
            .as_deref()
            .and_then(|text| text.parse().ok()),
        ..Scope::default()
    };
    let lines = match ledger::facts(&reader, scope).await {
        Ok(facts) => facts.lines(),
        Err(error) => return unavailable(&error),
    };
    let site = &server.hub.settings().public_url;
    let mut text = format!("{HEADER}\r\n");
    for line in &lines {
        text.push_str(&row(site, line));
        text.push_str("\r\n");
    }
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"make-it-local-ledger.csv\"",
        ))
        .body(text)
}

fn row(site: &str, line: &Line) -> String {
    let address = format!("{site}{}", challenge::read::path(&line.challenge));
    let numbers = [
        line.advertised,
        line.awarded,
        line.delivered,
        line.stopped,
        line.advertised_pence,
        line.pence,
        line.paid_pence,
        line.people,
        line.datasets,
        line.opened,
    ];
    let mut cells = vec![quoted(&address), quoted(&line.challenge.title)];
    cells.extend(numbers.map(|number| number.to_string()));
    cells.join(",")
}

/// A cell of text. What a spreadsheet would take for a formula begins with an apostrophe.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_hold_what_they_are_given_and_no_formula() {
        assert_eq!(
            quoted("Better \"buses\", now"),
            "\"Better \"\"buses\"\", now\""
        );
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
    }
}
