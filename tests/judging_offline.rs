//! Scoring without a connection: a sheet that is downloaded, filled in, uploaded and confirmed.

use chrono::TimeDelta;
use hub_entity::challenge::{challenge, review, review_version};
use hub_entity::organisation::organisation;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;

use crate::judging_world::{World, filled};
use crate::support::{Browser, Page};

/// The header of the sheet of the world's challenge.
const HEADER: [&str; 11] = [
    "Reference",
    "Title",
    "Version",
    "1. The proposal (0–4)",
    "1. The proposal: comment",
    "2. The impact (0–4)",
    "2. The impact: comment",
    "Comment to the panel",
    "Comment to the applicant",
    "Private notes",
    "Submit (yes/no)",
];

/// What a judge fills in of a row.
#[derive(Clone, Copy)]
struct Filled<'a> {
    version: &'a str,
    levels: [&'a str; 2],
    comments: [&'a str; 2],
    panel: &'a str,
    submit: &'a str,
}

impl Default for Filled<'_> {
    fn default() -> Self {
        Self {
            version: "0",
            levels: ["3", "4"],
            comments: ["The need is shown.", "Many would use it."],
            panel: "",
            submit: "no",
        }
    }
}

/// A row as a spreadsheet writes it.
fn row(reference: &str, with: Filled<'_>, separator: &str) -> String {
    let cells = [
        reference,
        "A title",
        with.version,
        with.levels[0],
        with.comments[0],
        with.levels[1],
        with.comments[1],
        with.panel,
        "",
        "",
        with.submit,
    ];
    let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    quoted.join(separator)
}

fn sheet(rows: &[String]) -> Vec<u8> {
    let header = HEADER.join(",");
    format!("{header}\r\n{}\r\n", rows.join("\r\n")).into_bytes()
}

/// A judge with their desk, in a challenge that is judged now.
struct Judged {
    world: World,
    desk: String,
}

impl Judged {
    async fn build() -> Self {
        let world = World::build().await;
        let desk = world.appoint(&world.kim).await;
        world.hub.clock().advance(TimeDelta::days(3));
        world
            .declare(&world.kim, &desk, &[false, false, false])
            .await;
        Self { world, desk }
    }

    fn reference(&self, proposal: usize) -> &str {
        &self.world.proposals[proposal].reference
    }

    async fn upload(&self, content: Vec<u8>) -> Page {
        upload(&self.world.kim, &self.desk, content).await
    }

    async fn confirm(&self, page: &Page) -> Page {
        self.world.kim.submit(page, "ConfirmScores", &[]).await
    }

    async fn reviews(&self) -> Vec<review::Model> {
        let db = self.world.hub.hub.database().reader();
        review::Entity::find().all(db).await.unwrap()
    }

    async fn audited(&self, action: &str) -> u64 {
        let db = self.world.hub.hub.database().reader();
        let rows = audit::Entity::find().filter(audit::Column::Action.eq(action));
        rows.count(db).await.unwrap()
    }
}

async fn upload(who: &Browser, desk: &str, content: Vec<u8>) -> Page {
    let page = who.get(&format!("{desk}/upload")).await;
    let file = ("input.base64", "scores.csv", content);
    who.submit_file(page.ok(), "UploadScores", &[], file).await
}

async fn download(who: &Browser, desk: &str) -> Vec<u8> {
    let answer = who.raw(&format!("{desk}/scores.csv")).await;
    assert_eq!(answer.status().as_u16(), 200);
    let disposition = answer.headers()["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment"), "{disposition}");
    answer.bytes().await.unwrap().to_vec()
}

#[actix_web::test]
async fn what_is_saved_goes_into_the_sheet_and_comes_back_unchanged() {
    let judged = Judged::build().await;
    let (kim, desk) = (&judged.world.kim, &judged.desk);
    let card = kim.get(&judged.world.card(desk, 0)).await;
    let mut fields = filled(["3", "2"]);
    fields.push(("input.comment", "=1+1"));
    fields.push(("input.privateNotes", "- one\n- \"two\", three; four"));
    kim.submit(card.ok(), "SaveReview", &fields).await.ok();
    judged.world.score(kim, desk, 1, ["4", "4"]).await;

    let page = kim.get(desk).await.ok().link("Score offline");
    let page = kim.get(&page).await;
    page.ok().has_text("Excellent").has_text("whole number");
    let bytes = download(kim, desk).await;
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "Excel needs the mark");
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(text.lines().next().unwrap()[3..], HEADER.join(","));
    assert!(text.contains(",'=1+1,"), "{text}");
    assert!(
        text.contains("\"'- one\n- \"\"two\"\", three; four\""),
        "{text}"
    );
    assert_eq!(text.matches("Bus stops of").count(), 3);
    assert!(text.contains(",no\r\n") && text.contains(",yes\r\n"));

    let page = judged.upload(bytes).await;
    page.ok().has_text("There is nothing to save");
    assert!(!page.offers("ConfirmScores"));
    let reviews = judged.reviews().await;
    assert_eq!(reviews.len(), 2, "nothing is saved by looking");
}

#[actix_web::test]
async fn what_was_filled_in_is_shown_then_saved_as_if_typed() {
    let judged = Judged::build().await;
    let kim = &judged.world.kim;
    // As Excel on a European machine writes it: semicolons, and Windows-1252.
    let first = Filled {
        comments: ["M\u{f4}n; fine, really", "Many would use it."],
        submit: "Yes",
        ..Filled::default()
    };
    let second = Filled {
        levels: ["2", ""],
        comments: ["", ""],
        ..Filled::default()
    };
    let rows = [
        row(judged.reference(0), first, ";"),
        row(judged.reference(1), second, ";"),
    ];
    let text = format!("{}\r\n{}\r\n", HEADER.join(";"), rows.join("\r\n"));
    let latin: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let page = judged.upload(latin).await;
    page.ok().has_text("Nothing has been saved yet");
    page.has_text("Môn; fine, really").has_text("(empty)");
    page.has_text("Not in the file, and left as they are 1");
    assert!(judged.reviews().await.is_empty());

    let saved = judged.confirm(&page).await;
    saved.ok().has_text("1 review was submitted.");
    saved.has_text("1 draft was saved.");
    saved.has_text("There is nothing to save");
    assert_eq!(judged.audited("score_given").await, 2);
    assert_eq!(judged.audited("review_submitted").await, 1);
    // The same form, sent twice, does nothing twice.
    judged.confirm(&page).await.ok();
    assert_eq!(judged.audited("review_submitted").await, 1);
    let db = judged.world.hub.hub.database().reader();
    let versions = review_version::Entity::find().count(db).await.unwrap();
    assert_eq!(versions, 2, "each accepted write is a version");
    let card = kim.get(&judged.world.card(&judged.desk, 0)).await;
    card.ok().has_text("Môn; fine, really");
    card.has_text("with a total of 85 out of 100");
    kim.get(&judged.desk).await.ok().has_text("1 of 3");
}

#[actix_web::test]
async fn what_is_wrong_is_told_by_line_and_column_and_the_rest_is_saved() {
    let judged = Judged::build().await;
    let whole = Filled::default();
    let rows = [
        row(
            judged.reference(0),
            Filled {
                levels: ["9", "2.5"],
                comments: ["two\nlines", "y"],
                submit: "maybe",
                ..whole
            },
            ",",
        ),
        row(
            judged.reference(1),
            Filled {
                levels: ["1", ""],
                comments: ["", "y"],
                submit: "yes",
                ..whole
            },
            ",",
        ),
        row(judged.reference(2), whole, ","),
        row(judged.reference(2), whole, ","),
        row("MIL-1999-001", whole, ","),
    ];
    let page = judged.upload(sheet(&rows)).await;
    let problems = page.ok().texts("table tbody tr");
    let has = |line: &str, column: &str, text: &str| {
        let found = problems.iter().any(|p| {
            p.contains(&format!("Line {line} ")) && p.contains(column) && p.contains(text)
        });
        assert!(found, "{line} {column} {text}: {problems:?}");
    };
    has(
        "2",
        "1. The proposal (0–4)",
        "9 is not on the scale. Write a number from 0 to 4.",
    );
    has("2", "2. The impact (0–4)", "“2.5” is not a whole number.");
    has("2", "Submit (yes/no)", "“maybe” is neither yes nor no.");
    // The first row has a line break in a cell, so the second begins in line 4.
    has("4", "2. The impact (0–4)", "A score is missing.");
    has(
        "4",
        "1. The proposal: comment",
        "This criterion needs a comment.",
    );
    has("6", "Reference", "in line 5 already");
    has(
        "7",
        "Reference",
        "None of the proposals that you score has this reference.",
    );
    judged
        .confirm(&page)
        .await
        .ok()
        .has_text("1 draft was saved.");
    let reviews = judged.reviews().await;
    assert_eq!(reviews.len(), 1);
    assert_eq!(reviews[0].proposal_id, judged.world.proposals[2].id);
}

#[actix_web::test]
async fn what_was_changed_elsewhere_is_never_overwritten_silently() {
    let judged = Judged::build().await;
    let (kim, desk) = (&judged.world.kim, &judged.desk);
    let file = sheet(&[row(
        judged.reference(0),
        Filled {
            panel: "What the file says",
            submit: "yes",
            ..Filled::default()
        },
        ",",
    )]);
    let card = kim.get(&judged.world.card(desk, 0)).await;
    let mut fields = filled(["1", "1"]);
    fields.push(("input.comment", "What the hub says"));
    kim.submit(card.ok(), "SaveReview", &fields).await.ok();

    let page = judged.upload(file.clone()).await;
    page.ok()
        .has_text("Changed elsewhere since you downloaded 1");
    page.has_text("What the hub says")
        .has_text("What the file says");
    let left = judged.confirm(&page).await;
    left.ok().has_text("No draft was saved.");
    assert_eq!(judged.reviews().await[0].comment, "What the hub says");

    // Between the look and the confirmation it changes once more.
    let card = kim.get(&judged.world.card(desk, 0)).await;
    let third = [("input.comment", "What the hub says now")];
    kim.submit(card.ok(), "SaveReview", &third).await.ok();
    let replace = [("input.rows.0.replace", "true")];
    let refused = kim.submit(&left, "ConfirmScores", &replace).await;
    refused.ok().has_text("These rows were not saved");
    refused.has_text("The review was changed on the hub after you looked");
    refused
        .has_text("What the hub says now")
        .has_text("What the file says");
    assert_eq!(judged.reviews().await[0].comment, "What the hub says now");

    let done = kim.submit(&refused, "ConfirmScores", &replace).await;
    done.ok().has_text("1 review was submitted.");
    assert_eq!(judged.reviews().await[0].comment, "What the file says");
    // A review that counts does not become a draft again.
    let draft = Filled {
        version: "4",
        panel: "A draft",
        ..Filled::default()
    };
    let page = judged
        .upload(sheet(&[row(judged.reference(0), draft, ",")]))
        .await;
    page.ok()
        .has_text("This review is submitted. Write yes here");
}

#[actix_web::test]
async fn a_row_that_changes_between_check_and_confirmation_is_refused_and_shown() {
    let judged = Judged::build().await;
    let (kim, desk) = (&judged.world.kim, &judged.desk);
    let rows = [0, 1].map(|at| row(judged.reference(at), Filled::default(), ","));
    let page = judged.upload(sheet(&rows)).await;
    page.ok().has_text("To save 2");
    let card = kim.get(&judged.world.card(desk, 0)).await;
    kim.submit(card.ok(), "SaveReview", &filled(["0", "0"]))
        .await
        .ok();
    let done = judged.confirm(&page).await;
    done.ok().has_text("1 draft was saved.");
    done.has_text("These rows were not saved")
        .has_text("Line 2");
    done.has_text("Changed elsewhere since you downloaded 1");
    let reviews = judged.reviews().await;
    let kept = reviews
        .iter()
        .find(|r| r.proposal_id == judged.world.proposals[0].id);
    assert_eq!(kept.unwrap().version, 1);
}

#[actix_web::test]
async fn nothing_is_saved_once_judging_is_over() {
    let judged = Judged::build().await;
    let file = sheet(&[row(judged.reference(0), Filled::default(), ",")]);
    judged.world.hub.clock().advance(TimeDelta::hours(167));
    let page = judged.upload(file.clone()).await;
    page.ok().has_text("To save 1");
    judged.world.hub.clock().advance(TimeDelta::hours(2));
    let late = judged.confirm(&page).await;
    late.ok().has_text("No draft was saved.");
    late.has_text("Scores can be given only while judging is open.");
    assert!(judged.reviews().await.is_empty());
    let page = judged.upload(file).await;
    page.ok()
        .has_text("Scores can be given only while judging is open.");
    assert!(!page.offers("ConfirmScores"));
    // An upload is kept for a day.
    let path = page.path.split('?').next().unwrap().to_owned();
    judged.world.kim.get(&path).await.ok();
    judged.world.hub.clock().advance(TimeDelta::hours(25));
    judged.world.kim.get(&path).await.is(404);
}

#[actix_web::test]
async fn a_proposal_that_is_not_the_judges_is_as_unknown_as_one_that_is_none() {
    let world = World::build().await;
    let desk = world.appoint(&world.jo).await;
    world.hub.clock().advance(TimeDelta::days(3));
    // The third is a conflict by rule, and the second is declared.
    world.declare(&world.jo, &desk, &[false, true]).await;
    let text = String::from_utf8(download(&world.jo, &desk).await).unwrap();
    assert!(text.contains(&world.proposals[0].reference));
    for kept in [1, 2] {
        let proposal = &world.proposals[kept];
        assert!(!text.contains(&proposal.reference) && !text.contains(&proposal.title));
    }
    let rows: Vec<String> = [
        world.proposals[1].reference.as_str(),
        world.proposals[2].reference.as_str(),
        "MIL-1999-001",
    ]
    .iter()
    .map(|reference| row(reference, Filled::default(), ","))
    .collect();
    let page = upload(&world.jo, &desk, sheet(&rows)).await;
    let same = "None of the proposals that you score has this reference.";
    assert_eq!(page.ok().text().matches(same).count(), 3);
    page.lacks_text("Bus stops of");
    assert!(!page.offers("ConfirmScores"));
    // Naming the proposal oneself does not help.
    let mutation = "mutation($i: ConfirmScoresInput!) { confirmScores(input: $i) {
        upload { report { saved submitted failed { code } } } userErrors { code } } }";
    let key = desk.trim_start_matches("/judging/");
    let path = page.path.split('?').next().unwrap().to_owned();
    let upload_key = path.rsplit('/').next().unwrap();
    let input = json!({ "judge": key, "upload": upload_key, "rows": [
        { "proposal": world.proposals[1].key, "version": 0, "replace": true }] });
    let answer = world.jo.graphql(mutation, json!({ "i": input })).await;
    let report = &answer["data"]["confirmScores"]["upload"]["report"];
    assert_eq!(*report, json!({ "saved": 0, "submitted": 0, "failed": [] }));

    // And what is one judge's is no other's.
    for who in [&world.kim, &world.sam, &world.ann] {
        let answer = who.raw(&format!("{desk}/scores.csv")).await;
        assert_eq!(answer.status().as_u16(), 404);
        who.get(&format!("{desk}/upload")).await.is(404);
        who.get(&path).await.is(404);
        let answer = who.graphql(mutation, json!({ "i": input })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
    }
}

#[actix_web::test]
async fn a_sheet_of_a_challenge_without_names_has_none() {
    let world = World::build().await;
    let db = world.hub.hub.database().writer();
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        blind: Set(true),
        ..Default::default()
    };
    row.update(db).await.unwrap();
    let mut council: organisation::ActiveModel = world.councils[0].clone().into_active_model();
    council.name = Set("Secretshire".into());
    council.update(db).await.unwrap();
    let desk = world.appoint(&world.kim).await;
    let text = String::from_utf8(download(&world.kim, &desk).await).unwrap();
    assert!(!text.contains("Bus stops"), "before it closes it is empty");
    world.hub.clock().advance(TimeDelta::days(3));
    let page = world.kim.get(&format!("{desk}/conflicts")).await;
    let count = page.count("input[name$='.conflict'][value=false]");
    let names: Vec<String> = page
        .html
        .split("name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| name.ends_with(".conflict"))
        .map(ToOwned::to_owned)
        .collect();
    assert!(count > 0);
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "false")).collect();
    world
        .kim
        .submit(&page, "DeclareConflicts", &fields)
        .await
        .ok();
    let text = String::from_utf8(download(&world.kim, &desk).await).unwrap();
    assert_eq!(text.matches("Bus stops of").count(), 3);
    assert!(!text.contains("Secretshire"), "{text}");
}

#[actix_web::test]
async fn a_file_that_is_no_score_sheet_is_refused_at_its_field() {
    let judged = Judged::build().await;
    for (content, text) in [
        (b"PK\x03\x04 a workbook".to_vec(), "this is a workbook"),
        (b"a,b\n1,2\n".to_vec(), "this file lacks “Reference”"),
        (sheet(&[]), "this file has none"),
        (b" ".to_vec(), "Choose a file that is not empty"),
    ] {
        let page = judged.upload(content).await;
        page.is(422).has_text(text);
        assert_eq!(page.errors()[0].0, "input-base64");
    }
}
