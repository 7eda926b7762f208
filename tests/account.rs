//! Accounts, from registration to tokens and invitations.

use chrono::TimeDelta;
use hub::mail::OutgoingMail;
use hub_domain::account::confirm_email;
use hub_entity::account::{InvitationPurpose, TokenPurpose, invitation, person, single_use_token};
use hub_entity::challenge::{ChallengeKind, ChallengeState, JudgeState, challenge, judge};
use hub_entity::organisation::OrganisationRole;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::support::{Browser, TestHub};

const PASSWORD: &str = "blue kettle under rafters";
const OTHER: &str = "seven grey herons stand still";

/// The path of the first link to the hub in a mail.
fn link(hub: &TestHub, mail: &OutgoingMail) -> String {
    let found = mail
        .text
        .split_whitespace()
        .find(|word| word.starts_with(&hub.url) && word.len() > hub.url.len() + 1);
    found.unwrap().trim_start_matches(&hub.url).to_owned()
}

async fn register(hub: &TestHub, handle: &str) -> Browser {
    let browser = hub.visitor();
    let page = browser.get("/register").await;
    let email = format!("{handle}@example.org");
    let fields = [
        ("input.name", "Bea Quinn"),
        ("input.handle", handle),
        ("input.email", email.as_str()),
        ("input.password", PASSWORD),
    ];
    let page = browser.submit(&page, "Register", &fields).await;
    page.ok().has_text("Check your mail");
    browser
}

async fn sign_in(browser: &Browser, email: &str, password: &str) -> crate::support::Page {
    let page = browser.get("/sign-in").await;
    let fields = [("input.email", email), ("input.password", password)];
    browser.submit(&page, "SignIn", &fields).await
}

async fn audited(hub: &TestHub, action: &str) -> u64 {
    audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .count(hub.hub.database().reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn somebody_registers_confirms_signs_in_and_out() {
    let hub = TestHub::start().await;
    let bea = register(&hub, "bea").await;
    let mails = hub.mails_to("bea@example.org").await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let confirm = link(&hub, &mails[0]);

    // Before the address is confirmed, a quiet notice offers the link again.
    sign_in(&bea, "bea@example.org", PASSWORD).await;
    let account = bea.get("/account").await;
    account.ok().has_text("bea@example.org");
    assert!(account.offers("ResendConfirmation"));
    // Others do not see a profile that is not confirmed.
    hub.visitor().get("/people/bea").await.is(404);

    // Opening the link does nothing; the button does.
    let page = bea.get(&confirm).await;
    page.ok();
    assert!(bea.get("/account").await.offers("ResendConfirmation"));
    let done = bea.submit(&page, "ConfirmEmail", &[]).await;
    done.ok().has_text("Your address is confirmed");
    assert!(!bea.get("/account").await.offers("ResendConfirmation"));
    hub.visitor()
        .get("/people/bea")
        .await
        .ok()
        .has_text("Bea Quinn");
    // The link works once.
    let again = bea.submit(&page, "ConfirmEmail", &[]).await;
    again.is(422).has_text("used before or is too old");

    let page = bea.get("/sign-out").await;
    bea.submit(&page, "SignOut", &[]).await;
    let sent_to = bea.get("/account/profile").await;
    assert!(sent_to.path.starts_with("/sign-in"), "{}", sent_to.path);
}

#[tokio::test]
async fn registration_says_what_is_wrong_and_not_who_is_registered() {
    let hub = TestHub::start().await;
    let browser = hub.visitor();
    let page = browser.get("/register").await;
    let fields = [
        ("input.name", "<script>alert(1)</script>"),
        ("input.handle", "no spaces please"),
        ("input.email", "nowhere"),
        ("input.password", "short"),
    ];
    let wrong = browser.submit(&page, "Register", &fields).await;
    let named: Vec<String> = wrong.is(422).errors().into_iter().map(|e| e.0).collect();
    assert_eq!(named, ["input-handle", "input-email", "input-password"]);
    assert_eq!(wrong.value("input.name"), "<script>alert(1)</script>");
    assert!(!wrong.html.contains("<script>alert"));
    assert_eq!(wrong.value("input.password"), "", "no password comes back");

    register(&hub, "bea").await;
    hub.mails().await;
    let page = browser.get("/register").await;
    let fields = [
        ("input.name", "Somebody Else"),
        ("input.handle", "else"),
        ("input.email", "BEA@example.org"),
        ("input.password", PASSWORD),
    ];
    let same = browser.submit(&page, "Register", &fields).await;
    same.ok().has_text("Check your mail");
    let mails = hub.mails_to("bea@example.org").await;
    assert_eq!(mails[0].subject, "You already have an account");
}

#[tokio::test]
async fn signing_in_leads_back_and_never_to_another_site() {
    let hub = TestHub::start().await;
    register(&hub, "bea").await;
    for (back, ends) in [
        ("/account/tokens", "/account/tokens"),
        ("//evil.example/x", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
    ] {
        let browser = hub.visitor();
        browser.come_from(&format!("192.0.2.{}", hub.unique()));
        let encoded: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
        let page = browser.get(&format!("/sign-in?return={encoded}")).await;
        let fields = [
            ("input.email", "bea@example.org"),
            ("input.password", PASSWORD),
        ];
        let page = browser.submit(&page, "SignIn", &fields).await;
        assert_eq!(page.path.split('?').next(), Some(ends), "{back}");
    }
    let browser = hub.visitor();
    let page = sign_in(&browser, "bea@example.org", "wrong password of some length").await;
    page.is(422).has_text("not right");
    let page = sign_in(
        &browser,
        "nobody@example.org",
        "wrong password of some length",
    )
    .await;
    page.is(422).has_text("not right");
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_ends_sessions() {
    let hub = TestHub::start().await;
    let bea = register(&hub, "bea").await;
    sign_in(&bea, "bea@example.org", PASSWORD).await;
    hub.mails().await;
    let visitor = hub.visitor();
    for email in ["nobody@example.org", "bea@example.org"] {
        let page = visitor.get("/forgotten-password").await;
        let page = visitor
            .submit(&page, "RequestPasswordReset", &[("input.email", email)])
            .await;
        page.ok().has_text("If there is an account");
    }
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1, "only the account that exists gets a mail");
    let page = visitor.get(&link(&hub, &mails[0])).await;
    let short = visitor
        .submit(&page, "ResetPassword", &[("input.password", "short")])
        .await;
    short.is(422);
    // The link survives a mistake, because the form keeps its token.
    let done = visitor
        .submit(&short, "ResetPassword", &[("input.password", OTHER)])
        .await;
    done.ok().has_text("Your password was changed");
    let mails = hub.mails_to("bea@example.org").await;
    assert_eq!(mails[0].subject, "Your password was changed");
    assert!(bea.get("/account").await.path.starts_with("/sign-in"));
    sign_in(&bea, "bea@example.org", PASSWORD).await.is(422);
    sign_in(&bea, "bea@example.org", OTHER).await;
    bea.get("/account").await.ok();
}

#[tokio::test]
async fn a_profile_is_edited_and_two_editors_do_not_overwrite_each_other() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let council = hub.council("Lichfield District Council", "E07000194").await;
    hub.join(&ann, council.id, OrganisationRole::Officer).await;
    let page = ann.get("/account/profile").await;
    let fields = [
        ("input.name", "Ann O’Neill"),
        ("input.jobTitle", "Data officer"),
        (
            "input.about",
            "I publish **bus stops**. <script>alert(1)</script>",
        ),
        ("input.skills", "transport data, Python, transport data"),
    ];
    let shown = ann.submit(&page, "ChangeProfile", &fields).await;
    shown.ok().has_text("Ann O’Neill").has_text("bus stops");
    shown.has_text("transport data, Python");
    shown.has_text("Lichfield District Council");
    assert!(!shown.html.contains("<script>alert"));
    assert_eq!(shown.count(".prose strong"), 1);
    shown.lacks_text("ann@example.org");

    // The page that was opened before is out of date now.
    let stale = ann
        .submit(&page, "ChangeProfile", &[("input.name", "Ann of Old")])
        .await;
    stale
        .is(409)
        .has_text("Your profile as it is now")
        .has_text("Ann O’Neill");
    assert_eq!(stale.value("input.name"), "Ann of Old");
    let saved = ann.submit(&stale, "ChangeProfile", &[]).await;
    saved.ok().has_text("Ann of Old");

    let page = ann.get("/account/profile").await;
    let long = "x".repeat(81);
    let skill = "y".repeat(41);
    let fields = [
        ("input.name", long.as_str()),
        ("input.skills", skill.as_str()),
    ];
    let wrong = ann.submit(&page, "ChangeProfile", &fields).await;
    assert_eq!(wrong.is(422).errors().len(), 2);
}

#[tokio::test]
async fn password_and_address_change_only_with_the_password() {
    let hub = TestHub::start().await;
    let bea = register(&hub, "bea").await;
    let confirm = link(&hub, &hub.mails().await[0]);
    let page = bea.get(&confirm).await;
    bea.submit(&page, "ConfirmEmail", &[]).await;
    sign_in(&bea, "bea@example.org", PASSWORD).await;
    let elsewhere = hub.visitor();
    sign_in(&elsewhere, "bea@example.org", PASSWORD).await;
    let sessions = bea.get("/account/sessions").await;
    assert_eq!(sessions.count("tbody tr"), 2);

    let page = bea.get("/account/password").await;
    let fields = [("input.current", OTHER), ("input.password", "short")];
    let wrong = bea.submit(&page, "ChangePassword", &fields).await;
    assert_eq!(wrong.is(422).errors().len(), 2);
    let fields = [("input.current", PASSWORD), ("input.password", OTHER)];
    let page = bea.submit(&page, "ChangePassword", &fields).await;
    page.ok().has_text("Your password was changed");
    assert!(elsewhere.get("/account").await.path.starts_with("/sign-in"));
    hub.mails().await;

    let page = bea.get("/account/email").await;
    let fields = [
        ("input.email", "bea@new.example"),
        ("input.password", PASSWORD),
    ];
    bea.submit(&page, "ChangeEmail", &fields).await.is(422);
    let fields = [
        ("input.email", "bea@new.example"),
        ("input.password", OTHER),
    ];
    let page = bea.submit(&page, "ChangeEmail", &fields).await;
    page.ok().has_text("We sent a link");
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "bea@new.example");
    bea.get("/account").await.has_text("bea@example.org");
    let page = bea.get(&link(&hub, &mails[0])).await;
    bea.get("/account").await.has_text("bea@example.org");
    bea.submit(&page, "ConfirmNewEmail", &[])
        .await
        .ok()
        .has_text("Your address was changed");
    bea.get("/account").await.has_text("bea@new.example");
    let told = hub.mails_to("bea@example.org").await;
    assert_eq!(told[0].subject, "Your email address was changed");
    assert_eq!(audited(&hub, "email_changed").await, 1);
}

#[tokio::test]
async fn tokens_are_shown_once_scoped_and_revocable() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let page = ann.get("/account/tokens").await;
    let fields = [
        ("input.name", "nightly <b>import</b>"),
        ("input.scopes", "READ"),
        ("input.days", "30"),
    ];
    let made = ann.submit(&page, "CreateApiToken", &fields).await;
    let token = made.ok().texts("#token").remove(0);
    assert!(token.starts_with("hub_"), "{token}");
    assert!(!made.path.contains("hub_"), "no secret in an address");
    ann.get("/account/tokens").await.lacks_text(&token);
    // The same form sent again makes no second token.
    ann.submit(&page, "CreateApiToken", &fields).await.is(422);
    assert_eq!(ann.get("/account/tokens").await.count("tbody tr"), 1);

    let program = reqwest::Client::new();
    let ask = async |token: &str, query: &str| -> serde_json::Value {
        let request = program
            .post(format!("{}/graphql", hub.url))
            .bearer_auth(token)
            .json(&json!({ "query": query }));
        request.send().await.unwrap().json().await.unwrap()
    };
    let answer = ask(&token, "{ viewer { person { handle } email } }").await;
    assert_eq!(
        answer["data"]["viewer"]["person"]["handle"], "ann",
        "{answer}"
    );
    let change = "mutation { changeProfile(input: {name: \"Evil\", mailReplies: true, version: 1}) { person { name } } }";
    let answer = ask(&token, change).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
    let more =
        "mutation { createApiToken(input: {name: \"x\", scopes: [WRITE], days: 30}) { token } }";
    let answer = ask(&token, more).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
    let answer = ask(&token, "{ viewer { sessions { id } } }").await;
    let id = answer["data"]["viewer"]["sessions"][0]["id"].clone();
    let end = format!("mutation {{ endSession(input: {{id: {id}}}) {{ done }} }}");
    let answer = ask(&token, &end).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );

    let page = ann.get("/account/tokens").await;
    ann.submit(&page, "RevokeApiToken", &[]).await.ok();
    let answer = ask(&token, "{ viewer { person { handle } } }").await;
    assert!(answer["data"]["viewer"]["person"].is_null(), "{answer}");
    let fields = [("input.name", "old"), ("input.days", "31")];
    let page = ann.get("/account/tokens").await;
    ann.submit(&page, "CreateApiToken", &fields).await.is(422);
}

#[tokio::test]
async fn one_ends_only_ones_own_sessions() {
    let hub = TestHub::start().await;
    let (ann, bob) = (hub.person("ann").await, hub.person("bob").await);
    let answer = ann
        .graphql("{ viewer { sessions { id } } }", json!({}))
        .await;
    let id = answer["data"]["viewer"]["sessions"][0]["id"].clone();
    let end = "mutation($id: ID!) { endSession(input: {id: $id}) { done } }";
    let answer = bob.graphql(end, json!({ "id": id })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
    let answer = hub
        .visitor()
        .graphql("{ viewer { email } }", json!({}))
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
}

#[tokio::test]
async fn administrators_grant_roles_and_suspend() {
    let hub = TestHub::start().await;
    let (ada, ann) = (hub.administrator("ada").await, hub.person("ann").await);
    ann.get("/admin/people").await.is(403);
    ann.get("/admin/people/ada").await.is(403);
    let list = ada.get("/admin/people?search=ANN%40example").await;
    assert_eq!(list.ok().count("tbody tr"), 1);
    assert_eq!(
        ada.get("/admin/people?search=%25").await.count("tbody tr"),
        0
    );
    let page = ada.get("/admin/people/ann").await;
    let page = ada
        .submit(&page, "GrantRole", &[("input.role", "STAFF")])
        .await;
    page.ok().has_text("The role was saved");
    ann.get("/admin").await.ok();
    assert_eq!(audited(&hub, "role_granted").await, 1);

    let own = ada.get("/admin/people/ada").await;
    assert!(!own.offers("SuspendPerson"));
    let last = ada
        .submit(&own, "GrantRole", &[("input.role", "MEMBER")])
        .await;
    last.is(422).has_text("last administrator");

    let fields = [("input.reason", "Sold a list of addresses")];
    ada.submit(&page, "SuspendPerson", &fields).await.ok();
    assert!(ann.get("/account").await.path.starts_with("/sign-in"));
    hub.visitor().get("/people/ann").await.is(404);
    let page = ada.get("/admin/people/ann").await;
    ada.submit(&page, "UnsuspendPerson", &[]).await.ok();
    hub.visitor().get("/people/ann").await.ok();
    assert_eq!(audited(&hub, "person_suspended").await, 1);
}

/// A judge's invitation that waits for an answer; returns its path.
async fn invite_judge(hub: &TestHub, by: &Browser, email: &str) -> String {
    let db = hub.hub.database().writer();
    let now = hub.clock().now();
    let (name, code) = (hub.unique(), hub.unique());
    let body = hub
        .council(&format!("Body {name}"), &format!("E{code}"))
        .await;
    let challenge = challenge::ActiveModel {
        slug: Set("buses".into()),
        kind: Set(ChallengeKind::Call),
        publisher_id: Set(body.id),
        state: Set(ChallengeState::Published),
        title: Set("Better buses".into()),
        summary: Set(String::new()),
        problem: Set(String::new()),
        affected: Set(String::new()),
        success: Set(String::new()),
        awards: Set(3),
        award_pence: Set(None),
        zone: Set("Europe/London".into()),
        reviews_required: Set(1),
        announcement: Set(String::new()),
        created_by: Set(by.person().id),
        cancelled_reason: Set(String::new()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let challenge = challenge.insert(db).await.unwrap();
    let judge = judge::ActiveModel {
        key: Set(format!("judge-{}", hub.unique())),
        challenge_id: Set(challenge.id),
        person_id: Set(None),
        email: Set(email.into()),
        state: Set(JudgeState::Invited),
        appointed_by: Set(by.person().id),
        created_at: Set(now),
        ..Default::default()
    };
    let judge = judge.insert(db).await.unwrap();
    let token = format!("token-{}", judge.id);
    let invitation = invitation::ActiveModel {
        key: Set(format!("invitation-{}", judge.id)),
        token_hash: Set(hub_domain::random::token_hash(&token)),
        purpose: Set(InvitationPurpose::Judge),
        email: Set(email.into()),
        target_id: Set(judge.id),
        invited_by: Set(by.person().id),
        expires_at: Set(now + TimeDelta::days(7)),
        created_at: Set(now),
        ..Default::default()
    };
    invitation.insert(db).await.unwrap();
    format!("/invitations/{token}")
}

#[tokio::test]
async fn an_invitation_makes_an_account_in_one_step() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let path = invite_judge(&hub, &sam, "cy@example.org").await;
    let cy = hub.visitor();
    let page = cy.get(&path).await;
    page.ok()
        .has_text("Better buses")
        .has_text("cy@example.org");
    let wrong = cy
        .submit(&page, "AcceptInvitation", &[("input.name", "C")])
        .await;
    assert_eq!(wrong.is(422).errors().len(), 3);
    let fields = [
        ("input.name", "Cy Adler"),
        ("input.handle", "cy-adler"),
        ("input.password", PASSWORD),
    ];
    let led = cy.submit(&page, "AcceptInvitation", &fields).await;
    assert!(
        led.path.starts_with("/judging/"),
        "{} {}",
        led.path,
        led.main_text()
    );
    cy.get("/account").await.ok().has_text("cy@example.org");
    assert!(!cy.get("/account").await.offers("ResendConfirmation"));
    let db = hub.hub.database().reader();
    let judge = judge::Entity::find().one(db).await.unwrap().unwrap();
    let made = person::Entity::find()
        .filter(person::Column::Handle.eq("cy-adler"))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(judge.person_id, Some(made.id));
    assert_eq!(judge.state, JudgeState::Accepted);
    // It is answered, and looks like one that never was.
    hub.visitor()
        .get(&path)
        .await
        .has_text("does not work any more");
    assert_eq!(audited(&hub, "invitation_accepted").await, 1);
}

#[tokio::test]
async fn an_invitation_is_accepted_with_another_account_declined_or_too_late() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let bob = hub.person("bob").await;
    let path = invite_judge(&hub, &sam, "bob@work.example").await;
    let page = bob.get(&path).await;
    bob.submit(&page, "AcceptInvitation", &[]).await;
    let db = hub.hub.database().reader();
    let judge = judge::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(judge.person_id, Some(bob.person().id));

    // The address has an account: its owner signs in, and nobody makes another one.
    let path = invite_judge(&hub, &sam, "bob@example.org").await;
    let visitor = hub.visitor();
    visitor.get(&path).await.ok().has_text("Sign in to accept");
    let accept = "mutation($t: String!) { acceptInvitation(input: {token: $t, name: \"Eve\", handle: \"eve\", password: \"blue kettle under rafters\"}) { token userErrors { code } } }";
    let token = path.trim_start_matches("/invitations/");
    let answer = visitor.graphql(accept, json!({ "t": token })).await;
    let payload = &answer["data"]["acceptInvitation"];
    assert_eq!(
        payload["userErrors"][0]["code"], "SIGN_IN_TO_ACCEPT",
        "{answer}"
    );
    assert!(payload["token"].is_null());
    let page = visitor.get(&path).await;
    let done = visitor.submit(&page, "DeclineInvitation", &[]).await;
    done.ok().has_text("You declined");

    let path = invite_judge(&hub, &sam, "dee@example.org").await;
    hub.clock().advance(TimeDelta::days(8));
    hub.visitor()
        .get(&path)
        .await
        .has_text("does not work any more");
}

#[tokio::test]
async fn a_link_that_is_followed_by_many_at_once_acts_once() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let row = single_use_token::ActiveModel {
        purpose: Set(TokenPurpose::ConfirmEmail),
        token_hash: Set(hub_domain::random::token_hash("once")),
        person_id: Set(ann.person().id),
        email: Set("ann@example.org".to_owned()),
        expires_at: Set(hub.clock().now() + TimeDelta::hours(1)),
        used_at: Set(None),
        created_at: Set(hub.clock().now()),
        ..Default::default()
    };
    row.insert(hub.hub.database().writer()).await.unwrap();
    let follow = || hub.write(|ctx| Box::pin(confirm_email::confirm_email(ctx, "once".to_owned())));
    let outcomes = futures_util::future::join_all((0..6).map(|_| follow())).await;
    let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(done, 1, "{outcomes:?}");
}
