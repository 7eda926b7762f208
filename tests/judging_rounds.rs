//! Several rounds of judging: who goes on, who looks again, and what can still be selected.

use chrono::TimeDelta;
use hub_domain::judging::bundle::Bundle;
use hub_entity::challenge::{ReadingMode, challenge, review};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::{Value, json};

use crate::judging_world::{World, filled};
use crate::support::{Browser, Page};

/// A challenge that declares interviews of two as its second round. Kim and Max have scored all
/// three proposals alike but for ten points, the third far below; reviews are no longer due.
pub struct Rounds {
    pub world: World,
    pub kim: String,
    pub max: Browser,
    pub maxs: String,
}

impl Rounds {
    pub async fn build() -> Self {
        Self::reading(ReadingMode::Everyone).await
    }

    async fn reading(mode: ReadingMode) -> Self {
        let rounds = json!([{
            "name": "Interviews", "goes_on": 2, "whole_panel": true, "days": 7
        }]);
        Self::declaring(rounds, mode).await
    }

    /// With these later rounds; nothing is scored yet where proposals are to be shared out.
    pub async fn declaring(rounds: Value, mode: ReadingMode) -> Self {
        let world = World::build().await;
        let row = challenge::ActiveModel {
            id: Set(world.challenge.id),
            rounds: Set(rounds),
            ..Default::default()
        };
        row.update(world.hub.hub.database().writer()).await.unwrap();
        let kim = world.appoint(&world.kim).await;
        let max = world.hub.person("max").await;
        let maxs = world.appoint(&max).await;
        world.hub.clock().advance(TimeDelta::days(3));
        for (who, desk) in [(&world.kim, &kim), (&max, &maxs)] {
            world.declare(who, desk, &[false, false, false]).await;
        }
        let panel = Self {
            world,
            kim,
            max,
            maxs,
        };
        if mode == ReadingMode::Everyone {
            panel.score_all().await;
        }
        panel
    }

    async fn score_all(&self) {
        let world = &self.world;
        for (proposal, levels) in [(0, ["4", "4"]), (1, ["3", "3"]), (2, ["1", "0"])] {
            world.score(&world.kim, &self.kim, proposal, levels).await;
        }
        for (proposal, levels) in [(0, ["3", "4"]), (1, ["2", "3"]), (2, ["0", "0"])] {
            world.score(&self.max, &self.maxs, proposal, levels).await;
        }
    }

    pub async fn page(&self) -> Page {
        self.world.sam.get(&self.world.page("rounds")).await
    }

    /// The place of each proposal on the form.
    pub fn places(&self, page: &Page) -> Vec<usize> {
        let key = |at: usize| page.value(&format!("input.entries.{at}.proposal"));
        let keys: Vec<String> = (0..3).map(key).collect();
        let place = |index: usize| {
            let own = &self.world.proposals[index].key;
            keys.iter().position(|key| key == own).unwrap()
        };
        (0..3).map(place).collect()
    }

    /// Begins the interviews as the rule has it.
    pub async fn open(&self) -> Page {
        let page = self.page().await;
        let sam = &self.world.sam;
        let done = sam.submit(page.ok(), "OpenJudgingRound", &[]).await;
        done.ok().has_text("The round has begun");
        done
    }

    pub async fn audited(&self, action: &str) -> u64 {
        audit::Entity::find()
            .filter(audit::Column::Action.eq(action))
            .count(self.world.hub.hub.database().reader())
            .await
            .unwrap()
    }

    /// Submits a review through the API; the codes of what is wrong.
    pub async fn submit(&self, who: &Browser, desk: &str, proposal: usize, version: i32) -> Value {
        let query = "mutation($i: SaveReviewInput!) { submitReview(input: $i) {
            userErrors { code } } }";
        let criteria = "query($j: String!, $p: String!) { scoreCard(judge: $j, proposal: $p) {
            criteria { number } } }";
        let judge = desk.trim_start_matches("/judging/");
        let key = &self.world.proposals[proposal].key;
        let card = who.graphql(criteria, json!({ "j": judge, "p": key })).await;
        let scores: Vec<Value> = card["data"]["scoreCard"]["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| json!({ "criterion": row["number"], "level": 4, "comment": "More." }))
            .collect();
        let input = json!({
            "judge": judge, "proposal": key, "version": version, "scores": scores,
            "comment": "", "applicantComment": "", "privateNotes": "",
        });
        let answer = who.graphql(query, json!({ "i": input })).await;
        answer["data"]["submitReview"]["userErrors"].clone()
    }
}

#[actix_web::test]
async fn the_best_go_on_and_judges_look_at_them_again() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    // Everybody reads what was declared; nobody but judges and staff learns that it runs.
    let public = world.page("").trim_end_matches('/').to_owned();
    world
        .hub
        .visitor()
        .get(&public)
        .await
        .ok()
        .has_text("Judges read in 2 rounds")
        .has_text("At least 2 proposals go on. All judges read what went on. They have 7 days.");
    // All reviews are in, so that it need not wait for the day on which they are due.
    let page = panel.page().await;
    page.ok().has_text("Next comes Interviews");
    let places = panel.places(&page);
    let checked = |at: usize| page.count(&format!("[name='input.entries.{at}.goesOn'][checked]"));
    assert_eq!(places, [0, 1, 2]);
    assert_eq!([checked(0), checked(1), checked(2)], [1, 1, 0]);
    world.hub.mails().await;
    let rows = panel.audited("judging_round_opened").await;
    panel.open().await;
    assert_eq!(panel.audited("judging_round_opened").await, rows + 1);
    let mails = world.hub.mails().await;
    let told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    for mail in &mails {
        assert!(mail.subject.contains("2 proposals"), "{}", mail.subject);
        assert!(mail.text.contains("Interviews"), "{}", mail.text);
        assert!(!mail.text.contains("Ashford"), "{}", mail.text);
    }

    let desk = world.kim.get(&panel.kim).await;
    desk.ok()
        .has_text("Interviews")
        .has_text("0 of 2 done")
        .has_text("Look again")
        .has_text("Did not go on");
    let card = world.kim.get(&world.card(&panel.kim, 0)).await;
    card.ok().has_text("You scored this");
    // As it is, and changed.
    world.kim.submit(&card, "SubmitReview", &[]).await.ok();
    let card = world.kim.get(&world.card(&panel.kim, 1)).await;
    world
        .kim
        .submit(card.ok(), "SubmitReview", &filled(["4", "4"]))
        .await
        .ok();
    world.kim.get(&panel.kim).await.ok().has_text("2 of 2 done");
    // The sheet to score offline holds what is in the round, and asks for it again.
    let sheet = panel.max.raw(&format!("{}/scores.csv", panel.maxs)).await;
    let sheet = sheet.text().await.unwrap();
    assert!(
        sheet.contains("Ashford") && sheet.contains("Barnet"),
        "{sheet}"
    );
    assert!(!sheet.contains("Calderdale"), "{sheet}");
    // What is out stays as it is.
    let card = world.kim.get(&world.card(&panel.kim, 2)).await;
    card.ok().has_text("did not go on to the round");
    assert!(!card.offers("SubmitReview"));
    let codes = panel.submit(&world.kim, &panel.kim, 2, 1).await;
    assert_eq!(codes, json!([{ "code": "NOT_IN_THIS_ROUND" }]));
    let kept = review::Entity::find()
        .filter(review::Column::ProposalId.eq(world.proposals[2].id))
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert!(kept.iter().all(|row| row.round == 1 && row.version <= 2));
}

#[actix_web::test]
async fn who_applied_learns_nothing_of_a_round_before_the_decision() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    world.hub.clock().advance(TimeDelta::days(8));
    let status = "query($n: Int!) { challenge(number: $n) { status } }";
    let status = async || {
        let answer = world
            .sam
            .graphql(status, json!({ "n": world.challenge.id }))
            .await;
        answer["data"]["challenge"]["status"].clone()
    };
    assert_eq!(status().await, "MODERATION");
    let query = "query($n: Int!) { challenge(number: $n) {
        rounds { state wentOnCount dueAt departures { reason } }
        judging { nextRound { number } } } }";
    let number = json!({ "n": world.challenge.id });
    let mut before = Vec::new();
    for who in [&world.ann, &world.cat, &world.jo] {
        before.push(who.graphql(query, number.clone()).await);
    }
    panel.open().await;
    assert_eq!(status().await, "JUDGING");
    for (who, before) in [&world.ann, &world.cat, &world.jo].into_iter().zip(before) {
        let answer = who.graphql(query, number.clone()).await;
        assert_eq!(answer, before);
        assert_eq!(answer["data"]["challenge"]["rounds"][0]["state"], "TO_COME");
        who.get(&world.page("rounds")).await.is(404);
        let basis = who.raw(&world.page("rounds/2/basis.json")).await;
        assert_eq!(basis.status().as_u16(), 404);
    }
    // Their judge knows that it runs, and not how many went on.
    let answer = world.kim.graphql(query, number.clone()).await;
    let round = &answer["data"]["challenge"]["rounds"][0];
    assert_eq!(round["state"], "RUNNING");
    assert_eq!(round["wentOnCount"], json!(null));
    for who in [&world.kim, &panel.max] {
        who.get(&world.page("rounds")).await.is(404);
    }
    assert!(world.hub.mails_to("cat@example.org").await.is_empty());
}

#[actix_web::test]
async fn a_round_that_leaves_its_rule_needs_reasons_and_they_become_public() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    let page = panel.page().await;
    let places = panel.places(page.ok());
    let off = format!("input.entries.{}.goesOn", places[1]);
    let why = format!("input.entries.{}.reason", places[1]);
    let answer = world
        .sam
        .submit(&page, "OpenJudgingRound", &[(&off, "")])
        .await;
    answer
        .is(422)
        .has_text("“Bus stops of Barnet” leaves the rule of the round");
    // What was unticked stays so.
    assert_eq!(answer.count(&format!("[name='{off}'][checked]")), 0);
    let on = format!("input.entries.{}.goesOn", places[2]);
    let too = format!("input.entries.{}.reason", places[2]);
    let fields = [
        (off.as_str(), ""),
        (why.as_str(), "It needs data that nobody has."),
        (on.as_str(), "true"),
        (too.as_str(), "The panel wants to hear them."),
        ("input.dueAt", "2001-01-01T12:00"),
    ];
    let answer = world.sam.submit(&page, "OpenJudgingRound", &fields).await;
    answer.is(422).has_text("Choose a time to come");
    assert_eq!(answer.value(&why), "It needs data that nobody has.");
    let answer = world
        .sam
        .submit(&page, "OpenJudgingRound", &fields[..4])
        .await;
    answer.ok().has_text("2 of 3 proposals went on");
    // The same form again finds nothing left to begin.
    let again = world.sam.submit(&page, "OpenJudgingRound", &[]).await;
    again.is(422).has_text("declares no further round");

    for (who, desk) in [(&world.kim, &panel.kim), (&panel.max, &panel.maxs)] {
        for proposal in [0, 2] {
            let card = who.get(&world.card(desk, proposal)).await;
            who.submit(card.ok(), "SubmitReview", &[]).await.ok();
        }
    }
    // What is out cannot be selected.
    let select = [
        ("input.outcome", "SELECT"),
        ("input.reason", "It is ready."),
        ("input.feedback", "Well done."),
    ];
    let answer = world.decide(1, &select).await;
    answer
        .is(422)
        .has_text("It did not go on to the last round of judging");
    world.decide(0, &select).await.ok();
    for proposal in [1, 2] {
        let decline = [("input.outcome", "DECLINE"), ("input.feedback", "Again.")];
        world.decide(proposal, &decline).await.ok();
    }
    let page = world.sam.get(&world.page("announce")).await;
    let fields = [("input.announcement", "One stood out.")];
    world
        .sam
        .submit(page.ok(), "AnnounceDecision", &fields)
        .await
        .ok();
    world
        .hub
        .visitor()
        .get(&world.page("report"))
        .await
        .ok()
        .has_text("2 of 3 proposals went on")
        .has_text("It needs data that nobody has.")
        .has_text("The panel wants to hear them.")
        .lacks_text("Calderdale");
    let own = format!("/proposals/{}/decision", world.proposals[1].key);
    world
        .ben
        .get(&own)
        .await
        .ok()
        .has_text("2 proposals went on to the round “Interviews”. Yours did not");

    // Both files give again what they hold, on any machine.
    for (file, finalists) in [
        ("rounds/2/basis.json", None),
        ("decision-bundle.json", Some(2)),
    ] {
        let text = world.sam.raw(&world.page(file)).await.text().await.unwrap();
        let bundle: Bundle = serde_json::from_str(&text).unwrap();
        let replayed = bundle.replay().unwrap().outcome.unwrap();
        let stored = bundle.ranking.clone().unwrap();
        assert_eq!(
            stored.differences(&replayed),
            Vec::<String>::new(),
            "{file}"
        );
        assert_eq!(
            bundle
                .finalists
                .as_ref()
                .map(std::collections::BTreeSet::len),
            finalists
        );
        let ranked = stored
            .entries
            .values()
            .filter(|e| e.expected_rank.is_some());
        assert_eq!(ranked.count(), finalists.unwrap_or(3));
    }
}

#[actix_web::test]
async fn nothing_is_announced_while_a_round_is_to_come() {
    let panel = Box::pin(Rounds::build()).await;
    let world = &panel.world;
    let select = [
        ("input.outcome", "SELECT"),
        ("input.reason", "It is ready."),
        ("input.feedback", "Well done."),
    ];
    world.decide(0, &select).await.ok();
    for proposal in [1, 2] {
        let decline = [("input.outcome", "DECLINE"), ("input.feedback", "Again.")];
        world.decide(proposal, &decline).await.ok();
    }
    let query = "mutation($i: AnnounceDecisionInput!) { announceDecision(input: $i) {
        userErrors { code } } }";
    let row = challenge::Entity::find_by_id(world.challenge.id)
        .one(world.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    let input = json!({
        "challenge": row.id, "announcement": "One stood out.", "version": row.version,
    });
    let answer = world.sam.graphql(query, json!({ "i": input })).await;
    let errors = &answer["data"]["announceDecision"]["userErrors"];
    assert_eq!(*errors, json!([{ "code": "ROUND_TO_COME" }]));
    // Staff go without it, with a reason.
    let page = panel.page().await;
    let leave = |reason: &'static str| [("input.reason", reason)];
    let answer = world
        .sam
        .submit(page.ok(), "LeaveOutJudgingRound", &leave(""))
        .await;
    answer.is(422);
    let reason = "The scores are clear as they are.";
    let answer = world
        .sam
        .submit(&page, "LeaveOutJudgingRound", &leave(reason))
        .await;
    answer.ok().has_text(reason);
    let answer = world.sam.graphql(query, json!({ "i": input })).await;
    assert_eq!(answer["data"]["announceDecision"]["userErrors"], json!([]));
    world
        .hub
        .visitor()
        .get(&world.page("report"))
        .await
        .ok()
        .has_text("declared and not held")
        .has_text(reason);
}

#[actix_web::test]
async fn the_whole_panel_reads_what_went_on_though_proposals_were_shared_out() {
    let panel = Box::pin(Rounds::reading(ReadingMode::Assigned)).await;
    let world = &panel.world;
    let path = world.page("assignment") + "?reviews=1&least=1&most=2&seed=7";
    let page = world.sam.get(&path).await;
    world.sam.submit(page.ok(), "AssignJudges", &[]).await.ok();
    // Each reads what is theirs, and not the rest.
    let mut read = 0;
    for (who, desk) in [(&world.kim, &panel.kim), (&panel.max, &panel.maxs)] {
        for (proposal, levels) in [(0, ["4", "4"]), (1, ["3", "3"]), (2, ["1", "0"])] {
            let page = who.get(&world.card(desk, proposal)).await;
            if page.status == 200 {
                read += 1;
                world.score(who, desk, proposal, levels).await;
            }
        }
    }
    assert!((3..6).contains(&read), "{read}");
    let page = panel.page().await;
    page.ok();
    let mut fields: Vec<(String, String)> = Vec::new();
    for (index, place) in panel.places(&page).into_iter().enumerate() {
        let goes = if index < 2 { "true" } else { "" };
        fields.push((format!("input.entries.{place}.goesOn"), goes.to_owned()));
        fields.push((
            format!("input.entries.{place}.reason"),
            "So it is.".to_owned(),
        ));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let done = world.sam.submit(&page, "OpenJudgingRound", &fields).await;
    done.ok().has_text("2 of 3 proposals went on");
    for (who, desk) in [(&world.kim, &panel.kim), (&panel.max, &panel.maxs)] {
        who.get(desk).await.ok().has_text("0 of 2 done");
        for proposal in [0, 1] {
            world.score(who, desk, proposal, ["3", "3"]).await;
        }
    }
    // One more is taken on, and is theirs to read, too.
    let page = panel.page().await;
    let key = world.proposals[2].key.clone();
    let fields = [
        ("input.proposal", key.as_str()),
        ("input.reason", "Its appeal was upheld."),
    ];
    let done = world
        .sam
        .submit(page.ok(), "AdmitToJudgingRound", &fields)
        .await;
    done.ok().has_text("Its appeal was upheld.");
    for (who, desk) in [(&world.kim, &panel.kim), (&panel.max, &panel.maxs)] {
        who.get(desk).await.ok().has_text("2 of 3 done");
        world.score(who, desk, 2, ["2", "3"]).await;
    }
    let done = world
        .sam
        .submit(&page, "AdmitToJudgingRound", &fields)
        .await;
    done.is(422).has_text("in the round already");
}
