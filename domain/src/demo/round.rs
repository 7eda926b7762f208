//! Rounds: a challenge from its draft, and the proposals that answer it. The past of the world and
//! the six steps are made of these.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::London;
use hub_entity::account::person;
use hub_entity::challenge::{Consent, PartnerRole, ProposalState, partner, programme, proposal};
use hub_entity::organisation::{MembershipState, organisation_member};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::cast::PROGRAMME;
use super::stage::{act, challenge, dataset, organisation, text};
use crate::challenge::Challenge;
use crate::challenge::content::{Rules, Texts};
use crate::challenge::create_challenge::{CreateChallenge, create_challenge};
use crate::challenge::criteria::{CriterionInput, LevelInput};
use crate::challenge::edit_challenge::{EditChallenge, edit_challenge};
use crate::challenge::form::SectionInput;
use crate::challenge::publish_challenge::publish_challenge;
use crate::challenge::rounds::RoundInput;
use crate::challenge::submit_for_review::submit_for_review;
use crate::challenge::template;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::proposal::Proposal;
use crate::proposal::add_partner::{AddPartner, add_partner};
use crate::proposal::answer_partnership::{AnswerPartnership, answer_partnership};
use crate::proposal::content::DatasetRole;
use crate::proposal::draft::{Draft, DraftDataset, DraftLine, DraftMilestone};
use crate::proposal::edit_proposal::{EditProposal, edit_proposal};
use crate::proposal::sections::Section;
use crate::proposal::start_proposal::{StartProposal, start_proposal};
use crate::proposal::submit_proposal::{SubmitProposal, submit_proposal};

/// A challenge as somebody plans it.
pub(super) struct Plan {
    pub(super) publisher: &'static str,
    pub(super) by: &'static str,
    pub(super) title: &'static str,
    pub(super) summary: &'static str,
    pub(super) problem: &'static str,
    pub(super) affected: &'static str,
    pub(super) success: &'static str,
    pub(super) awards: i32,
    pub(super) award_pounds: Option<i64>,
    pub(super) reviews: i32,
    /// Days from the reference instant: opens, closes, judging opens, judging closes.
    pub(super) days: [i64; 4],
    pub(super) datasets: &'static [&'static str],
    /// Whether judges read without names.
    pub(super) blind: bool,
    /// A second round: its name, how many go on, and days that judges have.
    pub(super) second_round: Option<(&'static str, i32, i32)>,
    /// Days in which an award has to be accepted.
    pub(super) offer_days: Option<i32>,
}

/// A proposal as somebody plans it.
pub(super) struct Bid {
    pub(super) by: &'static str,
    pub(super) firm: Option<&'static str>,
    pub(super) lead: Option<&'static str>,
    /// Partners beside those: organisation and role.
    pub(super) with: &'static [(&'static str, PartnerRole)],
    pub(super) title: &'static str,
    pub(super) summary: &'static str,
    pub(super) impact: &'static str,
    pub(super) approach: &'static str,
    pub(super) team: &'static str,
    /// What for, and how many pounds.
    pub(super) budget: &'static [(&'static str, i64)],
    /// What, and how many days after the reference instant.
    pub(super) milestones: &'static [(&'static str, i64)],
    /// Title of a dataset, and what it is used for.
    pub(super) datasets: &'static [(&'static str, &'static str)],
}

/// A local time on a day, as a form sends it.
fn local(from: DateTime<Utc>, days: i64, hour: &str) -> String {
    let day = (from + TimeDelta::days(days)).with_timezone(&London);
    format!("{}T{hour}", day.format("%Y-%m-%d"))
}

/// A day, as a form sends it.
fn day(from: DateTime<Utc>, days: i64) -> String {
    (from + TimeDelta::days(days))
        .format("%Y-%m-%d")
        .to_string()
}

/// The programme that a call belongs to; a council's own challenge belongs to none.
async fn programme(hub: &Hub, plan: &Plan) -> Result<Option<i64>> {
    if plan.publisher != PROGRAMME {
        return Ok(None);
    }
    let programme = programme::Entity::find()
        .order_by_asc(programme::Column::Id)
        .one(hub.database().reader())
        .await?;
    Ok(programme.map(|found| found.id))
}

/// Drafts a challenge, complete.
pub(super) async fn draft(hub: &Hub, plan: &Plan, from: DateTime<Utc>) -> Result<i64> {
    let create = CreateChallenge {
        publisher: organisation(hub, plan.publisher).await?,
        programme: programme(hub, plan).await?,
        title: text(plan.title),
        request_id: None,
    };
    let drafted = act(hub, plan.by, |ctx| {
        Box::pin(create_challenge(ctx, create.clone()))
    })
    .await?;
    let mut datasets = Vec::new();
    for title in plan.datasets {
        datasets.push(dataset(hub, title).await?);
    }
    let [opens, closes, judging_opens, judging_closes] = plan.days;
    let is_call = plan.publisher == PROGRAMME;
    let edit = EditChallenge {
        number: drafted.id,
        version: drafted.version,
        texts: Texts {
            title: text(plan.title),
            summary: text(plan.summary),
            problem: text(plan.problem),
            affected: text(plan.affected),
            success: text(plan.success),
        },
        datasets,
        more_datasets: String::new(),
        rules: Some(Rules {
            awards: plan.awards,
            award_pence: plan.award_pounds.map(|pounds| pounds * 100),
            zone: text(template::ZONE),
            opens_at: local(from, opens, "09:00"),
            closes_at: local(from, closes, "17:00"),
            judging_opens_at: local(from, judging_opens, "09:00"),
            judging_closes_at: local(from, judging_closes, "17:00"),
            reviews_required: plan.reviews,
            tie_break: ties(is_call),
            lottery_source: if is_call {
                text(LOTTERY)
            } else {
                String::new()
            },
            criteria: criteria(),
            sections: guidance(),
            blind: plan.blind,
            offer_days: plan.offer_days,
            appeal_days: template::APPEAL_DAYS,
            rounds: plan.second_round.map(|(name, goes_on, days)| {
                vec![RoundInput {
                    name: text(name),
                    goes_on: Some(goes_on),
                    days: Some(days),
                    ..RoundInput::default()
                }]
            }),
            ..Rules::default()
        }),
    };
    act(hub, plan.by, |ctx| {
        Box::pin(edit_challenge(ctx, edit.clone()))
    })
    .await?;
    Ok(drafted.id)
}

/// What the programme looks for in the section that weighs most.
fn guidance() -> Vec<SectionInput> {
    vec![SectionInput {
        section: Section::Impact,
        guidance: text(
            "Say **who** is better off, by how much, and how anybody will know after a year. It is half of the score.",
        ),
        words: Some(800),
    }]
}

fn criteria() -> Vec<CriterionInput> {
    template::criteria()
        .into_iter()
        .map(|criterion| CriterionInput {
            name: criterion.name,
            description: criterion.description,
            weight: Some(criterion.weight),
            levels: (0..)
                .zip(criterion.levels)
                .map(|(level, description)| LevelInput { level, description })
                .collect(),
            comment_optional: !criterion.comment_required,
            remove: false,
        })
        .collect()
}

/// What the lottery of a call is drawn from.
pub(super) const LOTTERY: &str = "the six main numbers of the first National Lottery Lotto draw after scores are due, in ascending order, with spaces between them";

/// Ties go to the greater impact, which is the second criterion, then to what more judges read; in
/// a call, a lottery decides what is left.
pub(super) fn ties(is_call: bool) -> Vec<String> {
    let impact = template::criteria().pop();
    let named = impact.map(|criterion| format!("criterion:{}", criterion.name));
    let last = if is_call { "lottery" } else { "reviews" };
    named.into_iter().chain([last.to_owned()]).collect()
}

/// Hands a council's draft in for review.
pub(super) async fn hand_in(hub: &Hub, by: &str, number: i64) -> Result<Challenge> {
    act(hub, by, |ctx| Box::pin(submit_for_review(ctx, number))).await
}

/// Publishes a challenge in the name of the programme's staff.
pub(super) async fn publish(hub: &Hub, number: i64) -> Result<Challenge> {
    act(hub, "sam", |ctx| Box::pin(publish_challenge(ctx, number))).await
}

/// Starts a proposal, with its partners asked.
pub(super) async fn start(hub: &Hub, number: i64, bid: &Bid) -> Result<Proposal> {
    let firm = match bid.firm {
        Some(name) => Some(organisation(hub, name).await?),
        None => None,
    };
    let lead_council = match bid.lead {
        Some(name) => Some(organisation(hub, name).await?),
        None => None,
    };
    let input = StartProposal {
        challenge: number,
        title: text(bid.title),
        organisation: firm,
        lead_council,
        request_id: None,
    };
    let started = act(hub, bid.by, |ctx| {
        Box::pin(start_proposal(ctx, input.clone()))
    })
    .await?;
    ask(hub, bid, &started.key).await?;
    Ok(started)
}

/// Asks the partners of a bid who are not partners yet.
pub(super) async fn ask(hub: &Hub, bid: &Bid, key: &str) -> Result<()> {
    let known = partners(hub, key).await?;
    for (name, role) in bid.with {
        let id = organisation(hub, name).await?;
        if known
            .iter()
            .any(|partner| partner.organisation_id == Some(id))
        {
            continue;
        }
        let input = AddPartner {
            key: text(key),
            role: *role,
            organisation: Some(id),
            handle: String::new(),
            email: String::new(),
        };
        act(hub, bid.by, |ctx| Box::pin(add_partner(ctx, input.clone()))).await?;
    }
    Ok(())
}

/// Fills in what is still empty.
pub(super) async fn fill(hub: &Hub, bid: &Bid, key: &str, from: DateTime<Utc>) -> Result<()> {
    let known = by_key(hub, key).await?;
    let content = crate::proposal::seen::decode(&known.content)?;
    let or = |written: &str, planned: &str| {
        text(if written.trim().is_empty() {
            planned
        } else {
            written
        })
    };
    let mut datasets: Vec<DraftDataset> = content
        .datasets
        .iter()
        .map(|used| DraftDataset {
            dataset: used.dataset_id.to_string(),
            purpose: or(&used.purpose, "The data that the service rests on."),
            role: used.role.or(Some(DatasetRole::Essential)),
            published: used.is_published().or(Some(true)),
            publish_by: used.publish_by.clone(),
        })
        .collect();
    if datasets.is_empty() {
        for (title, purpose) in bid.datasets {
            datasets.push(DraftDataset {
                dataset: dataset(hub, title).await?.to_string(),
                purpose: text(purpose),
                role: Some(if datasets.is_empty() {
                    DatasetRole::Essential
                } else {
                    DatasetRole::Supporting
                }),
                published: Some(true),
                publish_by: String::new(),
            });
        }
    }
    let complete = |pence: i64, label: &str| pence > 0 && !label.trim().is_empty();
    // What a visitor typed stays, unless it is more than an award pays: then it could not be
    // submitted, and the steps that follow would have nothing to work on.
    let award = challenge(hub, known.challenge_id).await?.award_pence;
    let total: i64 = content.budget.iter().map(|line| line.pence).sum();
    let fits = award.is_none_or(|award| total <= award);
    let budget = if fits && content.budget.iter().any(|l| complete(l.pence, &l.label)) {
        content
            .budget
            .iter()
            .filter(|line| complete(line.pence, &line.label))
            .map(|line| DraftLine {
                label: line.label.clone(),
                amount: Some(line.pence),
                partner: line.partner.clone(),
            })
            .collect()
    } else {
        let line = |(label, pounds): &(&str, i64)| DraftLine {
            label: text(label),
            amount: Some(pounds * 100),
            ..DraftLine::default()
        };
        bid.budget.iter().map(line).collect()
    };
    let milestones = if content.milestones.is_empty() {
        bid.milestones
            .iter()
            .map(|(title, days)| DraftMilestone {
                title: text(title),
                due: day(from, *days),
            })
            .collect()
    } else {
        content
            .milestones
            .iter()
            .map(|milestone| DraftMilestone {
                title: or(&milestone.title, "Live"),
                due: or(&milestone.due, &day(from, 120)),
            })
            .collect()
    };
    let input = EditProposal {
        key: text(key),
        version: known.version,
        draft: Draft {
            eligibility: None,
            title: or(&content.title, bid.title),
            summary: or(&content.summary, bid.summary),
            approach: or(&content.approach, bid.approach),
            impact: or(&content.impact, bid.impact),
            team: or(&content.team, bid.team),
            budget,
            milestones,
            datasets,
        },
        ..EditProposal::default()
    };
    act(hub, bid.by, |ctx| {
        Box::pin(edit_proposal(ctx, input.clone()))
    })
    .await?;
    Ok(())
}

/// Lets every partner agree who has not answered, in the name of somebody there.
pub(super) async fn agree(hub: &Hub, key: &str) -> Result<()> {
    for partner in partners(hub, key).await? {
        if partner.consent == Consent::Given {
            continue;
        }
        let Some(handle) = speaker(hub, &partner).await? else {
            continue;
        };
        let input = AnswerPartnership {
            key: text(key),
            partner: partner.key.clone(),
            version: None,
            agrees: true,
        };
        act(hub, &handle, |ctx| {
            Box::pin(answer_partnership(ctx, input.clone()))
        })
        .await?;
    }
    Ok(())
}

/// Submits a proposal.
pub(super) async fn submit(hub: &Hub, by: &str, key: &str) -> Result<Proposal> {
    let input = SubmitProposal {
        key: text(key),
        version: by_key(hub, key).await?.version,
    };
    act(hub, by, |ctx| Box::pin(submit_proposal(ctx, input.clone()))).await
}

/// Starts, fills in, agrees and submits.
pub(super) async fn enter(
    hub: &Hub,
    number: i64,
    bid: &Bid,
    from: DateTime<Utc>,
) -> Result<Proposal> {
    let started = start(hub, number, bid).await?;
    fill(hub, bid, &started.key, from).await?;
    agree(hub, &started.key).await?;
    submit(hub, bid.by, &started.key).await
}

/// A proposal as it is now.
pub(super) async fn by_key(hub: &Hub, key: &str) -> Result<Proposal> {
    proposal::Entity::find()
        .filter(proposal::Column::Key.eq(key))
        .one(hub.database().reader())
        .await?
        .ok_or(Error::NotFound)
}

/// The proposal of a person for a challenge, the last that they started.
pub(super) async fn own(hub: &Hub, number: i64, handle: &str) -> Result<Option<Proposal>> {
    let db = hub.database().reader();
    let person = crate::account::people::by_handle(db, handle).await?;
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(number))
        .filter(proposal::Column::CreatedBy.eq(person.id))
        .filter(proposal::Column::State.ne(ProposalState::Withdrawn))
        .order_by_desc(proposal::Column::Id)
        .one(db)
        .await?)
}

/// The partners of a proposal.
pub(super) async fn partners(hub: &Hub, key: &str) -> Result<Vec<partner::Model>> {
    let proposal = by_key(hub, key).await?;
    Ok(partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(proposal.id))
        .order_by_asc(partner::Column::Id)
        .all(hub.database().reader())
        .await?)
}

/// Somebody of the demonstration who answers for a partner.
async fn speaker(hub: &Hub, partner: &partner::Model) -> Result<Option<String>> {
    let db = hub.database().reader();
    let id = match (partner.organisation_id, partner.person_id) {
        (Some(organisation), _) => organisation_member::Entity::find()
            .filter(organisation_member::Column::OrganisationId.eq(organisation))
            .filter(organisation_member::Column::State.eq(MembershipState::Active))
            .order_by_asc(organisation_member::Column::Id)
            .one(db)
            .await?
            .map(|member| member.person_id),
        (None, person) => person,
    };
    let Some(id) = id else { return Ok(None) };
    Ok(person::Entity::find_by_id(id)
        .filter(person::Column::Demo.eq(true))
        .one(db)
        .await?
        .map(|person| person.handle))
}

/// The reference instant of a challenge's milestones: when it closes.
pub(super) async fn closing(hub: &Hub, number: i64) -> Result<DateTime<Utc>> {
    let known = challenge(hub, number).await?;
    Ok(known.closes_at.unwrap_or(known.created_at))
}
