//! What the people behind partners may do: lead, contribute, read.

use hub_entity::account::person;
use hub_entity::challenge::ChallengeKind;
use hub_entity::organisation::OrganisationRole;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::{key_of, world};

const SET: &str =
    "mutation($i: SetPersonRoleInput!) { setPersonRole(input: $i) { userErrors { field code } } }";

#[tokio::test]
async fn contributors_edit_viewers_read_and_a_lead_submits() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let key = key_of(&path);
    // Who joined contributes: edits, and neither submits nor withdraws nor brings others in.
    let page = w.dev.get(&path).await;
    page.ok().has_text("You contribute to this proposal");
    assert!(
        !w.dev
            .get(&format!("{path}/check"))
            .await
            .offers("SubmitProposal")
    );
    let form = w.dev.get(&format!("{path}/edit")).await;
    let fields = [("input.summary", "Devi writes.")];
    w.dev.submit(&form, "EditProposal", &fields).await.ok();
    for (name, rest) in [
        ("submitProposal", json!({ "version": 3 })),
        ("withdrawProposal", json!({ "reason": "Mine alone." })),
        (
            "addPartner",
            json!({ "role": "DEVELOPER", "handle": "rival" }),
        ),
    ] {
        let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let query =
            format!("mutation($i: {kind}!) {{ {name}(input: $i) {{ userErrors {{ code }} }} }}");
        let mut input = rest;
        input["key"] = json!(key);
        let answer = w.dev.graphql(&query, json!({ "i": input })).await;
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_eq!(code, "FORBIDDEN", "{name}: {answer}");
    }

    // A lead makes a member of their council a viewer, and the developer a lead.
    let quinn = w.hub.person("quinn").await;
    w.hub
        .join(&quinn, w.council.id, OrganisationRole::Officer)
        .await;
    let partners = w.olive.get(&format!("{path}/partners")).await;
    partners
        .ok()
        .has_text("What people may do")
        .has_text("Everybody else");
    let read = "query($k: String!) { proposal(key: $k) { viewerRole viewerCan { edit submit setRoles } \
        people { partner role person { handle } } partners { key name } } }";
    let seen = w.olive.graphql(read, json!({ "k": key })).await;
    let p = &seen["data"]["proposal"];
    assert_eq!(p["viewerRole"], "LEAD");
    let people = p["people"].as_array().unwrap();
    assert_eq!(people.len(), 3, "{seen}");
    let partner_of = |handle: &str| {
        let one = people.iter().find(|one| one["person"]["handle"] == handle);
        one.unwrap()["partner"].as_str().unwrap().to_owned()
    };
    let set = |by, partner: String, person: &str, role: &str| {
        let by: &crate::support::Browser = by;
        let input = json!({ "key": key, "partner": partner, "person": person, "role": role });
        async move { by.graphql(SET, json!({ "i": input })).await }
    };
    let council = partner_of("quinn");
    let fields = [
        ("input.partner", council.as_str()),
        ("input.person", "quinn"),
        ("input.role", "VIEWER"),
    ];
    w.hub.mails().await;
    let page = w.olive.submit(&partners, "SetPersonRole", &fields).await;
    page.ok().has_text("What they may do is saved.");
    // They are told, and nobody else is.
    let mails = w.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "quinn@example.org");
    assert!(mails[0].text.contains("You can read it now"), "{mails:?}");
    assert!(mails[0].text.contains(&path), "{mails:?}");
    let page = quinn.get(&path).await;
    page.ok().has_text("You can read this proposal.");
    quinn
        .get(&format!("{path}/edit"))
        .await
        .ok()
        .has_text("cannot be edited");
    let edit =
        "mutation($i: EditProposalInput!) { editProposal(input: $i) { userErrors { code } } }";
    let input = json!({ "i": { "key": key, "version": 3, "title": "Quinn's" } });
    let refused = quinn.graphql(edit, input).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");

    // Nobody raises themselves, nobody is set who is not behind the partner, somebody leads.
    let answer = set(&quinn, council.clone(), "quinn", "LEAD").await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let answer = set(&w.olive, council.clone(), "devi", "LEAD").await;
    let error = &answer["data"]["setPersonRole"]["userErrors"][0];
    assert_eq!(error["code"], "NOT_BEHIND_PARTNER", "{answer}");
    let answer = set(&w.olive, council.clone(), "olive", "VIEWER").await;
    let error = &answer["data"]["setPersonRole"]["userErrors"][0];
    assert_eq!(error["code"], "LAST_LEAD", "{answer}");
    let answer = set(&w.olive, partner_of("devi"), "devi", "LEAD").await;
    assert_eq!(answer["data"]["setPersonRole"]["userErrors"], json!([]));
    assert!(
        w.dev
            .get(&format!("{path}/check"))
            .await
            .offers("SubmitProposal")
    );
    let answer = set(&w.dev, council, "olive", "VIEWER").await;
    assert_eq!(answer["data"]["setPersonRole"]["userErrors"], json!([]));
    assert!(
        !w.olive
            .get(&path)
            .await
            .has_text("You can read")
            .html
            .contains("/withdraw")
    );
    // Its consent is the council's own, whatever its people may do.
    let consent = w.olive.get(&format!("{path}/consent")).await;
    assert!(consent.offers("DeclinePartnership") || consent.offers("AgreeToPartnership"));
    // Rivals learn nothing of anybody.
    w.rival.get(&format!("{path}/partners")).await.is(404);
}

#[tokio::test]
async fn whoever_remains_goes_on_when_the_lead_has_left() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let consent = w.olive.get(&format!("{path}/consent")).await;
    w.olive
        .submit(&consent, "DeclinePartnership", &[])
        .await
        .ok();
    let partners = w.dev.get(&format!("{path}/partners")).await;
    assert!(partners.offers("AddPartner"), "{}", partners.main_text());
}

#[tokio::test]
async fn a_viewer_has_the_same_conflict_of_interest_as_a_lead() {
    let world = crate::judging_world::World::build().await;
    // `jo` is behind the third council; she only reads.
    let key = world.proposals[2].key.clone();
    let read = "query($k: String!) { proposal(key: $k) { partners { key } } }";
    let seen = world.cat.graphql(read, json!({ "k": key })).await;
    let partner = &seen["data"]["proposal"]["partners"][0]["key"];
    let input = json!({ "key": key, "partner": partner, "person": "jo", "role": "VIEWER" });
    let answer = world.cat.graphql(SET, json!({ "i": input })).await;
    assert_eq!(
        answer["data"]["setPersonRole"]["userErrors"],
        json!([]),
        "{answer}"
    );
    let desk = world.appoint(&world.jo).await;
    world.hub.clock().advance(chrono::TimeDelta::days(3));
    world.declare(&world.jo, &desk, &[false, false]).await;
    world.jo.get(&world.card(&desk, 0)).await.ok();
    world.jo.get(&world.card(&desk, 2)).await.is(404);
}

#[tokio::test]
async fn where_nobody_who_leads_can_act_those_who_contribute_lead() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let check = format!("{path}/check");
    assert!(!w.dev.get(&check).await.offers("SubmitProposal"));
    let suspended = person::ActiveModel {
        id: Set(w.olive.person().id),
        suspended_at: Set(Some(w.hub.clock().now())),
        ..Default::default()
    };
    let db = w.hub.hub.database().writer();
    suspended.update(db).await.unwrap();
    let page = w.dev.get(&check).await;
    w.dev.submit(page.ok(), "SubmitProposal", &[]).await.ok();
    let back = person::ActiveModel {
        id: Set(w.olive.person().id),
        suspended_at: Set(None),
        ..Default::default()
    };
    back.update(db).await.unwrap();
    assert!(!w.dev.get(&check).await.offers("SubmitProposal"));
    // Whoever led speaks for the publisher by now, and reads no draft.
    w.hub
        .join(&w.olive, w.call.publisher_id, OrganisationRole::Officer)
        .await;
    w.olive.get(&path).await.is(404);
    w.dev.get(&check).await.ok();
    let page = w.dev.get(&format!("{path}/withdraw")).await;
    let fields = [("input.reason", "We have lost our council.")];
    w.dev.submit(&page, "WithdrawProposal", &fields).await.ok();
}
