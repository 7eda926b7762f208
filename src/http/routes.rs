//! Every URL of the hub. Pages are a document and a template each; what is none of these is
//! listed below as an exception, with its reason.

use actix_web::web;

use crate::http::{assets, demo, downloads, explorer, feeds, files, health, ledger, unsubscribe};
use crate::page::{Action, PageRoute, action, page, preview};

/// All pages.
pub static PAGES: &[PageRoute] = &[
    // Home and search.
    demo::HOME,
    page("/search", "search/search"),
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
    page("/confirm-email", "account/confirm_email")
        .members()
        .actions(CONFIRM_EMAIL),
    page("/confirm-new-email", "account/confirm_new_email")
        .members()
        .actions(CONFIRM_NEW_EMAIL),
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
    page("/audit", "site/audit"),
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
        .members(),
    page("/challenges/{number}", "challenge/show")
        .actions(CHALLENGE)
        .canonical("challenge.path"),
    page("/challenges/{number}/applying", "challenge/applying"),
    page("/challenges/{number}/judging", "challenge/for_judges"),
    page("/challenges/{number}/questions", "challenge/questions").actions(QUESTIONS),
    page("/challenges/{number}/partners", "partnering/list").actions(PARTNER_NOTICES),
    page("/challenges/{number}/partners/new", "partnering/edit").actions(PARTNER_NOTICE_FORM),
    page(
        "/challenges/{number}/partners/{notice}",
        "partnering/notice",
    )
    .requires("challenge.partnerSearch.notice")
    .actions(PARTNER_NOTICE),
    page("/introductions/{key}", "partnering/introduction")
        .requires("introduction")
        .actions(INTRODUCTION),
    page("/challenges/{number}/edit", "challenge/edit")
        .actions(EDIT_CHALLENGE)
        .requires("challenge.desk"),
    page("/challenges/{number}/amend", "challenge/amend")
        .actions(AMEND_CHALLENGE)
        .requires("challenge.desk"),
    page("/challenges/{number}/manage", "challenge/manage")
        .actions(MANAGE_CHALLENGE)
        .requires("challenge.desk"),
    //
    //
    // Partnerships and proposals.
    page("/challenges/{number}/propose", "proposal/start").actions(START_PROPOSAL),
    page("/proposals", "proposal/mine").members(),
    page("/proposals/{key}", "proposal/show").actions(SHOW_PROPOSAL),
    page("/proposals/{key}/versions", "proposal/versions"),
    page("/proposals/{key}/versions/{number}", "proposal/version").requires("proposal.submittedAs"),
    page("/proposals/{key}/print", "proposal/print"),
    page("/proposals/{key}/files", "proposal/files").actions(FILES),
    page("/proposals/{key}/screening", "proposal/screening").actions(SCREENING),
    page("/challenges/{number}/screening", "proposal/screening_desk"),
    page("/proposals/{key}/edit", "proposal/edit").actions(EDIT_PROPOSAL),
    page("/proposals/{key}/partners", "proposal/partners").actions(PARTNERS),
    page("/proposals/{key}/consent", "proposal/consent").actions(CONSENT),
    page("/proposals/{key}/check", "proposal/check").actions(SUBMIT_PROPOSAL),
    page("/proposals/{key}/submitted", "proposal/submitted"),
    page("/proposals/{key}/withdraw", "proposal/withdraw").actions(WITHDRAW_PROPOSAL),
    page("/proposals/{key}/disqualify", "proposal/disqualify").actions(DISQUALIFY_PROPOSAL),
    //
    //
    // Judging and decisions.
    page("/judging", "judging/index").members(),
    page("/judging/{key}", "judging/desk")
        .requires("judge")
        .actions(JUDGE),
    page("/judging/{key}/print", "judging/print").requires("judge"),
    page("/judging/{key}/upload", "judging/offline")
        .requires("judge")
        .actions(UPLOAD_SCORES),
    page("/judging/{key}/upload/{upload}", "judging/offline_check")
        .requires("judge.scoreUpload")
        .actions(CONFIRM_SCORES),
    page("/judging/{key}/conflicts", "judging/conflicts")
        .requires("judge")
        .actions(CONFLICTS),
    page("/judging/{key}/proposals/{proposalKey}", "judging/score")
        .requires("scoreCard")
        .actions(REVIEW),
    page("/challenges/{number}/judges", "judging/judges")
        .requires("challenge.judging")
        .actions(JUDGES),
    page("/challenges/{number}/conflicts", "judging/settle")
        .requires("challenge.judging.conflicts")
        .actions(ADD_CONFLICT),
    page(
        "/challenges/{number}/conflicts/{judgeKey}/{proposalKey}",
        "judging/lift",
    )
    .requires("challenge.judging.conflict")
    .actions(SETTLE_CONFLICT),
    page("/challenges/{number}/assignment", "judging/assignment")
        .requires("challenge.judging.assignment")
        .actions(ASSIGNMENT),
    page("/challenges/{number}/decision", "judging/decision").requires("challenge.judging"),
    page("/challenges/{number}/rounds", "judging/rounds")
        .requires("challenge.judging")
        .actions(ROUNDS),
    page("/challenges/{number}/moderation", "judging/moderation")
        .requires("challenge.judging.disagreements"),
    page("/proposals/{key}/discussion", "judging/discussion")
        .members()
        .requires("panelDiscussion")
        .actions(DISCUSSION),
    page("/challenges/{number}/ranking", "judging/ranking").requires("challenge.judging"),
    page("/challenges/{number}/views", "judging/views").requires("challenge.judging.sealedViews"),
    page("/challenges/{number}/report", "challenge/report").requires("challenge.selectionReport"),
    page("/challenges/{number}/lottery", "judging/lottery")
        .requires("challenge.lottery")
        .actions(LOTTERY),
    page("/proposals/{key}/decision", "judging/result")
        .members()
        .requires("proposal.decision")
        .actions(ANSWER_OFFER),
    page("/challenges/{number}/offers", "judging/offers")
        .requires("challenge.judging.offers")
        .actions(EXTEND_OFFER),
    page(
        "/challenges/{number}/decision/{proposalKey}",
        "judging/decide",
    )
    .requires("challenge.judging.proposal")
    .actions(DECIDE),
    page("/challenges/{number}/announce", "judging/announce")
        .requires("challenge.judging.announcement")
        .actions(ANNOUNCE),
    page("/challenges/{number}/announce/later", "judging/embargo")
        .requires("challenge.judging.announcement")
        .actions(EMBARGO),
    //
    // Programmes.
    page("/programmes", "programme/list"),
    page("/programmes/new", "programme/new")
        .actions(NEW_PROGRAMME)
        .members(),
    page("/programmes/{number}", "programme/show")
        .actions(PROGRAMME)
        .canonical("programme.path"),
    page("/programmes/{number}/ledger", "programme/ledger"),
    page("/programmes/{number}/edit", "programme/edit")
        .actions(EDIT_PROGRAMME)
        .members(),
    //
    // Projects.
    page("/projects", "project/list"),
    page("/projects/new", "project/new")
        .members()
        .actions(PROJECT_NEW),
    page("/projects/ledger", "project/ledger"),
    page("/projects/ledger/figures", "project/ledger_figures"),
    page("/projects/{number}", "project/show")
        .canonical("project.path")
        .actions(PROJECT),
    page("/projects/{number}/edit", "project/edit").actions(PROJECT_EDIT),
    page("/projects/{number}/data", "project/data").actions(PROJECT_DATA),
    page("/projects/{number}/updates/new", "project/update_new").actions(PROJECT_NEWS),
    page("/projects/{number}/impact", "project/impact").actions(PROJECT_IMPACT),
    page("/projects/{number}/stories/new", "project/story_new").actions(PROJECT_STORY),
    page(
        "/projects/{number}/stories/{story}/edit",
        "project/story_edit",
    )
    .requires("project.story")
    .actions(PROJECT_STORY_EDIT),
    page("/projects/{number}/delivery", "project/delivery")
        .requires("project.delivery")
        .actions(DELIVERY),
    page("/still-live/{token}", "project/still_live").actions(STILL_LIVE),
    //
    // Communities.
    page("/communities", "community/list"),
    page("/communities/new", "community/create")
        .members()
        .actions(CREATE_COMMUNITY),
    page("/communities/{number}", "community/show")
        .canonical("community.path")
        .actions(COMMUNITY),
    page("/communities/{number}/edit", "community/edit")
        .members()
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
        .members()
        .actions(MODERATE_TOPIC),
    page("/forum/{number}/posts/{post}/edit", "forum/edit_post")
        .members()
        .actions(EDIT_POST),
    page("/forum/{number}/posts/{post}/delete", "forum/delete_post")
        .members()
        .actions(DELETE_POST),
    page("/forum/{number}/posts/{post}/report", "forum/report_post")
        .members()
        .actions(REPORT_POST),
    page(
        "/forum/{number}/posts/{post}/moderate",
        "forum/moderate_post",
    )
    .members()
    .actions(MODERATE_POST),
    page("/moderation", "forum/moderation").actions(MODERATION),
    // Its POST is an exception, below.
    page("/unsubscribe/{token}", "forum/unsubscribe"),
    //
];

/// What is no page, or more than one:
pub fn exceptions(app: &mut web::ServiceConfig) {
    // What the demonstration alone has is listed in `demo::mount`, and mounted there alone.
    // The explorer's form shows the outcome of a query that the page's own document cannot hold.
    app.route("/explorer", web::get().to(explorer::show));
    // Bytes, not documents.
    app.route("/assets/{file}", web::get().to(assets::show));
    app.route("/files/{key}", web::get().to(files::show));
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
    // A table, for spreadsheets.
    app.route("/projects/ledger.csv", web::get().to(ledger::csv));
    // A file to keep and to check elsewhere, which notes who took it.
    app.route(
        "/challenges/{number}/decision-bundle.json",
        web::get().to(downloads::decision_bundle),
    );
    app.route(
        "/challenges/{number}/rounds/{round}/basis.json",
        web::get().to(downloads::round_basis),
    );
    // A table, to score without a connection.
    app.route(
        "/judging/{key}/scores.csv",
        web::get().to(downloads::score_sheet),
    );
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
static AMEND_CHALLENGE: &[Action] = &[action(
    "AmendChallengeRules",
    "{amendChallengeRules.challenge.path}",
)];
static CHALLENGE: &[Action] = &[action("FollowChallenge", "{page.path}")];
static QUESTIONS: &[Action] = &[
    action("AskQuestion", "{page.path}"),
    action("AnswerQuestion", "{page.path}"),
    action("WithdrawQuestion", "{page.path}"),
];
static PARTNER_NOTICES: &[Action] = &[action("WithdrawPartnerNotice", "{page.path}")];
static PARTNER_NOTICE_FORM: &[Action] = &[action(
    "SavePartnerNotice",
    "/challenges/{savePartnerNotice.notice.challengeNumber}/partners",
)];
static PARTNER_NOTICE: &[Action] = &[
    action("AskIntroduction", "{askIntroduction.introduction.path}"),
    action(
        "RemovePartnerNotice",
        "/challenges/{removePartnerNotice.notice.challengeNumber}/partners",
    ),
];
static INTRODUCTION: &[Action] = &[
    action("AnswerIntroduction", "{page.path}"),
    action("WriteMessage", "{page.path}"),
    action("EndIntroduction", "{page.path}"),
    action("ReportIntroduction", "{page.path}"),
    // Whoever dealt with it reads it no longer.
    action("SettleIntroductionReport", "/moderation"),
];
static MANAGE_CHALLENGE: &[Action] = &[
    action("SubmitChallengeForReview", "{page.path}"),
    action("RequestChallengeEdits", "{page.path}"),
    action("PublishChallenge", "{page.path}"),
    action("MoveChallenge", "{page.path}"),
    action("ExtendDeadline", "{page.path}"),
    action("CancelChallenge", "{page.path}"),
    action("ChooseProgramme", "{page.path}"),
];

// Programmes.
static NEW_PROGRAMME: &[Action] = &[action(
    "CreateProgramme",
    "/programmes/{createProgramme.programme.number}/edit",
)];
static PROGRAMME: &[Action] = &[
    action("AddProgrammeStaff", "{page.path}"),
    action("RemoveProgrammeStaff", "{page.path}"),
    action("AddProgrammeJudge", "{page.path}"),
    action("RemoveProgrammeJudge", "{page.path}"),
];
static EDIT_PROGRAMME: &[Action] = &[action("EditProgramme", "{editProgramme.programme.path}")];

// Partnerships and proposals.
static START_PROPOSAL: &[Action] = &[action("StartProposal", "{startProposal.proposal.path}")];
static SHOW_PROPOSAL: &[Action] = &[action("ReviveProposal", "{page.path}")];
static FILES: &[Action] = &[
    action("AttachFile", "{page.path}"),
    action("DetachFile", "{page.path}"),
];
static SCREENING: &[Action] = &[
    action("ScreenProposal", "{page.path}"),
    action("AppealScreening", "{page.path}"),
];
static EDIT_PROPOSAL: &[Action] = &[action(
    "EditProposal",
    // The version tells a page that saves by itself what it has seen.
    "{editProposal.proposal.path}?saved={editProposal.proposal.version}",
)];
static PARTNERS: &[Action] = &[
    action("AddPartner", "{page.path}"),
    action("RemovePartner", "{page.path}"),
    action("SetPersonRole", "{page.path}"),
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
static DISQUALIFY_PROPOSAL: &[Action] = &[action(
    "DisqualifyProposal",
    "{disqualifyProposal.proposal.path}",
)];
static WITHDRAW_PROPOSAL: &[Action] = &[action(
    "WithdrawProposal",
    "{withdrawProposal.proposal.path}",
)];

// Judging and decisions.
static JUDGE: &[Action] = &[action(
    "AnswerAppointment",
    "{answerAppointment.judge.path}",
)];
static UPLOAD_SCORES: &[Action] = &[action("UploadScores", "{uploadScores.upload.path}")];
static CONFIRM_SCORES: &[Action] = &[action("ConfirmScores", "{confirmScores.upload.path}")];
static CONFLICTS: &[Action] = &[action("DeclareConflicts", "{declareConflicts.judge.path}")];
static REVIEW: &[Action] = &[
    action("SaveReview", "{page.path}"),
    action("SubmitReview", "{submitReview.review.deskPath}"),
    action("SubmitReviewAndNext", "{submitReview.review.nextPath}"),
    action("DeclareConflict", "{declareConflict.judge.path}"),
];
static ADD_CONFLICT: &[Action] = &[action("AddConflict", "{page.path}")];
static ASSIGNMENT: &[Action] = &[
    action("AssignJudges", "{page.path}"),
    action("AddAssignment", "{page.path}"),
    action("RemoveAssignment", "{page.path}"),
    action("SetReading", "{page.path}"),
];
static SETTLE_CONFLICT: &[Action] = &[
    action("ConfirmConflict", "{page.path}"),
    action("LiftConflict", "{page.path}"),
];
static JUDGES: &[Action] = &[
    action("AppointJudge", "{page.path}"),
    action("RemoveJudge", "{page.path}"),
    action("SetReading", "{page.path}"),
];
static DECIDE: &[Action] = &[action(
    "DecideProposal",
    "{decideProposal.decision.challenge.path}/decision",
)];
static EMBARGO: &[Action] = &[
    action("PlanAnnouncement", "{page.path}"),
    action("CancelAnnouncement", "{page.path}"),
];
static LOTTERY: &[Action] = &[action("DrawLottery", "{page.path}")];
static DISCUSSION: &[Action] = &[
    action("PostToPanel", "{page.path}"),
    action("ReopenReview", "{page.path}"),
];
static ANSWER_OFFER: &[Action] = &[action("AnswerOffer", "{page.path}")];
static EXTEND_OFFER: &[Action] = &[action("ExtendOffer", "{page.path}")];
static ANNOUNCE: &[Action] = &[action(
    "AnnounceDecision",
    "{announceDecision.challenge.path}",
)];

// Projects.
static PROJECT: &[Action] = &[
    action("DeleteUpdate", "{deleteUpdate.update.project.path}"),
    action("DeleteStory", "{deleteStory.project.path}"),
    action("ConfirmProject", "{confirmProject.project.path}"),
    action("HideProject", "{hideProject.project.path}"),
];
static PROJECT_NEW: &[Action] = &[action("RegisterProject", "{registerProject.project.path}")];
static PROJECT_DATA: &[Action] = &[
    action("SaveProjectUse", "{saveProjectUse.project.path}/data"),
    action("RemoveProjectUse", "{removeProjectUse.project.path}/data"),
];
static DELIVERY: &[Action] = &[
    action(
        "EvidenceMilestone",
        "{evidenceMilestone.project.path}/delivery",
    ),
    action("DecideMilestone", "{decideMilestone.project.path}/delivery"),
    action("NotePayment", "{notePayment.project.path}/delivery"),
    action("AddMilestone", "{addMilestone.project.path}/delivery"),
    action("MoveMilestone", "{moveMilestone.project.path}/delivery"),
    action("NameRisk", "{nameRisk.project.path}/delivery"),
    action("CloseRisk", "{closeRisk.project.path}/delivery"),
];
static STILL_LIVE: &[Action] = &[action("ConfirmStillLive", "{page.path}")];
static PROJECT_EDIT: &[Action] = &[action("EditProject", "{editProject.project.path}")];
static PROJECT_IMPACT: &[Action] = &[
    action("SaveReach", "{saveReach.project.path}/impact"),
    action("SaveMeasure", "{saveMeasure.project.path}/impact"),
    action("RemoveMeasure", "{removeMeasure.project.path}/impact"),
    action("SaveReading", "{saveReading.project.path}/impact"),
    action("RemoveReading", "{removeReading.project.path}/impact"),
];
static PROJECT_STORY_EDIT: &[Action] = &[action("EditStory", "{editStory.project.path}")];
static PROJECT_STORY: &[Action] = &[action("PublishStory", "{publishStory.project.path}")];
static PROJECT_NEWS: &[Action] = &[action("PostUpdate", "{postUpdate.update.project.path}")];

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
static ROUNDS: &[Action] = &[
    action("OpenJudgingRound", "{page.path}"),
    action("LeaveOutJudgingRound", "{page.path}"),
    action("AdmitToJudgingRound", "{page.path}"),
];
static MODERATION: &[Action] = &[action("ResolveReport", "/moderation")];
