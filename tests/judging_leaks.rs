//! Who must not reach a score, or a proposal, by any path.

use chrono::TimeDelta;
use hub_entity::organisation::OrganisationRole;
use serde_json::json;

use crate::judging_world::{World, filled, staff_of};
use crate::support::Browser;

/// Everything that the API could tell of judging. What is null or an error tells nothing.
async fn told(world: &World, who: &Browser, desk: &str, proposal: &str) -> String {
    let key = desk.trim_start_matches("/judging/");
    let query = "query($n: Int!, $key: String!, $proposal: String!) {
        challenge(number: $n) { judging { judges { email done left } ranking { title mean reviewsCount decision { outcome } }
            proposal(key: $proposal) { mean reviews { total comment } } announcement { letters { title } } } selected { reasonHtml } }
        judge(key: $key) { proposals { title } counts { left } }
        scoreCard(judge: $key, proposal: $proposal) { comment proposal { title approachHtml } review { total } criteria { level comment } }
    }";
    let variables = json!({ "n": world.challenge.id, "key": key, "proposal": proposal });
    who.graphql(query, variables).await.to_string()
}

const SECRETS: [&str; 6] = [
    "The need is shown",
    "hidden plan",
    "87.5",
    "\"mean\":",
    "reviewsCount",
    "kim@example.org",
];

async fn learns_nothing(world: &World, who: &Browser, desk: &str) {
    for proposal in &world.proposals {
        let answer = told(world, who, desk, &proposal.key).await;
        for secret in SECRETS {
            assert!(!answer.contains(secret), "{secret} in {answer}");
        }
        let card = format!("{desk}/proposals/{}", proposal.key);
        who.get(&card).await.is(404);
        let decision = world.page(&format!("decision/{}", proposal.key));
        who.get(&decision).await.is(404);
    }
    for path in [
        world.page("judges"),
        world.page("decision"),
        world.page("announce"),
        desk.to_owned(),
        format!("{desk}/conflicts"),
    ] {
        who.get(&path).await.is(404);
    }
}

#[actix_web::test]
async fn nobody_but_staff_without_a_part_reaches_the_scores() {
    let world = World::build().await;
    let officer = staff_of(&world, "rob", world.councils[0].id).await;
    let kim = world.appoint(&world.kim).await;
    let jo = world.appoint(&world.jo).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.declare(&world.jo, &jo, &[false, true]).await;
    world.score(&world.kim, &kim, 0, ["4", "3"]).await;

    learns_nothing(&world, &world.ann, &kim).await;
    learns_nothing(&world, &world.cat, &kim).await;
    learns_nothing(&world, &world.hub.visitor(), &kim).await;
    learns_nothing(&world, &officer, &kim).await;
    // Another judge, on the desk of the first.
    learns_nothing(&world, &world.jo, &kim).await;
    // Staff see the order, and nobody's desk.
    let answer = told(&world, &world.sam, &kim, &world.proposals[0].key).await;
    assert!(answer.contains("reviewsCount") && answer.contains("\"judge\":null"));
    assert!(answer.contains("\"scoreCard\":null"), "{answer}");
}

#[actix_web::test]
async fn staff_who_judge_see_no_reviews_of_others() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    let max = world.hub.staff("max").await;
    world.appoint(&max).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "3"]).await;
    let answer = told(&world, &max, &kim, &world.proposals[0].key).await;
    assert!(answer.contains("\"ranking\":null"), "{answer}");
    assert!(!answer.contains("The need is shown") && !answer.contains("\"mean\":"));
    let page = max.get(&world.page("decision")).await;
    page.ok().has_text("you see no scores but your own");
    max.get(&world.page("announce")).await.is(404);
    let mutation =
        "mutation($i: DecideProposalInput!) { decideProposal(input: $i) { userErrors { code } } }";
    let input = json!({ "proposal": world.proposals[0].key, "outcome": "DECLINE", "version": 0 });
    let answer = max.graphql(mutation, json!({ "i": input })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
        "{answer}"
    );
}

#[actix_web::test]
async fn a_conflict_closes_a_proposal_by_every_path() {
    let world = World::build().await;
    let jo = world.appoint(&world.jo).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world.declare(&world.jo, &jo, &[false, true]).await;
    let key = jo.trim_start_matches("/judging/");
    // The second by declaration, the third by rule.
    for (index, proposal) in world.proposals.iter().enumerate().skip(1) {
        world.jo.get(&world.card(&jo, index)).await.is(404);
        let mutation = "mutation($i: SaveReviewInput!) { submitReview(input: $i) { review { key } userErrors { code message } } }";
        let input = json!({ "judge": key, "proposal": proposal.key, "version": 0, "scores": [] });
        let answer = world.jo.graphql(mutation, json!({ "i": input })).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
            "{answer}"
        );
    }
    let query = "query($k: String!) { proposal(key: $k) { title } }";
    let variables = json!({ "k": world.proposals[1].key });
    let answer = world.jo.graphql(query, variables).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
        "{answer}"
    );
    // What was declared stays.
    let page = world.jo.get(&format!("{jo}/conflicts")).await;
    page.has_text("you or programme staff declared a conflict of interest");
    assert_eq!(page.count("[name='input.answers.1.conflict']"), 0);
}

#[actix_web::test]
async fn joining_a_partner_takes_access_and_weight_away_at_once() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "3"]).await;
    let form = world.kim.get(&world.card(&kim, 0)).await;
    let council = world.councils[0].id;
    world
        .hub
        .join(&world.kim, council, OrganisationRole::Officer)
        .await;
    world.kim.get(&world.card(&kim, 0)).await.is(404);
    let late = world
        .kim
        .submit(&form, "SubmitReview", &filled(["0", "0"]))
        .await;
    late.is(404);
    world.kim.get(&world.card(&kim, 1)).await.ok();
    let page = world.sam.get(&world.page("decision")).await;
    assert_eq!(page.texts("td[data-label=Mean]"), ["–", "–", "–"]);
}

#[actix_web::test]
async fn nobody_scores_before_or_after_judging() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    let form = world.kim.get(&world.card(&kim, 0)).await;
    world.hub.clock().advance(TimeDelta::days(10));
    let late = world
        .kim
        .submit(&form, "SubmitReview", &filled(["4", "4"]))
        .await;
    late.is(422)
        .has_text("Scores can be given only while judging is open");
}
