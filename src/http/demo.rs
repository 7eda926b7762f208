//! What only the demonstration has: being anybody, moving its clock, looking into its people's
//! mailboxes, and the main job in six steps. None of these addresses is mounted elsewhere, and
//! every use case behind them refuses by itself as well.

mod letter;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use hub_domain::Error;
use hub_domain::demo::{access, clock, steps};
use minijinja::Value;
use serde_json::json;

use crate::http::cookies::{self, Kind};
use crate::http::identify::{self, Identified};
use crate::http::pages;
use crate::page::{FormData, PageRequest, PageRoute, json_value, page};
use crate::server::Server;

type Shared = web::Data<Server>;

/// What the steps need, on every page that shows them.
pub const STEPS_EXTRA: &[&str] = &["demo_list", "demo_now", "demo_next"];

/// The front page, which begins with the steps in the demonstration.
pub const HOME: PageRoute = page("/", "home/home").extra(STEPS_EXTRA);
/// The main job in six steps.
pub const STEPS: PageRoute = page("/demo", "demo/steps").extra(STEPS_EXTRA);
/// The people.
pub const PEOPLE: PageRoute = page("/demo/people", "demo/people").extra(&["people"]);
/// Somebody's letters.
pub const MAILBOX: PageRoute =
    page("/demo/mailbox/{handle}", "demo/mailbox").extra(&["owner", "letters"]);
/// One of them.
pub const LETTER: PageRoute =
    page("/demo/mailbox/{handle}/{key}", "demo/letter").extra(&["owner", "letter"]);

/// Whether a page exists in the demonstration alone.
pub fn is_own(route: &PageRoute) -> bool {
    route.page.starts_with("demo/")
}

/// Mounts what only the demonstration has.
pub fn mount(app: &mut web::ServiceConfig) {
    app.route("/", web::get().to(show_home))
        .route("/", web::head().to(show_home))
        .route("/demo", web::get().to(show_steps))
        .route("/demo/people", web::get().to(show_people))
        .route("/demo/mailbox/{handle}", web::get().to(show_mailbox))
        .route("/demo/mailbox/{handle}/{key}", web::get().to(show_letter))
        .route("/demo/sign-in", web::post().to(sign_in))
        .route("/demo/clock", web::post().to(move_clock))
        .route("/demo/step", web::post().to(take_step));
}

async fn asked(
    request: &HttpRequest,
    server: &Shared,
) -> Result<(Identified, PageRequest), HttpResponse> {
    let who = identify::for_page(server, request)
        .await
        .map_err(|error| pages::unavailable(&error))?;
    let page = pages::page_request(server, request, &who).await;
    Ok((who, page))
}

/// The page of an error, for what a use case refuses.
async fn refused(
    server: &Shared,
    who: &Identified,
    page: &PageRequest,
    error: &Error,
) -> HttpResponse {
    let status = match error {
        Error::NotFound => 404,
        Error::Invalid(_) => 422,
        Error::Forbidden => 403,
        Error::Conflict => 409,
        _ => {
            tracing::error!(%error, "the demonstration cannot do that");
            500
        }
    };
    let answer = server.engine.error_page(status, error.code(), page).await;
    pages::answer(server, who, answer)
}

async fn show_steps(request: HttpRequest, server: Shared) -> HttpResponse {
    show_with_steps(&STEPS, &request, &server).await
}

async fn show_home(request: HttpRequest, server: Shared) -> HttpResponse {
    show_with_steps(&HOME, &request, &server).await
}

/// Shows a page with the steps on it.
async fn show_with_steps(
    route: &PageRoute,
    request: &HttpRequest,
    server: &Shared,
) -> HttpResponse {
    let (who, mut page) = match asked(request, server).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    match steps_extra(server).await {
        Ok(extra) => page.extra = extra,
        Err(error) => return refused(server, &who, &page, &error).await,
    }
    let answer = server.engine.get(route, &page).await;
    pages::answer(server, &who, answer)
}

async fn steps_extra(server: &Server) -> hub_domain::Result<Vec<(&'static str, Value)>> {
    let hub = &server.hub;
    let steps: Vec<_> = steps::state(hub)
        .await?
        .into_iter()
        .map(|step| json!({ "number": step.number, "done": step.done, "acts": step.acts }))
        .collect();
    let next = clock::next_deadline(hub).await?;
    Ok(vec![
        ("demo_list", json_value(&json!(steps))),
        ("demo_now", json_value(&json!(hub.clock().now()))),
        ("demo_next", json_value(&json!(next))),
    ])
}

async fn show_people(request: HttpRequest, server: Shared) -> HttpResponse {
    let (who, mut page) = match asked(&request, &server).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let cast = match access::cast(&server.hub).await {
        Ok(cast) => cast,
        Err(error) => return refused(&server, &who, &page, &error).await,
    };
    let people: Vec<_> = cast
        .iter()
        .map(|member| {
            let person = &member.person;
            json!({
                "handle": person.handle,
                "name": person.name,
                "job": person.job_title,
                "role": hub_domain::account::register::role_name(person.site_role),
                "organisations": member.organisations,
            })
        })
        .collect();
    page.extra = vec![("people", json_value(&json!(people)))];
    let answer = server.engine.get(&PEOPLE, &page).await;
    pages::answer(&server, &who, answer)
}

async fn show_mailbox(
    request: HttpRequest,
    handle: web::Path<String>,
    server: Shared,
) -> HttpResponse {
    let (who, mut page) = match asked(&request, &server).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let (person, mails) = match access::mailbox(&server.hub, &handle).await {
        Ok(found) => found,
        Err(error) => return refused(&server, &who, &page, &error).await,
    };
    let letters: Vec<_> = mails
        .iter()
        .map(|mail| json!({ "key": mail.key, "subject": mail.subject, "at": mail.created_at }))
        .collect();
    page.extra = vec![
        ("owner", owner(&person)),
        ("letters", json_value(&json!(letters))),
    ];
    let answer = server.engine.get(&MAILBOX, &page).await;
    pages::answer(&server, &who, answer)
}

async fn show_letter(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    server: Shared,
) -> HttpResponse {
    let (who, mut page) = match asked(&request, &server).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let (handle, key) = path.into_inner();
    let (person, mail) = match access::letter(&server.hub, &handle, &key).await {
        Ok(found) => found,
        Err(error) => return refused(&server, &who, &page, &error).await,
    };
    let parts = letter::parts(&mail.body_text, &server.hub.settings().public_url);
    let shown = json!({
        "subject": mail.subject,
        "at": mail.created_at,
        "to": mail.to_address,
        "parts": parts,
    });
    page.extra = vec![("owner", owner(&person)), ("letter", json_value(&shown))];
    let answer = server.engine.get(&LETTER, &page).await;
    pages::answer(&server, &who, answer)
}

fn owner(person: &hub_domain::account::Person) -> Value {
    json_value(&json!({
        "handle": person.handle,
        "name": person.name,
        "job": person.job_title,
    }))
}

/// Who posts a form here, and what. A page of steps stays open in one tab while its visitor is
/// somebody else in another, so its token may be that of an ended session: a browser that says
/// that the form is our own is believed as well.
async fn posted(
    request: &HttpRequest,
    body: web::Payload,
    server: &Shared,
) -> Result<(Identified, PageRequest, FormData), HttpResponse> {
    let (who, page) = asked(request, server).await?;
    let says = request.headers().contains_key(header::ORIGIN)
        || request.headers().contains_key("sec-fetch-site");
    let same_origin = identify::is_same_origin(server, request);
    let form = match pages::read_form(request, body).await {
        Ok(form) if same_origin && (says || pages::is_bound(&form, &who)) => form,
        Ok(_) => {
            let status = if same_origin { 419 } else { 403 };
            let answer = server.engine.error_page(status, "FORBIDDEN", &page).await;
            return Err(pages::answer(server, &who, answer));
        }
        Err(_) => {
            let answer = server.engine.error_page(400, "INVALID", &page).await;
            return Err(pages::answer(server, &who, answer));
        }
    };
    Ok((who, page, form))
}

/// Signs in as a person of the demonstration, and goes to `next`.
async fn sign_in(request: HttpRequest, body: web::Payload, server: Shared) -> HttpResponse {
    let (who, page, form) = match posted(&request, body, &server).await {
        Ok(posted) => posted,
        Err(answer) => return answer,
    };
    let handle = form.value("handle").unwrap_or_default().to_owned();
    let next = local_path(form.value("next").unwrap_or_default());
    arrive(&server, &who, &page, &handle, &next).await
}

/// Becomes somebody, and goes somewhere.
async fn arrive(
    server: &Shared,
    who: &Identified,
    page: &PageRequest,
    handle: &str,
    next: &str,
) -> HttpResponse {
    let handle = handle.to_owned();
    let outcome = server
        .hub
        .write(&who.caller, |ctx| {
            let handle = handle.clone();
            Box::pin(async move { access::sign_in_as(ctx, &handle).await })
        })
        .await;
    match outcome {
        Ok(token) => {
            let https = server.config.is_https();
            HttpResponse::SeeOther()
                .insert_header((header::LOCATION, next))
                .cookie(cookies::set(Kind::Session, token, https))
                .cookie(cookies::clear(Kind::Visit, https))
                .finish()
        }
        Err(error) => refused(server, who, page, &error).await,
    }
}

/// Moves the clock: to the next deadline, or by `days`.
async fn move_clock(request: HttpRequest, body: web::Payload, server: Shared) -> HttpResponse {
    let (who, page, form) = match posted(&request, body, &server).await {
        Ok(posted) => posted,
        Err(answer) => return answer,
    };
    let moved = match form.value("days").filter(|days| !days.trim().is_empty()) {
        Some(days) => match days.trim().parse() {
            Ok(days) => clock::advance_by_days(&server.hub, days).await,
            Err(_) => Err(Error::field("days", "OUT_OF_RANGE")),
        },
        None => clock::advance_to_next_deadline(&server.hub).await,
    };
    if let Err(error) = moved {
        return refused(&server, &who, &page, &error).await;
    }
    let next = local_path(form.value("next").unwrap_or("/demo"));
    // The session may have run out meanwhile; its owner need not notice.
    match who.caller.viewer.actor() {
        Some(actor) => arrive(&server, &who, &page, &actor.handle.clone(), &next).await,
        None => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, next))
            .finish(),
    }
}

/// Makes everything ready for a step, becomes the person who takes it, and opens the page where
/// it is taken.
async fn take_step(request: HttpRequest, body: web::Payload, server: Shared) -> HttpResponse {
    let (who, page, form) = match posted(&request, body, &server).await {
        Ok(posted) => posted,
        Err(answer) => return answer,
    };
    let act = form.value("act").unwrap_or_default();
    match steps::prepare(&server.hub, act).await {
        Ok(arrival) => arrive(&server, &who, &page, arrival.handle, &arrival.path).await,
        Err(error) => refused(&server, &who, &page, &error).await,
    }
}

/// A path on this server, or the front page for everything else.
fn local_path(text: &str) -> String {
    let local = text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains(['\\', '\r', '\n'])
        && text.is_ascii();
    if local {
        text.to_owned()
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn nobody_is_sent_to_another_host() {
        assert_eq!(local_path("/forum?page=2"), "/forum?page=2");
        for text in [
            "",
            "https://example.org/",
            "//example.org",
            "/\\example.org",
            "/a\r\nb",
        ] {
            assert_eq!(local_path(text), "/", "{text:?}");
        }
    }
}
