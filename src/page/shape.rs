//! The shape of an answer: which keys an operation selects, and of which types they are.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use async_graphql::{
    Name, Positioned, Value,
    parser::types::{BaseType, FragmentDefinition, Selection, SelectionSet, Type},
};

use super::schema_types::SchemaTypes;

/// The scalar whose text is sanitised markup.
const HTML: &str = "Html";

/// The keys of an object in an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shape {
    pub(crate) fields: BTreeMap<String, Entry>,
}

/// One key of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// The named type, without list or null.
    pub(crate) type_name: String,
    /// How many lists are around it.
    pub(crate) lists: usize,
    /// Its keys, if it is an object.
    pub(crate) shape: Option<Shape>,
}

pub(super) type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

impl Shape {
    /// The shape of a selection on a type. Where the type is an interface or a union, the keys of
    /// all its possible types are merged.
    pub(super) fn of(
        set: &SelectionSet,
        parent: &str,
        types: &SchemaTypes,
        fragments: &Fragments,
    ) -> Result<Self, String> {
        let mut shape = Self::default();
        shape.add(set, parent, types, fragments, 0)?;
        Ok(shape)
    }

    fn add(
        &mut self,
        set: &SelectionSet,
        parent: &str,
        types: &SchemaTypes,
        fragments: &Fragments,
        depth: usize,
    ) -> Result<(), String> {
        if depth > 64 {
            return Err("the selection is nested too deeply".into());
        }
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    let ty = types
                        .field(parent, &field.name.node)
                        .ok_or_else(|| format!("{parent} has no field {}", field.name.node))?;
                    let (type_name, lists) = unwrap(&ty);
                    let mut entry = Entry {
                        type_name,
                        lists,
                        shape: None,
                    };
                    if !field.selection_set.node.items.is_empty() {
                        let mut inner = Self::default();
                        let set = &field.selection_set.node;
                        inner.add(set, &entry.type_name, types, fragments, depth + 1)?;
                        entry.shape = Some(inner);
                    }
                    self.merge(field.response_key().node.as_str(), entry)?;
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref();
                    let on = on.map_or(parent, |on| on.node.on.node.as_str());
                    let set = &fragment.node.selection_set.node;
                    self.add(set, on, types, fragments, depth + 1)?;
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let fragment = fragments
                        .get(name)
                        .ok_or_else(|| format!("there is no fragment {name}"))?;
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    let set = &fragment.node.selection_set.node;
                    self.add(set, on, types, fragments, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn merge(&mut self, key: &str, entry: Entry) -> Result<(), String> {
        let Some(known) = self.fields.get_mut(key) else {
            self.fields.insert(key.to_owned(), entry);
            return Ok(());
        };
        // One key that is markup for one type and plain text for another could pass plain text
        // off as markup.
        if (known.type_name == HTML) != (entry.type_name == HTML) || known.lists != entry.lists {
            return Err(format!(
                "{key} is selected with different types; use an alias"
            ));
        }
        match (&mut known.shape, entry.shape) {
            (Some(known), Some(new)) => {
                for (key, entry) in new.fields {
                    known.merge(&key, entry)?;
                }
                Ok(())
            }
            (None, None) => Ok(()),
            _ => Err(format!("{key} is selected with and without fields")),
        }
    }

    /// The entry at a dotted path.
    pub(crate) fn at(&self, path: &str) -> Option<&Entry> {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let entry = self.fields.get(first)?;
        if rest.is_empty() {
            Some(entry)
        } else {
            entry.shape.as_ref()?.at(rest)
        }
    }

    /// An answer as values of the template: markup is marked as such by the schema's type, and a
    /// key that an object's type does not have is none.
    pub(super) fn values(&self, data: &Value) -> BTreeMap<Arc<str>, minijinja::Value> {
        let object = match data {
            Value::Object(object) => Some(object),
            _ => None,
        };
        self.fields
            .iter()
            .map(|(key, entry)| {
                let value = object.and_then(|object| object.get(key.as_str()));
                let value = value.map_or_else(|| minijinja::Value::from(()), |v| entry.value(v));
                (Arc::from(key.as_str()), value)
            })
            .collect()
    }
}

impl Entry {
    fn value(&self, value: &Value) -> minijinja::Value {
        match value {
            Value::List(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(_) => match &self.shape {
                Some(shape) => minijinja::Value::from(shape.values(value)),
                // A scalar that is an object, such as JSON.
                None => plain(value),
            },
            Value::String(text) if self.type_name == HTML => {
                minijinja::Value::from_safe_string(text.clone())
            }
            other => plain(other),
        }
    }
}

/// A value without a selection.
pub(super) fn plain(value: &Value) -> minijinja::Value {
    match value {
        Value::Null => minijinja::Value::from(()),
        Value::Number(number) => {
            if let Some(number) = number.as_i64() {
                number.into()
            } else if let Some(number) = number.as_u64() {
                number.into()
            } else {
                number.as_f64().unwrap_or_default().into()
            }
        }
        Value::String(text) => text.as_str().into(),
        Value::Boolean(value) => (*value).into(),
        Value::Binary(bytes) => String::from_utf8_lossy(bytes).into_owned().into(),
        Value::Enum(name) => name.as_str().into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (Arc::<str>::from(key.as_str()), plain(value)))
            .collect::<BTreeMap<_, _>>()
            .into(),
    }
}

/// A type's name and how many lists are around it.
fn unwrap(ty: &Type) -> (String, usize) {
    match &ty.base {
        BaseType::Named(name) => (name.to_string(), 0),
        BaseType::List(inner) => {
            let (name, lists) = unwrap(inner);
            (name, lists + 1)
        }
    }
}

/// The value at a dotted path of an answer.
pub(super) fn lookup<'a>(data: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(data, |value, key| match value {
        Value::Object(object) => object.get(key),
        _ => None,
    })
}
