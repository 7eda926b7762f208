//! A judge's desk: the proposals of the challenge, and what each of them waits for.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use hub_entity::challenge::{
    Consent, JudgeState, PartnerRole, ReviewState, judge, partner, proposal, review,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect,
};
use sha2::{Digest, Sha256};

use crate::challenge::{Challenge, status};
use crate::context::Reader;
use crate::error::Result;
use crate::judging::{Judge, Review, access, conflict_rule, read};
use crate::proposal::{Proposal, blind};

/// What a proposal waits for on a judge's desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The judge has not said whether there is a conflict of interest.
    ToDeclare,
    /// There is one by rule, declared or not.
    RuledOut,
    /// There is one that the judge declared.
    Conflicted,
    /// Not begun.
    Left,
    /// Begun.
    Draft,
    /// Done.
    Submitted,
    /// Reviewed in an earlier round, and to be looked at again in this one.
    Again,
    /// Did not reach this round.
    LeftBehind,
}

/// A proposal on a judge's desk, with what may be shown of it before conflicts are declared.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The proposal. Its content is not for the judge before they declared.
    pub proposal: Proposal,
    /// Title of the version that was handed in.
    pub title: String,
    /// Who proposes it, the lead first; empty where it is read without names.
    pub partners: Vec<Party>,
    /// What it waits for.
    pub place: Place,
}

/// A judge's desk.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Number of the appointment.
    pub id: i64,
    /// What was handed in and is theirs: everything, until they declared their conflicts.
    pub entries: Vec<Entry>,
    /// Whether it is read without names.
    pub is_blind: bool,
}

/// Which proposals of a desk to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// All.
    All,
    /// Not begun.
    Left,
    /// Begun.
    Draft,
    /// Done.
    Done,
}

impl Entry {
    /// Whether the judge has yet to submit a review of it.
    pub fn is_left(&self) -> bool {
        matches!(self.place, Place::Left | Place::Draft | Place::Again)
    }

    /// Whether it is the judge's to read and score: not begun, begun or done.
    pub fn is_theirs(&self) -> bool {
        self.is_in_round() || self.place == Place::LeftBehind
    }

    /// Whether the judge can score it in this round, done or not.
    pub fn is_in_round(&self) -> bool {
        self.is_left() || self.place == Place::Submitted
    }

    /// Whether a conflict of interest is known already, so that nothing is asked about it.
    pub(super) fn is_ruled_out(&self) -> bool {
        matches!(self.place, Place::RuledOut | Place::Conflicted)
    }

    /// The same for a judge who does not learn who proposes it.
    fn nameless(self) -> Self {
        Self {
            partners: Vec::new(),
            ..self
        }
    }

    fn is_shown(&self, show: Show) -> bool {
        match show {
            Show::All => true,
            Show::Left => matches!(self.place, Place::Left | Place::Again),
            Show::Draft => self.place == Place::Draft,
            Show::Done => self.place == Place::Submitted,
        }
    }
}

/// The proposals in the order in which this judge reads them: what is left first, then what is
/// done, then what is not for them. Each judge has another order, which stays: whoever is read
/// last meets a tired judge, and that should not be the same applicant at every desk.
pub fn reading(judge: &Judge, entries: &[Entry], show: Show) -> Vec<Entry> {
    let turn = |entry: &Entry| {
        let group = match entry.place {
            Place::Left | Place::Draft | Place::Again => 0,
            Place::ToDeclare | Place::Submitted => 1,
            Place::LeftBehind => 2,
            Place::RuledOut | Place::Conflicted => 3,
        };
        (group, seeded(&judge.key, &entry.proposal.key))
    };
    let mut entries: Vec<Entry> = entries
        .iter()
        .filter(|entry| entry.is_shown(show))
        .cloned()
        .collect();
    entries.sort_by_cached_key(turn);
    entries
}

/// The place of a proposal in a judge's order: both keys are random and stay.
fn seeded(judge: &str, proposal: &str) -> [u8; 32] {
    Sha256::digest(format!("{judge}:{proposal}")).into()
}

/// A party to a proposal, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Random key, by which a budget names it.
    pub key: String,
    /// Its part in it.
    pub role: PartnerRole,
    /// Its name.
    pub name: String,
}

/// Whether proposals can no longer be handed in, so that judges may learn of them.
pub(crate) fn is_past_close(challenge: &Challenge, now: DateTime<Utc>) -> bool {
    status(challenge, now).is_past_close()
}

/// The desks of these appointments, of those that are the viewer's and whose challenge they may
/// see; empty until the challenge closes and the judge accepts.
///
/// # Errors
/// When the database does not answer.
pub async fn of_many(reader: &Reader, judge_ids: &[i64]) -> Result<Vec<Desk>> {
    let Some(person) = reader.viewer().id() else {
        return Ok(Vec::new());
    };
    let judges = judge::Entity::find()
        .filter(judge::Column::Id.is_in(judge_ids.iter().copied()))
        .filter(judge::Column::PersonId.eq(person))
        .all(reader.db())
        .await?;
    let ids: Vec<i64> = judges.iter().map(|judge| judge.challenge_id).collect();
    let challenges = crate::challenge::read::by_ids(reader.db(), reader.viewer(), &ids).await?;
    let of = |judge: &Judge| challenges.iter().find(|c| c.id == judge.challenge_id);
    let appointments: Vec<(&Judge, &Challenge)> = judges
        .iter()
        .filter_map(|judge| Some((judge, of(judge)?)))
        .collect();
    entries_of(reader.db(), &appointments, reader.now()).await
}

pub(crate) async fn entries(
    db: &impl ConnectionTrait,
    judge: &Judge,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let desks = entries_of(db, &[(judge, challenge)], now).await?;
    Ok(desks.into_iter().flat_map(|desk| desk.entries).collect())
}

/// All that was handed in, whoever reads it, as the judge could be asked about it: where proposals
/// are read without names, who takes part in those that are theirs would say who is behind them.
pub(crate) async fn asked_about(
    db: &impl ConnectionTrait,
    judge: &Judge,
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let desks = asked_about_by_each(db, std::slice::from_ref(judge), challenge, now).await?;
    Ok(desks.into_iter().flat_map(|desk| desk.entries).collect())
}

/// The same for several judges of a challenge: a desk for each, in their order.
pub(super) async fn asked_about_by_each(
    db: &impl ConnectionTrait,
    judges: &[Judge],
    challenge: &Challenge,
    now: DateTime<Utc>,
) -> Result<Vec<Desk>> {
    let mut asked = judges.to_vec();
    for judge in &mut asked {
        judge.conflicts_declared_at = None;
    }
    let appointments: Vec<(&Judge, &Challenge)> =
        asked.iter().map(|judge| (judge, challenge)).collect();
    entries_of(db, &appointments, now).await
}

/// A desk for each appointment, in as many statements as one takes.
async fn entries_of(
    db: &impl ConnectionTrait,
    appointments: &[(&Judge, &Challenge)],
    now: DateTime<Utc>,
) -> Result<Vec<Desk>> {
    let has_entries = |(judge, challenge): &&(&Judge, &Challenge)| {
        judge.state == JudgeState::Accepted && is_past_close(challenge, now)
    };
    let (judges, challenges): (Vec<i64>, Vec<i64>) = appointments
        .iter()
        .filter(has_entries)
        .map(|(judge, challenge)| (judge.id, challenge.id))
        .unzip();
    let proposals = read::handed_in_of(db, &challenges).await?;
    let ids: Vec<i64> = proposals.iter().map(|p| p.id).collect();
    let shown = Shown {
        // Conflicts are asked about before proposals are shared out, so of all of them.
        free: matching(db, &judges, conflict_rule::conflict_free()).await?,
        theirs: matching(db, &judges, access::for_judge()).await?,
        ruled: matching(db, &judges, conflict_rule::by_rule()).await?,
        titles: read::submitted(db, &proposals)
            .await?
            .into_iter()
            .map(|(id, content)| (id, content.title))
            .collect(),
        parties: parties(db, &ids).await?,
        reviews: review::Entity::find()
            .filter(review::Column::JudgeId.is_in(judges.iter().copied()))
            .all(db)
            .await?
            .into_iter()
            .map(|review| ((review.judge_id, review.proposal_id), review))
            .collect(),
    };
    let desk = |(judge, challenge): &(&Judge, &Challenge)| Desk {
        id: judge.id,
        is_blind: blind::is_blind(challenge),
        entries: proposals
            .iter()
            .filter(|p| judges.contains(&judge.id) && p.challenge_id == challenge.id)
            .filter_map(|proposal| shown.entry(judge, proposal, challenge.round))
            .map(|entry| {
                if blind::is_blind(challenge) {
                    entry.nameless()
                } else {
                    entry
                }
            })
            .collect(),
    };
    Ok(appointments.iter().map(desk).collect())
}

/// What desks show, read for all of them at once. Pairs are of a judge and a proposal.
struct Shown {
    free: HashSet<(i64, i64)>,
    /// Pairs of which the judge reads the proposal, once they have declared.
    theirs: HashSet<(i64, i64)>,
    ruled: HashSet<(i64, i64)>,
    titles: HashMap<i64, String>,
    parties: HashMap<i64, Vec<Party>>,
    reviews: HashMap<(i64, i64), Review>,
}

impl Shown {
    /// Nothing where the proposal is somebody else's to read.
    fn entry(&self, judge: &Judge, proposal: &Proposal, round: i32) -> Option<Entry> {
        let pair = (judge.id, proposal.id);
        let place = if self.ruled.contains(&pair) {
            Place::RuledOut
        } else if !self.free.contains(&pair) {
            Place::Conflicted
        } else if judge.conflicts_declared_at.is_none() {
            Place::ToDeclare
        } else if !self.theirs.contains(&pair) {
            return None;
        } else {
            let review = self.reviews.get(&pair);
            if proposal.round < round {
                // Nobody begins on what is out.
                review?;
                Place::LeftBehind
            } else {
                of_review(review, round)
            }
        };
        let title = self.titles.get(&proposal.id).unwrap_or(&proposal.title);
        Some(Entry {
            title: title.clone(),
            partners: self.parties.get(&proposal.id).cloned().unwrap_or_default(),
            place,
            proposal: proposal.clone(),
        })
    }
}

fn of_review(review: Option<&Review>, round: i32) -> Place {
    match review.map(|r| (r.state, r.round)) {
        None => Place::Left,
        Some((ReviewState::Draft, _)) => Place::Draft,
        Some((ReviewState::Submitted, earlier)) if earlier < round => Place::Again,
        Some((ReviewState::Submitted, _)) => Place::Submitted,
    }
}

/// The pairs of these judges and the proposals of their challenges for which the condition on
/// `judge` and `proposal` holds.
pub(crate) async fn matching(
    db: &impl ConnectionTrait,
    judge_ids: &[i64],
    condition: Condition,
) -> Result<HashSet<(i64, i64)>> {
    let to_proposals = judge::Entity::belongs_to(proposal::Entity)
        .from(judge::Column::ChallengeId)
        .to(proposal::Column::ChallengeId)
        .into();
    let pairs: Vec<(i64, i64)> = judge::Entity::find()
        .select_only()
        .column(judge::Column::Id)
        .column_as(proposal::Column::Id, "proposal_id")
        .join(JoinType::InnerJoin, to_proposals)
        .filter(judge::Column::Id.is_in(judge_ids.iter().copied()))
        .filter(condition)
        .into_tuple()
        .all(db)
        .await?;
    Ok(pairs.into_iter().collect())
}

/// Who proposes what, by name, the lead first; those who declined are left out.
pub(crate) async fn parties(
    db: &impl ConnectionTrait,
    proposal_ids: &[i64],
) -> Result<HashMap<i64, Vec<Party>>> {
    let mut rows = partner::Entity::find()
        .filter(partner::Column::ProposalId.is_in(proposal_ids.iter().copied()))
        .filter(partner::Column::Consent.ne(Consent::Declined))
        .order_by_asc(partner::Column::Id)
        .all(db)
        .await?;
    rows.sort_by_key(|row| match row.role {
        PartnerRole::LeadCouncil => 0,
        PartnerRole::Council => 1,
        PartnerRole::Developer => 2,
    });
    let organisations: Vec<i64> = rows.iter().filter_map(|r| r.organisation_id).collect();
    let people: Vec<i64> = rows.iter().filter_map(|r| r.person_id).collect();
    let organisations = crate::organisation::read::by_ids(db, &organisations).await?;
    let people = crate::account::people::by_ids(db, &people).await?;
    let mut parties: HashMap<i64, Vec<Party>> = HashMap::new();
    for row in rows {
        let organisation = organisations
            .iter()
            .find(|o| Some(o.id) == row.organisation_id)
            .map(|o| o.name.clone());
        let person = || {
            people
                .iter()
                .find(|p| Some(p.id) == row.person_id)
                .map(|p| p.name.clone())
        };
        if let Some(name) = organisation.or_else(person) {
            let party = Party {
                key: row.key,
                role: row.role,
                name,
            };
            parties.entry(row.proposal_id).or_default().push(party);
        }
    }
    Ok(parties)
}
