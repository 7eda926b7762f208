//! Tells whether a request was executed, or turned away before.
//!
//! Over HTTP the two differ: what does not parse, validate or coerce has no `data`, not even null,
//! and may have another status. The library's response looks alike in both cases (`data` is null),
//! so an extension of the schema takes note when the execution begins.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_graphql::{
    Response,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
};

/// Put into a request's data, it knows afterwards whether the request was executed, provided that
/// the schema has the extension [`MarkExecution`].
#[derive(Debug, Clone, Default)]
pub struct ReachedExecution(Arc<AtomicBool>);

impl ReachedExecution {
    /// Whether execution began.
    pub fn reached(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// The extension that tells a request's [`ReachedExecution`] that its execution has begun.
#[derive(Debug, Clone, Copy, Default)]
pub struct MarkExecution;

impl ExtensionFactory for MarkExecution {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Mark)
    }
}

struct Mark;

#[async_graphql::async_trait::async_trait]
impl Extension for Mark {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        if let Some(reached) = ctx.data_opt::<ReachedExecution>() {
            reached.0.store(true, Ordering::Release);
        }
        next.run(ctx, operation_name).await
    }
}
