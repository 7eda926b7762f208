//! Changes of this area.

use async_graphql::{Context, InputObject, Object, Result};
use hub_domain::programme::choose_programme::{self, ChooseProgramme};
use hub_domain::programme::create_programme::{self, CreateProgramme};
use hub_domain::programme::edit_programme::{self, Defaults, EditProgramme};
use hub_domain::programme::judges::{self, PoolJudge};
use hub_domain::programme::staff::{self, AddStaff, RemoveStaff};

use crate::challenge::ChallengePayload;
use crate::payload;
use crate::programme::types::Programme;
use crate::request::change;
use crate::scalars::Pence;

/// A new programme.
#[derive(InputObject)]
pub struct CreateProgrammeInput {
    /// Number of the programme body or council that runs it.
    publisher: i64,
    /// What it is called, 3 to 100 characters.
    name: String,
    /// One sentence for lists, 10 to 300 characters.
    summary: String,
    /// Makes a repeated request harmless.
    request_id: Option<String>,
}

/// What a programme says from now on, and what its new challenges start with.
#[derive(InputObject)]
pub struct EditProgrammeInput {
    /// Number of the programme.
    number: i64,
    /// The version that was edited.
    version: i32,
    /// What it is called, 3 to 100 characters.
    name: String,
    /// One sentence for lists, 10 to 300 characters.
    summary: String,
    /// What it is for, as Markdown.
    about: String,
    /// The rules that hold for all its challenges, as Markdown.
    rules: String,
    /// Its first day, such as `2027-03-31`; left out where none is said.
    starts_on: Option<String>,
    /// Its last day.
    ends_on: Option<String>,
    /// Awards that a new challenge starts with, 1 to 100.
    awards: i32,
    /// What each is worth.
    award_pence: Option<Pence>,
    /// Reviews that a proposal of a new challenge needs, 1 to 20.
    reviews_required: i32,
    /// Days in which an award has to be accepted; left out where it needs no acceptance.
    offer_days: Option<i32>,
    /// How ties are broken: `reviews`, `lottery`, or `criterion:` with a name, in order.
    #[graphql(default)]
    tie_break: Vec<String>,
    /// The public value that a lottery is drawn from; needed where the ladder ends with one.
    #[graphql(default)]
    lottery_source: String,
}

/// Who goes into a programme's pool of judges, or out of it.
#[derive(InputObject)]
pub struct ProgrammeJudgeInput {
    /// Number of the programme.
    programme: i64,
    /// Handle, or confirmed address, of somebody with an account.
    who: String,
}

/// Who joins a programme's staff.
#[derive(InputObject)]
pub struct AddProgrammeStaffInput {
    /// Number of the programme.
    programme: i64,
    /// Confirmed address of somebody with an account.
    email: String,
}

/// Who leaves a programme's staff.
#[derive(InputObject)]
pub struct RemoveProgrammeStaffInput {
    /// Number of the programme.
    programme: i64,
    /// Their handle.
    handle: String,
}

/// Which programme a challenge belongs to.
#[derive(InputObject)]
pub struct ChooseProgrammeInput {
    /// Number of the challenge.
    challenge: i64,
    /// Number of the programme; left out, the challenge belongs to none.
    programme: Option<i64>,
}

payload! {
    /// A programme that changed.
    ProgrammePayload {
        /// The programme.
        programme: Programme
    }
}

/// Programmes.
#[derive(Default)]
pub struct ProgrammeMutation;

#[Object]
impl ProgrammeMutation {
    /// Begins a programme. Staff only.
    async fn create_programme(
        &self,
        ctx: &Context<'_>,
        input: CreateProgrammeInput,
    ) -> Result<ProgrammePayload> {
        let input = CreateProgramme {
            publisher: input.publisher,
            name: input.name,
            summary: input.summary,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(create_programme::create_programme(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Edits a programme. Challenges that were drafted before keep their rules. Its staff only.
    async fn edit_programme(
        &self,
        ctx: &Context<'_>,
        input: EditProgrammeInput,
    ) -> Result<ProgrammePayload> {
        let outcome = change(ctx, EditProgramme::from(input), |c, i| {
            Box::pin(edit_programme::edit_programme(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Puts somebody into a programme’s pool of judges, from which its challenges appoint.
    async fn add_programme_judge(
        &self,
        ctx: &Context<'_>,
        input: ProgrammeJudgeInput,
    ) -> Result<ProgrammePayload> {
        let outcome = change(ctx, PoolJudge::from(input), |c, i| {
            Box::pin(judges::add_judge(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Takes somebody out of a programme’s pool of judges; appointments stand.
    async fn remove_programme_judge(
        &self,
        ctx: &Context<'_>,
        input: ProgrammeJudgeInput,
    ) -> Result<ProgrammePayload> {
        let outcome = change(ctx, PoolJudge::from(input), |c, i| {
            Box::pin(judges::remove_judge(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Puts somebody on a programme’s own staff: they run its challenges, and no others. They are told
    /// by mail. For the site’s staff.
    async fn add_programme_staff(
        &self,
        ctx: &Context<'_>,
        input: AddProgrammeStaffInput,
    ) -> Result<ProgrammePayload> {
        let input = AddStaff {
            programme: input.programme,
            email: input.email,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(staff::add_staff(c, i)));
        Ok(outcome.await?.into())
    }

    /// Takes somebody off a programme’s own staff. They are told by mail. For the site’s staff.
    async fn remove_programme_staff(
        &self,
        ctx: &Context<'_>,
        input: RemoveProgrammeStaffInput,
    ) -> Result<ProgrammePayload> {
        let input = RemoveStaff {
            programme: input.programme,
            handle: input.handle,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(staff::remove_staff(c, i)));
        Ok(outcome.await?.into())
    }

    /// Puts a challenge into a programme, or takes it out of one; its own rules stay as they are.
    /// Not between its opening and its announcement. For those who run both; from and to none, for the
    /// site’s staff.
    async fn choose_programme(
        &self,
        ctx: &Context<'_>,
        input: ChooseProgrammeInput,
    ) -> Result<ChallengePayload> {
        let input = ChooseProgramme {
            challenge: input.challenge,
            programme: input.programme,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(choose_programme::choose_programme(c, i))
        });
        Ok(outcome.await?.into())
    }
}

impl From<EditProgrammeInput> for EditProgramme {
    fn from(input: EditProgrammeInput) -> Self {
        Self {
            number: input.number,
            version: input.version,
            name: input.name,
            summary: input.summary,
            about: input.about,
            rules: input.rules,
            starts_on: input.starts_on.unwrap_or_default(),
            ends_on: input.ends_on.unwrap_or_default(),
            defaults: Defaults {
                awards: input.awards,
                award_pence: input.award_pence.map(|pence| pence.0),
                reviews_required: input.reviews_required,
                offer_days: input.offer_days,
                tie_break: input.tie_break,
                lottery_source: input.lottery_source,
            },
        }
    }
}

impl From<ProgrammeJudgeInput> for PoolJudge {
    fn from(input: ProgrammeJudgeInput) -> Self {
        Self {
            programme: input.programme,
            who: input.who,
        }
    }
}
