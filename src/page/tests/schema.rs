//! A small schema with what the pages of the hub use.

use async_graphql::{
    EmptySubscription, Enum, ErrorExtensions as _, InputObject, InputValueError, InputValueResult,
    Object, Scalar, ScalarType, Schema, SimpleObject, Union, Value, extensions::ExtensionFactory,
};
use chrono::{DateTime, Utc};

pub(super) type Mock = Schema<Query, Mutation, EmptySubscription>;

pub(super) fn schema() -> Mock {
    Schema::build(Query, Mutation, EmptySubscription).finish()
}

pub(super) fn with(extension: impl ExtensionFactory) -> Mock {
    Schema::build(Query, Mutation, EmptySubscription)
        .extension(extension)
        .finish()
}

pub(super) struct Html(String);

#[Scalar]
impl ScalarType for Html {
    fn parse(_: Value) -> InputValueResult<Self> {
        Err(InputValueError::custom("output only"))
    }
    fn to_value(&self) -> Value {
        Value::from(self.0.as_str())
    }
}

#[derive(Clone, Copy)]
pub(super) struct Pence(i64);

#[Scalar]
impl ScalarType for Pence {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Number(number) => number
                .as_i64()
                .map(Self)
                .ok_or_else(|| InputValueError::custom("whole pence")),
            other => Err(InputValueError::expected_type(other)),
        }
    }
    fn to_value(&self) -> Value {
        Value::from(self.0)
    }
}

#[derive(Clone, Copy, Enum, PartialEq, Eq)]
pub(super) enum Stage {
    Open,
    Closed,
}

#[derive(SimpleObject)]
pub(super) struct Viewer {
    name: String,
}

#[derive(Clone, SimpleObject)]
pub(super) struct Line {
    label: String,
    amount: Pence,
}

#[derive(SimpleObject)]
pub(super) struct Person {
    name: String,
    about: Html,
}

#[derive(SimpleObject)]
pub(super) struct Council {
    title: String,
}

#[derive(Union)]
pub(super) enum Author {
    Person(Person),
    Council(Council),
}

pub(super) struct Challenge;

#[Object]
impl Challenge {
    async fn path(&self) -> &str {
        "/challenges/42-warm-homes"
    }
    async fn title(&self) -> &str {
        "<script>alert(1)</script>"
    }
    async fn body(&self) -> Html {
        Html("<p>Warm homes</p>".into())
    }
    async fn notes(&self) -> Option<Html> {
        None
    }
    async fn deadline(&self) -> DateTime<Utc> {
        "2026-11-24T17:00:00Z".parse().unwrap()
    }
    async fn budget(&self, first: Option<usize>) -> Vec<Line> {
        let line = Line {
            label: "A & B".into(),
            amount: Pence(3_000_000),
        };
        vec![line; first.unwrap_or(1)]
    }
    async fn author(&self) -> Author {
        Author::Person(Person {
            name: "Ada".into(),
            about: Html("<em>Ada</em>".into()),
        })
    }
    async fn council(&self) -> Author {
        Author::Council(Council {
            title: String::new(),
        })
    }
}

pub(super) struct Query;

#[Object]
impl Query {
    async fn viewer(&self) -> Option<Viewer> {
        None
    }
    #[expect(clippy::unused_async, reason = "the macro wants resolvers to be async")]
    async fn challenge(
        &self,
        number: i32,
        stage: Option<Stage>,
    ) -> async_graphql::Result<Challenge> {
        match (number, stage) {
            (42, None | Some(Stage::Open)) => Ok(Challenge),
            (7, _) => Err(failure("UNAUTHENTICATED")),
            (8, _) => Err(failure("FORBIDDEN")),
            (9, _) => Err(async_graphql::Error::new("too many").extend_with(|_, e| {
                e.set("code", "RATE_LIMITED");
                e.set("retryAfter", 30);
            })),
            (10, _) => Err("secret detail".into()),
            _ => Err(failure("NOT_FOUND")),
        }
    }
}

fn failure(code: &'static str) -> async_graphql::Error {
    async_graphql::Error::new(code).extend_with(|_, e| e.set("code", code))
}

#[derive(InputObject)]
pub(super) struct LineInput {
    label: String,
    amount: Option<Pence>,
}

#[derive(InputObject)]
pub(super) struct SaveChallengeInput {
    request_id: Option<String>,
    title: String,
    budget: Vec<LineInput>,
    stage: Option<Stage>,
    limit: Option<i32>,
    published: bool,
}

#[derive(InputObject)]
pub(super) struct SignInInput {
    title: Option<String>,
}

#[derive(SimpleObject)]
pub(super) struct UserError {
    field: String,
    code: String,
    message: String,
}

#[derive(SimpleObject)]
pub(super) struct SaveChallengePayload {
    challenge: Option<Challenge>,
    user_errors: Vec<UserError>,
}

#[derive(SimpleObject)]
pub(super) struct SignInPayload {
    token: Option<String>,
    user_errors: Vec<UserError>,
}

pub(super) struct Mutation;

#[Object]
impl Mutation {
    async fn save_challenge(&self, number: i32, input: SaveChallengeInput) -> SaveChallengePayload {
        assert_eq!(number, 42, "the form cannot change what the address names");
        let mut user_errors = Vec::new();
        let mut refuse = |field: String, code: &str, message: &str| {
            user_errors.push(UserError {
                field,
                code: code.into(),
                message: message.into(),
            });
        };
        if input.title.is_empty() {
            refuse("title".into(), "TOO_SHORT", "Enter a title");
        }
        if input.title == "old" {
            refuse(String::new(), "CONFLICT", "Somebody else saved first");
        }
        for (i, line) in input.budget.iter().enumerate() {
            if line.label.is_empty() {
                refuse(format!("budget.{i}.label"), "TOO_SHORT", "Enter a label");
            }
            if line.amount.is_some_and(|amount| amount.0 > 100_000) {
                refuse(
                    format!("budget.{i}.amount"),
                    "TOO_LARGE",
                    "Enter at most £1,000",
                );
            }
        }
        let _ = (input.request_id, input.stage, input.limit, input.published);
        SaveChallengePayload {
            challenge: user_errors.is_empty().then_some(Challenge),
            user_errors,
        }
    }
    async fn sign_in(&self, input: SignInInput) -> SignInPayload {
        SignInPayload {
            token: Some(format!("token{}", input.title.unwrap_or_default())),
            user_errors: Vec::new(),
        }
    }
}
