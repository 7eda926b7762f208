//! The record of who did what: chains of hashes in which a changed byte is found.

mod command;
mod tamper;
mod writers;

use hub_domain::context::{Actor, Viewer};
use hub_domain::platform::audit::verify::{Chain, Misfit, verify};
use hub_domain::platform::audit::{self, Entry};
use hub_domain::{Caller, Hub, Result};
use serde_json::{Value, json};

use crate::support::TestHub;

/// What is done in these tests, by whom, in which challenge.
#[derive(Clone)]
struct Deed {
    actor: Option<i64>,
    action: &'static str,
    challenge: Option<i64>,
    details: Value,
}

fn deed(action: &'static str, challenge: Option<i64>, details: Value) -> Deed {
    Deed {
        actor: Some(7),
        action,
        challenge,
        details,
    }
}

/// Does these deeds in one transaction.
async fn act(hub: &Hub, deeds: &[Deed]) -> Result<()> {
    let caller = Caller {
        viewer: deeds[0].actor.map_or(Viewer::System, |id| {
            Viewer::Person(Actor {
                id,
                handle: "ann".into(),
                name: "Ann".into(),
                confirmed: true,
                role: hub_domain::account::SiteRole::Member,
                organisations: Vec::new(),
                programmes: Vec::new(),
                may_write: true,
            })
        }),
        ..Caller::default()
    };
    let deeds = deeds.to_vec();
    hub.write(&caller, |ctx| {
        let deeds = deeds.clone();
        Box::pin(async move {
            for deed in deeds {
                let entry = Entry {
                    action: deed.action,
                    object_kind: "thing",
                    object_id: 42,
                    challenge_id: deed.challenge,
                    details: deed.details,
                };
                audit::record(ctx, entry).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Some rows of the site and of two challenges.
async fn some_rows(hub: &Hub) {
    let texts = json!({ "before": "Tëxt\n", "after": "Text", "reason": "A \"slip\"" });
    let numbers = json!({ "levels": [3, 2.5, 1e30, 0.1, 4.0], "total": 9_007_199_254_740_993_u64 });
    act(hub, &[deed("first", None, json!({}))]).await.unwrap();
    act(hub, &[deed("second", None, texts)]).await.unwrap();
    let mut by_clock = deed("opened", Some(3), json!({ "before": null, "at": "2026" }));
    by_clock.actor = None;
    act(hub, &[by_clock]).await.unwrap();
    let both = [
        deed("scored", Some(3), numbers),
        deed("scored", Some(3), json!({ "list": [null, true] })),
        deed("noted", None, json!(["no", "object"])),
        deed("opened", Some(4), json!({ "x": { "b": 1, "a": 2 } })),
    ];
    act(hub, &both).await.unwrap();
}

async fn chains(hub: &Hub) -> Vec<Chain> {
    verify(hub.database(), &[]).await.unwrap()
}

/// The rows that do not fit, with the name of their chain.
async fn misfits(hub: &Hub) -> Vec<(String, Misfit)> {
    let chains = chains(hub).await.into_iter();
    chains
        .filter_map(|chain| Some((chain.chain, chain.misfit?)))
        .collect()
}

#[tokio::test]
async fn each_chain_counts_for_itself_and_fits() {
    let hub = TestHub::start().await;
    assert!(chains(&hub.hub).await.is_empty());
    some_rows(&hub.hub).await;
    let found = chains(&hub.hub).await;
    let rows: Vec<_> = found.iter().map(|c| (c.chain.as_str(), c.rows)).collect();
    assert_eq!(rows, [("0", 3), ("3", 3), ("4", 1)]);
    assert!(
        found.iter().all(|chain| chain.misfit.is_none()),
        "{found:?}"
    );
}

#[tokio::test]
async fn what_fails_leaves_no_row_and_no_gap() {
    let hub = TestHub::start().await;
    some_rows(&hub.hub).await;
    let outcome: Result<()> = hub
        .hub
        .write(&Caller::system(), |ctx| {
            Box::pin(async move {
                let entry = Entry {
                    action: "undone",
                    object_kind: "thing",
                    object_id: 1,
                    challenge_id: Some(3),
                    details: json!({}),
                };
                audit::record(ctx, entry).await?;
                Err(hub_domain::Error::Conflict)
            })
        })
        .await;
    assert!(outcome.is_err());
    act(&hub.hub, &[deed("next", Some(3), json!({}))])
        .await
        .unwrap();
    assert!(misfits(&hub.hub).await.is_empty());
    assert_eq!(chains(&hub.hub).await[1].rows, 4);
}

#[tokio::test]
async fn everybody_sees_where_the_chains_end_and_nothing_that_is_hidden() {
    let hub = TestHub::start_demo().await;
    let page = hub.visitor().get("/audit").await;
    page.ok();
    let found = chains(&hub.hub).await;
    assert!(found.len() > 3 && found.iter().all(|chain| chain.misfit.is_none()));
    for chain in &found {
        page.has_text(&chain.hash);
    }
    page.has_text(&audit::verify::over(&found));
    // What a visitor may not see is there by its number alone.
    use hub_entity::challenge::{ChallengeState, challenge};
    use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let drafts = challenge::Entity::find()
        .filter(challenge::Column::State.is_in([ChallengeState::Draft, ChallengeState::InReview]))
        .all(hub.hub.database().reader())
        .await
        .unwrap();
    assert!(!drafts.is_empty());
    for draft in drafts {
        let title = &draft.title;
        assert!(!page.html.contains(title), "{title} is no secret any more");
        page.has_text(&format!("Challenge {}", draft.id));
    }
    // Nobody is named in the details, so that a person can be erased.
    nobody_is_named(&hub).await;
}

async fn nobody_is_named(hub: &TestHub) {
    use hub_entity::account::person;
    use hub_entity::platform::audit as table;
    use sea_orm_migration::sea_orm::EntityTrait;
    let db = hub.hub.database().reader();
    let people = person::Entity::find().all(db).await.unwrap();
    let rows = table::Entity::find().all(db).await.unwrap();
    assert!(people.len() > 5 && rows.len() > 100);
    for row in rows {
        let details = row.details.to_string();
        for one in &people {
            for word in [&one.name, &one.email] {
                assert!(!details.contains(word), "{}: {details}", row.action);
            }
        }
    }
}
