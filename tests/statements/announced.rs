//! A call that is announced, with many proposals in its report; the first is Jo's.

use hub_domain::judging::calibrated::pseudonym;
use hub_entity::challenge::{
    ChallengeState, Consent, Outcome, PartnerRole, ProposalState, challenge, decision,
    decision_bundle, lottery, partner, proposal,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::world::{Builder, text};

impl Builder<'_> {
    pub async fn announced(&mut self) {
        let number = self.challenge(0, "Announced", -40).await;
        let row = challenge::ActiveModel {
            id: Set(number),
            state: Set(ChallengeState::Announced),
            announced_at: Set(Some(self.now)),
            announcement: text("Well done."),
            tie_break: Set(json!(["lottery"])),
            lottery_source: text("Lotto numbers"),
            ..Default::default()
        };
        row.update(self.tx).await.unwrap();
        let (mut scores, mut entries, mut decisions) = (Vec::new(), json!({}), Vec::new());
        let mut drawn = Vec::new();
        for index in 0..self.many {
            let by = match index {
                0 => self.jo,
                _ => self.people[index],
            };
            let row = self
                .proposal(number, by, index, ProposalState::Submitted)
                .await;
            self.alone(row.id, by).await;
            let id = pseudonym("entry", &row.key);
            scores.push(json!({ "entry": id, "judge": "j", "score": 50.0, "levels": [1, 1] }));
            entries[&id] = json!({ "raw_mean": 50.0, "predicted": 50.0, "sd": 1.0,
                "expected_rank": index + 1, "p_selected": 0.5,
                "rank_interval_50": [1, 2], "rank_interval_90": [1, 2] });
            decisions.push(
                json!({ "entry": id, "outcome": "decline", "reserve_rank": null,
                "departure": "Its data cannot be had." }),
            );
            drawn.push(id);
            if index == 0 {
                self.place("announced proposal", row.key.clone());
            }
            self.declined(row).await;
        }
        let lots = lottery::ActiveModel {
            challenge_id: Set(number),
            secret: text("00112233445566778899aabbccddeeff"),
            commitment: text("c0"),
            committed_at: Set(self.now),
            public_value: Set(Some("1 2 3".into())),
            seed: Set(Some("5eed".into())),
            drawn_order: Set(Some(json!(drawn))),
            drawn_by: Set(Some(self.jo)),
            drawn_at: Set(Some(self.now)),
            ..Default::default()
        };
        lots.insert(self.tx).await.unwrap();
        let content = json!({
            "format": "knowledge-hub/decision-bundle", "version": 1, "software": "0",
            "written_at": self.now,
            "challenge": { "number": number, "title": "Announced", "awards": 2,
                "reviews_required": 1, "draws": 20_000, "seed": 1, "generator": "ChaCha20",
                "criteria": [{ "name": "Impact", "weight": 50, "highest": 2 },
                    { "name": "Use of open data", "weight": 50, "highest": 2 }] },
            "counts": { "submitted": self.many, "withdrawn": 0, "judges": 1,
                "reviews": self.many, "set_aside": 0, "conflicts": {} },
            "scores": scores, "decisions": decisions,
            "ranking": { "components": [self.many + 1], "reml": {}, "entries": entries,
                "judges": {}, "line": 2.0 },
            "agreement": {},
        });
        let row = decision_bundle::ActiveModel {
            challenge_id: Set(number),
            content: Set(content),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        self.place("announced", number.to_string());
    }

    /// A person as the one partner: through a council it would be among Ann's own.
    async fn alone(&self, proposal: i64, person: i64) {
        let row = partner::ActiveModel {
            key: self.key(),
            proposal_id: Set(proposal),
            role: Set(PartnerRole::Developer),
            person_id: Set(Some(person)),
            consent: Set(Consent::Given),
            consented_by: Set(Some(person)),
            answered_at: Set(Some(self.now)),
            invited_by: Set(person),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }

    async fn declined(&self, known: proposal::Model) {
        let row = decision::ActiveModel {
            proposal_id: Set(known.id),
            outcome: Set(Outcome::Decline),
            reserve_rank: Set(None),
            reason: text("Its data cannot be had."),
            feedback: text("Try again."),
            decided_by: Set(self.staff),
            version: Set(1),
            updated_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        let row = proposal::ActiveModel {
            id: Set(known.id),
            state: Set(ProposalState::NotSelected),
            ..Default::default()
        };
        row.update(self.tx).await.unwrap();
    }
}
