//! What a project has changed, and for whom: figures with readings, and stories.

use hub_entity::platform::audit;
use hub_entity::project::project_story;
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::judging_world::World;

const FOUND: &str = "query { search(query: \"reliever\") { nodes { title path } } }";
const SEEN: &str =
    "query($n: Int!) { project(number: $n) { measures { name } stories { title } } }";

/// The address of Ann's project.
async fn project(world: &World) -> String {
    let list = world.ann.get("/projects").await;
    list.link("Bus stops of Ashford")
}

async fn actions(world: &World) -> Vec<String> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.starts_with("project_"))
        .order_by_asc(audit::Column::Seq)
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.action).collect()
}

const MEASURE: [(&str, &str); 8] = [
    ("input.name", "Time to find a bus"),
    ("input.unit", "minutes"),
    ("input.better", "LESS"),
    ("input.baseline", "1,200.5"),
    ("input.baselineOn", "2020-01-01"),
    ("input.target", "200.5"),
    ("input.targetOn", "2040-12-31"),
    ("input.source", "A count on every first Monday."),
];

#[actix_web::test]
async fn partners_measure_and_everybody_reads_how_far_it_has_come() {
    let world = World::announced().await;
    let path = project(&world).await;
    let impact = format!("{path}/impact");
    let new = world.ann.get(&format!("{impact}?measure=new")).await;

    // What cannot be is said beside its field, and what was typed is kept.
    let mut wrong = MEASURE;
    wrong[2].1 = "MORE";
    wrong[6].1 = "2019-01-01";
    let answer = world.ann.submit(new.ok(), "SaveMeasure", &wrong).await;
    answer
        .is(422)
        .has_text("The target is no better than the figure before.")
        .has_text("Enter a day after the day of the figure before.");
    assert_eq!(answer.attr("[name='input.name']", "value"), MEASURE[0].1);
    let page = world.ann.submit(&new, "SaveMeasure", &MEASURE).await;
    page.ok().has_text("Nothing has been measured since.");

    let own = page.link("Time to find a bus");
    let form = world.ann.get(&own).await;
    let figure = |value: &'static str| {
        [
            ("input.takenOn", "2021-06-01"),
            ("input.value", value),
            ("input.note", "In the rain"),
        ]
    };
    let future = [("input.takenOn", "2039-01-01"), ("input.value", "3")];
    world
        .ann
        .submit(form.ok(), "SaveReading", &future)
        .await
        .is(422);
    world
        .ann
        .submit(&form, "SaveReading", &figure("700.5"))
        .await
        .ok();
    let visitor = world.hub.visitor();
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("700.5 minutes on 1 June 2021: 50% of the way from 1,200.5")
        .has_text("In the rain")
        .has_text("A count on every first Monday.");

    // A figure is corrected, once: whoever comes second reads what it is now.
    let list = world.ann.get(&own).await;
    let correct = list.link("Correct");
    let (first, second) = (world.ann.get(&correct).await, world.ann.get(&correct).await);
    world
        .ann
        .submit(first.ok(), "SaveReading", &figure("200.5"))
        .await
        .ok();
    let late = world
        .ann
        .submit(second.ok(), "SaveReading", &figure("100"))
        .await;
    late.is(409).has_text("200.5 minutes");
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("the target of 200.5 by 31 December 2040 is reached");
    let page = world.ann.get(&correct).await;
    world.ann.submit(&page, "RemoveReading", &[]).await.ok();
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("Nothing has been measured since.");

    let page = world.ann.get(&impact).await;
    let fields = [
        ("input.beneficiaries", "Those who wait."),
        ("input.peopleReached", "1,250"),
    ];
    world.ann.submit(page.ok(), "SaveReach", &fields).await.ok();
    world.ann.submit(&page, "SaveReach", &fields).await.is(409);
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("It has reached 1,250 people.")
        .has_text("Those who wait.");
    let page = world.ann.get(&format!("{own}&edit=1")).await;
    world.ann.submit(&page, "RemoveMeasure", &[]).await.ok();
    visitor.get(&path).await.lacks_text("Time to find a bus");
    let done = actions(&world).await;
    let done: Vec<&str> = done
        .iter()
        .map(String::as_str)
        .filter(|action| {
            action.contains("measure") || action.contains("reading") || action.contains("reach")
        })
        .collect();
    assert_eq!(
        done,
        [
            "project_measure_added",
            "project_reading_added",
            "project_reading_corrected",
            "project_reading_removed",
            "project_reach_saved",
            "project_measure_removed"
        ]
    );
}

#[actix_web::test]
async fn a_story_needs_the_agreement_of_whom_it_names_and_can_be_taken_down() {
    let world = World::announced().await;
    let path = project(&world).await;
    let new = world.ann.get(&format!("{path}/stories/new")).await;
    let mut fields = vec![
        ("input.title", "The reliever of Ashford"),
        ("input.body", "She *never* waits. <script>"),
        ("input.quote", "I am home for tea."),
        ("input.quoted", "Joan, a carer"),
    ];
    let answer = world.ann.submit(new.ok(), "PublishStory", &fields).await;
    answer
        .is(422)
        .has_text("Confirm that whoever is named or quoted agrees");
    fields.push(("input.consent", "true"));
    let page = world.ann.submit(&new, "PublishStory", &fields).await;
    page.ok().has_text("Joan, a carer");
    assert!(!page.html.contains("<script>"));
    let visitor = world.hub.visitor();
    let found = visitor.graphql(FOUND, json!({})).await;
    let nodes = &found["data"]["search"]["nodes"];
    assert_eq!(nodes[0]["title"], "The reliever of Ashford", "{found}");
    visitor.get(&path).await.ok().has_text("I am home for tea.");
    for who in [&visitor, &world.ben, &world.sam] {
        assert!(!who.get(&path).await.offers("DeleteStory"));
    }
    let page = world.ann.get(&path).await;
    world.ann.submit(&page, "DeleteStory", &[]).await.ok();
    visitor.get(&path).await.ok().lacks_text("reliever");
    let found = visitor.graphql(FOUND, json!({})).await;
    assert_eq!(found["data"]["search"]["nodes"], json!([]), "{found}");
}

#[actix_web::test]
async fn an_edited_story_needs_agreement_anew_and_a_name_can_always_be_taken_out() {
    let world = World::announced().await;
    let path = project(&world).await;
    let new = world.ann.get(&format!("{path}/stories/new")).await;
    let fields = [
        ("input.title", "The reliever of Ashford"),
        ("input.body", "She never waits."),
        ("input.quote", "I am home for tea."),
        ("input.quoted", "Joan, a carer"),
        ("input.consent", "true"),
    ];
    let page = world.ann.submit(new.ok(), "PublishStory", &fields).await;
    let edit = page.ok().link("Edit this story");
    let form = world.ann.get(&edit).await;
    assert_eq!(form.ok().value("input.quoted"), "Joan, a carer");
    let typed = [("input.quote", "I am always home for tea.")];
    let wrong = world.ann.submit(&form, "EditStory", &typed).await;
    wrong
        .is(422)
        .has_text("agrees to it as it is now, or take the name");
    assert_eq!(wrong.value("input.quote"), "I am always home for tea.");
    // What is not changed asks nothing again.
    world.ann.submit(&form, "EditStory", &[]).await.ok();
    let agreed = [typed[0], ("input.consent", "true")];
    world
        .ann
        .submit(&form, "EditStory", &agreed)
        .await
        .ok()
        .has_text("The story is saved")
        .has_text("I am always home for tea.")
        .has_text("Edited on");
    // Somebody else had the story before them.
    let stale = [("input.title", "Another"), ("input.consent", "true")];
    let stale = world.ann.submit(&form, "EditStory", &stale).await;
    stale.is(409).has_text("I am always home for tea.");
    assert_eq!(stale.value("input.title"), "Another");
    // Joan wants her name to go: nobody has to agree to that.
    let form = world.ann.get(&edit).await;
    let out = [("input.quote", ""), ("input.quoted", "")];
    world
        .ann
        .submit(form.ok(), "EditStory", &out)
        .await
        .ok()
        .lacks_text("Joan");
    let db = world.hub.hub.database().reader();
    let row = project_story::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((row.version, row.consented_at), (3, None));
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq("project_story_edited"))
        .order_by_asc(audit::Column::Seq)
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].details["after"], rows[1].details["before"]);
    assert!(!rows[1].details.to_string().contains("Joan"));

    // Others do not, whoever they are, and neither can it be found under another project.
    let write = "mutation { editStory(input: { story: 1, version: 3, title: \"Mine\", \
                 body: \"Mine.\" }) { userErrors { code } } }";
    for who in [&world.ben, &world.sam] {
        let answer = who.graphql(write, json!({})).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
            "{answer}"
        );
        who.get(&edit)
            .await
            .ok()
            .lacks_text("Whom it helped, and how");
    }
    world
        .ann
        .get(&edit.replace("/stories/1/", "/stories/2/"))
        .await
        .is(404);
}

#[actix_web::test]
async fn figures_and_stories_of_a_hidden_project_are_hidden_and_only_partners_write_them() {
    let world = World::announced().await;
    let path = project(&world).await;
    let new = world.ann.get(&format!("{path}/impact?measure=new")).await;
    world.ann.submit(&new, "SaveMeasure", &MEASURE).await.ok();
    let new = world.ann.get(&format!("{path}/stories/new")).await;
    let fields = [
        ("input.title", "The reliever of Ashford"),
        ("input.body", "She waits no more."),
    ];
    world.ann.submit(&new, "PublishStory", &fields).await.ok();
    let number: i64 = path
        .trim_start_matches("/projects/")
        .split('-')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let writes = [
        "mutation { removeMeasure(input: { measure: 1, version: 1 }) { userErrors { code } } }",
        "mutation { saveReading(input: { measure: 1, takenOn: \"2021-01-01\", value: 2 }) \
         { userErrors { code } } }",
        "mutation { deleteStory(input: { story: 1 }) { userErrors { code } } }",
    ];
    let visitor = world.hub.visitor();
    let refused = async |codes: &[&str]| {
        for who in [&visitor, &world.ben] {
            for write in writes {
                let answer = who.graphql(write, json!({})).await;
                let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap();
                assert!(codes.contains(&code), "{answer}");
            }
        }
    };
    refused(&["FORBIDDEN", "UNAUTHENTICATED"]).await;
    let reach = "mutation($n: Int!) { saveReach(input: { project: $n, version: 1 }) \
                 { userErrors { code } } }";
    // Staff do not speak for a project.
    let answer = world.sam.graphql(reach, json!({ "n": number })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");

    let hide = "mutation($n: Int!, $h: Boolean!) { hideProject(input: { project: $n, hide: $h, \
                reason: \"Spam.\" }) { userErrors { code } } }";
    let moderator = world.hub.moderator("mo").await;
    moderator
        .graphql(hide, json!({ "n": number, "h": true }))
        .await;
    refused(&["NOT_FOUND", "UNAUTHENTICATED"]).await;
    let seen = visitor.graphql(SEEN, json!({ "n": number })).await;
    assert!(seen["data"].is_null(), "{seen}");
    let found = visitor.graphql(FOUND, json!({})).await;
    assert_eq!(found["data"]["search"]["nodes"], json!([]), "{found}");
    assert_ne!(visitor.get(&format!("{path}/impact")).await.status, 200);
    moderator
        .graphql(hide, json!({ "n": number, "h": false }))
        .await;
    let found = visitor.graphql(FOUND, json!({})).await;
    let nodes = &found["data"]["search"]["nodes"];
    assert_eq!(nodes.as_array().map(Vec::len), Some(1), "{found}");
}
