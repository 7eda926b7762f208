//! The challenges of the world, one in each state that matters, with proposals and judges.

use chrono::TimeDelta;
use hub_domain::project::still_live;
use hub_entity::account::InvitationPurpose;
use hub_entity::challenge::{
    AssignmentOrigin, ChallengeKind, ChallengeState, ConflictOrigin, Consent, JudgeState,
    OfferState, Outcome, PartnerRole, ProposalState, QuestionState, ReadingMode, ReviewState,
    SealedKind, assignment, challenge, challenge_dataset, conflict, criterion, decision, judge,
    offer, partner, planned_announcement, programme, programme_judge, programme_member, proposal,
    proposal_version, question, review, score, score_upload, screening, sealed_view,
};
use hub_entity::platform::mail;
use hub_entity::project::{
    Better, Likelihood, MilestoneState, NotedState, Payment, ProjectState, project,
    project_dataset, project_measure, project_milestone, project_partner, project_reading,
    project_risk, project_story, project_update,
};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter,
};
use serde_json::{Value, json};

use super::world::Builder;

/// The parties of a proposal: organisation or person, its role and what it answered.
type Party<'a> = (&'a str, PartnerRole, Consent);

impl Builder {
    pub async fn challenges(&mut self) {
        use ChallengeKind::{Call, DataChallenge};
        use ChallengeState::{Announced, Draft, InReview, Published};
        // Days until it closes, and until judging closes.
        for (name, kind, publisher, state, closes, ends) in [
            ("draft", DataChallenge, "council", Draft, 10, 20),
            ("in_review", DataChallenge, "council", InReview, 10, 20),
            ("open", Call, "programme", Published, 10, 20),
            ("judging", DataChallenge, "council", Published, -5, 5),
            ("judged", DataChallenge, "council", Published, -15, -5),
            ("announced", DataChallenge, "council", Announced, -15, -5),
        ] {
            self.challenge(name, kind, publisher, state, closes, ends)
                .await;
        }
        self.programme().await;
        self.proposals_to_the_call().await;
        self.question().await;
        self.partnering().await;
        self.planned_announcement().await;
        self.judging().await;
        self.rounds().await;
        self.project().await;
    }

    /// A programme with the call in it, somebody in its pool of judges, and staff of its own.
    async fn programme(&mut self) {
        let now = self.hub.clock().now();
        let text = |text: &str| Set(text.to_owned());
        let row = programme::ActiveModel {
            slug: text("make-it-local"),
            publisher_id: Set(self.things.number("programme")),
            name: text("Make it Local"),
            summary: text("Services on open data."),
            about: text("It has run since 2010."),
            rules: text("The code is open."),
            starts_on: text("2026-01-10"),
            ends_on: text("2027-01-10"),
            awards: Set(3),
            award_pence: Set(Some(3_000_000)),
            reviews_required: Set(3),
            offer_days: Set(Some(14)),
            tie_break: Set(json!(["reviews", "lottery"])),
            lottery_source: text("Lotto numbers"),
            version: Set(1),
            created_by: Set(self.id("sam")),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let programme = row.insert(&self.db()).await.unwrap();
        let open = challenge::ActiveModel {
            id: Set(self.things.number("open")),
            programme_id: Set(Some(programme.id)),
            ..Default::default()
        };
        open.update(&self.db()).await.unwrap();
        let pool = programme_judge::ActiveModel {
            programme_id: Set(programme.id),
            person_id: Set(self.id("jude")),
            added_by: Set(self.id("sam")),
            created_at: Set(now),
            ..Default::default()
        };
        pool.insert(&self.db()).await.unwrap();
        let member = programme_member::ActiveModel {
            programme_id: Set(programme.id),
            person_id: Set(self.id("pru")),
            added_by: Set(self.id("sam")),
            created_at: Set(now),
            ..Default::default()
        };
        member.insert(&self.db()).await.unwrap();
        self.things.put("programme_number", programme.id);
    }

    pub(super) fn db(&self) -> DatabaseConnection {
        self.domain().database().writer().clone()
    }

    pub(super) async fn challenge(
        &mut self,
        name: &str,
        kind: ChallengeKind,
        publisher: &str,
        state: ChallengeState,
        closes: i64,
        ends: i64,
    ) {
        let now = self.hub.clock().now();
        let day = |days: i64| Set(Some(now + TimeDelta::days(days)));
        let text = |text: &str| Set(text.to_owned());
        let public = matches!(state, ChallengeState::Published | ChallengeState::Announced);
        let announced = state == ChallengeState::Announced;
        let row = challenge::ActiveModel {
            slug: text(name),
            kind: Set(kind),
            publisher_id: Set(self.things.number(publisher)),
            state: Set(state),
            title: Set(format!("The {name} challenge")),
            summary: text("Make bus stops known."),
            problem: text("Nobody knows where they are."),
            affected: text("Everybody."),
            success: text("They are known."),
            tie_break: Set(json!(["lottery"])),
            lottery_source: text("Lotto numbers"),
            awards: Set(2),
            award_pence: Set(Some(3_000_000)),
            zone: text("Europe/London"),
            opens_at: day(if public { -20 } else { 1 }),
            closes_at: day(closes),
            judging_opens_at: day(closes + 1),
            judging_closes_at: day(ends),
            reviews_required: Set(1),
            announcement: text(if announced { "One stood out." } else { "" }),
            created_by: Set(self.id(if publisher == "council" {
                "oscar"
            } else {
                "sam"
            })),
            published_at: Set(public.then_some(now - TimeDelta::days(21))),
            announced_at: Set(announced.then_some(now)),
            cancelled_reason: text(""),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        let criterion = criterion::ActiveModel {
            challenge_id: Set(row.id),
            position: Set(0),
            name: text("The proposal"),
            description: text("Look for evidence."),
            weight: Set(1),
            levels: Set(json!(["None", "Weak", "Fair", "Good", "Excellent"])),
            ..Default::default()
        };
        let criterion = criterion.insert(&self.db()).await.unwrap();
        let offer = challenge_dataset::ActiveModel {
            challenge_id: Set(row.id),
            dataset_id: Set(self.things.number("dataset")),
            position: Set(0),
            ..Default::default()
        };
        offer.insert(&self.db()).await.unwrap();
        // One of each, because those who ask add to them.
        let view = sealed_view::ActiveModel {
            person_id: Set(self.id("sam")),
            challenge_id: Set(row.id),
            proposal_id: Set(None),
            kind: Set(SealedKind::Ranking),
            object_id: Set(row.id),
            day: Set("2026-01-01".to_owned()),
            seen_at: Set(self.hub.clock().now()),
            ..Default::default()
        };
        view.insert(&self.db()).await.unwrap();
        self.things.put(name, row.id);
        self.things.put(&format!("{name}_criterion"), criterion.id);
    }

    async fn planned_announcement(&mut self) {
        let now = self.hub.clock().now();
        let row = planned_announcement::ActiveModel {
            challenge_id: Set(self.things.number("judged")),
            announce_at: Set(now + TimeDelta::days(2)),
            announcement: Set("One stood out.".to_owned()),
            planned_by: Set(self.id("sam")),
            planned_at: Set(now),
            failed_at: Set(None),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        self.things.put("planned_at", row.planned_at.to_rfc3339());
    }

    /// A member's, which waits.
    async fn question(&mut self) {
        let row = question::ActiveModel {
            challenge_id: Set(self.things.number("open")),
            asker_id: Set(self.id("mel")),
            body: Set("May two councils bid together?".to_owned()),
            state: Set(QuestionState::Asked),
            answer: Set(String::new()),
            version: Set(1),
            created_at: Set(self.hub.clock().now()),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        self.things.put("question", row.id);
    }

    async fn proposals_to_the_call(&mut self) {
        use Consent::{Given, Pending};
        use PartnerRole::{Developer, LeadCouncil};
        let given = |party| (party, LeadCouncil, Given);
        for (name, by, state, parties) in [
            // Handed in, and two that are not, of the partner's council.
            (
                "handed_in",
                "pat",
                ProposalState::Submitted,
                vec![given("ashford"), ("dave", Developer, Given)],
            ),
            (
                "complete",
                "pat",
                ProposalState::Draft,
                vec![given("ashford"), ("dave", Developer, Given)],
            ),
            (
                "unanswered",
                "pat",
                ProposalState::Draft,
                vec![given("ashford"), ("dave", Developer, Pending)],
            ),
            (
                "taken_back",
                "pat",
                ProposalState::Withdrawn,
                vec![given("ashford"), ("dave", Developer, Given)],
            ),
            // Of the rival's council; the first asks the partner in.
            (
                "asking",
                "rita",
                ProposalState::Draft,
                vec![given("barnet"), ("pat", Developer, Pending)],
            ),
            (
                "secret",
                "rita",
                ProposalState::Draft,
                vec![given("barnet")],
            ),
        ] {
            self.proposal(name, "open", by, state, &parties).await;
        }
    }

    /// A proposal; its partners are called `NAME_1` and so on.
    pub(super) async fn proposal(
        &mut self,
        name: &str,
        challenge: &str,
        by: &str,
        state: ProposalState,
        parties: &[Party<'_>],
    ) -> i64 {
        let now = self.hub.clock().now();
        let content = self.content(name);
        let draft = state == ProposalState::Draft;
        let row = proposal::ActiveModel {
            key: Set(self.domain().random().key()),
            reference: Set(self.domain().random().reference("MIL")),
            challenge_id: Set(self.things.number(challenge)),
            state: Set(state),
            title: Set(name.to_owned()),
            content: Set(content.clone()),
            submitted_version: Set(i32::from(!draft)),
            submitted_at: Set((!draft).then_some(now)),
            withdrawn_reason: Set(String::new()),
            created_by: Set(self.id(by)),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        if !draft {
            let version = proposal_version::ActiveModel {
                proposal_id: Set(row.id),
                number: Set(1),
                content: Set(content),
                submitted_by: Set(self.id(by)),
                submitted_at: Set(now),
                ..Default::default()
            };
            version.insert(&self.db()).await.unwrap();
        }
        for (position, (party, role, consent)) in parties.iter().enumerate() {
            let person = self.people.get(*party).map(|p| p.person().id);
            let organisation = person.is_none().then(|| self.things.number(party));
            let key = self.domain().random().key();
            let partner = partner::ActiveModel {
                key: Set(key.clone()),
                proposal_id: Set(row.id),
                role: Set(*role),
                organisation_id: Set(organisation),
                person_id: Set(person),
                email: Set(None),
                consent: Set(*consent),
                consented_by: Set((*consent == Consent::Given).then(|| self.id(by))),
                answered_at: Set((*consent == Consent::Given).then_some(now)),
                invited_by: Set(self.id(by)),
                created_at: Set(now),
                ..Default::default()
            };
            partner.insert(&self.db()).await.unwrap();
            self.things.put(&format!("{name}_{position}"), key);
        }
        self.things.put(name, row.key);
        row.id
    }

    fn content(&self, title: &str) -> Value {
        json!({
            "title": title,
            "summary": "A map of every stop.",
            "approach": "The hidden plan.",
            "impact": "People find their stop.",
            "team": "Two of us.",
            "budget": [{ "label": "Work", "pence": 2_500_000 }],
            "milestones": [{ "title": "First map", "due": "2027-03-31" }],
            "datasets": [{ "dataset_id": self.things.number("dataset"), "purpose": "Stops.",
                "published": true }],
            "attachments": [{ "key": "attached", "name": "plan.pdf" }],
        })
    }

    async fn judging(&mut self) {
        let developer = |party| (party, PartnerRole::Developer, Consent::Given);
        let council = |party| (party, PartnerRole::Council, Consent::Given);
        let state = ProposalState::Submitted;
        let mine = [council("ashford"), developer("dave")];
        let theirs = [council("barnet")];
        let first = self.proposal("first", "judging", "pat", state, &mine).await;
        let second = self
            .proposal("second", "judging", "rita", state, &theirs)
            .await;
        let decided = self
            .proposal("decided", "judged", "rita", state, &theirs)
            .await;
        self.decision(decided, Outcome::Decline).await;
        // Of what is discussed, one judge has submitted a review, and the other has not.
        let panel = self.judge("panel", "judged", Some("jude"), true).await;
        self.judge("idle", "judged", Some("carl"), true).await;
        let discussed = self.review(panel, decided).await;
        self.things.put("judged_review", discussed);
        let id = self
            .proposal("turned_away", "judging", "pat", state, &mine)
            .await;
        let now = self.hub.clock().now();
        let found = screening::ActiveModel {
            proposal_id: Set(id),
            eligible: Set(false),
            reason: Set("No council leads it.".to_owned()),
            decided_by: Set(self.id("sam")),
            decided_at: Set(now),
            appeal_until: Set(Some(now + TimeDelta::days(7))),
            appeal: Set(String::new()),
            version: Set(1),
            ..Default::default()
        };
        found.insert(&self.db()).await.unwrap();
        let jude = self.judge("judge", "judging", Some("jude"), true).await;
        let carl = self
            .judge("conflicted", "judging", Some("carl"), true)
            .await;
        self.judge("invited", "judging", Some("ivy"), false).await;
        self.judge("asked", "open", Some("jude"), false).await;
        let unknown = self.judge("unknown", "open", None, false).await;
        self.invite("invitation", InvitationPurpose::Judge, unknown)
            .await;
        let conflict = conflict::ActiveModel {
            judge_id: Set(carl),
            proposal_id: Set(first),
            origin: Set(ConflictOrigin::Declared),
            note: Set("A friend.".to_owned()),
            created_at: Set(self.hub.clock().now()),
            ..Default::default()
        };
        conflict.insert(&self.db()).await.unwrap();
        // Of the first proposal nobody has written anything; the second has both judges' reviews.
        self.review(jude, second).await;
        self.review(carl, second).await;
        let upload = score_upload::ActiveModel {
            key: Set(self.hub.hub.random().key()),
            judge_id: Set(jude),
            file_name: Set("scores.csv".to_owned()),
            content: Set(super::arguments::SHEET.to_owned()),
            report: Set(None),
            created_at: Set(self.hub.clock().now()),
            ..Default::default()
        };
        let upload = upload.insert(&self.db()).await.unwrap();
        self.things.put("score_upload", upload.key);
        // Proposals are shared out: somebody without an account reads the second as well.
        let sharer = self.judge("sharer", "judging", None, true).await;
        let number = self.things.number("judging");
        let assigned = challenge::ActiveModel {
            id: Set(number),
            reading: Set(ReadingMode::Assigned),
            ..Default::default()
        };
        assigned.update(&self.db()).await.unwrap();
        for (judge, proposal) in [
            (jude, first),
            (jude, second),
            (carl, second),
            (sharer, second),
        ] {
            self.assign(judge, proposal).await;
        }
    }

    async fn assign(&self, judge: i64, proposal: i64) {
        let row = assignment::ActiveModel {
            judge_id: Set(judge),
            proposal_id: Set(proposal),
            origin: Set(AssignmentOrigin::Hand),
            assigned_by: Set(Some(self.id("sam"))),
            assigned_at: Set(self.hub.clock().now()),
            removed_reason: Set(String::new()),
            ..Default::default()
        };
        row.insert(&self.db()).await.unwrap();
    }

    pub(super) async fn judge(
        &mut self,
        name: &str,
        of: &str,
        who: Option<&str>,
        judges: bool,
    ) -> i64 {
        let now = self.hub.clock().now();
        let key = self.domain().random().key();
        let state = if judges {
            JudgeState::Accepted
        } else {
            JudgeState::Invited
        };
        let row = judge::ActiveModel {
            key: Set(key.clone()),
            challenge_id: Set(self.things.number(of)),
            person_id: Set(who.map(|handle| self.id(handle))),
            email: Set(format!("{}@example.org", who.unwrap_or("new"))),
            state: Set(state),
            conflicts_declared_at: Set(judges.then_some(now)),
            appointed_by: Set(self.id("sam")),
            created_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        self.things.put(&format!("{name}_judge"), key);
        row.id
    }

    async fn review(&self, judge: i64, proposal: i64) -> String {
        let now = self.hub.clock().now();
        let row = review::ActiveModel {
            key: Set(self.domain().random().key()),
            judge_id: Set(judge),
            proposal_id: Set(proposal),
            proposal_version: Set(1),
            state: Set(ReviewState::Submitted),
            comment: Set("Frank words.".to_owned()),
            total: Set(Some(75.0)),
            version: Set(1),
            submitted_at: Set(Some(now)),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        let score = score::ActiveModel {
            review_id: Set(row.id),
            criterion_id: Set(self.things.number("judging_criterion")),
            level: Set(Some(3)),
            comment: Set("Good.".to_owned()),
            ..Default::default()
        };
        score.insert(&self.db()).await.unwrap();
        row.key
    }

    async fn decision(&self, proposal: i64, outcome: Outcome) {
        let row = decision::ActiveModel {
            proposal_id: Set(proposal),
            outcome: Set(outcome),
            reserve_rank: Set(None),
            reason: Set("It is ready.".to_owned()),
            feedback: Set("Thank you.".to_owned()),
            decided_by: Set(self.id("sam")),
            version: Set(1),
            updated_at: Set(self.hub.clock().now()),
            ..Default::default()
        };
        row.insert(&self.db()).await.unwrap();
    }

    async fn project(&mut self) {
        let now = self.hub.clock().now();
        let parties = [("ashford", PartnerRole::Council, Consent::Given)];
        let state = ProposalState::Selected;
        let id = self
            .proposal("selected", "announced", "pat", state, &parties)
            .await;
        self.decision(id, Outcome::Select).await;
        let offered = offer::ActiveModel {
            challenge_id: Set(self.things.number("announced")),
            proposal_id: Set(id),
            state: Set(OfferState::Open),
            offered_at: Set(now),
            answer_by: Set(now + TimeDelta::days(14)),
            reason: Set(String::new()),
            ..Default::default()
        };
        offered.insert(&self.db()).await.unwrap();
        let parties = [("barnet", PartnerRole::Council, Consent::Given)];
        let state = ProposalState::NotSelected;
        let declined = self
            .proposal("declined", "announced", "rita", state, &parties)
            .await;
        self.decision(declined, Outcome::Decline).await;
        let text = |text: &str| Set(text.to_owned());
        let row = project::ActiveModel {
            slug: text("stops"),
            title: text("Stops"),
            summary: text("A map of every stop."),
            impact: text(""),
            state: Set(ProjectState::InDelivery),
            state_reason: text(""),
            challenge_id: Set(Some(self.things.number("announced"))),
            proposal_id: Set(Some(id)),
            website: text(""),
            repository: text(""),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        let partner = project_partner::ActiveModel {
            project_id: Set(row.id),
            role: Set(PartnerRole::Council),
            organisation_id: Set(Some(self.things.number("ashford"))),
            person_id: Set(None),
            ..Default::default()
        };
        partner.insert(&self.db()).await.unwrap();
        let update = project_update::ActiveModel {
            project_id: Set(row.id),
            author_id: Set(self.id("pat")),
            title: text("It begins"),
            body: text("We have begun."),
            created_at: Set(now),
            deleted_at: Set(None),
            ..Default::default()
        };
        let update = update.insert(&self.db()).await.unwrap();
        let used = project_dataset::ActiveModel {
            project_id: Set(row.id),
            dataset_id: Set(self.things.number("dataset")),
            purpose: text("Shows the stops."),
            since: Set(now),
            ..Default::default()
        };
        used.insert(&self.db()).await.unwrap();
        self.things.put("project", row.id);
        self.delivery(row.id).await;
        self.live_project().await;
        self.things.put("update", update.id);
    }

    async fn delivery(&mut self, project: i64) {
        let now = self.hub.clock().now();
        for (position, (name, state)) in (0..).zip([
            ("milestone", MilestoneState::Planned),
            ("evidenced", MilestoneState::Evidenced),
            ("accepted", MilestoneState::Accepted),
        ]) {
            let row = project_milestone::ActiveModel {
                project_id: Set(project),
                position: Set(position),
                title: Set(name.to_owned()),
                due_on: Set("2040-01-01".to_owned()),
                state: Set(state),
                noted: Set(NotedState::Planned),
                evidence: Set(String::new()),
                reason: Set(String::new()),
                payment: Set(Payment::None),
                amount_pence: Set(0),
                version: Set(1),
                created_at: Set(now),
                ..Default::default()
            };
            let row = row.insert(&self.db()).await.unwrap();
            self.things.put(name, row.id);
        }
        let risk = project_risk::ActiveModel {
            project_id: Set(project),
            text: Set("Nobody comes.".to_owned()),
            likelihood: Set(Likelihood::Low),
            owner: Set("Pat".to_owned()),
            version: Set(1),
            created_at: Set(now),
            ..Default::default()
        };
        let risk = risk.insert(&self.db()).await.unwrap();
        self.things.put("risk", risk.id);
        self.impact(project).await;
    }

    async fn impact(&mut self, project: i64) {
        let now = self.hub.clock().now();
        let text = |text: &str| Set(text.to_owned());
        let measure = project_measure::ActiveModel {
            project_id: Set(project),
            name: text("Waits"),
            unit: text("minutes"),
            better: Set(Better::Less),
            baseline: Set(12.0),
            baseline_on: text("2020-01-01"),
            target: Set(6.0),
            target_on: text("2040-01-01"),
            source: text("We count."),
            version: Set(1),
            created_at: Set(now),
            ..Default::default()
        };
        let measure = measure.insert(&self.db()).await.unwrap();
        let reading = project_reading::ActiveModel {
            measure_id: Set(measure.id),
            taken_on: text("2021-01-01"),
            value: Set(11.0),
            note: text(""),
            person_id: Set(self.id("pat")),
            version: Set(1),
            created_at: Set(now),
            ..Default::default()
        };
        let reading = reading.insert(&self.db()).await.unwrap();
        let story = project_story::ActiveModel {
            project_id: Set(project),
            author_id: Set(self.id("pat")),
            title: text("It helps"),
            body: text("Somebody."),
            quote: text(""),
            quoted: text(""),
            version: Set(1),
            created_at: Set(now),
            ..Default::default()
        };
        let story = story.insert(&self.db()).await.unwrap();
        self.things.put("measure", measure.id);
        self.things.put("reading", reading.id);
        self.things.put("story", story.id);
    }

    /// One that Pat registered long ago, and is asked about.
    async fn live_project(&mut self) {
        let long_ago = self.hub.clock().now() - TimeDelta::days(100);
        let text = |text: &str| Set(text.to_owned());
        let row = project::ActiveModel {
            slug: text("trams"),
            title: text("Trams"),
            summary: text("Shows every tram."),
            impact: text(""),
            state: Set(ProjectState::Live),
            state_reason: text(""),
            website: text("https://live.example.org/"),
            address_key: text("live.example.org"),
            repository: text(""),
            registered_by: Set(Some(self.id("pat"))),
            confirmed_at: Set(Some(long_ago)),
            confirmed_by: Set(Some(self.id("pat"))),
            version: Set(1),
            created_at: Set(long_ago),
            updated_at: Set(long_ago),
            ..Default::default()
        };
        let row = row.insert(&self.db()).await.unwrap();
        let partner = project_partner::ActiveModel {
            project_id: Set(row.id),
            role: Set(PartnerRole::Developer),
            organisation_id: Set(None),
            person_id: Set(Some(self.id("pat"))),
            ..Default::default()
        };
        partner.insert(&self.db()).await.unwrap();
        still_live::ask(self.domain()).await.unwrap();
        let mail = mail::Entity::find()
            .filter(mail::Column::Template.eq("still_live"))
            .one(&self.db())
            .await
            .unwrap()
            .unwrap();
        let link = mail.context["link"].as_str().unwrap().to_owned();
        let token = link.rsplit('/').next().unwrap().to_owned();
        self.things.put("still_live", token);
        self.things.put("live_project", row.id);
    }
}
