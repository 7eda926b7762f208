//! What the explorer shows to those who have no JavaScript: the result of a query that a form sent.

use async_graphql::{Request, ServerError, Variables, parser::types::OperationType};
use hub_graphql::limits;
use serde_json::Value;

use super::{answer, execute};
use crate::page::Execute;

/// Runs a query and returns what came of it as indented JSON, errors included.
///
/// Only queries run: the form is sent by GET, which must change nothing, and which a link on
/// another site can send as well. `prepare` puts in what the schema must know about the sender,
/// as for any page. Variables that were left empty are none.
pub async fn explorer_result(
    executor: &dyn Execute,
    query: &str,
    variables: &str,
    operation_name: Option<&str>,
    prepare: impl FnOnce(Request) -> Request,
) -> String {
    match read(query, variables, operation_name) {
        Ok(request) => {
            let (mut response, executed) = execute(executor, prepare(request)).await;
            if !executed {
                answer::code_all(&mut response.errors);
            }
            answer::pretty(&response, executed)
        }
        Err(error) => {
            let mut errors = vec![error];
            answer::code_all(&mut errors);
            answer::pretty(&async_graphql::Response::from_errors(errors), false)
        }
    }
}

fn read(query: &str, variables: &str, name: Option<&str>) -> Result<Request, ServerError> {
    let refuse = |message: &str| Err(ServerError::new(message, None));
    let mut request = Request::new(query);
    request.operation_name = name
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned);
    if !variables.trim().is_empty() {
        request.variables = match serde_json::from_str(variables) {
            Ok(variables @ Value::Object(_)) => Variables::from_json(variables),
            Ok(Value::Null) => Variables::default(),
            _ => return refuse("The variables are not a JSON object."),
        };
    }
    match limits::admit(&mut request)?.operation {
        Some(OperationType::Mutation | OperationType::Subscription) => {
            refuse("This form runs queries only. Send mutations to /graphql by POST.")
        }
        Some(OperationType::Query) | None => Ok(request),
    }
}

/// The examples that the explorer offers: by name, each a `query` and its `variables` as text.
pub fn explorer_examples() -> Value {
    // A test reads it, so that what is embedded is what can be read.
    serde_json::from_str(include_str!("../../assets/explorer-examples.json")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{explorer_examples, read};

    #[test]
    fn the_examples_pass_the_guard() {
        let examples = explorer_examples();
        assert!(!examples.as_object().unwrap().is_empty());
        for (name, example) in examples.as_object().unwrap() {
            let text = |key: &str| example[key].as_str().unwrap().to_owned();
            let found = read(&text("query"), &text("variables"), None);
            assert!(found.is_ok(), "{name}: {:?}", found.err());
        }
    }
}
