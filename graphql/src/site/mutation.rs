//! Changes to the site itself, and to other people's accounts.

use async_graphql::{Context, ID, InputObject, Object, Result};
use hub_domain::account::{administer, suspend};
use hub_domain::document::save_document;
use hub_domain::platform::admin;

use crate::account::{PersonPayload, SiteRole};
use crate::error::Graphql;
use crate::id::number;
use crate::payload;
use crate::request::change;
use crate::site::documents::Document;
use crate::site::outbox::{Job, OutboxMail};

/// A page of the site.
#[derive(InputObject)]
pub struct SaveDocumentInput {
    /// Its address without the slash.
    slug: String,
    /// Its title.
    title: String,
    /// Its text, as Markdown.
    body: String,
    /// The version that was edited.
    version: i32,
}

/// A role for a person.
#[derive(InputObject)]
pub struct GrantRoleInput {
    /// Whose.
    handle: String,
    /// Which.
    role: SiteRole,
}

/// Whom to suspend.
#[derive(InputObject)]
pub struct SuspendPersonInput {
    /// Their handle.
    handle: String,
    /// Why; kept in the audit.
    reason: String,
}

/// Whom to let back in.
#[derive(InputObject)]
pub struct UnsuspendPersonInput {
    /// Their handle.
    handle: String,
}

/// Which mail to try again.
#[derive(InputObject)]
pub struct RetryMailInput {
    /// Its random key.
    key: String,
}

/// Which job to try again.
#[derive(InputObject)]
pub struct RetryJobInput {
    /// Global id of the job.
    id: ID,
}

payload! {
    /// A page of the site that was saved.
    SaveDocumentPayload {
        /// The page.
        document: Document
    }
}

payload! {
    /// A mail that is tried again.
    RetryMailPayload {
        /// The mail.
        mail: OutboxMail
    }
}

payload! {
    /// A job that is tried again.
    RetryJobPayload {
        /// The job.
        job: Job
    }
}

/// The site itself.
#[derive(Default)]
pub struct SiteMutation;

#[Object]
impl SiteMutation {
    /// Saves a page of the site; for staff.
    async fn save_document(
        &self,
        ctx: &Context<'_>,
        input: SaveDocumentInput,
    ) -> Result<SaveDocumentPayload> {
        let input = save_document::SaveDocument {
            slug: input.slug,
            title: input.title,
            body: input.body,
            version: input.version,
        };
        let outcome = change(ctx, input, |c, i| {
            Box::pin(save_document::save_document(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Gives a person a role on the site; for administrators.
    async fn grant_role(&self, ctx: &Context<'_>, input: GrantRoleInput) -> Result<PersonPayload> {
        let input = administer::GrantRole {
            handle: input.handle,
            role: input.role.into(),
        };
        let outcome = change(ctx, input, |c, i| Box::pin(administer::grant_role(c, i)));
        Ok(outcome.await?.into())
    }

    /// Refuses sign-in to a person and ends their sessions; for administrators.
    async fn suspend_person(
        &self,
        ctx: &Context<'_>,
        input: SuspendPersonInput,
    ) -> Result<PersonPayload> {
        let outcome = change(ctx, (input.handle, input.reason), |c, (handle, reason)| {
            Box::pin(suspend::suspend_person(c, handle, reason))
        });
        Ok(outcome.await?.into())
    }

    /// Lets a suspended person sign in again; for administrators.
    async fn unsuspend_person(
        &self,
        ctx: &Context<'_>,
        input: UnsuspendPersonInput,
    ) -> Result<PersonPayload> {
        let outcome = change(ctx, input.handle, |c, i| {
            Box::pin(suspend::unsuspend_person(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Tries a mail again that was given up; for administrators.
    async fn retry_mail(
        &self,
        ctx: &Context<'_>,
        input: RetryMailInput,
    ) -> Result<RetryMailPayload> {
        let outcome = change(ctx, input.key, |c, i| Box::pin(admin::retry_mail(c, i)));
        Ok(outcome.await?.into())
    }

    /// Tries a job again that was given up; for administrators.
    async fn retry_job(&self, ctx: &Context<'_>, input: RetryJobInput) -> Result<RetryJobPayload> {
        let id = number("Job", &input.id).graphql()?;
        let outcome = change(ctx, id, |c, i| Box::pin(admin::retry_job(c, i)));
        Ok(outcome.await?.into())
    }
}
