//! A call: the programme publishes it, partnerships of councils and developers answer it.

use chrono::{DateTime, TimeDelta, Utc};

use super::cast::{CALL, Cast};
use super::stage::{Person, days, proposal_of};
use crate::support::Page;

const FIRST: &str = "Every toilet on the map";
const SECOND: &str = "Bins on the right day";

impl Cast {
    /// Devi and Colchester start together, Nia comes by mail; everybody agrees. The path.
    async fn partnership(&self, call: &str) -> String {
        let (stage, devi) = (&self.stage, &self.devi);
        let fields = [
            ("input.title", FIRST),
            ("input.organisation", ""),
            ("input.leadCouncil", self.colchester.as_str()),
        ];
        let propose = format!("/challenges/{call}/propose");
        let page = devi.send(&propose, "StartProposal", &fields).await;
        page.ok().has_text("Not answered");
        let path = proposal_of(&page);
        let asked = format!("Do you agree to be a partner in “{FIRST}”?");
        let mails = stage
            .mails(&[(&self.olga, &asked, "Colchester Borough Council")])
            .await;
        let consent = stage.link(&mails[0], "Read the proposal and answer:");
        let fields = [
            ("input.role", "DEVELOPER"),
            ("input.email", self.nia.email.as_str()),
        ];
        devi.send(&format!("{path}/partners"), "AddPartner", &fields)
            .await
            .ok()
            .has_text("They are asked by mail.");
        let invited = format!("Devi Rao invites you to work on “{FIRST}”");
        let mails = stage
            .mails(&[(&self.nia, &invited, "Create an account to accept")])
            .await;
        let invitation = stage.link(&mails[0], "See the invitation:");
        let page = self.nia.accept_invitation(&invitation).await;
        page.ok().has_text(FIRST);
        assert_eq!(proposal_of(&page), path);
        stage.mails(&[]).await;
        self.nia
            .send(&format!("{path}/consent"), "AgreeToPartnership", &[])
            .await
            .ok()
            .has_text("You have agreed");
        let agreed = format!("Nia Pugh agreed to be a partner in “{FIRST}”");
        let page = "Nia Pugh";
        stage
            .mails(&[(&self.devi, &agreed, page), (&self.olga, &agreed, page)])
            .await;
        let check = devi.get(&format!("{path}/check")).await;
        check.ok().has_text("Every partner has to agree");
        self.olga
            .send(&consent, "AgreeToPartnership", &[])
            .await
            .ok()
            .has_text("You have agreed");
        let agreed = format!("Colchester Borough Council agreed to be a partner in “{FIRST}”");
        let page = "Colchester Borough Council";
        stage
            .mails(&[(&self.devi, &agreed, page), (&self.nia, &agreed, page)])
            .await;
        path
    }

    /// Fills in every section.
    async fn fill_in(&self, who: &Person, path: &str, datasets: &[(String, String)]) -> Page {
        let mut fields = vec![
            (
                "input.summary",
                "A map of what the council knows, for everybody.",
            ),
            (
                "input.impact",
                "Two thousand people a week find what they need.",
            ),
            ("input.approach", "We build it in the open, with residents."),
            ("input.team", "A council and the people who code."),
            ("input.budget.0.label", "Building it"),
            ("input.budget.0.amount", "£20,000"),
            ("input.budget.1.label", "Testing it with residents"),
            ("input.budget.1.amount", "5,000.50"),
            ("input.milestones.0.title", "Twenty residents have tried it"),
            ("input.milestones.0.due", "2027-06-30"),
        ];
        let names = [
            [
                "input.datasets.0.dataset",
                "input.datasets.0.purpose",
                "input.datasets.0.published",
            ],
            [
                "input.datasets.1.dataset",
                "input.datasets.1.purpose",
                "input.datasets.1.published",
            ],
        ];
        for (name, (number, _)) in names.iter().zip(datasets) {
            fields.push((name[0], number));
            fields.push((name[1], "Shows what is where"));
            fields.push((name[2], "true"));
        }
        let page = who
            .send(&format!("{path}/edit"), "EditProposal", &fields)
            .await;
        page.ok().has_text("The draft is saved.");
        page
    }

    /// Checks the answers and submits; everybody behind the proposal has a receipt.
    async fn submit(&self, who: &Person, path: &str, title: &str, version: &str, all: &[&Person]) {
        let check = who.get(&format!("{path}/check")).await;
        check
            .ok()
            .has_text("£25,000.50")
            .has_text("Twenty residents have tried it")
            .has_text("Shows what is where");
        let page = who.browser.submit(&check, "SubmitProposal", &[]).await;
        page.ok()
            .has_text("Proposal submitted")
            .has_text(&format!("version {version}"));
        let reference = page.texts(".reference").remove(0);
        let subject = format!("Proposal {reference} is submitted: {title}");
        let expected: Vec<_> = all
            .iter()
            .map(|person| (*person, subject.as_str(), title))
            .collect();
        for mail in self.stage.mails(&expected).await {
            assert!(
                mail.text.contains(&format!("Version: {version}")),
                "{}",
                mail.text
            );
        }
    }

    /// Lichfield competes, and is reminded that it has not submitted.
    async fn rival(
        &self,
        call: &str,
        closes: DateTime<Utc>,
        datasets: &[(String, String)],
    ) -> String {
        let (stage, ben) = (&self.stage, &self.ben);
        let fields = [
            ("input.title", SECOND),
            ("input.organisation", self.lichfield.as_str()),
        ];
        let propose = format!("/challenges/{call}/propose");
        let page = ben.send(&propose, "StartProposal", &fields).await;
        let path = proposal_of(page.ok());
        let fields = [("input.role", "DEVELOPER"), ("input.handle", "@finn")];
        ben.send(&format!("{path}/partners"), "AddPartner", &fields)
            .await
            .ok();
        let asked = format!("Do you agree to be a partner in “{SECOND}”?");
        let mails = stage.mails(&[(&self.finn, &asked, "Finn")]).await;
        let consent = stage.link(&mails[0], "Read the proposal and answer:");
        self.finn
            .send(&consent, "AgreeToPartnership", &[])
            .await
            .ok();
        let agreed = format!("Finn O’Shea agreed to be a partner in “{SECOND}”");
        let page = "Finn O’Shea";
        stage
            .mails(&[(&self.ben, &agreed, page), (&self.jo, &agreed, page)])
            .await;
        let reminded = [&self.ben, &self.jo, &self.finn];
        let subject = format!("“{CALL}” closes on ");
        let expected = reminded.map(|person| (person, subject.as_str(), SECOND));
        stage.wait_until(days(closes, -7)).await;
        // Those of the other partnership hear what changed in what they agreed to.
        let changed = |person| (person, "Proposal ", FIRST);
        let mut all = vec![changed(&self.olga), changed(&self.devi), changed(&self.nia)];
        all.extend(expected);
        for mail in stage.mails(&all).await.split_off(3) {
            assert!(mail.text.contains("Still missing:"), "{}", mail.text);
            assert!(mail.text.contains("Write the summary."), "{}", mail.text);
        }
        self.fill_in(ben, &path, datasets).await;
        stage.wait_until(days(closes, -1)).await;
        let mut all = vec![
            (&self.jo, "Proposal ", SECOND),
            (&self.finn, "Proposal ", SECOND),
        ];
        all.extend(expected);
        for mail in stage.mails(&all).await.split_off(2) {
            assert!(mail.text.contains("Nothing is missing"), "{}", mail.text);
        }
        self.submit(ben, &path, SECOND, "1", &reminded).await;
        path
    }

    /// Two judges are appointed: Jo, who has an account, and Kim, who comes by mail. Their desks.
    async fn judges(&self, call: &str) -> [String; 2] {
        let (stage, judges) = (&self.stage, format!("/challenges/{call}/judges"));
        let appoint = async |who: &str| {
            let fields = [("input.who", who)];
            let page = self.sam.send(&judges, "AppointJudge", &fields).await;
            page.ok().has_text("The judge is appointed");
        };
        appoint("jo-marsh").await;
        let subject = format!("You are a judge of “{CALL}”");
        let mails = stage
            .mails(&[(&self.jo, &subject, "You are asked to judge this challenge")])
            .await;
        let first = stage.link(&mails[0], "Go to your proposals:");
        let accept = [("input.accept", "true")];
        self.jo
            .send(&first, "AnswerAppointment", &accept)
            .await
            .ok()
            .has_text("Your answer is noted");
        appoint(&self.kim.email).await;
        let subject = format!("Please judge proposals for “{CALL}”");
        let mails = stage
            .mails(&[(&self.kim, &subject, "Create an account to accept")])
            .await;
        let invitation = stage.link(&mails[0], "See the invitation:");
        let page = self.kim.accept_invitation(&invitation).await;
        page.ok().has_text(CALL);
        let second = page.path.split('?').next().unwrap().to_owned();
        stage.mails(&[]).await;
        [first, second]
    }

    async fn score(&self, [jo, kim]: &[String; 2], closes: DateTime<Utc>) {
        let stage = &self.stage;
        let page = self.jo.get(&format!("{jo}/conflicts")).await;
        page.ok()
            .has_text("an organisation that you belong to, are a partner")
            .lacks_text("hidden plan");
        let none = [
            ("input.answers.0.conflict", "false"),
            ("input.answers.1.conflict", "false"),
        ];
        let noted = "Your conflicts of interest are noted";
        let desk = self
            .jo
            .browser
            .submit(&page, "DeclareConflicts", &none[..1])
            .await;
        desk.ok().has_text(noted);
        self.score_one(&self.jo, &desk, FIRST, ["4", "3"]).await;
        let desk = self
            .kim
            .send(&format!("{kim}/conflicts"), "DeclareConflicts", &none)
            .await;
        desk.ok().has_text(noted);
        self.score_one(&self.kim, &desk, SECOND, ["2", "2"]).await;
        let subject = format!("Your scores for “{CALL}” are due on ");
        for (before, left) in [(7, true), (1, false)] {
            stage.wait_until(days(closes, -before)).await;
            if left {
                let mails = stage.mails(&[(&self.kim, &subject, FIRST)]).await;
                assert!(
                    mails[0].text.contains("1 proposal left"),
                    "{}",
                    mails[0].text
                );
                let desk = self.kim.get(kim).await;
                self.score_one(&self.kim, &desk, FIRST, ["4", "4"]).await;
            } else {
                stage.mails(&[]).await;
            }
        }
    }

    async fn score_one(&self, judge: &Person, desk: &Page, title: &str, levels: [&str; 2]) {
        let fields = [
            ("input.scores.0.level", levels[0]),
            ("input.scores.0.comment", "The need is shown."),
            ("input.scores.1.level", levels[1]),
            ("input.scores.1.comment", "Many would use it."),
        ];
        judge
            .send(&desk.link(title), "SubmitReview", &fields)
            .await
            .ok()
            .has_text("The review is submitted");
    }

    async fn decide(&self, call: &str) {
        let (stage, sam) = (&self.stage, &self.sam);
        let decision = format!("/challenges/{call}/decision");
        let ranking = sam.get(&decision).await;
        ranking.ok().has_text("0 of 1 award is given");
        let first = format!("{FIRST} Colchester Borough Council");
        let second = format!("{SECOND} Lichfield District Council");
        assert_eq!(ranking.texts("tbody th"), [first, second]);
        assert_eq!(ranking.texts("td[data-label=Mean]"), ["93.8", "50.0"]);
        let outcomes = [
            [
                ("input.outcome", "SELECT"),
                ("input.reason", "It is **ready** to begin."),
                ("input.feedback", "Keep talking to residents."),
            ],
            [
                ("input.outcome", "DECLINE"),
                ("input.reason", ""),
                ("input.feedback", "Say who needs it."),
            ],
        ];
        for (title, fields) in [FIRST, SECOND].into_iter().zip(&outcomes) {
            let ranking = sam.get(&decision).await;
            sam.send(&ranking.link(title), "DecideProposal", fields)
                .await
                .ok();
        }
        stage.mails(&[]).await;
        let fields = [("input.announcement", "Two stood out, and one began.")];
        let announce = format!("/challenges/{call}/announce");
        sam.send(&announce, "AnnounceDecision", &fields)
            .await
            .ok()
            .has_text("Two stood out, and one began.");
    }
}

#[tokio::test]
async fn a_call_from_registration_to_letters_and_project() {
    let cast = Box::pin(Cast::gather()).await;
    let (stage, visitor) = (&cast.stage, cast.stage.hub.visitor());
    let datasets = stage.datasets(&cast.olga, &cast.colchester).await;
    let start = stage.minute();
    let call = cast.publish(start).await;
    let show = format!("/challenges/{call}");
    stage.wait_until(days(start, 1)).await;
    visitor.get(&show).await.ok().has_text("Start a proposal");
    stage.mails(&[]).await;

    let first = cast.partnership(&call).await;
    cast.fill_in(&cast.devi, &first, &datasets).await;
    let first_people = [&cast.devi, &cast.olga, &cast.nia];
    cast.submit(&cast.devi, &first, FIRST, "1", &first_people)
        .await;
    let fields = [("input.summary", "A better map, for everybody.")];
    cast.olga
        .send(&format!("{first}/edit"), "EditProposal", &fields)
        .await
        .ok()
        .has_text("The draft was changed since it was submitted");
    stage.mails(&[]).await;
    cast.submit(&cast.olga, &first, FIRST, "2", &first_people)
        .await;

    let closes = days(start, 31);
    let second = cast.rival(&call, closes, &datasets).await;
    // Rivals do not see each other, and nobody reads what is not theirs.
    cast.ben.get(&first).await.is(404);
    cast.devi.get(&second).await.is(404);
    visitor.get(&first).await.is(404);

    stage.wait_until(closes).await;
    visitor.get(&show).await.ok().lacks_text("Start a proposal");
    let late = cast.devi.get(&format!("{first}/edit")).await;
    assert!(!late.ok().offers("EditProposal"));
    let desks = cast.judges(&call).await;
    stage.wait_until(days(start, 32)).await;
    let begun = "Judging of “Make it Local” has begun";
    let judges = [&cast.jo, &cast.kim].map(|judge| (judge, begun, "Make it Local"));
    stage.mails(&judges).await;
    cast.score(&desks, days(start, 62)).await;
    stage
        .wait_until(days(start, 62) + TimeDelta::hours(1))
        .await;
    cast.decide(&call).await;

    let reference = cast.devi.get(&first).await.texts(".reference").remove(0);
    let good = format!("Proposal {reference} is selected: {FIRST}");
    let reference = cast.ben.get(&second).await.texts(".reference").remove(0);
    let bad = format!("Proposal {reference} is not selected: {SECOND}");
    let mut letters: Vec<_> = first_people
        .iter()
        .map(|person| (*person, good.as_str(), FIRST))
        .collect();
    for person in [&cast.ben, &cast.jo, &cast.finn] {
        letters.push((person, bad.as_str(), SECOND));
    }
    let mails = stage.mails(&letters).await;
    assert!(mails[0].text.contains("Keep talking to residents."));
    assert!(mails[3].text.contains("Say who needs it."));
    // The award has to be accepted, by the council that leads; the project begins then.
    let offer = stage.link(&mails[0], "Answer the offer:");
    let page = visitor.get(&show).await;
    page.ok().has_text("the award has not been accepted yet");
    let page = cast.devi.get(&offer).await;
    assert!(!page.ok().offers("AnswerOffer"));
    let accept = [("input.accept", "true")];
    cast.olga.send(&offer, "AnswerOffer", &accept).await.ok();
    let accepted = format!("Award accepted: {FIRST}");
    let sam = format!("“{CALL}”: award accepted");
    let mut letters: Vec<_> = first_people
        .iter()
        .map(|person| (*person, accepted.as_str(), FIRST))
        .collect();
    letters.push((&cast.sam, sam.as_str(), FIRST));
    let mails = stage.mails(&letters).await;
    let project = stage.link(&mails[0], "See the project:");

    let page = visitor.get(&project).await;
    page.ok()
        .has_text(FIRST)
        .has_text("A better map, for everybody.")
        .has_text("Colchester Borough Council")
        .has_text("Devi Rao")
        .has_text("Nia Pugh")
        .has_text(CALL);
    for (_, title) in &datasets {
        let dataset = visitor.get(&page.link(title)).await;
        dataset.ok().has_text(FIRST).has_text("Shows what is where");
    }
    let page = visitor.get(&show).await;
    page.ok()
        .has_text("Two stood out, and one began.")
        .has_text(FIRST)
        .has_text("It is ready to begin.")
        .lacks_text(SECOND);
    assert_eq!(page.count(".prose strong"), 2);
    visitor.get("/projects").await.ok().has_text(FIRST);
    stage.no_other_mail().await;
}
