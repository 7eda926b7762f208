//! What moderators do, and what follows from it.

use super::*;

#[tokio::test]
async fn locked_topics_take_no_replies_and_say_why() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let mia = hub.moderator("mia").await;
    let number = number_of(&begin(&ann, "", "Heated question", "Well?").await);
    let open = ann.get(&format!("/forum/{number}")).await;
    moderate(&mia, number, "LockTopic", "")
        .await
        .is(422)
        .has_text("Give a reason");
    moderate(&mia, number, "LockTopic", "It went in circles.")
        .await
        .ok();
    let page = ann.submit(&open, "Reply", &[("input.body", "But…")]).await;
    page.is(422).has_text("takes no more replies");
    let page = ann.get(&format!("/forum/{number}")).await;
    page.has_text("It went in circles.");
    assert!(!page.offers("Reply"));
    assert_eq!(audits(&hub, "topic_locked").await.len(), 1);
    moderate(&mia, number, "UnlockTopic", "Everybody slept on it.")
        .await
        .ok();
    reply(&ann, number, "Morning.").await;
}

async fn audits(hub: &TestHub, action: &str) -> Vec<Value> {
    use hub_entity::platform::audit;
    use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .all(hub.hub.database().reader())
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.details)
        .collect()
}

#[tokio::test]
async fn a_hidden_topic_leaks_nowhere() {
    let hub = TestHub::start().await;
    let staff = hub.staff("sam").await;
    let ann = hub.person("ann").await;
    let bob = hub.person("bob").await;
    let mia = hub.moderator("mia").await;
    let (community, path) = found(&staff, "Lampposts").await;
    let query = format!("?community={community}");
    let number = number_of(&begin(&ann, &query, "Zebra crossings", "Secretword inside").await);
    bob.get(&path).await.has_text("1 topic").has_text("Zebra");
    // Bob follows, and a reply waits to be mailed when the topic is hidden.
    let page = bob.get(&format!("/forum/{number}")).await;
    bob.submit(&page, "FollowTopic", &[]).await.ok();
    reply(&ann, number, "Another secretword").await;
    moderate(&mia, number, "HideTopic", "It names a resident.")
        .await
        .ok();
    assert!(hub.mails_to("bob@example.org").await.is_empty());

    for who in [&bob, &hub.visitor()] {
        who.get(&format!("/forum/{number}")).await.is(404);
        for page in [
            "/forum",
            "/forum/categories/questions",
            path.as_str(),
            "/",
            "/search?q=secretword",
            "/search?q=zebra&kind=TOPIC",
        ] {
            who.get(page).await.ok().lacks_text("Zebra");
        }
        who.get(&path).await.has_text("0 topics");
        for feed in ["/forum.atom", &format!("/communities/{community}.atom")] {
            let text = who.raw(feed).await.text().await.unwrap();
            assert!(text.contains("<feed"), "{text}");
            assert!(
                !text.contains("Zebra") && !text.contains("ecretword"),
                "{text}"
            );
        }
        let answer = who
            .graphql(
                "query($n: Int!, $c: Int!) { topic(number: $n) { title }
                   topics { nodes { title } } community(number: $c) { topicCount }
                   search(query: \"secretword\") { nodes { title } } }",
                json!({"n": number, "c": community}),
            )
            .await;
        assert!(!answer.to_string().contains("Zebra"), "{answer}");
    }
    let page = bob.get("/forum/new").await;
    drop(page);
    let answer = bob
        .graphql(
            "mutation($input: ReplyInput!) { reply(input: $input) { userErrors { code } } }",
            json!({"input": {"topic": number, "body": "Still here?"}}),
        )
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");

    // Its author is told why; moderators see and restore it.
    ann.get(&format!("/forum/{number}"))
        .await
        .ok()
        .has_text("It names a resident.");
    moderate(&mia, number, "RestoreTopic", "The name is gone.")
        .await
        .ok();
    bob.get(&format!("/forum/{number}")).await.ok();
    bob.get(&path).await.has_text("1 topic");
    bob.get("/search?q=secretword").await.has_text("Zebra");
    let logged = audits(&hub, "topic_hidden").await;
    assert_eq!(logged[0]["reason"], "It names a resident.");
}

#[tokio::test]
async fn a_post_is_reported_hidden_and_its_author_told() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let bob = hub.person("bob").await;
    let mia = hub.moderator("mia").await;
    let number = number_of(&begin(&ann, "", "Cheap offers", "Anybody?").await);
    reply(&bob, number, "Buy my pills").await;
    let report = format!("/forum/{number}/posts/2/report");
    bob.get(&report)
        .await
        .has_text("You cannot report this post");
    let page = ann.get(&report).await;
    ann.submit(&page, "ReportPost", &[]).await.is(422);
    ann.submit(&page, "ReportPost", &[("input.reason", "OTHER")])
        .await
        .is(422)
        .has_text("Fill this in");
    ann.submit(&page, "ReportPost", &[("input.reason", "SPAM")])
        .await
        .ok()
        .has_text("Your report went to the moderators");
    ann.get("/moderation").await.is(403);
    let page = hub.visitor().get("/moderation").await;
    assert!(page.path.starts_with("/sign-in"), "{}", page.path);

    let page = mia.get("/moderation").await;
    page.ok().has_text("Buy my pills").has_text("advertising");
    let page = mia
        .submit(
            &page,
            "ResolveReport",
            &[
                ("input.reason", "No advertising here."),
                ("input.hide", "true"),
            ],
        )
        .await;
    page.ok().has_text("Nothing is reported");
    for who in [&ann, &hub.visitor()] {
        let page = who.get(&format!("/forum/{number}")).await;
        page.has_text("hidden by a moderator").lacks_text("pills");
        who.get("/search?q=pills").await.lacks_text("Cheap offers");
    }
    assert_eq!(topic_of(&ann, number).await["postCount"], 1);
    bob.get(&format!("/forum/{number}"))
        .await
        .has_text("No advertising here.");
    assert_eq!(audits(&hub, "post_hidden").await.len(), 1);
    assert_eq!(audits(&hub, "report_upheld").await.len(), 1);
    let answer = ann
        .graphql(
            "mutation($input: ModeratePostInput!) { restorePost(input: $input) {
               userErrors { code } } }",
            json!({"input": {"topic": number, "post": 2, "reason": "I like it"}}),
        )
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
    let page = mia.get(&format!("/forum/{number}/posts/2/moderate")).await;
    mia.submit(&page, "RestorePost", &[("input.reason", "It was a joke.")])
        .await
        .ok();
    assert_eq!(topic_of(&ann, number).await["postCount"], 2);
}
