//! Who looked at what is sealed: scores, reviews, the draw of a lottery and the text of a planned
//! announcement by staff, reviews of others by a judge, and proposals by their judges.
//!
//! A read that gives such a thing away asks [`view`] before it returns: no row, no content. The first look of a
//! person at a thing on a day writes a row, and a link of the challenge's chain of the audit, in a
//! transaction of its own; each further one costs a look into an index. That a judge read a
//! proposal is noted once.

use hub_entity::challenge::{JudgeState, judge, sealed_view};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    TryInsertResult,
};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::{Context, Reader};
use crate::error::{Error, Result};
use crate::judging::{ranking, read};
use crate::page::{Page, Slice};
use crate::platform::audit;
use crate::policy::judging::{Standing, may_see_scores};
use crate::proposal::Proposal;

pub use hub_entity::challenge::SealedKind;

/// That somebody looked at something.
pub type View = sealed_view::Model;

/// What the audit calls it.
pub const ACTION: &str = "sealed_viewed";

/// Something sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sealed {
    kind: SealedKind,
    challenge: i64,
    /// None for what is about all proposals of the challenge.
    proposal: Option<i64>,
}

impl Sealed {
    /// Something about all proposals of a challenge.
    pub(crate) fn of_challenge(kind: SealedKind, challenge: i64) -> Self {
        Self {
            kind,
            challenge,
            proposal: None,
        }
    }

    /// Something about one proposal.
    pub(crate) fn of_proposal(kind: SealedKind, proposal: &Proposal) -> Self {
        Self {
            kind,
            challenge: proposal.challenge_id,
            proposal: Some(proposal.id),
        }
    }

    fn object(self) -> i64 {
        self.proposal.unwrap_or(self.challenge)
    }
}

/// Notes that the viewer looks at this.
///
/// # Errors
/// When it cannot be noted: then it must not be shown.
pub(crate) async fn view(reader: &Reader, sealed: Sealed) -> Result<()> {
    view_all(reader, &[sealed]).await
}

/// The same for several things of one kind, in as many statements.
pub(crate) async fn view_all(reader: &Reader, sealed: &[Sealed]) -> Result<()> {
    // The hub itself looks at things for nobody.
    let (Some(person), Some(first)) = (reader.viewer().id(), sealed.first()) else {
        return Ok(());
    };
    let kind = first.kind;
    let day = match kind {
        SealedKind::Proposal => String::new(),
        _ => reader.now().date_naive().to_string(),
    };
    let known: Vec<i64> = sealed_view::Entity::find()
        .select_only()
        .column(sealed_view::Column::ObjectId)
        .filter(sealed_view::Column::PersonId.eq(person))
        .filter(sealed_view::Column::Kind.eq(kind))
        .filter(sealed_view::Column::Day.eq(&day))
        .filter(sealed_view::Column::ObjectId.is_in(sealed.iter().map(|one| one.object())))
        .into_tuple()
        .all(reader.db())
        .await?;
    let new: Vec<Sealed> = sealed
        .iter()
        .filter(|one| !known.contains(&one.object()))
        .copied()
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    reader
        .hub()
        .write(reader.caller(), |ctx| {
            let (new, day) = (new.clone(), day.clone());
            Box::pin(async move { note(ctx, person, &new, &day).await })
        })
        .await
}

async fn note(ctx: &Context, person: i64, new: &[Sealed], day: &str) -> Result<()> {
    use sealed_view::Column;
    for sealed in new {
        let row = sealed_view::ActiveModel {
            person_id: Set(person),
            challenge_id: Set(sealed.challenge),
            proposal_id: Set(sealed.proposal),
            kind: Set(sealed.kind),
            object_id: Set(sealed.object()),
            day: Set(day.to_owned()),
            seen_at: Set(ctx.now()),
            ..Default::default()
        };
        let keys = [
            Column::PersonId,
            Column::Kind,
            Column::ObjectId,
            Column::Day,
        ];
        let added = sealed_view::Entity::insert(row)
            .on_conflict_do_nothing_on(keys)
            .exec_without_returning(ctx.tx().await?)
            .await?;
        // Another request of the same person was faster.
        if !matches!(added, TryInsertResult::Inserted(count) if count > 0) {
            continue;
        }
        let entry = audit::Entry {
            action: ACTION,
            object_kind: if sealed.proposal.is_some() {
                "proposal"
            } else {
                "challenge"
            },
            object_id: sealed.object(),
            challenge_id: Some(sealed.challenge),
            details: json!({ "what": sea_orm::ActiveEnum::to_value(&sealed.kind) }),
        };
        audit::record(ctx, entry).await?;
    }
    Ok(())
}

/// Notes that the viewer reads those of these proposals that they judge.
///
/// # Errors
/// As for [`view`].
pub(crate) async fn read_as_judge(reader: &Reader, proposals: &[&Proposal]) -> Result<()> {
    let Some(person) = reader.viewer().id().filter(|_| !proposals.is_empty()) else {
        return Ok(());
    };
    let judged: Vec<i64> = judge::Entity::find()
        .select_only()
        .column(judge::Column::ChallengeId)
        .filter(judge::Column::ChallengeId.is_in(proposals.iter().map(|row| row.challenge_id)))
        .filter(judge::Column::PersonId.eq(person))
        .filter(judge::Column::State.eq(JudgeState::Accepted))
        .into_tuple()
        .all(reader.db())
        .await?;
    let read: Vec<Sealed> = proposals
        .iter()
        .filter(|row| judged.contains(&row.challenge_id))
        .map(|row| Sealed::of_proposal(SealedKind::Proposal, row))
        .collect();
    view_all(reader, &read).await
}

/// That somebody looked at something, for those who may know.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Who, what and when.
    pub view: View,
    /// Title of the proposal that was handed in; none for what is about all of them.
    pub title: Option<String>,
}

/// Who looked at what is sealed in a challenge, the latest first, for staff who may see scores.
///
/// # Errors
/// `NotFound` for everybody else; `Invalid` on `after` when the cursor is none of this list.
pub async fn of(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
    page: &Page,
) -> Result<Slice<Listed>> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let db = reader.db();
    let before = match page.key::<1>()? {
        None => Condition::all(),
        Some([id]) => {
            let id: i64 = id
                .parse()
                .map_err(|_| Error::field("after", "BAD_CURSOR"))?;
            Condition::all().add(sealed_view::Column::Id.lt(id))
        }
    };
    let rows = sealed_view::Entity::find()
        .filter(sealed_view::Column::ChallengeId.eq(challenge.id))
        .filter(before)
        .order_by_desc(sealed_view::Column::Id)
        .limit(page.first + 1)
        .all(db)
        .await?;
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.proposal_id).collect();
    let proposals = ranking::by_ids(db, &ids).await?;
    let contents = read::submitted(db, &proposals).await?;
    let title = |id: i64| {
        let kept = contents.get(&id).map(|content| content.title.clone());
        kept.or_else(|| {
            let row = proposals.iter().find(|row| row.id == id);
            row.map(|row| row.title.clone())
        })
    };
    let slice = Slice::cut(rows, page, |row| vec![row.id.to_string()]);
    Ok(slice.map(|view| Listed {
        title: view.proposal_id.and_then(title),
        view,
    }))
}
