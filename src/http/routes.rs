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
    //
    //
    // Challenges.
    //
    //
    // Partnerships and proposals.
    //
    //
    // Judging and decisions.
    page("/judging", "judging/index").requires("viewer.person"),
    page("/judging/{key}", "judging/desk")
        .requires("judge")
        .actions(JUDGE),
    page("/judging/{key}/conflicts", "judging/conflicts")
        .requires("judge")
        .actions(CONFLICTS),
    page("/judging/{key}/proposals/{proposalKey}", "judging/score")
        .requires("scoreCard")
        .actions(REVIEW),
    page("/challenges/{number}/judges", "judging/judges")
        .requires("challenge.judging")
        .actions(JUDGES),
    page("/challenges/{number}/decision", "judging/decision").requires("challenge.judging"),
    page(
        "/challenges/{number}/decision/{proposalKey}",
        "judging/decide",
    )
    .requires("challenge.judging.proposal")
    .actions(DECIDE),
    page("/challenges/{number}/announce", "judging/announce")
        .requires("challenge.judging.announcement")
        .actions(ANNOUNCE),
    //
    // Projects.
    page("/projects", "project/list"),
    page("/projects/{number}", "project/show")
        .canonical("project.path")
        .actions(PROJECT),
    page("/projects/{number}/edit", "project/edit").actions(PROJECT_EDIT),
    page("/projects/{number}/updates/new", "project/update_new").actions(PROJECT_NEWS),
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
static SIGN_IN: &[Action] = &[action("SignIn", "/").signs_in("signIn.token")];

// Site pages and administration.

// Organisations.

// The catalogue.

// Challenges.

// Partnerships and proposals.

// Judging and decisions.
static JUDGE: &[Action] = &[action(
    "AnswerAppointment",
    "{answerAppointment.judge.path}",
)];
static CONFLICTS: &[Action] = &[action("DeclareConflicts", "{declareConflicts.judge.path}")];
static REVIEW: &[Action] = &[
    action("SaveReview", "{page.path}"),
    action("SubmitReview", "{submitReview.review.deskPath}"),
];
static JUDGES: &[Action] = &[
    action("AppointJudge", "{page.path}"),
    action("RemoveJudge", "{page.path}"),
];
static DECIDE: &[Action] = &[action(
    "DecideProposal",
    "{decideProposal.decision.challenge.path}/decision",
)];
static ANNOUNCE: &[Action] = &[action(
    "AnnounceDecision",
    "{announceDecision.challenge.path}",
)];

// Projects.
static PROJECT: &[Action] = &[action("DeleteUpdate", "{deleteUpdate.update.project.path}")];
static PROJECT_EDIT: &[Action] = &[action("EditProject", "{editProject.project.path}")];
static PROJECT_NEWS: &[Action] = &[action("PostUpdate", "{postUpdate.update.project.path}")];

// Communities.

// The forum.
