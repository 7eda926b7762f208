//! The site's own pages, and looking after the site.

use hub_entity::platform::{MailState, audit, job, mail};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

use crate::support::TestHub;

async fn audited(hub: &TestHub, action: &str) -> u64 {
    audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .count(hub.hub.database().reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn every_page_of_the_site_ships_with_a_text() {
    let hub = TestHub::start().await;
    let visitor = hub.visitor();
    for (path, says) in [
        ("/about", "Who runs it"),
        ("/open-data", "Open Government Licence"),
        ("/accessibility", "Web Content Accessibility Guidelines 2.2"),
        ("/privacy", "argon2id"),
        ("/cookies", "__Host-hub"),
    ] {
        let page = visitor.get(path).await;
        page.ok().has_text(says);
        assert_eq!(page.count("h1"), 1, "{path}");
        assert_eq!(page.count("main form"), 0, "{path}");
    }
    assert!(visitor.get("/cookies").await.count(".prose table") == 1);
    visitor
        .get("/open-data?slug=privacy")
        .await
        .ok()
        .has_text("argon2id");
}

#[tokio::test]
async fn staff_edit_pages_and_do_not_overwrite_each_other() {
    let hub = TestHub::start().await;
    let (sam, tom) = (hub.staff("sam").await, hub.staff("tom").await);
    let ann = hub.person("ann").await;
    ann.get("/admin/pages/about").await.is(403);
    let to = hub.visitor().get("/admin/pages/about").await;
    assert!(to.path.starts_with("/sign-in"));
    sam.get("/admin/pages/nothing").await.is(404);

    let first = sam.get("/admin/pages/about").await;
    let second = tom.get("/admin/pages/about").await;
    let body = "We are **the council**. <script>alert(1)</script> [x](javascript:alert(1))";
    let fields = [("input.title", "About us"), ("input.body", body)];
    let saved = sam.submit(&first, "SaveDocument", &fields).await;
    saved
        .ok()
        .has_text("About us")
        .has_text("The page was saved");
    assert!(!saved.html.contains("<script>alert") && !saved.html.contains("javascript:alert"));

    let fields = [("input.title", "About Tom"), ("input.body", "Mine")];
    let conflict = tom.submit(&second, "SaveDocument", &fields).await;
    conflict
        .is(409)
        .has_text("Sam saved it meanwhile")
        .has_text("the council");
    assert_eq!(conflict.value("input.body"), "Mine");
    tom.submit(&conflict, "SaveDocument", &[])
        .await
        .ok()
        .has_text("About Tom");
    assert_eq!(audited(&hub, "document_saved").await, 2);

    let page = sam.get("/admin/pages/about").await;
    let long = "x".repeat(50_001);
    let fields = [("input.title", ""), ("input.body", long.as_str())];
    let wrong = sam.submit(&page, "SaveDocument", &fields).await;
    assert_eq!(wrong.is(422).errors().len(), 2);

    let save = "mutation { saveDocument(input: {slug: \"about\", title: \"Evil\", body: \"x\", version: 2}) { document { title } } }";
    let answer = ann.graphql(save, json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
}

#[tokio::test]
async fn a_preview_is_sanitised_and_for_people_alone() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let ask = "query($t: String!) { preview(markdown: $t) }";
    let text = json!({ "t": "**hi** <img src=x onerror=alert(1)>" });
    let answer = ann.graphql(ask, text.clone()).await;
    let html = answer["data"]["preview"].as_str().unwrap();
    assert!(
        html.contains("<strong>hi</strong>") && !html.contains("<img"),
        "{html}"
    );
    let answer = hub.visitor().graphql(ask, text).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
}

/// A mail that asks somebody to choose a new password.
async fn some_mail(hub: &TestHub) {
    let ask = "mutation { requestPasswordReset(input: {email: \"ann@example.org\"}) { done } }";
    hub.visitor().graphql(ask, json!({})).await;
}

#[tokio::test]
async fn administrators_read_mail_and_each_reading_is_written_down() {
    let hub = TestHub::start().await;
    let (ada, ann) = (hub.administrator("ada").await, hub.person("ann").await);
    let sam = hub.staff("sam").await;
    some_mail(&hub).await;
    hub.mails().await;
    let list = ada.get("/admin/mail").await;
    list.ok().has_text("ann@example.org").has_text("Sent");
    assert_eq!(
        ada.get("/admin/mail?state=DEAD")
            .await
            .ok()
            .count("tbody tr"),
        0
    );
    assert_eq!(
        ada.get("/admin/mail?to=ann%40example.org")
            .await
            .count("tbody tr"),
        1
    );
    assert_eq!(audited(&hub, "mail_read").await, 0, "a list shows no text");
    let path = list.attr("tbody th a", "href");
    for other in [&ann, &sam] {
        other.get("/admin/mail").await.is(403);
        other.get(&path).await.is(403);
    }
    assert!(hub.visitor().get(&path).await.path.starts_with("/sign-in"));
    assert_eq!(audited(&hub, "mail_read").await, 0);
    // What was sent is not kept with a link in it that signs somebody in.
    let read = ada.get(&path).await;
    read.ok()
        .has_text("Its text was removed")
        .lacks_text("/reset-password?token=");
    assert_eq!(audited(&hub, "mail_read").await, 1);
    // A program of theirs learns of the mail, and not the link to a new password in it.
    let page = ada.get("/account/tokens").await;
    let fields = [
        ("input.name", "figures"),
        ("input.scopes", "READ"),
        ("input.days", "30"),
    ];
    let made = ada.submit(&page, "CreateApiToken", &fields).await;
    let token = made.ok().texts("#token").remove(0);
    let ask = async |query: &str| -> serde_json::Value {
        let request = reqwest::Client::new()
            .post(format!("{}/graphql", hub.url))
            .bearer_auth(&token)
            .json(&json!({ "query": query }));
        request.send().await.unwrap().json().await.unwrap()
    };
    let listed = ask("{ administration { mails(first: 1) { nodes { key } } } }").await;
    let key = &listed["data"]["administration"]["mails"]["nodes"][0]["key"];
    assert!(key.is_string(), "{listed}");
    let answer = ask(&format!(
        "{{ administration {{ mail(key: {key}) {{ text }} }} }}"
    ))
    .await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
    assert_eq!(audited(&hub, "mail_read").await, 1);
    ada.get("/admin/mail/nothing").await.is(404);
}

#[tokio::test]
async fn what_was_given_up_is_tried_again() {
    let hub = TestHub::start().await;
    let ada = hub.administrator("ada").await;
    hub.person("ann").await;
    hub.outbox()
        .answer_next([hub::mail::Sent::Refuse("no such user".into())]);
    some_mail(&hub).await;
    assert!(hub.mails().await.is_empty());
    let now = hub.clock().now();
    let dead = job::ActiveModel {
        kind: Set("note_clock".into()),
        version: Set(1),
        payload: Set(
            json!({ "kind": "note_clock", "challenge_id": 1, "transition": "opened", "at": now }),
        ),
        unique_key: Set(None),
        run_at: Set(now),
        attempts: Set(6),
        dead_at: Set(Some(now)),
        last_error: Set("<b>broken</b>".into()),
        created_at: Set(now),
        ..Default::default()
    };
    dead.insert(hub.hub.database().writer()).await.unwrap();

    let page = ada.get("/admin/jobs").await;
    page.ok().has_text("no such user").has_text("<b>broken</b>");
    let page = ada.submit(&page, "RetryMail", &[]).await;
    page.ok().has_text("The mail is tried again");
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1);
    ada.submit(&page, "RetryJob", &[]).await.ok();
    assert_eq!(audited(&hub, "mail_retried").await, 1);
    assert_eq!(audited(&hub, "job_retried").await, 1);
    let sent = mail::Entity::find()
        .filter(mail::Column::State.eq(MailState::Sent))
        .count(hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn the_overview_shows_what_the_viewer_may_do() {
    let hub = TestHub::start().await;
    hub.person("ann").await.get("/admin").await.is(403);
    let staff = hub.staff("sam").await.get("/admin").await;
    staff
        .ok()
        .has_text("Draft a challenge")
        .lacks_text("/admin/mail");
    let moderator = hub.moderator("mo").await.get("/admin").await;
    moderator
        .ok()
        .has_text("Moderation")
        .lacks_text("/admin/pages/");
    let all = hub.administrator("ada").await.get("/admin").await;
    all.ok().has_text("People").has_text("Cookies");
}
