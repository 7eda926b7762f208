//! Challenges with rounds of judging: one whose second round can begin, and one in it.

use hub_entity::challenge::{
    ChallengeKind, ChallengeState, Consent, PartnerRole, ProposalState, challenge, judging_round,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::world::Builder;

impl Builder {
    /// In each, one proposal was handed in, and one judge has yet to read it.
    pub async fn rounds(&mut self) {
        let rounds = json!([{
            "name": "Interviews", "goes_on": 1, "whole_panel": true, "days": 7
        }]);
        for (name, proposal, ends, round) in [
            ("rounded", "rounding", -5, 1),
            ("in_round", "left_behind", 5, 2),
        ] {
            let kind = ChallengeKind::DataChallenge;
            self.challenge(name, kind, "council", ChallengeState::Published, -15, ends)
                .await;
            let row = challenge::ActiveModel {
                id: Set(self.things.number(name)),
                rounds: Set(rounds.clone()),
                round: Set(round),
                ..Default::default()
            };
            row.update(&self.db()).await.unwrap();
            let theirs = [("barnet", PartnerRole::Council, Consent::Given)];
            self.proposal(proposal, name, "rita", ProposalState::Submitted, &theirs)
                .await;
            self.judge(&format!("{name}_judge"), name, Some("jude"), true)
                .await;
        }
        let now = self.hub.clock().now();
        let held = judging_round::ActiveModel {
            challenge_id: Set(self.things.number("in_round")),
            number: Set(2),
            held: Set(true),
            due_at: Set(Some(now)),
            reason: Set(String::new()),
            basis: Set(None),
            settled_by: Set(self.id("sam")),
            settled_at: Set(now),
            ..Default::default()
        };
        held.insert(&self.db()).await.unwrap();
    }
}
