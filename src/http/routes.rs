//! Every URL of the hub. Pages are a document and a template each; what is none of these is
//! listed below as an exception, with its reason.

use actix_web::web;

use crate::http::{assets, explorer, feeds, health, unsubscribe};
use crate::page::{Action, PageRoute, action, page, preview};

/// All pages.
pub static PAGES: &[PageRoute] = &[
    // Home and search.
    page("/", "home/home"),
    page("/search", "search/search"),
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
    //
    //
    // Projects.
    //
    //
    // Communities.
    page("/communities", "community/list"),
    page("/communities/new", "community/create")
        .requires("viewer.person")
        .actions(CREATE_COMMUNITY),
    page("/communities/{number}", "community/show")
        .canonical("community.path")
        .actions(COMMUNITY),
    page("/communities/{number}/edit", "community/edit")
        .requires("viewer.person")
        .actions(EDIT_COMMUNITY),
    page("/communities/{number}/members", "community/members").actions(COMMUNITY_MEMBERS),
    //
    // The forum.
    page("/forum", "forum/latest"),
    page("/forum/new", "forum/create").actions(CREATE_TOPIC),
    page("/forum/categories/{slug}", "forum/category"),
    page("/forum/{number}", "forum/topic")
        .canonical("topic.path")
        .actions(TOPIC),
    page("/forum/{number}/moderate", "forum/moderate_topic")
        .requires("viewer.person")
        .actions(MODERATE_TOPIC),
    page("/forum/{number}/posts/{post}/edit", "forum/edit_post")
        .requires("viewer.person")
        .actions(EDIT_POST),
    page("/forum/{number}/posts/{post}/delete", "forum/delete_post")
        .requires("viewer.person")
        .actions(DELETE_POST),
    page("/forum/{number}/posts/{post}/report", "forum/report_post")
        .requires("viewer.person")
        .actions(REPORT_POST),
    page(
        "/forum/{number}/posts/{post}/moderate",
        "forum/moderate_post",
    )
    .requires("viewer.person")
    .actions(MODERATE_POST),
    page("/moderation", "forum/moderation").actions(MODERATION),
    // Its POST is an exception, below.
    page("/unsubscribe/{token}", "forum/unsubscribe"),
    //
];

/// What is no page, or more than one:
pub fn exceptions(app: &mut web::ServiceConfig) {
    // The explorer's form shows the outcome of a query that the page's own document cannot hold.
    app.route("/explorer", web::get().to(explorer::show));
    // Bytes, not documents.
    app.route("/assets/{file}", web::get().to(assets::show));
    app.route("/favicon.ico", web::get().to(assets::favicon));
    // A mail program presses the button without a cookie or a form token (RFC 8058).
    app.route("/unsubscribe/{token}", web::post().to(unsubscribe::post));
    // Atom, for feed readers.
    app.route("/forum.atom", web::get().to(feeds::forum));
    app.route("/challenges.atom", web::get().to(feeds::challenges));
    app.route("/datasets.atom", web::get().to(feeds::datasets));
    app.route(
        "/communities/{number}.atom",
        web::get().to(feeds::community),
    );
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
static CREATE_COMMUNITY: &[Action] = &[action(
    "CreateCommunity",
    "{createCommunity.community.path}",
)];
static EDIT_COMMUNITY: &[Action] = &[action("EditCommunity", "{editCommunity.community.path}")];
static COMMUNITY: &[Action] = &[
    action("JoinCommunity", "{joinCommunity.community.path}"),
    action("LeaveCommunity", "{leaveCommunity.community.path}"),
];
static COMMUNITY_MEMBERS: &[Action] = &[action("SetFacilitator", "{page.path}")];

// The forum.
static CREATE_TOPIC: &[Action] = &[
    action("CreateTopic", "{createTopic.topic.path}"),
    preview("PreviewPost"),
];
static TOPIC: &[Action] = &[
    action("Reply", "{reply.post.path}"),
    preview("PreviewPost"),
    action("FollowTopic", "{followTopic.topic.path}"),
    action("UnfollowTopic", "{unfollowTopic.topic.path}"),
];
static EDIT_POST: &[Action] = &[
    action("EditPost", "{editPost.post.path}"),
    preview("PreviewPost"),
];
static DELETE_POST: &[Action] = &[action("DeletePost", "{deletePost.topic.path}")];
static REPORT_POST: &[Action] = &[action("ReportPost", "{page.path}")];
static MODERATE_TOPIC: &[Action] = &[
    action("LockTopic", "{lockTopic.topic.path}"),
    action("UnlockTopic", "{unlockTopic.topic.path}"),
    action("HideTopic", "{hideTopic.topic.path}"),
    action("RestoreTopic", "{restoreTopic.topic.path}"),
];
static MODERATE_POST: &[Action] = &[
    action("HidePost", "{hidePost.post.path}"),
    action("RestorePost", "{restorePost.post.path}"),
];
static MODERATION: &[Action] = &[action("ResolveReport", "/moderation")];
