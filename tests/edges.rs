//! Every edge of the state machines of proposals, reviews and milestones: from each state, each
//! step is taken or refused as a table says that is written down here a second time. What is taken
//! is one row of the audit; what is refused says why, and changes nothing. Challenges are walked in
//! `challenge_states`.

mod milestone;
mod proposal;
mod review;

use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use crate::support::{Browser, TestHub};

/// What a step leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// To another state, or on to the same, with these rows of the audit.
    To(&'static str, &'static [&'static str]),
    /// It stands so already: nothing is done, and nothing is wrong.
    Same,
    /// It is refused with this code.
    No(&'static str),
}

/// Asks for something: the code of what is wrong, or nothing.
async fn ask(who: &Browser, mutation: &str, input: &Value) -> String {
    let kind = match mutation {
        "submitReview" => "SaveReview".to_owned(),
        other => format!("{}{}", other[..1].to_uppercase(), &other[1..]),
    };
    let document = format!(
        "mutation($i: {kind}Input!) {{ {mutation}(input: $i) {{ userErrors {{ field code message \
         }} }} }}"
    );
    let answer = who.graphql(&document, json!({ "i": input })).await;
    if let Some(error) = answer.pointer("/errors/0") {
        return error["extensions"]["code"].as_str().unwrap().to_owned();
    }
    let errors = &answer["data"][mutation]["userErrors"];
    let Some(first) = errors.as_array().unwrap().first() else {
        return String::new();
    };
    let message = first["message"].as_str().unwrap();
    assert!(message.len() > 10, "it says why: {answer}");
    first["code"].as_str().unwrap().to_owned()
}

/// The actions that the audit notes, after so many.
async fn actions(hub: &TestHub, after: usize) -> Vec<String> {
    let rows = audit::Entity::find()
        .order_by_asc(audit::Column::Chain)
        .order_by_asc(audit::Column::Seq)
        .all(hub.hub.database().reader())
        .await
        .unwrap();
    // By time, because there are several chains.
    let mut rows: Vec<_> = rows.into_iter().map(|r| (r.at, r.seq, r.action)).collect();
    rows.sort();
    rows.into_iter()
        .skip(after)
        .map(|(_, _, action)| action)
        .collect()
}

/// Compares what came of a step with what should have.
#[track_caller]
fn compare(case: &str, wanted: Leads, found: (&str, &str, &[String]), before: (&str, bool)) {
    let (code, state, actions) = found;
    let (from, unchanged) = before;
    match wanted {
        Leads::To(to, rows) => {
            assert_eq!((code, state), ("", to), "{case}");
            assert_eq!(actions, rows, "{case}");
        }
        Leads::Same => {
            assert_eq!((code, state), ("", from), "{case}");
            assert!(unchanged && actions.is_empty(), "{case}: {actions:?}");
        }
        Leads::No(why) => {
            assert_eq!((code, state), (why, from), "{case}");
            assert!(unchanged && actions.is_empty(), "{case}: {actions:?}");
        }
    }
}
