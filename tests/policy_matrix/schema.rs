//! What the printed schema says can be asked.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, Type, TypeKind, TypeSystemDefinition};

use super::world::Things;

/// The types of the schema.
pub struct Schema {
    objects: BTreeMap<String, Vec<Field>>,
    /// What a root field answers with: these have rows of their own, so nobody descends into
    /// them from elsewhere.
    roots: BTreeSet<String>,
}

/// A field of a type.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    pub arguments: Vec<Argument>,
    /// The name of its type, without lists and exclamation marks.
    pub of: String,
}

/// An argument of a field.
#[derive(Debug, Clone)]
pub struct Argument {
    pub name: String,
    /// Its type as it is written.
    pub of: String,
    pub required: bool,
}

/// A field that is asked for, and what is asked of it.
#[derive(Debug, Clone)]
pub struct Node {
    pub name: String,
    /// Arguments as they are written in a document.
    pub arguments: String,
    pub kind: Kind,
}

/// What a field answers with.
#[derive(Debug, Clone)]
pub enum Kind {
    Leaf,
    Connection { counts: bool },
    Object(Vec<Node>),
}

impl Schema {
    /// Reads the schema as it is printed.
    pub fn read() -> Self {
        let document = parse_schema(hub_graphql::sdl()).unwrap();
        let mut objects: BTreeMap<String, Vec<Field>> = BTreeMap::new();
        for definition in document.definitions {
            let TypeSystemDefinition::Type(definition) = definition else {
                continue;
            };
            let fields = match definition.node.kind {
                TypeKind::Object(object) => object.fields,
                TypeKind::Interface(interface) => interface.fields,
                _ => continue,
            };
            let fields = fields.into_iter().map(|f| field(&f.node)).collect();
            objects.insert(definition.node.name.node.to_string(), fields);
        }
        let roots = objects["Query"].iter().map(|f| f.of.clone()).collect();
        Self { objects, roots }
    }

    /// The fields of `Query` or `Mutation`.
    pub fn operations(&self, root: &str) -> &[Field] {
        &self.objects[root]
    }

    /// Everything that a root field's answer holds, down to what has a row of its own.
    pub fn below(&self, operation: &Field, things: &Things) -> Kind {
        self.kind(&operation.of, things, 4, true)
    }

    fn kind(&self, name: &str, things: &Things, depth: u8, root: bool) -> Kind {
        let Some(fields) = self.objects.get(name) else {
            return Kind::Leaf;
        };
        if name.ends_with("Connection") {
            let counts = fields.iter().any(|f| f.name == "totalCount");
            return Kind::Connection { counts };
        }
        if depth == 0 || (self.roots.contains(name) && !root) {
            return Kind::Object(Vec::new());
        }
        let nodes = fields.iter().map(|field| {
            let required = field.arguments.iter().any(|a| a.required);
            let arguments = if required {
                super::arguments::nested(name, &field.name, things).unwrap_or_else(|| {
                    panic!(
                        "{name}.{} needs arguments: write them in `nested` of \
                         tests/policy_matrix/arguments.rs",
                        field.name
                    )
                })
            } else {
                String::new()
            };
            Node {
                name: field.name.clone(),
                arguments,
                kind: self.kind(&field.of, things, depth - 1, false),
            }
        });
        Kind::Object(nodes.collect())
    }

    /// Whether a payload says what was wrong with the input.
    pub fn has_user_errors(&self, payload: &str) -> bool {
        self.objects[payload].iter().any(|f| f.name == "userErrors")
    }
}

fn field(field: &async_graphql::parser::types::FieldDefinition) -> Field {
    let arguments = field.arguments.iter().map(|argument| {
        let argument = &argument.node;
        Argument {
            name: argument.name.node.to_string(),
            of: argument.ty.node.to_string(),
            required: !argument.ty.node.nullable && argument.default_value.is_none(),
        }
    });
    Field {
        name: field.name.node.to_string(),
        arguments: arguments.collect(),
        of: base(&field.ty.node),
    }
}

fn base(of: &Type) -> String {
    match &of.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(inner) => base(inner),
    }
}

impl Kind {
    /// The selection that asks for it.
    pub fn selection(&self) -> String {
        match self {
            Self::Leaf => String::new(),
            Self::Connection { counts } => {
                let total = if *counts { " totalCount" } else { "" };
                format!("{{ edges {{ node {{ __typename }} }}{total} }}")
            }
            Self::Object(nodes) => {
                let mut all = "{ __typename ".to_owned();
                for node in nodes {
                    all.push_str(&node.ask(&node.kind.selection()));
                }
                all.push('}');
                all
            }
        }
    }

    /// The same without what is below it.
    pub fn shallow(&self) -> String {
        match self {
            Self::Object(_) => "{ __typename }".to_owned(),
            _ => self.selection(),
        }
    }
}

impl Node {
    /// The field with this selection.
    pub fn ask(&self, selection: &str) -> String {
        format!("{}{} {selection} ", self.name, self.arguments)
    }
}
