//! Changes of this area.

use async_graphql::{Context, InputObject, Object, Result};
use hub_domain::organisation::Profile;
use hub_domain::organisation::change_member_role::{self, ChangeMemberRole};
use hub_domain::organisation::create_organisation::{self, CreateOrganisation};
use hub_domain::organisation::decide_membership::{self, DecideMembership};
use hub_domain::organisation::edit_organisation::{self, EditOrganisation};
use hub_domain::organisation::{end_membership, join_organisation};

use crate::organisation::kinds::{OrganisationKind, OrganisationRole};
use crate::organisation::types::Organisation;
use crate::payload;
use crate::request::change;

/// What somebody fills in to add an organisation.
#[derive(InputObject)]
pub struct CreateOrganisationInput {
    /// What it is.
    kind: OrganisationKind,
    /// Official name, 2 to 200 characters, that no other organisation has.
    name: String,
    /// What people call it, up to 80 characters.
    #[graphql(default)]
    short_name: String,
    /// About it, as Markdown, up to 10,000 characters.
    #[graphql(default)]
    about: String,
    /// Address of its own site.
    #[graphql(default)]
    website: String,
    /// Makes a double submit harmless: the same id returns what the first one added.
    request_id: Option<String>,
}

/// What somebody changes about an organisation.
#[derive(InputObject)]
pub struct EditOrganisationInput {
    /// Which organisation.
    number: i64,
    /// The version that was read.
    version: i32,
    /// Official name, 2 to 200 characters, that no other organisation has.
    name: String,
    /// What people call it, up to 80 characters.
    #[graphql(default)]
    short_name: String,
    /// About it, as Markdown, up to 10,000 characters.
    #[graphql(default)]
    about: String,
    /// Address of its own site.
    #[graphql(default)]
    website: String,
    /// Domains whose confirmed addresses prove membership, for staff; left out, they stay as they
    /// are.
    email_domains: Option<Vec<String>>,
}

/// Which organisation.
#[derive(InputObject)]
pub struct JoinOrganisationInput {
    /// Which organisation.
    number: i64,
}

/// Which organisation.
#[derive(InputObject)]
pub struct LeaveOrganisationInput {
    /// Which organisation.
    number: i64,
}

/// A decision on somebody who asks to join.
#[derive(InputObject)]
pub struct DecideMembershipInput {
    /// Which organisation.
    number: i64,
    /// Handle of the person who asks.
    handle: String,
    /// Whether they get in.
    approve: bool,
    /// As what, if they do.
    #[graphql(default_with = "OrganisationRole::Officer")]
    role: OrganisationRole,
}

/// What a member becomes.
#[derive(InputObject)]
pub struct ChangeMemberRoleInput {
    /// Which organisation.
    number: i64,
    /// Handle of the member.
    handle: String,
    /// What they become.
    role: OrganisationRole,
}

/// Whom to remove.
#[derive(InputObject)]
pub struct RemoveMemberInput {
    /// Which organisation.
    number: i64,
    /// Handle of the member.
    handle: String,
}

payload! {
    /// An organisation that was changed.
    OrganisationPayload {
        /// The organisation.
        organisation: Organisation
    }
}

/// Organisations and their members.
#[derive(Default)]
pub struct OrganisationMutation;

#[Object]
impl OrganisationMutation {
    /// Adds an organisation. Whoever adds a firm, a collective or a programme body owns it.
    async fn create_organisation(
        &self,
        ctx: &Context<'_>,
        input: CreateOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let input = CreateOrganisation {
            kind: input.kind.into(),
            profile: profile(input.name, input.short_name, input.about, input.website),
            request_id: input.request_id,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(create_organisation::create_organisation(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Changes what is said about an organisation.
    async fn edit_organisation(
        &self,
        ctx: &Context<'_>,
        input: EditOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let input = EditOrganisation {
            number: input.number,
            version: input.version,
            profile: profile(input.name, input.short_name, input.about, input.website),
            email_domains: input.email_domains,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(edit_organisation::edit_organisation(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Joins an organisation at once, where the viewer’s confirmed address proves that they belong
    /// there, or asks its owners. `viewerMembership` of the answer tells which.
    async fn join_organisation(
        &self,
        ctx: &Context<'_>,
        input: JoinOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let outcome = change(ctx, input.number, |c, i| {
            Box::pin(join_organisation::join_organisation(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Leaves an organisation, or takes a request to join back.
    async fn leave_organisation(
        &self,
        ctx: &Context<'_>,
        input: LeaveOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let outcome = change(ctx, input.number, |c, i| {
            Box::pin(end_membership::leave_organisation(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Lets somebody who asks to join in, or declines, and mails them which.
    async fn decide_membership(
        &self,
        ctx: &Context<'_>,
        input: DecideMembershipInput,
    ) -> Result<OrganisationPayload> {
        let input = DecideMembership {
            number: input.number,
            handle: input.handle,
            approve: input.approve,
            role: input.role.into(),
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(decide_membership::decide_membership(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Makes a member owner or officer.
    async fn change_member_role(
        &self,
        ctx: &Context<'_>,
        input: ChangeMemberRoleInput,
    ) -> Result<OrganisationPayload> {
        let input = ChangeMemberRole {
            number: input.number,
            handle: input.handle,
            role: input.role.into(),
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(change_member_role::change_member_role(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Ends another’s membership.
    async fn remove_member(
        &self,
        ctx: &Context<'_>,
        input: RemoveMemberInput,
    ) -> Result<OrganisationPayload> {
        let outcome = change(ctx, (input.number, input.handle), |c, (number, handle)| {
            Box::pin(async move { end_membership::remove_member(c, number, &handle).await })
        });
        Ok(outcome.await?.into())
    }
}

fn profile(name: String, short_name: String, about: String, website: String) -> Profile {
    Profile {
        name,
        short_name,
        about,
        website,
    }
}
