//! One challenge, and everybody who does things to it.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use hub_entity::challenge::{Consent, PartnerRole, challenge, criterion, partner, proposal};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryOrder,
};
use serde_json::{Value, json};

use super::facts::Facts;
use super::random::Chance;
use crate::judging_world::{World, staff_of};
use crate::support::{Browser, TestHub};

/// Somebody, by handle; a visitor has none.
pub struct Somebody {
    pub handle: &'static str,
    pub browser: Browser,
    /// On the programme's staff.
    pub staff: bool,
}

impl Somebody {
    pub fn id(&self) -> Option<i64> {
        (!self.handle.is_empty()).then(|| self.browser.person().id)
    }
}

/// Where a text of a review stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A comment, to whomever.
    Comment,
    /// Notes that nobody but the judge ever reads.
    Private,
}

/// A word that stands in one review and nowhere else.
#[derive(Debug, Clone)]
pub struct Canary {
    pub word: String,
    pub judge: i64,
    pub proposal: i64,
    pub place: Place,
    /// Whether it was submitted, and not only saved.
    pub submitted: bool,
}

/// The challenge under way.
pub struct Stage {
    pub hub: TestHub,
    pub challenge: i64,
    pub people: Vec<Somebody>,
    pub councils: Vec<i64>,
    pub criteria: Vec<i64>,
    pub canaries: Vec<Canary>,
    /// What was done, so that a failure can be repeated and read.
    pub history: String,
    words: u32,
}

impl Stage {
    pub async fn build(seed: u64, chance: &mut Chance) -> Self {
        let world = World::build().await;
        let rob = staff_of(&world, "rob", world.councils[0].id).await;
        let sue = world.hub.staff("sue").await;
        let max = world.hub.staff("max").await;
        let lee = world.hub.person("lee").await;
        let nia = world.hub.person("nia").await;
        let kit = world.hub.person("kit").await;
        let visitor = world.hub.visitor();
        let db = world.hub.hub.database().writer().clone();
        // A call is answered with a developer, or it cannot be submitted again.
        for row in &world.proposals {
            developer(&world.hub, row, kit.person().id).await;
        }
        let whole_panel = chance.percent(50);
        let rounds = if chance.percent(45) {
            json!([{ "name": "Conversations", "goes_on": 2, "whole_panel": whole_panel,
                "days": 5 }])
        } else {
            json!([])
        };
        challenge::ActiveModel {
            id: Set(world.challenge.id),
            rounds: Set(rounds),
            awards: Set(if chance.percent(60) { 1 } else { 2 }),
            offer_days: Set(chance.percent(60).then_some(7)),
            minimum_score: Set(chance.percent(30).then_some(40)),
            reviews_required: Set(if chance.percent(70) { 1 } else { 2 }),
            ..Default::default()
        }
        .update(&db)
        .await
        .unwrap();
        let criteria = criterion::Entity::find()
            .order_by_asc(criterion::Column::Id)
            .all(&db)
            .await
            .unwrap();
        // So that a total is a number that nothing else on a page is.
        for (criterion, weight) in criteria.iter().zip([617, 383]) {
            let mut row = criterion.clone().into_active_model();
            row.weight = Set(weight);
            row.update(&db).await.unwrap();
        }
        let person = |handle, browser, staff| Somebody {
            handle,
            browser,
            staff,
        };
        Self {
            challenge: world.challenge.id,
            people: vec![
                person("sam", world.sam, true),
                person("sue", sue, true),
                person("rob", rob, true),
                person("max", max, true),
                person("ann", world.ann, false),
                person("ben", world.ben, false),
                person("cat", world.cat, false),
                person("jo", world.jo, false),
                person("kim", world.kim, false),
                person("lee", lee, false),
                person("nia", nia, false),
                person("kit", kit, false),
                person("", visitor, false),
            ],
            councils: world.councils.iter().map(|c| c.id).collect(),
            criteria: criteria.iter().map(|c| c.id).collect(),
            canaries: Vec::new(),
            history: format!("seed {seed}\n"),
            words: 0,
            hub: world.hub,
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.hub.clock().now()
    }

    pub async fn facts(&self) -> Facts {
        Facts::read(self.hub.hub.database().reader(), self.challenge).await
    }

    #[track_caller]
    pub fn who(&self, handle: &str) -> usize {
        self.people.iter().position(|p| p.handle == handle).unwrap()
    }

    /// Who somebody is, by the number of their account.
    pub fn person(&self, id: i64) -> Option<usize> {
        self.people.iter().position(|p| p.id() == Some(id))
    }

    /// A word that was not used before.
    pub fn word(&mut self) -> String {
        self.words += 1;
        format!("zq{:05}qz", self.words)
    }

    pub fn note(&mut self, line: &str) {
        writeln!(self.history, "{line}").unwrap();
    }

    /// Does something; what came of it, and all that was answered.
    pub async fn act(&self, who: usize, mutation: &str, input: &Value) -> (Outcome, String) {
        let kind = match mutation {
            "submitReview" => "SaveReview".to_owned(),
            "addAssignment" | "removeAssignment" => "ChangeAssignment".to_owned(),
            other => format!("{}{}", other[..1].to_uppercase(), &other[1..]),
        };
        let document = format!(
            "mutation($i: {kind}Input!) {{ {mutation}(input: $i) {{ userErrors {{ field code \
             message }} }} }}"
        );
        let browser = &self.people[who].browser;
        let answer = browser.graphql(&document, json!({ "i": input })).await;
        let text = answer.to_string();
        if let Some(error) = answer.pointer("/errors/0") {
            let code = error["extensions"]["code"].as_str().unwrap_or("none");
            assert!(
                !["none", "INTERNAL"].contains(&code),
                "{mutation} {input}: {text}"
            );
            return (Outcome::Refused(code.to_owned()), text);
        }
        let errors = answer["data"][mutation]["userErrors"].as_array();
        match errors.unwrap().first() {
            Some(first) => {
                let code = first["code"].as_str().unwrap().to_owned();
                assert!(
                    first["message"].as_str().is_some_and(|m| m.len() > 3),
                    "{text}"
                );
                (Outcome::Refused(code), text)
            }
            None => (Outcome::Accepted, text),
        }
    }
}

async fn developer(hub: &TestHub, of: &proposal::Model, person: i64) {
    let now = hub.clock().now();
    let row = partner::ActiveModel {
        key: Set(hub.hub.random().key()),
        proposal_id: Set(of.id),
        role: Set(PartnerRole::Developer),
        person_id: Set(Some(person)),
        consent: Set(Consent::Given),
        consented_by: Set(Some(person)),
        answered_at: Set(Some(now)),
        invited_by: Set(of.created_by),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(hub.hub.database().writer()).await.unwrap();
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Accepted,
    Refused(String),
}
