//! Inputs of this area, and how they become the domain's.

use async_graphql::InputObject;
use hub_domain::proposal::draft::{Draft, DraftAnswer, DraftDataset, DraftLine, DraftMilestone};

use crate::proposal::enums::{DatasetRole, PartnerRole, PersonRole, ProposalSection};
use crate::scalars::Pence;

/// What starts a proposal.
#[derive(InputObject)]
pub struct StartProposalInput {
    /// Number of the challenge.
    pub challenge: i64,
    /// What it is called; can be changed later.
    pub title: String,
    /// Number of the organisation that the viewer speaks for; null for themselves.
    pub organisation: Option<i64>,
    /// Number of the council that is to lead, where a developer answers a call.
    pub lead_council: Option<i64>,
    /// Unique to this attempt, so that sending it twice starts one proposal.
    pub request_id: Option<String>,
}

/// One line of a budget.
#[derive(InputObject)]
pub struct BudgetLineInput {
    /// What it is for.
    #[graphql(default)]
    pub label: String,
    /// Amount in pence; null while it is not known.
    pub amount: Option<Pence>,
    /// Key of the partner who gets it; empty where that is not said.
    #[graphql(default)]
    pub partner: String,
}

/// Something that is done by a date.
#[derive(InputObject)]
pub struct ProposalMilestoneInput {
    /// What will be done.
    #[graphql(default)]
    pub title: String,
    /// By when, as `2027-03-31`; empty while it is not known.
    #[graphql(default)]
    pub due: String,
}

/// A dataset, and what it is used for.
#[derive(InputObject)]
pub struct DatasetUseInput {
    /// Number of the dataset, or the address of its page.
    #[graphql(default)]
    pub dataset: String,
    /// What it is used for.
    #[graphql(default)]
    pub purpose: String,
    /// Its part; null while that is not said.
    pub role: Option<DatasetRole>,
    /// Whether it is published already; null while that is not said.
    pub published: Option<bool>,
    /// By when it is promised to be published, as `2027-03-31`; empty where no date is promised.
    #[graphql(default)]
    pub publish_by: String,
}

/// An answer to one of the questions that say who may take part.
#[derive(InputObject)]
pub struct EligibilityAnswerInput {
    /// The question, in the words in which the challenge asks it. What it does not ask is ignored.
    #[graphql(default)]
    pub question: String,
    /// True for yes; null while that is not known.
    pub answer: Option<bool>,
    /// Why.
    #[graphql(default)]
    pub reason: String,
}

/// The draft of a proposal, or some sections of it. It may be incomplete.
#[derive(InputObject)]
pub struct EditProposalInput {
    /// Key of the proposal.
    pub key: String,
    /// The version that this edit was made from.
    pub version: i32,
    /// Answers to what the challenge asks; left out, they stay.
    pub eligibility: Option<Vec<EligibilityAnswerInput>>,
    /// What it is called.
    #[graphql(default)]
    pub title: String,
    /// The whole in a few sentences, as Markdown.
    #[graphql(default)]
    pub summary: String,
    /// How it will be done, as Markdown.
    #[graphql(default)]
    pub approach: String,
    /// The impact on the local community, as Markdown.
    #[graphql(default)]
    pub impact: String,
    /// Who does it, as Markdown.
    #[graphql(default)]
    pub team: String,
    /// What it costs.
    #[graphql(default)]
    pub budget: Vec<BudgetLineInput>,
    /// What is done by when.
    #[graphql(default)]
    pub milestones: Vec<ProposalMilestoneInput>,
    /// The datasets that it uses.
    #[graphql(default)]
    pub datasets: Vec<DatasetUseInput>,
    /// The sections that this edit is about: the others stay as they are. Left out, it is about
    /// all of them.
    pub sections: Option<Vec<ProposalSection>>,
    /// After a conflict: the version that was shown beside what was typed. Where nobody has saved
    /// since, this edit wins.
    pub seen: Option<i32>,
    /// After a conflict: the sections that stay as the others saved them.
    pub theirs: Option<Vec<ProposalSection>>,
}

impl EditProposalInput {
    /// Key, version and draft.
    pub(super) fn into_domain(self) -> hub_domain::proposal::edit_proposal::EditProposal {
        let answer = |answer: EligibilityAnswerInput| DraftAnswer {
            question: answer.question,
            answer: answer.answer,
            reason: answer.reason,
        };
        let line = |line: BudgetLineInput| DraftLine {
            label: line.label,
            amount: line.amount.map(|pence| pence.0),
            partner: line.partner,
        };
        let milestone = |milestone: ProposalMilestoneInput| DraftMilestone {
            title: milestone.title,
            due: milestone.due,
        };
        let used = |used: DatasetUseInput| DraftDataset {
            dataset: used.dataset,
            purpose: used.purpose,
            role: used.role.map(Into::into),
            published: used.published,
            publish_by: used.publish_by,
        };
        let sections = |named: Option<Vec<ProposalSection>>| {
            let named = named.unwrap_or_default();
            named.into_iter().map(Into::into).collect()
        };
        hub_domain::proposal::edit_proposal::EditProposal {
            sections: sections(self.sections),
            seen: self.seen,
            theirs: sections(self.theirs),
            key: self.key,
            version: self.version,
            draft: Draft {
                eligibility: self
                    .eligibility
                    .map(|answers| answers.into_iter().map(answer).collect()),
                title: self.title,
                summary: self.summary,
                approach: self.approach,
                impact: self.impact,
                team: self.team,
                budget: self.budget.into_iter().map(line).collect(),
                milestones: self.milestones.into_iter().map(milestone).collect(),
                datasets: self.datasets.into_iter().map(used).collect(),
            },
        }
    }
}

/// Who is to be a partner: an organisation, a person by handle, or somebody by address.
#[derive(InputObject)]
pub struct AddPartnerInput {
    /// Key of the proposal.
    pub key: String,
    /// The part that they take.
    pub role: PartnerRole,
    /// Number of an organisation.
    pub organisation: Option<i64>,
    /// Handle of a person.
    #[graphql(default)]
    pub handle: String,
    /// Address of somebody without an account, or of somebody in the organisation.
    #[graphql(default)]
    pub email: String,
}

/// A partner's answer.
#[derive(InputObject)]
pub struct AnswerPartnershipInput {
    /// Key of the proposal.
    pub key: String,
    /// Key of the partner.
    pub partner: String,
    /// The version of the draft that was read: if it was changed since, nothing is agreed to.
    pub version: Option<i32>,
    /// Whether it agrees; false declines, or withdraws a consent that was given.
    pub agrees: bool,
}

/// Which partner is taken out.
#[derive(InputObject)]
pub struct RemovePartnerInput {
    /// Key of the proposal.
    pub key: String,
    /// Key of the partner.
    pub partner: String,
}

/// What somebody behind a partner may do.
#[derive(InputObject)]
pub struct SetPersonRoleInput {
    /// Key of the proposal.
    pub key: String,
    /// Key of the partner that they are behind.
    pub partner: String,
    /// Handle of the person; empty for everybody behind the partner of whom nothing is said.
    #[graphql(default)]
    pub person: String,
    /// What they may do.
    pub role: PersonRole,
}

/// What is submitted: the draft as it was checked.
#[derive(InputObject)]
pub struct SubmitProposalInput {
    /// Key of the proposal.
    pub key: String,
    /// The version of the draft that was checked.
    pub version: i32,
}

/// Why a proposal is taken back.
#[derive(InputObject)]
pub struct WithdrawProposalInput {
    /// Key of the proposal.
    pub key: String,
    /// Why; its partners and programme staff read it.
    pub reason: String,
}

/// Which proposal is brought back.
#[derive(InputObject)]
pub struct ReviveProposalInput {
    /// Key of the proposal.
    pub key: String,
}

/// Whether a proposal may take part.
#[derive(InputObject)]
pub struct ScreenProposalInput {
    /// Key of the proposal.
    pub key: String,
    /// Whether it may take part.
    pub eligible: Option<bool>,
    /// Why, for its partners; needed where it may not.
    #[graphql(default)]
    pub reason: String,
    /// The version of what was found before; 0 for none.
    #[graphql(default)]
    pub version: i32,
}

/// What partners say against it.
#[derive(InputObject)]
pub struct AppealScreeningInput {
    /// Key of the proposal.
    pub key: String,
    /// Why it should take part after all.
    pub appeal: String,
}

/// A file for a proposal.
#[derive(InputObject)]
pub struct AttachFileInput {
    /// Key of the proposal.
    pub key: String,
    /// What the file is called.
    #[graphql(default)]
    pub file_name: String,
    /// Its content, as base64: PDF, PNG, JPEG, CSV, ODS, ODT, XLSX or DOCX, of at most 10 MB.
    pub base64: String,
}

/// A file that is taken out.
#[derive(InputObject)]
pub struct DetachFileInput {
    /// Key of the proposal.
    pub key: String,
    /// Key of the file.
    pub file: String,
}
