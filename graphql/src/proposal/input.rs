//! Inputs of this area, and how they become the domain's.

use async_graphql::InputObject;
use hub_domain::proposal::draft::{Draft, DraftDataset, DraftLine, DraftMilestone};

use crate::proposal::enums::PartnerRole;
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
}

/// The whole draft of a proposal. It may be incomplete.
#[derive(InputObject)]
pub struct EditProposalInput {
    /// Key of the proposal.
    pub key: String,
    /// The version that this edit was made from.
    pub version: i32,
    /// What it is called.
    pub title: String,
    /// The whole in a few sentences, as Markdown.
    pub summary: String,
    /// How it will be done, as Markdown.
    pub approach: String,
    /// The impact on the local community, as Markdown.
    pub impact: String,
    /// Who does it, as Markdown.
    pub team: String,
    /// What it costs.
    pub budget: Vec<BudgetLineInput>,
    /// What is done by when.
    pub milestones: Vec<ProposalMilestoneInput>,
    /// The datasets that it uses.
    pub datasets: Vec<DatasetUseInput>,
}

impl EditProposalInput {
    /// Key, version and draft.
    pub(super) fn into_domain(self) -> hub_domain::proposal::edit_proposal::EditProposal {
        let line = |line: BudgetLineInput| DraftLine {
            label: line.label,
            amount: line.amount.map(|pence| pence.0),
        };
        let milestone = |milestone: ProposalMilestoneInput| DraftMilestone {
            title: milestone.title,
            due: milestone.due,
        };
        let used = |used: DatasetUseInput| DraftDataset {
            dataset: used.dataset,
            purpose: used.purpose,
        };
        hub_domain::proposal::edit_proposal::EditProposal {
            key: self.key,
            version: self.version,
            draft: Draft {
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
