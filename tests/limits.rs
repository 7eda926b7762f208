//! Rate limits: an office gets in, a guesser does not, and aliases do not help.

use std::fmt::Write as _;

use hub_domain::account::password::Password;
use hub_entity::account::person;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::support::TestHub;

const PASSWORD: &str = "three words and a bus";

async fn give_password(hub: &TestHub, handles: &[String]) {
    let hash = Password::parse("p", PASSWORD, &[])
        .unwrap()
        .hash(&hub.hub)
        .await
        .unwrap();
    for handle in handles {
        let db = hub.hub.database().writer();
        let found = person::Entity::find()
            .filter(person::Column::Handle.eq(handle))
            .one(db)
            .await
            .unwrap()
            .unwrap();
        person::ActiveModel {
            id: Set(found.id),
            password_hash: Set(Some(hash.clone())),
            ..Default::default()
        }
        .update(db)
        .await
        .unwrap();
    }
}

const SIGN_IN: &str = "mutation($input: SignInInput!) {
    signIn(input: $input) { token userErrors { code } } }";

#[tokio::test]
async fn two_hundred_people_behind_one_address_sign_in_and_a_guesser_is_slowed() {
    let hub = TestHub::start().await;
    let handles: Vec<String> = (0..200).map(|n| format!("person-{n}")).collect();
    for handle in &handles {
        hub.person(handle).await;
    }
    give_password(&hub, &handles).await;

    let office = hub.visitor();
    office.come_from("203.0.113.7");
    let begun = std::time::Instant::now();
    for handle in &handles {
        let input = json!({ "email": format!("{handle}@example.org"), "password": PASSWORD });
        let answer = office.graphql(SIGN_IN, json!({ "input": input })).await;
        assert!(
            answer["data"]["signIn"]["token"].is_string(),
            "{handle}: {answer}"
        );
    }
    assert!(
        begun.elapsed() < std::time::Duration::from_mins(1),
        "{:?}",
        begun.elapsed()
    );

    // The same address, guessing at one account: a few tries, then it has to wait.
    let guess =
        json!({ "input": { "email": "person-7@example.org", "password": "a wrong password" } });
    let guesser = hub.visitor();
    guesser.come_from("203.0.113.8");
    for _ in 0..3 {
        let answer = guesser.graphql(SIGN_IN, guess.clone()).await;
        assert_eq!(
            answer["data"]["signIn"]["userErrors"][0]["code"], "WRONG_CREDENTIALS",
            "{answer}"
        );
    }
    let answer = guesser.graphql(SIGN_IN, guess.clone()).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "RATE_LIMITED",
        "{answer}"
    );
    assert!(
        answer["errors"][0]["extensions"]["retryAfter"]
            .as_i64()
            .unwrap()
            >= 1
    );
    // Its victim, from elsewhere, is not locked out.
    let input = json!({ "email": "person-7@example.org", "password": PASSWORD });
    let answer = office.graphql(SIGN_IN, json!({ "input": input })).await;
    assert!(answer["data"]["signIn"]["token"].is_string(), "{answer}");
    // After twenty seconds there is one more try.
    hub.clock().advance(chrono::TimeDelta::seconds(21));
    let answer = guesser.graphql(SIGN_IN, guess).await;
    assert_eq!(
        answer["data"]["signIn"]["userErrors"][0]["code"], "WRONG_CREDENTIALS",
        "{answer}"
    );
}

#[tokio::test]
async fn a_hundred_aliased_sign_ins_count_as_a_hundred() {
    let hub = TestHub::start().await;
    hub.person("victim").await;
    give_password(&hub, &["victim".to_owned()]).await;
    let mut document = String::from("mutation {");
    for n in 0..100 {
        write!(
            document,
            "a{n}: signIn(input: {{ email: \"victim@example.org\", password: \"guess number {n}\" }}) {{ token userErrors {{ code }} }} "
        )
        .unwrap();
    }
    document.push('}');
    let answer = hub.visitor().graphql(&document, json!({})).await;
    let text = answer.to_string();
    let guesses = text.matches("WRONG_CREDENTIALS").count();
    assert!(guesses <= 3, "{guesses} guesses were answered: {text}");
    assert!(text.contains("RATE_LIMITED"), "{text}");
}

#[tokio::test]
async fn unknown_and_known_accounts_answer_alike() {
    let hub = TestHub::start().await;
    hub.person("ann").await;
    give_password(&hub, &["ann".to_owned()]).await;
    let mut answers = Vec::new();
    for email in ["ann@example.org", "nobody@example.org"] {
        let input = json!({ "email": email, "password": "not the right one" });
        answers.push(
            hub.visitor()
                .graphql(SIGN_IN, json!({ "input": input }))
                .await,
        );
    }
    assert_eq!(answers[0], answers[1]);
}
