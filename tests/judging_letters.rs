//! The letters of a decision, read before they are sent.

use hub_entity::challenge::challenge;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use crate::judging_world::World;

const LETTERS: &str = "query($n: Int!) { challenge(number: $n) { judging { announcement { letters {
    title people { name } text { subject text } } } } } }";

impl World {
    /// The letters as staff read them before they are sent.
    async fn letters(&self) -> Vec<Value> {
        let input = json!({ "n": self.challenge.id });
        let mut answer = self.sam.graphql(LETTERS, input).await;
        let letters = answer["data"]["challenge"]["judging"]["announcement"]["letters"].take();
        serde_json::from_value(letters).unwrap()
    }
}

fn of<'a>(letters: &'a [Value], council: &str) -> &'a Value {
    let title = format!("Bus stops of {council}");
    letters.iter().find(|one| one["title"] == title).unwrap()
}

#[actix_web::test]
async fn what_staff_read_before_is_what_applicants_get() {
    let world = World::decided("Say who needs it.").await;
    let letters = world.letters().await;
    assert_eq!(letters.len(), 3, "{letters:?}");
    let page = world.sam.get(&world.page("announce")).await;
    page.ok().has_text("Read the letters");
    for letter in &letters {
        page.has_text(letter["text"]["subject"].as_str().unwrap());
    }
    page.has_text("Say who needs it.")
        .has_text("Good news: the proposal is selected.")
        .has_text("We are sorry: the proposal is not selected this time.");

    let fields = [("input.announcement", "One stood out.")];
    world
        .sam
        .submit(&page, "AnnounceDecision", &fields)
        .await
        .ok();
    let mails = world.hub.mails().await;
    let sent = |who: &str| {
        let address = format!("{who}@example.org");
        mails.iter().find(|mail| mail.to == address).unwrap()
    };
    for (who, council) in [("ben", "Barnet"), ("cat", "Calderdale")] {
        let text = &of(&letters, council)["text"];
        assert_eq!(text["subject"], sent(who).subject);
        assert_eq!(text["text"], sent(who).text);
    }
    // The project has no number before it begins.
    let selected = &of(&letters, "Ashford")["text"];
    assert_eq!(selected["subject"], sent("ann").subject);
    let before = selected["text"].as_str().unwrap().to_owned();
    let number = sent("ann").text.split_once("/projects/").unwrap().1;
    let number = number.split_whitespace().next().unwrap();
    assert_eq!(
        before.replace("/projects/…", &format!("/projects/{number}")),
        sent("ann").text
    );
}

#[actix_web::test]
async fn a_letter_says_until_when_an_award_has_to_be_accepted() {
    let world = World::decided("").await;
    let row = challenge::ActiveModel {
        id: Set(world.challenge.id),
        offer_days: Set(Some(14)),
        ..Default::default()
    };
    row.update(world.hub.hub.database().writer()).await.unwrap();
    let letters = world.letters().await;
    let text = of(&letters, "Ashford")["text"]["text"].to_string();
    assert!(text.contains("accepts or declines the award by"), "{text}");
    assert!(!text.contains("/projects/"), "{text}");
    // A letter can be read while its feedback is missing.
    let text = of(&letters, "Calderdale")["text"]["text"].to_string();
    assert!(!text.contains("What the judges said"), "{text}");
}

#[actix_web::test]
async fn nobody_but_staff_who_decide_reads_letters() {
    let world = World::decided("Say who needs it.").await;
    for who in [&world.ann, &world.kim, &world.hub.visitor()] {
        let input = json!({ "n": world.challenge.id });
        let answer = who.graphql(LETTERS, input).await;
        assert!(answer["data"]["challenge"]["judging"].is_null(), "{answer}");
        who.get(&world.page("announce")).await.is(404);
    }
}
