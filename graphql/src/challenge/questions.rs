//! Questions about a challenge, and who asked to be told about one.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use chrono::{DateTime, Utc};
use hub_domain::challenge::follow_challenge::follow_challenge;
use hub_domain::challenge::questions::answer_question::AnswerQuestion;
use hub_domain::challenge::questions::ask_question::AskQuestion;
use hub_domain::challenge::questions::{self, Question};
use hub_domain::policy::{self, judging::Standing};

use crate::account::Person;
use crate::challenge::types::Challenge;
use crate::error::Graphql;
use crate::id::global;
use crate::payload;
use crate::request::{Outcome, change, loaders, reader};
use crate::scalars::Html;

/// How a question stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::challenge::QuestionState")]
pub enum QuestionState {
    /// Waits for an answer.
    Asked,
    /// Answered, and public.
    Answered,
    /// Not answered in public; its asker reads why.
    Declined,
    /// Taken back before it was answered.
    Withdrawn,
}

/// A question about a challenge.
pub struct ChallengeQuestion {
    row: Question,
    /// Who answers knows who asked.
    runs: bool,
}

/// A question about a challenge.
#[Object]
impl ChallengeQuestion {
    /// Global id.
    async fn id(&self) -> ID {
        global("ChallengeQuestion", self.row.id)
    }
    /// Number, by which an answer names it.
    async fn number(&self) -> i64 {
        self.row.id
    }
    /// What is asked, as Markdown.
    async fn body(&self) -> &str {
        &self.row.body
    }
    /// What is asked, as HTML.
    async fn body_html(&self) -> Html {
        Html::markdown(&self.row.body)
    }
    /// How it stands.
    async fn state(&self) -> QuestionState {
        self.row.state.into()
    }
    /// The answer, or why there is none, as Markdown; empty while it waits.
    async fn answer(&self) -> &str {
        &self.row.answer
    }
    /// The answer, or why there is none, as HTML; null while it waits.
    async fn answer_html(&self) -> Option<Html> {
        let text = Some(&self.row.answer).filter(|text| !text.is_empty());
        text.map(|text| Html::markdown(text))
    }
    /// When it was asked.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }
    /// When it was first answered.
    async fn answered_at(&self) -> Option<DateTime<Utc>> {
        self.row.answered_at
    }
    /// Grows with each change; send it along when you answer.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// Whether the viewer asked it.
    async fn is_own(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(reader(ctx)?.viewer().id() == Some(self.row.asker_id))
    }
    /// Who asked; null for all but those who answer and the asker.
    async fn asker(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let own = reader(ctx)?.viewer().id() == Some(self.row.asker_id);
        if !self.runs && !own {
            return Ok(None);
        }
        let person = loaders(ctx)?.person(self.row.asker_id).await;
        person.graphql().map(Person).map(Some)
    }
}

/// How the viewer stands to a challenge that they run; for others it does not matter.
pub async fn standing(ctx: &Context<'_>, challenge: &Challenge) -> Result<Standing> {
    if !policy::challenge::may_run(reader(ctx)?.viewer(), &challenge.0) {
        return Ok(Standing::default());
    }
    let place = loaders(ctx)?.place_in_challenge(challenge.0.id).await;
    Ok(place.graphql()?.standing)
}

/// The questions that the viewer may read.
pub async fn of(ctx: &Context<'_>, challenge: &Challenge) -> Result<Vec<ChallengeQuestion>> {
    let reader = reader(ctx)?;
    let standing = standing(ctx, challenge).await?;
    let runs = policy::challenge::may_read_questions(reader.viewer(), &challenge.0, standing);
    let rows = questions::of(reader, &challenge.0, standing).await;
    let rows = rows.graphql()?.into_iter();
    Ok(rows.map(|row| ChallengeQuestion { row, runs }).collect())
}

/// What somebody would like to know about a challenge.
#[derive(InputObject)]
pub struct AskQuestionInput {
    /// Number of the challenge.
    challenge: i64,
    /// Markdown: what you ask. It is public once it is answered, without your name.
    body: String,
    /// The same id twice asks once.
    request_id: Option<String>,
}

/// An answer, or the reason why there is none.
#[derive(InputObject)]
pub struct AnswerQuestionInput {
    /// Number of the question.
    question: i64,
    /// Whether question and answer become public; otherwise the text goes to the asker alone.
    public: bool,
    /// The text, as Markdown.
    answer: String,
    /// Version that you had before you.
    version: i32,
}

/// Which question is taken back.
#[derive(InputObject)]
pub struct WithdrawQuestionInput {
    /// Its number.
    question: i64,
}

/// About which challenge somebody is told.
#[derive(InputObject)]
pub struct FollowChallengeInput {
    /// Its number.
    number: i64,
    /// Whether you are told.
    following: bool,
}

payload! {
    /// The challenge of a question, or one that somebody is told about.
    QuestionPayload {
        /// The challenge.
        challenge: Challenge
    }
}

async fn challenge_of(ctx: &Context<'_>, outcome: Outcome<Question>) -> Result<QuestionPayload> {
    Ok(match outcome {
        Err(errors) => Err::<Challenge, _>(errors).into(),
        Ok(row) => {
            let challenge = loaders(ctx)?.challenge(row.challenge_id).await;
            Ok(Challenge(challenge.graphql()?)).into()
        }
    })
}

/// Questions about challenges.
#[derive(Default)]
pub struct QuestionMutation;

#[Object]
impl QuestionMutation {
    /// Asks about a challenge that has not closed. The answer is public; who asked is not.
    async fn ask_question(
        &self,
        ctx: &Context<'_>,
        input: AskQuestionInput,
    ) -> Result<QuestionPayload> {
        let input = AskQuestion {
            challenge: input.challenge,
            body: input.body,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(questions::ask_question(c, i)));
        challenge_of(ctx, outcome.await?).await
    }

    /// Answers a question in public, or tells its asker why not. A public answer goes to everybody
    /// who prepares a proposal, and to those who asked to be told about the challenge.
    async fn answer_question(
        &self,
        ctx: &Context<'_>,
        input: AnswerQuestionInput,
    ) -> Result<QuestionPayload> {
        let input = AnswerQuestion {
            question: input.question,
            public: input.public,
            answer: input.answer,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(questions::answer_question(c, i))
        });
        challenge_of(ctx, outcome.await?).await
    }

    /// Takes one's own question back, as long as it waits.
    async fn withdraw_question(
        &self,
        ctx: &Context<'_>,
        input: WithdrawQuestionInput,
    ) -> Result<QuestionPayload> {
        let outcome = change(ctx, input.question, |c, number| {
            Box::pin(questions::withdraw_question(c, number))
        });
        challenge_of(ctx, outcome.await?).await
    }

    /// Tells the viewer about a challenge by mail from now on, or no more.
    async fn follow_challenge(
        &self,
        ctx: &Context<'_>,
        input: FollowChallengeInput,
    ) -> Result<QuestionPayload> {
        let outcome = change(ctx, (input.number, input.following), |c, (number, on)| {
            Box::pin(follow_challenge(c, number, on))
        });
        Ok(outcome.await?.into())
    }
}
