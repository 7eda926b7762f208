//! Questions that say who may take part: answered, told at once, and shown to staff.

use chrono::TimeDelta;
use hub_entity::challenge::{ChallengeKind, challenge};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::{World, key_of, world};

const LEAD: &str = "Is the lead partner a council?";
const LIVE: &str = "Is the service live already?";

async fn asking() -> World {
    let w = world(ChallengeKind::Call).await;
    let row = challenge::ActiveModel {
        id: Set(w.call.id),
        eligibility: Set(json!([
            { "question": LEAD, "eligible": true, "reason": true },
            { "question": LIVE, "eligible": false, "reason": false },
        ])),
        ..Default::default()
    };
    row.update(w.hub.hub.database().writer()).await.unwrap();
    w
}

#[tokio::test]
async fn an_answer_that_makes_ineligible_is_told_before_submission_and_to_staff() {
    let w = Box::pin(asking()).await;
    let path = w.complete().await;
    let page = w.olive.get(&path).await;
    page.ok()
        .has_text("Answer every question about who can take part.");
    assert_eq!(page.count(".task"), 10);
    let check = w.olive.get(&format!("{path}/check")).await;
    assert!(!check.offers("SubmitProposal"));
    let submit =
        "mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { userErrors { code } } }";
    let read = "query($k: String!) { proposal(key: $k) { version eligibility { question answer eligible reasonAsked } } }";
    let seen = w.olive.graphql(read, json!({ "k": key_of(&path) })).await;
    let p = &seen["data"]["proposal"];
    assert_eq!(p["eligibility"][1]["eligible"], json!(null));
    let input = json!({ "i": { "key": key_of(&path), "version": p["version"] } });
    let refused = w.olive.graphql(submit, input).await;
    let codes = json!([{ "code": "PROPOSAL_NO_ANSWER" }, { "code": "PROPOSAL_NO_ANSWER_REASON" }]);
    assert_eq!(refused["data"]["submitProposal"]["userErrors"], codes);

    // The warning stands beside the answer, and after saving on the proposal and on its check.
    let form = w.olive.get(&format!("{path}/edit")).await;
    form.ok().has_text(LEAD).has_text("Why?");
    assert_eq!(form.count(".asked-yes .asked-warning"), 1);
    let fields = [
        ("input.eligibility.0.answer", "true"),
        ("input.eligibility.1.answer", "true"),
    ];
    let page = w.olive.submit(&form, "EditProposal", &fields).await;
    page.ok()
        .has_text("By your answer to “Is the service live already?” this proposal is not eligible")
        .has_text("Give your reason where one is asked.");
    let form = w.olive.get(&format!("{path}/edit")).await;
    let fields = [("input.eligibility.0.reason", "Lichfield leads it.")];
    w.olive.submit(&form, "EditProposal", &fields).await.ok();
    let check = w.olive.get(&format!("{path}/check")).await;
    check
        .ok()
        .has_text("This answer cannot take part")
        .has_text("Lichfield leads it.");
    w.olive
        .submit(&check, "SubmitProposal", &[])
        .await
        .ok()
        .has_text("Proposal submitted");

    // A program that knows nothing of questions clears no answers.
    let seen = w.olive.graphql(read, json!({ "k": key_of(&path) })).await;
    let version = &seen["data"]["proposal"]["version"];
    let edit =
        "mutation($i: EditProposalInput!) { editProposal(input: $i) { userErrors { code } } }";
    let input = json!({ "i": { "key": key_of(&path), "version": version, "title": "Next bus" } });
    w.olive.graphql(edit, input).await;
    let seen = w.olive.graphql(read, json!({ "k": key_of(&path) })).await;
    assert_eq!(seen["data"]["proposal"]["eligibility"][0]["answer"], true);

    // Staff see it where they screen, while they do.
    w.hub.clock().advance(TimeDelta::days(10));
    let manage = w
        .staff
        .get(&format!("/challenges/{}/manage", w.call.id))
        .await;
    if manage.offers("MoveChallenge") {
        let to = [("input.to", "SCREENING")];
        w.staff.submit(&manage, "MoveChallenge", &to).await.ok();
    }
    let desk = format!("/challenges/{}/screening", w.call.id);
    let desk = w.staff.get(&desk).await;
    desk.ok().has_text("An answer cannot take part");
    let page = w.staff.get(&format!("{path}/screening")).await;
    page.ok()
        .has_text("Is the service live already? Yes This answer cannot take part")
        .has_text("Lichfield leads it.");
    let fields = [
        ("input.eligible", "false"),
        ("input.reason", "The service is live already."),
    ];
    w.staff.submit(&page, "ScreenProposal", &fields).await.ok();
}

#[tokio::test]
async fn answers_are_merged_with_what_others_save() {
    let w = Box::pin(asking()).await;
    let path = w.complete().await;
    let hers = w.olive.get(&format!("{path}/edit")).await;
    let his = w.dev.get(&format!("{path}/edit")).await;
    // Others' sections never meet; an untouched form of questions changes nothing.
    let fields = [("input.eligibility.1.answer", "false")];
    w.olive.submit(&hers, "EditProposal", &fields).await.ok();
    let fields = [("input.team", "Devi alone.")];
    w.dev.submit(&his, "EditProposal", &fields).await.ok();
    let form = w.dev.get(&format!("{path}/edit")).await;
    assert_eq!(form.value("input.team"), "Devi alone.");
    let read = "query($k: String!) { proposal(key: $k) { eligibility { answer } } }";
    let seen = w.olive.graphql(read, json!({ "k": key_of(&path) })).await;
    let answers = json!([{ "answer": null }, { "answer": false }]);
    assert_eq!(seen["data"]["proposal"]["eligibility"], answers);
    // Two who answer at once both see both.
    let hers = w.olive.get(&format!("{path}/edit")).await;
    let fields = [("input.eligibility.1.answer", "true")];
    w.dev.submit(&form, "EditProposal", &fields).await.ok();
    let fields = [("input.eligibility.0.answer", "true")];
    let clash = w.olive.submit(&hers, "EditProposal", &fields).await;
    clash
        .is(409)
        .has_text("What your partner saved meanwhile")
        .has_text("Is the service live already? Yes");
}
