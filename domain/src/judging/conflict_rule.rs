//! Who has a conflict of interest with a proposal by rule: those who take part in it, or did.

use hub_entity::challenge::{
    Consent, conflict, judge, partner, past_partner, proposal, proposal_version,
};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition};

/// That the judge has no conflict of interest with the proposal, declared or by rule, for any
/// statement in which the tables `judge` and `proposal` both stand. By rule: the judge is a
/// partner, agreed to be one once, was invited as one, started the proposal or handed it in, or belongs to an
/// organisation that is a partner, or did while there was the proposal. Whoever consented for a
/// partner or brought one in stays bound, a member or not. A partner that declined is none.
pub fn conflict_free() -> Condition {
    let declared = Query::select()
        .expr(Expr::val(1))
        .from(conflict::Entity)
        .and_where(
            Expr::col((conflict::Entity, conflict::Column::JudgeId))
                .equals((judge::Entity, judge::Column::Id)),
        )
        .and_where(
            Expr::col((conflict::Entity, conflict::Column::ProposalId))
                .equals((proposal::Entity, proposal::Column::Id)),
        )
        .and_where(Expr::col((conflict::Entity, conflict::Column::LiftedAt)).is_null())
        .to_owned();
    Condition::all()
        .add(Expr::exists(declared).not())
        .add(by_rule().not())
}

/// That somebody belongs to an organisation, or did while there was the `proposal`: who left keeps
/// what they knew of it, whether or not they ask to join again.
pub(super) fn belongs_or_did() -> Condition {
    let left = Expr::col((
        organisation_member::Entity,
        organisation_member::Column::LeftAt,
    ));
    let began = Expr::col((proposal::Entity, proposal::Column::CreatedAt));
    Condition::any()
        .add(organisation_member::Column::State.eq(MembershipState::Active))
        .add(left.gte(began))
}

/// That the judge has a conflict of interest with the proposal by rule; see [`conflict_free`].
pub fn by_rule() -> Condition {
    let own = Query::select()
        .column((
            organisation_member::Entity,
            organisation_member::Column::OrganisationId,
        ))
        .from(organisation_member::Entity)
        .and_where(
            Expr::col((
                organisation_member::Entity,
                organisation_member::Column::PersonId,
            ))
            .equals((judge::Entity, judge::Column::PersonId)),
        )
        .cond_where(belongs_or_did())
        .to_owned();
    let handed_in = Query::select()
        .expr(Expr::val(1))
        .from(proposal_version::Entity)
        .and_where(
            Expr::col((
                proposal_version::Entity,
                proposal_version::Column::ProposalId,
            ))
            .equals((proposal::Entity, proposal::Column::Id)),
        )
        .and_where(
            Expr::col((
                proposal_version::Entity,
                proposal_version::Column::SubmittedBy,
            ))
            .equals((judge::Entity, judge::Column::PersonId)),
        )
        .to_owned();
    let left = Query::select()
        .expr(Expr::val(1))
        .from(past_partner::Entity)
        .and_where(
            Expr::col((past_partner::Entity, past_partner::Column::ProposalId))
                .equals((proposal::Entity, proposal::Column::Id)),
        )
        .cond_where(
            Condition::any()
                .add(
                    Expr::col((past_partner::Entity, past_partner::Column::PersonId))
                        .equals((judge::Entity, judge::Column::PersonId)),
                )
                .add(
                    Expr::col((past_partner::Entity, past_partner::Column::AgreedBy))
                        .equals((judge::Entity, judge::Column::PersonId)),
                )
                .add(
                    Expr::col((past_partner::Entity, past_partner::Column::OrganisationId))
                        .in_subquery(own.clone()),
                ),
        )
        .to_owned();
    let partners = Query::select()
        .expr(Expr::val(1))
        .from(partner::Entity)
        .and_where(
            Expr::col((partner::Entity, partner::Column::ProposalId))
                .equals((proposal::Entity, proposal::Column::Id)),
        )
        .and_where(partner::Column::Consent.ne(Consent::Declined))
        .cond_where(
            Condition::any()
                .add(
                    Expr::col((partner::Entity, partner::Column::PersonId))
                        .equals((judge::Entity, judge::Column::PersonId)),
                )
                .add(
                    Expr::col((partner::Entity, partner::Column::Email))
                        .equals((judge::Entity, judge::Column::Email)),
                )
                .add(
                    Expr::col((partner::Entity, partner::Column::ConsentedBy))
                        .equals((judge::Entity, judge::Column::PersonId)),
                )
                .add(
                    Expr::col((partner::Entity, partner::Column::InvitedBy))
                        .equals((judge::Entity, judge::Column::PersonId)),
                )
                .add(
                    Expr::col((partner::Entity, partner::Column::OrganisationId)).in_subquery(own),
                ),
        )
        .to_owned();
    Condition::any()
        .add(Expr::exists(partners))
        .add(Expr::exists(left))
        .add(Expr::exists(handed_in))
        .add(
            Expr::col((proposal::Entity, proposal::Column::CreatedBy))
                .equals((judge::Entity, judge::Column::PersonId))
                .and(Expr::col((judge::Entity, judge::Column::PersonId)).is_not_null()),
        )
}
