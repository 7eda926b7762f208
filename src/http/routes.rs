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
    page("/sign-out", "account/sign_out").actions(SIGN_OUT),
    page("/register", "account/register").actions(REGISTER),
    page("/confirm-email", "account/confirm_email").actions(CONFIRM_EMAIL),
    page("/confirm-new-email", "account/confirm_new_email").actions(CONFIRM_NEW_EMAIL),
    page("/forgotten-password", "account/forgotten_password").actions(FORGOTTEN_PASSWORD),
    page("/reset-password", "account/reset_password").actions(RESET_PASSWORD),
    page("/account", "account/overview").actions(ACCOUNT),
    page("/account/profile", "account/profile").actions(PROFILE),
    page("/account/password", "account/password").actions(PASSWORD),
    page("/account/email", "account/email").actions(EMAIL),
    page("/account/sessions", "account/sessions").actions(SESSIONS),
    page("/account/tokens", "account/tokens").actions(TOKENS),
    page("/people/{handle}", "account/person").canonical("profile.path"),
    page("/invitations/{token}", "account/invitation").actions(INVITATION),
    //
    // Site pages and administration.
    page("/about", "site/document")
        .defaults(&[("slug", "about")])
        .canonical("document.path"),
    page("/open-data", "site/document")
        .defaults(&[("slug", "open-data")])
        .canonical("document.path"),
    page("/accessibility", "site/document")
        .defaults(&[("slug", "accessibility")])
        .canonical("document.path"),
    page("/privacy", "site/document")
        .defaults(&[("slug", "privacy")])
        .canonical("document.path"),
    page("/cookies", "site/document")
        .defaults(&[("slug", "cookies")])
        .canonical("document.path"),
    page("/admin", "admin/overview"),
    page("/admin/pages/{slug}", "admin/document").actions(EDIT_DOCUMENT),
    page("/admin/people", "admin/people"),
    page("/admin/people/{handle}", "admin/person").actions(ADMIN_PERSON),
    page("/admin/mail", "admin/mail"),
    page("/admin/mail/{key}", "admin/mail_one").actions(ADMIN_MAIL),
    page("/admin/jobs", "admin/jobs").actions(ADMIN_JOBS),
    //
    //
    // Organisations.
    page("/organisations", "organisation/list").defaults(&[("current", "true")]),
    page("/organisations/new", "organisation/new").actions(NEW_ORGANISATION),
    page("/organisations/{number}", "organisation/show")
        .actions(ORGANISATION)
        .canonical("organisation.path"),
    page("/organisations/{number}/edit", "organisation/edit").actions(EDIT_ORGANISATION),
    page("/organisations/{number}/members", "organisation/members").actions(MEMBERS),
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
    page("/challenges", "challenge/index"),
    page("/challenges/new", "challenge/new")
        .actions(NEW_CHALLENGE)
        .requires("viewer.person"),
    page("/challenges/{number}", "challenge/show").canonical("challenge.path"),
    page("/challenges/{number}/edit", "challenge/edit")
        .actions(EDIT_CHALLENGE)
        .requires("challenge.desk"),
    page("/challenges/{number}/manage", "challenge/manage")
        .actions(MANAGE_CHALLENGE)
        .requires("challenge.desk"),
    //
    //
    // Partnerships and proposals.
    page("/challenges/{number}/propose", "proposal/start").actions(START_PROPOSAL),
    page("/proposals", "proposal/mine").requires("mine.person"),
    page("/proposals/{key}", "proposal/show"),
    page("/proposals/{key}/edit", "proposal/edit").actions(EDIT_PROPOSAL),
    page("/proposals/{key}/partners", "proposal/partners").actions(PARTNERS),
    page("/proposals/{key}/consent", "proposal/consent").actions(CONSENT),
    page("/proposals/{key}/check", "proposal/check").actions(SUBMIT_PROPOSAL),
    page("/proposals/{key}/submitted", "proposal/submitted"),
    page("/proposals/{key}/withdraw", "proposal/withdraw").actions(WITHDRAW_PROPOSAL),
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
static SIGN_OUT: &[Action] = &[action("SignOut", "/").signs_out()];
static REGISTER: &[Action] = &[action("Register", "/register")];
static CONFIRM_EMAIL: &[Action] = &[action("ConfirmEmail", "/confirm-email")];
static CONFIRM_NEW_EMAIL: &[Action] = &[action("ConfirmNewEmail", "/confirm-new-email")];
static FORGOTTEN_PASSWORD: &[Action] = &[action("RequestPasswordReset", "/forgotten-password")];
static RESET_PASSWORD: &[Action] = &[action("ResetPassword", "/sign-in")];
static ACCOUNT: &[Action] = &[action("ResendConfirmation", "/account")];
static PROFILE: &[Action] = &[action("ChangeProfile", "{changeProfile.person.path}")];
static PASSWORD: &[Action] = &[action("ChangePassword", "/account")];
static EMAIL: &[Action] = &[action("ChangeEmail", "/account")];
static SESSIONS: &[Action] = &[action("EndSession", "/account/sessions")];
static TOKENS: &[Action] = &[
    action("CreateApiToken", "/account/tokens").shows(),
    action("RevokeApiToken", "/account/tokens"),
];
static INVITATION: &[Action] = &[
    action("AcceptInvitation", "{acceptInvitation.path}").signs_in("acceptInvitation.token"),
    action("DeclineInvitation", "{page.path}"),
];

// Site pages and administration.
static EDIT_DOCUMENT: &[Action] = &[action("SaveDocument", "{saveDocument.document.path}")];
static ADMIN_PERSON: &[Action] = &[
    action("GrantRole", "{page.path}"),
    action("SuspendPerson", "{page.path}"),
    action("UnsuspendPerson", "{page.path}"),
];
static ADMIN_MAIL: &[Action] = &[action("RetryMail", "{page.path}")];
static ADMIN_JOBS: &[Action] = &[
    action("RetryJob", "/admin/jobs"),
    action("RetryMail", "/admin/jobs"),
];

// Organisations.
static NEW_ORGANISATION: &[Action] = &[action(
    "CreateOrganisation",
    "{createOrganisation.organisation.path}",
)];
static ORGANISATION: &[Action] = &[
    action("JoinOrganisation", "{page.path}"),
    action("LeaveOrganisation", "{page.path}"),
];
static EDIT_ORGANISATION: &[Action] = &[action(
    "EditOrganisation",
    "{editOrganisation.organisation.path}",
)];
static MEMBERS: &[Action] = &[
    action("DecideMembership", "{page.path}"),
    action("ChangeMemberRole", "{page.path}"),
    action("RemoveMember", "{page.path}"),
];

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
static NEW_CHALLENGE: &[Action] = &[action(
    "CreateChallenge",
    "/challenges/{createChallenge.challenge.number}/edit",
)];
static EDIT_CHALLENGE: &[Action] = &[action(
    "EditChallenge",
    "/challenges/{editChallenge.challenge.number}/manage",
)];
static MANAGE_CHALLENGE: &[Action] = &[
    action("SubmitChallengeForReview", "{page.path}"),
    action("RequestChallengeEdits", "{page.path}"),
    action("PublishChallenge", "{page.path}"),
    action("ExtendDeadline", "{page.path}"),
    action("CancelChallenge", "{page.path}"),
];

// Partnerships and proposals.
static START_PROPOSAL: &[Action] = &[action("StartProposal", "{startProposal.proposal.path}")];
static EDIT_PROPOSAL: &[Action] = &[action("EditProposal", "{editProposal.proposal.path}")];
static PARTNERS: &[Action] = &[
    action("AddPartner", "{page.path}"),
    action("RemovePartner", "{page.path}"),
];
// Who declines may not see the proposal any more.
static CONSENT: &[Action] = &[
    action("AgreeToPartnership", "{answerPartnership.proposal.path}"),
    action("DeclinePartnership", "/proposals"),
];
static SUBMIT_PROPOSAL: &[Action] = &[action(
    "SubmitProposal",
    "{submitProposal.proposal.path}/submitted",
)];
static WITHDRAW_PROPOSAL: &[Action] = &[action(
    "WithdrawProposal",
    "{withdrawProposal.proposal.path}",
)];

// Judging and decisions.

// Projects.

// Communities.

// The forum.
