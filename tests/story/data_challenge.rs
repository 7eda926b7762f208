//! A data challenge: a council drafts it, staff publish it, developers answer, and the council
//! joins what is selected.

use super::stage::{Person, Stage, days, local, number_of, proposal_of};

const TITLE: &str = "Councillors’ expenses that anybody can read";
const GOOD: &str = "Expenses in plain words";
const OTHER: &str = "Expenses as a game";

/// Starts a proposal, fills it in and submits it; its path.
async fn apply(
    stage: &Stage,
    number: &str,
    who: &Person,
    (title, organisation): (&str, &str),
    dataset: &str,
) -> String {
    let start = who.get(&format!("/challenges/{number}/propose")).await;
    start.ok().has_text("Developers apply");
    assert_eq!(start.count("#input-leadCouncil"), 0);
    let fields = [("input.title", title), ("input.organisation", organisation)];
    let page = who.browser.submit(&start, "StartProposal", &fields).await;
    let path = proposal_of(page.ok());
    let fields = [
        ("input.summary", "What was paid, to whom, and for what."),
        ("input.impact", "Residents can ask better questions."),
        ("input.approach", "In the open."),
        ("input.team", "One who codes."),
        ("input.datasets.0.dataset", dataset),
        ("input.datasets.0.purpose", "What it shows"),
        ("input.datasets.0.published", "true"),
        ("input.budget.0.label", "Time"),
        ("input.budget.0.amount", "900"),
        ("input.milestones.0.title", "It is live"),
        ("input.milestones.0.due", "2027-03-31"),
    ];
    who.send(&format!("{path}/edit"), "EditProposal", &fields)
        .await
        .ok();
    stage.mails(&[]).await;
    let page = who
        .send(&format!("{path}/check"), "SubmitProposal", &[])
        .await;
    page.ok().has_text("Proposal submitted");
    let reference = page.texts(".reference").remove(0);
    let subject = format!("Proposal {reference} is submitted: {title}");
    stage.mails(&[(who, &subject, title)]).await;
    path
}

#[tokio::test]
async fn a_data_challenge_of_a_council_from_draft_to_project() {
    let stage = Stage::set().await;
    let ada = stage.first_administrator().await;
    let sam = stage.staff(&ada).await;
    let olga = stage
        .register("olga", "Olga Brand", "olga.brand@colchester.gov.uk")
        .await;
    let devi = stage.register("devi", "Devi Rao", "devi@rao.example").await;
    let finn = stage
        .register("finn", "Finn O’Shea", "finn@oshea.example")
        .await;
    let kim = stage
        .register("kim", "Kim Lund", "kim@university.example")
        .await;
    let council = stage.council(&ada, "Colchester Borough Council").await;
    stage.set_domain(&ada, &council, "colchester.gov.uk").await;
    let path = format!("/organisations/{council}");
    olga.send(&path, "JoinOrganisation", &[]).await.ok();
    let fields = [("input.name", "O’Shea Data Ltd")];
    let firm = finn
        .send("/organisations/new", "CreateOrganisation", &fields)
        .await;
    let firm = number_of(&firm.ok().path);
    let [(dataset, dataset_title), _] = stage.datasets(&olga, &council).await;

    // The officer drafts and asks; the programme publishes.
    let start = stage.minute();
    let fields = [
        ("input.publisher", council.as_str()),
        ("input.title", TITLE),
    ];
    let page = olga
        .send("/challenges/new", "CreateChallenge", &fields)
        .await;
    let number = page.ok().value("input.number");
    let times = [1, 31, 32, 62].map(|count| local(days(start, count)));
    let fields = [
        ("input.summary", "Make what we publish readable."),
        ("input.problem", "Nobody reads spreadsheets."),
        ("input.affected", "197,000 residents."),
        ("input.success", "Residents ask better questions."),
        ("input.datasets", dataset.as_str()),
        ("input.rules.opensAt", times[0].as_str()),
        ("input.rules.closesAt", &times[1]),
        ("input.rules.judgingOpensAt", &times[2]),
        ("input.rules.judgingClosesAt", &times[3]),
        ("input.rules.awards", "1"),
        ("input.rules.awardPence", "1,000"),
        ("input.rules.reviewsRequired", "1"),
    ];
    let page = olga
        .send(
            &format!("/challenges/{number}/edit"),
            "EditChallenge",
            &fields,
        )
        .await;
    let page = olga
        .browser
        .submit(page.ok(), "SubmitChallengeForReview", &[])
        .await;
    page.ok().has_text("Waiting for publication");
    assert!(!page.offers("PublishChallenge"));
    let subject = format!("Colchester Borough Council hands in “{TITLE}”");
    let expected = [(&ada, subject.as_str(), TITLE), (&sam, &subject, TITLE)];
    stage.mails(&expected).await;
    let manage = format!("/challenges/{number}/manage");
    sam.send(&manage, "PublishChallenge", &[])
        .await
        .ok()
        .has_text("Published. Everybody can see it now.");
    let subject = format!("“{TITLE}” is published");
    let expected = [(&olga, subject.as_str(), "Councillors’ expenses")];
    stage.mails(&expected).await;
    stage.wait_until(days(start, 1)).await;
    let visitor = stage.hub.visitor();
    let show = format!("/challenges/{number}");
    visitor
        .get(&show)
        .await
        .ok()
        .has_text("Start a proposal")
        .has_text(&dataset_title);

    let good = apply(&stage, &number, &devi, (GOOD, ""), &dataset).await;
    let other = apply(&stage, &number, &finn, (OTHER, &firm), &dataset).await;
    // The council does not read proposals while they can still change.
    olga.get(&good).await.is(404);
    stage.wait_until(days(start, 31)).await;

    let fields = [("input.who", "@kim")];
    let judges = format!("/challenges/{number}/judges");
    sam.send(&judges, "AppointJudge", &fields).await.ok();
    let subject = format!("You are a judge of “{TITLE}”");
    let mails = stage
        .mails(&[(&kim, &subject, "You are asked to judge this challenge")])
        .await;
    let desk = stage.link(&mails[0], "Go to your proposals:");
    kim.send(&desk, "AnswerAppointment", &[("input.accept", "true")])
        .await
        .ok();
    stage.wait_until(days(start, 32)).await;
    let subject = format!("Judging of “{TITLE}” has begun");
    stage.mails(&[(&kim, &subject, TITLE)]).await;
    let fields = [
        ("input.answers.0.conflict", "false"),
        ("input.answers.1.conflict", "false"),
    ];
    let page = kim
        .send(&format!("{desk}/conflicts"), "DeclareConflicts", &fields)
        .await;
    page.ok();
    for (title, level) in [(GOOD, "4"), (OTHER, "1")] {
        let fields = [
            ("input.scores.0.level", level),
            ("input.scores.0.comment", "It can be done."),
            ("input.scores.1.level", level),
            ("input.scores.1.comment", "Some would read it."),
        ];
        kim.send(&page.link(title), "SubmitReview", &fields)
            .await
            .ok();
    }
    let decision = format!("/challenges/{number}/decision");
    for (title, outcome) in [(GOOD, "SELECT"), (OTHER, "RESERVE")] {
        let fields = [
            ("input.outcome", outcome),
            (
                "input.reserveRank",
                if outcome == "RESERVE" { "1" } else { "" },
            ),
            ("input.reason", "Readable by anybody."),
            ("input.feedback", "Thank you for the work."),
        ];
        let ranking = sam.get(&decision).await;
        sam.send(&ranking.link(title), "DecideProposal", &fields)
            .await
            .ok();
    }
    let fields = [("input.announcement", "Words beat games.")];
    sam.send(
        &format!("/challenges/{number}/announce"),
        "AnnounceDecision",
        &fields,
    )
    .await
    .ok();
    let reference = devi.get(&good).await.texts(".reference").remove(0);
    let selected = format!("Proposal {reference} is selected: {GOOD}");
    let reference = finn.get(&other).await.texts(".reference").remove(0);
    let reserve = format!("Proposal {reference} is on the reserve list: {OTHER}");
    let mails = stage
        .mails(&[(&devi, &selected, GOOD), (&finn, &reserve, OTHER)])
        .await;
    assert!(mails[1].text.contains("Place on the list: 1"));

    // The council is a partner of the project now, though it proposed nothing.
    let offer = stage.link(&mails[0], "Answer the offer:");
    let accept = [("input.accept", "true")];
    devi.send(&offer, "AnswerOffer", &accept).await.ok();
    let accepted = format!("Award accepted: {GOOD}");
    let outcome = format!("“{TITLE}”: award accepted");
    let mails = stage
        .mails(&[(&devi, &accepted, GOOD), (&sam, &outcome, GOOD)])
        .await;
    let project = stage.link(&mails[0], "See the project:");
    let page = visitor.get(&project).await;
    page.ok()
        .has_text("Devi Rao")
        .has_text("Colchester Borough Council")
        .has_text(TITLE);
    let edit = format!("{project}/edit");
    olga.get("/account").await.ok();
    let website = [("input.website", "https://colchester.example/expenses")];
    olga.send(&edit, "EditProject", &website)
        .await
        .ok()
        .has_text("The project’s page is saved");
    let page = visitor.get(&page.link(&dataset_title)).await;
    page.ok().has_text(GOOD).has_text("What it shows");
    visitor
        .get(&show)
        .await
        .ok()
        .has_text("Words beat games.")
        .has_text("Readable by anybody.")
        .lacks_text(OTHER);
    stage.no_other_mail().await;
}
