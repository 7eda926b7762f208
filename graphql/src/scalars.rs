//! Scalars of our own.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// Text that was sanitised, ready to be shown as HTML.
#[derive(Debug, Clone)]
pub struct Html(pub String);

#[Scalar]
impl ScalarType for Html {
    fn parse(_: Value) -> InputValueResult<Self> {
        Err(InputValueError::custom("HTML is never taken as input"))
    }
    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

impl Html {
    /// Markdown, rendered and sanitised.
    pub fn markdown(text: &str) -> Self {
        Self(hub_domain::values::render(text))
    }

    /// Markdown that is a whole page.
    pub fn page(text: &str) -> Self {
        Self(hub_domain::values::render_page(text))
    }
}

macro_rules! whole_number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub i64);

        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                // What a double holds exactly, because JavaScript has no other numbers.
                const MOST: i64 = 1 << 53;
                match &value {
                    Value::Number(number) => match number.as_i64() {
                        Some(number) if (-MOST..=MOST).contains(&number) => Ok(Self(number)),
                        _ => Err(InputValueError::custom("a whole number up to 2^53 is expected")),
                    },
                    _ => Err(InputValueError::expected_type(value)),
                }
            }
            fn to_value(&self) -> Value {
                Value::from(self.0)
            }
        }
    };
}

whole_number! {
    /// An amount of money in pence, as a whole number up to 2^53.
    Pence
}
whole_number! {
    /// A size in bytes, as a whole number up to 2^53.
    ByteSize
}
