//! Judging without names: who proposes what reaches no judge before the decision is public.

use chrono::TimeDelta;
use hub_entity::account::{SiteRole, person};
use hub_entity::challenge::{
    ChallengeState, ConflictKind, attachment, challenge, conflict, partner, proposal_version,
};
use hub_entity::organisation::organisation;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::judging_world::World;
use crate::support::{Browser, Page};

/// What names those who propose: the lead council, the team, a reason, who made a file.
const NAMES: [&str; 4] = [
    "Secretshire",
    "Sigrid builds it",
    "Because Sigrid",
    "Sigrid’s camera",
];

/// A small PNG with a name in it.
fn picture() -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length, kind, data, b"crc!"].concat()
    };
    let parts = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[0; 13]),
        chunk(b"tEXt", "Author\0Sigrid’s camera".as_bytes()),
        chunk(b"IDAT", b"picture"),
        chunk(b"IEND", b""),
    ];
    parts.concat()
}

impl World {
    /// Read without names; the first proposal is of a council with a telling name, and has files.
    async fn nameless() -> Self {
        // Boxed, because the futures of tests carry it with them.
        let mut world = Box::pin(Self::build()).await;
        let db = world.hub.hub.database().writer();
        let row = challenge::ActiveModel {
            id: Set(world.challenge.id),
            blind: Set(true),
            eligibility: Set(
                json!([{ "question": "In the UK?", "eligible": true, "reason": true }]),
            ),
            ..Default::default()
        };
        row.update(db).await.unwrap();
        let mut council = world.councils[0].clone().into_active_model();
        council.name = Set("Secretshire".into());
        let council: organisation::Model = council.update(db).await.unwrap();
        let mut files = Vec::new();
        for (name, media_type, content) in [
            ("Sigrid.png", "image/png", picture()),
            ("Sigrid.pdf", "application/pdf", b"%PDF-1.7 Sigrid".to_vec()),
        ] {
            let file = attachment::ActiveModel {
                key: Set(world.hub.hub.random().key()),
                proposal_id: Set(world.proposals[0].id),
                name: Set(name.into()),
                media_type: Set(media_type.into()),
                size: Set(i64::try_from(content.len()).unwrap()),
                sha256: Set(String::new()),
                content: Set(content),
                uploaded_by: Set(world.ann.person().id),
                uploaded_at: Set(world.hub.clock().now()),
                ..Default::default()
            };
            let file = file.insert(db).await.unwrap();
            files.push(
                json!({ "key": file.key, "name": name, "media_type": media_type,
                "size": file.size }),
            );
        }
        let lead = partner::Entity::find()
            .filter(partner::Column::ProposalId.eq(world.proposals[0].id))
            .one(db)
            .await
            .unwrap()
            .unwrap();
        let mut version = proposal_version::Entity::find()
            .filter(proposal_version::Column::ProposalId.eq(world.proposals[0].id))
            .one(db)
            .await
            .unwrap()
            .unwrap()
            .into_active_model();
        let mut content = version.content.clone().unwrap();
        content["title"] = json!("Stops on a map");
        content["team"] = json!("Sigrid builds it");
        content["attachments"] = json!(files);
        content["budget"][0]["partner"] = json!(lead.key);
        content["datasets"][0]["role"] = json!("essential");
        content["datasets"][0]["published"] = json!(true);
        content["eligibility"] =
            json!([{ "question": "In the UK?", "answer": true, "reason": "Because Sigrid" }]);
        version.content = Set(content);
        version.update(db).await.unwrap();
        world.councils[0] = council;
        world
    }

    async fn files(&self) -> [String; 2] {
        let db = self.hub.hub.database().reader();
        let rows = attachment::Entity::find().all(db).await.unwrap();
        [0, 1].map(|at| format!("/files/{}", rows[at].key))
    }
}

/// What the page asks about: who takes part, and after them the proposals.
fn asked(page: &Page) -> Vec<String> {
    let mut legends = page.texts("fieldset legend");
    legends.retain(|legend| !legend.starts_with("Do you have"));
    legends
}

/// The answers to who takes part, in the page's order.
fn answers(page: &Page, conflicts: &[&str]) -> Vec<(String, String)> {
    let parties = asked(page);
    let mut fields = Vec::new();
    let count = page.count("input[name$='.party']");
    for (at, party) in parties.iter().take(count).enumerate() {
        let has = conflicts.iter().any(|name| party.contains(name));
        fields.push((format!("input.takingPart.{at}.conflict"), has.to_string()));
        if has {
            fields.push((format!("input.takingPart.{at}.kind"), "MONEY".into()));
        }
    }
    fields
}

async fn declare(who: &Browser, desk: &str, conflicts: &[&str]) {
    let page = who.get(&format!("{desk}/conflicts")).await;
    let fields = answers(page.ok(), conflicts);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (&**a, &**b)).collect();
    who.submit(&page, "DeclareConflicts", &fields)
        .await
        .ok()
        .has_text("Your conflicts of interest are noted");
}

#[track_caller]
fn nameless(page: &Page) {
    for name in NAMES {
        page.ok().lacks_text(name);
    }
    assert!(!page.html.contains("Sigrid"), "{}", page.path);
}

const ALL: &str = "query($k: String!) { proposal(key: $k) {
    isBlind filesLeftOut team teamHtml hasUnsubmittedChanges consentComplete
    partners { name } leadCouncil { name } people { partner } budgetShares { partner }
    budget { partner } eligibility { answer reason } files { name path }
    versions { submittedBy { name } content { teamHtml files { name } eligibility { reason } } }
    submitted { teamHtml files { name } } submittedAs(number: 1) { content { teamHtml } }
    changes(from: \"1\", to: \"1\") { section } saves { version } } }";

#[actix_web::test]
async fn nothing_that_a_judge_reads_names_who_proposes() {
    let world = World::nameless().await;
    let key = &world.proposals[0].key;
    let kim = world.appoint(&world.kim).await;
    // Somebody on the staff who judges reads as the other judges do.
    let tess = world.hub.staff("tess").await;
    let staffed = world.appoint(&tess).await;
    world.hub.clock().advance(TimeDelta::days(3));
    declare(&world.kim, &kim, &[]).await;
    declare(&tess, &staffed, &[]).await;
    let [png, pdf] = world.files().await;
    for (who, desk) in [(&world.kim, &kim), (&tess, &staffed)] {
        for path in [
            desk.clone(),
            world.card(desk, 0),
            format!("{desk}/print"),
            format!("/proposals/{key}"),
            format!("/proposals/{key}/print"),
            format!("/proposals/{key}/versions"),
            format!("/proposals/{key}/versions/1"),
        ] {
            nameless(&who.get(&path).await);
        }
        let card = who.get(&world.card(desk, 0)).await;
        card.has_text("This is read without names")
            .has_text("file-1.png")
            .has_text("1 file is left out");
        // The rest is there to weigh, without what would name somebody.
        let print = who.get(&format!("{desk}/print")).await;
        for page in [&card, &print] {
            page.has_text("Essential")
                .has_text("published already")
                .has_text("Work £25,000 Total £25,000")
                .has_text("An award pays at most £30,000.")
                .has_text("In the UK? Yes")
                .lacks_text("How the budget is split");
        }
        let answer = who.graphql(ALL, json!({ "k": key })).await;
        let text = answer.to_string();
        assert!(answer["errors"].is_null(), "{answer}");
        for name in NAMES {
            assert!(!text.contains(name), "{name} in {answer}");
        }
        let seen = &answer["data"]["proposal"];
        assert_eq!(
            (&seen["isBlind"], &seen["filesLeftOut"]),
            (&json!(true), &json!(1))
        );
        assert_eq!(seen["eligibility"][0]["answer"], true);
        let file = who.raw(&png).await;
        assert_eq!(file.status(), 200);
        let named = file.headers()["content-disposition"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(named.contains("file-1.png"), "{named}");
        let bytes = file.bytes().await.unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Sigrid"));
        assert!(bytes.ends_with(b"IENDcrc!"));
        assert_eq!(who.raw(&pdf).await.status(), 404);
        let found = who.get("/search?q=Secretshire").await;
        found.ok().lacks_text("Stops on a map");
    }
    for mail in world.hub.mails().await {
        if ["kim@example.org", "tess@example.org"].contains(&mail.to.as_str()) {
            assert!(!mail.text.contains("Secretshire"), "{}", mail.text);
        }
    }

    // Staff and the partnership read everything.
    for who in [&world.sam, &world.ann] {
        let page = who.get(&format!("/proposals/{key}")).await;
        page.ok().has_text("Secretshire");
        let page = who.get(&format!("/proposals/{key}/versions/1")).await;
        page.ok().has_text("Sigrid builds it");
        assert_eq!(who.raw(&pdf).await.status(), 200);
        let bytes = who.raw(&png).await.bytes().await.unwrap();
        assert_eq!(bytes, picture());
    }

    // With the decision, names are no secret any more.
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        state: Set(ChallengeState::Announced),
        announced_at: Set(Some(world.hub.clock().now())),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    let page = world.kim.get(&format!("/proposals/{key}")).await;
    page.ok().has_text("Secretshire");
}

#[actix_web::test]
async fn a_judge_says_with_whom_and_the_hub_knows_what() {
    let world = World::nameless().await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    let page = world.kim.get(&format!("{kim}/conflicts")).await;
    page.ok().has_text("Who takes part");
    let names = asked(&page);
    assert!(
        names[0].contains("Barnet") && names[2].contains("Secretshire"),
        "{names:?}"
    );
    // Nothing says which proposal is whose.
    let proposals = names
        .iter()
        .position(|name| name.contains("Stops on a map"));
    assert!(proposals >= Some(3), "{names:?}");
    let open = world.kim.submit(&page, "DeclareConflicts", &[]).await;
    open.is(422)
        .has_text("Say whether you have a conflict of interest with Barnet");
    let yes = [
        ("input.takingPart.0.conflict", "false"),
        ("input.takingPart.1.conflict", "false"),
        ("input.takingPart.2.conflict", "true"),
    ];
    let open = world.kim.submit(&page, "DeclareConflicts", &yes).await;
    open.is(422);
    assert_eq!(open.errors()[0].0, "input-takingPart-2-kind");
    declare(&world.kim, &kim, &["Secretshire"]).await;
    let db = world.hub.hub.database().reader();
    let rows = conflict::Entity::find().all(db).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].proposal_id, rows[0].kind),
        (world.proposals[0].id, ConflictKind::Money)
    );
    world.kim.get(&world.card(&kim, 0)).await.is(404);
    world.kim.get(&world.card(&kim, 1)).await.ok();
    // Who was answered for is not asked about again.
    let again = world.kim.get(&format!("{kim}/conflicts")).await;
    again.ok().lacks_text("Secretshire").has_text("Barnet");
}

#[actix_web::test]
async fn a_sign_is_of_the_partner_and_not_of_whoever_has_the_same_name() {
    let world = World::nameless().await;
    let db = world.hub.hub.database().writer();
    for (proposal, handle, email) in [
        (0, "dot", "dot@smallfirm.example"),
        (1, "dora", "dora@elsewhere.example"),
    ] {
        let who = world.partner_in_person(proposal, handle, email).await;
        let row = person::ActiveModel {
            id: Set(who.person().id),
            name: Set("Dot Dee".into()),
            ..Default::default()
        };
        row.update(db).await.unwrap();
    }
    let lee = world
        .hub
        .person_with("lee", "lee@smallfirm.example", SiteRole::Member)
        .await;
    let desk = world.appoint(&lee).await;
    world.hub.clock().advance(TimeDelta::days(3));
    let page = lee.get(&format!("{desk}/conflicts")).await;
    let text = page.ok().text();
    let sign = "You have an address at smallfirm.example, as has Dot Dee";
    assert_eq!(text.matches(sign).count(), 1, "{text}");
}

#[actix_web::test]
async fn the_rule_is_public_and_changes_with_a_reason() {
    let world = World::build().await;
    let show = format!("/challenges/{}", world.challenge.id);
    let visitor = world.hub.visitor();
    visitor
        .get(&show)
        .await
        .ok()
        .lacks_text("without the names");
    let page = world.sam.get(&world.page("amend")).await;
    let fields = [
        ("input.reason", "The panel asked for it."),
        ("input.rules.blind", "true"),
    ];
    world
        .sam
        .submit(page.ok(), "AmendChallengeRules", &fields)
        .await
        .ok();
    let page = visitor.get(&show).await;
    page.ok()
        .has_text("Judges read proposals without the names")
        .has_text("Judges read without names No Yes");
    let page = visitor.get(&world.page("applying")).await;
    page.ok()
        .has_text("Leave your own and your organisations’ names out");
    let page = visitor.get(&world.page("judging")).await;
    page.ok().has_text("you see by name who takes part");
    let page = world.sam.get(&world.page("amend")).await;
    assert_eq!(page.value("input.rules.blind"), "true");
}
