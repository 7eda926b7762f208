//! One's own account: profile, password, address, tokens, sessions; and what administrators do.

use hub_domain::account::SiteRole;
use hub_entity::account::person;

use super::*;

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
    sign_in(&bea, "bea@example.org", PASSWORD).await;
    let page = bea.get(&confirm).await;
    bea.submit(&page, "ConfirmEmail", &[]).await;
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

#[tokio::test]
async fn two_administrators_who_demote_each_other_leave_one() {
    let hub = TestHub::start().await;
    let ada = hub.administrator("ada").await;
    let bob = hub.administrator("bob").await;
    let grant = |who: &'static str| {
        let mutation = "mutation($who: String!) { grantRole(input: { handle: $who, role: MEMBER }) \
                        { userErrors { code } } }";
        (mutation, json!({ "who": who }))
    };
    for _ in 0..8 {
        let (mutation, to_bob) = grant("bob");
        let (_, to_ada) = grant("ada");
        futures_util::join!(ada.graphql(mutation, to_bob), bob.graphql(mutation, to_ada));
        let rows = person::Entity::find()
            .filter(person::Column::SiteRole.eq(SiteRole::Administrator))
            .all(hub.hub.database().reader())
            .await
            .unwrap();
        assert_eq!(rows.len(), 1, "{rows:?}");
        // The one who is left makes the other an administrator again.
        let (left, other) = if rows[0].handle == "ada" {
            (&ada, "bob")
        } else {
            (&bob, "ada")
        };
        let mutation = "mutation($who: String!) { grantRole(input: { handle: $who, \
                        role: ADMINISTRATOR }) { userErrors { code } } }";
        let answer = left.graphql(mutation, json!({ "who": other })).await;
        assert_eq!(
            answer["data"]["grantRole"]["userErrors"],
            json!([]),
            "{answer}"
        );
    }
}
