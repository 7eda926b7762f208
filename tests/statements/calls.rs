//! Challenges, proposals, judging and projects of the world.

use chrono::TimeDelta;
use hub_entity::account::InvitationPurpose;
use hub_entity::challenge::{
    ChallengeKind, ChallengeState, Consent, JudgeState, Outcome, PartnerRole, ProposalState,
    QuestionState, ReviewState, challenge, challenge_dataset, criterion, decision, judge,
    panel_post, partner, proposal, proposal_version, question, review, score, score_upload,
};
use hub_entity::project::{
    MilestoneState, NotedState, Payment, ProjectState, project, project_dataset, project_milestone,
    project_partner, project_story, project_update,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::world::{Builder, text};

impl Builder<'_> {
    /// Many open calls; in the first of them Ann has many drafts, and the first of these has many
    /// partners.
    pub async fn challenges(&mut self) {
        let mut open = Vec::new();
        for number in 0..self.many {
            open.push(self.challenge(number, "Open", -5).await);
            self.draft_challenge(number).await;
        }
        let centre = open[0];
        for (position, dataset) in self.datasets.iter().enumerate() {
            let row = challenge_dataset::ActiveModel {
                challenge_id: Set(centre),
                dataset_id: Set(*dataset),
                position: Set(i32::try_from(position).unwrap()),
                ..Default::default()
            };
            row.insert(self.tx).await.unwrap();
        }
        for number in 0..self.many {
            let row = question::ActiveModel {
                challenge_id: Set(centre),
                asker_id: Set(self.ann),
                body: Set(format!("May {number} councils bid together?")),
                state: Set(QuestionState::Answered),
                answer: Set("They may.".to_owned()),
                answered_at: Set(Some(self.now)),
                version: Set(2),
                created_at: Set(self.now),
                ..Default::default()
            };
            row.insert(self.tx).await.unwrap();
        }
        self.place("challenge number", centre.to_string());
        self.place("challenge", format!("{centre}-open-0"));
        for number in 0..self.many {
            let row = self
                .proposal(centre, self.ann, number, ProposalState::Draft)
                .await;
            self.partner(row.id, PartnerRole::LeadCouncil, self.councils[0])
                .await;
            if number == 0 {
                for council in &self.councils[1..] {
                    self.partner(row.id, PartnerRole::Council, *council).await;
                }
                let invited = self.invited(row.id).await;
                let token = self.invitation(InvitationPurpose::Partner, invited).await;
                self.place("invitation", token);
                self.place("draft", row.key);
            }
        }
        let row = self
            .proposal(centre, self.ann, self.many, ProposalState::Submitted)
            .await;
        for (index, council) in self.councils.iter().enumerate() {
            let role = match index {
                0 => PartnerRole::LeadCouncil,
                _ => PartnerRole::Council,
            };
            self.partner(row.id, role, *council).await;
        }
        self.place("submitted", row.key);
    }

    async fn draft_challenge(&mut self, number: usize) {
        let id = self.challenge(number, "Draft", -5).await;
        let row = challenge::ActiveModel {
            id: Set(id),
            state: Set(ChallengeState::Draft),
            published_at: Set(None),
            ..Default::default()
        };
        row.update(self.tx).await.unwrap();
        if number == 0 {
            self.place("draft challenge", id.to_string());
        }
    }

    /// A published challenge of twelve days that opened `opened` days ago, with ten days of
    /// judging after them; two criteria.
    pub(super) async fn challenge(&self, number: usize, name: &str, opened: i64) -> i64 {
        let day = |day: i64| Set(Some(self.now + TimeDelta::days(opened + day)));
        let row = challenge::ActiveModel {
            slug: text(format!("{}-{number}", name.to_lowercase())),
            kind: Set(ChallengeKind::Call),
            publisher_id: Set(self.programmes[number]),
            state: Set(ChallengeState::Published),
            title: text(format!("{name} {number}")),
            summary: text("Make bus stops known."),
            problem: text("Nobody knows where they are."),
            affected: text("Everybody."),
            success: text("They are known."),
            awards: Set(2),
            award_pence: Set(Some(3_000_000)),
            zone: text("Europe/London"),
            opens_at: day(0),
            closes_at: day(12),
            judging_opens_at: day(12),
            judging_closes_at: day(22),
            reviews_required: Set(1),
            announcement: text(""),
            created_by: Set(self.staff),
            published_at: day(0),
            cancelled_reason: text(""),
            version: Set(1),
            created_at: Set(self.now),
            updated_at: Set(self.now),
            ..Default::default()
        };
        let id = row.insert(self.tx).await.unwrap().id;
        for (position, name) in [(0, "Impact"), (1, "Use of open data")] {
            let row = criterion::ActiveModel {
                challenge_id: Set(id),
                position: Set(position),
                name: text(name),
                description: text(""),
                weight: Set(50),
                levels: Set(json!(["None", "Some", "Much"])),
                ..Default::default()
            };
            row.insert(self.tx).await.unwrap();
        }
        id
    }

    pub(super) async fn proposal(
        &self,
        challenge: i64,
        by: i64,
        number: usize,
        state: ProposalState,
    ) -> proposal::Model {
        let datasets: Vec<_> = self
            .datasets
            .iter()
            .map(|id| {
                json!({ "dataset_id": id, "purpose": "Shows the stops.",
                "published": true })
            })
            .collect();
        let content = json!({
            "title": format!("Plan {number}"), "summary": "A map.", "approach": "Draw it.",
            "impact": "People find it.", "team": "Two of us.",
            "budget": [{ "label": "Work", "pence": 2_500_000 }],
            "milestones": [{ "title": "First map", "due": "2027-03-31" }],
            "datasets": datasets,
        });
        let submitted = state == ProposalState::Submitted;
        let row = proposal::ActiveModel {
            key: self.key(),
            reference: Set(self.hub.hub.random().reference("MIL")),
            challenge_id: Set(challenge),
            state: Set(state),
            title: text(format!("Plan {number}")),
            content: Set(content.clone()),
            submitted_version: Set(i32::from(submitted)),
            submitted_at: Set(submitted.then_some(self.now)),
            withdrawn_reason: text(""),
            created_by: Set(by),
            version: Set(1),
            created_at: Set(self.now),
            updated_at: Set(self.now),
            ..Default::default()
        };
        let row = row.insert(self.tx).await.unwrap();
        if submitted {
            let version = proposal_version::ActiveModel {
                proposal_id: Set(row.id),
                number: Set(1),
                content: Set(content),
                submitted_by: Set(by),
                submitted_at: Set(self.now),
                ..Default::default()
            };
            version.insert(self.tx).await.unwrap();
        }
        row
    }

    pub(super) async fn partner(&self, proposal: i64, role: PartnerRole, organisation: i64) {
        let row = partner::ActiveModel {
            key: self.key(),
            proposal_id: Set(proposal),
            role: Set(role),
            organisation_id: Set(Some(organisation)),
            consent: Set(Consent::Given),
            consented_by: Set(Some(self.ann)),
            answered_at: Set(Some(self.now)),
            invited_by: Set(self.ann),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }

    /// Somebody without an account who is asked to be a partner.
    async fn invited(&self, proposal: i64) -> i64 {
        let row = partner::ActiveModel {
            key: self.key(),
            proposal_id: Set(proposal),
            role: Set(PartnerRole::Developer),
            email: Set(Some("new@example.org".to_owned())),
            consent: Set(Consent::Pending),
            invited_by: Set(self.ann),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap().id
    }

    /// Jo judges many challenges, each with two proposals. The first of them has many proposals
    /// and judges, who have reviewed all and whose reviews are decided on; Jo has one left.
    pub async fn judging(&mut self) {
        for number in 0..self.many {
            let challenge = self.challenge(number, "Judged", -15).await;
            let desk = self.judge(challenge, self.jo, "jo@example.org").await;
            let count = if number == 0 { self.many } else { 2 };
            let mut proposals = Vec::new();
            for index in 0..count {
                let by = self.people[index];
                let row = self
                    .proposal(challenge, by, index, ProposalState::Submitted)
                    .await;
                self.partner(row.id, PartnerRole::LeadCouncil, self.councils[index])
                    .await;
                proposals.push(row);
            }
            if number == 0 {
                self.place("judged", challenge.to_string());
                self.place("desk", desk.key.clone());
                self.place("card", proposals[0].key.clone());
                self.reviews(challenge, &desk, &proposals).await;
                self.score_upload(challenge, &desk, &proposals).await;
            }
        }
    }

    /// Of one proposal many reviews are in and no longer due, and the panel said much about it.
    pub async fn discussed(&mut self) {
        let number = self.challenge(0, "Discussed", -30).await;
        let criteria = self.criteria(number).await;
        let row = self
            .proposal(number, self.jo, 0, ProposalState::Submitted)
            .await;
        for person in self.people.clone() {
            let email = format!("person-{person}@panel.example.org");
            let judge = self.judge(number, person, &email).await;
            self.review(&judge, &row, &criteria).await;
            let post = panel_post::ActiveModel {
                proposal_id: Set(row.id),
                author_id: Set(person),
                body: text("Who pays for it?"),
                created_at: Set(self.now),
                ..Default::default()
            };
            post.insert(self.tx).await.unwrap();
        }
        self.place("discussed", row.key);
    }

    async fn reviews(&mut self, challenge: i64, jo: &judge::Model, proposals: &[proposal::Model]) {
        let criteria = self.criteria(challenge).await;
        let mut judges = vec![jo.clone()];
        for person in &self.people {
            let email = format!("person-{person}@judges.example.org");
            judges.push(self.judge(challenge, *person, &email).await);
        }
        // Who began the first proposal.
        self.place("ruled out", judges[1].key.clone());
        for (index, proposal) in proposals.iter().enumerate() {
            // Jo and a neighbour, so that a proposal's own author does not judge it.
            let other = &judges[1 + (index + 1) % self.people.len()];
            let all: Vec<&judge::Model> = match index {
                0 => judges[2..].iter().collect(),
                _ => vec![jo, other],
            };
            for judge in all {
                self.review(judge, proposal, &criteria).await;
            }
            let row = decision::ActiveModel {
                proposal_id: Set(proposal.id),
                outcome: Set(if index == 0 {
                    Outcome::Select
                } else {
                    Outcome::Decline
                }),
                reserve_rank: Set(None),
                reason: text("Ready."),
                feedback: text("Well done."),
                decided_by: Set(self.staff),
                version: Set(1),
                updated_at: Set(self.now),
                ..Default::default()
            };
            row.insert(self.tx).await.unwrap();
        }
    }

    /// A sheet with a row for each proposal.
    async fn score_upload(
        &mut self,
        challenge: i64,
        jo: &judge::Model,
        proposals: &[proposal::Model],
    ) {
        use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
        let criteria = criterion::Entity::find()
            .filter(criterion::Column::ChallengeId.eq(challenge))
            .order_by_asc(criterion::Column::Position)
            .all(self.tx)
            .await
            .unwrap();
        let mut header = "Reference,Title,Version".to_owned();
        for (number, criterion) in (1..).zip(&criteria) {
            let highest = criterion.levels.as_array().unwrap().len() - 1;
            let name = &criterion.name;
            header += &format!(",\"{number}. {name} (0–{highest})\",\"{number}. {name}: comment\"");
        }
        header += ",Comment to the panel,Comment to the applicant,Private notes,Submit (yes/no)";
        let scores = ",1,Because.".repeat(criteria.len());
        let rows = proposals.iter().map(|row| {
            let reference = &row.reference;
            format!("{reference},Plan,0{scores},For the panel,,,no\n")
        });
        let row = score_upload::ActiveModel {
            key: self.key(),
            judge_id: Set(jo.id),
            file_name: text("scores.csv"),
            content: text(format!("{header}\n{}", rows.collect::<String>())),
            report: Set(None),
            created_at: Set(self.now),
            ..Default::default()
        };
        let key = row.insert(self.tx).await.unwrap().key;
        self.place("score upload", key);
    }

    async fn criteria(&self, challenge: i64) -> Vec<i64> {
        use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        let rows = criterion::Entity::find()
            .filter(criterion::Column::ChallengeId.eq(challenge))
            .all(self.tx)
            .await
            .unwrap();
        rows.into_iter().map(|c| c.id).collect()
    }

    async fn judge(&self, challenge: i64, person: i64, email: &str) -> judge::Model {
        let row = judge::ActiveModel {
            key: self.key(),
            challenge_id: Set(challenge),
            person_id: Set(Some(person)),
            email: text(email),
            state: Set(JudgeState::Accepted),
            conflicts_declared_at: Set(Some(self.now)),
            appointed_by: Set(self.staff),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap()
    }

    async fn review(&self, judge: &judge::Model, proposal: &proposal::Model, criteria: &[i64]) {
        let row = review::ActiveModel {
            key: self.key(),
            judge_id: Set(judge.id),
            proposal_id: Set(proposal.id),
            proposal_version: Set(1),
            state: Set(ReviewState::Submitted),
            comment: text("Sound."),
            total: Set(Some(50.0)),
            version: Set(1),
            submitted_at: Set(Some(self.now)),
            created_at: Set(self.now),
            updated_at: Set(self.now),
            ..Default::default()
        };
        let id = row.insert(self.tx).await.unwrap().id;
        for criterion in criteria {
            let row = score::ActiveModel {
                review_id: Set(id),
                criterion_id: Set(*criterion),
                level: Set(Some(1)),
                comment: text("Shown."),
                ..Default::default()
            };
            row.insert(self.tx).await.unwrap();
        }
    }

    /// The first has many partners, datasets and updates; all use the first dataset.
    pub async fn projects(&mut self) {
        for number in 0..self.many {
            let row = project::ActiveModel {
                slug: text(format!("map-{number}")),
                title: text(format!("Map {number}")),
                summary: text("A map of stops."),
                impact: text("People find them."),
                // The first one is live, and nobody has said so for long.
                state: Set(match number {
                    0 => ProjectState::Live,
                    _ => ProjectState::InDelivery,
                }),
                confirmed_at: Set((number == 0).then(|| self.now - TimeDelta::days(100))),
                state_reason: text(""),
                website: text(""),
                repository: text(""),
                version: Set(1),
                created_at: Set(self.now),
                updated_at: Set(self.now),
                ..Default::default()
            };
            let id = row.insert(self.tx).await.unwrap().id;
            let parts = if number == 0 { self.many } else { 1 };
            for part in 0..parts {
                self.project_part(id, part).await;
            }
            if number == 0 {
                self.place("project", format!("{id}-map-0"));
                let story = project_story::ActiveModel {
                    project_id: Set(id),
                    author_id: Set(self.ann),
                    title: text("It helps"),
                    body: text("Somebody."),
                    quote: text(""),
                    quoted: text(""),
                    version: Set(1),
                    created_at: Set(self.now),
                    ..Default::default()
                };
                let story = story.insert(self.tx).await.unwrap();
                self.place("story", story.id.to_string());
            }
        }
    }

    async fn project_part(&self, project: i64, part: usize) {
        let row = project_partner::ActiveModel {
            project_id: Set(project),
            role: Set(match part {
                0 => PartnerRole::LeadCouncil,
                _ => PartnerRole::Council,
            }),
            organisation_id: Set(Some(self.councils[part])),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        let row = project_dataset::ActiveModel {
            project_id: Set(project),
            dataset_id: Set(self.datasets[part]),
            purpose: text("Shows the stops."),
            since: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        let row = project_milestone::ActiveModel {
            project_id: Set(project),
            position: Set(0),
            title: text("A map"),
            due_on: text("2040-01-01"),
            state: Set(MilestoneState::Evidenced),
            noted: Set(NotedState::Planned),
            evidence: text("It is there."),
            evidenced_at: Set(Some(self.now)),
            evidenced_by: Set(Some(self.people[part])),
            reason: text(""),
            payment: Set(Payment::None),
            amount_pence: Set(0),
            version: Set(1),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        let row = project_update::ActiveModel {
            project_id: Set(project),
            author_id: Set(self.people[part]),
            title: text(format!("News {part}")),
            body: text("It goes well."),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }
}
