//! Scoring without a connection: a judge downloads a sheet, fills it in and uploads it, sees what
//! would be saved, and confirms.
//!
//! The sheet is a CSV file with a row for each proposal that is the judge's to read, and with what
//! they saved so far ([`sheet`]). A row names the version that it was made from. What is uploaded
//! is kept ([`upload`]) and compared with what is saved each time that somebody looks ([`check`]);
//! only what the judge then confirms is saved, row by row, as if typed into the score card
//! ([`confirm`]). A row that somebody else's text would be lost by waits until its judge says so.

pub mod check;
pub mod confirm;
mod decode;
mod form;
mod rows;
pub mod sheet;
pub mod upload;

pub use confirm::{ConfirmRow, ConfirmScores, Failed, Report};
pub use hub_entity::challenge::score_upload::Model as Upload;
pub use upload::UploadScores;
