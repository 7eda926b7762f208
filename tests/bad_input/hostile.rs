//! Every form of every page, filled with what nobody should be able to break it with.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use hub::http::routes::PAGES;

use super::crawl::{Form, forms, walk};
use super::world::seed;
use crate::judging_rounds::Rounds;
use crate::judging_world::World;
use crate::support::{Browser, Page, TestHub};

const SCRIPT: &str = "<script>alert(1)</script>";
const RIGHT_TO_LEFT: &str = "🚌 שלום \u{202e}tsop eht\u{202c} e\u{301}";
const QUOTES: &str = "' OR 1=1; -- \" <b> {{ 7*7 }} %00 \\";

/// What is sent last, because it ends what others need.
const ENDS: &[&str] = &[
    "CancelChallenge",
    "DecideMembership",
    "DeletePost",
    "HidePost",
    "HideTopic",
    "LockTopic",
    "RemoveMember",
    "SuspendPerson",
    "WithdrawDataset",
    "WithdrawProposal",
];

/// Bare buttons that this world does not come to, and what other tests here try.
const ELSEWHERE: &[&str] = &[
    "AddAssignment",
    "AddConflict",
    "AddMilestone",
    "AdmitToJudgingRound",
    "AnnounceDecision",
    "AnswerAppointment",
    "AnswerOffer",
    "AnswerIntroduction",
    "AnswerQuestion",
    "AppealScreening",
    "AskIntroduction",
    "AssignJudges",
    "CancelAnnouncement",
    "ChooseProgramme",
    "CloseRisk",
    "ConfirmConflict",
    "ConfirmImport",
    "ConfirmNewEmail",
    "ConfirmProject",
    "ConfirmScores",
    "ConfirmStillLive",
    "DecideMilestone",
    "DecideProposal",
    "DeclareConflict",
    "DeclareConflicts",
    "DeleteStory",
    "DeleteUpdate",
    "DetachFile",
    "DisqualifyProposal",
    "EditProject",
    "EndIntroduction",
    "EditStory",
    "EndSession",
    "EvidenceMilestone",
    "ExtendOffer",
    "HideProject",
    "LeaveCommunity",
    "LeaveOutJudgingRound",
    "LiftConflict",
    "MoveChallenge",
    "MoveMilestone",
    "NameRisk",
    "NotePayment",
    "OpenJudgingRound",
    "PlanAnnouncement",
    "DrawLottery",
    "PostToPanel",
    "PostUpdate",
    "PublishStory",
    "RemoveAssignment",
    "RemoveJudge",
    "RemoveMeasure",
    "RemovePartnerNotice",
    "RemoveProgrammeJudge",
    "RemoveProgrammeStaff",
    "RemoveProjectUse",
    "ReopenReview",
    "RemoveReading",
    "ReportIntroduction",
    "ResendConfirmation",
    "RetryJob",
    "RetryMail",
    "ReviveProposal",
    "RevokeApiToken",
    "SaveMeasure",
    "SaveProjectUse",
    "SaveReach",
    "SaveReading",
    "SaveReview",
    "ScreenProposal",
    "SettleIntroductionReport",
    "SubmitChallengeForReview",
    "SubmitProposal",
    "SubmitReview",
    "SubmitReviewAndNext",
    "WithdrawPartnerNotice",
    "UploadScores",
    "WithdrawQuestion",
    "WriteMessage",
];

struct Attack<'a> {
    hub: &'a TestHub,
    /// Routes begin so.
    only: &'a [&'a str],
    done: BTreeSet<(String, String)>,
    sent: usize,
    kept: usize,
}

impl<'a> Attack<'a> {
    fn new(hub: &'a TestHub, only: &'a [&'a str]) -> Self {
        Self {
            hub,
            only,
            done: BTreeSet::new(),
            sent: 0,
            kept: 0,
        }
    }

    /// The mutations that were tried.
    fn tried(&self) -> BTreeSet<&str> {
        self.done.iter().map(|(_, m)| m.as_str()).collect()
    }

    /// Every form that these people reach and that was not tried before.
    async fn on(&mut self, people: &[(&Browser, &[&str])]) {
        let mut found: Vec<(&Browser, Form)> = Vec::new();
        for (who, from) in people {
            for page in walk(who, from, self.only).await {
                for form in forms(&page) {
                    let key = (form.route.clone(), form.mutation.clone());
                    if self.done.insert(key) {
                        found.push((*who, form));
                    }
                }
            }
        }
        found.sort_by_key(|(_, form)| ENDS.contains(&form.mutation.as_str()));
        for (who, form) in found {
            self.form(who, &form).await;
        }
    }

    async fn form(&mut self, who: &Browser, form: &Form) {
        if !form.given.is_empty() {
            let wrong: Vec<_> = form
                .given
                .iter()
                .map(|name| (name.as_str(), "🙂x"))
                .collect();
            self.send(who, form, &wrong).await;
        }
        let texts: Vec<&str> = form.texts.iter().map(String::as_str).collect();
        if !form.typed.is_empty() {
            for value in [
                "many",
                "-1",
                "99999999999999999999",
                "2027-02-30",
                "1e309",
                "",
            ] {
                let wrong: Vec<_> = form.typed.iter().map(|n| (n.as_str(), value)).collect();
                self.send(who, form, &wrong).await;
            }
        }
        if texts.is_empty() {
            return;
        }
        let size = 100_000.min(400_000 / texts.len());
        let long = "x".repeat(size);
        let nul = format!("a\0b{SCRIPT}");
        for value in ["", SCRIPT, &long, RIGHT_TO_LEFT, &nul, QUOTES] {
            let wrong: Vec<_> = texts.iter().map(|name| (*name, value)).collect();
            let Some(page) = self.send(who, form, &wrong).await else {
                continue;
            };
            // Signing in never says what is wrong.
            let tells = form.mutation != "SignIn" && matches!(page.status, 200 | 422);
            if value.len() == size && tells {
                page.is(422);
                assert!(
                    page.errors().iter().any(|(field, _)| !field.is_empty()),
                    "{form:?} names no field: {:?}",
                    page.errors()
                );
            }
        }
    }

    /// Sends a form with these values, all else as it stands, and looks at the answer; nothing
    /// when what was sent before took the form away.
    async fn send(&mut self, who: &Browser, form: &Form, values: &[(&str, &str)]) -> Option<Page> {
        self.hub.clock().advance(TimeDelta::seconds(30));
        let page = who.get(&form.path).await;
        if !still_there(&page, form, values) {
            return None;
        }
        let answer = who.submit(&page, &form.mutation, values).await;
        self.sent += 1;
        let short: String = values[0].1.chars().take(40).collect();
        let what = format!("{} with {short:?} at {}", form.mutation, form.path);
        assert!(answer.status < 500, "{what}: {}", answer.main_text());
        harmless(&answer, &what);
        if answer.status == 422 {
            let errors = answer.errors();
            assert!(!errors.is_empty(), "{what}: {}", answer.main_text());
            for (field, message) in &errors {
                assert!(!message.is_empty(), "{what}: {field}");
                let named = format!("[id='{field}']");
                assert!(
                    field.is_empty() || answer.count(&named) == 1,
                    "{what}: {field} is not on the page ({})",
                    answer.count(&named)
                );
            }
            self.kept(form, values, &answer, &what);
        }
        Some(answer)
    }

    /// What was typed is still there.
    fn kept(&mut self, form: &Form, values: &[(&str, &str)], answer: &Page, what: &str) {
        if !still_there(answer, form, values) {
            return;
        }
        for (name, value) in values {
            let visible = form.texts.iter().chain(&form.typed).any(|own| own == name);
            if !visible || form.secret.contains(*name) {
                continue;
            }
            let there = answer.value(name);
            assert!(
                there == value.replace('\0', ""),
                "{what}: {name} is {:?} now",
                there.chars().take(200).collect::<String>()
            );
            self.kept += 1;
        }
    }
}

/// Whether the page has the form with these fields: one that hides and one that shows again carry
/// the same mutation.
fn still_there(page: &Page, form: &Form, values: &[(&str, &str)]) -> bool {
    page.offers(&form.mutation)
        && values
            .iter()
            .all(|(name, _)| page.count(&format!("[name='{name}']")) > 0)
}

/// No script of a visitor's stands in a page.
fn harmless(page: &Page, what: &str) {
    assert!(
        !page.html.contains("<script>alert"),
        "{what}: {}",
        page.html
    );
    assert_eq!(page.count("script:not([src])"), 0, "{what}");
    assert_eq!(page.count("main b"), 0, "{what}");
}

#[tokio::test]
async fn nothing_typed_breaks_a_form() {
    let world = World::build().await;
    let hub = &world.hub;
    let (visitor, ada, mo) = (
        hub.visitor(),
        hub.administrator("ada").await,
        hub.moderator("mo").await,
    );
    let invitation = seed(&world).await;
    let mut attack = Attack::new(hub, &["/"]);
    let own = format!("/proposals/{}", world.proposals[0].key);
    let visits: &[&str] = &[
        &invitation,
        "/register",
        "/sign-in",
        "/forgotten-password",
        "/reset-password?token=x",
    ];
    let works: &[&str] = &[
        &own,
        "/",
        "/account",
        "/confirm-email?token=x",
        "/datasets/new",
        "/datasets/import",
        "/challenges/new",
        "/forum/new",
        "/communities/new",
        "/organisations/new",
    ];
    let moderates: &[&str] = &["/forum", "/moderation"];
    attack
        .on(&[
            (&visitor, visits),
            (&world.ann, works),
            (&world.sam, &["/", "/challenges"]),
            (&mo, moderates),
            (&ada, &["/admin", "/admin/people", "/admin/pages/about"]),
        ])
        .await;
    // What was hidden, withdrawn and suspended can be brought back.
    attack.only = &["/datasets", "/forum", "/moderation", "/admin"];
    attack
        .on(&[
            (&mo, moderates),
            (&ada, &["/admin/people", "/forum/1/moderate", "/datasets/1"]),
        ])
        .await;
    println!("{} posts, {} fields kept", attack.sent, attack.kept);
    let tried = attack.tried();
    let missing: BTreeSet<_> = PAGES
        .iter()
        .flat_map(|page| page.actions)
        .map(|action| action.mutation)
        .filter(|mutation| !tried.contains(mutation) && !ELSEWHERE.contains(mutation))
        .collect();
    assert!(missing.is_empty(), "not reached: {missing:?}");

    // What was stored is shown to everybody as text.
    for who in [&visitor, &ada] {
        for page in walk(who, &["/", "/forum"], &["/"]).await {
            harmless(&page, &page.path);
        }
    }
    for mail in hub.mails().await {
        assert!(!mail.html.contains("<script>alert"), "{}", mail.html);
        assert!(!mail.subject.contains(['\r', '\n']), "{}", mail.subject);
    }
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_judging() {
    let world = World::build().await;
    world.declare_lottery().await;
    let desk = world.appoint(&world.kim).await;
    let routes = [
        "/judging",
        "/challenges/{number}/conflicts",
        "/challenges/{number}/decision",
        "/challenges/{number}/announce",
        "/challenges/{number}/announce/later",
        "/challenges/{number}/lottery",
        "/challenges/{number}/screening",
        "/proposals/{key}/screening",
        "/proposals/{key}/disqualify",
    ];
    let mut attack = Attack::new(&world.hub, &routes);
    // Stepping down comes last, because it ends what the others need.
    let stepping_down = ("/judging/{key}".to_owned(), "AnswerAppointment".to_owned());
    attack.done.insert(stepping_down.clone());
    let conflicts = format!("{desk}/conflicts");
    world.hub.clock().advance(TimeDelta::days(3));
    attack.on(&[(&world.kim, &[&conflicts])]).await;
    let page = world.kim.get(&conflicts).await;
    if page.offers("DeclareConflicts") {
        world
            .declare(&world.kim, &desk, &[false, false, false])
            .await;
    }
    let decision = world.page("decision");
    attack
        .on(&[(&world.kim, &[&desk]), (&world.sam, &[&decision])])
        .await;
    let conflicts = world.page("conflicts");
    let screening = format!("/proposals/{}/screening", world.proposals[1].key);
    attack.on(&[(&world.sam, &[&conflicts, &screening])]).await;
    // What is typed there is refused first, and taken in the end.
    let out = format!("/proposals/{}/disqualify", world.proposals[2].key);
    attack.on(&[(&world.sam, &[&out])]).await;
    for (proposal, levels) in [(0, ["4", "4"]), (1, ["2", "3"])] {
        world.score(&world.kim, &desk, proposal, levels).await;
        let decline = [
            ("input.outcome", "DECLINE"),
            ("input.feedback", "Try again."),
            ("input.reason", "None of them can begin."),
        ];
        world.decide(proposal, &decline).await.ok();
    }
    let later = world.page("announce/later");
    attack.on(&[(&world.sam, &[&later])]).await;
    // From here on no review changes, so that it comes after the judge's forms.
    attack.on(&[(&world.sam, &[&world.page("lottery")])]).await;
    attack.done.remove(&stepping_down);
    attack.on(&[(&world.kim, &[&desk])]).await;
    attack.on(&[(&world.sam, &[&world.page("announce")])]).await;
    let tried = attack.tried();
    for mutation in [
        "AnswerAppointment",
        "DeclareConflicts",
        "SaveReview",
        "SubmitReview",
        "AddConflict",
        "ScreenProposal",
        "DisqualifyProposal",
        "DecideProposal",
        "PlanAnnouncement",
        "DrawLottery",
        "AnnounceDecision",
    ] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_a_score_sheet() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    let sheet = world.kim.raw(&format!("{desk}/scores.csv")).await;
    let text = sheet.text().await.unwrap().replace(",0,,", ",0,3,");
    let form = format!("{desk}/upload");
    let page = world.kim.get(&form).await;
    let file = ("input.base64", "scores.csv", text.into_bytes());
    let check = world
        .kim
        .submit_file(page.ok(), "UploadScores", &[], file)
        .await;
    assert!(check.ok().offers("ConfirmScores"), "{}", check.main_text());
    let routes = ["/judging/{key}/upload", "/judging/{key}/upload/{upload}"];
    let mut attack = Attack::new(&world.hub, &routes);
    let check = check.path.split('?').next().unwrap();
    attack.on(&[(&world.kim, &[&form, check])]).await;
    let tried = attack.tried();
    for mutation in ["UploadScores", "ConfirmScores"] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_who_reads_what() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    let page = world.page("assignment");
    let preview = format!("{page}?reviews=1&least=0&most=9&seed=1");
    let mut attack = Attack::new(&world.hub, &["/challenges/{number}/assignment"]);
    attack.on(&[(&world.sam, &[&page, &preview])]).await;
    let shown = world.sam.get(&preview).await;
    world.sam.submit(&shown, "AssignJudges", &[]).await.ok();
    let judge = desk.trim_start_matches("/judging/");
    let effect = format!("{page}?judge={judge}&proposal={}", world.proposals[0].key);
    attack.on(&[(&world.sam, &[&effect])]).await;
    let tried = attack.tried();
    for mutation in ["AssignJudges", "SetReading", "RemoveAssignment"] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_an_offer() {
    let world = World::offered().await;
    let result = format!("/proposals/{}/decision", world.proposals[0].key);
    let routes = ["/proposals/{key}/decision", "/challenges/{number}/offers"];
    let mut attack = Attack::new(&world.hub, &routes);
    let offers = world.page("offers");
    attack
        .on(&[(&world.sam, &[&offers]), (&world.ann, &[&result])])
        .await;
    let tried = attack.tried();
    for mutation in ["AnswerOffer", "ExtendOffer"] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_a_round() {
    // Whichever was tried first may have been accepted; then the other is not there any more.
    let panel = Rounds::build().await;
    let page = panel.world.page("rounds");
    let routes = ["/challenges/{number}/rounds"];
    let mut attack = Attack::new(&panel.world.hub, &routes);
    attack.on(&[(&panel.world.sam, &[&page])]).await;
    assert!(attack.tried().contains("OpenJudgingRound"));
    assert!(attack.tried().contains("LeaveOutJudgingRound"));
    let panel = Rounds::build().await;
    panel.open().await;
    let mut attack = Attack::new(&panel.world.hub, &routes);
    attack.on(&[(&panel.world.sam, &[&page])]).await;
    assert!(attack.tried().contains("AdmitToJudgingRound"));
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_a_panel() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    world.score(&world.kim, &desk, 0, ["4", "3"]).await;
    world.hub.clock().advance(TimeDelta::days(8));
    let talk = format!("/proposals/{}/discussion", world.proposals[0].key);
    let mut attack = Attack::new(&world.hub, &["/proposals/{key}/discussion"]);
    let reopen = world.sam.get(&talk).await.link("Reopen the review of");
    let (reopen, _) = reopen.split_once('#').unwrap();
    attack
        .on(&[(&world.kim, &[&talk]), (&world.sam, &[reopen])])
        .await;
    let tried = attack.tried();
    for mutation in ["PostToPanel", "ReopenReview"] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
    harmless(&world.kim.get(&talk).await, &talk);
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_an_introduction() {
    let world = World::build().await;
    let list = world.page("partners");
    let new = world.page("partners/new");
    let fields = [("input.body", "We build maps for everybody.")];
    let page = world.kim.get(&new).await;
    world
        .kim
        .submit(&page, "SavePartnerNotice", &fields)
        .await
        .ok();
    let first = world.ann.get(&list).await.link("Introduce me to Kim");
    let fields = [("input.message", "Shall we bid together?")];
    let page = world.ann.get(&first).await;
    let asked = world.ann.submit(&page, "AskIntroduction", &fields).await;
    let (asked, _) = asked.ok().path.split_once('?').unwrap();
    let only = ["/challenges/{number}/partners", "/introductions/"];
    let mut attack = Attack::new(&world.hub, &only);
    let places = [&*first, &*list];
    attack
        .on(&[
            (&world.ben, &[&new, &first]),
            (&world.sam, &places),
            (&world.kim, &[asked]),
        ])
        .await;
    // The answer was yes or no by now; whoever asked can show it to the moderators.
    attack.on(&[(&world.ann, &[asked])]).await;
    let tried = attack.tried();
    for mutation in [
        "SavePartnerNotice",
        "AskIntroduction",
        "RemovePartnerNotice",
        "AnswerIntroduction",
        "ReportIntroduction",
    ] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
    harmless(&world.ann.get(asked).await, asked);
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_a_question() {
    let world = World::build().await;
    let questions = world.page("questions");
    for body in ["May two councils bid?", "May the code stay open?"] {
        let page = world.ann.get(&questions).await;
        let fields = [("input.body", body)];
        world.ann.submit(&page, "AskQuestion", &fields).await.ok();
    }
    let mut attack = Attack::new(&world.hub, &["/challenges/{number}/questions"]);
    let first = world.sam.get(&questions).await.link("Answer it");
    let (first, _) = first.split_once('#').unwrap();
    attack
        .on(&[(&world.sam, &[first]), (&world.ann, &[&questions])])
        .await;
    let tried = attack.tried();
    for mutation in ["AskQuestion", "AnswerQuestion", "WithdrawQuestion"] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
    for who in [&world.hub.visitor(), &world.ann] {
        harmless(&who.get(&questions).await, &questions);
    }
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_a_programme() {
    let world = World::build().await;
    seed(&world).await;
    let mut attack = Attack::new(&world.hub, &["/programmes"]);
    attack.on(&[(&world.sam, &["/programmes"])]).await;
    let tried = attack.tried();
    for mutation in [
        "CreateProgramme",
        "EditProgramme",
        "AddProgrammeJudge",
        "AddProgrammeStaff",
    ] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
    for page in walk(&world.hub.visitor(), &["/programmes"], &["/programmes"]).await {
        harmless(&page, &page.path);
    }
}

#[tokio::test]
async fn nothing_typed_breaks_a_form_of_a_project() {
    let world = World::announced().await;
    let mut attack = Attack::new(&world.hub, &["/projects"]);
    let mo = world.hub.moderator("mo").await;
    attack
        .on(&[(&world.ann, &["/projects"]), (&mo, &["/projects"])])
        .await;
    let tried = attack.tried();
    for mutation in ["EditProject", "PostUpdate"] {
        assert!(tried.contains(mutation), "{mutation} in {tried:?}");
    }
    for page in walk(&world.ann, &["/projects"], &["/projects"]).await {
        harmless(&page, &page.path);
    }
}

#[tokio::test]
async fn nothing_in_an_address_breaks_a_page() {
    let world = World::build().await;
    let hostile = [
        SCRIPT,
        RIGHT_TO_LEFT,
        "a\0b",
        QUOTES,
        "99999999999999999999",
        "-1",
    ];
    let encode = |text: &str| -> String {
        url::form_urlencoded::byte_serialize(text.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    let asks = [
        "query",
        "search",
        "after",
        "before",
        "kind",
        "status",
        "state",
        "region",
        "role",
        "publisher",
        "licence",
        "format",
        "current",
        "return",
        "done",
        "community",
        "dataset",
        "challenge",
        "project",
        "token",
        "category",
        "tag",
        "type",
        "first",
        "[]",
        "a.b.c",
    ];
    let visitor = world.hub.visitor();
    for value in hostile {
        let value = encode(value);
        let pairs: Vec<_> = asks.iter().map(|name| format!("{name}={value}")).collect();
        for route in PAGES {
            let mut path: String = route
                .path
                .split('/')
                .map(|part| {
                    if part.starts_with('{') {
                        value.as_str()
                    } else {
                        part
                    }
                })
                .collect::<Vec<_>>()
                .join("/");
            let known = route.path.replace("{number}", "1");
            for who in [&visitor, &world.sam] {
                for path in [&mut path, &mut known.clone()] {
                    if path.contains('{') {
                        continue;
                    }
                    let address = format!("{path}?{}", pairs.join("&"));
                    let page = who.get(&address).await;
                    assert!(page.status < 500, "{address}: {}", page.main_text());
                    harmless(&page, &address);
                }
            }
        }
    }
}
