//! How the engine reaches the API, and how it has documents checked without running them.

use std::sync::Arc;

use async_graphql::{
    ObjectType, Request, Response, Schema, ServerError, SubscriptionType, ValidationResult,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation},
};

/// Executes GraphQL requests. Implemented for every schema.
#[async_trait::async_trait]
pub trait Execute: Send + Sync {
    /// Runs one request under the limits that every caller has.
    async fn execute(&self, request: Request) -> Response;
}

#[async_trait::async_trait]
impl<Q, M, S> Execute for Schema<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    async fn execute(&self, request: Request) -> Response {
        Schema::execute(self, request).await
    }
}

/// Put into a request's data, it asks [`ValidateOnly`] to stop before anything is executed.
pub(super) struct Stop;

/// The message by which a checked document is told from a refused one.
const CHECKED: &str = "the document is valid and was not executed";

/// Extension that stops a request after its validation, when the page engine asks for that.
///
/// Register it on a schema of its own (built like the one that serves, from the same types): any
/// extension makes the execution of each field a little slower.
pub struct ValidateOnly;

impl ExtensionFactory for ValidateOnly {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Validation)
    }
}

struct Validation;

#[async_trait::async_trait]
impl Extension for Validation {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(ctx).await?;
        if ctx.data_opt::<Stop>().is_some() {
            return Err(vec![ServerError::new(CHECKED, None)]);
        }
        Ok(result)
    }
}

/// The outcome of a check.
pub(super) enum Checked {
    Valid,
    Invalid(String),
    /// The request was executed, because the schema lacks the extension.
    Executed,
}

/// Has a request's document validated.
pub(super) async fn check(validator: &dyn Execute, request: Request) -> Checked {
    let response = validator.execute(request.data(Stop)).await;
    if response.errors.iter().any(|error| error.message == CHECKED) {
        return Checked::Valid;
    }
    if response.errors.is_empty() || response.errors.iter().any(|error| !error.path.is_empty()) {
        return Checked::Executed;
    }
    let problems: Vec<String> = response
        .errors
        .iter()
        .map(|error| {
            let at = error
                .locations
                .first()
                .map(|pos| format!(" (line {})", pos.line))
                .unwrap_or_default();
            format!("{}{at}", error.message)
        })
        .collect();
    Checked::Invalid(problems.join("; "))
}
