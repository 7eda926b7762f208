//! A page's document: its query and its mutations, each ready to be executed.

use std::collections::{BTreeMap, HashMap};

use async_graphql::{
    Name, Request, Variables,
    parser::{
        parse_query,
        types::{
            BaseType, DocumentOperations, ExecutableDocument, OperationDefinition, OperationType,
            Selection, SelectionSet, Type,
        },
    },
};

use super::{
    compact, positions,
    schema_types::SchemaTypes,
    shape::{Fragments, Shape},
};

/// The fragment that each page's query spreads.
pub(super) const LAYOUT: &str = "Layout";
/// Names that a query may not use at its top, because the engine puts its own there.
const RESERVED: [&str; 3] = ["page", "form", super::render::RENDER];

/// A declared variable.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) has_default: bool,
}

/// One operation with the fragments that it uses.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) variables: Vec<Variable>,
    pub(super) shape: Shape,
    parsed: ExecutableDocument,
}

impl Operation {
    /// A request for this operation, which is not parsed again.
    pub(super) fn request(&self, variables: Variables) -> Request {
        let mut request = Request::new(self.text.clone())
            .operation_name(self.name.clone())
            .variables(variables);
        request.set_parsed_query(self.parsed.clone());
        request
    }

    /// The name of the input type of `$input`.
    pub(super) fn input_type(&self) -> Option<&str> {
        let variable = self.variables.iter().find(|v| v.name == "input")?;
        match &variable.ty.base {
            BaseType::Named(name) => Some(name.as_str()),
            BaseType::List(_) => None,
        }
    }
}

/// The operations of a page.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(super) query: Operation,
    pub(super) mutations: BTreeMap<String, Operation>,
}

impl Document {
    /// Reads a page's document, to which the layout's fragment is appended.
    pub(super) fn parse(
        source: &str,
        layout: Option<&str>,
        types: &SchemaTypes,
    ) -> Result<Self, String> {
        let text = format!("{source}\n{}", layout.unwrap_or_default());
        let parsed = parse_query(&text).map_err(|error| error.to_string())?;
        let texts = compact::definitions(&text);
        let DocumentOperations::Multiple(operations) = parsed.operations else {
            return Err("every operation needs a name".into());
        };
        let fragments = parsed.fragments;
        let mut queries = Vec::new();
        let mut mutations = BTreeMap::new();
        let mut unused: Vec<&Name> = fragments.keys().filter(|name| *name != LAYOUT).collect();
        for (name, operation) in &operations {
            let used = used_fragments(&operation.node.selection_set.node, &fragments);
            unused.retain(|name| !used.contains_key(*name));
            let built = build(name, &operation.node, used, &texts, types)?;
            match operation.node.ty {
                OperationType::Query => queries.push(built),
                OperationType::Mutation => {
                    check_mutation(&built)?;
                    mutations.insert(name.to_string(), built);
                }
                OperationType::Subscription => {
                    return Err(format!("{name}: a page cannot subscribe"));
                }
            }
        }
        if let Some(name) = unused.first() {
            return Err(format!("fragment {name} is not used"));
        }
        let (Some(query), true) = (queries.pop(), queries.is_empty()) else {
            return Err("a page has exactly one query".into());
        };
        if layout.is_some() && !query.parsed.fragments.contains_key(LAYOUT) {
            return Err(format!("the query must spread ...{LAYOUT}"));
        }
        if let Some(key) = RESERVED
            .iter()
            .find(|key| query.shape.fields.contains_key(**key))
        {
            return Err(format!(
                "the name {key} is taken by the engine; use an alias"
            ));
        }
        Ok(Self { query, mutations })
    }
}

fn build(
    name: &Name,
    operation: &OperationDefinition,
    fragments: Fragments,
    texts: &BTreeMap<String, String>,
    types: &SchemaTypes,
) -> Result<Operation, String> {
    let root = match operation.ty {
        OperationType::Mutation => &types.mutation,
        _ => &types.query,
    };
    let shape = Shape::of(&operation.selection_set.node, root, types, &fragments)
        .map_err(|problem| format!("{name}: {problem}"))?;
    let mut names: Vec<&str> = fragments.keys().map(Name::as_str).collect();
    names.sort_unstable();
    let text: Vec<&str> = std::iter::once(name.as_str())
        .chain(names)
        .filter_map(|name| texts.get(name).map(String::as_str))
        .collect();
    let variables: Vec<Variable> = operation
        .variable_definitions
        .iter()
        .map(|variable| Variable {
            name: variable.node.name.node.to_string(),
            ty: variable.node.var_type.node.clone(),
            has_default: variable.node.default_value.is_some(),
        })
        .collect();
    positions::check(
        &operation.selection_set.node,
        root,
        &variables,
        types,
        &fragments,
    )
    .map_err(|problem| format!("{name}: {problem}"))?;
    let definition =
        async_graphql::Positioned::new(operation.clone(), async_graphql::Pos::default());
    Ok(Operation {
        name: name.to_string(),
        text: text.join("\n"),
        variables,
        shape,
        parsed: ExecutableDocument {
            operations: DocumentOperations::Multiple(HashMap::from([(name.clone(), definition)])),
            fragments,
        },
    })
}

/// A mutation without its user errors would fail in silence.
fn check_mutation(operation: &Operation) -> Result<(), String> {
    for (key, entry) in &operation.shape.fields {
        let selected = |field: &str| {
            entry
                .shape
                .as_ref()
                .is_some_and(|shape| shape.at(&format!("userErrors.{field}")).is_some())
        };
        if !["field", "code", "message"].into_iter().all(selected) {
            return Err(format!(
                "{}: {key} must select userErrors {{ field code message }}",
                operation.name
            ));
        }
    }
    Ok(())
}

fn used_fragments(set: &SelectionSet, all: &Fragments) -> Fragments {
    let mut used = Fragments::new();
    let mut sets = vec![set];
    while let Some(set) = sets.pop() {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => sets.push(&field.node.selection_set.node),
                Selection::InlineFragment(fragment) => {
                    sets.push(&fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let (false, Some(fragment)) = (used.contains_key(name), all.get(name)) {
                        used.insert(name.clone(), fragment.clone());
                        sets.push(&fragment.node.selection_set.node);
                    }
                }
            }
        }
    }
    used
}
