//! Staff look whether a proposal may take part, and its partners appeal.

use chrono::TimeDelta;
use hub_entity::challenge::{ChallengeKind, JudgeState, judge};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::{key_of, world};

#[tokio::test]
async fn what_is_not_eligible_is_not_judged_unless_an_appeal_succeeds() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    let desk = format!("/challenges/{}/screening", w.call.id);
    w.staff.get(&desk).await.is(404);
    let judge = w.hub.person("jude").await;
    let row = judge::ActiveModel {
        key: Set(w.hub.hub.random().key()),
        challenge_id: Set(w.call.id),
        person_id: Set(Some(judge.person().id)),
        email: Set("jude@example.org".to_owned()),
        state: Set(JudgeState::Accepted),
        conflicts_declared_at: Set(Some(w.hub.clock().now())),
        appointed_by: Set(w.staff.person().id),
        created_at: Set(w.hub.clock().now()),
        ..Default::default()
    };
    row.insert(w.hub.hub.database().writer()).await.unwrap();
    w.hub.clock().advance(TimeDelta::days(10));
    w.hub.mails().await;
    judge.get(&path).await.ok();
    w.staff
        .get(&desk)
        .await
        .ok()
        .has_text("Next bus")
        .has_text("To be looked at");
    for who in [&w.rival, &w.olive, &judge, &w.pat] {
        who.get(&desk).await.is(404).lacks_text("Next bus");
    }

    // A reason is needed, and what was typed stays.
    let below = format!("{path}/screening");
    let page = w.staff.get(&below).await;
    let page = w
        .staff
        .submit(&page, "ScreenProposal", &[("input.eligible", "false")])
        .await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-reason");
    let fields = [
        ("input.eligible", "false"),
        ("input.reason", "The council that leads it has not signed."),
    ];
    w.staff
        .submit(&page, "ScreenProposal", &fields)
        .await
        .ok()
        .has_text("Not eligible");
    let mails = w.hub.mails().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    for mail in &mails {
        assert!(mail.subject.contains("is not eligible"), "{}", mail.subject);
        assert!(mail.text.contains("has not signed"), "{}", mail.text);
        assert!(mail.text.contains("you can appeal until"), "{}", mail.text);
    }

    // No judge reads it, and nobody decides on it.
    judge.get(&path).await.is(404).lacks_text("Next bus");
    let ranking = format!(
        "{{ challenge(number: {}) {{ judging {{ ranking {{ title }} }} }} }}",
        w.call.id
    );
    let ranked = w.staff.graphql(&ranking, json!({})).await;
    let rows = &ranked["data"]["challenge"]["judging"]["ranking"];
    assert_eq!(rows, &json!([]), "{ranked}");

    // Its partners are told first, and appeal once.
    w.dev
        .get(&path)
        .await
        .ok()
        .has_text("not to meet the conditions")
        .has_text("how to appeal");
    let page = w.dev.get(&below).await;
    page.ok().has_text("has not signed");
    assert!(!page.offers("ScreenProposal"));
    let appeal = [("input.appeal", "It has: see the letter on page two.")];
    w.dev
        .submit(&page, "AppealScreening", &appeal)
        .await
        .ok()
        .has_text("Your appeal is sent");
    let told = w.hub.mails().await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to, "sam@example.org");
    assert!(told[0].text.contains("page two"), "{}", told[0].text);
    let again = w.dev.submit(&page, "AppealScreening", &appeal).await;
    again.is(422).has_text("nothing to appeal against");
    let page = w.staff.get(&desk).await;
    page.ok()
        .has_text("Its partners have appealed")
        .has_text("Appealed (1)")
        .lacks_text("To be looked at");
    // The desk shows one part where that is asked for.
    for (part, shown) in [
        ("APPEALED", true),
        ("INELIGIBLE", false),
        ("WAITING", false),
    ] {
        let page = w.staff.get(&format!("{desk}?part={part}")).await;
        let found = page.ok().main_text().contains("Next bus");
        assert_eq!(found, shown, "{part}: {}", page.main_text());
    }

    // What was on the screen before the appeal is not saved over it.
    let stale = "mutation($i: ScreenProposalInput!) { screenProposal(input: $i) { userErrors { \
                 code } } }";
    let input = json!({ "i": { "key": key_of(&path), "eligible": true, "version": 1 } });
    let refused = w.staff.graphql(stale, input).await;
    let code = &refused["data"]["screenProposal"]["userErrors"][0]["code"];
    assert_eq!(code, "CONFLICT", "{refused}");
    let page = w.staff.get(&below).await;
    page.ok().has_text("page two");
    let fields = [("input.eligible", "true"), ("input.reason", "It is there.")];
    w.staff.submit(&page, "ScreenProposal", &fields).await.ok();
    let told = w.hub.mails_to("devi@example.org").await;
    assert!(
        told[0].text.contains("After your appeal"),
        "{}",
        told[0].text
    );
    let page = w.staff.get(&desk).await;
    page.ok().has_text("Eligible (1)").lacks_text("appealed");
    judge.get(&path).await.ok();
    let seen = "query($k: String!) { proposal(key: $k) { stage screening { eligible } } }";
    let key = json!({ "k": key_of(&path) });
    let own = w.olive.graphql(seen, key.clone()).await;
    assert_eq!(own["data"]["proposal"]["stage"], "ELIGIBLE", "{own}");
    // A judge learns nothing of how it went.
    let other = judge.graphql(seen, key).await;
    let nothing = json!({ "stage": "LOCKED", "screening": null });
    assert_eq!(other["data"]["proposal"], nothing, "{other}");
}

#[tokio::test]
async fn nobody_appeals_too_late_and_no_partner_screens() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    let screen = "mutation($i: ScreenProposalInput!) { screenProposal(input: $i) { userErrors { \
                  field code } } }";
    let input = json!({ "i": { "key": key_of(&path), "eligible": false,
        "reason": "It has no council." } });
    w.hub.clock().advance(TimeDelta::days(10));
    for (who, code) in [(&w.olive, "FORBIDDEN"), (&w.rival, "NOT_FOUND")] {
        let answer = who.graphql(screen, input.clone()).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{answer}");
    }
    let done = w.staff.graphql(screen, input).await;
    assert_eq!(done["data"]["screenProposal"]["userErrors"], json!([]));
    let page = w.olive.get(&format!("{path}/screening")).await;
    assert!(page.offers("AppealScreening"));
    // As many days as the challenge gives everybody.
    w.hub.clock().advance(TimeDelta::days(8));
    let fields = [("input.appeal", "There is a council.")];
    let late = w.olive.submit(&page, "AppealScreening", &fields).await;
    late.is(422).has_text("nothing to appeal against");
    let page = w.olive.get(&format!("{path}/screening")).await;
    assert!(!page.offers("AppealScreening"));
}
