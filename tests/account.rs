//! Accounts, from registration to tokens and invitations.

mod invitations;
mod own;

use chrono::TimeDelta;
use hub::mail::OutgoingMail;
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
async fn a_link_confirms_an_address_for_its_own_account_alone() {
    let hub = TestHub::start().await;
    // Somebody registers with an address of the council that is not theirs, and its owner, who has
    // an account of their own, presses the button in the mail.
    register(&hub, "mallory").await;
    let confirm = link(&hub, &hub.mails().await[0]);
    let visitor = hub.visitor();
    let asked = visitor.get(&confirm).await;
    assert!(asked.path.starts_with("/sign-in"), "{}", asked.path);
    let token = confirm.split_once("token=").unwrap().1;
    let mutation = "mutation($token: String!) { confirmEmail(input: { token: $token }) \
                    { userErrors { code } } }";
    let refused = visitor.graphql(mutation, json!({ "token": token })).await;
    assert_eq!(
        refused["errors"][0]["extensions"]["code"],
        "UNAUTHENTICATED"
    );

    let owner = hub.person("owner").await;
    let page = owner.get(&confirm).await;
    let refused = owner.submit(&page, "ConfirmEmail", &[]).await;
    refused.is(422).has_text("sent for another account");

    // Nothing was used up: the account that asked signs in on the way, and confirms.
    let asked = visitor.get(&confirm).await;
    let fields = [
        ("input.email", "mallory@example.org"),
        ("input.password", PASSWORD),
    ];
    let page = visitor.submit(&asked, "SignIn", &fields).await;
    assert!(page.path.starts_with("/confirm-email"), "{}", page.path);
    let done = visitor.submit(&page, "ConfirmEmail", &[]).await;
    done.ok().has_text("Your address is confirmed");
}
