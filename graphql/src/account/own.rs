//! What only its owner sees of an account: sessions and tokens.

use async_graphql::{Enum, ID, Object};
use chrono::{DateTime, Utc};
use hub_domain::account::{api_token, session};

use crate::id::global;

/// One signed-in browser.
pub struct Session {
    /// The row.
    pub row: session::Session,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// One signed-in browser.
#[Object]
impl Session {
    /// Global id.
    async fn id(&self) -> ID {
        global("Session", self.row.id)
    }
    /// What the browser said that it is.
    async fn user_agent(&self) -> &str {
        &self.row.user_agent
    }
    /// The same in words that its owner recognises, such as “Firefox on Windows”.
    async fn browser(&self) -> String {
        session::browser(&self.row.user_agent)
    }
    /// The address that it signed in from.
    async fn address(&self) -> &str {
        &self.row.address
    }
    /// When it signed in.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }
    /// Last use, to the minute.
    async fn last_seen_at(&self) -> DateTime<Utc> {
        self.row.last_seen_at
    }
    /// When it ends by itself.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.row.expires_at
    }
    /// Whether it is the one that asks.
    async fn current(&self) -> bool {
        self.current
    }
}

/// What a token may do.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
pub enum ApiScope {
    /// Read what its owner may read.
    Read,
    /// Change what its owner may change.
    Write,
}

/// A personal token for programs; never the token itself.
pub struct ApiToken(pub api_token::ApiToken);

impl From<api_token::ApiToken> for ApiToken {
    fn from(row: api_token::ApiToken) -> Self {
        Self(row)
    }
}

/// A personal token for programs; never the token itself.
#[Object]
impl ApiToken {
    /// Global id.
    async fn id(&self) -> ID {
        global("ApiToken", self.0.id)
    }
    /// What its owner calls it.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// First characters, to recognise it by.
    async fn prefix(&self) -> &str {
        &self.0.prefix
    }
    /// What it may do.
    async fn scopes(&self) -> Vec<ApiScope> {
        if api_token::may_write(&self.0) {
            vec![ApiScope::Read, ApiScope::Write]
        } else {
            vec![ApiScope::Read]
        }
    }
    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// When it stops working.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at
    }
    /// Last use, to the minute.
    async fn last_used_at(&self) -> Option<DateTime<Utc>> {
        self.0.last_used_at
    }
}
