//! `hub user create` and `hub user grant`.

use clap::{Args, Subcommand, ValueEnum};
use hub_domain::Caller;
use hub_domain::account::SiteRole;
use hub_domain::account::administer::{CreatePerson, GrantRole, create_person, grant_role};

use crate::config::Config;
use crate::server::{self, StartError};

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account with a confirmed address, and print its password.
    Create(Create),
    /// Give a person a role on the site.
    Grant {
        /// Handle of the person.
        handle: String,
        /// The role.
        role: Role,
    },
}

/// Whose account to make.
#[derive(Debug, Args)]
pub struct Create {
    /// Email address.
    #[arg(long)]
    email: String,
    /// The name that others see.
    #[arg(long)]
    name: String,
    /// The handle; by default made from the name.
    #[arg(long)]
    handle: Option<String>,
    /// An administrator.
    #[arg(long, conflicts_with = "role")]
    admin: bool,
    /// Another role.
    #[arg(long, value_enum)]
    role: Option<Role>,
    /// Read the password from this file instead of making one up.
    #[arg(long, value_name = "FILE")]
    password_file: Option<std::path::PathBuf>,
}

/// A role on the site.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Role {
    /// Everybody with an account.
    Member,
    /// Runs programmes.
    Staff,
    /// Moderates.
    Moderator,
    /// Administers the site.
    Administrator,
}

impl From<Role> for SiteRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Member => Self::Member,
            Role::Staff => Self::Staff,
            Role::Moderator => Self::Moderator,
            Role::Administrator => Self::Administrator,
        }
    }
}

impl User {
    /// Does it.
    pub async fn run(self, config: Config) -> Result<(), StartError> {
        let hub = server::open_hub(&config, false).await?;
        match self {
            Self::Create(create) => {
                let given = match &create.password_file {
                    Some(file) => Some(std::fs::read_to_string(file)?.trim_end().to_owned()),
                    None => None,
                };
                let made_up = given.is_none();
                let password = given.unwrap_or_else(|| hub.random().key());
                let input = CreatePerson {
                    handle: create
                        .handle
                        .unwrap_or_else(|| hub_domain::values::slug(&create.name)),
                    name: create.name,
                    email: create.email,
                    password: password.clone(),
                    role: if create.admin {
                        SiteRole::Administrator
                    } else {
                        create.role.map_or(SiteRole::Member, SiteRole::from)
                    },
                };
                let person = hub
                    .write(&Caller::system(), |ctx| {
                        Box::pin(create_person(ctx, input.clone()))
                    })
                    .await
                    .map_err(explain)?;
                println!("Made {} ({}).", person.handle, person.email);
                if made_up {
                    println!("Password: {password}");
                }
            }
            Self::Grant { handle, role } => {
                let input = GrantRole {
                    handle,
                    role: role.into(),
                };
                let person = hub
                    .write(&Caller::system(), |ctx| {
                        Box::pin(grant_role(ctx, input.clone()))
                    })
                    .await
                    .map_err(explain)?;
                println!("{} is now {role:?}.", person.handle);
            }
        }
        hub.database().clone().close().await;
        Ok(())
    }
}

/// What is wrong, as the pages say it.
fn explain(error: hub_domain::Error) -> StartError {
    match hub_graphql::error::user_errors(error) {
        Ok(errors) => {
            let lines: Vec<String> = errors
                .into_iter()
                .map(|e| format!("{}: {}", e.field, e.message))
                .collect();
            lines.join("\n").into()
        }
        Err(hub_domain::Error::NotFound) => "there is no such person".into(),
        Err(error) => error.into(),
    }
}
