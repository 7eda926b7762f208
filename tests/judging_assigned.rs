//! Judging in which not everybody reads everything: proposals are shared out among judges.

use chrono::TimeDelta;
use hub_entity::challenge::{assignment, assignment_run};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use crate::judging_world::{World, filled, staff_of};
use crate::support::{Browser, Page};

/// A world in which three judges declared what they know: `jo` the first proposal (and may not read
/// the third), `kim` the second, `lee` the third. Staff chose to share the proposals out.
struct Panel {
    world: World,
    lee: Browser,
    jo_desk: String,
    kim_desk: String,
    lee_desk: String,
}

impl Panel {
    async fn build() -> Self {
        let world = World::build().await;
        let lee = world.hub.person("lee").await;
        let jo_desk = world.appoint(&world.jo).await;
        let kim_desk = world.appoint(&world.kim).await;
        let lee_desk = world.appoint(&lee).await;
        // Before it closes nobody sees what was handed in, and staff choose already.
        world.sam.get(&world.page("assignment")).await.is(404);
        let page = world.sam.get(&world.page("judges")).await;
        page.ok().lacks_text("Bus stops of");
        let page = world.sam.submit(&page, "SetReading", &[]).await;
        page.ok()
            .has_text("They read nothing until you have shared");
        world.hub.clock().advance(TimeDelta::days(3));
        let page = world.sam.get(&world.page("assignment")).await;
        page.ok()
            .has_text("Nothing is shared out yet")
            .has_text("3 of 3 proposals lack judges")
            .has_text("Jo, Kim, Lee");
        declare(&world.jo, &jo_desk, &["WELL", "NOT"]).await;
        declare(&world.kim, &kim_desk, &["NOT", "WELL", "SOMEWHAT"]).await;
        declare(&lee, &lee_desk, &["SOMEWHAT", "", "WELL"]).await;
        Self {
            world,
            lee,
            jo_desk,
            kim_desk,
            lee_desk,
        }
    }

    /// The page with a preview of these numbers.
    async fn preview(&self, numbers: [u32; 4]) -> Page {
        let [reviews, least, most, seed] = numbers;
        let query = format!("?reviews={reviews}&least={least}&most={most}&seed={seed}");
        let path = self.world.page("assignment") + &query;
        let page = self.world.sam.get(&path).await;
        page.ok();
        page
    }

    /// Shares the proposals out as these numbers give.
    async fn share(&self, numbers: [u32; 4]) -> Page {
        let page = self.preview(numbers).await;
        let done = self.world.sam.submit(&page, "AssignJudges", &[]).await;
        done.ok().has_text("The proposals are shared out");
        done
    }

    /// The page with the effect of a change by hand.
    async fn effect(&self, desk: &str, proposal: usize) -> Page {
        let judge = desk.trim_start_matches("/judging/");
        let key = &self.world.proposals[proposal].key;
        let path = self.world.page("assignment") + &format!("?judge={judge}&proposal={key}");
        let page = self.world.sam.get(&path).await;
        page.ok();
        page
    }

    async fn audited(&self, action: &str) -> u64 {
        audit::Entity::find()
            .filter(audit::Column::Action.eq(action))
            .count(self.world.hub.hub.database().reader())
            .await
            .unwrap()
    }
}

/// Declares that there is no conflict, and how well each field is known.
async fn declare(who: &Browser, desk: &str, known: &[&str]) {
    let page = who.get(&format!("{desk}/conflicts")).await;
    page.ok().has_text("How well do you know its field?");
    let mut fields = Vec::new();
    for (index, level) in known.iter().enumerate() {
        fields.push((format!("input.answers.{index}.conflict"), "false"));
        fields.push((format!("input.answers.{index}.expertise"), *level));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    let page = who.submit(&page, "DeclareConflicts", &fields).await;
    page.ok()
        .has_text("Your conflicts of interest are noted")
        .has_text("Nothing is assigned to you yet");
}

/// Which of the three score cards somebody reaches.
async fn reads(world: &World, who: &Browser, desk: &str) -> Vec<usize> {
    let mut reads = Vec::new();
    for index in 0..world.proposals.len() {
        let page = who.raw(&world.card(desk, index)).await;
        if page.status() == 200 {
            reads.push(index);
        } else {
            assert_eq!(page.status(), 404);
        }
    }
    reads
}

#[actix_web::test]
async fn judges_read_what_they_are_assigned_and_nothing_else_by_any_path() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    for (who, desk) in [
        (&world.jo, &panel.jo_desk),
        (&world.kim, &panel.kim_desk),
        (&panel.lee, &panel.lee_desk),
    ] {
        assert!(reads(world, who, desk).await.is_empty(), "nothing as yet");
    }

    let preview = panel.preview([1, 1, 1, 7]).await;
    preview
        .has_text("3 readings by 3 judges. 3 are new, and 0 that stand today end.")
        .has_text("They cannot be joined");
    let early = world.sam.get(&world.page("assignment")).await;
    early.has_text("3 of 3 proposals lack judges");
    let done = panel.share([1, 1, 1, 7]).await;
    done.has_text("Every proposal has the judge that it needs")
        .has_text("--reviews 1 --min-load 1 --max-load 1 --seed 7");
    assert_eq!(reads(world, &world.jo, &panel.jo_desk).await, [0]);
    assert_eq!(reads(world, &world.kim, &panel.kim_desk).await, [1]);
    assert_eq!(reads(world, &panel.lee, &panel.lee_desk).await, [2]);

    // The desk, its filters and its counts.
    let desk = world.kim.get(&panel.kim_desk).await;
    desk.ok()
        .has_text("0 of 1 done")
        .has_text("Bus stops of Barnet")
        .lacks_text("Ashford")
        .lacks_text("Calderdale");
    for rest in ["?show=LEFT", "?show=DONE", "/conflicts"] {
        let page = world.kim.get(&format!("{}{rest}", panel.kim_desk)).await;
        page.ok().lacks_text("Ashford").lacks_text("Calderdale");
    }
    let list = world.kim.get("/judging").await;
    list.ok().has_text("1 proposal to score");
    let found = world.kim.get("/search?q=hidden+plan").await;
    found.ok().lacks_text("Bus stops of Ashford");

    // The API: their own, and nobody else's.
    let ids = proposal_ids(world, &world.sam).await;
    for (index, proposal) in world.proposals.iter().enumerate() {
        let page = world.kim.raw(&format!("/proposals/{}", proposal.key)).await;
        let answer = told(&world.kim, &panel.kim_desk, &proposal.key, &ids[index]).await;
        let knows = answer.contains(&format!("The hidden plan of {}", proposal.title));
        assert_eq!(knows, index == 1, "{answer}");
        assert_eq!(page.status() == 200, index == 1, "{index}");
        if index != 1 {
            assert!(!answer.contains(&proposal.title), "{answer}");
            let mutation = "mutation($i: SaveReviewInput!) { saveReview(input: $i) { review { key } userErrors { code } } }";
            let judge = panel.kim_desk.trim_start_matches("/judging/");
            let input =
                json!({ "judge": judge, "proposal": proposal.key, "version": 0, "scores": [] });
            let answer = world.kim.graphql(mutation, json!({ "i": input })).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
            let mutation = "mutation($i: DeclareConflictInput!) { declareConflict(input: $i) { userErrors { code } } }";
            let input = json!({ "judge": judge, "proposal": proposal.key, "kind": "OTHER" });
            let answer = world.kim.graphql(mutation, json!({ "i": input })).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
        }
    }

    // They are told once, and only what is theirs.
    let mails = world.hub.mails().await;
    for (address, mine, other) in [
        ("kim@example.org", "Barnet", "Ashford"),
        ("jo@example.org", "Ashford", "Barnet"),
    ] {
        let told: Vec<_> = mails
            .iter()
            .filter(|mail| mail.to == address)
            .filter(|mail| mail.subject.contains("Proposals for you to read"))
            .collect();
        assert_eq!(told.len(), 1, "{mails:?}");
        assert!(told[0].text.contains(mine) && !told[0].text.contains(other));
    }
    assert_eq!(panel.audited("judges_assigned").await, 1);
}

/// Global ids of the proposals.
async fn proposal_ids(world: &World, who: &Browser) -> Vec<String> {
    let mut ids = Vec::new();
    for proposal in &world.proposals {
        let query = "query($k: String!) { proposal(key: $k) { id } }";
        let answer = who.graphql(query, json!({ "k": proposal.key })).await;
        let id = answer["data"]["proposal"]["id"].as_str();
        ids.push(id.expect("staff see it").to_owned());
    }
    ids
}

/// All that the API says to somebody of a proposal. What is null or an error says nothing.
async fn told(who: &Browser, desk: &str, key: &str, id: &str) -> String {
    let judge = desk.trim_start_matches("/judging/");
    let variables = json!({ "judge": judge, "key": key, "id": id });
    let mut all = String::new();
    for query in [
        "query($key: String!) { proposal(key: $key) { title approachHtml } }",
        "query($id: ID!) { node(id: $id) { id ... on Proposal { title approachHtml } } }",
        "query($judge: String!, $key: String!) { scoreCard(judge: $judge, proposal: $key) { proposal { title approachHtml } } }",
    ] {
        let answer: Value = who.graphql(query, variables.clone()).await;
        all.push_str(&answer["data"].to_string());
    }
    all
}

#[actix_web::test]
async fn what_cannot_be_done_is_explained_by_name() {
    let panel = Box::pin(Panel::build()).await;
    let page = panel.preview([3, 0, 3, 1]).await;
    page.has_text("It cannot be done with these numbers")
        .has_text(
            "Proposal “Bus stops of Calderdale” has 2 judges without a conflict, and needs 3.",
        );
    assert!(!page.offers("AssignJudges"));
    let page = panel.preview([2, 0, 1, 1]).await;
    page.has_text("need 6 reviews between them and can have 3")
        .has_text("Jo, Kim and Lee may be given no more than 3 in all");
    let page = panel.preview([1, 2, 1, 1]).await;
    page.has_text("The most that a judge reads is below the least");
    let path = panel.world.page("assignment") + "?reviews=many&least=0&most=3&seed=1";
    let page = panel.world.sam.get(&path).await;
    page.ok()
        .has_text("Enter a whole number in each of the four fields");

    let input = json!({ "challenge": panel.world.challenge.id, "reviews": 3, "least": 0, "most": 3, "seed": 1 });
    let mutation = "mutation($i: AssignJudgesInput!) { assignJudges(input: $i) { userErrors { code message } } }";
    let answer = panel
        .world
        .sam
        .graphql(mutation, json!({ "i": input }))
        .await;
    let errors = &answer["data"]["assignJudges"]["userErrors"];
    assert_eq!(errors[0]["code"], "ASSIGNMENT_INFEASIBLE", "{answer}");
    let nothing = assignment_run::Entity::find();
    let db = panel.world.hub.hub.database().reader();
    assert_eq!(nothing.count(db).await.unwrap(), 0);
}

#[actix_web::test]
async fn staff_change_one_by_hand_and_see_what_it_does_first() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    panel.share([1, 1, 1, 7]).await;
    let page = panel.effect(&panel.kim_desk, 0).await;
    page.has_text("Kim would read “Bus stops of Ashford” as well")
        .has_text("1 now, 2 then")
        .has_text("3 now, 2 then")
        .has_text("This is more than the most that a judge was to read");
    world
        .sam
        .submit(&page, "AddAssignment", &[])
        .await
        .ok()
        .has_text("has one more proposal to read");
    assert_eq!(reads(world, &world.kim, &panel.kim_desk).await, [0, 1]);
    let mails = world.hub.mails_to("kim@example.org").await;
    let last = mails.last().unwrap();
    assert!(
        last.text.contains("You have 2 proposals in all"),
        "{last:?}"
    );

    // A conflict by rule stays one.
    let page = panel.effect(&panel.jo_desk, 2).await;
    page.has_text("This judge has a conflict of interest with the proposal");
    assert!(!page.offers("AddAssignment"));

    // Sharing out again leaves what was chosen by hand.
    panel.share([1, 0, 2, 8]).await;
    assert_eq!(
        reads(world, &world.kim, &panel.kim_desk).await,
        [0, 1],
        "by hand, and by what they know"
    );

    // Who has begun keeps it; who has not can be relieved.
    world
        .score(&world.kim, &panel.kim_desk, 0, ["4", "4"])
        .await;
    let page = panel.effect(&panel.kim_desk, 0).await;
    page.has_text("This judge has begun a review of the proposal");
    assert!(!page.offers("RemoveAssignment"));
    let page = panel.effect(&panel.kim_desk, 1).await;
    page.has_text("would not read “Bus stops of Barnet” any more")
        .has_text("fewer judges than it is to have");
    let done = world.sam.submit(&page, "RemoveAssignment", &[]).await;
    done.ok()
        .has_text("1 of 3 proposals lacks a judge")
        .has_text("“Bus stops of Barnet” has 0 of 1 judges. 3 more may read it");
    assert_eq!(reads(world, &world.kim, &panel.kim_desk).await, [0]);
    assert_eq!(panel.audited("assignment_added").await, 1);
    assert_eq!(panel.audited("assignment_removed").await, 1);
    let kept = assignment::Entity::find()
        .filter(assignment::Column::RemovedReason.eq("hand"))
        .count(world.hub.hub.database().reader());
    assert_eq!(kept.await.unwrap(), 1, "what ended is kept");
}

#[actix_web::test]
async fn a_late_conflict_frees_the_place_and_tells_staff() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    panel.share([2, 1, 3, 7]).await;
    world
        .score(&world.kim, &panel.kim_desk, 1, ["4", "3"])
        .await;
    let card = world.kim.get(&world.card(&panel.kim_desk, 1)).await;
    let said = [("input.kind", "FAMILY"), ("input.note", "My sister.")];
    world.kim.submit(&card, "DeclareConflict", &said).await.ok();
    world.kim.get(&world.card(&panel.kim_desk, 1)).await.is(404);
    let page = world.sam.get(&world.page("assignment")).await;
    page.has_text("“Bus stops of Barnet” has 1 of 2 judges. 1 more may read it");
    let mails = world.hub.mails_to("sam@example.org").await;
    let told = mails.last().unwrap();
    assert!(told.subject.contains("needs another judge"), "{told:?}");
    assert!(
        told.text.contains("Bus stops of Barnet: 1 of 2"),
        "{told:?}"
    );
    assert_eq!(panel.audited("assignment_freed").await, 1);

    // Lifted, it is theirs again, with what they had written.
    let judge = panel.kim_desk.trim_start_matches("/judging/");
    let path = world.page(&format!("conflicts/{judge}/{}", world.proposals[1].key));
    let page = world.sam.get(&path).await;
    let reason = [("input.reason", "It is another Kim.")];
    world.sam.submit(&page, "LiftConflict", &reason).await.ok();
    world.kim.get(&world.card(&panel.kim_desk, 1)).await.ok();

    // A judge who steps down leaves all of theirs.
    let desk = panel.lee.get(&panel.lee_desk).await;
    let why = [("input.reason", "I am ill.")];
    panel
        .lee
        .submit(&desk, "AnswerAppointment", &why)
        .await
        .ok();
    let page = world.sam.get(&world.page("judges")).await;
    page.has_text("Reason given: I am ill.");
    let mails = world.hub.mails_to("sam@example.org").await;
    assert!(mails.last().unwrap().text.contains("Calderdale"));
}

#[actix_web::test]
async fn a_round_is_judged_as_assigned_from_end_to_end() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    panel.share([2, 1, 3, 7]).await;
    let mut lacking = None;
    for (who, desk) in [
        (&world.jo, &panel.jo_desk),
        (&world.kim, &panel.kim_desk),
        (&panel.lee, &panel.lee_desk),
    ] {
        for proposal in reads(world, who, desk).await {
            // One review of the second proposal does not come in.
            if proposal == 1 && lacking.is_none() {
                lacking = Some(desk.clone());
                continue;
            }
            let levels = if proposal == 0 {
                ["4", "4"]
            } else {
                ["2", "2"]
            };
            world.score(who, desk, proposal, levels).await;
        }
    }
    let done = [
        ("input.outcome", "SELECT"),
        ("input.reason", "Ready."),
        ("input.feedback", "Well done."),
    ];
    world.decide(0, &done).await.ok();
    let decline = [
        ("input.outcome", "DECLINE"),
        ("input.feedback", "Try again."),
    ];
    world.decide(2, &decline).await.ok();
    let refused = world.decide(1, &decline).await;
    refused
        .is(422)
        .has_text("It has 1 of the 2 reviews that each proposal was assigned");
    let waived = [
        ("input.outcome", "DECLINE"),
        ("input.feedback", "Try again."),
        ("input.waiver", "Both others read it in the meeting."),
    ];
    world.decide(1, &waived).await.ok();
    let page = world.sam.get(&world.page("announce")).await;
    page.ok().has_text("not all reviews are in");
    world.hub.clock().advance(TimeDelta::days(10));
    let page = world.sam.get(&world.page("announce")).await;
    let fields = [("input.announcement", "One stood out.")];
    let page = world.sam.submit(&page, "AnnounceDecision", &fields).await;
    page.ok();
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq("proposal_decided"))
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    // Why a proposal that lost was decided with fewer reviews is its partners' alone.
    let report = panel
        .world
        .hub
        .visitor()
        .get(&panel.world.page("report"))
        .await;
    report
        .ok()
        .has_text("One exception was made for a proposal that was not selected.")
        .lacks_text("in the meeting");
    let waiver = rows.iter().find(|row| row.details["waiver"] != "");
    assert!(waiver.is_some(), "the waiver is audited");
    let mails = world.hub.mails_to("ben@example.org").await;
    assert!(mails.iter().any(|mail| mail.text.contains("Try again.")));
}

#[actix_web::test]
async fn the_table_that_is_kept_gives_the_same_again() {
    let panel = Box::pin(Panel::build()).await;
    panel.share([2, 1, 3, 7]).await;
    let db = panel.world.hub.hub.database().reader();
    let run = assignment_run::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let table = hub_domain::judging::assignment::read_csv(run.input.as_bytes(), 2, 1, Some(3));
    let table = table.unwrap();
    let settings = hub_domain::judging::assignment::Settings {
        seed: 7,
        ..Default::default()
    };
    let outcome = hub_domain::judging::assignment::assign(&table, &settings).unwrap();
    let hub_domain::judging::assignment::Outcome::Assigned(again) = outcome else {
        panic!("it was possible");
    };
    let mut pairs: Vec<(String, String)> = again
        .pairs
        .iter()
        .map(|(j, e)| {
            (
                table.judges[*j].name.clone(),
                table.entries[*e].name.clone(),
            )
        })
        .collect();
    let reference = |id: i64| {
        let mut proposals = panel.world.proposals.iter();
        proposals.find(|p| p.id == id).unwrap().reference.clone()
    };
    let rows = assignment::Entity::find().all(db).await.unwrap();
    let mut kept: Vec<(String, String)> = rows
        .iter()
        .map(|row| {
            (
                format!("judge-{}", row.judge_id),
                reference(row.proposal_id),
            )
        })
        .collect();
    pairs.sort();
    kept.sort();
    assert_eq!(pairs, kept);
    assert!((again.total - run.total).abs() < 1e-9);
}

#[actix_web::test]
async fn only_staff_without_a_part_settle_who_reads_what() {
    let panel = Box::pin(Panel::build()).await;
    let world = &panel.world;
    let preview = panel.preview([1, 1, 1, 7]).await;
    let officer = staff_of(world, "rob", world.councils[0].id).await;
    let max = world.hub.staff("max").await;
    world.appoint(&max).await;
    for who in [&world.kim, &world.ann, &officer, &max, &world.hub.visitor()] {
        who.get(&world.page("assignment")).await.is(404);
        let query = "query($n: Int!) { challenge(number: $n) { judging { assignment { needed } assignmentPreview(reviews: 1, least: 0, most: 3, seed: 1) { shortages } } } }";
        let answer = who.graphql(query, json!({ "n": world.challenge.id })).await;
        let text = answer.to_string();
        assert!(
            !text.contains("needed") && !text.contains("shortages"),
            "{text}"
        );
    }
    let input =
        json!({ "challenge": world.challenge.id, "reviews": 1, "least": 0, "most": 3, "seed": 1 });
    let mutation =
        "mutation($i: AssignJudgesInput!) { assignJudges(input: $i) { userErrors { code } } }";
    for (who, code) in [(&world.kim, "NOT_FOUND"), (&max, "FORBIDDEN")] {
        let answer = who.graphql(mutation, json!({ "i": input })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{answer}");
    }
    // What is confirmed is what was seen.
    let card_of_kim = panel.effect(&panel.kim_desk, 0).await;
    world
        .sam
        .submit(&card_of_kim, "AddAssignment", &[])
        .await
        .ok();
    let stale = world.sam.submit(&preview, "AssignJudges", &[]).await;
    stale.is(422).has_text("Something changed since you looked");

    // Back to everybody: all read all again.
    let page = world.sam.get(&world.page("assignment")).await;
    let page = world.sam.submit(&page, "SetReading", &[]).await;
    page.ok().has_text("Everybody reads everything: 3 judges");
    assert_eq!(reads(world, &world.kim, &panel.kim_desk).await, [0, 1, 2]);
    let form = world.kim.get(&world.card(&panel.kim_desk, 2)).await;
    world
        .kim
        .submit(&form, "SubmitReview", &filled(["4", "4"]))
        .await
        .ok();
    // And what was begun stays when proposals are shared out after all.
    world.sam.submit(&page, "SetReading", &[]).await.ok();
    assert_eq!(reads(world, &world.kim, &panel.kim_desk).await, [0, 2]);
}
