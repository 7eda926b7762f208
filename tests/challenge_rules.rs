//! The rules of a challenge: its grace period, what is amended after it opened, and the rubric's
//! comments, least mean and ladder of ties.

use chrono::TimeDelta;
use hub_domain::challenge::tie_break::{self, Rung};
use hub_entity::challenge::{
    Consent, PartnerRole, challenge, criterion, decision, partner, proposal, proposal_version,
};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::{Value, json};

use crate::judging_world::{World, filled};
use crate::support::Browser;

/// The challenge with a grace period of ten minutes, in the zone of Tokyo.
async fn with_grace(world: &World) -> challenge::Model {
    let known = &world.challenge;
    let row = challenge::ActiveModel {
        id: Set(known.id),
        grace_minutes: Set(10),
        locks_at: Set(known.closes_at.map(|at| at + TimeDelta::minutes(10))),
        zone: Set("Asia/Tokyo".to_owned()),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap()
}

/// Changes a draft, and submits it.
async fn submit(world: &World, who: &Browser, index: usize, impact: &str) -> Value {
    let known = &world.proposals[index];
    let mut content = known.content.clone();
    content["impact"] = json!(impact);
    let row = proposal::ActiveModel {
        id: Set(known.id),
        content: Set(content),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    let query =
        "mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { userErrors { code } } }";
    let input = json!({ "key": known.key, "version": known.version });
    let answer = who.graphql(query, json!({ "i": input })).await;
    answer["data"]["submitProposal"]["userErrors"].clone()
}

#[tokio::test]
async fn what_is_submitted_within_the_grace_period_counts_and_is_marked() {
    let world = World::build().await;
    let closes = with_grace(&world).await.closes_at.unwrap();
    let developer = partner::ActiveModel {
        key: Set(world.hub.hub.random().key()),
        proposal_id: Set(world.proposals[0].id),
        role: Set(PartnerRole::Developer),
        person_id: Set(Some(world.kim.person().id)),
        consent: Set(Consent::Given),
        consented_by: Set(Some(world.kim.person().id)),
        invited_by: Set(world.ann.person().id),
        created_at: Set(world.hub.clock().now()),
        ..Default::default()
    };
    let db = world.hub.hub.database().writer();
    developer.insert(db).await.unwrap();
    let page = world.page("");
    let visitor = world.hub.visitor();
    let to = |at: chrono::DateTime<chrono::Utc>| {
        let clock = world.hub.clock();
        clock.advance(at - clock.now() + TimeDelta::milliseconds(5));
    };
    visitor
        .get(page.trim_end_matches('/'))
        .await
        .ok()
        .has_text("up to 10 minutes later still counts");
    assert_eq!(submit(&world, &world.ann, 0, "In time.").await, json!([]));
    to(closes + TimeDelta::minutes(5));
    visitor
        .get(page.trim_end_matches('/'))
        .await
        .ok()
        .has_text("The deadline has passed.");
    world.hub.mails().await;
    assert_eq!(submit(&world, &world.ann, 0, "Late.").await, json!([]));
    // From here on the end of these minutes is what counts.
    let locks = closes + TimeDelta::minutes(10);
    let locks = locks.with_timezone(&chrono_tz::Asia::Tokyo);
    let locks = locks.format("%-I:%M%P").to_string();
    let receipt = world.hub.mails_to("ann@example.org").await;
    assert!(receipt[0].text.contains(&locks), "{}", receipt[0].text);
    let own = format!("/proposals/{}", world.proposals[0].key);
    let page = world.ann.get(&own).await;
    page.ok()
        .has_text("what is submitted in the next 4 minutes still counts");
    // Nobody but its partners reads it before it closes for good.
    let address = format!("/proposals/{}", world.proposals[0].key);
    world.sam.get(&address).await.is(404);
    to(closes + TimeDelta::minutes(10));
    let refused = submit(&world, &world.ann, 0, "Too late.").await;
    assert_eq!(refused[0]["code"], "CHALLENGE_CLOSED");
    world.sam.get(&address).await.ok().has_text("Late.");
    // Who looks whether it may take part sees that it came late.
    let screening = format!("{address}/screening");
    world
        .sam
        .get(&screening)
        .await
        .ok()
        .has_text("came after the deadline");

    let versions = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.eq(world.proposals[0].id))
        .order_by_asc(proposal_version::Column::Number)
        .all(db)
        .await
        .unwrap();
    let late: Vec<bool> = versions.iter().map(|version| version.late).collect();
    assert_eq!(late, [false, false, true]);
    let noted = audit::Entity::find()
        .filter(audit::Column::Action.eq("proposal_submitted"))
        .order_by_desc(audit::Column::Seq)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(noted.details["late"], true);
}

#[tokio::test]
async fn an_extension_has_a_reason_and_goes_to_everybody_in_the_challenges_zone() {
    let world = World::build().await;
    with_grace(&world).await;
    world.appoint(&world.kim).await;
    world.hub.mails().await;
    let manage = world.sam.get(&world.page("manage")).await;
    // Only the judges' last date moves; applicants are told all the same.
    let due = manage.ok().value("input.judgingClosesAt");
    let due = chrono::NaiveDateTime::parse_from_str(&due, "%Y-%m-%dT%H:%M").unwrap();
    let due = (due + TimeDelta::days(3))
        .format("%Y-%m-%dT%H:%M")
        .to_string();
    let fields = [
        ("input.closesAt", ""),
        ("input.judgingOpensAt", ""),
        ("input.judgingClosesAt", due.as_str()),
        ("input.reason", "The panel is small."),
    ];
    let without = &fields[..3];
    world
        .sam
        .submit(&manage, "ExtendDeadline", without)
        .await
        .is(422);
    world
        .sam
        .submit(&manage, "ExtendDeadline", &fields)
        .await
        .ok()
        .has_text("The deadlines are extended");
    let mails = world.hub.mails().await;
    let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "ann@example.org",
            "ben@example.org",
            "cat@example.org",
            "jo@example.org",
            "kim@example.org"
        ]
    );
    for mail in &mails {
        assert!(mail.text.contains("The panel is small."), "{}", mail.text);
        assert!(mail.text.contains("JST"), "{}", mail.text);
        assert!(
            !mail.text.contains("Proposals are now due"),
            "{}",
            mail.text
        );
    }
    let page = world.hub.visitor().get(&world.page("manage")).await;
    page.is(404);
    let show = format!("/challenges/{}", world.challenge.id);
    let page = world.hub.visitor().get(&show).await;
    page.ok()
        .has_text("Amendments")
        .has_text("The panel is small.");
}

#[tokio::test]
async fn rules_are_amended_in_public_until_the_first_review_is_in() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.hub.mails().await;
    // An applicant cannot, nor can anybody without a reason, or without a change.
    world.ann.get(&world.page("amend")).await.is(404);
    let page = world.sam.get(&world.page("amend")).await;
    let amend = |fields: Vec<(&'static str, &'static str)>| {
        let (sam, page) = (&world.sam, &page);
        async move { sam.submit(page, "AmendChallengeRules", &fields).await }
    };
    amend(vec![("input.rules.awards", "2")]).await.is(422);
    amend(vec![("input.reason", "There is more money.")])
        .await
        .is(422)
        .has_text("Nothing differs from the rules");
    let wrong = amend(vec![
        ("input.reason", "There is more money."),
        ("input.rules.tieBreak.0", "lottery"),
        ("input.rules.tieBreak.1", "reviews"),
    ])
    .await;
    wrong.is(422).has_text("A lottery leaves no tie");
    let unnamed = amend(vec![
        ("input.reason", "There is more money."),
        ("input.rules.tieBreak.0", "lottery"),
    ])
    .await;
    unnamed.is(422).has_text("Name the public value");
    let done = amend(vec![
        ("input.reason", "There is more money."),
        ("input.rules.awards", "2"),
        ("input.rules.minimumScore", "50"),
        ("input.rules.criteria.1.weight", "60"),
        ("input.rules.criteria.1.commentOptional", "true"),
        ("input.rules.tieBreak.0", "criterion:The impact"),
        ("input.rules.tieBreak.1", "lottery"),
        (
            "input.rules.lotterySource",
            "the Lotto numbers of 19 December",
        ),
    ])
    .await;
    done.ok().has_text("The rules are amended");
    let show = format!("/challenges/{}", world.challenge.id);
    let page = world.hub.visitor().get(&show).await;
    page.ok()
        .has_text("There is more money.")
        .has_text("Number of awards 1 2")
        .has_text("Weight of “The impact” 40 60")
        .has_text("Comments on “The impact” Needed If the judge likes")
        .has_text("A lottery")
        .has_text("the Lotto numbers of 19 December");
    // The ledger says what was advertised, which the amendment does not rewrite.
    let ledger = "query($n: Int!) { ledger(challenge: $n) { total { advertised } } }";
    let number = json!({ "n": world.challenge.id });
    let answer = world.hub.visitor().graphql(ledger, number).await;
    assert_eq!(answer["data"]["ledger"]["total"]["advertised"], 1);
    let mails = world.hub.mails().await;
    let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "ann@example.org",
            "ben@example.org",
            "cat@example.org",
            "jo@example.org",
            "kim@example.org"
        ]
    );
    let row = challenge::Entity::find_by_id(world.challenge.id)
        .one(world.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    let impact = Rung::Criterion("The impact".to_owned());
    assert_eq!(tie_break::ladder(&row), [impact, Rung::Lottery]);

    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    world.score(&world.kim, &desk, 0, ["3", "3"]).await;
    let page = world.sam.get(&world.page("amend")).await;
    let fields = [("input.reason", "Once more."), ("input.rules.awards", "3")];
    let page = world
        .sam
        .submit(&page, "AmendChallengeRules", &fields)
        .await;
    page.is(422).has_text("The first review is in");
}

#[tokio::test]
async fn the_score_card_and_the_decision_hold_to_the_rubric() {
    let world = World::build().await;
    let db = world.hub.hub.database().writer();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        minimum_score: Set(Some(60)),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    let criteria = criterion::Entity::find()
        .filter(criterion::Column::ChallengeId.eq(world.challenge.id))
        .order_by_asc(criterion::Column::Position)
        .all(db)
        .await
        .unwrap();
    let row = criterion::ActiveModel {
        id: Set(criteria[1].id),
        comment_required: Set(false),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    let page = world.kim.get(&world.card(&desk, 0)).await;
    let mut fields = filled(["1", "1"]);
    fields[1].1 = "";
    let refused = world.kim.submit(&page, "SubmitReview", &fields).await;
    refused.is(422);
    let mut fields = filled(["1", "1"]);
    fields[3].1 = "";
    let page = world.kim.submit(&page, "SubmitReview", &fields).await;
    page.ok().has_text("The review is submitted");

    let select = [
        ("input.outcome", "SELECT"),
        ("input.reason", "It is ready."),
        ("input.feedback", "Well done."),
    ];
    let page = world.decide(0, &select).await;
    page.is(422)
        .has_text("Its mean of 25.0 is below the minimum of 60.");
    let waived = [&select[..], &[("input.waiver", "Nobody else can.")]].concat();
    world.decide(0, &waived).await.ok();
    let decided = decision::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(decided.waiver, "Nobody else can.");
    let noted = audit::Entity::find()
        .filter(audit::Column::Action.eq("proposal_decided"))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(noted.details["waiver"], "Nobody else can.");
}
