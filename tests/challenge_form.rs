//! What a challenge says about its proposals' form: guidance and limits by section.

use chrono::TimeDelta;
use hub_entity::challenge::challenge;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::judging_world::World;

/// The challenge as it was two days before it opened.
async fn not_open_yet(world: &World) {
    let now = world.hub.clock().now();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        opens_at: Set(Some(now + TimeDelta::days(2))),
        closes_at: Set(Some(now + TimeDelta::days(9))),
        judging_opens_at: Set(Some(now + TimeDelta::days(10))),
        judging_closes_at: Set(Some(now + TimeDelta::days(20))),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
}

#[tokio::test]
async fn who_writes_a_challenge_says_what_goes_into_each_section_until_it_opens() {
    let world = World::build().await;
    not_open_yet(&world).await;
    let edit = world.sam.get(&world.page("edit")).await;
    edit.ok()
        .has_text("What applicants write")
        .has_text("A judge reads this first");
    // Rows: summary, impact, approach, datasets, team, budget, milestones.
    assert_eq!(edit.value("input.rules.sections.0.words"), "300");
    let wrong = [("input.rules.sections.0.words", "9000")];
    let page = world.sam.submit(&edit, "EditChallenge", &wrong).await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-rules-sections-0-words");
    let fields = [
        ("input.rules.sections.0.words", "25"),
        (
            "input.rules.sections.1.guidance",
            "Say **who** is better off.",
        ),
    ];
    let page = world.sam.submit(&edit, "EditChallenge", &fields).await;
    page.ok();
    // A program that names one section leaves the others as they are.
    let query =
        "query($n: Int!) { challenge(number: $n) { version sections { key words guidance } } }";
    let number = json!({ "n": world.challenge.id });
    let seen = world.ann.graphql(query, number).await;
    let sections = &seen["data"]["challenge"]["sections"];
    assert_eq!(sections[0]["words"], 25, "{seen}");
    assert_eq!(sections[1]["guidance"], "Say **who** is better off.");
    assert_eq!(sections[1]["words"], 1000);
    assert_eq!(sections[5]["words"], json!(null));

    // Applicants read it beside the field, with their count, and are held to it.
    world.hub.clock().advance(TimeDelta::days(3));
    let path = format!("/proposals/{}", world.proposals[0].key);
    let form = world.ann.get(&format!("{path}/edit")).await;
    form.ok()
        .has_text("Say who is better off.")
        .lacks_text("This counts most with the panel")
        .has_text("Words now: 5. Up to 25 words.");
    assert_eq!(form.attr("#input-summary", "data-words"), "25");
    let long = "word ".repeat(26);
    let fields = [("input.summary", long.as_str())];
    let page = world.ann.submit(&form, "EditProposal", &fields).await;
    page.ok()
        .has_text("Shorten the summary: it has more words than this challenge allows");

    // It is frozen with the rubric.
    let edit = world.sam.get(&world.page("edit")).await;
    assert_eq!(edit.count("[name='input.rules.sections.0.words']"), 0);
}

#[tokio::test]
async fn a_limit_is_amended_in_public() {
    let world = World::build().await;
    let page = world.sam.get(&world.page("amend")).await;
    let fields = [
        ("input.reason", "Applicants asked for more room."),
        ("input.rules.sections.4.words", "700"),
        ("input.rules.sections.5.guidance", "Without VAT."),
    ];
    let done = world
        .sam
        .submit(&page, "AmendChallengeRules", &fields)
        .await;
    done.ok().has_text("The rules are amended");
    let show = format!("/challenges/{}", world.challenge.id);
    let page = world.hub.visitor().get(&show).await;
    page.ok()
        .has_text("Most words in “Team” 500 700")
        .has_text("Guidance for “Budget” Nothing Without VAT.")
        .lacks_text("Most words in “Approach”");
    let form = format!("/proposals/{}/edit", world.proposals[0].key);
    let form = world.ann.get(&form).await;
    form.ok()
        .has_text("Without VAT.")
        .has_text("Up to 700 words.");
}

#[tokio::test]
async fn who_may_take_part_is_asked_in_public_and_amended_in_public() {
    let world = World::build().await;
    not_open_yet(&world).await;
    let edit = world.sam.get(&world.page("edit")).await;
    let fields = [
        (
            "input.rules.eligibility.0.question",
            "Is the lead a council?",
        ),
        ("input.rules.eligibility.0.reasonAsked", "true"),
        (
            "input.rules.eligibility.1.question",
            "Is the lead a council?",
        ),
    ];
    let page = world.sam.submit(&edit, "EditChallenge", &fields).await;
    page.is(422).has_text("Ask each question once.");
    let page = world.sam.submit(&edit, "EditChallenge", &fields[..2]).await;
    page.ok();
    world.hub.clock().advance(TimeDelta::days(3));
    let show = format!("/challenges/{}", world.challenge.id);
    let page = world.hub.visitor().get(&show).await;
    page.ok()
        .has_text("Who can take part")
        .has_text("Is the lead a council? Yes (you are asked why)");
    let page = world.sam.get(&world.page("amend")).await;
    let fields = [
        ("input.reason", "Others asked whether they could."),
        ("input.rules.eligibility.0.reasonAsked", ""),
        ("input.rules.eligibility.1.question", "Is it live already?"),
        ("input.rules.eligibility.1.eligibleAnswer", "false"),
    ];
    let done = world
        .sam
        .submit(&page, "AmendChallengeRules", &fields)
        .await;
    done.ok();
    let page = world.hub.visitor().get(&show).await;
    page.ok()
        .has_text("Question about who can take part Nothing Is it live already?")
        .has_text("Reason for the answer to “Is the lead a council?” Asked Not asked")
        .has_text("Is it live already? No");
}
