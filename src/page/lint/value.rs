//! What the lint knows of a value.

use std::{collections::BTreeMap, rc::Rc};

use super::super::shape::{Entry, Shape};

/// A value of which only the shape is known.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// Nothing is known, and everything allowed.
    Any,
    /// Text, a number, a truth: it has no fields.
    Scalar,
    /// An object of an answer.
    Object(Rc<BTreeMap<String, Known>>),
    List(Rc<Known>),
    /// A macro: the template that it is in, and its name.
    Macro(String, String),
    /// An imported template.
    Module(String),
}

impl Known {
    pub(super) fn of_shape(shape: &Shape) -> BTreeMap<String, Self> {
        shape
            .fields
            .iter()
            .map(|(key, entry)| (key.clone(), Self::of_entry(entry)))
            .collect()
    }

    fn of_entry(entry: &Entry) -> Self {
        let one = match &entry.shape {
            Some(shape) => Self::Object(Rc::new(Self::of_shape(shape))),
            None if entry.type_name == "JSON" => Self::Any,
            None => Self::Scalar,
        };
        (0..entry.lists).fold(one, |inner, _| Self::List(Rc::new(inner)))
    }

    /// An object with scalars and with values of which nothing is known.
    pub(super) fn object(scalars: &[&str], any: &[&str]) -> Self {
        let scalars = scalars
            .iter()
            .map(|name| ((*name).to_owned(), Self::Scalar));
        let any = any.iter().map(|name| ((*name).to_owned(), Self::Any));
        Self::Object(Rc::new(scalars.chain(any).collect()))
    }

    pub(super) fn form() -> Self {
        let error = Self::object(&["field", "name", "code", "message"], &[]);
        let Self::Object(mut names) = Self::object(&["name"], &["values", "by_name"]) else {
            return Self::Any;
        };
        Rc::make_mut(&mut names).insert("errors".into(), Self::List(Rc::new(error)));
        Self::Object(names)
    }

    /// The element of a list.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::List(inner) => inner.as_ref().clone(),
            _ => Self::Any,
        }
    }

    /// Of two possible values, the one of which more is known.
    pub(super) fn or(self, other: Self) -> Self {
        match self {
            Self::Any | Self::Scalar => other,
            known => known,
        }
    }
}

/// The names that a template has set, by the innermost last.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) template: String,
    levels: Vec<BTreeMap<String, Known>>,
}

impl Scope {
    pub(super) fn new(template: &str) -> Self {
        Self {
            template: template.to_owned(),
            levels: vec![BTreeMap::new()],
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Known> {
        self.levels.iter().rev().find_map(|level| level.get(name))
    }

    pub(super) fn set(&mut self, name: &str, value: Known) {
        if let Some(level) = self.levels.last_mut() {
            level.insert(name.to_owned(), value);
        }
    }

    pub(super) fn push(&mut self) {
        self.levels.push(BTreeMap::new());
    }

    pub(super) fn pop(&mut self) {
        self.levels.pop();
    }
}
