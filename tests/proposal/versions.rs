//! Versions, what changed between them, and edits that meet.

use chrono::TimeDelta;
use hub_entity::challenge::{ChallengeKind, proposal};
use sea_orm_migration::sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{World, key_of, world};
use crate::support::{Browser, Page};

impl World {
    /// Saves these fields of the draft, from the page as it is now.
    async fn edit(&self, who: &Browser, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = who.get(&format!("{path}/edit")).await;
        who.submit(&page, "EditProposal", fields).await
    }

    /// Something waits to be told since then, and the job that would tell it is gone.
    async fn waits_since(&self, ago: TimeDelta) {
        let waits = proposal::ActiveModel {
            tell_at: Set(Some(self.hub.clock().now() - ago)),
            ..Default::default()
        };
        let change = proposal::Entity::update_many().set(waits);
        change.exec(self.hub.hub.database().writer()).await.unwrap();
    }

    async fn submit_again(&self, path: &str) {
        let check = self.olive.get(&format!("{path}/check")).await;
        self.olive.submit(&check, "SubmitProposal", &[]).await.ok();
    }
}

#[tokio::test]
async fn versions_are_listed_read_and_compared() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    let fields = [
        ("input.summary", "Times and crowding at every stop."),
        ("input.budget.0.amount", "£24,000"),
    ];
    w.edit(&w.dev, &path, &fields).await.ok();
    // Before it is submitted: against the version that counts.
    let page = w.olive.get(&path).await;
    page.ok().has_text("What changed since version 1");
    let page = w.olive.get(&format!("{path}/versions")).await;
    page.ok()
        .has_text("What changed since version 1")
        .has_text("underlined");
    let added = page.texts("ins").join("|");
    assert!(added.contains("[added: and crowding"), "{added}");
    assert!(page.texts("del").join("|").contains("25"), "{}", page.html);
    assert_eq!(page.count(".diff"), 2, "{}", page.main_text());
    w.submit_again(&path).await;

    // Both are there, with who and when; the first is read as it was.
    let page = w.olive.get(&format!("{path}/versions")).await;
    page.ok()
        .has_text("Version 1")
        .has_text("Version 2")
        .has_text("Olive")
        .has_text("both say the same");
    let page = w.olive.get(&format!("{path}/versions?from=1&to=2")).await;
    assert_eq!(page.count(".diff"), 2, "{}", page.main_text());
    let page = w.olive.get(&format!("{path}/versions?from=d1&to=2")).await;
    page.ok().has_text("Title and summary");
    w.olive
        .get(&format!("{path}/versions/1"))
        .await
        .ok()
        .has_text("Times at every stop.")
        .has_text("A later version counts");
    w.olive.get(&format!("{path}/versions/3")).await.is(404);
    for wrong in ["from=9", "from=d999", "from=x", "to=-1"] {
        let page = w.olive.get(&format!("{path}/versions?{wrong}")).await;
        page.is(404);
    }

    // After the close staff read the version that counts, and no other, and no draft.
    w.edit(&w.olive, &path, &[("input.team", "Secret team")])
        .await
        .ok();
    w.hub.clock().advance(TimeDelta::days(10));
    w.staff.get(&format!("{path}/versions/2")).await.ok();
    for below in [
        "/versions/1",
        "/versions?from=1",
        "/versions?from=d2",
        "/versions?to=draft",
    ] {
        let page = w.staff.get(&format!("{path}{below}")).await;
        page.is(404).lacks_text("Secret");
    }
    let page = w.staff.get(&format!("{path}/versions")).await;
    page.ok()
        .lacks_text("Version 1")
        .lacks_text("Olive")
        .lacks_text("Secret");
    let query = "query($k: String!) { proposal(key: $k) { stage versions { number submittedBy { \
                 name } } saves { version } } }";
    let seen = w.staff.graphql(query, json!({ "k": key_of(&path) })).await;
    let proposal = &seen["data"]["proposal"];
    assert_eq!(proposal["stage"], "LOCKED", "{seen}");
    let only = json!([{ "number": 2, "submittedBy": null }]);
    assert_eq!(proposal["versions"], only, "{seen}");
    assert_eq!(proposal["saves"], json!([]), "{seen}");
    w.rival.get(&format!("{path}/versions")).await.is(404);
}

#[tokio::test]
async fn what_was_withdrawn_comes_back_while_there_is_time() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    w.all_lead().await;
    let page = w.dev.get(&format!("{path}/withdraw")).await;
    let fields = [("input.reason", "Devi is ill")];
    let page = w.dev.submit(&page, "WithdrawProposal", &fields).await;
    page.ok().has_text("Version 1, which you submitted last");
    w.hub.mails().await;
    let page = w.olive.get(&path).await;
    w.olive
        .submit(&page, "ReviveProposal", &[])
        .await
        .ok()
        .has_text("The proposal is back")
        .lacks_text("Devi is ill");
    let told = w.hub.mails_to("devi@example.org").await;
    assert!(told[0].subject.contains("is back"), "{}", told[0].subject);
    assert!(told[0].text.contains("Version 1"), "{}", told[0].text);
    let revive = "mutation($k: String!) { reviveProposal(input: { key: $k }) { userErrors { code } \
                  proposal { state } } }";
    let key = json!({ "k": key_of(&path) });
    let twice = w.dev.graphql(revive, key.clone()).await;
    let code = &twice["data"]["reviveProposal"]["userErrors"][0]["code"];
    assert_eq!(code, "PROPOSAL_NOT_WITHDRAWN", "{twice}");
    let other = w.rival.graphql(revive, key.clone()).await;
    assert_eq!(other["errors"][0]["extensions"]["code"], "NOT_FOUND");

    // After the deadline it stays withdrawn.
    let page = w.dev.get(&format!("{path}/withdraw")).await;
    w.dev.submit(&page, "WithdrawProposal", &fields).await.ok();
    w.hub.clock().advance(TimeDelta::days(10));
    assert!(!w.dev.get(&path).await.offers("ReviveProposal"));
    let late = w.dev.graphql(revive, key).await;
    let code = &late["data"]["reviveProposal"]["userErrors"][0]["code"];
    assert_eq!(code, "CHALLENGE_CLOSED", "{late}");
    w.staff.get(&path).await.is(404);
}

#[tokio::test]
async fn partners_who_agreed_are_told_once_of_a_burst_of_changes() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    w.hub.mails().await;
    for summary in ["One.", "Two.", "Three."] {
        w.edit(&w.olive, &path, &[("input.summary", summary)])
            .await
            .ok();
        w.hub.clock().advance(TimeDelta::minutes(5));
    }
    assert!(w.hub.mails().await.is_empty(), "the burst goes on");
    w.hub.clock().advance(TimeDelta::minutes(6));
    let mails = w.hub.mails().await;
    // Who made the changes knows them.
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "devi@example.org");
    assert!(mails[0].subject.contains("was changed"));
    let text = &mails[0].text;
    assert!(text.contains("- Title and summary"), "{text}");
    assert!(!text.contains("Approach"), "{text}");
    let at = text.find(&format!("{path}/versions?from=d")).unwrap();
    let link: String = text[at..].split_whitespace().next().unwrap().to_owned();
    w.dev.get(&link).await.ok().has_text("Three.");

    // The next burst waits until an hour after.
    w.edit(&w.olive, &path, &[("input.approach", "Otherwise.")])
        .await
        .ok();
    w.hub.clock().advance(TimeDelta::minutes(50));
    assert!(w.hub.mails().await.is_empty());
    w.hub.clock().advance(TimeDelta::minutes(11));
    let mails = w.hub.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("- Approach"), "{}", mails[0].text);
    assert!(!mails[0].text.contains("- Title"), "{}", mails[0].text);
    w.dev.get(&path).await.ok().has_text("changed since");

    // Consent can be taken back: it waits for a partner again.
    let consent = w.dev.get(&format!("{path}/consent")).await;
    w.dev.submit(&consent, "DeclinePartnership", &[]).await.ok();
    w.olive
        .get(&path)
        .await
        .ok()
        .has_text("Waiting for partners");

    // Nobody agrees to what they have not read.
    let consent = w.dev.get(&format!("{path}/consent")).await;
    w.edit(&w.olive, &path, &[("input.approach", "Once more.")])
        .await
        .ok();
    let page = w.dev.submit(&consent, "AgreeToPartnership", &[]).await;
    page.is(422).has_text("was changed while you read it");
    w.dev
        .submit(&page, "AgreeToPartnership", &[])
        .await
        .ok()
        .has_text("You have agreed");
    w.olive.get(&path).await.ok().has_text("Ready to submit");
}

#[tokio::test]
async fn people_in_different_sections_never_conflict_and_choose_within_one() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let his = w.dev.get(&format!("{path}/edit")).await;
    let hers = [
        ("input.impact", "Her impact"),
        ("input.budget.0.amount", "£20,000"),
    ];
    w.edit(&w.olive, &path, &hers).await.ok();
    let fields = [("input.team", "His team"), ("input.title", "His title")];
    w.dev.submit(&his, "EditProposal", &fields).await.ok();
    let edit = w.dev.get(&format!("{path}/edit")).await;
    assert_eq!(edit.value("input.impact"), "Her impact");
    assert_eq!(edit.value("input.budget.0.amount"), "£20,000");
    assert_eq!(edit.value("input.team"), "His team");
    assert_eq!(edit.value("input.title"), "His title");

    // The same section: both texts, and a choice. What is in other sections is safe meanwhile.
    let hers = [("input.impact", "Hers again"), ("input.team", "Her team")];
    w.edit(&w.olive, &path, &hers).await.ok();
    let fields = [
        ("input.impact", "His impact"),
        ("input.approach", "His approach"),
    ];
    let clash = w.dev.submit(&edit, "EditProposal", &fields).await;
    clash.is(409).has_text("Hers again");
    assert_eq!(clash.value("input.impact"), "His impact");
    assert_eq!(clash.count("#theirs-impact"), 1);
    assert_eq!(clash.count("#theirs-team"), 0, "he did not touch it");
    let theirs = [("input.theirs", "IMPACT")];
    w.dev.submit(&clash, "EditProposal", &theirs).await.ok();
    let edit = w.olive.get(&format!("{path}/edit")).await;
    assert_eq!(edit.value("input.impact"), "Hers again");
    assert_eq!(edit.value("input.approach"), "His approach");
    assert_eq!(edit.value("input.team"), "Her team");

    // A program saves one section, and leaves the others alone.
    let save = "mutation($i: EditProposalInput!) { editProposal(input: $i) { userErrors { field \
                code } proposal { impact approach } } }";
    let input = json!({ "i": { "key": key_of(&path), "version": 1, "sections": ["APPROACH"],
        "approach": "By program" } });
    let stale = w.dev.graphql(save, input).await;
    let clash = json!([{ "field": "approach", "code": "CONFLICT" }]);
    assert_eq!(stale["data"]["editProposal"]["userErrors"], clash);
    let version: i32 = edit.value("input.version").parse().unwrap();
    let input = json!({ "i": { "key": key_of(&path), "version": version,
        "sections": ["APPROACH"], "approach": "By program" } });
    let saved = w.dev.graphql(save, input).await;
    let proposal = json!({ "impact": "Hers again", "approach": "By program" });
    assert_eq!(
        saved["data"]["editProposal"]["proposal"], proposal,
        "{saved}"
    );
}

#[tokio::test]
async fn a_long_text_is_saved_and_not_submitted() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let long = "word ".repeat(301);
    let number = w.stops.id.to_string();
    let fields = [
        ("input.summary", long.as_str()),
        ("input.datasets.0.dataset", number.as_str()),
        ("input.datasets.0.role", "ESSENTIAL"),
        ("input.datasets.0.published", "false"),
        ("input.datasets.0.publishBy", "2027-02-01"),
    ];
    let page = w.edit(&w.olive, &path, &fields).await;
    page.ok().has_text("Shorten the summary: it has more words");
    let edit = w.olive.get(&format!("{path}/edit")).await;
    assert_eq!(edit.attr("#input-summary", "data-words"), "300");
    assert_eq!(edit.value("input.datasets.0.publishBy"), "2027-02-01");
    let check = w.olive.get(&format!("{path}/check")).await;
    check
        .ok()
        .has_text("Essential")
        .has_text("not published yet; promised by 1 February 2027");
    assert!(!check.offers("SubmitProposal"));
    let submit =
        "mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { userErrors { code } } }";
    let input = json!({ "i": { "key": key_of(&path), "version": 3 } });
    let refused = w.olive.graphql(submit, input).await;
    let code = json!([{ "code": "PROPOSAL_LONG_SUMMARY" }]);
    assert_eq!(refused["data"]["submitProposal"]["userErrors"], code);
    let page = w
        .edit(&w.olive, &path, &[("input.summary", &"word ".repeat(300))])
        .await;
    page.ok().lacks_text("Shorten");
    let page = w
        .edit(
            &w.olive,
            &path,
            &[("input.datasets.0.publishBy", "2027-02-30")],
        )
        .await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-datasets-0-publishBy");
    // A dataset is taken out by its box alone, although a radio button stays chosen.
    let out = [
        ("input.datasets.0.dataset", ""),
        ("input.datasets.0.purpose", ""),
        ("input.datasets.0.role", ""),
        ("input.datasets.0.publishBy", ""),
        ("input.summary", "Shorter."),
    ];
    let page = w.edit(&w.olive, &path, &out).await;
    page.ok();
    let check = w.olive.get(&format!("{path}/check")).await;
    check.ok().has_text("Shorter.").lacks_text("Essential");
}

#[tokio::test]
async fn a_dead_job_does_not_keep_later_changes_from_being_told() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    w.hub.clock().advance(TimeDelta::hours(2));
    w.hub.mails().await;
    w.waits_since(TimeDelta::hours(23)).await;
    w.edit(&w.olive, &path, &[("input.summary", "One.")])
        .await
        .ok();
    w.hub.clock().advance(TimeDelta::minutes(30));
    assert!(w.hub.mails().await.is_empty(), "its job may still come");
    w.waits_since(TimeDelta::hours(25)).await;
    w.edit(&w.olive, &path, &[("input.summary", "Two.")])
        .await
        .ok();
    w.hub.clock().advance(TimeDelta::minutes(30));
    let mails = w.hub.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].text.contains("- Title and summary"));
}
