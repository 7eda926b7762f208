//! Proposals that leave a challenge after it has closed: disqualified by staff, or withdrawn.

use chrono::TimeDelta;
use hub_entity::challenge::{
    Consent, OfferState, PartnerRole, ProposalState, challenge, offer, partner, proposal, screening,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::json;

use crate::judging_world::World;

const WHY: &str = "Its budget repeats that of another bid, line by line.";

impl World {
    fn proposal(&self, which: usize) -> String {
        format!("/proposals/{}", self.proposals[which].key)
    }

    /// Disqualifies through the page.
    async fn disqualify(&self, which: usize, reason: &str) -> crate::support::Page {
        let page = self.proposal(which) + "/disqualify";
        let page = self.sam.get(&page).await;
        let fields = [("input.reason", reason)];
        self.sam
            .submit(page.ok(), "DisqualifyProposal", &fields)
            .await
    }

    async fn disqualify_code(&self, which: usize) -> String {
        let document = "mutation($i: DisqualifyProposalInput!) { disqualifyProposal(input: $i) {
            userErrors { code } } }";
        let input = json!({ "key": self.proposals[which].key, "reason": WHY });
        let answer = self.sam.graphql(document, json!({ "i": input })).await;
        answer["data"]["disqualifyProposal"]["userErrors"][0]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}"))
            .to_owned()
    }

    /// Puts down what staff found.
    async fn screened(&self, which: usize, eligible: bool, reason: &str) {
        let found = screening::ActiveModel {
            proposal_id: Set(self.proposals[which].id),
            eligible: Set(eligible),
            reason: Set(reason.into()),
            decided_by: Set(self.sam.person().id),
            decided_at: Set(self.hub.clock().now()),
            appeal: Set(String::new()),
            version: Set(1),
            ..Default::default()
        };
        found
            .insert(self.hub.hub.database().writer())
            .await
            .unwrap();
    }

    async fn stand(&self) -> (Vec<ProposalState>, Vec<OfferState>) {
        let db = self.hub.hub.database().reader();
        let proposals = proposal::Entity::find()
            .order_by_asc(proposal::Column::Id)
            .all(db)
            .await
            .unwrap();
        let offers = offer::Entity::find()
            .order_by_asc(offer::Column::Id)
            .all(db)
            .await
            .unwrap();
        (
            proposals.iter().map(|row| row.state).collect(),
            offers.iter().map(|row| row.state).collect(),
        )
    }

    /// Kim has declared, and reviews can be written.
    async fn being_judged(&self) -> String {
        let desk = self.appoint(&self.kim).await;
        self.hub.clock().advance(TimeDelta::days(3));
        self.declare(&self.kim, &desk, &[false, false, false]).await;
        self.hub.mails().await;
        desk
    }
}

#[actix_web::test]
async fn what_is_disqualified_before_the_decision_is_neither_judged_nor_decided_on() {
    let world = World::build().await;
    let desk = world.being_judged().await;
    world.score(&world.kim, &desk, 1, ["4", "4"]).await;
    // Neither partners nor judges nor visitors get the form, and no post of theirs does anything.
    let form = world.proposal(1) + "/disqualify";
    for who in [&world.ben, &world.kim] {
        let page = who.get(&form).await;
        page.ok().has_text("You cannot disqualify this proposal");
        assert!(!page.offers("DisqualifyProposal"));
        let document = "mutation($i: DisqualifyProposalInput!) { disqualifyProposal(input: $i) {
            userErrors { code } } }";
        let input = json!({ "key": world.proposals[1].key, "reason": WHY });
        let answer = who.graphql(document, json!({ "i": input })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    }
    world.ann.get(&form).await.is(404);
    world.hub.visitor().get(&form).await.is(404);

    // A reason is needed, and what was typed stays.
    let page = world.disqualify(1, "No.").await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-reason");
    assert_eq!(page.value("input.reason"), "No.");
    let page = world.disqualify(1, WHY).await;
    page.ok()
        .has_text("The proposal is disqualified, and its partners are told.")
        .has_text(WHY);
    assert_eq!(page.path.split('?').next().unwrap(), world.proposal(1));
    assert_eq!(world.disqualify_code(1).await, "DISQUALIFIED_ALREADY");
    let again = world.sam.get(&form).await;
    again.ok().has_text("You cannot disqualify this proposal");

    let mails = world.hub.mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["ben@example.org", "kim@example.org"], "{to:?}");
    assert!(mails[0].text.contains(WHY), "{}", mails[0].text);
    assert!(mails[0].text.contains("does not take part any more"));
    assert!(mails[1].subject.contains("one proposal less"));
    assert!(!mails[1].text.contains("Barnet") && !mails[1].text.contains(WHY));

    world
        .ben
        .get(&world.proposal(1))
        .await
        .ok()
        .has_text("Disqualified")
        .has_text(WHY);
    world.kim.get(&world.proposal(1)).await.is(404);
    world.kim.get(&world.card(&desk, 1)).await.is(404);
    world.kim.get(&desk).await.ok().lacks_text("Barnet");
    world
        .sam
        .get(&world.page("screening"))
        .await
        .ok()
        .has_text("Disqualified")
        .has_text(WHY);

    // The decision is about the others alone.
    for (proposal, outcome) in [(0, "SELECT"), (2, "DECLINE")] {
        world.score(&world.kim, &desk, proposal, ["3", "3"]).await;
        let fields = [
            ("input.outcome", outcome),
            ("input.reason", "It can begin."),
            ("input.feedback", "Thank you."),
        ];
        world.decide(proposal, &fields).await.ok();
    }
    let decision = world.page(&format!("decision/{}", world.proposals[1].key));
    world.sam.get(&decision).await.is(404);
    let page = world.sam.get(&world.page("announce")).await;
    page.ok().lacks_text("Barnet");
    let fields = [("input.announcement", "One stood out.")];
    world
        .sam
        .submit(&page, "AnnounceDecision", &fields)
        .await
        .ok();
    assert!(world.hub.mails_to("ben@example.org").await.is_empty());
    let own = world.proposal(1) + "/decision";
    world.ben.get(&own).await.is(404);
    let report = world.hub.visitor().get(&world.page("report")).await;
    let counts = report.ok().main_text();
    assert!(
        counts.contains("Disqualified before the decision 1"),
        "{counts}"
    );
    report.lacks_text("line by line").lacks_text("Barnet");
    // Kim's review of it neither counts nor is one that was set aside.
    assert!(counts.contains("Reviews set aside 0"), "{counts}");
    let (states, _) = world.stand().await;
    assert_eq!(states[1], ProposalState::Disqualified);
}

#[actix_web::test]
async fn an_award_that_is_offered_is_taken_back_and_goes_to_the_next_in_reserve() {
    use OfferState::{Open, TakenBack};
    use ProposalState::{Disqualified, Reserve, Selected};
    let world = World::offered().await;
    world.hub.mails().await;
    world.disqualify(0, WHY).await.ok();
    let (states, offers) = world.stand().await;
    assert_eq!(states, [Disqualified, Selected, Reserve]);
    assert_eq!(offers, [TakenBack, Open]);
    let mails = world.hub.mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["ben@example.org", "ann@example.org"], "{to:?}");
    assert!(
        mails[1]
            .text
            .contains("The award that it was offered is taken back.")
    );
    assert!(mails[0].text.contains("the next on the reserve list"));

    // Its people read what was decided, and that it ended; nobody answers any more.
    let page = world.ann.get(&(world.proposal(0) + "/decision")).await;
    page.ok().has_text("The offer was taken back").has_text(WHY);
    assert!(!page.offers("AnswerOffer"));
    let answer = "mutation($i: AnswerOfferInput!) { answerOffer(input: $i) {
        userErrors { code } } }";
    let input = json!({ "proposal": world.proposals[0].key, "accept": true });
    let answered = world.ann.graphql(answer, json!({ "i": input })).await;
    let code = &answered["data"]["answerOffer"]["userErrors"][0]["code"];
    assert_eq!(code, "OFFER_TAKEN_BACK");
    let was = world.ann.get(&world.proposal(0)).await;
    was.ok().has_text(WHY).lacks_text("Congratulations");

    // Public is that it was disqualified and who moved up, and not why.
    let visitor = world.hub.visitor();
    let show = format!("/challenges/{}", world.challenge.id);
    for address in [show, world.page("report")] {
        let page = visitor.get(&address).await;
        page.ok()
            .has_text("disqualified before the award was accepted")
            .has_text("Moved up from place 1 of the reserve list")
            .lacks_text("line by line");
    }
    let report = visitor.get(&world.page("report")).await;
    report.has_text("0 accepted, 0 declined, 0 lapsed, 1 taken back, 1 waiting");
    world
        .sam
        .get(&world.page("offers"))
        .await
        .ok()
        .has_text("Taken back")
        .has_text(WHY);

    // Who waits in reserve can be taken out, too; whose project has begun cannot.
    world.disqualify(2, WHY).await.ok();
    let page = world.cat.get(&(world.proposal(2) + "/decision")).await;
    page.ok().has_text(WHY).lacks_text("in line");
    let input = json!({ "proposal": world.proposals[1].key, "accept": true });
    world.ben.graphql(answer, json!({ "i": input })).await;
    assert_eq!(world.disqualify_code(1).await, "DISQUALIFY_BEGUN");
    let (states, _) = world.stand().await;
    assert_eq!(
        states,
        [Disqualified, ProposalState::OfferAccepted, Disqualified]
    );
    // The kept bundle counts what was so when it was announced.
    let report = visitor.get(&world.page("report")).await.main_text();
    assert!(report.contains("before the decision 0"), "{report}");
    // The time of the offer that was taken back passes, and moves nobody.
    world.hub.clock().advance(TimeDelta::days(40));
    world.hub.work().await;
    let (_, offers) = world.stand().await;
    assert_eq!(offers, [TakenBack, OfferState::Accepted]);
    world
        .sam
        .get(&world.page("ranking"))
        .await
        .ok()
        .has_text("Ashford");
}

#[actix_web::test]
async fn staff_read_what_is_withdrawn_after_the_close_and_judges_are_told() {
    let world = World::build().await;
    let withdraw = "mutation($i: WithdrawProposalInput!) { withdrawProposal(input: $i) {
        userErrors { code } } }";
    let input = |which: usize| {
        json!({ "i": { "key": world.proposals[which].key,
            "reason": "Our developer has moved away." } })
    };
    // Before the close it is nobody's business but its partners'.
    world.cat.graphql(withdraw, input(2)).await;
    let mails = world.hub.mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["cat@example.org", "jo@example.org"]);
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world.declare(&world.kim, &desk, &[false, false]).await;
    world.hub.mails().await;
    world.sam.get(&world.proposal(2)).await.is(404);

    // What it is called since is not what was handed in.
    let retitled = proposal::ActiveModel {
        id: Set(world.proposals[1].id),
        title: Set("A secret plan".into()),
        ..Default::default()
    };
    let db = world.hub.hub.database().writer();
    retitled.update(db).await.unwrap();
    world.ben.graphql(withdraw, input(1)).await;
    let mails = world.hub.mails().await;
    let mut to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(
        to,
        ["ben@example.org", "kim@example.org", "sam@example.org"]
    );
    let staff = mails
        .iter()
        .find(|mail| mail.to.starts_with("sam"))
        .unwrap();
    assert!(staff.text.contains("Our developer has moved away."));
    assert!(staff.text.contains("Bus stops of Barnet"), "{}", staff.text);
    let judge = mails
        .iter()
        .find(|mail| mail.to.starts_with("kim"))
        .unwrap();
    assert!(!judge.text.contains("Barnet") && !judge.text.contains("moved away"));
    world.kim.get(&world.proposal(1)).await.is(404);
    world
        .sam
        .get(&world.proposal(1))
        .await
        .ok()
        .has_text("Our developer has moved away.");
    let page = world.sam.get(&world.page("screening")).await;
    page.ok()
        .has_text("Barnet")
        .has_text("Our developer has moved away.")
        .lacks_text("Calderdale");
    assert_eq!(world.disqualify_code(1).await, "DISQUALIFY_NOT_NOW");

    // What was found ineligible was nobody's to judge, and no judge hears of it.
    world.screened(0, false, "No council leads it.").await;
    world.ann.graphql(withdraw, input(0)).await;
    assert!(world.hub.mails_to("kim@example.org").await.is_empty());
}

#[actix_web::test]
async fn the_desk_of_staff_comes_in_parts_and_pages() {
    let world = World::build().await;
    world.being_judged().await;
    world.disqualify(1, WHY).await.ok();
    let query = "query($n: Int!, $part: ScreeningPart, $after: String) { screening(number: $n) {
        counts { part count }
        proposals(first: 1, part: $part, after: $after) { totalCount nodes { reference }
            pageInfo { hasNextPage endCursor } } } }";
    let ask = |part: serde_json::Value, after: serde_json::Value| {
        let input = json!({ "n": world.challenge.id, "part": part, "after": after });
        world.sam.graphql(query, input)
    };
    let mut found = Vec::new();
    let mut after = json!(null);
    loop {
        let answer = ask(json!(null), after.clone()).await;
        let rows = answer["data"]["screening"]["proposals"].clone();
        assert_eq!(rows["totalCount"], 3, "{answer}");
        found.push(rows["nodes"][0]["reference"].clone());
        if rows["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = rows["pageInfo"]["endCursor"].clone();
    }
    let all: Vec<_> = world.proposals.iter().map(|p| json!(p.reference)).collect();
    assert_eq!(found, all);
    let answer = ask(json!("LEFT"), json!(null)).await;
    let desk = &answer["data"]["screening"];
    let counts = json!([{ "part": "WAITING", "count": 2 }, { "part": "LEFT", "count": 1 }]);
    assert_eq!(desk["counts"], counts);
    let left = &desk["proposals"]["nodes"][0]["reference"];
    assert_eq!(left, &json!(world.proposals[1].reference));
    let answer = ask(json!(null), json!("bm9uc2Vuc2U")).await;
    assert!(answer["errors"][0]["message"].is_string(), "{answer}");
}

#[actix_web::test]
async fn who_was_asked_and_never_answered_learns_nothing_of_what_becomes_of_it() {
    let world = World::announced().await;
    let lee = world.hub.person("lee").await;
    let asked = partner::ActiveModel {
        key: Set(world.hub.hub.random().key()),
        proposal_id: Set(world.proposals[1].id),
        role: Set(PartnerRole::Developer),
        person_id: Set(Some(lee.person().id)),
        consent: Set(Consent::Pending),
        invited_by: Set(world.ben.person().id),
        created_at: Set(world.hub.clock().now()),
        ..Default::default()
    };
    let db = world.hub.hub.database().writer();
    asked.insert(db).await.unwrap();
    world.screened(1, true, "The letter was found.").await;
    let query = "query($k: String!) { proposal(key: $k) { title state stage status
        decision { outcome } screening { reason } } }";
    let key = json!({ "k": world.proposals[1].key });
    let own = world.ben.graphql(query, key.clone()).await;
    assert_eq!(own["data"]["proposal"]["decision"]["outcome"], "DECLINE");
    let reason = &own["data"]["proposal"]["screening"]["reason"];
    assert_eq!(reason, "The letter was found.");
    let other = lee.graphql(query, key).await;
    let seen = json!({ "title": "Bus stops of Barnet", "state": "SUBMITTED", "stage": "LOCKED",
        "status": "Submitted and locked", "decision": null, "screening": null });
    assert_eq!(other["data"]["proposal"], seen, "{other}");
    let result = world.proposal(1) + "/decision";
    lee.get(&result).await.is(404);
}

#[actix_web::test]
async fn nothing_is_announced_while_an_award_came_free_and_others_wait_in_reserve() {
    let world = World::build().await;
    let desk = world.being_judged().await;
    for (proposal, outcome, rank) in [(0, "SELECT", ""), (1, "RESERVE", "1"), (2, "DECLINE", "")] {
        let levels = ["4", "4"].map(|level| if proposal == 0 { level } else { "2" });
        world.score(&world.kim, &desk, proposal, levels).await;
        let fields = [
            ("input.outcome", outcome),
            ("input.reserveRank", rank),
            ("input.reason", "It can begin."),
            ("input.feedback", "Thank you."),
        ];
        world.decide(proposal, &fields).await.ok();
    }
    let sue = world.hub.staff("sue").await;
    world.hub.mails().await;
    let document = "mutation($i: DisqualifyProposalInput!) { disqualifyProposal(input: $i) {
        userErrors { code } } }";
    let input = json!({ "key": world.proposals[0].key, "reason": WHY });
    sue.graphql(document, json!({ "i": input })).await;
    // Who decided learns of it.
    let told = world.hub.mails_to("sam@example.org").await;
    assert!(told[0].text.contains(WHY), "{}", told[0].text);
    let page = world.sam.get(&world.page("announce")).await;
    page.ok()
        .has_text("“Bus stops of Ashford” was to be selected and has left since");
    let select = [("input.outcome", "SELECT"), ("input.reserveRank", "")];
    world.decide(1, &select).await.ok();
    let page = world.sam.get(&world.page("announce")).await;
    page.ok().lacks_text("has left since");
    let fields = [("input.announcement", "One stood out.")];
    world
        .sam
        .submit(&page, "AnnounceDecision", &fields)
        .await
        .ok();
    let (states, _) = world.stand().await;
    assert_eq!(states[1], ProposalState::Selected);
}

#[actix_web::test]
async fn staff_who_judge_without_names_do_not_read_why_something_left() {
    let world = World::build().await;
    let sue = world.hub.staff("sue").await;
    let desk = world.appoint(&sue).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world.declare(&sue, &desk, &[false, false, false]).await;
    let db = world.hub.hub.database().writer();
    let blind = challenge::ActiveModel {
        id: Set(world.challenge.id),
        blind: Set(true),
        ..Default::default()
    };
    blind.update(db).await.unwrap();
    world.hub.mails().await;
    world
        .disqualify(1, "It repeats the bid of Wessex.")
        .await
        .ok();
    let page = sue.get(&world.page("screening")).await;
    page.ok().lacks_text("Wessex");
    let mails = world.hub.mails_to("sue@example.org").await;
    assert!(mails.iter().all(|mail| !mail.text.contains("Wessex")));
    world
        .sam
        .get(&world.page("screening"))
        .await
        .ok()
        .has_text("It repeats the bid of Wessex.");
}

#[actix_web::test]
async fn an_answer_and_a_disqualification_at_once_leave_one_of_them() {
    let world = Box::pin(World::offered()).await;
    let answer = "mutation($i: AnswerOfferInput!) { answerOffer(input: $i) { \
                  userErrors { code } } }";
    let key = &world.proposals[0].key;
    let accepts = json!({ "i": { "proposal": key, "accept": true } });
    let out = "mutation($i: DisqualifyProposalInput!) { disqualifyProposal(input: $i) { \
               userErrors { code } } }";
    let takes = json!({ "i": { "key": key, "reason": WHY } });
    let (accepted, taken) = tokio::join!(
        world.ann.graphql(answer, accepts),
        world.sam.graphql(out, takes)
    );
    let went =
        |answer: &serde_json::Value, name: &str| answer["data"][name]["userErrors"] == json!([]);
    let accepted = went(&accepted, "answerOffer");
    let taken = went(&taken, "disqualifyProposal");
    assert_ne!(accepted, taken, "one of them came first");
    let (proposals, offers) = world.stand().await;
    let projects = world.ann.get("/projects").await;
    if taken {
        assert_eq!(proposals[0], ProposalState::Disqualified);
        assert_eq!(offers.last(), Some(&OfferState::Open), "the next has it");
        projects.ok().lacks_text("Bus stops of Ashford");
    } else {
        assert_eq!(offers, [OfferState::Accepted]);
        projects.ok().has_text("Bus stops of Ashford");
    }
}
