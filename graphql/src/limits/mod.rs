//! The cost guard: what stands before everything that executes.
//!
//! A GraphQL document is a program that a stranger wrote. Fragments that spread fragments make
//! 800 bytes cost half a minute *inside the library's own validation*, before any extension or
//! limit of the library sees the document. So nothing reaches the schema but through [`admit`]
//! (or [`parse`] and [`check`]): over HTTP, over websockets and server-sent events, and for the
//! documents of our own pages, which run under the limits that outside callers have.
//!
//! # The limits, which are part of the API
//!
//! | What | Limit | How it is counted |
//! |---|---|---|
//! | text | [`MAX_QUERY_BYTES`] | bytes of the document |
//! | tokens | [`MAX_TOKENS`] | names, values, punctuators and comments, before the parser runs |
//! | nesting | [`MAX_NESTING`] | open brackets of any kind, before the parser runs |
//! | depth | [`MAX_DEPTH`] | fields, inline fragments and spreads on the longest way down |
//! | selections | [`MAX_SELECTIONS`] | of all operations, each fragment counted where it is spread |
//! | root fields | [`MAX_ROOT_FIELDS`] | fields of one operation, aliases counted apart |
//! | nodes | [`MAX_NODES`] | a page of `first` (or `last`) nodes, times the pages that hold it |
//! | values | [`MAX_VALUES`] | fields and argument values, times the nodes that hold them |
//!
//! A field is a page of nodes if it is given `first` or `last`, or if `nodes` or `edges` is
//! selected in it. Its size is that argument, clamped to 1..=[`MAX_PAGE`], and [`DEFAULT_PAGE`]
//! where there is none. The lists of the introspection have fixed sizes (see
//! `measure::introspection_list`), which admit the standard introspection query once and refuse
//! `types { fields { type { fields …`. `@skip` and `@include` are not looked at: a document costs
//! what it could cost.
//!
//! A mutation field weighs nothing more here, because each one calls its use case, and that takes
//! one from the rate limit concerned: one request with 100 aliased sign-ins is 100 attempts.

mod coerce;
mod execution;
mod measure;
mod refused;
#[cfg(test)]
mod tests;
mod text;

use async_graphql::{
    Request, ServerError, Variables,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
    },
};

pub use coerce::coerce;
pub use execution::{MarkExecution, ReachedExecution};
pub use refused::Refused;

/// Bytes of one document's text.
pub const MAX_QUERY_BYTES: usize = 64 * 1024;
/// Names, values, punctuators and comments of one document's text.
pub const MAX_TOKENS: usize = 8_000;
/// Brackets that may be open at once. The parser recurses on each, and its stack has an end.
pub const MAX_NESTING: usize = 64;
/// Steps down through fields, inline fragments and spreads. The standard introspection query
/// needs 18, so nothing below 20 is safe; the library itself stops at 32.
pub const MAX_DEPTH: usize = 24;
/// Selections of all operations of a document once its fragments are written out.
pub const MAX_SELECTIONS: u64 = 2_000;
/// Fields at the root of one operation.
pub const MAX_ROOT_FIELDS: u64 = 100;
/// Nodes that the pages of one operation may hold between them.
pub const MAX_NODES: u64 = 10_000;
/// Fields that one operation may resolve, and values that may be handed to them as arguments.
pub const MAX_VALUES: u64 = 250_000;
/// The largest page of a connection.
pub const MAX_PAGE: i64 = 100;
/// The page of a connection that is asked for without `first` or `last`.
pub const DEFAULT_PAGE: i64 = 20;

/// What a document may cost at most, as [`check`] counted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Selections of the whole document, with its fragments written out.
    pub selections: u64,
    /// Steps on the longest way down.
    pub depth: usize,
    /// Fields at the root of the operation.
    pub root_fields: u64,
    /// Nodes in the pages of the operation.
    pub nodes: u64,
    /// Fields and argument values of the operation, times the nodes that hold them.
    pub values: u64,
}

/// What [`admit`] learned about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admitted {
    /// What it may cost.
    pub cost: Cost,
    /// What kind of operation would run; `None` if the request names none that there is, in which
    /// case the schema refuses it and nothing runs.
    pub operation: Option<OperationType>,
}

/// Parses a document, unless its text alone shows that it must not be parsed.
///
/// Fails with [`Refused::TooLong`], [`Refused::TooManyTokens`], [`Refused::TooNested`], or
/// [`Refused::Syntax`].
pub fn parse(query: &str) -> Result<ExecutableDocument, Refused> {
    text::scan(query)?;
    parse_query(query).map_err(|error| Refused::Syntax(Box::new(ServerError::from(error))))
}

/// Counts what a document may cost, and refuses what is above the limits of this module.
///
/// The time is linear in the text of the document and of its variables: each fragment is measured
/// once, and the sums saturate.
pub fn check(
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
) -> Result<Cost, Refused> {
    measure::document(document, operation_name, variables)
}

/// Takes a request through the whole guard: parses it, checks its cost, coerces its variables, and
/// leaves the parsed document in it, so that it is not parsed again.
///
/// Fails with what [`parse`], [`check`] and [`coerce`] fail with.
pub fn admit(request: &mut Request) -> Result<Admitted, Refused> {
    let document = parse(&request.query)?;
    let name = request.operation_name.as_deref();
    let cost = check(&document, name, &request.variables)?;
    let operation = operation(&document, name);
    if let Some(operation) = operation {
        coerce(operation, &request.variables)?;
    }
    let operation = operation.map(|operation| operation.ty);
    request.set_parsed_query(document);
    Ok(Admitted { cost, operation })
}

/// The operation that the schema would run, chosen as the schema chooses it.
pub fn operation<'d>(
    document: &'d ExecutableDocument,
    name: Option<&str>,
) -> Option<&'d OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(&operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => {
            operations.get(name).map(|operation| &operation.node)
        }
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            operations.values().next().map(|operation| &operation.node)
        }
        (DocumentOperations::Single(_), Some(_)) | (DocumentOperations::Multiple(_), None) => None,
    }
}
