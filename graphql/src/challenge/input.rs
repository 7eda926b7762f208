//! What forms and programs send.

use async_graphql::InputObject;
use hub_domain::challenge::amend_rules::AmendRules;
use hub_domain::challenge::cancel_challenge::CancelChallenge;
use hub_domain::challenge::content::{Rules, Texts};
use hub_domain::challenge::create_challenge::CreateChallenge;
use hub_domain::challenge::criteria::{CriterionInput, LevelInput};
use hub_domain::challenge::edit_challenge::EditChallenge;
use hub_domain::challenge::eligibility::QuestionInput;
use hub_domain::challenge::extend_deadline::ExtendDeadline;
use hub_domain::challenge::form::SectionInput;
use hub_domain::challenge::move_challenge::MoveChallenge;
use hub_domain::challenge::request_edits::RequestEdits;
use hub_domain::challenge::rounds::RoundInput;

use crate::challenge::types::ChallengeStatus;
use crate::judging::rounds::ChallengeRoundInput;
use crate::proposal::ProposalSection;
use crate::scalars::Pence;

/// What is needed to draft a challenge.
#[derive(InputObject)]
pub struct CreateChallengeInput {
    /// Number of the programme body (for a call) or council (for a data challenge).
    publisher: i64,
    /// Number of the programme that it belongs to, and with whose rules it starts; chosen by staff.
    programme: Option<i64>,
    /// What it is called.
    title: String,
    /// The same id twice makes one challenge.
    request_id: Option<String>,
}

impl From<CreateChallengeInput> for CreateChallenge {
    fn from(input: CreateChallengeInput) -> Self {
        Self {
            publisher: input.publisher,
            programme: input.programme,
            title: input.title,
            request_id: input.request_id,
        }
    }
}

/// An edit of a challenge.
#[derive(InputObject)]
pub struct EditChallengeInput {
    /// Number of the challenge.
    number: i64,
    /// The version that was edited.
    version: i32,
    /// What it is called.
    title: String,
    /// One sentence for lists.
    summary: String,
    /// Markdown: what is wrong today.
    problem: String,
    /// Markdown: who is affected.
    affected: String,
    /// Markdown: what success looks like.
    success: String,
    /// Numbers of the datasets on offer, in order.
    datasets: Vec<i64>,
    /// Further ones: numbers or addresses, between commas, spaces or line ends.
    more_datasets: Option<String>,
    /// What is frozen once it opens; left out, it stays.
    rules: Option<ChallengeRulesInput>,
}

/// What is frozen when a challenge opens.
#[derive(InputObject)]
pub struct ChallengeRulesInput {
    /// How many proposals can be selected, 1 to 100.
    awards: i32,
    /// What each is awarded; null where that is not money.
    award_pence: Option<Pence>,
    /// IANA name of the zone that the times are in, such as `Europe/London`.
    zone: String,
    /// Local time when it opens, such as `2026-11-24T09:00`; null while nobody knows.
    opens_at: Option<String>,
    /// Local time when proposals are due.
    closes_at: Option<String>,
    /// Minutes after that in which what is submitted still counts and is marked as late, 0 to 60.
    #[graphql(default)]
    grace_minutes: i32,
    /// Local time when judges begin.
    judging_opens_at: Option<String>,
    /// Local time when reviews are due.
    judging_closes_at: Option<String>,
    /// Reviews that a proposal needs, 1 to 20.
    reviews_required: i32,
    /// The least mean that can be selected without a waiver, 0 to 100; null for none.
    minimum_score: Option<i32>,
    /// Days in which an award has to be accepted, 1 to 90; null where a project begins at the
    /// announcement, without an answer.
    offer_days: Option<i32>,
    /// Days in which partners can appeal against being found ineligible, 1 to 60.
    #[graphql(default = 7)]
    appeal_days: i32,
    /// How ties are broken, in order: `reviews`, `lottery`, or `criterion:` with a criterion's
    /// name. The lottery is the last, and there is none unless it stands here.
    #[graphql(default)]
    tie_break: Vec<String>,
    /// The public value that a lottery is drawn from, such as the numbers of a draw on television
    /// on a named day after the challenge closes; needed where the ladder has a lottery.
    #[graphql(default)]
    lottery_source: String,
    /// Whether judges read without the names of who proposes.
    #[graphql(default)]
    blind: bool,
    /// Later rounds of judging, the second first; null leaves them as they are.
    rounds: Option<Vec<ChallengeRoundInput>>,
    /// What proposals are scored on; rows that are blank are left out.
    criteria: Vec<ChallengeCriterionInput>,
    /// What is said about the sections of proposals; those that are not named stay.
    #[graphql(default)]
    sections: Vec<ChallengeSectionInput>,
    /// What applicants are asked to see who may take part; null leaves it as it is.
    eligibility: Option<Vec<EligibilityQuestionInput>>,
}

/// The rules of a challenge that has opened, as they should be.
#[derive(InputObject)]
pub struct ChallengeTermsInput {
    /// How many proposals can be selected, 1 to 100.
    awards: i32,
    /// What each is awarded; null where that is not money.
    award_pence: Option<Pence>,
    /// Minutes after the deadline in which what is submitted still counts, 0 to 60.
    #[graphql(default)]
    grace_minutes: i32,
    /// Reviews that a proposal needs, 1 to 20.
    reviews_required: i32,
    /// The least mean that can be selected without a waiver, 0 to 100; null for none.
    minimum_score: Option<i32>,
    /// Days in which an award has to be accepted, 1 to 90; null where a project begins at the
    /// announcement, without an answer.
    offer_days: Option<i32>,
    /// Days in which partners can appeal against being found ineligible, 1 to 60.
    #[graphql(default = 7)]
    appeal_days: i32,
    /// How ties are broken, in order; see the rules of a challenge.
    #[graphql(default)]
    tie_break: Vec<String>,
    /// The public value that a lottery is drawn from, such as the numbers of a draw on television
    /// on a named day after the challenge closes; needed where the ladder has a lottery.
    #[graphql(default)]
    lottery_source: String,
    /// Whether judges read without the names of who proposes.
    #[graphql(default)]
    blind: bool,
    /// Later rounds of judging, the second first; null leaves them as they are.
    rounds: Option<Vec<ChallengeRoundInput>>,
    /// What proposals are scored on; one that keeps its name keeps its number.
    criteria: Vec<ChallengeCriterionInput>,
    /// What is said about the sections of proposals; those that are not named stay.
    #[graphql(default)]
    sections: Vec<ChallengeSectionInput>,
    /// What applicants are asked to see who may take part; null leaves it as it is.
    eligibility: Option<Vec<EligibilityQuestionInput>>,
}

/// An amendment of the rules of a challenge that has opened.
#[derive(InputObject)]
pub struct AmendChallengeRulesInput {
    /// Number of the challenge.
    number: i64,
    /// The version that was amended.
    version: i32,
    /// Why, which everybody can read.
    reason: String,
    /// The rules as they should be.
    rules: ChallengeTermsInput,
}

impl From<AmendChallengeRulesInput> for AmendRules {
    fn from(input: AmendChallengeRulesInput) -> Self {
        let terms = input.rules;
        Self {
            number: input.number,
            version: input.version,
            reason: input.reason,
            rules: Rules {
                awards: terms.awards,
                award_pence: terms.award_pence.map(|pence| pence.0),
                grace_minutes: terms.grace_minutes,
                reviews_required: terms.reviews_required,
                minimum_score: terms.minimum_score,
                offer_days: terms.offer_days,
                appeal_days: terms.appeal_days,
                tie_break: terms.tie_break,
                lottery_source: terms.lottery_source,
                blind: terms.blind,
                rounds: terms.rounds.map(rounds),
                criteria: terms.criteria.into_iter().map(Into::into).collect(),
                sections: terms.sections.into_iter().map(Into::into).collect(),
                eligibility: terms.eligibility.map(questions),
                ..Rules::default()
            },
        }
    }
}

/// What a challenge says about one section of its proposals.
#[derive(InputObject)]
pub struct ChallengeSectionInput {
    /// Which section.
    section: ProposalSection,
    /// What to write in it, as Markdown; empty to leave it to the site.
    #[graphql(default)]
    guidance: String,
    /// The most words, where they are counted; null for the limit of every challenge.
    words: Option<i32>,
}

impl From<ChallengeSectionInput> for SectionInput {
    fn from(input: ChallengeSectionInput) -> Self {
        Self {
            section: input.section.into(),
            guidance: input.guidance,
            words: input.words,
        }
    }
}

/// A question that says who may take part, answered with yes or no.
#[derive(InputObject)]
pub struct EligibilityQuestionInput {
    /// The question; rows without one are left out.
    #[graphql(default)]
    question: String,
    /// The answer that makes eligible: true for yes.
    eligible_answer: Option<bool>,
    /// Whether a reason is asked.
    #[graphql(default)]
    reason_asked: bool,
    /// Leaves this row out.
    #[graphql(default)]
    remove: bool,
}

fn questions(rows: Vec<EligibilityQuestionInput>) -> Vec<QuestionInput> {
    let question = |row: EligibilityQuestionInput| QuestionInput {
        question: row.question,
        eligible: row.eligible_answer,
        reason: row.reason_asked,
        remove: row.remove,
    };
    rows.into_iter().map(question).collect()
}

fn rounds(rows: Vec<ChallengeRoundInput>) -> Vec<RoundInput> {
    rows.into_iter().map(Into::into).collect()
}

/// A criterion.
#[derive(InputObject)]
pub struct ChallengeCriterionInput {
    /// What it is called.
    name: String,
    /// What to look for.
    description: String,
    /// Its share of the total, relative to the other weights.
    weight: Option<i32>,
    /// The levels, from 0 without gaps.
    levels: Vec<CriterionLevelInput>,
    /// Whether judges may leave out why they give a level.
    #[graphql(default)]
    comment_optional: bool,
    /// Leaves this row out.
    #[graphql(default)]
    remove: bool,
}

/// A level of a criterion.
#[derive(InputObject)]
pub struct CriterionLevelInput {
    /// Which level, from 0.
    level: i32,
    /// What it means.
    description: String,
}

impl From<EditChallengeInput> for EditChallenge {
    fn from(input: EditChallengeInput) -> Self {
        Self {
            number: input.number,
            version: input.version,
            texts: Texts {
                title: input.title,
                summary: input.summary,
                problem: input.problem,
                affected: input.affected,
                success: input.success,
            },
            datasets: input.datasets,
            more_datasets: input.more_datasets.unwrap_or_default(),
            rules: input.rules.map(Into::into),
        }
    }
}

impl From<ChallengeRulesInput> for Rules {
    fn from(input: ChallengeRulesInput) -> Self {
        Self {
            awards: input.awards,
            award_pence: input.award_pence.map(|pence| pence.0),
            zone: input.zone,
            opens_at: input.opens_at.unwrap_or_default(),
            closes_at: input.closes_at.unwrap_or_default(),
            grace_minutes: input.grace_minutes,
            judging_opens_at: input.judging_opens_at.unwrap_or_default(),
            judging_closes_at: input.judging_closes_at.unwrap_or_default(),
            reviews_required: input.reviews_required,
            minimum_score: input.minimum_score,
            offer_days: input.offer_days,
            appeal_days: input.appeal_days,
            tie_break: input.tie_break,
            lottery_source: input.lottery_source,
            blind: input.blind,
            rounds: input.rounds.map(rounds),
            criteria: input.criteria.into_iter().map(Into::into).collect(),
            sections: input.sections.into_iter().map(Into::into).collect(),
            eligibility: input.eligibility.map(questions),
        }
    }
}

impl From<ChallengeCriterionInput> for CriterionInput {
    fn from(input: ChallengeCriterionInput) -> Self {
        let level = |level: CriterionLevelInput| LevelInput {
            level: level.level,
            description: level.description,
        };
        Self {
            name: input.name,
            description: input.description,
            weight: input.weight,
            levels: input.levels.into_iter().map(level).collect(),
            comment_optional: input.comment_optional,
            remove: input.remove,
        }
    }
}

/// Which challenge is meant.
#[derive(InputObject)]
pub struct ChallengeInput {
    /// Number of the challenge.
    pub number: i64,
}

/// Which challenge is handed back, and what should change.
#[derive(InputObject)]
pub struct RequestChallengeEditsInput {
    /// Number of the challenge.
    number: i64,
    /// What should change.
    note: String,
}

impl From<RequestChallengeEditsInput> for RequestEdits {
    fn from(input: RequestChallengeEditsInput) -> Self {
        Self {
            number: input.number,
            note: input.note,
        }
    }
}

/// Where a challenge is moved.
#[derive(InputObject)]
pub struct MoveChallengeInput {
    /// Number of the challenge.
    number: i64,
    /// Where to; see `viewerCan.moveTo`.
    to: ChallengeStatus,
    /// Why; needed where decisions that were fixed are opened again.
    reason: Option<String>,
}

impl From<MoveChallengeInput> for MoveChallenge {
    fn from(input: MoveChallengeInput) -> Self {
        Self {
            number: input.number,
            to: input.to.into(),
            reason: input.reason.unwrap_or_default(),
        }
    }
}

/// New deadlines, in local time of the challenge's zone; what is left out stays.
#[derive(InputObject)]
pub struct ExtendDeadlineInput {
    /// Number of the challenge.
    number: i64,
    /// When proposals are due.
    closes_at: Option<String>,
    /// When judges begin.
    judging_opens_at: Option<String>,
    /// When reviews are due.
    judging_closes_at: Option<String>,
    /// Why, which everybody can read.
    reason: String,
}

impl From<ExtendDeadlineInput> for ExtendDeadline {
    fn from(input: ExtendDeadlineInput) -> Self {
        Self {
            number: input.number,
            closes_at: input.closes_at.unwrap_or_default(),
            judging_opens_at: input.judging_opens_at.unwrap_or_default(),
            judging_closes_at: input.judging_closes_at.unwrap_or_default(),
            reason: input.reason,
        }
    }
}

/// Which challenge is called off, and why.
#[derive(InputObject)]
pub struct CancelChallengeInput {
    /// Number of the challenge.
    number: i64,
    /// The reason, which everybody can read.
    reason: String,
}

impl From<CancelChallengeInput> for CancelChallenge {
    fn from(input: CancelChallengeInput) -> Self {
        Self {
            number: input.number,
            reason: input.reason,
        }
    }
}
