//! The types of the printed schema: what forms are coerced by, and answers understood by.

use std::collections::HashMap;

use async_graphql::parser::{
    parse_schema,
    types::{FieldDefinition, InputValueDefinition, Type, TypeKind, TypeSystemDefinition},
};

use super::error::StartError;

/// A field of an object or an interface.
#[derive(Clone, Debug)]
pub(super) struct OutputField {
    pub(super) ty: Type,
    pub(super) args: Vec<InputField>,
}

/// A field of an input object, or an argument.
#[derive(Clone, Debug)]
pub(super) struct InputField {
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) has_default: bool,
}

/// What the engine needs to know of a type.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Scalar,
    Enum(Vec<String>),
    Input {
        fields: Vec<InputField>,
        /// Exactly one field may be given.
        one_of: bool,
    },
    /// An object or an interface, with its fields.
    Object(HashMap<String, OutputField>),
    Union,
}

/// The types of a schema by name.
#[derive(Clone, Debug)]
pub(super) struct SchemaTypes {
    types: HashMap<String, Kind>,
    pub(super) query: String,
    pub(super) mutation: String,
}

impl SchemaTypes {
    /// Reads a printed schema.
    pub(super) fn parse(sdl: &str) -> Result<Self, StartError> {
        let document = parse_schema(sdl).map_err(|e| StartError::Schema(e.to_string()))?;
        let mut schema = Self {
            types: HashMap::new(),
            query: "Query".into(),
            mutation: "Mutation".into(),
        };
        for definition in document.definitions {
            match definition {
                TypeSystemDefinition::Schema(definition) => {
                    if let Some(name) = definition.node.query {
                        schema.query = name.node.to_string();
                    }
                    if let Some(name) = definition.node.mutation {
                        schema.mutation = name.node.to_string();
                    }
                }
                TypeSystemDefinition::Type(definition) => {
                    let definition = definition.node;
                    let one_of = definition
                        .directives
                        .iter()
                        .any(|directive| directive.node.name.node == "oneOf");
                    let kind = kind(definition.kind, one_of);
                    schema.types.insert(definition.name.node.to_string(), kind);
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        if schema.types.contains_key(&schema.query) {
            Ok(schema)
        } else {
            Err(StartError::Schema("there is no query type".into()))
        }
    }

    /// A type; one that is not printed is a built-in scalar.
    pub(super) fn kind(&self, name: &str) -> &Kind {
        self.types.get(name).unwrap_or(&Kind::Scalar)
    }

    /// The type of a field of an object or interface.
    pub(super) fn field(&self, parent: &str, field: &str) -> Option<Type> {
        if field == "__typename" {
            return Type::new("String!");
        }
        self.output_field(parent, field)
            .map(|field| field.ty.clone())
    }

    /// A field with its arguments.
    pub(super) fn output_field(&self, parent: &str, field: &str) -> Option<&OutputField> {
        match self.kind(parent) {
            Kind::Object(fields) => fields.get(field),
            _ => None,
        }
    }

    /// Whether an input object has a field.
    pub(super) fn input_has(&self, input: &str, field: &str) -> bool {
        match self.kind(input) {
            Kind::Input { fields, .. } => fields.iter().any(|known| known.name == field),
            _ => false,
        }
    }
}

fn output_fields(
    fields: Vec<async_graphql::Positioned<FieldDefinition>>,
) -> HashMap<String, OutputField> {
    let field = |field: FieldDefinition| OutputField {
        ty: field.ty.node,
        args: field
            .arguments
            .into_iter()
            .map(|arg| input_field(arg.node))
            .collect(),
    };
    fields
        .into_iter()
        .map(|known| (known.node.name.node.to_string(), field(known.node)))
        .collect()
}

fn kind(kind: TypeKind, one_of: bool) -> Kind {
    match kind {
        TypeKind::Scalar => Kind::Scalar,
        TypeKind::Object(object) => Kind::Object(output_fields(object.fields)),
        TypeKind::Interface(interface) => Kind::Object(output_fields(interface.fields)),
        TypeKind::Union(_) => Kind::Union,
        TypeKind::Enum(values) => Kind::Enum(
            values
                .values
                .into_iter()
                .map(|value| value.node.value.node.to_string())
                .collect(),
        ),
        TypeKind::InputObject(input) => Kind::Input {
            fields: input
                .fields
                .into_iter()
                .map(|f| input_field(f.node))
                .collect(),
            one_of,
        },
    }
}

fn input_field(field: InputValueDefinition) -> InputField {
    InputField {
        name: field.name.node.to_string(),
        ty: field.ty.node,
        has_default: field.default_value.is_some(),
    }
}
