//! Moderation: where judges disagree, what a panel says, and reviews that are opened again.

use chrono::TimeDelta;
use hub_entity::challenge::{panel_post, reopening};
use hub_entity::organisation::OrganisationRole;
use hub_entity::platform::{audit, mail};
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::judging_world::{World, filled};
use crate::support::Browser;

/// Kim scored the first two proposals and Max, another judge, the first: 90 and 20. Lou accepted
/// and scored nothing. Reviews are no longer due.
struct Panel {
    world: World,
    kim: String,
    max: Browser,
    lou: Browser,
}

impl Panel {
    async fn build() -> Self {
        let world = World::build().await;
        let kim = world.appoint(&world.kim).await;
        let max = world.hub.person("max").await;
        let maxs = world.appoint(&max).await;
        let lou = world.hub.person("lou").await;
        let lous = world.appoint(&lou).await;
        let jos = world.appoint(&world.jo).await;
        world.hub.clock().advance(TimeDelta::days(3));
        for (who, desk) in [(&world.kim, &kim), (&max, &maxs), (&lou, &lous)] {
            world.declare(who, desk, &[false, false, false]).await;
        }
        world.declare(&world.jo, &jos, &[true, false]).await;
        world.score(&world.kim, &kim, 0, ["4", "3"]).await;
        world.score(&world.kim, &kim, 1, ["2", "2"]).await;
        world.score(&max, &maxs, 0, ["0", "2"]).await;
        world.score(&max, &maxs, 1, ["2", "3"]).await;
        world.score(&world.jo, &jos, 1, ["2", "2"]).await;
        world.hub.clock().advance(TimeDelta::days(8));
        Self {
            world,
            kim,
            max,
            lou,
        }
    }

    fn talk(&self, proposal: usize) -> String {
        format!(
            "/proposals/{}/discussion",
            self.world.proposals[proposal].key
        )
    }

    async fn say(&self, who: &Browser, proposal: usize, body: &str) {
        let page = who.get(&self.talk(proposal)).await;
        let fields = [("input.body", body)];
        who.submit(page.ok(), "PostToPanel", &fields)
            .await
            .ok()
            .has_text("Posted")
            .has_text(body);
    }

    /// Reopens the review whose heading begins so.
    async fn reopen(&self, judge: &str, reason: &str) -> crate::support::Page {
        let sam = &self.world.sam;
        let page = sam.get(&self.talk(0)).await;
        let link = page.ok().link(&format!("Reopen the review of {judge}"));
        let (link, _) = link.split_once('#').unwrap();
        let page = sam.get(link).await;
        sam.submit(page.ok(), "ReopenReview", &[("input.reason", reason)])
            .await
    }

    async fn audited(&self, action: &str) -> u64 {
        audit::Entity::find()
            .filter(audit::Column::Action.eq(action))
            .count(self.world.hub.hub.database().reader())
            .await
            .unwrap()
    }

    /// To whom mails with such a subject went since the last look, and what the first one says.
    async fn told(&self, subject: &str) -> (Vec<String>, String) {
        let mails = self.world.hub.mails().await;
        let mut such: Vec<_> = mails
            .into_iter()
            .filter(|mail| mail.subject.contains(subject))
            .collect();
        such.sort_by(|a, b| a.to.cmp(&b.to));
        let text = such.first().map(|m| m.text.clone()).unwrap_or_default();
        (such.into_iter().map(|m| m.to).collect(), text)
    }
}

#[actix_web::test]
async fn staff_see_where_judges_disagree_and_the_panel_discusses_it() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    let page = world.sam.get(&world.page("decision")).await;
    let link = page.ok().link("See where judges disagree");
    let page = world.sam.get(&link).await;
    // 90 and 20, before 60 and 50; what has no review is last.
    page.ok().has_text("20 to 90").has_text("50 to 60");
    assert_eq!(page.texts("td[data-label=Apart] strong"), ["70.0", "10.0"]);
    assert_eq!(page.count(".totals-dot"), 5);

    panel.say(&world.sam, 0, "You are far apart. Why?").await;
    let (to, text) = panel.told("The panel discusses").await;
    assert_eq!(to, ["kim@example.org", "max@example.org"]);
    assert!(text.contains("You are far apart. Why?"), "{text}");
    assert!(text.contains(&panel.talk(0)), "{text}");
    // The judge finds it on the desk, reads what the others wrote, and answers.
    let desk = world.kim.get(&panel.kim).await;
    desk.ok()
        .has_text("Discussions of the panel")
        .has_text("1 post");
    panel
        .say(&world.kim, 0, "I saw a plan <b>and</b> a budget.")
        .await;
    let page = panel.max.get(&panel.talk(0)).await;
    page.ok()
        .has_text("I saw a plan <b>and</b> a budget.")
        .has_text("The need is shown.");
    assert_eq!(page.texts(".panel-post p")[0], "You are far apart. Why?");
    assert!(!page.offers("ReopenReview"));
    let (to, _) = panel.told("The panel discusses").await;
    assert_eq!(to, ["max@example.org", "sam@example.org"]);
    assert_eq!(panel.audited("panel_post_added").await, 2);
    // Administrators read mails, and may compete: what the panel says is not kept in them.
    let kept = mail::Entity::find()
        .filter(mail::Column::Template.eq("panel_post"))
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(kept.len(), 4);
    for row in kept {
        let text = format!("{} {}", row.body_text, row.context);
        assert!(
            !text.contains("far apart") && !text.contains("budget"),
            "{text}"
        );
    }
}

#[actix_web::test]
async fn nobody_else_learns_anything_of_a_discussion() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    panel.say(&world.kim, 0, "A secret of the panel.").await;
    let rival = crate::judging_world::staff_of(world, "rob", world.councils[0].id).await;
    let visitor = world.hub.visitor();
    // Jo declared a conflict with the first proposal; Lou scored nothing.
    for who in [&world.jo, &panel.lou, &world.ann, &rival] {
        who.get(&panel.talk(0)).await.is(404);
        let query = "query($p: String!, $n: Int!) { panelDiscussion(proposal: $p) { posts { body } reviews { total } }
            challenge(number: $n) { judging { disagreements { postsCount lowest } } }
            viewer { person { name } } }";
        let given = json!({ "p": world.proposals[0].key, "n": world.challenge.id });
        let told = who.graphql(query, given).await.to_string();
        assert!(told.contains("\"panelDiscussion\":null"), "{told}");
        assert!(
            !told.contains("secret") && !told.contains("postsCount"),
            "{told}"
        );
        let mutation =
            "mutation($i: PostToPanelInput!) { postToPanel(input: $i) { userErrors { code } } }";
        let input = json!({ "proposal": world.proposals[0].key, "body": "Let me in." });
        let refused = who.graphql(mutation, json!({ "i": input })).await;
        let code = &refused["errors"][0]["extensions"]["code"];
        assert_eq!(code, "NOT_FOUND", "{refused}");
        let search = who.get("/search?q=secret+of+the+panel").await;
        search.lacks_text("A secret of the panel");
    }
    let (to, _) = panel.told("The panel discusses").await;
    assert_eq!(to, ["max@example.org", "sam@example.org"]);
    let away = visitor.raw(&panel.talk(0)).await;
    assert!(!away.text().await.unwrap().contains("A secret"));
    // The desk of each lists what is theirs, and counts nothing else.
    let desk = world.jo.get("/judging").await.ok().link("Better buses");
    let page = world.jo.get(&desk).await;
    page.ok().has_text("Nothing said yet").lacks_text("1 post");
    let desk = panel.lou.get("/judging").await.ok().link("Better buses");
    panel
        .lou
        .get(&desk)
        .await
        .ok()
        .lacks_text("Discussions of the panel");
}

#[actix_web::test]
async fn a_discussion_ends_at_once_for_whoever_has_a_conflict_and_their_mail_is_not_sent() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    world.hub.mails().await;
    let page = world.sam.get(&panel.talk(0)).await;
    let fields = [("input.body", "What of the budget?")];
    // The mail is written, and Max joins the council before it is sent.
    world
        .sam
        .submit(page.ok(), "PostToPanel", &fields)
        .await
        .ok();
    world
        .hub
        .join(&panel.max, world.councils[0].id, OrganisationRole::Officer)
        .await;
    let (to, _) = panel.told("The panel discusses").await;
    assert_eq!(to, ["kim@example.org"]);
    panel.max.get(&panel.talk(0)).await.is(404);
    // Their review is no longer the panel's to read, and they are told of nothing more.
    let page = world.kim.get(&panel.talk(0)).await;
    assert_eq!(page.count("section[id^=review]"), 1);
    panel.say(&world.kim, 0, "The budget is thin.").await;
    let (to, _) = panel.told("The panel discusses").await;
    assert_eq!(to, ["sam@example.org"]);
}

#[actix_web::test]
async fn nothing_is_discussed_or_reopened_while_judging_is_open_or_once_it_is_decided() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    world.hub.clock().advance(TimeDelta::days(-8));
    for who in [&world.kim, &world.sam] {
        who.get(&panel.talk(0)).await.is(404);
    }
    let page = world.sam.get(&world.page("moderation")).await;
    page.ok().has_text("Discussions begin then");
    world.hub.clock().advance(TimeDelta::days(8));
    let form = world.kim.get(&panel.talk(0)).await;
    panel.reopen("Kim", "Look again.").await.ok();
    let card = world.kim.get(&world.card(&panel.kim, 0)).await;
    for proposal in 0..3 {
        let fields = [
            ("input.outcome", "DECLINE"),
            ("input.feedback", "Try again."),
        ];
        world.decide(proposal, &fields).await.ok();
    }
    let mutation = "mutation($i: MoveChallengeInput!) { moveChallenge(input: $i) { userErrors { code message } } }";
    let input = json!({ "number": world.challenge.id, "to": "DECIDED" });
    let moved = world.sam.graphql(mutation, json!({ "i": input })).await;
    assert_eq!(
        moved["data"]["moveChallenge"]["userErrors"],
        json!([]),
        "{moved}"
    );
    let late = world
        .kim
        .submit(&form, "PostToPanel", &[("input.body", "Wait!")])
        .await;
    late.is(422)
        .has_text("Moderation is not open")
        .has_text("Wait!");
    let page = world.kim.get(&panel.talk(0)).await;
    page.ok()
        .has_text("Moderation is over")
        .lacks_text("Open again");
    // What was not submitted again in time stands as it was.
    let late = world
        .kim
        .submit(card.ok(), "SubmitReview", &filled(["0", "0"]))
        .await;
    late.is(422)
        .has_text("Scores can be given only while judging is open");
    let page = world.sam.get(&world.page("moderation")).await;
    page.ok().has_text("20 to 90").lacks_text("reopened");
    assert!(!page.offers("PostToPanel"));
    let posts = panel_post::Entity::find()
        .count(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(posts, 0);
}

#[actix_web::test]
async fn a_reopened_review_counts_as_it_was_until_it_is_submitted_again() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    let card = world.card(&panel.kim, 0);
    let closed = world.kim.get(&card).await;
    assert!(!closed.ok().offers("SubmitReview"));
    let page = panel.reopen("Kim", "").await;
    page.is(422);
    let page = panel.reopen("Kim", "You scored another draft.").await;
    page.ok()
        .has_text("The review is open again")
        .has_text("You scored another draft.");
    assert_eq!(panel.audited("review_reopened").await, 1);
    let (to, text) = panel.told("is open again").await;
    assert_eq!(to, ["kim@example.org"]);
    assert!(
        text.contains("You scored another draft.") && text.contains(&card),
        "{text}"
    );
    // Once is enough.
    let mutation =
        "mutation($i: ReopenReviewInput!) { reopenReview(input: $i) { userErrors { code } } }";
    let query = "query($p: String!) { panelDiscussion(proposal: $p) { reviews { key isOwn judge { name } } } }";
    let given = json!({ "p": world.proposals[0].key });
    let reviews = world.kim.graphql(query, given).await;
    let all = reviews["data"]["panelDiscussion"]["reviews"]
        .as_array()
        .unwrap()
        .clone();
    let own = all.iter().find(|r| r["isOwn"] == true).unwrap();
    let input = json!({ "i": { "review": own["key"], "reason": "Again." } });
    let again = world.sam.graphql(mutation, input.clone()).await;
    let code = &again["data"]["reopenReview"]["userErrors"][0]["code"];
    assert_eq!(code, "REVIEW_REOPENED", "{again}");
    for who in [&world.kim, &panel.max, &world.ann] {
        let refused = who.graphql(mutation, input.clone()).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "NOT_FOUND");
    }
    // The first version counts meanwhile; no other card is open.
    let page = world.sam.get(&world.page("moderation")).await;
    page.ok().has_text("20 to 90").has_text("1 review reopened");
    assert!(
        !world
            .kim
            .get(&world.card(&panel.kim, 1))
            .await
            .ok()
            .offers("SubmitReview")
    );
    let desk = world.kim.get(&panel.kim).await;
    let link = desk
        .ok()
        .has_text("You scored another draft.")
        .link("Open the score card");
    let page = world.kim.get(&link).await;
    page.ok()
        .has_text("Programme staff ask you to look at this review again");
    let done = world
        .kim
        .submit(&page, "SubmitReview", &filled(["2", "2"]))
        .await;
    done.ok().has_text("The review is submitted");
    assert!(!world.kim.get(&card).await.ok().offers("SubmitReview"));
    let page = world.sam.get(&world.page("moderation")).await;
    page.ok().has_text("20 to 50").lacks_text("reopened");
    // Both versions stand in the discussion, for the panel as for staff.
    for who in [&world.sam, &panel.max] {
        let page = who.get(&panel.talk(0)).await;
        page.ok().has_text(": 90 of 100").has_text("Total: 50");
    }
    assert_eq!(panel.audited("reopened_review_answered").await, 1);
    // It can be reopened again, and submitted as it is.
    panel.reopen("Kim", "Sure?").await.ok();
    let page = world.kim.get(&card).await;
    world.kim.submit(page.ok(), "SubmitReview", &[]).await.ok();
    let waiting = reopening::Entity::find()
        .filter(reopening::Column::AnsweredAt.is_null())
        .count(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(waiting, 0);
}
