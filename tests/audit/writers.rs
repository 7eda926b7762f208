//! Many who write at the same time, and the history from before there were chains.

use std::time::Duration;

use hub_domain::clock::Clock;
use hub_domain::database::{Database, Pool};
use hub_domain::random::Random;
use hub_domain::{Hub, Settings};
use hub_migration::{Migrator, MigratorTrait};
use sea_orm_migration::sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::json;
use tempfile::TempDir;

use super::{act, chains, deed, misfits, some_rows};
use crate::support::{TestHub, empty, is_postgres};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_who_write_at_once_keep_the_chains_whole() {
    let hub = TestHub::start().await;
    let tasks: Vec<_> = (0..50_i64)
        .map(|number| {
            let hub = hub.hub.clone();
            tokio::spawn(async move {
                for round in 0..4_i64 {
                    let challenge = Some(1 + number % 2);
                    let details = json!({ "number": number, "round": round });
                    // Some write to two chains in one transaction, in either order.
                    let mut deeds = vec![
                        deed("scored", challenge, details.clone()),
                        deed("noted", None, details),
                    ];
                    if number % 3 == 0 {
                        deeds.reverse();
                    }
                    act(&hub, &deeds).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert!(misfits(&hub.hub).await.is_empty());
    let rows: Vec<i64> = chains(&hub.hub).await.iter().map(|c| c.rows).collect();
    assert_eq!(rows, [200, 100, 100]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_challenge_does_not_wait_for_another() {
    if !is_postgres() {
        println!("SKIPPED: SQLite has one writer anyhow");
        return;
    }
    let hub = TestHub::start().await;
    some_rows(&hub.hub).await;
    // Somebody is about to commit something of challenge 3.
    let other = hub.hub.database().writer().begin().await.unwrap();
    other
        .execute_unprepared("SELECT * FROM audit_head WHERE chain = 3 FOR UPDATE")
        .await
        .unwrap();
    let write = |challenge| {
        let hub = hub.hub.clone();
        tokio::spawn(async move { act(&hub, &[deed("scored", challenge, json!({}))]).await })
    };
    let long = Duration::from_secs(20);
    for free in [Some(4), None] {
        let done = tokio::time::timeout(long, write(free)).await;
        done.unwrap().unwrap().unwrap();
    }
    let mut waits = write(Some(3));
    let early = tokio::time::timeout(Duration::from_millis(300), &mut waits).await;
    assert!(early.is_err(), "the same challenge waits");
    other.commit().await.unwrap();
    let done = tokio::time::timeout(long, waits).await;
    done.unwrap().unwrap().unwrap();
    assert!(misfits(&hub.hub).await.is_empty());
}

#[tokio::test]
async fn a_transaction_takes_three_statements_for_a_chain_however_many_rows_it_adds() {
    let hub = TestHub::start().await;
    let count = |rows: usize| {
        let hub = hub.hub.clone();
        async move {
            let deeds: Vec<_> = (0..rows)
                .map(|_| deed("scored", Some(1), json!({})))
                .collect();
            let before = hub.database().statements();
            act(&hub, &deeds).await.unwrap();
            hub.database().statements() - before
        }
    };
    let one = count(1).await;
    assert_eq!(count(30).await, one);
    assert!(one <= 3, "{one}");
    // More than one statement holds.
    count(1200).await;
    assert!(misfits(&hub.hub).await.is_empty());
}

#[tokio::test]
async fn what_was_recorded_before_there_were_chains_becomes_their_beginning() {
    let folder = TempDir::new().unwrap();
    let url = if is_postgres() {
        empty().await
    } else {
        format!("sqlite://{}", folder.path().join("old.db").display())
    };
    let pool = Pool {
        connections: 4,
        ..Pool::default()
    };
    let database = Database::open(&url, pool).await.unwrap();
    let db = database.writer();
    let before = Migrator::migrations()
        .iter()
        .position(|migration| migration.name().ends_with("_audit_chain"))
        .unwrap();
    let steps = u32::try_from(before).unwrap();
    Migrator::up(db, Some(steps)).await.unwrap();
    let details =
        r#"{"before": {"b": [1, null], "a": "Tëxt\n\u001f"}, "levels": [3, 2.50], "z": true}"#;
    for number in 0..1203 {
        let challenge = match number % 3 {
            0 => "NULL".to_owned(),
            other => other.to_string(),
        };
        let actor = if number % 2 == 0 { "NULL" } else { "5" };
        let sql = format!(
            "INSERT INTO audit (at, actor_id, action, object_kind, object_id, challenge_id, details) \
             VALUES ('2026-11-24T09:30:{:02}.{number:06}+00:00', {actor}, 'old_{number}', 'thing', 1, \
             {challenge}, '{details}')",
            number % 60
        );
        db.execute_unprepared(&sql).await.unwrap();
    }
    Migrator::up(db, None).await.unwrap();
    let settings = Settings {
        public_url: "http://localhost".into(),
        site_name: "Hub".into(),
        demo: false,
    };
    let hub = Hub::new(database, Clock::system(), Random::seeded(1), settings);
    assert!(misfits(&hub).await.is_empty(), "{:?}", misfits(&hub).await);
    let rows: Vec<_> = chains(&hub).await.iter().map(|c| c.rows).collect();
    assert_eq!(rows, [401, 401, 401]);
    act(&hub, &[deed("new", Some(1), json!({}))]).await.unwrap();
    let found = chains(&hub).await;
    assert_eq!((found[1].rows, &found[1].misfit), (402, &None));
    hub.database().clone().close().await;
}
