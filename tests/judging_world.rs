//! A challenge with three proposals that were handed in, for the tests of judging and projects.

use chrono::TimeDelta;
use hub_entity::account::SiteRole;
use hub_entity::catalogue::{DatasetStatus, dataset};
use hub_entity::challenge::{
    ChallengeKind, ChallengeState, Consent, PartnerRole, ProposalState, challenge, criterion,
    partner, proposal, proposal_version,
};
use hub_entity::organisation::{OrganisationKind, OrganisationRole, organisation};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::support::{Browser, TestHub};

/// Who and what there is. The challenge closes in a day; judging is from the second to the tenth.
pub struct World {
    pub hub: TestHub,
    /// Boxed, because futures of tests carry the world with them.
    pub challenge: Box<challenge::Model>,
    /// Staff without a part in it.
    pub sam: Browser,
    /// Officers of the three lead councils.
    pub ann: Browser,
    pub ben: Browser,
    pub cat: Browser,
    /// Two people who can judge; `jo` belongs to the third council.
    pub jo: Browser,
    pub kim: Browser,
    /// Proposals of the three councils.
    pub proposals: Vec<proposal::Model>,
    pub councils: Vec<organisation::Model>,
}

impl World {
    pub async fn build() -> Self {
        // Boxed, because rows of many columns make a future that is too large to carry around.
        Box::pin(Self::built()).await
    }

    async fn built() -> Self {
        let hub = TestHub::start().await;
        let sam = hub.staff("sam").await;
        let programme = hub
            .organisation(OrganisationKind::ProgrammeBody, "Make it Local")
            .await;
        let mut councils = Vec::new();
        for (name, code) in [
            ("Ashford", "E07000105"),
            ("Barnet", "E09000003"),
            ("Calderdale", "E08000033"),
        ] {
            councils.push(hub.council(name, code).await);
        }
        let challenge = challenge_row(&hub, sam.person().id, programme.id).await;
        let dataset = dataset_row(&hub, councils[0].id).await;
        let mut officers = Vec::new();
        let mut proposals = Vec::new();
        for (council, handle) in councils.iter().zip(["ann", "ben", "cat"]) {
            let officer = hub.person(handle).await;
            hub.join(&officer, council.id, OrganisationRole::Owner)
                .await;
            let title = format!("Bus stops of {}", council.name);
            let row = proposal_row(&hub, &challenge, &officer, &title, dataset.id).await;
            partner_row(&hub, row.id, council.id, officer.person().id).await;
            officers.push(officer);
            proposals.push(row);
        }
        let jo = hub.person("jo").await;
        hub.join(&jo, councils[2].id, OrganisationRole::Officer)
            .await;
        let kim = hub.person("kim").await;
        let mut officers = officers.into_iter();
        Self {
            challenge: Box::new(challenge),
            sam,
            ann: officers.next().unwrap(),
            ben: officers.next().unwrap(),
            cat: officers.next().unwrap(),
            jo,
            kim,
            proposals,
            councils,

            hub,
        }
    }

    /// A page of the challenge.
    pub fn page(&self, rest: &str) -> String {
        format!("/challenges/{}/{rest}", self.challenge.id)
    }

    /// Appoints somebody through the page, who accepts through theirs; the address of their desk.
    pub async fn appoint(&self, who: &Browser) -> String {
        let page = self.sam.get(&self.page("judges")).await;
        let handle = who.person().handle.clone();
        self.sam
            .submit(&page, "AppointJudge", &[("input.who", &handle)])
            .await
            .ok()
            .has_text("The judge is appointed");
        let desk = who.get("/judging").await.ok().link("Better buses");
        let page = who.get(&desk).await;
        who.submit(&page, "AnswerAppointment", &[("input.accept", "true")])
            .await
            .ok()
            .has_text("Your answer is noted");
        desk
    }

    /// Declares conflicts with those of what is asked for which this says so.
    pub async fn declare(&self, who: &Browser, desk: &str, conflicts: &[bool]) {
        let page = who.get(&format!("{desk}/conflicts")).await;
        page.ok();
        let names: Vec<String> = (0..conflicts.len())
            .map(|i| format!("input.answers.{i}.conflict"))
            .collect();
        let kinds: Vec<String> = (0..conflicts.len())
            .filter(|i| conflicts[*i])
            .map(|i| format!("input.answers.{i}.kind"))
            .collect();
        let mut fields: Vec<(&str, &str)> = names
            .iter()
            .zip(conflicts)
            .map(|(name, yes)| (name.as_str(), if *yes { "true" } else { "false" }))
            .collect();
        fields.extend(kinds.iter().map(|name| (name.as_str(), "PRIOR_WORK")));
        let page = who.submit(&page, "DeclareConflicts", &fields).await;
        page.ok().has_text("Your conflicts of interest are noted");
    }

    /// Somebody who is a partner of a proposal in person, without an organisation.
    pub async fn partner_in_person(&self, proposal: usize, handle: &str, email: &str) -> Browser {
        let who = self.hub.person_with(handle, email, SiteRole::Member).await;
        let id = who.person().id;
        let row = partner::ActiveModel {
            key: Set(self.hub.hub.random().key()),
            proposal_id: Set(self.proposals[proposal].id),
            role: Set(PartnerRole::Developer),
            person_id: Set(Some(id)),
            consent: Set(Consent::Given),
            consented_by: Set(Some(id)),
            invited_by: Set(id),
            created_at: Set(self.hub.clock().now()),
            ..Default::default()
        };
        let db = self.hub.hub.database().writer();
        row.insert(db).await.unwrap();
        who
    }

    /// The address of a score card.
    pub fn card(&self, desk: &str, proposal: usize) -> String {
        format!("{desk}/proposals/{}", self.proposals[proposal].key)
    }

    /// Submits a review through the page.
    pub async fn score(&self, who: &Browser, desk: &str, proposal: usize, levels: [&str; 2]) {
        let page = who.get(&self.card(desk, proposal)).await;
        page.ok();
        let fields = filled(levels);
        who.submit(&page, "SubmitReview", &fields)
            .await
            .ok()
            .has_text("The review is submitted");
    }

    /// Decides through the page.
    pub async fn decide(&self, proposal: usize, fields: &[(&str, &str)]) -> crate::support::Page {
        let key = &self.proposals[proposal].key;
        let page = self.sam.get(&self.page(&format!("decision/{key}"))).await;
        self.sam.submit(page.ok(), "DecideProposal", fields).await
    }

    /// Announced with an award that has to be accepted in fourteen days: the first proposal is
    /// selected, the others are in reserve.
    pub async fn offered() -> Self {
        let world = Self::build().await;
        let db = world.hub.hub.database().writer();
        let row = challenge::ActiveModel {
            id: Set(world.challenge.id),
            offer_days: Set(Some(14)),
            ..Default::default()
        };
        row.update(db).await.unwrap();
        let kim = world.appoint(&world.kim).await;
        world.hub.clock().advance(TimeDelta::days(3));
        world
            .declare(&world.kim, &kim, &[false, false, false])
            .await;
        for (proposal, levels) in [(0, ["4", "4"]), (1, ["2", "3"]), (2, ["1", "0"])] {
            world.score(&world.kim, &kim, proposal, levels).await;
        }
        for (proposal, outcome, rank) in
            [(0, "SELECT", ""), (1, "RESERVE", "1"), (2, "RESERVE", "2")]
        {
            let fields = [
                ("input.outcome", outcome),
                ("input.reserveRank", rank),
                ("input.reason", "It is **ready** to begin."),
                ("input.feedback", "Well done."),
            ];
            world.decide(proposal, &fields).await.ok();
        }
        let page = world.sam.get(&world.page("announce")).await;
        let fields = [("input.announcement", "One stood out.")];
        world
            .sam
            .submit(page.ok(), "AnnounceDecision", &fields)
            .await
            .ok();
        world
    }

    /// From here to announced: `jo` and `kim` have judged, the first proposal is selected.
    pub async fn announced() -> Self {
        let world = Self::build().await;
        let kim = world.appoint(&world.kim).await;
        world.hub.clock().advance(TimeDelta::days(3));
        world
            .declare(&world.kim, &kim, &[false, false, false])
            .await;
        for (proposal, levels) in [(0, ["4", "4"]), (1, ["2", "3"]), (2, ["1", "0"])] {
            world.score(&world.kim, &kim, proposal, levels).await;
        }
        let select = [
            ("input.outcome", "SELECT"),
            ("input.reason", "It is **ready** to begin."),
            ("input.feedback", "Well done."),
        ];
        world.decide(0, &select).await.ok();
        for proposal in [1, 2] {
            let decline = [
                ("input.outcome", "DECLINE"),
                ("input.feedback", "Try again."),
            ];
            world.decide(proposal, &decline).await.ok();
        }
        let page = world.sam.get(&world.page("announce")).await;
        let fields = [("input.announcement", "One stood out.")];
        world
            .sam
            .submit(page.ok(), "AnnounceDecision", &fields)
            .await;
        world
    }
}

/// The fields of a score card.
pub fn filled([first, second]: [&str; 2]) -> Vec<(&str, &str)> {
    vec![
        ("input.scores.0.level", first),
        ("input.scores.0.comment", "The need is shown."),
        ("input.scores.1.level", second),
        ("input.scores.1.comment", "Many would use it."),
    ]
}

async fn challenge_row(hub: &TestHub, by: i64, publisher: i64) -> challenge::Model {
    let now = hub.clock().now();
    let db = hub.hub.database().writer();
    let row = challenge::ActiveModel {
        slug: Set("better-buses".into()),
        kind: Set(ChallengeKind::Call),
        publisher_id: Set(publisher),
        state: Set(ChallengeState::Published),
        title: Set("Better buses".into()),
        summary: Set("Make bus stops known.".into()),
        problem: Set("Nobody knows where they are.".into()),
        affected: Set("Everybody.".into()),
        success: Set("They are known.".into()),
        awards: Set(1),
        award_pence: Set(Some(3_000_000)),
        zone: Set("Europe/London".into()),
        opens_at: Set(Some(now - TimeDelta::days(20))),
        closes_at: Set(Some(now + TimeDelta::days(1))),
        judging_opens_at: Set(Some(now + TimeDelta::days(2))),
        judging_closes_at: Set(Some(now + TimeDelta::days(10))),
        reviews_required: Set(1),
        announcement: Set(String::new()),
        created_by: Set(by),
        published_at: Set(Some(now - TimeDelta::days(21))),
        announced_at: Set(None),
        cancelled_reason: Set(String::new()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let challenge = row.insert(db).await.unwrap();
    for (position, name, weight) in [(0, "The proposal", 60), (1, "The impact", 40)] {
        let row = criterion::ActiveModel {
            challenge_id: Set(challenge.id),
            position: Set(position),
            name: Set(name.into()),
            description: Set("Look for evidence.".into()),
            weight: Set(weight),
            levels: Set(json!(["None", "Weak", "Fair", "Good", "Excellent"])),
            ..Default::default()
        };
        row.insert(db).await.unwrap();
    }
    challenge
}

async fn dataset_row(hub: &TestHub, publisher: i64) -> dataset::Model {
    let now = hub.clock().now();
    let text = |text: &str| Set(text.to_owned());
    dataset::ActiveModel {
        slug: text("bus-stops"),
        title: text("Bus stops in Ashford"),
        description: text("Every stop."),
        keywords: Set(json!([])),
        publisher_id: Set(publisher),
        licence: text(""),
        licence_label: text(""),
        frequency: text(""),
        area_gss: text(""),
        area_name: text(""),
        landing_page: text(""),
        status: Set(DatasetStatus::Published),
        issued: text(""),
        modified: text(""),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    }
    .insert(hub.hub.database().writer())
    .await
    .unwrap()
}

async fn proposal_row(
    hub: &TestHub,
    challenge: &challenge::Model,
    by: &Browser,
    title: &str,
    dataset: i64,
) -> proposal::Model {
    let now = hub.clock().now();
    let db = hub.hub.database().writer();
    let content = json!({
        "title": title,
        "summary": "A map of **every** stop.",
        "approach": format!("The hidden plan of {title}."),
        "impact": "People find their stop.",
        "team": "Two of us.",
        "budget": [{ "label": "Work", "pence": 2_500_000 }],
        "milestones": [{ "title": "First map", "due": "2027-03-31" }],
        "datasets": [{ "dataset_id": dataset, "purpose": "Shows the stops.",
            "published": true }],
    });
    let row = proposal::ActiveModel {
        key: Set(hub.hub.random().key()),
        reference: Set(hub.hub.random().reference("MIL")),
        challenge_id: Set(challenge.id),
        state: Set(ProposalState::Submitted),
        title: Set(title.into()),
        content: Set(content.clone()),
        submitted_version: Set(1),
        submitted_at: Set(Some(now)),
        withdrawn_reason: Set(String::new()),
        created_by: Set(by.person().id),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let proposal = row.insert(db).await.unwrap();
    let version = proposal_version::ActiveModel {
        proposal_id: Set(proposal.id),
        number: Set(1),
        content: Set(content),
        submitted_by: Set(by.person().id),
        submitted_at: Set(now),
        ..Default::default()
    };
    version.insert(db).await.unwrap();
    proposal
}

async fn partner_row(hub: &TestHub, proposal: i64, organisation: i64, by: i64) {
    let now = hub.clock().now();
    let row = partner::ActiveModel {
        key: Set(hub.hub.random().key()),
        proposal_id: Set(proposal),
        role: Set(PartnerRole::LeadCouncil),
        organisation_id: Set(Some(organisation)),
        person_id: Set(None),
        email: Set(None),
        consent: Set(Consent::Given),
        consented_by: Set(Some(by)),
        answered_at: Set(Some(now)),
        invited_by: Set(by),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(hub.hub.database().writer()).await.unwrap();
}

/// Staff who belong to an organisation.
pub async fn staff_of(world: &World, handle: &str, organisation: i64) -> Browser {
    let email = format!("{handle}@example.org");
    let staff = world.hub.person_with(handle, &email, SiteRole::Staff).await;
    world
        .hub
        .join(&staff, organisation, OrganisationRole::Officer)
        .await;
    staff
}
