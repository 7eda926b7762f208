//! Fifty people edit one score card at the same time: every accepted write is a version, and
//! nothing is overwritten silently.
//!
//! A score card belongs to one judge, so that the fifty are one account in as many browsers. Each
//! saves twenty times, and a hundred times where `HUB_FULL_EDITORS=1` asks for it, which takes
//! minutes in a debug build.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use chrono::TimeDelta;
use hub_entity::account::session;
use hub_entity::challenge::{review, review_version};
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::{Value, json};

use crate::judging_world::World;
use crate::support::Browser;

const PEOPLE: usize = 50;

/// How often each saves.
fn edits() -> usize {
    let whole = std::env::var_os("HUB_FULL_EDITORS").is_some();
    if whole { 100 } else { 20 }
}

/// Another browser in which somebody is signed in.
async fn another(world: &World, who: &Browser, number: usize) -> Browser {
    let now = world.hub.clock().now();
    let token = format!("session-{number}");
    session::ActiveModel {
        token_hash: Set(hub_domain::random::token_hash(&token)),
        person_id: Set(who.person().id),
        csrf: Set(format!("csrf-{number}")),
        user_agent: Set("test".into()),
        address: Set("127.0.0.1".into()),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + TimeDelta::days(365)),
        ..Default::default()
    }
    .insert(world.hub.hub.database().writer())
    .await
    .unwrap();
    Browser::new(&world.hub.url, Some((who.person().clone(), token)))
}

/// One of the fifty.
struct Editor {
    browser: Browser,
    number: usize,
    judge: String,
    proposal: String,
    card: String,
    criterion: i64,
    /// The version that it saw last.
    version: i64,
    /// What was accepted, by version.
    accepted: Vec<(i64, String)>,
    refused: usize,
}

impl Editor {
    fn words(&self, edit: usize) -> String {
        format!("Person {}, edit {edit}.", self.number)
    }

    /// What is saved now, as somebody sees it who is told of a conflict.
    async fn look(&mut self) -> String {
        let query = "query($j: String!, $p: String!) { scoreCard(judge: $j, proposal: $p) { \
                     version comment } }";
        let keys = json!({ "j": self.judge, "p": self.proposal });
        let answer = self.browser.graphql(query, keys).await;
        let card = &answer["data"]["scoreCard"];
        self.version = card["version"].as_i64().unwrap();
        card["comment"].as_str().unwrap().to_owned()
    }

    /// Saves with the version that was seen last.
    async fn save(&mut self, edit: usize) {
        let words = self.words(edit);
        let mutation = "mutation($i: SaveReviewInput!) { saveReview(input: $i) { \
                        review { version } userErrors { code } } }";
        let score = json!({ "criterion": self.criterion, "level": edit % 5, "comment": words });
        let input = json!({ "judge": self.judge, "proposal": self.proposal,
            "version": self.version, "comment": words, "scores": [score] });
        let answer = self.browser.graphql(mutation, json!({ "i": input })).await;
        let saved = answer["data"]["saveReview"]["review"]["version"].as_i64();
        if let Some(version) = saved {
            self.version = version;
            self.accepted.push((version, words));
            // Types the next, so that others have their turn.
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
        } else {
            assert_eq!(code(&answer), "CONFLICT", "{answer}");
            self.refused += 1;
            // Each thinks for another time, so that not all come back at once.
            let pause = (self.number * 37 + edit * 101) % 600;
            tokio::time::sleep(std::time::Duration::from_millis(pause as u64)).await;
            assert_ne!(self.look().await, words, "what was refused is not saved");
        }
    }

    /// Saves through the page, from a form that others have overtaken by then, perhaps.
    async fn save_on_page(&mut self, edit: usize) {
        let words = self.words(edit);
        let form = self.browser.get(&self.card).await;
        form.ok();
        // Somebody who thinks for a while.
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        let level = (edit % 5).to_string();
        let fields = [
            ("input.comment", words.as_str()),
            ("input.scores.0.level", level.as_str()),
            ("input.scores.0.comment", words.as_str()),
        ];
        let seen: i64 = form.value("input.version").parse().unwrap();
        let answer = self.browser.submit(&form, "SaveReview", &fields).await;
        if answer.status == 200 {
            self.accepted.push((seen + 1, words));
            return;
        }
        answer.is(409).has_text("What is saved, and what you typed");
        self.refused += 1;
        let both = ["Saved", "You typed"]
            .map(|label| answer.texts(&format!("td[data-label='{label}']")).join(" "));
        assert!(both[1].contains(&words), "{both:?}");
        assert!(both[0].contains("Person "), "{both:?}");
        assert!(!both[0].contains(&words), "{both:?}");
        assert_eq!(
            answer.value("input.comment"),
            words,
            "nothing typed is lost"
        );
    }
}

fn code(answer: &Value) -> &str {
    let refused = answer.pointer("/errors/0/extensions/code");
    let wrong = answer.pointer("/data/saveReview/userErrors/0/code");
    refused.or(wrong).and_then(Value::as_str).unwrap_or("")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_people_edit_one_card_and_nothing_is_overwritten_silently() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &desk, &[false, false, false])
        .await;
    let db = world.hub.hub.database().reader().clone();
    let criteria = hub_domain::judging::read::criteria(&db, world.challenge.id);
    let criterion = criteria.await.unwrap()[0].id;
    let began = Instant::now();
    let start = Arc::new(tokio::sync::Barrier::new(PEOPLE));
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        let mut editor = Editor {
            browser: another(&world, &world.kim, number).await,
            number,
            judge: desk.trim_start_matches("/judging/").to_owned(),
            proposal: world.proposals[0].key.clone(),
            card: world.card(&desk, 0),
            criterion,
            version: 0,
            accepted: Vec::new(),
            refused: 0,
        };
        let start = start.clone();
        people.push(tokio::spawn(async move {
            start.wait().await;
            for edit in 0..edits() {
                if edit % 20 == number % 20 {
                    editor.save_on_page(edit).await;
                } else {
                    editor.save(edit).await;
                }
            }
            editor
        }));
    }
    let (mut accepted, mut refused) = (BTreeMap::new(), 0);
    let mut winners = BTreeSet::new();
    for one in people {
        let editor = one.await.unwrap();
        assert_eq!(editor.accepted.len() + editor.refused, edits());
        refused += editor.refused;
        for (version, words) in editor.accepted {
            winners.insert(editor.number);
            let twice = accepted.insert(version, words);
            assert!(twice.is_none(), "{version} was given twice: {twice:?}");
        }
    }
    println!(
        "{PEOPLE} × {}: {} accepted, {refused} told of a conflict, in {:.1} s",
        edits(),
        accepted.len(),
        began.elapsed().as_secs_f32()
    );
    assert_eq!(accepted.len() + refused, PEOPLE * edits());
    assert!(winners.len() > 1 && refused > 0, "they did meet");

    let rows = review_version::Entity::find()
        .order_by_asc(review_version::Column::Number)
        .all(&db)
        .await
        .unwrap();
    let kept: BTreeMap<i64, String> = rows
        .iter()
        .map(|row| {
            let text = row.content["comment"].as_str().unwrap().to_owned();
            assert_eq!(row.content["scores"][0]["comment"], text.as_str());
            (i64::from(row.number), text)
        })
        .collect();
    assert_eq!(
        rows.len(),
        accepted.len(),
        "a version for each accepted write"
    );
    assert_eq!(kept, accepted, "every accepted text is kept as it was sent");
    let texts: BTreeSet<&String> = kept.values().collect();
    assert_eq!(texts.len(), kept.len(), "each is found once");
    let last = i64::try_from(accepted.len()).unwrap();
    let numbers: Vec<i64> = kept.keys().copied().collect();
    assert_eq!(numbers, (1..=last).collect::<Vec<_>>(), "without gaps");
    let review = review::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!(i64::from(review.version), last);
    assert_eq!(review.comment, accepted[&last]);
    let audited: BTreeSet<i64> = audit::Entity::find()
        .filter(audit::Column::ObjectId.eq(review.id))
        .filter(audit::Column::Action.eq("review_saved"))
        .all(&db)
        .await
        .unwrap()
        .iter()
        .map(|row| row.details["version"].as_i64().unwrap())
        .collect();
    assert_eq!(audited, numbers.into_iter().collect(), "a row for each");
    let saved = audit::Entity::find()
        .filter(audit::Column::Action.eq("review_saved"))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(saved.len(), accepted.len(), "and one alone");
}
