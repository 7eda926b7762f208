//! What a request carries, and how resolvers reach the domain.

use async_graphql::{Context, Request, Result};
use hub_domain::hub::Work;
use hub_domain::{Caller, Hub, Reader, policy};

use crate::account::Memberships;
use crate::catalogue::DatasetLoaders;
use crate::error::{Graphql, UserError, to_graphql, user_errors};
use crate::loaders::Loaders;

/// Puts the caller into a request. Everything that executes goes through this.
pub fn prepare(hub: &Hub, caller: &Caller, request: Request) -> Request {
    let reader = hub.reader(caller);
    request
        .data(Memberships::loader(reader.clone()))
        .data(Loaders::new(reader.clone()))
        .data(DatasetLoaders::new(&reader))
        .data(reader)
}

/// What reads are made with.
///
/// # Errors
/// When the request was not prepared, which is a bug.
pub fn reader<'c>(ctx: &Context<'c>) -> Result<&'c Reader> {
    ctx.data::<Reader>()
}

/// The loaders of this request.
///
/// # Errors
/// When the request was not prepared, which is a bug.
pub fn loaders<'c>(ctx: &Context<'c>) -> Result<&'c Loaders> {
    ctx.data::<Loaders>()
}

/// Runs a use case in its transaction. What is wrong with the input is data; the rest is an
/// error. The input is cloned, because what the database gives up is tried again.
///
/// # Errors
/// Whatever is not the input's fault.
pub async fn change<I, T, F>(ctx: &Context<'_>, input: I, work: F) -> Result<Outcome<T>>
where
    F: for<'c> Fn(&'c hub_domain::Context, I) -> Work<'c, T> + Send,
    I: Clone + Send,
    T: Send,
{
    let reader = reader(ctx)?;
    require_to_change(reader)?;
    match reader
        .hub()
        .write(reader.caller(), move |c| work(c, input.clone()))
        .await
    {
        Ok(value) => Ok(Ok(value)),
        Err(error) => user_errors(error)
            .map(Err)
            .map_err(|error| to_graphql(&error)),
    }
}

/// Refuses tokens with the scope `read` alone, whatever the use case asks besides. Those that go
/// by a secret in their input, such as a link in a mail, ask nothing else about who calls.
///
/// # Errors
/// `Forbidden`.
pub fn require_to_change(reader: &Reader) -> Result<()> {
    policy::require(reader.viewer(), true).graphql()
}

/// What a use case came to: its value, or what is wrong with the input.
pub type Outcome<T> = std::result::Result<T, Vec<UserError>>;

/// Declares the payload of a mutation: what was changed, and what is wrong with the input.
#[macro_export]
macro_rules! payload {
    ($(#[$doc:meta])* $name:ident { $(#[$field_doc:meta])* $field:ident: $kind:ty }) => {
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject)]
        pub struct $name {
            $(#[$field_doc])*
            pub $field: Option<$kind>,
            /// What is wrong with the input; empty when it was done.
            pub user_errors: Vec<$crate::error::UserError>,
        }

        impl<T: Into<$kind>> From<$crate::request::Outcome<T>> for $name {
            fn from(outcome: $crate::request::Outcome<T>) -> Self {
                match outcome {
                    Ok(value) => Self { $field: Some(value.into()), user_errors: Vec::new() },
                    Err(user_errors) => Self { $field: None, user_errors },
                }
            }
        }
    };
}
