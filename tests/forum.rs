//! The forum: writing, editing, following, moderating; and that what is hidden leaks nowhere.

mod moderation;

use chrono::TimeDelta;
use hub::mail::Sent;
use serde_json::{Value, json};

use crate::community::found;
use crate::support::{Browser, Page, TestHub};

/// Begins a topic through its form.
async fn begin(who: &Browser, query: &str, title: &str, body: &str) -> Page {
    let page = who.get(&format!("/forum/new{query}")).await;
    let page = who
        .submit(
            &page,
            "CreateTopic",
            &[
                ("input.title", title),
                ("input.category", "questions"),
                ("input.body", body),
            ],
        )
        .await;
    page.ok();
    page
}

fn number_of(page: &Page) -> i64 {
    let rest = page.path.strip_prefix("/forum/").unwrap();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

async fn reply(who: &Browser, topic: i64, body: &str) -> Page {
    let page = who.get(&format!("/forum/{topic}")).await;
    let page = who.submit(&page, "Reply", &[("input.body", body)]).await;
    page.ok();
    page
}

async fn moderate(who: &Browser, topic: i64, mutation: &str, reason: &str) -> Page {
    let page = who.get(&format!("/forum/{topic}/moderate")).await;
    who.submit(&page, mutation, &[("input.reason", reason)])
        .await
}

#[tokio::test]
async fn a_topic_is_begun_previewed_answered_and_mailed() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let bob = hub.person("bob").await;
    hub.visitor()
        .get("/forum/new")
        .await
        .ok()
        .has_text("Sign in to begin a topic");

    let page = ann.get("/forum/new?category=questions").await;
    let words = [
        ("input.title", "Where do bus stops come from?"),
        (
            "input.body",
            "Is **NaPTAN** good enough?\n\n<script>alert(1)</script>",
        ),
    ];
    let mut with_button = words.to_vec();
    with_button.push(("_mutation", "PreviewPost"));
    let preview = ann.submit(&page, "CreateTopic", &with_button).await;
    preview.ok().has_text("Nothing is posted yet");
    assert_eq!(preview.texts(".preview-shown strong"), ["NaPTAN"]);
    assert_eq!(preview.value("input.title"), words[0].1, "typed words stay");
    assert!(!preview.html.contains("<script>alert"));
    let topic = ann
        .submit(&preview, "CreateTopic", &[("input.category", "questions")])
        .await;
    topic
        .ok()
        .has_text("Your topic is posted")
        .has_text("NaPTAN");
    assert!(!topic.html.contains("<script>alert"));
    let number = number_of(&topic);

    let page = reply(&bob, number, "Yes. See [the guide](javascript:alert(1)).").await;
    assert!(page.path.ends_with("?done=Reply") || page.path.contains("done=Reply"));
    assert!(!page.html.contains("javascript:"));
    let mails = hub.mails_to("ann@example.org").await;
    assert_eq!(mails.len(), 1, "one mail for one reply");
    let mail = &mails[0];
    assert_eq!(mail.subject, "Re: Where do bus stops come from?");
    assert!(mail.text.contains("#post-2"), "{}", mail.text);
    let root = mail.in_reply_to.clone().unwrap();
    assert!(root.starts_with(&format!("topic-{number}@")), "{root}");

    // The next one hangs on the first, and its author gets none.
    reply(&bob, number, "And there is more.").await;
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(
        mails[0].in_reply_to.as_deref(),
        Some(mail.message_id.as_str())
    );
    assert!(mails[0].references.contains(&root));
    // Bob follows by his reply.
    reply(&ann, number, "Thank you!").await;
    assert_eq!(hub.mails_to("bob@example.org").await.len(), 1);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_changes() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let page = ann.get("/forum/new").await;
    let long = "x".repeat(20_001);
    let wrong = ann
        .submit(
            &page,
            "CreateTopic",
            &[("input.title", "Hm"), ("input.body", &long)],
        )
        .await;
    wrong.is(422);
    let names: Vec<String> = wrong.errors().into_iter().map(|(name, _)| name).collect();
    for name in ["input-title", "input-body", "input-category"] {
        assert!(names.contains(&name.to_owned()), "{names:?}");
    }
    assert_eq!(wrong.value("input.title"), "Hm");
    let answer = ann
        .graphql(
            "mutation($input: CreateTopicInput!) { createTopic(input: $input) {
               userErrors { field code } } }",
            json!({"input": {"title": "About a ghost", "body": "Hello", "category": "general", "dataset": 99}}),
        )
        .await;
    let error = &answer["data"]["createTopic"]["userErrors"][0];
    assert_eq!(error["code"], "NO_SUCH_SUBJECT", "{answer}");
    assert_eq!(error["field"], "dataset");
    hub.visitor()
        .get("/forum")
        .await
        .ok()
        .has_text("There are no topics here yet");
    hub.visitor().get("/forum/99").await.is(404);
    hub.visitor().get("/forum/x").await.is(404);
    hub.visitor().get("/forum?after=%25%25").await.is(400);
}

#[tokio::test]
async fn the_same_form_twice_posts_once() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let page = ann.get("/forum/new").await;
    let words = [
        ("input.title", "A question about data"),
        ("input.category", "general"),
        ("input.body", "How?"),
    ];
    let first = ann.submit(&page, "CreateTopic", &words).await;
    let second = ann.submit(&page, "CreateTopic", &words).await;
    assert_eq!(first.path, second.path);
    let number = number_of(&first);
    let page = ann.get(&format!("/forum/{number}")).await;
    for _ in 0..2 {
        ann.submit(&page, "Reply", &[("input.body", "So.")])
            .await
            .ok()
            .has_text("1 reply");
    }
}

#[tokio::test]
async fn posts_are_edited_with_history_and_no_edit_is_lost() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let bob = hub.person("bob").await;
    let mod_ = hub.moderator("mia").await;
    let number = number_of(&begin(&ann, "", "Streets and names", "Frist post").await);
    let edit = format!("/forum/{number}/posts/1/edit");
    bob.get(&edit)
        .await
        .ok()
        .has_text("You cannot change this post");
    let mine = ann.get(&edit).await;
    let theirs = mod_.get(&edit).await;
    mod_.submit(&theirs, "EditPost", &[("input.body", "First post, mended")])
        .await
        .ok();
    let page = ann
        .submit(&mine, "EditPost", &[("input.body", "First post")])
        .await;
    page.is(409).has_text("First post, mended");
    assert_eq!(page.value("input.body").trim(), "First post");
    let page = ann.submit(&page, "EditPost", &[]).await;
    page.ok().has_text("First post").has_text("edited");

    let answer = bob
        .graphql(
            "mutation($input: EditPostInput!) { editPost(input: $input) { userErrors { code } } }",
            json!({"input": {"topic": number, "post": 1, "version": 3, "body": "Mine now"}}),
        )
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");

    let page = ann.get(&format!("/forum/{number}/posts/1/delete")).await;
    let page = ann.submit(&page, "DeletePost", &[]).await;
    page.ok().has_text("deleted by its author");
    page.lacks_text("First post");
    let answer = topic_of(&mod_, number).await;
    assert!(answer["posts"][0]["body"].is_null(), "{answer}");
    assert_eq!(answer["postCount"], 0);
}

async fn topic_of(who: &Browser, number: i64) -> Value {
    let answer = who
        .graphql(
            "query($n: Int!) { topic(number: $n) { title postCount viewerFollows hiddenReason
               posts { number body bodyHtml hidden hiddenReason author { name } } } }",
            json!({ "n": number }),
        )
        .await;
    answer["data"]["topic"].clone()
}

#[tokio::test]
async fn unsubscribing_works_from_the_mail_alone() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let bob = hub.person("bob").await;
    let number = number_of(&begin(&ann, "", "Bins and their days", "Which day?").await);
    reply(&bob, number, "Monday").await;
    let mail = hub.mails_to("ann@example.org").await.remove(0);
    let link = mail.unsubscribe.clone().unwrap();
    assert!(link.one_click);
    assert!(mail.text.contains(link.url.as_str()));

    // A scanner that follows the link changes nothing.
    let visitor = hub.visitor();
    let path = link.url.path().to_owned();
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("Stop mail about a topic")
        .has_text("Bins and their days");
    assert_eq!(topic_of(&ann, number).await["viewerFollows"], true);

    let bare = reqwest::Client::new();
    let answer = bare
        .post(link.url.clone())
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().get("set-cookie").is_none());
    assert_eq!(topic_of(&ann, number).await["viewerFollows"], false);
    visitor
        .get(&path)
        .await
        .has_text("You get no mail about this topic");
    reply(&bob, number, "Or Tuesday").await;
    assert!(hub.mails_to("ann@example.org").await.is_empty());
    // A later reply does not follow again for who chose not to; a choice does.
    reply(&ann, number, "Thanks").await;
    assert_eq!(topic_of(&ann, number).await["viewerFollows"], false);

    // The button of the page does the same for people, and a forged link nothing.
    let page = ann.get(&format!("/forum/{number}")).await;
    ann.submit(&page, "FollowTopic", &[]).await.ok();
    visitor
        .post(&path, &[("stop".to_owned(), "yes".to_owned())])
        .await
        .ok()
        .has_text("no more mail about this topic");
    let mut forged = path.clone();
    let last = forged.pop().unwrap();
    forged.push(if last == 'A' { 'Q' } else { 'A' });
    visitor.get(&forged).await.is(404);
    assert_eq!(
        bare.post(format!("{}{forged}", hub.url))
            .send()
            .await
            .unwrap()
            .status(),
        404
    );
}

#[tokio::test]
async fn long_topics_have_pages_and_posts_keep_their_place() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let topic = begin(&ann, "", "Counting to twenty-five", "One").await;
    let number = number_of(&topic);
    for n in 2..=25 {
        hub.clock().advance(TimeDelta::seconds(30));
        let answer = ann
            .graphql(
                "mutation($input: ReplyInput!) { reply(input: $input) {
                   post { path number } userErrors { code } } }",
                json!({"input": {"topic": number, "body": format!("Number {n}")}}),
            )
            .await;
        let post = &answer["data"]["reply"]["post"];
        assert_eq!(post["number"], n, "{answer}");
        if n == 25 {
            let path = post["path"].as_str().unwrap();
            assert!(path.ends_with("?page=2#post-25"), "{path}");
        }
    }
    let page = ann.get(&format!("/forum/{number}?page=2")).await;
    page.ok().has_text("Number 25").lacks_text("Number 20");
    assert_eq!(page.count("article.post"), 5);
    hub.visitor()
        .get(&format!("/forum/{number}?page=3"))
        .await
        .is(404);
    hub.visitor()
        .get(&format!("/forum/{number}?page=0"))
        .await
        .is(404);
}

#[tokio::test]
async fn people_without_a_confirmed_address_only_read() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let number = number_of(&begin(&ann, "", "Open to read", "Hello").await);
    let answer = hub
        .visitor()
        .graphql(
            "mutation($input: ReplyInput!) { reply(input: $input) { userErrors { code } } }",
            json!({"input": {"topic": number, "body": "Hi"}}),
        )
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    hub.visitor()
        .get(&format!("/forum/{number}"))
        .await
        .ok()
        .has_text("Sign in to reply");
}

#[tokio::test]
async fn a_mail_that_waits_is_not_sent_once_its_post_is_hidden() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let bob = hub.person("bob").await;
    let mia = hub.moderator("mia").await;
    let number = number_of(&begin(&ann, "", "Bins and their days", "Which day?").await);
    reply(&bob, number, "Here is where your neighbour lives").await;
    hub.outbox()
        .answer_next([Sent::Retry("451 busy".to_owned())]);
    assert!(hub.mails_to("ann@example.org").await.is_empty());
    let page = mia.get(&format!("/forum/{number}/posts/2/moderate")).await;
    mia.submit(&page, "HidePost", &[("input.reason", "It is private.")])
        .await
        .ok();
    hub.clock().advance(TimeDelta::minutes(2));
    assert!(hub.mails_to("ann@example.org").await.is_empty());
}
