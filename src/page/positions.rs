//! Checks that each variable is of the type that its place wants.
//!
//! async-graphql 7.2 has this rule too but lets a document pass that breaks it, and the request
//! fails only once it is executed.

use async_graphql::{
    Name, Value,
    parser::types::{BaseType, Selection, SelectionSet, Type},
};

use super::{
    document::Variable,
    schema_types::{InputField, Kind, SchemaTypes},
    shape::Fragments,
};

/// Checks a selection with all below it.
pub(super) fn check(
    set: &SelectionSet,
    parent: &str,
    variables: &[Variable],
    types: &SchemaTypes,
    fragments: &Fragments,
) -> Result<(), String> {
    for item in &set.items {
        let (on, set) = match &item.node {
            Selection::Field(field) => {
                let field = &field.node;
                let Some(known) = types.output_field(parent, &field.name.node) else {
                    continue;
                };
                for (name, value) in &field.arguments {
                    // A name with a dollar sign stands for the variable: the type of values with
                    // variables is not public.
                    let value = value.node.clone().into_const_with(|name| {
                        Ok::<_, String>(Value::Enum(Name::new(format!("${name}"))))
                    })?;
                    place(&known.args, &name.node, &value, variables, types)?;
                }
                (named(&known.ty), &field.selection_set.node)
            }
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref();
                let on = on.map_or(parent, |on| on.node.on.node.as_str());
                (on, &fragment.node.selection_set.node)
            }
            Selection::FragmentSpread(spread) => {
                // Cycles were refused when the shape of the answer was worked out.
                let Some(fragment) = fragments.get(&spread.node.fragment_name.node) else {
                    continue;
                };
                let on = fragment.node.type_condition.node.on.node.as_str();
                (on, &fragment.node.selection_set.node)
            }
        };
        check(set, on, variables, types, fragments)?;
    }
    Ok(())
}

fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => named(inner),
    }
}

fn place(
    places: &[InputField],
    name: &str,
    value: &Value,
    variables: &[Variable],
    types: &SchemaTypes,
) -> Result<(), String> {
    match places.iter().find(|place| place.name == name) {
        Some(place) => fits(value, &place.ty, place.has_default, variables, types),
        // The schema's own validation tells about names that it does not know.
        None => Ok(()),
    }
}

fn fits(
    value: &Value,
    wanted: &Type,
    has_default: bool,
    variables: &[Variable],
    types: &SchemaTypes,
) -> Result<(), String> {
    match (value, &wanted.base) {
        (Value::Enum(name), _) if name.starts_with('$') => {
            let Some(variable) = variables.iter().find(|v| v.name == name[1..]) else {
                return Err(format!("{name} is not declared"));
            };
            let filled = has_default || variable.has_default;
            let null = variable.ty.nullable && !wanted.nullable && !filled;
            if null || !same(&variable.ty.base, &wanted.base) {
                return Err(format!(
                    "{name} is {} where {wanted} is wanted",
                    variable.ty
                ));
            }
            Ok(())
        }
        (Value::List(items), BaseType::List(inner)) => items
            .iter()
            .try_for_each(|item| fits(item, inner, false, variables, types)),
        (Value::Object(object), BaseType::Named(name)) => match types.kind(name) {
            Kind::Input { fields, .. } => object
                .iter()
                .try_for_each(|(name, value)| place(fields, name, value, variables, types)),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Whether a variable's type can stand for the wanted one; inside of a list, null matters.
fn same(given: &BaseType, wanted: &BaseType) -> bool {
    match (given, wanted) {
        (BaseType::Named(given), BaseType::Named(wanted)) => given == wanted,
        (BaseType::List(given), BaseType::List(wanted)) => {
            (wanted.nullable || !given.nullable) && same(&given.base, &wanted.base)
        }
        _ => false,
    }
}
