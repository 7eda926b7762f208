//! What staff look at to see whether each proposal may take part: a list in parts.

use hub_entity::challenge::{ProposalState, proposal, screening};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::challenge::{Challenge, status};
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::access;
use crate::page::{Page, Slice};
use crate::policy::judging::Standing;
use crate::policy::proposal::may_read_screening;
use crate::proposal::{Proposal, read};

/// How far staff are with a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Nobody has looked at it.
    Waiting,
    /// Its partners have appealed, and nobody has answered.
    Appealed,
    /// It may take part.
    Eligible,
    /// It may not, and no appeal waits.
    Ineligible,
    /// It was withdrawn after the close, or disqualified before the decision.
    Left,
}

impl Part {
    /// All of them, what asks for something first.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Appealed,
        Self::Eligible,
        Self::Ineligible,
        Self::Left,
    ];

    /// That a proposal is in this part.
    fn holds(self) -> Condition {
        let left = Condition::any()
            .add(proposal::Column::State.eq(ProposalState::Withdrawn))
            .add(proposal::Column::DisqualifiedFrom.eq(ProposalState::Submitted));
        let there = access::stays();
        let appealed =
            || Expr::col(screening::Column::AppealedAt).gt(Expr::col(screening::Column::DecidedAt));
        let ineligible = || Condition::all().add(screening::Column::Eligible.eq(false));
        match self {
            Self::Left => left,
            Self::Waiting => {
                there.add(proposal::Column::Id.not_in_subquery(found(Condition::all())))
            }
            Self::Appealed => {
                there.add(proposal::Column::Id.in_subquery(found(ineligible().add(appealed()))))
            }
            Self::Eligible => {
                let eligible = Condition::all().add(screening::Column::Eligible.eq(true));
                there.add(proposal::Column::Id.in_subquery(found(eligible)))
            }
            Self::Ineligible => {
                let settled = Condition::any()
                    .add(screening::Column::AppealedAt.is_null())
                    .add(appealed().not());
                there.add(proposal::Column::Id.in_subquery(found(ineligible().add(settled))))
            }
        }
    }
}

/// Proposals of which this was found.
fn found(what: Condition) -> SelectStatement {
    Query::select()
        .column(screening::Column::ProposalId)
        .from(screening::Entity)
        .cond_where(what)
        .to_owned()
}

/// A desk that the viewer may look at.
#[derive(Debug, Clone)]
pub struct Desk {
    challenge_id: i64,
}

impl Desk {
    /// The desk of a challenge, for staff without a part in it, once it has closed.
    ///
    /// # Errors
    /// `NotFound` for everybody else.
    pub fn of(reader: &Reader, challenge: &Challenge, standing: Standing) -> Result<Self> {
        if !status(challenge, reader.now()).is_past_close()
            || !may_read_screening(reader.viewer(), standing)
        {
            return Err(Error::NotFound);
        }
        Ok(Self {
            challenge_id: challenge.id,
        })
    }

    fn select(&self, reader: &Reader, part: Option<Part>) -> Select<proposal::Entity> {
        let all = read::visible_to(reader)
            .filter(proposal::Column::ChallengeId.eq(self.challenge_id))
            .filter(proposal::Column::SubmittedVersion.gt(0));
        match part {
            Some(part) => all.filter(part.holds()),
            None => all,
        }
    }

    /// The proposals, or those of one part, in the order in which they were started.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another list.
    pub async fn proposals(
        &self,
        reader: &Reader,
        part: Option<Part>,
        page: &Page,
    ) -> Result<Slice<Proposal>> {
        let mut select = self.select(reader, part);
        let total = select.clone().count(reader.db()).await?;
        if let Some([id]) = page.key::<1>()? {
            let id: i64 = id
                .parse()
                .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
            select = select.filter(proposal::Column::Id.gt(id));
        }
        let rows = select
            .order_by_asc(proposal::Column::Id)
            .limit(page.first + 1)
            .all(reader.db())
            .await?;
        Ok(Slice::cut(rows, page, |row| vec![row.id.to_string()]).with_total(total))
    }

    /// How many are in each part; those that are empty are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counts(&self, reader: &Reader) -> Result<Vec<(Part, u64)>> {
        let mut select = self.select(reader, None).select_only();
        for (at, part) in Part::ALL.into_iter().enumerate() {
            let id = Expr::col((proposal::Entity, proposal::Column::Id));
            let counted = CaseStatement::new().case(part.holds(), id);
            select = select.expr_as(Expr::Case(Box::new(counted)).count(), format!("part_{at}"));
        }
        let counts: Option<(i64, i64, i64, i64, i64)> =
            select.into_tuple().one(reader.db()).await?;
        let (waiting, appealed, eligible, ineligible, left) = counts.unwrap_or_default();
        let counts = [waiting, appealed, eligible, ineligible, left];
        let known = |(part, count)| Some((part, u64::try_from(count).ok().filter(|n| *n > 0)?));
        Ok(Part::ALL
            .into_iter()
            .zip(counts)
            .filter_map(known)
            .collect())
    }
}
