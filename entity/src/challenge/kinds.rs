//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ChallengeKind {
    /// Councils compete, each leading a proposal.
    #[sea_orm(string_value = "call")]
    Call,
    /// Developers apply, and the council joins what is selected.
    #[sea_orm(string_value = "data_challenge")]
    DataChallenge,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ChallengeState {
    /// Being written.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Waiting for staff to publish.
    #[sea_orm(string_value = "in_review")]
    InReview,
    /// Handed back by staff, with a note of what should change.
    #[sea_orm(string_value = "edits_requested")]
    EditsRequested,
    /// Public; opens and closes by the clock.
    #[sea_orm(string_value = "published")]
    Published,
    /// Decided and announced.
    #[sea_orm(string_value = "announced")]
    Announced,
    /// Called off.
    #[sea_orm(string_value = "cancelled")]
    Cancelled,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ProposalState {
    /// Being written.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Handed in.
    #[sea_orm(string_value = "submitted")]
    Submitted,
    /// Taken back by its partners.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
    /// Chosen and announced.
    #[sea_orm(string_value = "selected")]
    Selected,
    /// Held in reserve and announced.
    #[sea_orm(string_value = "reserve")]
    Reserve,
    /// Not chosen, and announced.
    #[sea_orm(string_value = "not_selected")]
    NotSelected,
    /// Chosen, and the award was accepted.
    #[sea_orm(string_value = "offer_accepted")]
    OfferAccepted,
    /// Chosen, and the award was declined.
    #[sea_orm(string_value = "offer_declined")]
    OfferDeclined,
    /// Chosen, and nobody answered in time.
    #[sea_orm(string_value = "offer_lapsed")]
    OfferLapsed,
    /// Taken out by staff for a reason, before an award was accepted.
    #[sea_orm(string_value = "disqualified")]
    Disqualified,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum OfferState {
    /// Waits for an answer.
    #[sea_orm(string_value = "open")]
    Open,
    /// The award was accepted.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// It was declined.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// Nobody answered in time.
    #[sea_orm(string_value = "lapsed")]
    Lapsed,
    /// Taken back, because the proposal was disqualified.
    #[sea_orm(string_value = "taken_back")]
    TakenBack,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PartnerRole {
    /// The council that leads.
    #[sea_orm(string_value = "lead_council")]
    LeadCouncil,
    /// A further council.
    #[sea_orm(string_value = "council")]
    Council,
    /// Builds the service.
    #[sea_orm(string_value = "developer")]
    Developer,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PersonRole {
    /// Edits, submits, withdraws, and says who takes part.
    #[sea_orm(string_value = "lead")]
    Lead,
    /// Edits.
    #[sea_orm(string_value = "contributor")]
    Contributor,
    /// Reads.
    #[sea_orm(string_value = "viewer")]
    Viewer,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Consent {
    /// Asked, not answered.
    #[sea_orm(string_value = "pending")]
    Pending,
    /// Agreed.
    #[sea_orm(string_value = "given")]
    Given,
    /// Refused.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// Agreed once, and no longer does.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JudgeState {
    /// Has not answered.
    #[sea_orm(string_value = "invited")]
    Invited,
    /// Takes part.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// Does not.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// Taken off by staff.
    #[sea_orm(string_value = "removed")]
    Removed,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ConflictOrigin {
    /// The judge said so.
    #[sea_orm(string_value = "declared")]
    Declared,
    /// The judge's organisation is a partner.
    #[sea_orm(string_value = "own_organisation")]
    OwnOrganisation,
    /// The judge is a partner.
    #[sea_orm(string_value = "partner")]
    Partner,
    /// Staff said so.
    #[sea_orm(string_value = "staff")]
    Staff,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ConflictKind {
    /// The judge works for a partner, or did.
    #[sea_orm(string_value = "employer")]
    Employer,
    /// The judge has a part in the proposal.
    #[sea_orm(string_value = "partner")]
    Partner,
    /// Family or friends.
    #[sea_orm(string_value = "family")]
    Family,
    /// Money, owed or to come.
    #[sea_orm(string_value = "money")]
    Money,
    /// Work done before, with the applicants or on the same thing.
    #[sea_orm(string_value = "prior_work")]
    PriorWork,
    /// Anything else.
    #[sea_orm(string_value = "other")]
    Other,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReviewState {
    /// Being written.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// Counts.
    #[sea_orm(string_value = "submitted")]
    Submitted,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Outcome {
    /// To be funded.
    #[sea_orm(string_value = "select")]
    Select,
    /// Next in line.
    #[sea_orm(string_value = "reserve")]
    Reserve,
    /// Not funded.
    #[sea_orm(string_value = "decline")]
    Decline,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum QuestionState {
    /// Waits for an answer.
    #[sea_orm(string_value = "asked")]
    Asked,
    /// Answered, and public.
    #[sea_orm(string_value = "answered")]
    Answered,
    /// Not answered, for a reason that its asker reads.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// Taken back before it was answered.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReadingMode {
    /// Every judge reads everything that they have no conflict with.
    #[sea_orm(string_value = "everyone")]
    Everyone,
    /// Every judge reads what they are assigned.
    #[sea_orm(string_value = "assigned")]
    Assigned,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AssignmentOrigin {
    /// By the rule that shares proposals out.
    #[sea_orm(string_value = "rule")]
    Rule,
    /// By somebody's choice.
    #[sea_orm(string_value = "hand")]
    Hand,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ExpertiseLevel {
    /// The judge knows the field well.
    #[sea_orm(string_value = "well")]
    Well,
    /// The judge knows something of it.
    #[sea_orm(string_value = "somewhat")]
    Somewhat,
    /// The judge does not know it.
    #[sea_orm(string_value = "not")]
    Not,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PartnerSide {
    /// A council that looks for a developer.
    #[sea_orm(string_value = "council")]
    Council,
    /// A developer who looks for a council.
    #[sea_orm(string_value = "developer")]
    Developer,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum NoticeState {
    /// It is up, until the challenge closes.
    #[sea_orm(string_value = "posted")]
    Posted,
    /// Taken down by those who put it up.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
    /// Taken down by a moderator, for a reason.
    #[sea_orm(string_value = "removed")]
    Removed,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum IntroductionState {
    /// Waits for an answer.
    #[sea_orm(string_value = "asked")]
    Asked,
    /// The two write to each other.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// Refused, and the asker was told.
    #[sea_orm(string_value = "declined")]
    Declined,
    /// Refused, and the asker does not learn it.
    #[sea_orm(string_value = "ignored")]
    Ignored,
    /// Taken back before it was answered.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
    /// Ended by one of the two, or by a moderator.
    #[sea_orm(string_value = "ended")]
    Ended,
}

/// What is sealed. Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum SealedKind {
    /// The order of the proposals of a challenge by their scores.
    #[sea_orm(string_value = "ranking")]
    Ranking,
    /// How far its judges disagree, with their totals.
    #[sea_orm(string_value = "disagreements")]
    Disagreements,
    /// The draw of its lottery, before the decision is public.
    #[sea_orm(string_value = "draw")]
    Draw,
    /// The reviews of a proposal that others wrote.
    #[sea_orm(string_value = "reviews")]
    Reviews,
    /// The text of an announcement that is planned, which says who is selected.
    #[sea_orm(string_value = "announcement")]
    Announcement,
    /// A proposal, read by its judge.
    #[sea_orm(string_value = "proposal")]
    Proposal,
}
