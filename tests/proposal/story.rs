//! From the start to the submission, for a call and for a data challenge.

use chrono::TimeDelta;
use hub_entity::challenge::ChallengeKind;
use hub_entity::organisation::{OrganisationKind, OrganisationRole};
use serde_json::json;

use super::{filled, key_of, path_of, world};

#[tokio::test]
async fn a_council_and_a_developer_answer_a_call() {
    let w = world(ChallengeKind::Call).await;
    let page = w.started().await;
    page.has_text("The proposal is started")
        .has_text("Add at least one developer.")
        .has_text("Write the summary.")
        .has_text("9 days left");
    let path = path_of(&page);
    assert!(page.count(".task") == 9, "{}", page.main_text());
    w.olive.get("/proposals").await.ok().has_text("Next bus");

    // An incomplete draft saves.
    let edit = w.olive.get(&format!("{path}/edit")).await;
    let saved = w
        .olive
        .submit(
            &edit,
            "EditProposal",
            &[("input.summary", "Times **now**.")],
        )
        .await;
    saved.ok().has_text("The draft is saved.");
    let number = w.stops.id.to_string();
    let edit = w.olive.get(&format!("{path}/edit")).await;
    w.olive
        .submit(&edit, "EditProposal", &filled(&number))
        .await
        .ok();
    let edit = w.olive.get(&format!("{path}/edit")).await;
    assert_eq!(edit.value("input.budget.0.amount"), "£25,000");
    assert_eq!(
        edit.value("input.datasets.0.purpose"),
        "Where the stops are"
    );
    assert_eq!(edit.value("input.milestones.0.due"), "2027-06-30");

    // The developer is asked, reads, and agrees.
    let partners = w.olive.get(&format!("{path}/partners")).await;
    let fields = [("input.role", "DEVELOPER"), ("input.handle", "@Devi")];
    let partners = w.olive.submit(&partners, "AddPartner", &fields).await;
    partners
        .ok()
        .has_text("They are asked by mail.")
        .has_text("Not answered");
    let asked = w.hub.mails_to("devi@example.org").await;
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].text.contains(&format!("{path}/consent")),
        "{}",
        asked[0].text
    );
    let check = w.olive.get(&format!("{path}/check")).await;
    check
        .ok()
        .has_text("Before you can submit")
        .has_text("Every partner has to agree");
    assert!(!check.offers("SubmitProposal"));
    w.dev
        .get("/proposals")
        .await
        .ok()
        .has_text("Waits for your answer");
    let consent = w.dev.get(&format!("{path}/consent")).await;
    consent
        .ok()
        .has_text("Two thousand people miss fewer buses.");
    w.dev
        .submit(&consent, "AgreeToPartnership", &[])
        .await
        .ok()
        .has_text("You have agreed");
    let told = w.hub.mails_to("olive@example.org").await;
    assert!(
        told[0].subject.contains("Devi agreed to be"),
        "{}",
        told[0].subject
    );

    // Submitted: a panel, a reference, a mail for each.
    let check = w.olive.get(&format!("{path}/check")).await;
    check
        .ok()
        .has_text("£25,000")
        .has_text("Bus stops")
        .lacks_text("Before you can submit");
    let done = w.olive.submit(&check, "SubmitProposal", &[]).await;
    done.ok()
        .has_text("Proposal submitted")
        .has_text("version 1");
    let reference = done.texts(".reference").remove(0);
    assert!(reference.starts_with("MIL-"), "{reference}");
    let mails = w.hub.mails().await;
    assert_eq!(mails.len(), 2);
    for mail in &mails {
        assert!(mail.text.contains(&reference) && mail.text.contains("Version: 1"));
    }

    // The same form sent again submits nothing new, and writes to nobody.
    w.olive
        .submit(&check, "SubmitProposal", &[])
        .await
        .ok()
        .has_text("version 1");
    assert!(w.hub.mails().await.is_empty());

    // An edit does not count before it is submitted.
    let edit = w.dev.get(&format!("{path}/edit")).await;
    let fields = [("input.summary", "Times and crowding.")];
    let page = w.dev.submit(&edit, "EditProposal", &fields).await;
    page.ok()
        .has_text("The draft was changed since it was submitted");
    let seen = w.olive.graphql(
        "query($k: String!) { proposal(key: $k) { summary submitted { summaryHtml } nextStep } }",
        json!({ "k": key_of(&path) }),
    );
    let seen = seen.await;
    let proposal = &seen["data"]["proposal"];
    assert_eq!(proposal["summary"], "Times and crowding.", "{seen}");
    assert_eq!(
        proposal["submitted"]["summaryHtml"],
        "<p>Times at every stop.</p>\n"
    );
    w.all_lead().await;
    let check = w.dev.get(&format!("{path}/check")).await;
    w.dev
        .submit(&check, "SubmitProposal", &[])
        .await
        .ok()
        .has_text("version 2");

    // Withdrawn with a reason, and submitted again while there is time.
    let page = w.dev.get(&format!("{path}/withdraw")).await;
    w.dev
        .submit(&page, "WithdrawProposal", &[("input.reason", "")])
        .await
        .is(422);
    let page = w
        .dev
        .submit(
            &page,
            "WithdrawProposal",
            &[("input.reason", "Devi is ill")],
        )
        .await;
    page.ok()
        .has_text("This proposal was withdrawn: Devi is ill");
    let mails = w.hub.mails_to("olive@example.org").await;
    let last = &mails.last().unwrap().text;
    assert!(
        last.contains("Why: Devi is ill") && last.contains("submitted again"),
        "{last}"
    );
    let check = w.olive.get(&format!("{path}/check")).await;
    w.olive
        .submit(&check, "SubmitProposal", &[])
        .await
        .ok()
        .has_text("version 3");
}

#[tokio::test]
async fn developers_answer_a_data_challenge_and_one_comes_by_mail() {
    let w = world(ChallengeKind::DataChallenge).await;
    let firm = w
        .hub
        .organisation(OrganisationKind::Developer, "Open Bytes")
        .await;
    w.hub.join(&w.dev, firm.id, OrganisationRole::Owner).await;
    let start = w.dev.get(&w.propose()).await;
    start.ok().has_text("Developers apply");
    assert_eq!(start.count("#input-leadCouncil"), 0);
    let firm = firm.id.to_string();
    let fields = [
        ("input.title", "Bin day"),
        ("input.organisation", firm.as_str()),
    ];
    let page = w.dev.submit(&start, "StartProposal", &fields).await;
    page.ok();
    let again = w.dev.submit(&start, "StartProposal", &fields).await;
    assert_eq!(path_of(&page), path_of(&again), "a double click starts one");
    let path = path_of(&page);

    // Neither the publisher nor its officers can be added; a lead council makes no sense here.
    let partners = w.dev.get(&format!("{path}/partners")).await;
    let publisher = w.call.publisher_id.to_string();
    let fields = [
        ("input.role", "COUNCIL"),
        ("input.organisation", publisher.as_str()),
    ];
    let page = w.dev.submit(&partners, "AddPartner", &fields).await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-organisation");

    // Somebody without an account is invited, and what they were asked is in the mail.
    let fields = [
        ("input.role", "DEVELOPER"),
        ("input.email", "new@example.net"),
    ];
    w.dev
        .submit(&partners, "AddPartner", &fields)
        .await
        .ok()
        .has_text("new@example.net");
    let mails = w.hub.mails_to("new@example.net").await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("/invitations/"), "{}", mails[0].text);
    assert!(!mails[0].text.contains("none"), "{}", mails[0].text);

    // Their silence keeps it from being submitted, until they are taken out.
    let number = w.stops.id.to_string();
    let edit = w.dev.get(&format!("{path}/edit")).await;
    w.dev
        .submit(&edit, "EditProposal", &filled(&number))
        .await
        .ok();
    let refused = w.dev.graphql(
        "mutation($i: SubmitProposalInput!) { submitProposal(input: $i) { userErrors { code } } }",
        json!({ "i": { "key": key_of(&path), "version": 2 } }),
    );
    let refused = refused.await;
    assert_eq!(
        refused["data"]["submitProposal"]["userErrors"],
        json!([{ "code": "PROPOSAL_NO_CONSENT" }]),
        "{refused}"
    );
    let partners = w.dev.get(&format!("{path}/partners")).await;
    let page = w.dev.submit(&partners, "RemovePartner", &[]).await;
    page.ok().lacks_text("new@example.net");
    let check = w.dev.get(&format!("{path}/check")).await;
    w.dev
        .submit(&check, "SubmitProposal", &[])
        .await
        .ok()
        .has_text("Proposal submitted");
}

#[tokio::test]
async fn who_declines_is_out_and_who_takes_consent_back_stops_the_next_version() {
    let w = world(ChallengeKind::Call).await;
    let path = w.submitted().await;
    w.hub.mails().await;
    let consent = w.dev.get(&format!("{path}/consent")).await;
    w.dev.submit(&consent, "DeclinePartnership", &[]).await.ok();
    let told = w.hub.mails_to("olive@example.org").await;
    assert!(
        told[0].subject.contains("will not be"),
        "{}",
        told[0].subject
    );
    // What was submitted stays; the task list says what is missing; nothing new can be submitted.
    let page = w.olive.get(&path).await;
    page.has_text("version 1")
        .has_text("Consent withdrawn")
        .has_text("Every partner has to agree");
    let check = w.olive.get(&format!("{path}/check")).await;
    assert!(!check.offers("SubmitProposal"));
    // Who withdrew still reads, and does not edit.
    w.dev.get(&path).await.ok();
    assert!(
        !w.dev
            .get(&format!("{path}/edit"))
            .await
            .offers("EditProposal")
    );
    // Staff see it after the close.
    w.hub.clock().advance(TimeDelta::days(10));
    w.staff
        .get(&path)
        .await
        .ok()
        .has_text("no longer agrees to it")
        .has_text("Times at every stop.");

    // A partner who declines at once is none any more.
    let w = world(ChallengeKind::Call).await;
    let path = path_of(&w.started().await);
    let partners = w.olive.get(&format!("{path}/partners")).await;
    let fields = [("input.role", "DEVELOPER"), ("input.handle", "devi")];
    w.olive.submit(&partners, "AddPartner", &fields).await.ok();
    let consent = w.dev.get(&format!("{path}/consent")).await;
    w.dev.submit(&consent, "DeclinePartnership", &[]).await.ok();
    w.dev.get(&path).await.is(404);
    w.dev.get("/proposals").await.ok().lacks_text("Next bus");
}

#[tokio::test]
async fn a_developer_names_the_lead_council_which_is_asked() {
    let w = world(ChallengeKind::Call).await;
    let start = w.dev.get(&w.propose()).await;
    let page = w
        .dev
        .submit(&start, "StartProposal", &[("input.title", "Next bus")])
        .await;
    page.is(422);
    assert_eq!(page.errors()[0].0, "input-leadCouncil");
    assert_eq!(page.value("input.title"), "Next bus");
    let council = w.council.id.to_string();
    let fields = [
        ("input.title", "Next bus"),
        ("input.leadCouncil", council.as_str()),
    ];
    let page = w.dev.submit(&start, "StartProposal", &fields).await;
    page.ok().has_text("Lichfield").has_text("Not answered");
    let asked = w.hub.mails_to("olive@example.org").await;
    assert_eq!(asked.len(), 1);
    let path = path_of(&page);
    let consent = w.olive.get(&format!("{path}/consent")).await;
    w.olive
        .submit(&consent, "AgreeToPartnership", &[])
        .await
        .ok()
        .has_text("Edit the proposal");
}
