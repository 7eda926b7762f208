//! Reading lists of organisations, in pure parsers: bytes in, records and errors out.
pub mod councils;
mod error;

pub use error::{Args, FileError, RowError, RowProblem};
