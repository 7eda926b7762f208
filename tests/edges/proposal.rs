//! Proposals.

use chrono::TimeDelta;
use hub_entity::challenge::{
    ChallengeState, Consent, OfferState, PartnerRole, ProposalState, challenge, decision, offer,
    partner, proposal, screening,
};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use super::Leads::{self, No, Same, To};
use super::{actions, ask, compare};
use crate::judging_world::World;
use crate::support::Browser;

/// Where a proposal is put: the state, and whatever else makes it stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Draft,
    AwaitingPartners,
    Ready,
    Submitted,
    Locked,
    Eligible,
    Ineligible,
    Appealed,
    TooLateToAppeal,
    Missed,
    Withdrawn,
    WithdrawnForGood,
    WithdrawnLate,
    DisqualifiedEarly,
    Selected,
    Offered,
    Reserve,
    NotSelected,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    DisqualifiedLate,
}

/// What is tried on it.
const STEPS: [&str; 13] = [
    "edit",
    "submit",
    "withdraw",
    "revive",
    "agree",
    "take consent back",
    "find eligible",
    "find ineligible",
    "appeal",
    "decide",
    "accept offer",
    "extend offer",
    "disqualify",
];

use At::*;

/// Every state, the stage at which it is seen, and what each step leads to.
fn walk() -> Vec<(At, &'static str, [Leads; 13])> {
    const NO: Leads = No("NOT_FOUND");
    const CLOSED: Leads = No("CHALLENGE_CLOSED");
    const DECIDED: Leads = No("PROPOSAL_DECIDED");
    const SCREEN: Leads = No("SCREEN_NOT_NOW");
    const APPEAL: Leads = No("APPEAL_NOT_NOW");
    const ALIVE: Leads = No("PROPOSAL_NOT_WITHDRAWN");
    const OFFER: Leads = No("NO_OFFER");
    const ANSWERED: Leads = No("OFFER_ANSWERED");
    const LATE: Leads = No("DECIDE_NOT_NOW");
    const NOT_NOW: Leads = No("DISQUALIFY_NOT_NOW");
    const BEGUN: Leads = No("DISQUALIFY_BEGUN");
    const ALREADY: Leads = No("DISQUALIFIED_ALREADY");
    let disqualified = To("DISQUALIFIED", &["proposal_disqualified"]);
    let edited = |to| To(to, &["proposal_edited"]);
    let withdrawn = To("WITHDRAWN", &["proposal_withdrawn"]);
    let waits = To("AWAITING_PARTNERS", &["partner_withdrew_consent"]);
    let eligible = To("ELIGIBLE", &["proposal_screened"]);
    let ineligible = To("INELIGIBLE", &["proposal_screened"]);
    let decided = |at| To(at, &["proposal_decided"]);
    let over = |offer: Leads, disqualify: Leads| {
        [
            CLOSED, CLOSED, DECIDED, ALIVE, CLOSED, CLOSED, SCREEN, SCREEN, APPEAL, LATE, offer,
            offer, disqualify,
        ]
    };
    vec![
        (
            Draft,
            "DRAFT",
            [
                edited("DRAFT"),
                No("PROPOSAL_NO_APPROACH"),
                withdrawn,
                ALIVE,
                Same,
                waits,
                NO,
                NO,
                APPEAL,
                NO,
                OFFER,
                OFFER,
                NO,
            ],
        ),
        (
            AwaitingPartners,
            "AWAITING_PARTNERS",
            [
                edited("AWAITING_PARTNERS"),
                No("PROPOSAL_NO_CONSENT"),
                withdrawn,
                ALIVE,
                To("READY", &["partner_agreed"]),
                To("DRAFT", &["partner_declined"]),
                NO,
                NO,
                APPEAL,
                NO,
                OFFER,
                OFFER,
                NO,
            ],
        ),
        (
            Ready,
            "READY",
            [
                edited("READY"),
                To("SUBMITTED", &["proposal_submitted"]),
                withdrawn,
                ALIVE,
                Same,
                waits,
                NO,
                NO,
                APPEAL,
                NO,
                OFFER,
                OFFER,
                NO,
            ],
        ),
        (
            Submitted,
            "SUBMITTED",
            [
                edited("SUBMITTED"),
                Same,
                withdrawn,
                ALIVE,
                Same,
                waits,
                NO,
                NO,
                APPEAL,
                LATE,
                OFFER,
                OFFER,
                NO,
            ],
        ),
        (
            Locked,
            "LOCKED",
            [
                CLOSED,
                CLOSED,
                withdrawn,
                ALIVE,
                CLOSED,
                CLOSED,
                eligible,
                ineligible,
                APPEAL,
                decided("LOCKED"),
                OFFER,
                OFFER,
                disqualified,
            ],
        ),
        (
            Eligible,
            "ELIGIBLE",
            [
                CLOSED,
                CLOSED,
                withdrawn,
                ALIVE,
                CLOSED,
                CLOSED,
                eligible,
                ineligible,
                APPEAL,
                decided("ELIGIBLE"),
                OFFER,
                OFFER,
                disqualified,
            ],
        ),
        (
            Ineligible,
            "INELIGIBLE",
            [
                CLOSED,
                CLOSED,
                withdrawn,
                ALIVE,
                CLOSED,
                CLOSED,
                eligible,
                ineligible,
                To("INELIGIBLE", &["screening_appealed"]),
                NO,
                OFFER,
                OFFER,
                disqualified,
            ],
        ),
        (
            Appealed,
            "INELIGIBLE",
            [
                CLOSED,
                CLOSED,
                withdrawn,
                ALIVE,
                CLOSED,
                CLOSED,
                eligible,
                ineligible,
                APPEAL,
                NO,
                OFFER,
                OFFER,
                disqualified,
            ],
        ),
        (
            TooLateToAppeal,
            "INELIGIBLE",
            [
                CLOSED,
                CLOSED,
                withdrawn,
                ALIVE,
                CLOSED,
                CLOSED,
                eligible,
                ineligible,
                APPEAL,
                NO,
                OFFER,
                OFFER,
                disqualified,
            ],
        ),
        (
            Missed,
            "MISSED",
            [
                CLOSED, CLOSED, withdrawn, ALIVE, CLOSED, CLOSED, NO, NO, APPEAL, NO, OFFER, OFFER,
                NO,
            ],
        ),
        (
            Withdrawn,
            "WITHDRAWN",
            [
                edited("WITHDRAWN"),
                To("SUBMITTED", &["proposal_submitted"]),
                Same,
                To("SUBMITTED", &["proposal_revived"]),
                Same,
                To("WITHDRAWN", &["partner_withdrew_consent"]),
                NO,
                NO,
                APPEAL,
                NO,
                OFFER,
                OFFER,
                NO,
            ],
        ),
        (
            WithdrawnForGood,
            "WITHDRAWN",
            [
                CLOSED, CLOSED, Same, CLOSED, CLOSED, CLOSED, NO, NO, APPEAL, NO, OFFER, OFFER, NO,
            ],
        ),
        (
            WithdrawnLate,
            "WITHDRAWN",
            [
                CLOSED, CLOSED, Same, CLOSED, CLOSED, CLOSED, SCREEN, SCREEN, APPEAL, NO, OFFER,
                OFFER, NOT_NOW,
            ],
        ),
        (
            DisqualifiedEarly,
            "DISQUALIFIED",
            [
                CLOSED, CLOSED, DECIDED, ALIVE, CLOSED, CLOSED, SCREEN, SCREEN, APPEAL, NO, OFFER,
                OFFER, ALREADY,
            ],
        ),
        (Selected, "SELECTED", over(OFFER, BEGUN)),
        (Offered, "SELECTED", {
            let mut steps = over(OFFER, NO);
            steps[10] = To("OFFER_ACCEPTED", &["offer_accepted", "project_created"]);
            steps[11] = To("SELECTED", &["offer_extended"]);
            steps[12] = To(
                "DISQUALIFIED",
                &["proposal_disqualified", "offer_taken_back"],
            );
            steps
        }),
        (Reserve, "RESERVE", over(OFFER, disqualified)),
        (NotSelected, "NOT_SELECTED", over(OFFER, NOT_NOW)),
        (OfferAccepted, "OFFER_ACCEPTED", over(ANSWERED, BEGUN)),
        (OfferDeclined, "OFFER_DECLINED", over(ANSWERED, NOT_NOW)),
        (
            OfferLapsed,
            "OFFER_LAPSED",
            over(No("OFFER_LAPSED"), NOT_NOW),
        ),
        (
            DisqualifiedLate,
            "DISQUALIFIED",
            over(No("OFFER_TAKEN_BACK"), ALREADY),
        ),
    ]
}

struct Walk {
    world: World,
    /// A developer, of whom a partner's answer is asked.
    dev: Browser,
}

impl Walk {
    async fn build() -> Self {
        let world = World::build().await;
        let dev = world.hub.person("dev").await;
        Self { world, dev }
    }

    /// Puts the first proposal there, whatever it was before.
    async fn place(&self, at: At) {
        let world = &self.world;
        let db = world.hub.hub.database().writer();
        let now = world.hub.clock().now();
        let id = world.proposals[0].id;
        let open = [Draft, AwaitingPartners, Ready, Submitted, Withdrawn].contains(&at);
        let decided = at as u8 >= Selected as u8;
        let shift = TimeDelta::days(if open { 1 } else { -1 });
        challenge::ActiveModel {
            id: Set(world.challenge.id),
            state: Set(if decided {
                ChallengeState::Announced
            } else {
                ChallengeState::Published
            }),
            announced_at: Set(decided.then_some(now)),
            closes_at: Set(Some(now + shift)),
            judging_opens_at: Set(Some(now + shift * 2)),
            judging_closes_at: Set(Some(now + shift * 3)),
            offer_days: Set((at == Offered).then_some(7)),
            ..Default::default()
        }
        .update(db)
        .await
        .unwrap();
        self.clear(id).await;
        let never = [Draft, AwaitingPartners, Ready, Missed].contains(&at);
        let mut content = world.proposals[0].content.clone();
        if at == Draft {
            content["approach"] = json!("");
        }
        let state = match at {
            Draft | AwaitingPartners | Ready | Missed => ProposalState::Draft,
            Withdrawn | WithdrawnForGood | WithdrawnLate => ProposalState::Withdrawn,
            DisqualifiedEarly | DisqualifiedLate => ProposalState::Disqualified,
            Selected | Offered => ProposalState::Selected,
            Reserve => ProposalState::Reserve,
            NotSelected => ProposalState::NotSelected,
            OfferAccepted => ProposalState::OfferAccepted,
            OfferDeclined => ProposalState::OfferDeclined,
            OfferLapsed => ProposalState::OfferLapsed,
            _ => ProposalState::Submitted,
        };
        let taken_out = match at {
            DisqualifiedEarly => Some(ProposalState::Submitted),
            DisqualifiedLate => Some(ProposalState::Selected),
            _ => None,
        };
        proposal::ActiveModel {
            id: Set(id),
            state: Set(state),
            withdrawn_at: Set((at == WithdrawnLate).then_some(now)),
            disqualified_from: Set(taken_out),
            disqualified_at: Set(taken_out.map(|_| now)),
            title: Set(world.proposals[0].title.clone()),
            content: Set(content),
            submitted_version: Set(i32::from(!never)),
            ..Default::default()
        }
        .update(db)
        .await
        .unwrap();
        let consent = match at {
            AwaitingPartners => Consent::Pending,
            _ => Consent::Given,
        };
        let row = partner::ActiveModel {
            key: Set(world.hub.hub.random().key()),
            proposal_id: Set(id),
            role: Set(PartnerRole::Developer),
            person_id: Set(Some(self.dev.person().id)),
            consent: Set(consent),
            invited_by: Set(world.proposals[0].created_by),
            created_at: Set(now),
            ..Default::default()
        };
        row.insert(db).await.unwrap();
        self.screened(at, id).await;
        self.offered(at, id).await;
    }

    /// Takes everything away that another case left.
    async fn clear(&self, id: i64) {
        let db = self.world.hub.hub.database().writer();
        let dev = self.dev.person().id;
        partner::Entity::delete_many()
            .filter(partner::Column::PersonId.eq(dev))
            .exec(db)
            .await
            .unwrap();
        screening::Entity::delete_many().exec(db).await.unwrap();
        offer::Entity::delete_many().exec(db).await.unwrap();
        decision::Entity::delete_many()
            .filter(decision::Column::ProposalId.eq(id))
            .exec(db)
            .await
            .unwrap();
        use hub_entity::project::project;
        use hub_entity::project::{
            project_dataset, project_milestone, project_partner, project_risk, project_update,
        };
        project_update::Entity::delete_many()
            .exec(db)
            .await
            .unwrap();
        project_risk::Entity::delete_many().exec(db).await.unwrap();
        project_milestone::Entity::delete_many()
            .exec(db)
            .await
            .unwrap();
        project_dataset::Entity::delete_many()
            .exec(db)
            .await
            .unwrap();
        project_partner::Entity::delete_many()
            .exec(db)
            .await
            .unwrap();
        project::Entity::delete_many().exec(db).await.unwrap();
    }

    async fn screened(&self, at: At, id: i64) {
        let found = [Eligible, Ineligible, Appealed, TooLateToAppeal];
        if !found.contains(&at) {
            return;
        }
        let now = self.world.hub.clock().now();
        let until = match at {
            Ineligible | Appealed => Some(now + TimeDelta::days(1)),
            TooLateToAppeal => Some(now - TimeDelta::days(1)),
            _ => None,
        };
        let row = screening::ActiveModel {
            proposal_id: Set(id),
            eligible: Set(at == Eligible),
            reason: Set("No council leads it.".into()),
            decided_by: Set(self.world.sam.person().id),
            decided_at: Set(now),
            appeal_until: Set(until),
            appeal: Set(String::new()),
            appealed_at: Set((at == Appealed).then_some(now)),
            version: Set(1),
            ..Default::default()
        };
        row.insert(self.world.hub.hub.database().writer())
            .await
            .unwrap();
    }

    async fn offered(&self, at: At, id: i64) {
        let state = match at {
            Offered => OfferState::Open,
            OfferAccepted => OfferState::Accepted,
            OfferDeclined => OfferState::Declined,
            OfferLapsed => OfferState::Lapsed,
            DisqualifiedLate => OfferState::TakenBack,
            _ => return,
        };
        let now = self.world.hub.clock().now();
        let row = offer::ActiveModel {
            challenge_id: Set(self.world.challenge.id),
            proposal_id: Set(id),
            state: Set(state),
            offered_at: Set(now - TimeDelta::days(1)),
            answer_by: Set(now + TimeDelta::days(6)),
            reason: Set(String::new()),
            ..Default::default()
        };
        row.insert(self.world.hub.hub.database().writer())
            .await
            .unwrap();
    }

    async fn rows(&self) -> (proposal::Model, Vec<partner::Model>, String) {
        let db = self.world.hub.hub.database().reader();
        let id = self.world.proposals[0].id;
        let row = proposal::Entity::find_by_id(id)
            .one(db)
            .await
            .unwrap()
            .unwrap();
        let partners = partner::Entity::find()
            .filter(partner::Column::ProposalId.eq(id))
            .all(db)
            .await
            .unwrap();
        let rest = (
            screening::Entity::find().all(db).await.unwrap(),
            offer::Entity::find().all(db).await.unwrap(),
            decision::Entity::find().all(db).await.unwrap(),
        );
        (row, partners, format!("{rest:?}"))
    }

    /// The stage, as its lead sees it.
    async fn stage(&self) -> String {
        let query = "query($k: String!) { proposal(key: $k) { stage } }";
        let key = json!({ "k": self.world.proposals[0].key });
        let answer = self.world.ann.graphql(query, key).await;
        let stage = answer["data"]["proposal"]["stage"].as_str();
        stage.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    async fn take(&self, step: &str, at: At) -> String {
        let world = &self.world;
        let (row, partners, _) = self.rows().await;
        let key = &row.key;
        let reason = "We thought about it for long.";
        let dev = partners.iter().find(|p| p.person_id.is_some()).unwrap();
        let partner = |agrees: bool| json!({ "key": key, "partner": dev.key, "agrees": agrees });
        let db = world.hub.hub.database().reader();
        let screened = screening::Entity::find().one(db).await.unwrap();
        let found = |eligible: bool| {
            json!({ "key": key, "eligible": eligible, "reason": reason,
                "version": screened.as_ref().map_or(0, |row| row.version) })
        };
        let until = world.hub.clock().now() + TimeDelta::days(20);
        let until = until.format("%Y-%m-%dT12:00").to_string();
        let (who, mutation, input) = match step {
            "edit" => (
                &world.ann,
                "editProposal",
                json!({ "key": key, "version": row.version,
                "title": format!("Stops {at:?}"), "summary": "A map.", "sections": ["SUMMARY"] }),
            ),
            "submit" => (
                &world.ann,
                "submitProposal",
                json!({ "key": key, "version": row.version }),
            ),
            "withdraw" => (
                &world.ann,
                "withdrawProposal",
                json!({ "key": key, "reason": reason }),
            ),
            "revive" => (&world.ann, "reviveProposal", json!({ "key": key })),
            "agree" => (&self.dev, "answerPartnership", partner(true)),
            "take consent back" => (&self.dev, "answerPartnership", partner(false)),
            "find eligible" => (&world.sam, "screenProposal", found(true)),
            "find ineligible" => (&world.sam, "screenProposal", found(false)),
            "appeal" => (
                &world.ann,
                "appealScreening",
                json!({ "key": key, "appeal": reason }),
            ),
            "decide" => (
                &world.sam,
                "decideProposal",
                json!({ "proposal": key,
                "outcome": "DECLINE", "reason": reason, "feedback": reason, "version": 0 }),
            ),
            "accept offer" => (
                &world.ann,
                "answerOffer",
                json!({ "proposal": key,
                "accept": true }),
            ),
            "extend offer" => (
                &world.sam,
                "extendOffer",
                json!({ "proposal": key,
                "until": until }),
            ),
            "disqualify" => (
                &world.sam,
                "disqualifyProposal",
                json!({ "key": key, "reason": reason }),
            ),
            other => panic!("{other}"),
        };
        ask(who, mutation, &input).await
    }
}

#[actix_web::test]
async fn every_step_from_every_state_of_a_proposal_is_taken_or_refused() {
    let walk_of = Walk::build().await;
    let mut noted = 0;
    for (at, stage, leads) in walk() {
        for (step, wanted) in STEPS.into_iter().zip(leads) {
            walk_of.place(at).await;
            let case = format!("{at:?}: {step}");
            assert_eq!(walk_of.stage().await, stage, "{case}");
            let before = walk_of.rows().await;
            let code = walk_of.take(step, at).await;
            let unchanged = walk_of.rows().await == before;
            let found = actions(&walk_of.world.hub, noted).await;
            noted += found.len();
            let now = walk_of.stage().await;
            compare(&case, wanted, (&code, &now, &found), (stage, unchanged));
        }
    }
}
