//! A judge, and the judge's desk.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::challenge::Challenge as ChallengeRow;
use hub_domain::judging::desk::{self, Entry, Party as PartyRow, Place};
use hub_domain::judging::moderation::own;
use hub_domain::judging::offline::sheet;
use hub_domain::judging::{self, access, read, review, suggest, taking_part};

use crate::challenge::Challenge;
use crate::error::Graphql;
use crate::id::global;
use crate::judging::conflict::ConflictSuggestion;
use crate::judging::enums::{ConflictSign, DeskPlace, DeskShow, JudgeState};
use crate::judging::moderation::DeskDiscussion;
use crate::judging::offline::{self, ScoreUpload};
use crate::judging::review::ReadProposal;
use crate::proposal::PartnerRole;
use crate::request::{loaders, reader};

/// How many proposals are printed together.
const PRINTED: usize = 10;

/// An appointment as a judge, as the judge sees it.
#[derive(Clone)]
pub struct Judge(pub judging::Judge);

impl From<judging::Judge> for Judge {
    fn from(row: judging::Judge) -> Self {
        Self(row)
    }
}

/// The viewer's appointments that stand.
///
/// # Errors
/// When the database does not answer.
pub async fn mine(ctx: &Context<'_>) -> Result<Vec<Judge>> {
    let rows = read::mine(reader(ctx)?).await.graphql()?;
    Ok(rows.into_iter().map(Judge).collect())
}

/// What is left to do on a judge's desk.
#[derive(SimpleObject)]
pub struct DeskCounts {
    /// Proposals that wait for a declaration.
    to_declare: i32,
    /// Proposals that are not begun.
    left: i32,
    /// Reviews that are begun.
    drafts: i32,
    /// Reviews that are submitted.
    submitted: i32,
    /// Proposals that are the judge's to score: not begun, begun and done.
    total: i32,
}

/// A party to a proposal, by name.
#[derive(SimpleObject)]
pub struct Party {
    /// Random key, by which a budget names it.
    key: String,
    /// Its part in it.
    role: PartnerRole,
    /// Its name.
    name: String,
}

impl From<&PartyRow> for Party {
    fn from(party: &PartyRow) -> Self {
        Self {
            key: party.key.clone(),
            role: party.role.into(),
            name: party.name.clone(),
        }
    }
}

/// Somebody who takes part in a challenge that is judged without names.
#[derive(SimpleObject)]
pub struct TakesPart {
    /// By which an answer names them.
    key: String,
    /// Their name.
    name: String,
    /// What may point to a conflict of interest with them; null where nothing does.
    sign: Option<ConflictSign>,
    /// Domain of the judge's address; empty where it is not what was seen.
    domain: String,
}

/// A proposal on a judge's desk. Before conflicts of interest are declared nothing else of it is
/// for the judge.
#[derive(SimpleObject)]
pub struct DeskProposal {
    /// Random key.
    key: String,
    /// Address of the score card.
    path: String,
    /// Title of the version that was handed in.
    title: String,
    /// Who proposes it, the lead first; empty where it is read without names.
    partners: Vec<Party>,
    /// What it waits for.
    state: DeskPlace,
}

impl Judge {
    fn on_desk(&self, entry: &Entry) -> DeskProposal {
        DeskProposal {
            key: entry.proposal.key.clone(),
            path: format!("{}/proposals/{}", read::path(&self.0), entry.proposal.key),
            title: entry.title.clone(),
            partners: entry.partners.iter().map(Into::into).collect(),
            state: entry.place.into(),
        }
    }

    /// What this judge reads next, in their own order.
    pub(super) async fn next_entry(&self, ctx: &Context<'_>) -> Result<Option<Entry>> {
        let entries = self.desk(ctx).await?;
        let order = desk::reading(&self.0, &entries, desk::Show::All);
        Ok(order.into_iter().find(Entry::is_left))
    }

    async fn row_of_challenge(&self, ctx: &Context<'_>) -> Result<ChallengeRow> {
        loaders(ctx)?.challenge(self.0.challenge_id).await.graphql()
    }

    /// What is theirs to read and score, in their own order.
    async fn to_read(&self, ctx: &Context<'_>) -> Result<(ChallengeRow, Vec<Entry>)> {
        let (challenge, entries) = tokio::try_join!(self.row_of_challenge(ctx), self.desk(ctx))?;
        let mut order = desk::reading(&self.0, &entries, desk::Show::All);
        order.retain(Entry::is_theirs);
        Ok((challenge, order))
    }

    async fn whole_desk(&self, ctx: &Context<'_>) -> Result<desk::Desk> {
        loaders(ctx)?.desk(self.0.id).await.graphql()
    }

    async fn desk(&self, ctx: &Context<'_>) -> Result<Vec<Entry>> {
        Ok(self.whole_desk(ctx).await?.entries)
    }
}

/// An appointment as a judge, as the judge sees it.
#[Object]
impl Judge {
    /// Global id.
    async fn id(&self) -> ID {
        global("Judge", &self.0.key)
    }
    /// Random key, which its address is made of.
    async fn key(&self) -> &str {
        &self.0.key
    }
    /// Address of the desk; of all appointments once it was declined.
    async fn path(&self) -> String {
        match self.0.state {
            judging::JudgeState::Invited | judging::JudgeState::Accepted => read::path(&self.0),
            _ => "/judging".to_owned(),
        }
    }
    /// Whether the judge takes part.
    async fn state(&self) -> JudgeState {
        self.0.state.into()
    }
    /// The challenge.
    async fn challenge(&self, ctx: &Context<'_>) -> Result<Challenge> {
        self.row_of_challenge(ctx).await.map(Challenge)
    }
    /// Time zone of its deadlines (IANA name).
    async fn zone(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.row_of_challenge(ctx).await?.zone)
    }
    /// When reviews are due.
    async fn due(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        Ok(self.row_of_challenge(ctx).await?.judging_closes_at)
    }
    /// When judges begin.
    async fn opens(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        Ok(self.row_of_challenge(ctx).await?.judging_opens_at)
    }
    /// Whether they read what they are assigned, rather than everything that was handed in.
    async fn is_assigned(&self, ctx: &Context<'_>) -> Result<bool> {
        let challenge = self.row_of_challenge(ctx).await?;
        Ok(challenge.reading == judging::ReadingMode::Assigned)
    }
    /// Whether scores can be given at this second.
    async fn is_open(&self, ctx: &Context<'_>) -> Result<bool> {
        let challenge = self.row_of_challenge(ctx).await?;
        Ok(access::is_judging_open(&challenge, reader(ctx)?.now()))
    }
    /// Whether the time for reviews is over.
    async fn is_over(&self, ctx: &Context<'_>) -> Result<bool> {
        let challenge = self.row_of_challenge(ctx).await?;
        Ok(access::is_judging_closed(&challenge, reader(ctx)?.now()))
    }
    /// When conflicts of interest were declared.
    async fn conflicts_declared_at(&self) -> Option<DateTime<Utc>> {
        self.0.conflicts_declared_at
    }
    /// What was handed in; empty until the challenge closes and the judge accepts.
    async fn proposals(&self, ctx: &Context<'_>) -> Result<Vec<DeskProposal>> {
        let entries = self.desk(ctx).await?;
        Ok(entries.iter().map(|entry| self.on_desk(entry)).collect())
    }
    /// The same in the order in which this judge reads them: what is left first. The order is the
    /// judge's own and stays.
    async fn reading(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which to show.", default_with = "DeskShow::All")] show: DeskShow,
    ) -> Result<Vec<DeskProposal>> {
        let entries = self.desk(ctx).await?;
        let order = desk::reading(&self.0, &entries, show.into());
        Ok(order.iter().map(|entry| self.on_desk(entry)).collect())
    }
    /// What they read and score, to print: in their own order, ten in a part.
    async fn readings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which part, from 1; the first if it is left out.")] part: Option<i32>,
    ) -> Result<Vec<ReadProposal>> {
        let (challenge, entries) = self.to_read(ctx).await?;
        let skipped = usize::try_from(part.unwrap_or(1).max(1) - 1).unwrap_or(0);
        let entries = entries
            .into_iter()
            .skip(skipped.saturating_mul(PRINTED))
            .take(PRINTED)
            .collect();
        let rows = review::readings(reader(ctx)?, &challenge, entries).await;
        Ok(rows.graphql()?.into_iter().map(ReadProposal).collect())
    }
    /// How many such parts there are.
    async fn reading_parts(&self, ctx: &Context<'_>) -> Result<usize> {
        Ok(self.to_read(ctx).await?.1.len().div_ceil(PRINTED))
    }
    /// Their score sheet to fill in elsewhere: CSV with a row for each proposal that is theirs to
    /// read, and with what they saved so far.
    async fn score_sheet(&self, ctx: &Context<'_>) -> Result<String> {
        let sheet = sheet::download(reader(ctx)?, &self.0.key).await;
        Ok(sheet.graphql()?.text)
    }
    /// Address at which that is downloaded.
    async fn score_sheet_path(&self) -> String {
        offline::sheet_path(&self.0)
    }
    /// A score sheet that they uploaded; null when there is none, or it is older than a day.
    async fn score_upload(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its random key.")] key: String,
    ) -> Result<Option<ScoreUpload>> {
        offline::of(ctx, &self.0, &key).await
    }
    /// The first that is left; null when nothing is.
    async fn next(&self, ctx: &Context<'_>) -> Result<Option<DeskProposal>> {
        let next = self.next_entry(ctx).await?;
        Ok(next.map(|entry| self.on_desk(&entry)))
    }
    /// Whether they do not learn who proposes what, until the decision is public.
    async fn is_blind(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.whole_desk(ctx).await?.is_blind)
    }
    /// Everybody who takes part, by name, where proposals are read without names: the judge says with
    /// whom they have a conflict of interest, and the hub knows which proposals these are. Empty
    /// elsewhere.
    async fn taking_part(&self, ctx: &Context<'_>) -> Result<Vec<TakesPart>> {
        let desk = self.whole_desk(ctx).await?;
        if !desk.is_blind {
            return Ok(Vec::new());
        }
        let found = taking_part::on_desk(reader(ctx)?, &self.0).await;
        let turn = |row: taking_part::TakesPart| TakesPart {
            key: row.key,
            name: row.name,
            sign: row.sign.as_ref().map(|found| found.sign.into()),
            domain: row.sign.map(|found| found.domain).unwrap_or_default(),
        };
        Ok(found.graphql()?.into_iter().map(turn).collect())
    }
    /// What may point to a conflict of interest, for the judge to answer; empty where proposals are
    /// read without names.
    async fn conflict_suggestions(&self, ctx: &Context<'_>) -> Result<Vec<ConflictSuggestion>> {
        let desk = self.whole_desk(ctx).await?;
        if desk.is_blind {
            return Ok(Vec::new());
        }
        let found = suggest::of(reader(ctx)?.db(), &self.0, &desk.entries).await;
        Ok(found.graphql()?.into_iter().map(Into::into).collect())
    }
    /// The discussions in which the judge takes part, those with a reopened review first; none
    /// before reviews were due.
    async fn discussions(&self, ctx: &Context<'_>) -> Result<Vec<DeskDiscussion>> {
        let entries = self.desk(ctx).await?;
        let challenge = self.row_of_challenge(ctx).await?;
        let rows = own::of(reader(ctx)?, &self.0, &challenge, &entries).await;
        let desk = read::path(&self.0);
        let turn = |row| DeskDiscussion::of(&desk, row);
        Ok(rows.graphql()?.into_iter().map(turn).collect())
    }
    /// What is left to do.
    async fn counts(&self, ctx: &Context<'_>) -> Result<DeskCounts> {
        let entries = self.desk(ctx).await?;
        let count = |place| {
            let n = entries.iter().filter(|e| e.place == place).count();
            i32::try_from(n).unwrap_or(i32::MAX)
        };
        let (left, drafts, submitted) = (
            count(Place::Left) + count(Place::Again),
            count(Place::Draft),
            count(Place::Submitted),
        );
        Ok(DeskCounts {
            total: left + drafts + submitted,
            to_declare: count(Place::ToDeclare),
            left,
            drafts,
            submitted,
        })
    }
}
