//! The calibrated ranking, departures from it, the public report, an applicant's own scores, and
//! the bundle.

use chrono::TimeDelta;
use hub_domain::judging::bundle::Bundle;
use hub_entity::challenge::challenge;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::judging_world::World;
use crate::support::Browser;

/// Two judges without a conflict have scored: `kim` all three, `lee` all but the last.
async fn scored() -> World {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    let lee_browser = world.hub.person("lee").await;
    let lee = world.appoint(&lee_browser).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world
        .declare(&lee_browser, &lee, &[false, false, false])
        .await;
    for (proposal, levels) in [(0, ["4", "4"]), (1, ["2", "3"]), (2, ["1", "0"])] {
        world.score(&world.kim, &kim, proposal, levels).await;
    }
    for (proposal, levels) in [(0, ["3", "3"]), (1, ["1", "2"])] {
        world.score(&lee_browser, &lee, proposal, levels).await;
    }
    world.hub.clock().advance(TimeDelta::days(10));
    world
}

async fn bundle(who: &Browser, world: &World) -> Option<Bundle> {
    let response = who.raw(&world.page("decision-bundle.json")).await;
    match response.status().as_u16() {
        200 => Some(serde_json::from_str(&response.text().await.unwrap()).unwrap()),
        404 => None,
        other => panic!("{other}"),
    }
}

#[actix_web::test]
async fn staff_see_raw_and_calibrated_means_and_what_was_taken_out() {
    let world = scored().await;
    let page = world.sam.get(&world.page("decision")).await;
    page.ok();
    assert_eq!(page.texts("td[data-label=Mean]"), ["87.5", "47.5", "15.0"]);
    let calibrated = page.texts("td[data-label=Calibrated]");
    assert_eq!(calibrated.len(), 3);
    // The third was read by the mild judge alone, so that it has less than its mean says.
    let number = |text: &String| text.parse::<f64>().unwrap();
    assert!(number(&calibrated[0]) > number(&calibrated[1]));
    assert!(number(&calibrated[1]) > number(&calibrated[2]));
    assert_eq!(page.count("svg.ranks"), 3);
    assert_eq!(page.count("[style]"), 0);

    let page = world.sam.get(&world.page("ranking")).await;
    page.ok()
        .has_text("Lee scored 2 proposals. Marked 25 points below the panel on shared proposals;")
        .has_text("Kim scored 3 proposals. Marked 25 points above the panel on shared proposals;")
        .has_text("points were added.")
        .has_text("points were taken out.")
        .has_text("Not every judge scored every proposal")
        .has_text("hub judging replay");
}

#[actix_web::test]
async fn a_decision_that_leaves_the_scores_needs_a_reason() {
    let world = scored().await;
    let decline = |reason: &'static str| {
        [
            ("input.outcome", "DECLINE"),
            ("input.feedback", "Thank you."),
            ("input.reason", reason),
        ]
    };
    let page = world.decide(0, &decline("")).await;
    page.is(422).has_text("The scores say otherwise");
    assert_eq!(page.value("input.feedback"), "Thank you.");
    world
        .decide(0, &decline("Its data cannot be had."))
        .await
        .ok();
    // The last is declined as the scores say.
    world.decide(2, &decline("")).await.ok();
}

#[actix_web::test]
async fn the_report_is_public_and_names_nobody_who_was_not_selected() {
    let world = scored().await;
    world.hub.visitor().get(&world.page("report")).await.is(404);
    world.sam.get(&world.page("report")).await.is(404);
    announce(&world).await;
    let page = world.hub.visitor().get(&world.page("report")).await;
    page.ok()
        .has_text("3 proposals were handed in; one was selected.")
        .has_text("Bus stops of Barnet")
        .has_text("5 (at least 1 for each proposal that is selected)")
        .has_text("Eligible, so that they took part 3")
        .has_text("Read and scored 3")
        .has_text("The rules and the dates stood as they were")
        .has_text("each line would tell whose it is")
        .has_text("Its data cannot be had.");
    for secret in ["Ashford", "Calderdale", "87.5", "47.5", "Kim", "Lee"] {
        page.lacks_text(secret);
    }
    // It stays as it was, whatever becomes of the judges.
    let before = page.main_text();
    world
        .hub
        .join(
            &world.kim,
            world.councils[1].id,
            hub_entity::organisation::OrganisationRole::Officer,
        )
        .await;
    let after = world.hub.visitor().get(&world.page("report")).await;
    assert_eq!(after.main_text(), before);
    let path = format!("/challenges/{}", world.challenge.id);
    let challenge = world.hub.visitor().get(&path).await;
    challenge.has_text("How the selection came about");
}

#[actix_web::test]
async fn an_applicant_sees_their_own_scores_and_nobody_elses() {
    let world = scored().await;
    let own = format!("/proposals/{}/decision", world.proposals[2].key);
    world.cat.get(&own).await.is(404);
    announce(&world).await;
    let page = world.cat.get(&own).await;
    page.ok()
        .has_text("is not selected this time")
        .has_text("Try again.")
        .has_text("One judge gave it 15 of 100.")
        .has_text("The selected proposal has a mean of 47.5.")
        // Kim, who is mild, alone read it, and another was selected than the scores say.
        .has_text("points higher than the panel.")
        .has_text("it is this by which proposals are ranked. The selected proposal comes to")
        .has_text("Find a challenge that is open")
        .lacks_text("The decision leaves what the scores say.");
    assert_eq!(page.texts("td[data-label='Selected']"), ["1.5", "2.5"]);
    assert_eq!(
        page.texts("td[data-label='Mean level']"),
        ["1 of 4", "0 of 4"]
    );
    // Who was best by the scores learns why that was not followed.
    let first = format!("/proposals/{}/decision", world.proposals[0].key);
    world
        .ann
        .get(&first)
        .await
        .ok()
        .has_text("The decision leaves what the scores say. The reason given:");
    let shown = world
        .cat
        .get(&format!("/proposals/{}", world.proposals[2].key))
        .await;
    shown.has_text("The decision, and your scores");
    for who in [&world.ann, &world.kim, &world.sam] {
        who.get(&own).await.is(404);
    }
    let visitor = world.hub.visitor().get(&own).await;
    assert!(visitor.path.starts_with("/sign-in"), "{}", visitor.path);
    let letters = world.hub.mails_to("cat@example.org").await;
    let letter = letters
        .iter()
        .find(|m| m.text.contains("/decision"))
        .unwrap();
    assert!(letter.text.contains(&own), "{}", letter.text);
}

#[actix_web::test]
async fn the_bundle_repeats_the_ranking_and_notes_who_took_it() {
    let world = scored().await;
    let first = bundle(&world.sam, &world).await.unwrap();
    assert_eq!(first.scores.len(), 5);
    let again = first.replay().unwrap();
    assert!(
        again
            .outcome
            .unwrap()
            .differences(first.ranking.as_ref().unwrap())
            .is_empty()
    );
    let text = serde_json::to_string(&first).unwrap();
    for secret in ["Ashford", "kim", "Kim", &world.proposals[0].key] {
        assert!(!text.contains(secret), "{secret}");
    }
    for who in [&world.ann, &world.kim, &world.hub.visitor()] {
        assert!(bundle(who, &world).await.is_none());
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.json");
    std::fs::write(&file, &text).unwrap();
    let replay = || {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_hub"))
            .args(["judging", "replay"])
            .arg(&file)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), said)
    };
    let (status, said) = replay();
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("The same ranking, to a millionth."), "{said}");
    std::fs::write(&file, text.replacen("87.5", "88.5", 1)).unwrap();
    let (status, said) = replay();
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("1 figure differs: entries."), "{said}");
    std::fs::write(&file, "{}").unwrap();
    assert_eq!(replay().0, 2);
    let taken = audit::Entity::find()
        .filter(audit::Column::Action.eq("decision_bundle_taken"))
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].actor_id, Some(world.sam.person().id));
    announce(&world).await;
    // What was announced is kept, with the decisions.
    let kept = bundle(&world.sam, &world).await.unwrap();
    assert_eq!(kept.decisions.len(), 3);
    assert_eq!(
        kept.decisions
            .iter()
            .filter(|d| d.departure.is_some())
            .count(),
        2
    );
    assert_eq!(kept.ranking, first.ranking);
}

#[actix_web::test]
async fn proposals_that_share_no_judge_are_not_ranked() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    let lee_browser = world.hub.person("lee").await;
    let lee = world.appoint(&lee_browser).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world
        .declare(&lee_browser, &lee, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "4"]).await;
    world.score(&lee_browser, &lee, 1, ["1", "1"]).await;
    let page = world.sam.get(&world.page("ranking")).await;
    page.ok()
        .has_text("groups that no judge has in common")
        .has_text("Group 2")
        .has_text("Bus stops of Barnet")
        .has_text("lee@example.org");
    let query = "query($n: Int!) { challenge(number: $n) { judging { calibration { verdict proposals { place } } } } }";
    let variables = json!({ "n": world.challenge.id });
    let answer = world.sam.graphql(query, variables.clone()).await;
    let found = &answer["data"]["challenge"]["judging"]["calibration"];
    assert_eq!(found["verdict"], "APART", "{answer}");
    assert_eq!(found["proposals"][0]["place"], json!(null));
    let answer = world.ann.graphql(query, variables).await;
    assert_eq!(answer["data"]["challenge"]["judging"], json!(null));
}

/// Selects the second, against the scores.
async fn announce(world: &World) {
    let decline = |reason: &'static str| {
        [
            ("input.outcome", "DECLINE"),
            ("input.feedback", "Try again."),
            ("input.reason", reason),
        ]
    };
    world
        .decide(0, &decline("Its data cannot be had."))
        .await
        .ok();
    let select = [
        ("input.outcome", "SELECT"),
        ("input.feedback", "Well done."),
        ("input.reason", "It can begin."),
    ];
    world.decide(1, &select).await.ok();
    world.decide(2, &decline("")).await.ok();
    let page = world.sam.get(&world.page("announce")).await;
    world
        .sam
        .submit(
            page.ok(),
            "AnnounceDecision",
            &[("input.announcement", "One could begin.")],
        )
        .await
        .ok();
}

#[actix_web::test]
async fn equal_scores_are_told_apart_by_the_ladder_that_was_declared() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    // 60 × 4 + 40 × 1 and 60 × 2 + 40 × 4 are the same.
    for (proposal, levels) in [(0, ["4", "1"]), (1, ["2", "4"]), (2, ["1", "0"])] {
        world.score(&world.kim, &kim, proposal, levels).await;
    }
    let page = world.sam.get(&world.page("decision")).await;
    assert_eq!(page.ok().texts("td[data-label=Rank]"), ["1", "1", "3"]);
    page.lacks_text("what told them apart");
    let ladders = [
        (
            json!(["reviews", "criterion:The impact"]),
            ["Barnet", "Ashford"],
        ),
        (
            json!(["criterion:The proposal", "lottery"]),
            ["Ashford", "Barnet"],
        ),
    ];
    for (ladder, order) in ladders {
        let row = challenge::ActiveModel {
            id: Set(world.challenge.id),
            tie_break: Set(ladder),
            ..Default::default()
        };
        row.update(world.hub.hub.database().writer()).await.unwrap();
        for (address, titles) in [("decision", "tbody th"), ("ranking", "tbody th")] {
            let page = world.sam.get(&world.page(address)).await;
            let rows = page.ok().texts(titles);
            for (row, council) in rows.iter().zip(order) {
                assert!(row.contains(council), "{rows:?}");
            }
            page.has_text("what told them apart");
        }
        let page = world.sam.get(&world.page("decision")).await;
        assert_eq!(page.texts("td[data-label=Rank]"), ["1", "2", "3"]);
    }
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        tie_break: Set(json!(["reviews", "lottery"])),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    let page = world.sam.get(&world.page("decision")).await;
    assert_eq!(page.ok().texts("td[data-label=Rank]"), ["1", "1", "3"]);
}

/// Runs `hub judging replay` on a bundle; its exit status, and what it says.
fn replay(bundle: &Bundle) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.json");
    std::fs::write(&file, serde_json::to_string(bundle).unwrap()).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hub"))
        .args(["judging", "replay"])
        .arg(&file)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), said)
}

#[actix_web::test]
async fn a_bundle_breaks_ties_as_the_hub_did_and_knows_who_needed_a_waiver() {
    let world = World::build().await;
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        tie_break: Set(json!(["reviews", "criterion:The impact"])),
        minimum_score: Set(Some(90)),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    for (proposal, levels) in [(0, ["4", "1"]), (1, ["2", "4"]), (2, ["1", "0"])] {
        world.score(&world.kim, &kim, proposal, levels).await;
    }
    let select = [
        ("input.outcome", "SELECT"),
        ("input.reason", "It can begin."),
        ("input.feedback", "Well done."),
        ("input.waiver", "Nobody else has the **buses**."),
    ];
    world.decide(1, &select).await.ok();
    for proposal in [0, 2] {
        let decline = [
            ("input.outcome", "DECLINE"),
            ("input.reason", "It is the council’s second."),
            ("input.feedback", "Try again."),
        ];
        world.decide(proposal, &decline).await.ok();
    }
    let page = world.sam.get(&world.page("announce")).await;
    let fields = [("input.announcement", "One stood out.")];
    world
        .sam
        .submit(page.ok(), "AnnounceDecision", &fields)
        .await
        .ok();

    // Everybody reads why the rule was not kept.
    let report = world.hub.visitor().get(&world.page("report")).await;
    report
        .ok()
        .has_text("a mean of at least 90 to be selected")
        .has_text("Nobody else has the buses")
        .lacks_text("Bus stops of Ashford");
    let titles = report.texts("h3.item-title");
    assert_eq!(titles, ["Bus stops of Barnet"]);

    let kept = bundle(&world.sam, &world).await.unwrap();
    assert_eq!(kept.challenge.minimum_score, Some(90));
    let mut places: Vec<Option<u32>> = kept.decisions.iter().map(|d| d.place).collect();
    places.sort_unstable();
    assert_eq!(places, [Some(1), Some(2), Some(3)], "no tie is left");
    let chosen = kept.decisions.iter().find(|d| d.outcome == "select");
    assert_eq!(chosen.unwrap().place, Some(1));
    let (status, said) = replay(&kept);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("Ties were broken by the rules"), "{said}");
    let first = format!("     1  {}", chosen.unwrap().entry);
    assert!(said.contains(&first), "{said}");

    // Another ladder gives other places, and the file says that it was not followed.
    let mut other = kept.clone();
    other.challenge.tie_break = Some(vec!["criterion:The proposal".into()]);
    let (status, said) = replay(&other);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("1 figure differs: places"), "{said}");
    assert!(said.contains("give other places"), "{said}");
    assert!(!said.contains("all places come out"), "{said}");
    assert!(said.contains(&chosen.unwrap().entry), "{said}");

    let mut silent = kept.clone();
    for decided in &mut silent.decisions {
        decided.waiver.clear();
    }
    let (status, said) = replay(&silent);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("1 figure differs: minimum"), "{said}");

    // A file from before ladders were in it still gives its ranking.
    let mut old = kept.clone();
    old.challenge.tie_break = None;
    for decided in &mut old.decisions {
        decided.place = None;
    }
    let (status, said) = replay(&old);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("older than the rules for ties"), "{said}");
}
