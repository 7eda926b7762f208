//! What the database says, for comparing before and after.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{
    Consent, JudgeState, OfferState, Outcome, ProposalState, ReadingMode, ReviewState, assignment,
    assignment_run, challenge, conflict, decision, judge, judging_round, offer, panel_post,
    partner, past_partner, planned_announcement, proposal, proposal_version, reopening, review,
    review_version, score, screening,
};
use hub_entity::organisation::{MembershipState, organisation_member};
use hub_entity::platform::{audit, mail};
use hub_entity::project::project;
use sea_orm_migration::sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
};

/// Everything that judging is made of, in order of row numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub challenge: challenge::Model,
    pub proposals: Vec<proposal::Model>,
    pub versions: Vec<proposal_version::Model>,
    pub partners: Vec<partner::Model>,
    pub past_partners: Vec<past_partner::Model>,
    pub judges: Vec<judge::Model>,
    pub conflicts: Vec<conflict::Model>,
    pub reviews: Vec<review::Model>,
    pub review_versions: Vec<review_version::Model>,
    pub scores: Vec<score::Model>,
    pub decisions: Vec<decision::Model>,
    pub assignments: Vec<assignment::Model>,
    pub runs: Vec<assignment_run::Model>,
    pub rounds: Vec<judging_round::Model>,
    pub screenings: Vec<screening::Model>,
    pub offers: Vec<offer::Model>,
    pub planned: Vec<planned_announcement::Model>,
    pub reopenings: Vec<reopening::Model>,
    pub posts: Vec<panel_post::Model>,
    pub projects: Vec<project::Model>,
    pub members: Vec<organisation_member::Model>,
}

macro_rules! rows {
    ($db:expr, $table:ident) => {
        $table::Entity::find()
            .order_by_asc($table::Column::Id)
            .all($db)
            .await
            .unwrap()
    };
}

impl Facts {
    pub async fn read(db: &DatabaseConnection, challenge: i64) -> Self {
        Self {
            challenge: challenge::Entity::find_by_id(challenge)
                .one(db)
                .await
                .unwrap()
                .unwrap(),
            proposals: rows!(db, proposal),
            versions: rows!(db, proposal_version),
            partners: rows!(db, partner),
            past_partners: rows!(db, past_partner),
            judges: rows!(db, judge),
            conflicts: rows!(db, conflict),
            reviews: rows!(db, review),
            review_versions: rows!(db, review_version),
            scores: rows!(db, score),
            decisions: rows!(db, decision),
            assignments: rows!(db, assignment),
            runs: rows!(db, assignment_run),
            rounds: rows!(db, judging_round),
            screenings: rows!(db, screening),
            offers: rows!(db, offer),
            planned: rows!(db, planned_announcement),
            reopenings: rows!(db, reopening),
            posts: rows!(db, panel_post),
            projects: rows!(db, project),
            members: rows!(db, organisation_member),
        }
    }

    /// The review of a proposal by a judge.
    pub fn review(&self, judge: i64, proposal: i64) -> Option<&review::Model> {
        self.reviews
            .iter()
            .find(|row| row.judge_id == judge && row.proposal_id == proposal)
    }

    pub fn decision(&self, proposal: i64) -> Option<&decision::Model> {
        self.decisions.iter().find(|d| d.proposal_id == proposal)
    }

    /// The appointment of a person.
    pub fn judge_of(&self, person: i64) -> Option<&judge::Model> {
        self.judges.iter().find(|j| j.person_id == Some(person))
    }

    /// Whether a proposal was handed in, was not taken back or out, and may take part.
    pub fn takes_part(&self, row: &proposal::Model) -> bool {
        let out = |s: &screening::Model| s.proposal_id == row.id && !s.eligible;
        row.submitted_version > 0
            && row.state != ProposalState::Withdrawn
            && row.disqualified_from != Some(ProposalState::Submitted)
            && !self.screenings.iter().any(out)
    }

    /// The rule of conflicts of interest, written down a second time on purpose.
    pub fn has_conflict(&self, judge: &judge::Model, proposal: i64) -> bool {
        let declared = self.conflicts.iter().any(|row| {
            row.judge_id == judge.id && row.proposal_id == proposal && row.lifted_at.is_none()
        });
        let Some(person) = judge.person_id else {
            return declared;
        };
        let row = self.proposals.iter().find(|p| p.id == proposal).unwrap();
        let knows = |organisation: i64| {
            self.members.iter().any(|m| {
                let left = m.left_at.is_some_and(|at| at >= row.created_at);
                m.person_id == person
                    && m.organisation_id == organisation
                    && (m.state == MembershipState::Active || left)
            })
        };
        let part = self
            .partners
            .iter()
            .filter(|p| p.proposal_id == proposal && p.consent != Consent::Declined)
            .any(|p| {
                p.person_id == Some(person)
                    || p.consented_by == Some(person)
                    || p.invited_by == person
                    || p.organisation_id.is_some_and(knows)
            });
        let was = self.past_partners.iter().any(|p| {
            p.proposal_id == proposal
                && (p.person_id == Some(person)
                    || p.agreed_by == Some(person)
                    || p.organisation_id.is_some_and(knows))
        });
        let handed =
            |v: &proposal_version::Model| v.proposal_id == proposal && v.submitted_by == person;
        declared || part || was || row.created_by == person || self.versions.iter().any(handed)
    }

    /// Whether a judge is to read a proposal.
    pub fn is_assigned(&self, judge: &judge::Model, proposal: i64) -> bool {
        let row = self.proposals.iter().find(|p| p.id == proposal).unwrap();
        self.challenge.reading == ReadingMode::Everyone
            || row.read_by_all
            || self.assignments.iter().any(|row| {
                row.judge_id == judge.id && row.proposal_id == proposal && row.removed_at.is_none()
            })
    }

    /// Whether a judge may read a proposal as such.
    pub fn may_read(&self, judge: &judge::Model, proposal: i64, now: DateTime<Utc>) -> bool {
        let closed = self.challenge.closes_at.is_some_and(|at| at <= now);
        let row = self.proposals.iter().find(|p| p.id == proposal).unwrap();
        closed
            && judge.state == JudgeState::Accepted
            && judge.conflicts_declared_at.is_some()
            && self.takes_part(row)
            && !self.has_conflict(judge, proposal)
            && self.is_assigned(judge, proposal)
    }

    /// How many reviews of a proposal count.
    pub fn counted(&self, proposal: i64) -> usize {
        let counts = |row: &&review::Model| {
            let judge = self.judges.iter().find(|j| j.id == row.judge_id).unwrap();
            row.proposal_id == proposal
                && row.state == ReviewState::Submitted
                && judge.state == JudgeState::Accepted
                && !self.has_conflict(judge, proposal)
                && self.is_assigned(judge, proposal)
        };
        self.reviews.iter().filter(counts).count()
    }

    /// Proposals that hold an award, and those to which a decision gives one.
    pub fn awarded(&self) -> (usize, usize) {
        let holds = |p: &&proposal::Model| {
            [ProposalState::Selected, ProposalState::OfferAccepted].contains(&p.state)
        };
        let selects = |p: &&proposal::Model| {
            let decision = self.decision(p.id);
            self.takes_part(p) && decision.is_some_and(|d| d.outcome == Outcome::Select)
        };
        (
            self.proposals.iter().filter(holds).count(),
            self.proposals.iter().filter(selects).count(),
        )
    }

    /// Offers that hold an award.
    pub fn offered(&self) -> usize {
        let held = |o: &&offer::Model| [OfferState::Open, OfferState::Accepted].contains(&o.state);
        self.offers.iter().filter(held).count()
    }
}

/// The rows of the audit after a place in each chain, and the place after them.
pub async fn audited(db: &DatabaseConnection, chain: i64, after: i64) -> (Vec<audit::Model>, i64) {
    let rows = audit::Entity::find()
        .filter(audit::Column::Chain.eq(chain))
        .filter(audit::Column::Seq.gt(after))
        .order_by_asc(audit::Column::Seq)
        .all(db)
        .await
        .unwrap();
    let last = rows.last().map_or(after, |row| row.seq);
    (rows, last)
}

/// All mail that was written, sent or not.
pub async fn mails(db: &DatabaseConnection) -> Vec<mail::Model> {
    mail::Entity::find()
        .order_by_asc(mail::Column::Id)
        .all(db)
        .await
        .unwrap()
}
