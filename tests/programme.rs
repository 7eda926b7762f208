//! Programmes: they group challenges, say what a new one starts with, and hold a pool of judges.

use hub_entity::challenge::challenge;
use hub_entity::organisation::OrganisationKind;
use hub_entity::platform::audit;
use hub_entity::project::project;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::judging_world::World;
use crate::support::Browser;

/// Begins a programme and gives it rules; its number.
pub(crate) async fn begin(world: &World) -> i64 {
    let sam = &world.sam;
    let new = sam.get("/programmes/new").await;
    let publisher = world.challenge.publisher_id.to_string();
    let fields = [
        ("input.publisher", publisher.as_str()),
        ("input.name", "Streets for all"),
        ("input.summary", "Services that help people to get about."),
    ];
    let edit = sam.submit(new.ok(), "CreateProgramme", &fields).await;
    edit.ok().has_text("Now say what its rules are.");
    let number = edit.value("input.number").parse().unwrap();
    let fields = [
        ("input.about", "Why **streets** matter."),
        ("input.rules", "The code is open."),
        ("input.startsOn", "2026-01-10"),
        ("input.endsOn", "2027-01-10"),
        ("input.awards", "7"),
        ("input.awardPence", "1,200"),
        ("input.reviewsRequired", "5"),
        ("input.offerDays", "21"),
        ("input.tieBreak.0", "reviews"),
        ("input.tieBreak.1", "lottery"),
        ("input.lotterySource", "the next Lotto draw"),
    ];
    let page = sam.submit(&edit, "EditProgramme", &fields).await;
    page.ok()
        .has_text("Your changes are saved")
        .has_text("The code is open.")
        .has_text("7 awards of up to £1,200")
        .has_text("21 days to accept an award")
        .has_text("10 January 2026 to 10 January 2027")
        .has_text("There is no challenge in this programme yet");
    number
}

async fn row(world: &World, id: i64) -> challenge::Model {
    let db = world.hub.hub.database().reader();
    let found = challenge::Entity::find_by_id(id).one(db).await.unwrap();
    found.unwrap()
}

async fn noted(world: &World, action: &str) -> usize {
    let db = world.hub.hub.database().reader();
    let rows = audit::Entity::find().filter(audit::Column::Action.eq(action));
    rows.all(db).await.unwrap().len()
}

async fn choose(world: &World, who: &Browser, programme: Option<i64>) -> serde_json::Value {
    let document = "mutation($i: ChooseProgrammeInput!) { chooseProgramme(input: $i) {
        challenge { programme { name } } userErrors { field code } } }";
    let input = json!({ "challenge": world.challenge.id, "programme": programme });
    who.graphql(document, json!({ "i": input })).await
}

#[tokio::test]
async fn a_new_challenge_starts_with_the_rules_of_its_programme() {
    let world = World::build().await;
    let visitor = world.hub.visitor();
    visitor
        .get("/programmes")
        .await
        .ok()
        .has_text("There are no programmes yet");
    let number = begin(&world).await;
    let sam = &world.sam;
    let path = format!("/programmes/{number}-streets-for-all");
    visitor
        .get("/programmes")
        .await
        .ok()
        .has_text("Streets for all")
        .has_text("from 10 January 2026".trim_start_matches("from "));
    visitor
        .get("/search?q=streets&kind=PROGRAMME")
        .await
        .ok()
        .has_text("Streets for all");

    let new = sam
        .get(&format!("/challenges/new?programme={number}"))
        .await;
    let chosen = number.to_string();
    assert_eq!(
        new.ok()
            .attr("[name='input.programme'] option[selected]", "value"),
        chosen
    );
    let publisher = world.challenge.publisher_id.to_string();
    let fields = [
        ("input.publisher", publisher.as_str()),
        ("input.title", "Kerbs that drop"),
    ];
    let edit = sam.submit(&new, "CreateChallenge", &fields).await;
    edit.ok();
    assert_eq!(edit.value("input.rules.awards"), "7");
    assert_eq!(edit.value("input.rules.reviewsRequired"), "5");
    assert_eq!(edit.value("input.rules.offerDays"), "21");
    assert_eq!(
        edit.value("input.rules.lotterySource"),
        "the next Lotto draw"
    );
    // A draft is seen on the programme's page by those who see the draft, and by nobody else.
    sam.get(&path).await.ok().has_text("Kerbs that drop");
    visitor.get(&path).await.ok().lacks_text("Kerbs that drop");

    // What a council drafts cannot put itself into a programme.
    let document = "mutation($i: CreateChallengeInput!) { createChallenge(input: $i) {
        challenge { number } userErrors { code } } }";
    let input = json!({ "publisher": world.councils[0].id, "title": "Ours", "programme": number });
    let refused = world.ann.graphql(document, json!({ "i": input })).await;
    assert_eq!(
        refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{refused}"
    );
    let input = json!({ "publisher": publisher.parse::<i64>().unwrap(), "title": "Ours",
        "programme": 999 });
    let wrong = sam.graphql(document, json!({ "i": input })).await;
    assert_eq!(
        wrong["data"]["createChallenge"]["userErrors"][0]["code"], "NOT_A_CHOICE",
        "{wrong}"
    );
}

#[tokio::test]
async fn staff_choose_the_programme_until_it_opens_and_after_it_is_announced() {
    let world = World::build().await;
    let number = begin(&world).await;
    // It is open.
    let refused = choose(&world, &world.sam, Some(number)).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let later = challenge::ActiveModel {
        id: Set(world.challenge.id),
        opens_at: Set(Some(world.hub.clock().now() + chrono::TimeDelta::hours(1))),
        ..Default::default()
    };
    later
        .update(world.hub.hub.database().writer())
        .await
        .unwrap();
    // Its applicants do not, nor staff who compete in it; here an applicant is not even staff.
    let refused = choose(&world, &world.ann, Some(number)).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let before = row(&world, world.challenge.id).await;
    let manage = world.sam.get(&world.page("manage")).await;
    let chosen = number.to_string();
    let fields = [("input.programme", chosen.as_str())];
    world
        .sam
        .submit(manage.ok(), "ChooseProgramme", &fields)
        .await
        .ok()
        .has_text("The programme is saved");
    let after = row(&world, world.challenge.id).await;
    assert_eq!(after.programme_id, Some(number));
    assert_eq!(after.awards, before.awards, "its rules stay");
    assert_eq!(noted(&world, "challenge_programme_chosen").await, 1);
    let visitor = world.hub.visitor();
    visitor
        .get(world.page("").trim_end_matches('/'))
        .await
        .ok()
        .has_text("Streets for all");
    visitor
        .get(&format!("/programmes/{number}-streets-for-all"))
        .await
        .ok()
        .has_text("Better buses");
    let taken = choose(&world, &world.sam, None).await;
    assert_eq!(
        taken["data"]["chooseProgramme"]["challenge"]["programme"],
        json!(null)
    );
}

#[tokio::test]
async fn the_projects_of_its_challenges_stand_on_its_page() {
    let world = World::announced().await;
    let number = begin(&world).await;
    choose(&world, &world.sam, Some(number)).await;
    let path = format!("/programmes/{number}-streets-for-all");
    let visitor = world.hub.visitor();
    let page = visitor.get(&path).await;
    page.ok()
        .has_text("Projects that came of it")
        .has_text("Bus stops of Ashford");
    visitor
        .get(&format!("/projects?programme={number}"))
        .await
        .ok()
        .has_text("1 project");
    visitor
        .get(&format!("/projects?programme={}", number + 1))
        .await
        .ok()
        .lacks_text("Bus stops of Ashford");
}

#[tokio::test]
async fn a_programme_has_its_ledger_and_each_figure_leads_to_what_it_counts() {
    let world = World::announced().await;
    let number = begin(&world).await;
    let visitor = world.hub.visitor();
    let path = format!("/programmes/{number}/ledger");
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("Nothing was advertised yet");
    choose(&world, &world.sam, Some(number)).await;
    let db = world.hub.hub.database().writer();
    let row = project::Entity::find().one(db).await.unwrap().unwrap();
    let row = project::ActiveModel {
        id: Set(row.id),
        people_reached: Set(Some(1_200)),
        ..Default::default()
    };
    row.update(db).await.unwrap();

    let page = visitor.get(&format!("/programmes/{number}")).await;
    let ledger = visitor
        .get(&page.ok().link("What came of this programme"))
        .await;
    ledger
        .ok()
        .has_text("Ledger of Streets for all")
        .has_text("Better buses");
    for (figure, place) in [("£30,000", "#money"), ("1,200", "#money")] {
        let link = ledger.link(figure);
        assert!(link.ends_with(place), "{link}");
        visitor
            .get(&link)
            .await
            .ok()
            .has_text("Behind the figures")
            .has_text("Bus stops of Ashford")
            .has_text("1,200")
            .has_text("Bus stops in Ashford")
            .has_text("It was open before");
    }
    let all = visitor.get("/projects/ledger").await;
    all.ok().has_text("Better buses");
    let other = number + 1;
    visitor
        .get(&format!("/projects/ledger/figures?programme={other}"))
        .await
        .ok()
        .has_text("No project was selected yet");
    visitor
        .get(&format!("/programmes/{other}/ledger"))
        .await
        .is(404);
    for (programme, has) in [(number, true), (other, false)] {
        let csv = visitor
            .raw(&format!("/projects/ledger.csv?programme={programme}"))
            .await;
        let text = csv.text().await.unwrap();
        assert_eq!(text.contains("Better buses"), has, "{text}");
    }
}

#[tokio::test]
async fn judges_are_appointed_from_the_pool_which_only_staff_apart_see() {
    let world = World::build().await;
    let number = begin(&world).await;
    let path = format!("/programmes/{number}-streets-for-all");
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        programme_id: Set(Some(number)),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    let sam = &world.sam;
    let page = sam.get(&path).await;
    let wrong = [("input.who", "nobody@example.org")];
    let wrong = sam.submit(page.ok(), "AddProgrammeJudge", &wrong).await;
    wrong
        .is(422)
        .has_text("Nobody with this address has an account here");
    assert_eq!(wrong.value("input.who"), "nobody@example.org");
    let page = sam
        .submit(&page, "AddProgrammeJudge", &[("input.who", "kim")])
        .await;
    page.ok().has_text("They are in the pool");
    let twice = sam
        .submit(
            &page,
            "AddProgrammeJudge",
            &[("input.who", "kim@example.org")],
        )
        .await;
    twice.is(422).has_text("in the pool already");
    assert!(
        world.hub.mails_to("kim@example.org").await.is_empty(),
        "the pool asks nothing of anybody"
    );

    // Neither the public, nor staff who compete in one of its challenges, see who may judge.
    let rival = world.hub.staff("rival").await;
    world
        .hub
        .join(
            &rival,
            world.councils[0].id,
            hub_entity::organisation::OrganisationRole::Officer,
        )
        .await;
    for other in [&world.hub.visitor(), &world.ann, &rival] {
        other
            .get(&path)
            .await
            .ok()
            .lacks_text("Kim")
            .lacks_text("Pool of judges");
        let query = "query($n: Int!) { programme(number: $n) { judges { name } } }";
        let answer = other.graphql(query, json!({ "n": number })).await;
        assert_eq!(answer["data"]["programme"]["judges"], json!(null));
    }
    let document = "mutation($i: ProgrammeJudgeInput!) { addProgrammeJudge(input: $i) {
        userErrors { code } } }";
    let input = json!({ "programme": number, "who": "jo" });
    let refused = rival.graphql(document, json!({ "i": input })).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");

    let judges = sam.get(&world.page("judges")).await;
    judges.ok().has_text("From the pool of Streets for all");
    let page = sam.submit(&judges, "AppointJudge", &[]).await;
    page.ok()
        .has_text("The judge is appointed")
        .lacks_text("From the pool of Streets for all");
    let asked = world.hub.mails_to("kim@example.org").await;
    assert_eq!(asked.len(), 1, "{asked:?}");

    let page = sam.get(&path).await;
    sam.submit(page.ok(), "RemoveProgrammeJudge", &[])
        .await
        .ok()
        .has_text("Nobody is in the pool yet");
    sam.get(&world.page("judges")).await.ok().has_text("Kim");
}

#[tokio::test]
async fn what_is_wrong_with_a_programme_is_named_and_nothing_is_overwritten() {
    let world = World::build().await;
    let number = begin(&world).await;
    let edit = format!("/programmes/{number}/edit");
    let form = world.sam.get(&edit).await;
    let wrong = [
        ("input.startsOn", "2027-02-30"),
        ("input.name", "x"),
        ("input.lotterySource", ""),
        ("input.reviewsRequired", "0"),
    ];
    let wrong = world.sam.submit(form.ok(), "EditProgramme", &wrong).await;
    wrong.is(422);
    let fields: Vec<_> = wrong.errors().into_iter().map(|(field, _)| field).collect();
    for field in [
        "input-name",
        "input-startsOn",
        "input-lotterySource",
        "input-reviewsRequired",
    ] {
        assert!(fields.contains(&field.to_owned()), "{field} in {fields:?}");
    }
    let reversed = [("input.startsOn", "2028-01-01")];
    world
        .sam
        .submit(&form, "EditProgramme", &reversed)
        .await
        .is(422)
        .has_text("a last day that is not before the first");
    world
        .sam
        .submit(&form, "EditProgramme", &[("input.name", "Streets")])
        .await
        .ok();
    let stale = world
        .sam
        .submit(&form, "EditProgramme", &[("input.name", "Roads")])
        .await;
    stale.is(409);
    assert_eq!(stale.value("input.name"), "Roads");

    // Staff begin programmes, and only for those who can run one.
    world
        .ann
        .get(&edit)
        .await
        .ok()
        .has_text("Only programme staff can do this");
    world
        .ann
        .get("/programmes/new")
        .await
        .ok()
        .has_text("Only programme staff can do this");
    let firm = world
        .hub
        .organisation(OrganisationKind::Developer, "Open Bins")
        .await;
    let document = "mutation($i: CreateProgrammeInput!) { createProgramme(input: $i) {
        programme { number } userErrors { field code } } }";
    let input = json!({ "publisher": firm.id, "name": "Ours", "summary": "All that is ours." });
    let answer = world.sam.graphql(document, json!({ "i": input })).await;
    let error = &answer["data"]["createProgramme"]["userErrors"][0];
    assert_eq!(error["code"], "NOT_A_CHOICE", "{answer}");
    assert_eq!(noted(&world, "programme_created").await, 1);
    assert_eq!(noted(&world, "programme_edited").await, 2);
}
