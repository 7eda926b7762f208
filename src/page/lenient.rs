//! A map that answers none for what it lacks.
//!
//! Templates are strict about names that do not exist, but what people put into a query string or
//! a form cannot be known beforehand.

use std::{collections::BTreeMap, sync::Arc};

use minijinja::{
    Value,
    value::{Enumerator, Object},
};

#[derive(Debug)]
pub(super) struct Lenient(pub(super) BTreeMap<String, Value>);

impl Object for Lenient {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let value = key.as_str().and_then(|key| self.0.get(key));
        Some(value.cloned().unwrap_or_else(|| Value::from(())))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.keys().map(|key| Value::from(key.as_str())).collect())
    }
}
