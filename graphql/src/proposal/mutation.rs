//! Changes of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::proposal::{
    add_partner, answer_partnership, appeal_screening, attach_file, disqualify_proposal,
    edit_proposal, remove_partner, revive_proposal, screen_proposal, set_person_role,
    start_proposal, submit_proposal, withdraw_proposal,
};

use crate::payload;
use crate::proposal::disqualification::DisqualifyProposalInput;
use crate::proposal::input::{
    AddPartnerInput, AnswerPartnershipInput, AppealScreeningInput, AttachFileInput,
    DetachFileInput, EditProposalInput, RemovePartnerInput, ReviveProposalInput,
    ScreenProposalInput, SetPersonRoleInput, StartProposalInput, SubmitProposalInput,
    WithdrawProposalInput,
};
use crate::proposal::types::Proposal;
use crate::request::change;

payload! {
    /// A proposal that was changed.
    ProposalPayload {
        /// The proposal; null when nothing was done.
        proposal: Proposal
    }
}

/// What partners do with a proposal.
#[derive(Default)]
pub struct ProposalMutation;

#[Object]
impl ProposalMutation {
    /// Starts a proposal for an open challenge.
    async fn start_proposal(
        &self,
        ctx: &Context<'_>,
        input: StartProposalInput,
    ) -> Result<ProposalPayload> {
        let input = start_proposal::StartProposal {
            challenge: input.challenge,
            title: input.title,
            organisation: input.organisation,
            lead_council: input.lead_council,
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(start_proposal::start_proposal(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Saves the draft of a proposal, complete or not.
    async fn edit_proposal(
        &self,
        ctx: &Context<'_>,
        input: EditProposalInput,
    ) -> Result<ProposalPayload> {
        let input = input.into_domain();
        let outcome = change(ctx, input, |c, i| {
            Box::pin(edit_proposal::edit_proposal(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Adds a partner, who is asked by mail to agree.
    async fn add_partner(
        &self,
        ctx: &Context<'_>,
        input: AddPartnerInput,
    ) -> Result<ProposalPayload> {
        let input = add_partner::AddPartner {
            key: input.key,
            role: input.role.into(),
            organisation: input.organisation,
            handle: input.handle,
            email: input.email,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(add_partner::add_partner(c, i)));
        outcome.await.map(Into::into)
    }

    /// Agrees to be a partner, declines, or withdraws a consent that was given.
    async fn answer_partnership(
        &self,
        ctx: &Context<'_>,
        input: AnswerPartnershipInput,
    ) -> Result<ProposalPayload> {
        let input = answer_partnership::AnswerPartnership {
            key: input.key,
            partner: input.partner,
            version: input.version,
            agrees: input.agrees,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(answer_partnership::answer_partnership(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Takes a partner out who has not agreed.
    async fn remove_partner(
        &self,
        ctx: &Context<'_>,
        input: RemovePartnerInput,
    ) -> Result<ProposalPayload> {
        let input = remove_partner::RemovePartner {
            key: input.key,
            partner: input.partner,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(remove_partner::remove_partner(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Says what somebody behind a partner may do with a proposal. Somebody always leads.
    async fn set_person_role(
        &self,
        ctx: &Context<'_>,
        input: SetPersonRoleInput,
    ) -> Result<ProposalPayload> {
        let input = set_person_role::SetPersonRole {
            key: input.key,
            partner: input.partner,
            person: input.person,
            role: input.role.into(),
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(set_person_role::set_person_role(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Submits the draft: it becomes the version that is judged.
    async fn submit_proposal(
        &self,
        ctx: &Context<'_>,
        input: SubmitProposalInput,
    ) -> Result<ProposalPayload> {
        let input = submit_proposal::SubmitProposal {
            key: input.key,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(submit_proposal::submit_proposal(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Takes a proposal back: it is not judged.
    async fn withdraw_proposal(
        &self,
        ctx: &Context<'_>,
        input: WithdrawProposalInput,
    ) -> Result<ProposalPayload> {
        let input = withdraw_proposal::WithdrawProposal {
            key: input.key,
            reason: input.reason,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(withdraw_proposal::withdraw_proposal(c, i))
        });
        outcome.await.map(Into::into)
    }
    /// Brings a withdrawn proposal back, while the challenge is open.
    async fn revive_proposal(
        &self,
        ctx: &Context<'_>,
        input: ReviveProposalInput,
    ) -> Result<ProposalPayload> {
        let input = revive_proposal::ReviveProposal { key: input.key };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(revive_proposal::revive_proposal(c, i))
        });
        outcome.await.map(Into::into)
    }
    /// Finds a proposal eligible or not; its partners are told.
    async fn screen_proposal(
        &self,
        ctx: &Context<'_>,
        input: ScreenProposalInput,
    ) -> Result<ProposalPayload> {
        let input = screen_proposal::ScreenProposal {
            key: input.key,
            eligible: input.eligible,
            reason: input.reason,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(screen_proposal::screen_proposal(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Appeals, for its partners, against a proposal being found ineligible.
    async fn appeal_screening(
        &self,
        ctx: &Context<'_>,
        input: AppealScreeningInput,
    ) -> Result<ProposalPayload> {
        let input = appeal_screening::AppealScreening {
            key: input.key,
            appeal: input.appeal,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(appeal_screening::appeal_screening(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Takes out a proposal that broke the rules, before an award is accepted. Of those who decide.
    async fn disqualify_proposal(
        &self,
        ctx: &Context<'_>,
        input: DisqualifyProposalInput,
    ) -> Result<ProposalPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(disqualify_proposal::disqualify_proposal(c, i))
        });
        outcome.await.map(Into::into)
    }

    /// Attaches a file to the draft of a proposal.
    async fn attach_file(
        &self,
        ctx: &Context<'_>,
        input: AttachFileInput,
    ) -> Result<ProposalPayload> {
        let input = attach_file::AttachFile {
            key: input.key,
            name: input.file_name,
            base64: input.base64,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(attach_file::attach_file(c, i)));
        outcome.await.map(Into::into)
    }

    /// Takes a file out of the draft of a proposal.
    async fn detach_file(
        &self,
        ctx: &Context<'_>,
        input: DetachFileInput,
    ) -> Result<ProposalPayload> {
        let input = attach_file::DetachFile {
            key: input.key,
            file: input.file,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(attach_file::detach_file(c, i)));
        outcome.await.map(Into::into)
    }
}
