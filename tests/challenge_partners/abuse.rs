//! What moderators do, and what they do not read.

use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};

use super::{CAN, HELLO, answer, errors, introduce, introduced, open_notice, put_up};
use crate::judging_world::World;
use hub_entity::account::person;
use serde_json::json;

#[tokio::test]
async fn a_notice_is_taken_down_with_a_reason_that_its_owner_is_told() {
    let world = World::build().await;
    put_up(&world, &world.kim, CAN).await.ok();
    let remove = "mutation($i: RemovePartnerNoticeInput!) { removePartnerNotice(input: $i) {
        userErrors { code } } }";
    let input = json!({ "notice": 1, "reason": "It is an advertisement." });
    assert_eq!(errors(&world.ann, remove, input).await, "FORBIDDEN");
    let page = open_notice(&world, &world.sam, "Kim").await;
    world
        .sam
        .submit(&page, "RemovePartnerNotice", &[("input.reason", "")])
        .await
        .is(422);
    let fields = [("input.reason", "It is an advertisement.")];
    world
        .sam
        .submit(&page, "RemovePartnerNotice", &fields)
        .await
        .ok()
        .has_text("its owner is told")
        .has_text("Developers who look for a council (0)");
    let mails = world.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "kim@example.org");
    assert!(mails[0].text.contains("It is an advertisement."));
    // Its owner alone reads why, and can write a better one.
    let page = world.ann.get(&world.page("partners")).await;
    page.ok().lacks_text("It is an advertisement.");
    let page = world.kim.get(&world.page("partners")).await;
    page.ok().has_text("It is an advertisement.");
    let form = world.kim.get(&page.link("Write it anew")).await;
    let fields = [("input.body", "We build maps.")];
    world
        .kim
        .submit(form.ok(), "SavePartnerNotice", &fields)
        .await
        .ok()
        .has_text("Developers who look for a council (1)");
    let page = world.kim.get(&world.page("partners")).await;
    world
        .kim
        .submit(&page, "WithdrawPartnerNotice", &[])
        .await
        .ok()
        .has_text("The notice is taken down.")
        .has_text("Developers who look for a council (0)");
}

#[tokio::test]
async fn notices_of_who_is_suspended_vanish_and_nobody_is_put_in_touch_with_them() {
    let world = World::build().await;
    put_up(&world, &world.kim, CAN).await.ok();
    let open = open_notice(&world, &world.ben, "Kim").await;
    let path = introduced(&world, &world.ann, &world.kim, "Kim").await;
    suspend(&world, world.kim.person().id, true).await;
    let page = world.ben.get(&world.page("partners")).await;
    page.ok()
        .has_text("Developers who look for a council (0)")
        .lacks_text("Kim");
    let fields = [("input.message", HELLO)];
    world
        .ben
        .submit(&open, "AskIntroduction", &fields)
        .await
        .is(404);
    // The other way round: whoever asked is suspended.
    suspend(&world, world.kim.person().id, false).await;
    suspend(&world, world.ann.person().id, true).await;
    let page = world.kim.get(&path).await;
    page.ok().lacks_text("Yes, put us in touch");
    assert!(world.hub.mails().await.is_empty());
}

async fn suspend(world: &World, id: i64, yes: bool) {
    let row = person::ActiveModel {
        id: Set(id),
        suspended_at: Set(yes.then(|| world.hub.clock().now())),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
}

#[tokio::test]
async fn moderators_read_what_they_are_shown_until_they_have_dealt_with_it() {
    let world = World::build().await;
    let mo = world.hub.moderator("mo").await;
    put_up(&world, &world.kim, CAN).await.ok();
    let path = introduced(&world, &world.ann, &world.kim, "Kim").await;
    answer(&world.kim, &path, "ACCEPT").await.ok();
    world.hub.mails().await;
    mo.get(&path).await.is(404);
    let page = world.kim.get(&path).await;
    let fields = [("input.note", "This is not about the challenge.")];
    world
        .kim
        .submit(&page, "ReportIntroduction", &fields)
        .await
        .ok()
        .has_text("The moderators will look at it.");
    // Whoever was reported does not learn it; staff who do not moderate read nothing.
    let page = world.ann.get(&path).await;
    page.ok().lacks_text("This is not about the challenge.");
    world.sam.get(&path).await.is(404);
    let queue = mo.get("/moderation").await;
    let shown = queue.ok().link(&world.challenge.title);
    let page = mo.get(&shown).await;
    page.ok()
        .has_text(HELLO)
        .has_text("This is not about the challenge.")
        .lacks_text("Your message");
    let fields = [
        ("input.end", "true"),
        ("input.reason", "It is advertising."),
    ];
    mo.submit(&page, "SettleIntroductionReport", &fields)
        .await
        .ok()
        .has_text("You cannot read the introduction any more.")
        .lacks_text(&world.challenge.title);
    mo.get(&path).await.is(404);
    let page = world.ann.get(&path).await;
    page.ok().has_text("Nobody can write here any more");
}

#[tokio::test]
async fn nobody_asks_everybody_at_once() {
    let world = World::build().await;
    put_up(&world, &world.kim, CAN).await.ok();
    let short = introduce(&world, &world.ann, "Kim", "Hi").await;
    short.is(422).has_text("at least 10 characters");
    let ask = "mutation($i: AskIntroductionInput!) { askIntroduction(input: $i) {
        userErrors { code } } }";
    let mut codes = Vec::new();
    for _ in 0..10 {
        let input = json!({ "notice": 77, "message": HELLO });
        codes.push(errors(&world.ann, ask, input).await);
    }
    assert_eq!(codes[0], "NOT_FOUND", "{codes:?}");
    assert_eq!(codes[9], "RATE_LIMITED", "{codes:?}");
}
