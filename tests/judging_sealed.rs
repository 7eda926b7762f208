//! Who looked at what is sealed: once a day in the audit, and in a list for staff.

use chrono::TimeDelta;
use hub_domain::platform::audit::verify::verify;
use hub_entity::challenge::sealed_view;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::judging_world::{World, staff_of};
use crate::support::Browser;

const RANKING: &str = "query($n: Int!) { challenge(number: $n) { judging { ranking { mean } } } }";

/// What somebody looked at, as the audit has it: what, and the number of the thing.
async fn looked(world: &World, who: &Browser) -> Vec<(String, i64)> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq("sealed_viewed"))
        .filter(audit::Column::ActorId.eq(who.person().id))
        .filter(audit::Column::Chain.eq(world.challenge.id))
        .order_by_asc(audit::Column::Seq)
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    rows.into_iter()
        .map(|row| {
            let what = row.details["what"].as_str().unwrap().to_owned();
            (what, row.object_id)
        })
        .collect()
}

/// Fails unless every chain of the audit fits.
async fn fits(world: &World) {
    let chains = verify(world.hub.hub.database(), &[]).await.unwrap();
    assert!(!chains.is_empty());
    assert!(
        chains.iter().all(|chain| chain.misfit.is_none()),
        "{chains:?}"
    );
}

/// Kim has scored the first two proposals.
async fn scored() -> (World, String) {
    score_by_kim(World::build().await).await
}

async fn score_by_kim(world: World) -> (World, String) {
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    for proposal in [0, 1] {
        world.score(&world.kim, &desk, proposal, ["3", "4"]).await;
    }
    (world, desk)
}

#[actix_web::test]
async fn the_first_look_of_a_day_writes_a_row_and_no_other_does() {
    let (world, _) = scored().await;
    let (sam, number) = (&world.sam, world.challenge.id);
    for _ in 0..2 {
        sam.get(&world.page("ranking")).await.ok();
        sam.graphql(RANKING, json!({ "n": number })).await;
    }
    let ranking = ("ranking".to_owned(), number);
    assert_eq!(looked(&world, sam).await, std::slice::from_ref(&ranking));
    let key = &world.proposals[0].key;
    for _ in 0..2 {
        let page = sam.get(&world.page(&format!("decision/{key}"))).await;
        page.ok().has_text("The need is shown.");
        sam.get(&world.page("moderation")).await.ok();
    }
    let reviews = ("reviews".to_owned(), world.proposals[0].id);
    let apart = ("disagreements".to_owned(), number);
    let expected = [ranking.clone(), reviews, apart];
    assert_eq!(looked(&world, sam).await, expected);
    world.hub.clock().advance(TimeDelta::days(1));
    sam.get(&world.page("ranking")).await.ok();
    assert_eq!(looked(&world, sam).await.last(), Some(&ranking));
    assert_eq!(looked(&world, sam).await.len(), 4);

    // A program that asks leaves the same trace, with a token that only reads.
    let max = world.hub.staff("max").await;
    let answer = max.graphql(RANKING, json!({ "n": number })).await;
    assert!(answer["data"]["challenge"]["judging"]["ranking"].is_array());
    assert_eq!(looked(&world, &max).await, [ranking]);

    fits(&world).await;
}

#[actix_web::test]
async fn who_is_refused_leaves_no_row() {
    let world = World::build().await;
    let judging = world.hub.staff("max").await;
    world.appoint(&judging).await;
    let world = score_by_kim(world).await.0;
    let number = world.challenge.id;
    let interested = staff_of(&world, "ida", world.councils[0].id).await;
    for who in [&world.ann, &world.jo, &interested] {
        for page in ["ranking", "moderation", "views"] {
            who.get(&world.page(page)).await.is(404);
        }
        who.graphql(RANKING, json!({ "n": number })).await;
        assert_eq!(looked(&world, who).await, []);
    }
    judging
        .get(&world.page("ranking"))
        .await
        .ok()
        .lacks_text("85.0");
    judging.get(&world.page("views")).await.is(404);
    assert_eq!(looked(&world, &judging).await, []);
    let visitor = world.hub.visitor();
    visitor.get(&world.page("ranking")).await.is(404);
    let db = world.hub.hub.database().reader();
    let others =
        sealed_view::Entity::find().filter(sealed_view::Column::PersonId.ne(world.kim.person().id));
    assert_eq!(others.count(db).await.unwrap(), 0);
}

#[actix_web::test]
async fn that_a_judge_reads_a_proposal_is_noted_once() {
    let (world, desk) = scored().await;
    let of = |at: usize| ("proposal".to_owned(), world.proposals[at].id);
    assert_eq!(looked(&world, &world.kim).await, [of(0), of(1)]);
    world.hub.clock().advance(TimeDelta::days(1));
    world.kim.get(&world.card(&desk, 0)).await.ok();
    world.kim.get(&desk).await.ok();
    assert_eq!(looked(&world, &world.kim).await.len(), 2);
    // All that is printed is read; so is what is opened at its own address.
    world.kim.get(&format!("{desk}/print")).await.ok();
    let rows = looked(&world, &world.kim).await;
    assert_eq!(rows, [of(0), of(1), of(2)]);
    let jo = world.appoint(&world.jo).await;
    world.declare(&world.jo, &jo, &[false, false]).await;
    assert_eq!(looked(&world, &world.jo).await, []);
    let address = format!("/proposals/{}", world.proposals[1].key);
    world.jo.get(&address).await.ok();
    assert_eq!(looked(&world, &world.jo).await, [of(1)]);
    world.jo.get(&world.card(&jo, 2)).await.is(404);
    assert_eq!(looked(&world, &world.jo).await, [of(1)]);
    // Partners and staff who read it are not judges.
    world
        .ann
        .get(&format!("/proposals/{}", world.proposals[0].key))
        .await
        .ok();
    assert_eq!(looked(&world, &world.ann).await, []);
}

#[actix_web::test]
async fn a_judge_who_reads_the_reviews_of_others_and_staff_are_listed() {
    let (world, _) = scored().await;
    let jo = world.appoint(&world.jo).await;
    world.declare(&world.jo, &jo, &[false, false]).await;
    world.score(&world.jo, &jo, 0, ["1", "1"]).await;
    world.hub.clock().advance(TimeDelta::days(8));
    let talk = format!("/proposals/{}/discussion", world.proposals[0].key);
    world.jo.get(&talk).await.ok();
    let of = |what: &str| (what.to_owned(), world.proposals[0].id);
    let rows = looked(&world, &world.jo).await;
    assert_eq!(rows, [of("proposal"), of("reviews")]);

    world.sam.get(&world.page("ranking")).await.ok();
    let views = world.sam.get(&world.page("decision")).await;
    let link = views.ok().link("See who has looked at sealed things");
    let page = world.sam.get(&link).await;
    let listed = page.ok().texts("tbody tr");
    assert!(
        listed[0].contains("sam") || listed[0].contains("Sam"),
        "{listed:?}"
    );
    assert!(listed[0].contains("Ranking"), "{listed:?}");
    assert!(
        listed[1].contains("Reviews: Bus stops of Ashford"),
        "{listed:?}"
    );
    // The page of judges, which Sam saw as well, says how many reviews are in and no more.
    assert_eq!(listed.len(), 5, "{listed:?}");
    // It is no part of the history that the publisher's officers read.
    world.sam.get(&world.page("manage")).await.ok();
}

#[actix_web::test]
async fn two_first_looks_at_once_make_one_row() {
    let (world, _) = scored().await;
    let path = world.page("ranking");
    let looks = (0..6).map(|_| world.sam.get(&path));
    for page in futures_util::future::join_all(looks).await {
        page.ok();
    }
    assert_eq!(looked(&world, &world.sam).await.len(), 1);
    fits(&world).await;
}

#[actix_web::test]
async fn who_prepares_the_announcement_sees_the_order_of_the_scores() {
    let (world, _) = scored().await;
    let (sam, number) = (&world.sam, world.challenge.id);
    let letters = "query($n: Int!) { challenge(number: $n) { judging { announcement {
        letters { title } } } } }";
    sam.graphql(letters, json!({ "n": number })).await;
    let ranking = ("ranking".to_owned(), number);
    assert_eq!(looked(&world, sam).await, [ranking]);
}
