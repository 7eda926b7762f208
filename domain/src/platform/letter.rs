//! Every mail that the hub writes, with what its template is filled with. The texts are the
//! server's; the name of a variant in snake case is the name of its template.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One mail. Times are instants, shown in the zone that the letter carries, which is its
/// challenge's, or in the United Kingdom's where it carries none.
#[expect(
    missing_docs,
    reason = "a variant's fields are the words of its template"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Letter {
    ConfirmEmail {
        link: String,
        hours: i64,
    },
    ResetPassword {
        link: String,
        minutes: i64,
    },
    AlreadyRegistered {
        sign_in_link: String,
        reset_link: String,
    },
    ConfirmNewEmail {
        link: String,
        hours: i64,
    },
    EmailChanged {
        address: String,
    },
    PasswordChanged {
        reset_link: String,
    },
    InvitationPartner {
        #[serde(default)]
        zone: String,
        inviter: String,
        challenge_title: String,
        proposal_title: String,
        role: String,
        organisation: Option<String>,
        link: String,
        expires: DateTime<Utc>,
    },
    InvitationJudge {
        #[serde(default)]
        zone: String,
        challenge_title: String,
        link: String,
        due: Option<DateTime<Utc>>,
        expires: DateTime<Utc>,
    },
    PartnerAsked {
        inviter: String,
        proposal_title: String,
        challenge_title: String,
        link: String,
    },
    PartnerRemoved {
        person: String,
        proposal_title: String,
        challenge_title: String,
    },
    RoleSet {
        person: String,
        /// `lead`, `contributor` or `viewer`.
        role: String,
        proposal_title: String,
        challenge_title: String,
        link: String,
    },
    PartnerAnswered {
        partner: String,
        agreed: bool,
        proposal_title: String,
        challenge_title: String,
        link: String,
    },
    ProposalSubmitted {
        #[serde(default)]
        zone: String,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        version: i32,
        link: String,
        closes: DateTime<Utc>,
    },
    ProposalWithdrawn {
        #[serde(default)]
        zone: String,
        person: String,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        reason: String,
        closes: Option<DateTime<Utc>>,
        link: String,
    },
    ProposalDisqualified {
        /// Where it stood: `submitted`, `selected` or `reserve`.
        from: String,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        reason: String,
        link: String,
    },
    ProposalLeft {
        person: String,
        disqualified: bool,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        reason: String,
        /// Whether its award was offered to the next in reserve; none where it had none.
        next: Option<bool>,
        link: String,
    },
    EntryLeft {
        challenge_title: String,
        link: String,
    },
    ProposalRevived {
        person: String,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        version: Option<i32>,
        closes: DateTime<Utc>,
        link: String,
    },
    ProposalChanged {
        reference: String,
        proposal_title: String,
        challenge_title: String,
        sections: Vec<String>,
        closes: DateTime<Utc>,
        changes_link: String,
        link: String,
    },
    ProposalScreened {
        reference: String,
        proposal_title: String,
        challenge_title: String,
        eligible: bool,
        reason: String,
        appeal_until: Option<DateTime<Utc>>,
        after_appeal: bool,
        link: String,
    },
    ScreeningAppealed {
        reference: String,
        proposal_title: String,
        challenge_title: String,
        appeal: String,
        link: String,
    },
    JudgeAppointed {
        #[serde(default)]
        zone: String,
        challenge_title: String,
        link: String,
        due: Option<DateTime<Utc>>,
    },
    JudgeConflict {
        challenge_title: String,
        proposal_title: String,
        lifted: bool,
        link: String,
    },
    JudgeAssigned {
        #[serde(default)]
        zone: String,
        challenge_title: String,
        added: Vec<String>,
        taken: Vec<String>,
        count: usize,
        due: Option<DateTime<Utc>>,
        link: String,
    },
    JudgingOpened {
        challenge_title: String,
        zone: String,
        due: Option<DateTime<Utc>>,
        /// Proposals that they can read and score now.
        left: u64,
        /// Whether they have yet to say with which they have a conflict of interest.
        declare: bool,
        link: String,
    },
    RoundOpened {
        #[serde(default)]
        zone: String,
        challenge_title: String,
        round: String,
        count: usize,
        due: Option<DateTime<Utc>>,
        link: String,
    },
    ReviewReopened {
        challenge_title: String,
        proposal_title: String,
        reason: String,
        /// Key of the proposal: permission is asked again when the mail is sent.
        proposal: String,
        link: String,
    },
    PanelPost {
        author: String,
        challenge_title: String,
        proposal_title: String,
        excerpt: String,
        /// Key of the proposal: permission is asked again when the mail is sent.
        proposal: String,
        link: String,
    },
    AssignmentShort {
        challenge_title: String,
        proposals: Vec<ShortOf>,
        needed: usize,
        link: String,
    },
    ReminderApplicant {
        #[serde(default)]
        zone: String,
        challenge_title: String,
        proposal_title: String,
        closes: DateTime<Utc>,
        #[serde(default)]
        grace: i32,
        missing: Vec<String>,
        link: String,
    },
    ReminderJudge {
        #[serde(default)]
        zone: String,
        challenge_title: String,
        due: DateTime<Utc>,
        left: u64,
        #[serde(default)]
        declare: bool,
        link: String,
    },
    DecisionSelected {
        reference: String,
        proposal_title: String,
        challenge_title: String,
        feedback: String,
        project_link: String,
        /// Until when the award has to be accepted, where it has to be.
        #[serde(default)]
        answer_by: Option<DateTime<Utc>>,
        #[serde(default)]
        zone: String,
        link: String,
    },
    DecisionReserve {
        reference: String,
        proposal_title: String,
        challenge_title: String,
        feedback: String,
        rank: Option<i32>,
        link: String,
    },
    DecisionDeclined {
        reference: String,
        proposal_title: String,
        challenge_title: String,
        feedback: String,
        link: String,
    },
    OfferMade {
        zone: String,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        answer_by: DateTime<Utc>,
        link: String,
    },
    OfferReminder {
        zone: String,
        extended: bool,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        answer_by: DateTime<Utc>,
        link: String,
    },
    OfferSettled {
        outcome: String,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        reason: String,
        project_link: String,
        link: String,
    },
    OfferOutcome {
        outcome: String,
        reference: String,
        proposal_title: String,
        challenge_title: String,
        reason: String,
        next: bool,
        link: String,
    },
    AnnouncementFailed {
        zone: String,
        challenge_title: String,
        planned: DateTime<Utc>,
        count: usize,
        link: String,
    },
    ChallengeHandedIn {
        challenge_title: String,
        organisation: String,
        person: String,
        link: String,
    },
    ChallengeReturned {
        challenge_title: String,
        note: String,
        link: String,
    },
    ChallengePublished {
        #[serde(default)]
        zone: String,
        challenge_title: String,
        opens: DateTime<Utc>,
        closes: DateTime<Utc>,
        link: String,
    },
    RulesAmended {
        challenge_title: String,
        reason: String,
        link: String,
    },
    DeadlineExtended {
        challenge_title: String,
        zone: String,
        reason: String,
        closes: Option<DateTime<Utc>>,
        opens: Option<DateTime<Utc>>,
        due: Option<DateTime<Utc>>,
        link: String,
    },
    ChallengeCancelled {
        challenge_title: String,
        proposal_title: String,
        reason: String,
        link: String,
    },
    QuestionAsked {
        challenge_title: String,
        question: String,
        link: String,
    },
    QuestionAnswered {
        challenge_title: String,
        question: String,
        answer: String,
        own: bool,
        public: bool,
        link: String,
    },
    ChallengeNews {
        news: News,
        challenge_title: String,
        zone: String,
        /// When it opens, where it has not.
        #[serde(default)]
        opens: Option<DateTime<Utc>>,
        closes: Option<DateTime<Utc>>,
        reason: String,
        link: String,
    },
    NoticeRemoved {
        challenge_title: String,
        reason: String,
        link: String,
    },
    IntroductionAsked {
        introduction: String,
        asker: String,
        organisation: String,
        challenge_title: String,
        message: String,
        link: String,
    },
    IntroductionAnswered {
        introduction: String,
        own: bool,
        accepted: bool,
        other: String,
        challenge_title: String,
        proposal_link: String,
        link: String,
    },
    IntroductionMessage {
        introduction: String,
        author: String,
        challenge_title: String,
        message: String,
        link: String,
    },
    Reply {
        author: String,
        topic_title: String,
        excerpt: String,
        link: String,
        post_number: i32,
    },
    StillLive {
        project_title: String,
        website: String,
        confirmed: DateTime<Utc>,
        link: String,
        edit_link: String,
    },
    MilestoneDue {
        project_title: String,
        milestone_title: String,
        missed: bool,
        link: String,
    },
    MilestonePlanned {
        project_title: String,
        milestone_title: String,
        /// Whether it was there before, for another day.
        moved: bool,
        /// By when it will be done, as a mail says it.
        by: String,
        reason: String,
        link: String,
    },
    MilestoneDecided {
        project_title: String,
        milestone_title: String,
        accepted: bool,
        reason: String,
        link: String,
    },
    MembershipRequest {
        person: String,
        organisation: String,
        link: String,
    },
    MembershipApproved {
        organisation: String,
        link: String,
    },
    MembershipDeclined {
        organisation: String,
        link: String,
    },
    ProgrammeStaff {
        programme: String,
        added: bool,
        link: String,
    },
    Test {},
}

/// What happened to a challenge, as those who asked to be told read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// It takes proposals now.
    Opened,
    /// Its dates were moved.
    Extended,
    /// Its rules were amended.
    Amended,
    /// It was called off.
    Cancelled,
    /// The decision is public.
    Announced,
}

/// A proposal that lacks readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortOf {
    /// Title of the proposal.
    pub title: String,
    /// Readers that it has.
    pub have: usize,
}

impl Letter {
    /// The name of the template.
    pub fn template(&self) -> &'static str {
        match self {
            Self::ConfirmEmail { .. } => "confirm_email",
            Self::ResetPassword { .. } => "reset_password",
            Self::AlreadyRegistered { .. } => "already_registered",
            Self::ConfirmNewEmail { .. } => "confirm_new_email",
            Self::EmailChanged { .. } => "email_changed",
            Self::PasswordChanged { .. } => "password_changed",
            Self::InvitationPartner { .. } => "invitation_partner",
            Self::InvitationJudge { .. } => "invitation_judge",
            Self::PartnerAsked { .. } => "partner_asked",
            Self::PartnerRemoved { .. } => "partner_removed",
            Self::RoleSet { .. } => "role_set",
            Self::PartnerAnswered { .. } => "partner_answered",
            Self::ProposalSubmitted { .. } => "proposal_submitted",
            Self::ProposalWithdrawn { .. } => "proposal_withdrawn",
            Self::ProposalDisqualified { .. } => "proposal_disqualified",
            Self::ProposalLeft { .. } => "proposal_left",
            Self::EntryLeft { .. } => "entry_left",
            Self::ProposalRevived { .. } => "proposal_revived",
            Self::ProposalChanged { .. } => "proposal_changed",
            Self::ProposalScreened { .. } => "proposal_screened",
            Self::ScreeningAppealed { .. } => "screening_appealed",
            Self::JudgeAppointed { .. } => "judge_appointed",
            Self::JudgeConflict { .. } => "judge_conflict",
            Self::JudgeAssigned { .. } => "judge_assigned",
            Self::JudgingOpened { .. } => "judging_opened",
            Self::RoundOpened { .. } => "round_opened",
            Self::ReviewReopened { .. } => "review_reopened",
            Self::PanelPost { .. } => "panel_post",
            Self::AssignmentShort { .. } => "assignment_short",
            Self::ReminderApplicant { .. } => "reminder_applicant",
            Self::ReminderJudge { .. } => "reminder_judge",
            Self::DecisionSelected { .. } => "decision_selected",
            Self::DecisionReserve { .. } => "decision_reserve",
            Self::DecisionDeclined { .. } => "decision_declined",
            Self::OfferMade { .. } => "offer_made",
            Self::OfferReminder { .. } => "offer_reminder",
            Self::OfferSettled { .. } => "offer_settled",
            Self::OfferOutcome { .. } => "offer_outcome",
            Self::AnnouncementFailed { .. } => "announcement_failed",
            Self::ChallengeHandedIn { .. } => "challenge_handed_in",
            Self::ChallengeReturned { .. } => "challenge_returned",
            Self::ChallengePublished { .. } => "challenge_published",
            Self::RulesAmended { .. } => "rules_amended",
            Self::DeadlineExtended { .. } => "deadline_extended",
            Self::ChallengeCancelled { .. } => "challenge_cancelled",
            Self::QuestionAsked { .. } => "question_asked",
            Self::QuestionAnswered { .. } => "question_answered",
            Self::ChallengeNews { .. } => "challenge_news",
            Self::NoticeRemoved { .. } => "notice_removed",
            Self::IntroductionAsked { .. } => "introduction_asked",
            Self::IntroductionAnswered { .. } => "introduction_answered",
            Self::IntroductionMessage { .. } => "introduction_message",
            Self::Reply { .. } => "reply",
            Self::StillLive { .. } => "still_live",
            Self::MilestoneDue { .. } => "milestone_due",
            Self::MilestonePlanned { .. } => "milestone_planned",
            Self::MilestoneDecided { .. } => "milestone_decided",
            Self::MembershipRequest { .. } => "membership_request",
            Self::MembershipApproved { .. } => "membership_approved",
            Self::MembershipDeclined { .. } => "membership_declined",
            Self::ProgrammeStaff { .. } => "programme_staff",
            Self::Test {} => "test",
        }
    }

    /// Whether it says what judges think of a proposal, which is for the panel and staff alone.
    pub fn is_of_panel(&self) -> bool {
        matches!(self, Self::PanelPost { .. } | Self::ReviewReopened { .. })
    }

    /// Whether it may go to an address that was not confirmed: it is what confirms the address, it
    /// answers what that address itself asked for, or it invites somebody or takes that back.
    pub fn to_unconfirmed(&self) -> bool {
        matches!(
            self,
            Self::ConfirmEmail { .. }
                | Self::ResetPassword { .. }
                | Self::AlreadyRegistered { .. }
                | Self::ConfirmNewEmail { .. }
                | Self::InvitationPartner { .. }
                | Self::PartnerRemoved { .. }
                | Self::InvitationJudge { .. }
                | Self::Test {}
        )
    }

    /// The key of the introduction that it is about: what two write to each other is nobody else's.
    pub fn introduction(&self) -> Option<&str> {
        match self {
            Self::IntroductionAsked { introduction, .. }
            | Self::IntroductionAnswered { introduction, .. }
            | Self::IntroductionMessage { introduction, .. } => Some(introduction),
            _ => None,
        }
    }

    /// Whether its reader can unsubscribe from it, if they get it because they follow something.
    pub fn can_unsubscribe(&self) -> bool {
        matches!(
            self,
            Self::Reply { .. } | Self::ChallengeNews { .. } | Self::QuestionAnswered { .. }
        )
    }
}
