//! Awards that have to be accepted: answers, the clock, and the reserve that moves up.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::challenge::{
    OfferState, ProposalState, challenge, offer, partner, proposal, proposal_version,
};
use hub_entity::organisation::OrganisationRole;
use hub_entity::platform::audit;
use hub_entity::project::{UseRole, project, project_dataset};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use serde_json::{Value, json};

use crate::judging_world::World;
use crate::support::Browser;

const ANSWER: &str = "mutation($i: AnswerOfferInput!) { answerOffer(input: $i) {
    proposal { state } userErrors { field code } } }";

impl World {
    fn result(&self, proposal: usize) -> String {
        format!("/proposals/{}/decision", self.proposals[proposal].key)
    }

    /// Moves the clock to this instant.
    fn until(&self, at: DateTime<Utc>) {
        let clock = self.hub.clock();
        clock.advance(at - clock.now());
    }

    async fn states(&self) -> Vec<ProposalState> {
        let db = self.hub.hub.database().reader();
        let rows = proposal::Entity::find()
            .order_by_asc(proposal::Column::Id)
            .all(db)
            .await
            .unwrap();
        rows.iter().map(|row| row.state).collect()
    }

    async fn offers(&self) -> Vec<offer::Model> {
        let db = self.hub.hub.database().reader();
        offer::Entity::find()
            .order_by_asc(offer::Column::Id)
            .all(db)
            .await
            .unwrap()
    }

    async fn projects(&self) -> u64 {
        let db = self.hub.hub.database().reader();
        project::Entity::find().count(db).await.unwrap()
    }

    async fn audited(&self, action: &str) -> u64 {
        let db = self.hub.hub.database().reader();
        audit::Entity::find()
            .filter(audit::Column::Action.eq(action))
            .count(db)
            .await
            .unwrap()
    }

    async fn answer(&self, who: &Browser, proposal: usize, accept: bool) -> Value {
        let input = json!({ "proposal": self.proposals[proposal].key, "accept": accept,
            "reason": "We lost our developer." });
        let answer = who.graphql(ANSWER, json!({ "i": input })).await;
        answer["data"]["answerOffer"].clone()
    }
}

fn code(answer: &Value) -> &str {
    answer["userErrors"][0]["code"].as_str().unwrap_or("")
}

#[actix_web::test]
async fn the_lead_accepts_and_the_project_begins() {
    let world = World::offered().await;
    let mails = world.hub.mails().await;
    let letter = mails.iter().find(|m| m.to == "ann@example.org").unwrap();
    assert!(letter.text.contains("Answer the offer:"), "{}", letter.text);
    assert!(!letter.text.contains("See the project:"));
    let offer = &world.offers().await[0];
    let days = (offer.answer_by - offer.offered_at).num_days();
    assert!(
        (14..=15).contains(&days),
        "to the end of the fourteenth day"
    );
    assert_eq!(
        world.projects().await,
        0,
        "nothing begins before the answer"
    );

    // Everybody sees who was selected, and that it is not settled.
    let visitor = world.hub.visitor();
    let show = format!("/challenges/{}", world.challenge.id);
    let page = visitor.get(&show).await;
    page.ok()
        .has_text("Bus stops of Ashford")
        .has_text("the award has not been accepted yet")
        .lacks_text("Bus stops of Barnet")
        .lacks_text("hidden plan");
    let report = visitor.get(&world.page("report")).await;
    report
        .ok()
        .has_text("0 accepted, 0 declined, 0 lapsed, 1 waiting");

    // Nobody answers who does not lead it.
    world.ben.get(&world.result(0)).await.is(404);
    let page = world.ben.get(&world.result(1)).await;
    assert!(!page.ok().offers("AnswerOffer"), "it is in reserve");
    assert_eq!(code(&world.answer(&world.ben, 1, true).await), "NO_OFFER");
    let refused = world.ben.graphql(
        ANSWER,
        json!({ "i": {
        "proposal": world.proposals[0].key, "accept": true } }),
    );
    assert_eq!(
        refused.await["errors"][0]["extensions"]["code"],
        "NOT_FOUND"
    );
    let refused = world.sam.graphql(
        ANSWER,
        json!({ "i": {
        "proposal": world.proposals[0].key, "accept": true } }),
    );
    assert_eq!(
        refused.await["errors"][0]["extensions"]["code"],
        "FORBIDDEN"
    );

    let page = world.ann.get(&world.result(0)).await;
    let empty = world.ann.submit(page.ok(), "AnswerOffer", &[]).await;
    empty.is(422);
    let no = [("input.accept", "false"), ("input.reason", "")];
    let page = world.ann.submit(&page, "AnswerOffer", &no).await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-reason");
    let yes = [("input.accept", "true"), ("input.reason", "")];
    let page = world.ann.submit(&page, "AnswerOffer", &yes).await;
    page.ok().has_text("The award was accepted on");
    assert!(!page.offers("AnswerOffer"));
    assert_eq!(
        code(&world.answer(&world.ann, 0, false).await),
        "OFFER_ANSWERED"
    );
    assert_eq!(world.states().await[0], ProposalState::OfferAccepted);
    assert_eq!(world.states().await[1], ProposalState::Reserve);
    assert_eq!(world.projects().await, 1);
    assert_eq!(world.audited("offer_accepted").await, 1);
    let mails = world.hub.mails().await;
    let to: Vec<&str> = mails.iter().map(|m| m.to.as_str()).collect();
    assert_eq!(to, ["ann@example.org", "sam@example.org"], "{to:?}");
    assert!(mails[0].text.contains("See the project:"));
    visitor
        .get(&show)
        .await
        .ok()
        .lacks_text("not been accepted");
    world.hub.clock().advance(TimeDelta::days(60));
    assert!(
        world.hub.mails().await.is_empty(),
        "the clock leaves it alone"
    );
}

#[actix_web::test]
async fn what_is_declined_goes_to_the_next_in_reserve_and_what_lapses_too() {
    use ProposalState::{OfferDeclined, OfferLapsed, Reserve, Selected};
    let world = World::offered().await;
    world.hub.mails().await;
    let page = world.ann.get(&world.result(0)).await;
    let no = [
        ("input.accept", "false"),
        ("input.reason", "We lost our developer."),
    ];
    let page = world.ann.submit(page.ok(), "AnswerOffer", &no).await;
    page.ok().has_text("We lost our developer.");
    assert_eq!(world.states().await, [OfferDeclined, Selected, Reserve]);
    let mails = world.hub.mails().await;
    let to = |name: &str| {
        let address = format!("{name}@example.org");
        mails.iter().filter(|m| m.to == address).collect::<Vec<_>>()
    };
    assert!(to("ann")[0].subject.starts_with("Award declined"));
    assert!(to("ben")[0].text.contains("the next on the reserve list"));
    assert!(to("sam")[0].text.contains("We lost our developer."));
    assert!(to("sam")[0].text.contains("was offered the award"));
    assert!(to("cat").is_empty(), "the second in reserve hears nothing");

    // Public is that it was declined and who moved up, and not why.
    let visitor = world.hub.visitor();
    let show = format!("/challenges/{}", world.challenge.id);
    for address in [show, world.page("report")] {
        let page = visitor.get(&address).await;
        page.ok()
            .has_text("the award was declined")
            .has_text("Moved up from place 1 of the reserve list")
            .lacks_text("lost our developer");
    }
    // The reminder comes before it lapses, and staff can give more time until then.
    let offer = world.offers().await.pop().unwrap();
    world.until(offer.answer_by - TimeDelta::days(2));
    let mails = world.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(
        mails[0]
            .subject
            .starts_with("The award waits for an answer")
    );
    assert_eq!(mails[0].to, "ben@example.org");
    let page = world.sam.get(&world.page("offers")).await;
    let key = world.proposals[1].key.clone();
    let until = |days: i64| {
        let at = offer.answer_by + TimeDelta::days(days);
        at.format("%Y-%m-%dT%H:%M").to_string()
    };
    for (when, words) in [
        (String::new(), "input-until"),
        (until(-1), "input-until"),
        (until(400), "input-until"),
        ("soon".to_owned(), "input-until"),
    ] {
        let fields = [("input.proposal", key.as_str()), ("input.until", &when)];
        let wrong = world.sam.submit(page.ok(), "ExtendOffer", &fields).await;
        wrong.is(422);
        assert_eq!(wrong.errors()[0].0, words, "{when}");
    }
    let later = until(7);
    let fields = [("input.proposal", key.as_str()), ("input.until", &later)];
    world
        .sam
        .submit(&page, "ExtendOffer", &fields)
        .await
        .ok()
        .has_text("There is more time now");
    let mails = world.hub.mails().await;
    assert!(mails[0].subject.starts_with("More time to answer"));
    world.until(offer.answer_by + TimeDelta::hours(1));
    assert!(
        world.hub.mails().await.is_empty(),
        "the old date means nothing"
    );

    let offer = world.offers().await.pop().unwrap();
    world.until(offer.answer_by);
    assert_eq!(
        code(&world.answer(&world.ben, 1, true).await),
        "OFFER_LAPSED"
    );
    let page = world.ben.get(&world.result(1)).await;
    assert!(!page.ok().offers("AnswerOffer"), "before anybody noted it");
    world.hub.mails().await;
    assert_eq!(world.states().await, [OfferDeclined, OfferLapsed, Selected]);
    assert_eq!(world.audited("offer_lapsed").await, 1);
    let accepted = world.answer(&world.cat, 2, true).await;
    assert_eq!(
        accepted["proposal"]["state"], "OFFER_ACCEPTED",
        "{accepted}"
    );
    assert_eq!(world.projects().await, 1);
    let report = visitor.get(&world.page("report")).await;
    report
        .ok()
        .has_text("1 accepted, 1 declined, 1 lapsed, 0 waiting");
}

#[actix_web::test]
async fn a_reserve_without_consent_is_passed_over_and_none_is_left_in_the_end() {
    let world = World::offered().await;
    world.hub.mails().await;
    let db = world.hub.hub.database();
    let barnet = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(world.proposals[1].id))
        .one(db.reader())
        .await
        .unwrap()
        .unwrap();
    let row = partner::ActiveModel {
        id: Set(barnet.id),
        consent: Set(hub_entity::challenge::Consent::Withdrawn),
        ..Default::default()
    };
    row.update(db.writer()).await.unwrap();
    world.answer(&world.ann, 0, false).await;
    assert_eq!(world.states().await[1], ProposalState::Reserve);
    assert_eq!(world.states().await[2], ProposalState::Selected);
    world.answer(&world.cat, 2, false).await;
    let mails = world.hub.mails_to("sam@example.org").await;
    assert!(
        mails
            .last()
            .unwrap()
            .text
            .contains("Nobody is left in reserve")
    );
    assert_eq!(world.offers().await.len(), 2);
    assert_eq!(world.projects().await, 0);
}

#[actix_web::test]
async fn two_people_and_the_clock_answer_one_after_the_other() {
    let world = World::offered().await;
    world.hub.mails().await;
    let amy = world.hub.person("amy").await;
    world
        .hub
        .join(&amy, world.councils[0].id, OrganisationRole::Officer)
        .await;
    let (one, other, third) = tokio::join!(
        world.answer(&world.ann, 0, true),
        world.answer(&amy, 0, false),
        world.answer(&world.ann, 0, true)
    );
    let codes = [code(&one), code(&other), code(&third)];
    let answered = codes.iter().filter(|code| **code == "OFFER_ANSWERED");
    assert_eq!(answered.count(), 2, "{codes:?}");
    let offers = world.offers().await;
    let accepted = offers[0].state == OfferState::Accepted;
    assert_eq!(world.projects().await, u64::from(accepted));
    assert_eq!(offers.len(), if accepted { 1 } else { 2 });

    let world = World::offered().await;
    world.hub.mails().await;
    let offer = world.offers().await.remove(0);
    world.until(offer.answer_by);
    let (late, ()) = tokio::join!(world.answer(&world.ann, 0, true), world.hub.work());
    assert_eq!(code(&late), "OFFER_LAPSED");
    world.hub.work().await;
    let offers = world.offers().await;
    assert_eq!(offers.len(), 2, "one award, offered again once");
    assert_eq!(offers[0].state, OfferState::Lapsed);
    assert_eq!(offers[1].proposal_id, world.proposals[1].id);
    let held = offers
        .iter()
        .filter(|offer| matches!(offer.state, OfferState::Open | OfferState::Accepted));
    assert!(i32::try_from(held.count()).unwrap() <= world.challenge.awards);
}

#[actix_web::test]
async fn nobody_but_staff_without_a_part_sees_offers_with_their_reasons() {
    let world = World::offered().await;
    world.answer(&world.ann, 0, false).await;
    let query =
        "query($n: Int!) { challenge(number: $n) { judging { offers { offer { reason } } } } }";
    for who in [&world.ann, &world.ben, &world.kim, &world.hub.visitor()] {
        let answer = who.graphql(query, json!({ "n": world.challenge.id })).await;
        assert!(answer["data"]["challenge"]["judging"].is_null(), "{answer}");
    }
    let ash = crate::judging_world::staff_of(&world, "ash", world.councils[1].id).await;
    ash.get(&world.page("offers")).await.is(404);
    let extend =
        "mutation($i: ExtendOfferInput!) { extendOffer(input: $i) { userErrors { code } } }";
    let input = json!({ "proposal": world.proposals[1].key, "until": "2030-01-01T10:00" });
    for who in [&world.ben, &ash] {
        let answer = who.graphql(extend, json!({ "i": input })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
    }
}

#[actix_web::test]
async fn a_reserve_has_the_reviews_that_an_award_needs() {
    let world = World::build().await;
    let db = world.hub.hub.database().writer();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        offer_days: Set(Some(14)),
        reviews_required: Set(2),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "4"]).await;
    world.hub.clock().advance(TimeDelta::days(20));
    let fields = [
        ("input.outcome", "RESERVE"),
        ("input.reserveRank", "1"),
        ("input.reason", "It can begin at once."),
        ("input.feedback", "Well done."),
    ];
    let page = world.decide(0, &fields).await;
    page.is(422).has_text("has 1 of the 2 reviews");
    // Where no award has to be accepted, no reserve moves up by itself.
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        offer_days: Set(None),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    world.decide(0, &fields).await.ok();
}

#[actix_web::test]
async fn who_only_reads_a_proposal_does_not_answer_its_offer() {
    let world = World::offered().await;
    let reader = world.hub.person("rhys").await;
    let council = world.councils[0].id;
    world
        .hub
        .join(&reader, council, OrganisationRole::Officer)
        .await;
    let db = world.hub.hub.database().writer();
    let row = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(world.proposals[0].id))
        .filter(partner::Column::OrganisationId.eq(council))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut row = row.into_active_model();
    let mut people = serde_json::Map::new();
    people.insert(reader.person().id.to_string(), json!("viewer"));
    row.people = Set(Value::Object(people));
    row.update(db).await.unwrap();
    let input = json!({ "proposal": world.proposals[0].key, "accept": false, "reason": "No." });
    let refused = reader.graphql(ANSWER, json!({ "i": input })).await;
    let code = &refused["errors"][0]["extensions"]["code"];
    assert_eq!(code, "FORBIDDEN", "{refused}");
    assert_eq!(world.offers().await[0].state, OfferState::Open);
    assert_eq!(
        world.answer(&world.ann, 0, true).await["userErrors"],
        json!([])
    );
}

#[actix_web::test]
async fn a_project_begins_with_the_part_that_each_dataset_has_in_the_proposal() {
    let world = World::offered().await;
    let db = world.hub.hub.database().writer();
    let version = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.eq(world.proposals[0].id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut content = version.content.clone();
    content["datasets"][0]["role"] = json!("supporting");
    let mut row = version.into_active_model();
    row.content = Set(content);
    row.update(db).await.unwrap();
    world.answer(&world.ann, 0, true).await;
    let used = project_dataset::Entity::find().one(db).await.unwrap();
    assert_eq!(used.unwrap().role, UseRole::Supporting);
}
