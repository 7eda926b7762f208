//! What the pages of [`super::hostile`] are about, made by forms.

use chrono::TimeDelta;

use crate::judging_world::World;

/// Something of each kind that pages are about; the address of an invitation.
pub async fn seed(world: &World) -> String {
    let (sam, ann) = (&world.sam, &world.ann);
    let new = sam.get("/communities/new").await;
    let fields = [
        ("input.name", "Bus people"),
        ("input.summary", "Those who wait."),
    ];
    sam.submit(&new, "CreateCommunity", &fields).await.ok();
    let new = ann.get("/forum/new").await;
    let category = new.attr("[name='input.category']", "value");
    let fields = [
        ("input.title", "Where does it stop?"),
        ("input.category", category.as_str()),
        ("input.body", "Here or there?"),
    ];
    let topic = ann.submit(&new, "CreateTopic", &fields).await;
    let fields = [("input.body", "There.")];
    let topic = ann.submit(topic.ok(), "Reply", &fields).await;
    let report = world.jo.get(&topic.ok().path).await.link("Report");
    let page = world.jo.get(&report).await;
    let mut fields = vec![("input.note", "It is rude.")];
    let reason;
    if page.count("[name='input.reason']") > 0 {
        reason = page.attr("[name='input.reason']", "value");
        fields.push(("input.reason", &reason));
    }
    world.jo.submit(&page, "ReportPost", &fields).await.ok();
    let page = world
        .jo
        .get(&format!("/organisations/{}", world.councils[0].id))
        .await;
    world.jo.submit(&page, "JoinOrganisation", &[]).await.ok();
    in_review(world).await;
    let new = sam.get("/programmes/new").await;
    let publisher = world.challenge.publisher_id.to_string();
    let fields = [
        ("input.publisher", publisher.as_str()),
        ("input.name", "Streets for all"),
        ("input.summary", "Services that help people to get about."),
    ];
    sam.submit(&new, "CreateProgramme", &fields).await.ok();
    let path = format!("/proposals/{}/partners", world.proposals[0].key);
    let page = ann.get(&path).await;
    let fields = [
        ("input.role", "DEVELOPER"),
        ("input.email", "new@example.net"),
    ];
    ann.submit(&page, "AddPartner", &fields).await.ok();
    let mails = world.hub.mails_to("new@example.net").await;
    let mut words = mails[0].text.split_whitespace();
    let link = words.find(|word| word.contains("/invitations/")).unwrap();
    link.trim_start_matches(&world.hub.url).to_owned()
}

/// A challenge that waits for publication.
async fn in_review(world: &World) {
    let ann = &world.ann;
    let new = ann.get("/challenges/new").await;
    let publisher = world.councils[0].id.to_string();
    let fields = [
        ("input.publisher", publisher.as_str()),
        ("input.title", "Cold benches"),
    ];
    let edit = ann.submit(&new, "CreateChallenge", &fields).await;
    let start = world.hub.clock().now();
    let times = [10, 20, 21, 30].map(|days| {
        let at = start + TimeDelta::days(days);
        at.format("%Y-%m-%dT%H:%M").to_string()
    });
    let fields = [
        ("input.summary", "Nobody sits there."),
        ("input.problem", "They are cold."),
        ("input.affected", "Who sits."),
        ("input.success", "They sit."),
        ("input.rules.opensAt", times[0].as_str()),
        ("input.rules.closesAt", &times[1]),
        ("input.rules.judgingOpensAt", &times[2]),
        ("input.rules.judgingClosesAt", &times[3]),
    ];
    let manage = ann.submit(edit.ok(), "EditChallenge", &fields).await;
    ann.submit(manage.ok(), "SubmitChallengeForReview", &[])
        .await
        .ok();
}
