//! Turns dotted names and typed text into the variables of an operation, by the schema's types.

use std::collections::BTreeMap;

use async_graphql::{
    Name, Value, Variables,
    parser::types::{BaseType, Type},
};

use super::{
    document::Variable,
    form::Tree,
    scalar::{self, Blank},
    schema_types::{InputField, Kind, SchemaTypes},
};

/// Where the values come from, which decides what a blank one means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A query string: what is blank was not asked for.
    Get,
    /// A form: what is blank was emptied.
    Post,
}

/// A value that cannot be of the type that the schema asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// The name as it was typed.
    pub(super) name: String,
    /// The code of the sentence to show.
    pub(super) code: &'static str,
}

/// Where the rows of lists were in the form: lists are sent without their gaps and blank rows, and
/// errors must still find the row that was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows(BTreeMap<String, String>);

impl Rows {
    /// The name in the form of a path into the variables.
    pub(super) fn typed_name(&self, path: &str) -> String {
        let mut sent = String::new();
        let mut typed = String::new();
        for segment in path.split('.') {
            for text in [&mut sent, &mut typed] {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(segment);
            }
            if let Some(row) = self.0.get(&sent) {
                typed.clone_from(row);
            }
        }
        typed
    }
}

/// The variables of an operation.
#[derive(Debug, Default)]
pub(super) struct Coerced {
    pub(super) variables: Variables,
    pub(super) misfits: Vec<Misfit>,
    pub(super) rows: Rows,
    /// A parameter of the path, or a variable that is needed, makes no sense: there is no such page.
    pub(super) not_found: bool,
}

/// Coerces the values of an operation. The parameters of the path win over `typed`, so that a form
/// cannot act on another thing than its address names.
pub(super) fn coerce(
    declared: &[Variable],
    params: &[(String, String)],
    typed: &Tree,
    schema: &SchemaTypes,
    mode: Mode,
) -> Coerced {
    let mut result = Coerced::default();
    for variable in declared {
        let param = params.iter().find(|(name, _)| *name == variable.name);
        let mut work = Work {
            schema,
            mode: if param.is_some() { Mode::Get } else { mode },
            in_path: param.is_some(),
            misfits: Vec::new(),
            rows: std::mem::take(&mut result.rows),
        };
        let from_path = param.map(|(_, value)| Tree::leaf(value));
        let tree = from_path.as_ref().or_else(|| typed.child(&variable.name));
        let name = &variable.name;
        let value = work.value(&variable.ty, variable.has_default, tree, name, name);
        result.rows = work.rows;
        if work.misfits.is_empty() {
            if let Some(value) = value {
                result.variables.insert(Name::new(name), value);
            }
        } else if work.in_path {
            result.not_found = true;
        } else if mode == Mode::Post {
            result.misfits.append(&mut work.misfits);
        } else if !variable.ty.nullable && !variable.has_default {
            result.not_found = true;
        }
    }
    result
}

struct Work<'a> {
    schema: &'a SchemaTypes,
    mode: Mode,
    in_path: bool,
    misfits: Vec<Misfit>,
    rows: Rows,
}

impl Work<'_> {
    /// The value for a type; none leaves it out. `typed` is the name in the form, `path` the same
    /// place in the variables.
    fn value(
        &mut self,
        ty: &Type,
        has_default: bool,
        tree: Option<&Tree>,
        typed: &str,
        path: &str,
    ) -> Option<Value> {
        let optional = ty.nullable || has_default;
        if tree.is_none() && optional {
            return None;
        }
        match &ty.base {
            BaseType::List(inner) => self.list(inner, optional, tree, typed, path),
            BaseType::Named(name) => match self.schema.kind(name) {
                Kind::Input { fields, one_of } => {
                    if ty.nullable && tree.is_none_or(Tree::is_blank) {
                        return (self.mode == Mode::Post).then_some(Value::Null);
                    }
                    Some(self.object(fields, *one_of, tree, typed, path))
                }
                Kind::Enum(values) => self.scalar(
                    ty,
                    has_default,
                    tree,
                    typed,
                    |text| {
                        let known = values.iter().any(|value| value == text);
                        known
                            .then(|| Value::Enum(Name::new(text)))
                            .ok_or("NOT_A_CHOICE")
                    },
                    Blank::Required,
                ),
                _ => {
                    let in_path = self.in_path;
                    let coerce = |text: &str| scalar::coerce(name, text, in_path);
                    self.scalar(ty, has_default, tree, typed, coerce, Blank::of(name))
                }
            },
        }
    }

    fn scalar(
        &mut self,
        ty: &Type,
        has_default: bool,
        tree: Option<&Tree>,
        typed: &str,
        coerce: impl Fn(&str) -> Result<Value, &'static str>,
        blank: Blank,
    ) -> Option<Value> {
        let text = tree.map(scalar::text).unwrap_or_default();
        let outcome = if !text.trim().is_empty() {
            coerce(&text)
        } else if ty.nullable {
            // Explicit null empties a field; in a query string it would hide a default.
            return (self.mode == Mode::Post).then_some(Value::Null);
        } else if has_default {
            return None;
        } else {
            match blank {
                Blank::Text => Ok(Value::String(String::new())),
                Blank::False => Ok(Value::Boolean(false)),
                Blank::Required => Err("REQUIRED"),
            }
        };
        match outcome {
            Ok(value) => Some(value),
            Err(code) => {
                let name = typed.to_owned();
                self.misfits.push(Misfit { name, code });
                None
            }
        }
    }

    fn list(
        &mut self,
        inner: &Type,
        optional: bool,
        tree: Option<&Tree>,
        typed: &str,
        path: &str,
    ) -> Option<Value> {
        let mut items = Vec::new();
        for (index, item) in tree.map(Tree::rows).unwrap_or_default() {
            if item.is_blank() {
                continue;
            }
            let row = match index {
                Some(index) => format!("{typed}.{index}"),
                None => typed.to_owned(),
            };
            let sent = format!("{path}.{}", items.len());
            if row != sent {
                self.rows.0.insert(sent.clone(), row.clone());
            }
            // A row that does not fit still takes its place, so that the numbering holds.
            let value = self.value(inner, false, Some(&item), &row, &sent);
            items.push(value.unwrap_or(Value::Null));
        }
        if items.is_empty() && optional && self.mode == Mode::Get {
            return None;
        }
        Some(Value::List(items))
    }

    fn object(
        &mut self,
        fields: &[InputField],
        one_of: bool,
        tree: Option<&Tree>,
        typed: &str,
        path: &str,
    ) -> Value {
        let mut object = async_graphql::indexmap::IndexMap::new();
        for field in fields {
            let name = &field.name;
            let value = self.value(
                &field.ty,
                field.has_default,
                tree.and_then(|tree| tree.child(name)),
                &format!("{typed}.{name}"),
                &format!("{path}.{name}"),
            );
            match value {
                // Exactly one field may be present, so those that were left blank are not.
                Some(Value::Null) if one_of => {}
                Some(value) => {
                    object.insert(Name::new(name), value);
                }
                None => {}
            }
        }
        Value::Object(object)
    }
}
