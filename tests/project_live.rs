//! Is it alive, and on which data? What partners say, and what they are asked.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use hub_domain::project::still_live;
use hub_entity::platform::audit;
use hub_entity::project::{ProjectState, project, project_dataset};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::judging_world::World;
use crate::support::TestHub;

/// The project of the world, made live by its partner; its address.
async fn live(world: &World) -> String {
    let list = world.ann.get("/projects").await;
    let path = list.link("Bus stops of Ashford");
    let form = world.ann.get(&format!("{path}/edit")).await;
    let fields = [
        ("input.state", "LIVE"),
        ("input.website", "https://ashford.example/stops"),
        ("input.licence", "MIT"),
    ];
    let saved = world.ann.submit(&form, "EditProject", &fields).await;
    saved.ok().has_text("Licence: MIT").has_text("Confirmed on");
    path
}

async fn row(hub: &TestHub) -> project::Model {
    let db = hub.hub.database().reader();
    project::Entity::find().one(db).await.unwrap().unwrap()
}

async fn confirmations(hub: &TestHub) -> Vec<audit::Model> {
    audit::Entity::find()
        .filter(audit::Column::Action.eq("project_confirmed"))
        .all(hub.hub.database().reader())
        .await
        .unwrap()
}

/// The link in the last mail that asks somebody.
async fn question(world: &World, address: &str) -> Option<String> {
    let mails = world.hub.mails_to(address).await;
    let mail = mails
        .iter()
        .rfind(|mail| mail.subject.contains("still live"))?;
    let line = mail.text.lines().find(|line| line.contains("/still-live/"));
    let link = line.unwrap().trim();
    Some(link[link.find("/still-live/").unwrap()..].to_owned())
}

#[actix_web::test]
async fn partners_are_asked_every_ninety_days_and_answer_with_one_click() {
    let world = World::announced().await;
    let path = live(&world).await;
    let ann = world.ann.person().email.clone();
    assert_eq!(still_live::ask(&world.hub.hub).await.unwrap(), 0);
    world.hub.clock().advance(TimeDelta::days(91));
    assert_eq!(still_live::ask(&world.hub.hub).await.unwrap(), 1);
    assert_eq!(
        still_live::ask(&world.hub.hub).await.unwrap(),
        0,
        "asked once"
    );
    let link = question(&world, &ann).await.unwrap();
    assert_eq!(question(&world, &world.cat.person().email).await, None);

    // Not answered for thirty days: the page says so, politely.
    let visitor = world.hub.visitor();
    visitor
        .get(&path)
        .await
        .ok()
        .lacks_text("Not confirmed since");
    world.hub.clock().advance(TimeDelta::days(30));
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("Not confirmed since");
    visitor
        .get("/projects")
        .await
        .ok()
        .has_text("Not confirmed since");

    // Looking at the link changes nothing; pressing the button does, without signing in.
    let page = visitor.get(&link).await;
    page.ok()
        .has_text("Yes, nothing changed")
        .has_text("Bus stops in Ashford");
    assert!(confirmations(&world.hub).await.is_empty());
    let done = visitor.submit(&page, "ConfirmStillLive", &[]).await;
    done.ok().has_text("it is confirmed");
    let now = row(&world.hub).await;
    assert_eq!(now.confirmed_by, Some(world.ann.person().id));
    let db = world.hub.hub.database().reader();
    let uses = project_dataset::Entity::find().all(db).await.unwrap();
    assert!(!uses.is_empty());
    assert!(
        uses.iter()
            .all(|used| used.confirmed_at == now.confirmed_at)
    );
    visitor
        .get(&path)
        .await
        .ok()
        .lacks_text("Not confirmed since");
    let audit = confirmations(&world.hub).await;
    assert_eq!(audit.len(), 1);
    assert_eq!(audit[0].details["person"], world.ann.person().id);
    assert_eq!(audit[0].details["by"], "mail");

    // It works once.
    let again = visitor.submit(&page, "ConfirmStillLive", &[]).await;
    again.is(422).has_text("has been answered");
    visitor.get(&link).await.ok().has_text("nothing to answer");
    assert_eq!(confirmations(&world.hub).await.len(), 1);

    // Ninety days later comes the next question, and the old link stays void.
    world.hub.clock().advance(TimeDelta::days(91));
    assert_eq!(still_live::ask(&world.hub.hub).await.unwrap(), 1);
    let next = question(&world, &ann).await.unwrap();
    assert_ne!(next, link);
    visitor.get(&link).await.ok().has_text("nothing to answer");
    visitor
        .get(&next)
        .await
        .ok()
        .has_text("Yes, nothing changed");
}

#[actix_web::test]
async fn links_that_the_hub_did_not_make_or_that_no_longer_count_do_nothing() {
    let world = World::announced().await;
    live(&world).await;
    world.hub.clock().advance(TimeDelta::days(91));
    still_live::ask(&world.hub.hub).await.unwrap();
    let link = question(&world, &world.ann.person().email).await.unwrap();
    let visitor = world.hub.visitor();
    let token = link.trim_start_matches("/still-live/");
    let mut forged = URL_SAFE_NO_PAD.decode(token).unwrap();
    forged[7] ^= 1;
    let forged = URL_SAFE_NO_PAD.encode(&forged);
    for bad in [forged.as_str(), "nonsense", &token[..20]] {
        visitor.get(&format!("/still-live/{bad}")).await.is(404);
    }
    // Whoever left the partnership speaks for it no longer.
    let page = visitor.get(&link).await;
    let db = world.hub.hub.database().writer();
    hub_entity::project::project_partner::Entity::delete_many()
        .exec(db)
        .await
        .unwrap();
    visitor.submit(&page, "ConfirmStillLive", &[]).await.is(422);
    // Nor is a project that stopped confirmed, nor asked about.
    let mut stopped = row(&world.hub).await.into_active_model();
    stopped.state = Set(ProjectState::Stopped);
    stopped.update(db).await.unwrap();
    visitor.get(&link).await.ok().has_text("nothing to answer");
    world.hub.clock().advance(TimeDelta::days(91));
    assert_eq!(still_live::ask(&world.hub.hub).await.unwrap(), 0);
    assert!(confirmations(&world.hub).await.is_empty());
}

#[actix_web::test]
async fn partners_say_on_which_data_it_stands() {
    let world = World::announced().await;
    let path = live(&world).await;
    let page = world.ann.get(&format!("{path}/data")).await;
    let number = page
        .ok()
        .link("Change")
        .rsplit('=')
        .next()
        .unwrap()
        .to_owned();
    let change = world.ann.get(&format!("{path}/data?use={number}")).await;
    let wrong = [("input.since", "2099-01-01")];
    let page = world
        .ann
        .submit(change.ok(), "SaveProjectUse", &wrong)
        .await;
    page.is(422).has_text("Enter a day that has come already");
    let fields = [
        ("input.role", "SUPPORTING"),
        ("input.purpose", "Draws the map."),
        ("input.since", "2020-02-03"),
    ];
    let saved = world.ann.submit(&change, "SaveProjectUse", &fields).await;
    saved.ok().has_text("is saved").has_text("Supporting");
    let visitor = world.hub.visitor();
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("Draws the map.")
        .has_text("Since 3 February 2020.");
    let dataset = visitor.get(&format!("/datasets/{number}")).await;
    dataset
        .ok()
        .has_text("Supporting")
        .has_text("Bus stops of Ashford");

    // Somebody who still has the old page before them loses nothing, and overwrites nothing.
    let stale = world.ann.submit(&change, "SaveProjectUse", &fields).await;
    stale.is(409).has_text("Somebody else changed this");

    // What is no dataset, and a file that it does not have.
    let page = world.ann.get(&format!("{path}/data")).await;
    for (typed, says) in [
        ("", "Choose the dataset"),
        ("999", "no dataset with this number"),
    ] {
        let wrong = world
            .ann
            .submit(&page, "SaveProjectUse", &[("input.dataset", typed)])
            .await;
        wrong.is(422).has_text(says);
    }
    let project = row(&world.hub).await;
    let save = "mutation($i: SaveProjectUseInput!) { saveProjectUse(input: $i) { \
                userErrors { field code } } }";
    let input = json!({ "project": project.id, "version": project.version, "dataset": number,
        "role": "ESSENTIAL", "distribution": "https://elsewhere.example/stops.csv" });
    let answer = world.ann.graphql(save, json!({ "i": input })).await;
    let errors = &answer["data"]["saveProjectUse"]["userErrors"];
    assert_eq!(errors[0]["code"], "DISTRIBUTION_UNKNOWN", "{answer}");
    let answer = world.cat.graphql(save, json!({ "i": input })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");

    let change = world.ann.get(&format!("{path}/data?use={number}")).await;
    let gone = world.ann.submit(&change, "RemoveProjectUse", &[]).await;
    gone.ok().has_text("is taken from");
    visitor
        .get(&path)
        .await
        .ok()
        .has_text("It names no dataset");
}

#[actix_web::test]
async fn what_staff_edit_is_not_taken_for_a_confirmation() {
    let world = World::announced().await;
    let path = live(&world).await;
    let before = row(&world.hub).await;
    world.hub.clock().advance(TimeDelta::days(10));
    let form = world.sam.get(&format!("{path}/edit")).await;
    world
        .sam
        .submit(&form, "EditProject", &[("input.title", "Stops of Ashford")])
        .await
        .ok();
    let after = row(&world.hub).await;
    assert_eq!(after.confirmed_at, before.confirmed_at);
    assert!(!world.sam.get(&path).await.offers("ConfirmProject"));
    let page = world.ann.get(&path).await;
    let page = world.ann.submit(&page, "ConfirmProject", &[]).await;
    page.ok().has_text("confirmed today");
    assert!(row(&world.hub).await.confirmed_at > before.confirmed_at);
}
