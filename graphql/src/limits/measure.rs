//! The counting behind [`check`](super::check).

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, Value as ConstValue, Variables,
    parser::types::{
        Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
    },
};
use async_graphql_value::Value;

use super::{
    Cost, DEFAULT_PAGE, MAX_DEPTH, MAX_NODES, MAX_PAGE, MAX_ROOT_FIELDS, MAX_SELECTIONS,
    MAX_VALUES, Refused, operation as chosen,
};

/// Bytes of a string that weigh as much as one value.
const BYTES_PER_VALUE: usize = 64;

pub(super) fn document(
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
) -> Result<Cost, Refused> {
    let mut cost = Cost::default();
    let mut meter = Meter::new(document, variables);

    // The validator walks everything that the document holds, whatever is executed in the end.
    // So operations that are not asked for count, and so do fragments that nothing spreads.
    let mut largest = 0;
    for name in document.fragments.keys() {
        let fragment = meter.fragment(name, false, 0)?;
        cost.depth = cost.depth.max(fragment.height);
        largest = largest.max(fragment.selections);
    }
    limit(largest, MAX_SELECTIONS, Refused::TooManySelections)?;
    let runs = chosen(document, operation_name);
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        let measured = meter.operation(operation)?;
        cost.depth = cost.depth.max(measured.height);
        cost.selections = cost.selections.saturating_add(measured.selections);
        // Here and not at the end, so that many operations cannot each have all of it measured.
        limit(cost.selections, MAX_SELECTIONS, Refused::TooManySelections)?;
        // Which of several would run is not always known; then the costliest counts.
        if runs.is_none_or(|chosen| std::ptr::eq(chosen, operation)) {
            cost.root_fields = cost.root_fields.max(measured.fields);
            cost.nodes = cost.nodes.max(measured.nodes);
            cost.values = cost.values.max(measured.values);
        }
    }

    if cost.depth > MAX_DEPTH {
        return Err(Refused::TooDeep);
    }
    limit(
        cost.root_fields,
        MAX_ROOT_FIELDS,
        Refused::TooManyRootFields,
    )?;
    limit(cost.nodes, MAX_NODES, Refused::TooManyNodes)?;
    limit(cost.values, MAX_VALUES, Refused::TooManyValues)?;
    Ok(cost)
}

fn limit(count: u64, most: u64, refused: fn(u64) -> Refused) -> Result<(), Refused> {
    if count > most {
        Err(refused(count))
    } else {
        Ok(())
    }
}

/// What a selection set amounts to, wherever it is spread.
#[derive(Debug, Clone, Copy, Default)]
struct Measured {
    selections: u64,
    /// Steps down, the set's own items being the first.
    height: usize,
    /// Fields of this level, those of fragments included.
    fields: u64,
    nodes: u64,
    values: u64,
    /// Whether this level selects `nodes` or `edges`, and so belongs to a connection.
    is_page: bool,
}

impl Measured {
    fn add(&mut self, other: Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.height = self.height.max(other.height);
        self.fields = self.fields.saturating_add(other.fields);
        self.nodes = self.nodes.saturating_add(other.nodes);
        self.values = self.values.saturating_add(other.values);
        self.is_page |= other.is_page;
    }
}

/// A fragment that is being measured, or has been.
#[derive(Clone, Copy)]
enum Memo {
    Begun,
    Known(Measured),
}

struct Meter<'d> {
    document: &'d ExecutableDocument,
    variables: &'d Variables,
    /// What each variable weighs, whenever an argument is made from it.
    weights: HashMap<&'d str, u64>,
    /// Default values of the operation that is being measured.
    defaults: HashMap<&'d str, &'d ConstValue>,
    memo: HashMap<(&'d Name, bool), Memo>,
}

impl<'d> Meter<'d> {
    fn new(document: &'d ExecutableDocument, variables: &'d Variables) -> Self {
        Self {
            document,
            variables,
            weights: variables
                .iter()
                .map(|(name, value)| (name.as_str(), weigh_const(value)))
                .collect(),
            defaults: HashMap::new(),
            memo: HashMap::new(),
        }
    }

    fn operation(&mut self, operation: &'d OperationDefinition) -> Result<Measured, Refused> {
        let defaults: HashMap<_, _> = operation
            .variable_definitions
            .iter()
            .filter_map(|definition| {
                let value = definition.node.default_value.as_ref()?;
                Some((definition.node.name.node.as_str(), &value.node))
            })
            .collect();
        // A page size in a fragment may come from a default of the operation that spreads it.
        if defaults != self.defaults {
            self.defaults = defaults;
            self.memo.clear();
        }
        let mut measured = self.set(&operation.selection_set.node, false, 1)?;
        measured.values = measured
            .values
            .saturating_add(self.directives(&operation.directives));
        Ok(measured)
    }

    /// `level` bounds the recursion of this function itself, before the heights are known.
    fn set(
        &mut self,
        set: &'d SelectionSet,
        introspection: bool,
        level: usize,
    ) -> Result<Measured, Refused> {
        if level > MAX_DEPTH && !set.items.is_empty() {
            return Err(Refused::TooDeep);
        }
        let mut sum = Measured::default();
        for item in &set.items {
            let (mut inner, directives) = match &item.node {
                Selection::Field(field) => (
                    self.field(&field.node, introspection, level)?,
                    &field.node.directives,
                ),
                Selection::InlineFragment(inline) => (
                    self.set(&inline.node.selection_set.node, introspection, level + 1)?,
                    &inline.node.directives,
                ),
                Selection::FragmentSpread(spread) => (
                    self.fragment(&spread.node.fragment_name.node, introspection, level)?,
                    &spread.node.directives,
                ),
            };
            inner.selections = inner.selections.saturating_add(1);
            inner.height += 1;
            inner.values = inner.values.saturating_add(self.directives(directives));
            sum.add(inner);
        }
        Ok(sum)
    }

    fn fragment(
        &mut self,
        name: &Name,
        introspection: bool,
        level: usize,
    ) -> Result<Measured, Refused> {
        let document = self.document;
        // An unknown fragment is the validator's to report; it costs nothing.
        let Some((name, fragment)) = document.fragments.get_key_value(name) else {
            return Ok(Measured::default());
        };
        match self.memo.get(&(name, introspection)) {
            Some(Memo::Known(measured)) => return Ok(*measured),
            Some(Memo::Begun) => return Err(Refused::FragmentCycle(name.to_string())),
            None => {}
        }
        self.memo.insert((name, introspection), Memo::Begun);
        let mut measured = self.set(&fragment.node.selection_set.node, introspection, level + 1)?;
        measured.values = measured
            .values
            .saturating_add(self.directives(&fragment.node.directives));
        self.memo
            .insert((name, introspection), Memo::Known(measured));
        Ok(measured)
    }

    fn field(
        &mut self,
        field: &'d Field,
        introspection: bool,
        level: usize,
    ) -> Result<Measured, Refused> {
        let name = field.name.node.as_str();
        let introspection = introspection || matches!(name, "__schema" | "__type");
        let inner = self.set(&field.selection_set.node, introspection, level + 1)?;

        let page = if introspection {
            introspection_list(name)
        } else {
            self.page(field).or(inner.is_page.then_some(DEFAULT_PAGE))
        };
        let held = page.map_or(0, i64::unsigned_abs);
        let times = held.max(1);
        let mut values = inner.values.saturating_mul(times).saturating_add(1);
        for (_, value) in &field.arguments {
            values = values.saturating_add(self.weigh(&value.node));
        }
        Ok(Measured {
            selections: inner.selections,
            height: inner.height,
            fields: 1,
            nodes: inner.nodes.saturating_mul(times).saturating_add(held),
            values,
            is_page: matches!(name, "nodes" | "edges"),
        })
    }

    /// The size that a field's `first` or `last` asks for, if it has either.
    fn page(&self, field: &Field) -> Option<i64> {
        ["first", "last"]
            .iter()
            .filter_map(|name| field.get_argument(name))
            .map(|value| self.size(&value.node))
            .max()
    }

    fn size(&self, value: &Value) -> i64 {
        let known = match value {
            Value::Variable(name) => self
                .variables
                .get(name)
                .or_else(|| self.defaults.get(name.as_str()).copied()),
            Value::Number(number) => return clamp(number),
            _ => None,
        };
        match known {
            Some(ConstValue::Number(number)) => clamp(number),
            // Absent or null means the default; anything else does not validate.
            _ => DEFAULT_PAGE,
        }
    }

    fn directives(&self, directives: &[Positioned<Directive>]) -> u64 {
        directives
            .iter()
            .flat_map(|directive| &directive.node.arguments)
            .map(|(_, value)| self.weigh(&value.node))
            .fold(0, u64::saturating_add)
    }

    /// How many values an argument is made of. A variable weighs what it holds, each time that it
    /// is used, because each use copies it.
    fn weigh(&self, value: &Value) -> u64 {
        match value {
            Value::Variable(name) => self.weights.get(name.as_str()).copied().unwrap_or(1),
            Value::List(values) => values
                .iter()
                .map(|value| self.weigh(value))
                .fold(1, u64::saturating_add),
            Value::Object(fields) => fields
                .values()
                .map(|value| self.weigh(value))
                .fold(1, u64::saturating_add),
            Value::String(text) => weigh_text(text.len()),
            _ => 1,
        }
    }
}

fn weigh_const(value: &ConstValue) -> u64 {
    match value {
        ConstValue::List(values) => values.iter().map(weigh_const).fold(1, u64::saturating_add),
        ConstValue::Object(fields) => fields
            .values()
            .map(weigh_const)
            .fold(1, u64::saturating_add),
        ConstValue::String(text) => weigh_text(text.len()),
        _ => 1,
    }
}

fn weigh_text(bytes: usize) -> u64 {
    u64::try_from(bytes / BYTES_PER_VALUE).map_or(u64::MAX, |more| more.saturating_add(1))
}

/// A number that is not a small integer is refused later, or clamped as this clamps it; a negative
/// one that was multiplied as it stands would overflow.
fn clamp(number: &async_graphql::Number) -> i64 {
    number.as_i64().unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE)
}

/// What the lists of the introspection are taken to hold. The figures are of the size that schemas
/// have, and such that the standard introspection query passes and two of it in one request, or
/// fields of types of fields of types, do not.
fn introspection_list(name: &str) -> Option<i64> {
    match name {
        "types" => Some(100),
        "fields" => Some(10),
        "inputFields" | "enumValues" | "possibleTypes" | "directives" => Some(5),
        "args" => Some(3),
        "interfaces" => Some(2),
        _ => None,
    }
}
