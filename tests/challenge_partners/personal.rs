//! What belongs to one person, given out and taken away.

use hub_domain::partnering::personal;
use hub_domain::{Caller, Viewer};
use hub_entity::challenge::{introduction, introduction_message, partner_notice};
use hub_entity::platform::mail;
use sea_orm_migration::sea_orm::EntityTrait;

use super::{CAN, HELLO, answer, introduced, put_up};
use crate::judging_world::World;

#[tokio::test]
async fn what_somebody_wrote_is_given_out_and_taken_away_with_their_account() {
    let world = World::build().await;
    put_up(&world, &world.kim, CAN).await.ok();
    let path = introduced(&world, &world.ann, &world.kim, "Kim").await;
    answer(&world.kim, &path, "ACCEPT").await.ok();
    for (who, text) in [(&world.ann, "Could we talk?"), (&world.kim, "On Friday.")] {
        let page = who.get(&path).await;
        let fields = [("input.body", text)];
        who.submit(page.ok(), "WriteMessage", &fields).await.ok();
    }
    world.hub.mails().await;
    // Administrators read no introduction in the outbox once it was sent.
    let db = world.hub.hub.database().reader();
    for row in mail::Entity::find().all(db).await.unwrap() {
        if row.template.starts_with("introduction") {
            assert!(row.body_text.is_empty() && row.body_html.is_empty());
            assert!(!row.context.to_string().contains("talk"), "{row:?}");
        }
    }

    let reader = world.hub.hub.reader(&Caller {
        viewer: Viewer::System,
        ..Caller::default()
    });
    let kim = world.kim.person().id;
    let given = personal::export(&reader, kim).await.unwrap().to_string();
    assert!(
        given.contains(CAN) && given.contains("On Friday."),
        "{given}"
    );
    assert!(
        !given.contains(HELLO) && !given.contains("Could we talk?"),
        "{given}"
    );
    let ann = world.ann.person().id;
    let given = personal::export(&reader, ann).await.unwrap().to_string();
    assert!(
        given.contains(HELLO) && given.contains("Could we talk?"),
        "{given}"
    );

    world
        .hub
        .write(|ctx| Box::pin(personal::erase(ctx, kim)))
        .await
        .unwrap();
    let page = world.ann.get(&world.page("partners")).await;
    page.ok().has_text("Developers who look for a council (0)");
    let page = world.ann.get(&path).await;
    page.ok()
        .lacks_text("On Friday.")
        .has_text("Could we talk?");
    world
        .hub
        .write(|ctx| Box::pin(personal::erase(ctx, ann)))
        .await
        .unwrap();
    let notices = partner_notice::Entity::find().all(db).await.unwrap();
    let asked = introduction::Entity::find().all(db).await.unwrap();
    let messages = introduction_message::Entity::find().all(db).await.unwrap();
    assert!(notices.iter().all(|row| row.body.is_empty()));
    assert!(asked.iter().all(|row| row.message.is_empty()));
    assert!(messages.iter().all(|row| row.body.is_empty()));
}
