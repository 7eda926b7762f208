//! Questions about a challenge. What is answered is public, and goes to everybody who prepares a
//! proposal, so that nobody knows more than the others; who asked is known to those who answer,
//! and to nobody else.

use hub_entity::challenge::{QuestionState, question};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::challenge::Challenge;
use crate::context::{Context, Reader, Viewer};
use crate::error::{Error, Result};
use crate::judging::access;
use crate::policy::{self, judging::Standing};

pub mod answer_question;
pub mod ask_question;
pub mod withdraw_question;

pub use answer_question::answer_question;
pub use ask_question::ask_question;
pub use withdraw_question::withdraw_question;

/// A question.
pub type Question = question::Model;

/// Questions that are read at once; see [`of`].
const MOST: u64 = 500;

/// What the viewer may read of a challenge's questions, for any statement on the table `question`:
/// what is answered, one's own, and everything that was not taken back for those who answer.
fn visible_to(viewer: &Viewer, challenge: &Challenge, standing: Standing) -> Condition {
    let mut any = Condition::any().add(question::Column::State.eq(QuestionState::Answered));
    if policy::challenge::may_read_questions(viewer, challenge, standing) {
        any = any.add(question::Column::State.ne(QuestionState::Withdrawn));
    }
    if let Some(person) = viewer.id() {
        any = any.add(
            Condition::all()
                .add(question::Column::AskerId.eq(person))
                .add(question::Column::State.ne(QuestionState::Withdrawn)),
        );
    }
    Condition::all()
        .add(question::Column::ChallengeId.eq(challenge.id))
        .add(any)
}

/// The questions about a challenge that the viewer may read: those that wait first, the longest
/// waiting on top, then the others, the latest answer on top. At most 500.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<Vec<Question>> {
    let mut rows = question::Entity::find()
        .filter(visible_to(reader.viewer(), challenge, standing))
        .order_by_desc(Expr::col(question::Column::State).eq(QuestionState::Asked))
        .order_by_desc(question::Column::Id)
        .paginate(reader.db(), MOST)
        .fetch_page(0)
        .await?;
    rows.sort_by_key(|row| {
        let waits = row.state == QuestionState::Asked;
        let at = if waits {
            row.created_at.timestamp_micros()
        } else {
            -row.answered_at.map_or(0, |at| at.timestamp_micros())
        };
        (!waits, at, row.id)
    });
    Ok(rows)
}

/// How many questions are answered, which everybody may know.
///
/// # Errors
/// When the database does not answer.
pub async fn answered(reader: &Reader, challenge_id: i64) -> Result<u64> {
    Ok(question::Entity::find()
        .filter(question::Column::ChallengeId.eq(challenge_id))
        .filter(question::Column::State.eq(QuestionState::Answered))
        .count(reader.db())
        .await?)
}

/// One question that the viewer may read, with its challenge, whose row is locked. How the viewer
/// stands to the challenge comes with it.
///
/// # Errors
/// `NotFound` when there is none.
async fn locked(ctx: &Context, number: i64) -> Result<(Question, Challenge, Standing)> {
    let tx = ctx.tx().await?;
    let find = || question::Entity::find_by_id(number).one(tx);
    let known = find().await?.ok_or(Error::NotFound)?;
    let challenge = crate::challenge::read::lock(ctx, known.challenge_id).await?;
    let standing = access::standing(tx, ctx.viewer(), challenge.id).await?;
    // Again, because it may have changed before the lock was ours.
    let found = question::Entity::find_by_id(number)
        .filter(visible_to(ctx.viewer(), &challenge, standing))
        .one(tx)
        .await?;
    Ok((found.ok_or(Error::NotFound)?, challenge, standing))
}
