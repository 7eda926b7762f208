//! The outbox: mail goes out once, is tried again, and in the end is visibly dead.

use chrono::TimeDelta;
use hub::mail::Sent;
use hub_domain::platform::letter::Letter;
use hub_domain::platform::outbox::{self, Recipient};
use hub_entity::platform::{MailState, event, mail};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::support::TestHub;

async fn send(hub: &TestHub, occasion: &'static str) {
    hub.write(|ctx| {
        Box::pin(async move {
            let to = Recipient::address("ann@example.org");
            outbox::send(ctx, &to, occasion, &Letter::Test {}).await
        })
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn one_occasion_makes_one_mail() {
    let hub = TestHub::start().await;
    send(&hub, "same").await;
    send(&hub, "same").await;
    send(&hub, "another").await;
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 2);
    assert!(mails[0].text.contains("You get this because"));
    assert!(hub.mails().await.is_empty());
}

#[tokio::test]
async fn a_mail_that_fails_is_tried_again_with_the_same_id_and_dies_visibly() {
    let hub = TestHub::start().await;
    send(&hub, "first").await;
    hub.outbox().answer_next([Sent::Retry("451 busy".into())]);
    assert!(hub.mails().await.is_empty());
    let row = mail::Entity::find()
        .one(hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((row.state, row.attempts), (MailState::Queued, 1));
    assert_eq!(row.state_reason, "451 busy");
    assert!(
        hub.mails().await.is_empty(),
        "it waits before it is tried again"
    );
    hub.clock().advance(TimeDelta::minutes(2));
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].message_id.contains(&row.message_id));

    send(&hub, "second").await;
    hub.outbox()
        .answer_next((0..20).map(|_| Sent::Retry("451 busy".into())));
    for _ in 0..12 {
        assert!(hub.mails().await.is_empty());
        hub.clock().advance(TimeDelta::days(2));
    }
    let rows = mail::Entity::find()
        .all(hub.hub.database().reader())
        .await
        .unwrap();
    let dead: Vec<_> = rows
        .iter()
        .filter(|row| row.state == MailState::Dead)
        .collect();
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].attempts, 8);
}

#[tokio::test]
async fn what_a_worker_claimed_and_dropped_is_claimed_again() {
    let hub = TestHub::start().await;
    send(&hub, "once").await;
    let claimed = hub_domain::platform::delivery::claim(&hub.hub, 10)
        .await
        .unwrap();
    assert_eq!(claimed.len(), 1);
    assert!(hub.mails().await.is_empty(), "another worker holds it");
    hub.clock().advance(TimeDelta::minutes(3));
    assert_eq!(hub.mails().await.len(), 1);
    // The first worker wakes up late, and changes nothing.
    let late = hub_domain::platform::delivery::Outcome::Retry("late".into());
    let rendered = hub_domain::platform::delivery::Rendered::default();
    hub_domain::platform::delivery::settle(&hub.hub, &claimed[0], &rendered, &late)
        .await
        .unwrap();
    let row = mail::Entity::find()
        .one(hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.state, MailState::Sent);
}

#[tokio::test]
async fn an_event_that_nobody_here_can_read_holds_nothing_up() {
    let hub = TestHub::start().await;
    let db = hub.hub.database().writer();
    // One of a newer release, which is left to it, and a broken one, which is given up.
    for (kind, payload) in [
        ("moon_rose", json!({ "kind": "moon_rose" })),
        (
            "post_created",
            json!({ "kind": "post_created", "topic_id": "?" }),
        ),
    ] {
        event::ActiveModel {
            kind: Set(kind.to_owned()),
            version: Set(1),
            actor_id: Set(None),
            object_kind: Set("post".to_owned()),
            object_id: Set(1),
            at: Set(hub.clock().now()),
            payload: Set(payload),
            fanned_out_at: Set(None),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
    }
    send(&hub, "behind").await;
    assert_eq!(hub.mails().await.len(), 1);
    let waiting = event::Entity::find()
        .filter(event::Column::FannedOutAt.is_null())
        .all(db)
        .await
        .unwrap();
    let kinds: Vec<_> = waiting.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["moon_rose"]);
}
