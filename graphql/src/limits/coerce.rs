//! Whether the variables of a request fit the types that its operation declares.
//!
//! The library finds out while it executes, field by field, and not at all for a variable that no
//! field uses. The specification wants it known before anything runs. Types that GraphQL itself
//! defines are judged here; enums and input objects are the validator's, which knows the schema.

use async_graphql::{
    Value, Variables,
    parser::types::{BaseType, OperationDefinition, Type},
};

use super::Refused;

/// Checks that each variable that must be given is given, and that each that is given fits.
///
/// Fails with [`Refused::Variable`] at the first that does not.
pub fn coerce(operation: &OperationDefinition, variables: &Variables) -> Result<(), Refused> {
    for definition in &operation.variable_definitions {
        let definition = &definition.node;
        let name = &definition.name.node;
        let declared = &definition.var_type.node;
        match variables.get(name) {
            None if definition.default_value.is_some() || declared.nullable => {}
            None => {
                return Err(Refused::Variable(format!(
                    "Variable \"${name}\" of required type \"{declared}\" was not provided."
                )));
            }
            Some(value) if fits(declared, value) => {}
            Some(_) => {
                return Err(Refused::Variable(format!(
                    "Variable \"${name}\" got a value that is not of type \"{declared}\"."
                )));
            }
        }
    }
    Ok(())
}

fn fits(declared: &Type, value: &Value) -> bool {
    match (&declared.base, value) {
        (_, Value::Null) => declared.nullable,
        (BaseType::List(item), Value::List(values)) => values.iter().all(|value| fits(item, value)),
        // A single value stands for a list of one.
        (BaseType::List(item), single) => fits(item, single),
        (BaseType::Named(name), value) => match (name.as_str(), value) {
            // The library calls integers of every width `Int`, so the width is the resolver's.
            ("Int" | "ID", Value::Number(number)) => number.is_i64() || number.is_u64(),
            ("ID" | "String", Value::String(_))
            | ("Float", Value::Number(_))
            | ("Boolean", Value::Boolean(_)) => true,
            ("Int" | "ID" | "String" | "Float" | "Boolean", _) => false,
            _ => true,
        },
    }
}
