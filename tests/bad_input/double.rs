//! The same form sent twice, one after the other and at once, makes one.

use hub_entity::catalogue::dataset;
use hub_entity::challenge::{challenge, proposal};
use hub_entity::community::community;
use hub_entity::forum::topic;
use hub_entity::organisation::organisation;
use hub_entity::project::project_update;
use sea_orm_migration::sea_orm::{EntityTrait, PaginatorTrait};

use crate::judging_world::World;
use crate::support::Browser;

/// Sends a form three times, two of them at once.
async fn thrice(who: &Browser, path: &str, mutation: &str, fields: &[(&str, &str)]) {
    let page = who.get(path).await;
    page.ok();
    let (first, second) = tokio::join!(
        who.submit(&page, mutation, fields),
        who.submit(&page, mutation, fields)
    );
    let third = who.submit(&page, mutation, fields).await;
    let made = third.ok().path.clone();
    for page in [first, second] {
        assert_eq!(page.ok().path, made, "{mutation}");
    }
}

macro_rules! makes_one {
    ($world:expr, $entity:ident, $act:expr) => {
        let db = $world.hub.hub.database().reader();
        let before = $entity::Entity::find().count(db).await.unwrap();
        $act.await;
        let after = $entity::Entity::find().count(db).await.unwrap();
        assert_eq!(after, before + 1, stringify!($entity));
    };
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one() {
    let world = World::build().await;
    let (ann, sam) = (&world.ann, &world.sam);
    let council = world.councils[0].id.to_string();
    let fields = [
        ("input.organisation", council.as_str()),
        ("input.title", "Benches"),
        ("input.description", "Each row is a bench."),
        ("input.landingPage", "https://ashford.example/benches"),
    ];
    makes_one!(
        world,
        dataset,
        thrice(ann, "/datasets/new", "SaveDataset", &fields)
    );
    let fields = [("input.name", "Open Bytes Ltd")];
    let path = "/organisations/new";
    makes_one!(
        world,
        organisation,
        thrice(ann, path, "CreateOrganisation", &fields)
    );
    let fields = [
        ("input.publisher", council.as_str()),
        ("input.title", "Fewer cold benches"),
    ];
    let path = "/challenges/new";
    makes_one!(
        world,
        challenge,
        thrice(ann, path, "CreateChallenge", &fields)
    );
    let fields = [
        ("input.title", "Warm benches"),
        ("input.organisation", council.as_str()),
    ];
    let path = world.page("propose");
    makes_one!(
        world,
        proposal,
        thrice(ann, &path, "StartProposal", &fields)
    );
    let fields = [
        ("input.name", "Bench people"),
        ("input.summary", "Those who sit."),
    ];
    let path = "/communities/new";
    makes_one!(
        world,
        community,
        thrice(sam, path, "CreateCommunity", &fields)
    );
    let new = ann.get("/forum/new").await;
    let category = new.attr("[name='input.category']", "value");
    let fields = [
        ("input.title", "Where do you sit?"),
        ("input.category", category.as_str()),
        ("input.body", "Here or there?"),
    ];
    makes_one!(
        world,
        topic,
        thrice(ann, "/forum/new", "CreateTopic", &fields)
    );
}

#[tokio::test]
async fn news_that_is_sent_twice_is_posted_once() {
    let world = World::announced().await;
    let project = world.ann.get("/projects").await;
    let path = format!("{}/updates/new", project.link("Bus stops of Ashford"));
    let fields = [
        ("input.title", "First map"),
        ("input.body", "It has every stop."),
    ];
    makes_one!(
        world,
        project_update,
        thrice(&world.ann, &path, "PostUpdate", &fields)
    );
}
