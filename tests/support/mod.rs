//! What tests are written with: a real server on a free port, people with browsers, and their
//! mail.

mod browser;
pub mod challenge;
mod database;
mod hub;
mod page;
mod snapshot;

pub use browser::Browser;
pub use database::{empty, fresh, is_postgres};
pub use hub::TestHub;
pub use page::Page;
pub use snapshot::{HubCopy, Snapshot};

/// The folder of real files, or nothing, with a line that says that what needs them is skipped.
#[allow(dead_code, reason = "areas that import use it")]
pub fn shared_data(file: &str) -> Option<std::path::PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let given = std::env::var_os("HUB_TEST_SHARED_DATA").map(std::path::PathBuf::from);
    let places = [
        given,
        Some(root.join("../shared/data")),
        Some(root.join("../../shared/data")),
    ];
    let found = places
        .into_iter()
        .flatten()
        .map(|place| place.join(file))
        .find(|p| p.is_file());
    if found.is_none() {
        println!("SKIPPED: {file} is not there (HUB_TEST_SHARED_DATA names its folder)");
    }
    found
}
