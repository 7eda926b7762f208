//! Every URL of the hub. Pages are a document and a template each; what is none of these is
//! listed below as an exception, with its reason.

use actix_web::web;

use crate::http::{assets, demo, explorer, health};
use crate::page::{Action, PageRoute, action, page};

/// All pages.
pub static PAGES: &[PageRoute] = &[
    // Home and search.
    page("/design", "design/design"),
    explorer::ROUTE,
    // The demonstration, and nowhere else.
    demo::STEPS,
    demo::PEOPLE,
    demo::MAILBOX,
    demo::LETTER,
    //
    // Accounts.
    page("/sign-in", "account/sign_in").actions(SIGN_IN),
    //
    // Site pages and administration.
    //
    //
    // Organisations.
    //
    //
    // The catalogue.
    //
    //
    // Challenges.
    //
    //
    // Partnerships and proposals.
    //
    //
    // Judging and decisions.
    //
    //
    // Projects.
    //
    //
    // Communities.
    //
    //
    // The forum.
    //
];

/// What is no page, or more than one:
pub fn exceptions(app: &mut web::ServiceConfig) {
    // The explorer's form shows the outcome of a query that the page's own document cannot hold.
    app.route("/explorer", web::get().to(explorer::show));
    // Bytes, not documents.
    app.route("/assets/{file}", web::get().to(assets::show));
    app.route("/favicon.ico", web::get().to(assets::favicon));
    // For proxies and supervisors.
    app.route("/healthz", web::get().to(health::alive));
    app.route("/readyz", web::get().to(health::ready));
}

// Accounts.
static SIGN_IN: &[Action] = &[action("SignIn", "{return}").signs_in("signIn.token")];

// Site pages and administration.

// Organisations.

// The catalogue.

// Challenges.

// Partnerships and proposals.

// Judging and decisions.

// Projects.

// Communities.

// The forum.
