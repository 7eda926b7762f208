//! Every URL of the hub. Pages are a document and a template each; what is none of these is
//! listed below as an exception, with its reason.

use actix_web::web;

use crate::http::{assets, explorer, health};
use crate::page::{Action, PageRoute, action, page};

/// All pages.
pub static PAGES: &[PageRoute] = &[
    // Home and search.
    page("/design", "design/design"),
    explorer::ROUTE,
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
    page("/datasets", "catalogue/list"),
    page("/datasets/new", "catalogue/new").actions(NEW_DATASET),
    page("/datasets/import", "catalogue/import").actions(UPLOAD_LISTING),
    page("/datasets/import/{key}", "catalogue/import_preview")
        .requires("importUpload.key")
        .actions(CONFIRM_IMPORT),
    page("/datasets/{number}", "catalogue/show")
        .canonical("dataset.path")
        .actions(DATASET),
    page("/datasets/{number}/edit", "catalogue/edit").actions(EDIT_DATASET),
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
static NEW_DATASET: &[Action] = &[action("SaveDataset", "{saveDataset.dataset.path}")];
static EDIT_DATASET: &[Action] = &[action("SaveDataset", "{saveDataset.dataset.path}")];
static UPLOAD_LISTING: &[Action] = &[action("UploadListing", "{uploadListing.upload.path}")];
static CONFIRM_IMPORT: &[Action] = &[action("ConfirmImport", "{confirmImport.upload.path}")];
static DATASET: &[Action] = &[
    action("WithdrawDataset", "{withdrawDataset.dataset.path}"),
    action("RestoreDataset", "{restoreDataset.dataset.path}"),
];

// Challenges.

// Partnerships and proposals.

// Judging and decisions.

// Projects.

// Communities.

// The forum.
