//! A lottery that was declared: committed to at the close, drawn once, published with the decision.

use chrono::TimeDelta;
use hub_domain::challenge::schedule;
use hub_domain::judging::bundle::Bundle;
use hub_domain::judging::calibrated::pseudonym;
use hub_entity::challenge::{challenge, lottery, proposal};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::judging_world::{World, filled};
use crate::support::{Browser, Page};

const SOURCE: &str = "the Lotto numbers of 19 December, ascending";
const VALUE: &str = "4 8 15 16 23 42";

impl World {
    /// With a lottery; two of three proposals will have equal scores, for one award.
    async fn with_lottery() -> (Self, String) {
        let world = Self::build().await;
        world.declare_lottery().await;
        let kim = world.appoint(&world.kim).await;
        (world, kim)
    }

    pub async fn declare_lottery(&self) {
        let row = challenge::ActiveModel {
            id: Set(self.challenge.id),
            tie_break: Set(json!(["lottery"])),
            lottery_source: Set(SOURCE.into()),
            ..Default::default()
        };
        row.update(self.hub.hub.database().writer()).await.unwrap();
    }

    async fn equal_scores(&self, kim: &str) {
        self.declare(&self.kim, kim, &[false, false, false]).await;
        // 60 × 4 + 40 × 1 and 60 × 2 + 40 × 4 are the same.
        for (proposal, levels) in [(0, ["4", "1"]), (1, ["2", "4"]), (2, ["1", "0"])] {
            self.score(&self.kim, kim, proposal, levels).await;
        }
    }

    async fn kept(&self) -> Option<lottery::Model> {
        let db = self.hub.hub.database().reader();
        lottery::Entity::find()
            .filter(lottery::Column::ChallengeId.eq(self.challenge.id))
            .one(db)
            .await
            .unwrap()
    }

    async fn draw(&self, fields: &[(&str, &str)]) -> Page {
        let page = self.sam.get(&self.page("lottery")).await;
        self.sam.submit(page.ok(), "DrawLottery", fields).await
    }

    /// Tries what the form sends, whether there is a form or not.
    async fn tries(&self, who: &Browser) -> String {
        let mutation = "mutation($i: DrawLotteryInput!) { drawLottery(input: $i) {
            userErrors { code field } } }";
        let input = json!({ "challenge": self.challenge.id, "value": VALUE, "confirmed": true });
        who.graphql(mutation, json!({ "i": input }))
            .await
            .to_string()
    }
}

#[actix_web::test]
async fn equal_scores_go_to_a_lottery_that_anybody_can_repeat() {
    let (world, kim) = World::with_lottery().await;
    let page = world.hub.visitor().get(&world.page("lottery")).await;
    page.ok()
        .has_text(SOURCE)
        .has_text("When it closes, the hub draws a secret");
    assert!(
        world
            .tries(&world.sam)
            .await
            .contains("LOTTERY_BEFORE_REVIEWS")
    );
    world.hub.clock().advance(TimeDelta::days(3));
    world.equal_scores(&kim).await;

    // Undecided, it cannot be announced.
    let page = world.sam.get(&world.page("decision")).await;
    assert_eq!(page.ok().texts("td[data-label=Rank]"), ["1", "1", "3"]);
    let page = world.sam.get(&world.page("announce")).await;
    page.ok().has_text("it is not drawn");

    // What its draft is called since is not what was handed in.
    let retitled = proposal::ActiveModel {
        id: Set(world.proposals[0].id),
        title: Set("A secret plan".into()),
        ..Default::default()
    };
    let db = world.hub.hub.database().writer();
    retitled.update(db).await.unwrap();

    // The form asks for care, and keeps what was typed.
    let page = world.draw(&[("input.value", VALUE)]).await;
    page.is(422).has_text("Compare the value with its source");
    assert_eq!(page.value("input.value"), VALUE);
    world
        .draw(&[("input.value", ""), ("input.confirmed", "true")])
        .await
        .is(422);
    let fields = [("input.value", VALUE), ("input.confirmed", "true")];
    world
        .draw(&fields)
        .await
        .ok()
        .has_text("The lottery is drawn")
        .has_text("Bus stops of Ashford")
        .lacks_text("A secret plan");
    assert!(world.tries(&world.sam).await.contains("LOTTERY_DRAWN"));

    // It decides, and no review changes after it.
    let kept = world.kept().await.unwrap();
    let order: Vec<String> = serde_json::from_value(kept.drawn_order.clone().unwrap()).unwrap();
    let place = |proposal: usize| {
        let name = pseudonym("entry", &world.proposals[proposal].key);
        order.iter().position(|entry| *entry == name).unwrap()
    };
    let (first, second) = if place(0) < place(1) { (0, 1) } else { (1, 0) };
    let page = world.sam.get(&world.page("decision")).await;
    assert_eq!(page.ok().texts("td[data-label=Rank]"), ["1", "2", "3"]);
    let rows = page.texts("tbody th");
    let council = |proposal: usize| world.councils[proposal].name.clone();
    assert!(rows[0].contains(&council(first)), "{rows:?}");
    let card = world.kim.get(&world.card(&kim, 0)).await;
    world
        .kim
        .submit(card.ok(), "SubmitReview", &filled(["0", "0"]))
        .await
        .is(422)
        .has_text("The lottery is drawn");

    // Nobody else learns of the draw before the decision is public, and nobody of the secret.
    for (who, tables) in [
        (&world.hub.visitor(), 0),
        (&world.ann, 0),
        (&world.kim, 0),
        (&world.sam, 1),
    ] {
        let page = who.get(&world.page("lottery")).await;
        page.ok()
            .has_text(&kept.commitment)
            .lacks_text(&kept.secret);
        assert_eq!(page.count("#order"), tables);
    }

    // Whoever was drawn is selected; the other way round needs a reason.
    let decline = [
        ("input.outcome", "DECLINE"),
        ("input.feedback", "Try again."),
    ];
    world
        .decide(first, &decline)
        .await
        .is(422)
        .has_text("reason");
    let select = [
        ("input.outcome", "SELECT"),
        ("input.reason", "It was drawn."),
        ("input.feedback", "Well done."),
    ];
    world.decide(first, &select).await.ok();
    for proposal in [second, 2] {
        world.decide(proposal, &decline).await.ok();
    }
    let page = world.sam.get(&world.page("announce")).await;
    let fields = [("input.announcement", "The lot fell.")];
    world
        .sam
        .submit(page.ok(), "AnnounceDecision", &fields)
        .await
        .ok();

    // Now everybody can check it: with the rules alone, and with the bundle.
    let page = world.hub.visitor().get(&world.page("lottery")).await;
    page.ok().has_text(&kept.secret).has_text(&order[2]);
    let own = world.ann.get(&world.page("lottery")).await;
    own.has_text("Bus stops of Ashford")
        .lacks_text("Bus stops of Barnet");
    let response = world.sam.raw(&world.page("decision-bundle.json")).await;
    let bundle: Bundle = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    let mut lots = bundle.lottery.unwrap();
    assert!(lots.holds());
    assert_eq!((lots.value.as_str(), lots.source.as_str()), (VALUE, SOURCE));
    lots.order.swap(0, 1);
    assert!(!lots.holds());
    let db = world.hub.hub.database().reader();
    for action in ["lottery_committed", "lottery_drawn"] {
        let rows = audit::Entity::find().filter(audit::Column::Action.eq(action));
        assert_eq!(rows.all(db).await.unwrap().len(), 1, "{action}");
    }
}

/// Scores of three judges, and what they leave to the lottery.
#[actix_web::test]
async fn what_the_scores_cannot_tell_apart_is_drawn_and_as_many_as_there_are_awards() {
    for (verdict, scores) in [
        ("ALIKE", [["4", "0", "2"], ["0", "2", "4"], ["2", "4", "0"]]),
        (
            "NEAR_TIE",
            [["4", "3", "4"], ["3", "4", "4"], ["0", "1", "0"]],
        ),
    ] {
        let (world, kim) = World::with_lottery().await;
        let mut panel = vec![(&world.kim, kim)];
        let others = [world.hub.person("lee").await, world.hub.person("mo").await];
        for other in &others {
            panel.push((other, world.appoint(other).await));
        }
        world.hub.clock().advance(TimeDelta::days(3));
        for (at, (judge, desk)) in panel.iter().enumerate() {
            world.declare(judge, desk, &[false, false, false]).await;
            for (proposal, levels) in scores.iter().enumerate() {
                let level = levels[at];
                world.score(judge, desk, proposal, [level, level]).await;
            }
        }
        let fields = [("input.value", VALUE), ("input.confirmed", "true")];
        world.draw(&fields).await.ok();
        let query = "query($n: Int!) { challenge(number: $n) { judging { calibration {
            verdict leavesToLottery proposals { drawn byLot line } } } } }";
        let answer = world
            .sam
            .graphql(query, json!({ "n": world.challenge.id }))
            .await;
        let found = &answer["data"]["challenge"]["judging"]["calibration"];
        assert_eq!(found["verdict"], verdict, "{answer}");
        assert_eq!(found["leavesToLottery"], true);
        let rows = found["proposals"].as_array().unwrap();
        let among: Vec<_> = rows.iter().filter(|row| !row["byLot"].is_null()).collect();
        assert_eq!(
            among.len(),
            if verdict == "ALIKE" { 3 } else { 2 },
            "{answer}"
        );
        let first = among
            .iter()
            .min_by_key(|row| row["drawn"].as_u64())
            .unwrap();
        let chosen: Vec<_> = among.iter().filter(|row| row["byLot"] == true).collect();
        assert_eq!(chosen, [first], "{answer}");
    }
}

#[actix_web::test]
async fn it_is_committed_to_when_the_challenge_closes() {
    let (world, _) = World::with_lottery().await;
    world.hub.clock().advance(TimeDelta::days(1));
    let (id, at) = (world.challenge.id, world.challenge.closes_at.unwrap());
    for _ in 0..2 {
        let note = world
            .hub
            .write(|ctx| Box::pin(schedule::note_clock(ctx, id, "closed", at)));
        note.await.unwrap();
    }
    let kept = world.kept().await.unwrap();
    assert!(kept.drawn_at.is_none() && kept.secret.len() == 64);
    let page = world.hub.visitor().get(&world.page("lottery")).await;
    page.ok()
        .has_text(&kept.commitment)
        .lacks_text(&kept.secret);
}

#[actix_web::test]
async fn nobody_draws_what_was_not_declared_or_is_not_theirs() {
    let world = World::build().await;
    world
        .hub
        .visitor()
        .get(&world.page("lottery"))
        .await
        .is(404);
    assert!(
        world
            .tries(&world.sam)
            .await
            .contains("LOTTERY_NOT_DECLARED")
    );
    let (world, kim) = World::with_lottery().await;
    world.hub.clock().advance(TimeDelta::days(3));
    world.equal_scores(&kim).await;
    for who in [&world.ann, &world.kim] {
        assert!(world.tries(who).await.contains("NOT_FOUND"));
        let page = who.get(&world.page("lottery")).await;
        assert_eq!(page.ok().count("[name=\"input.value\"]"), 0);
    }
    assert!(world.kept().await.is_none());
}
