//! `hub import`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{import_catalogue, import_organisations};
use crate::config::Config;
use crate::server::{self, StartError};

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Councils, from a CSV file with a row each.
    Organisations {
        /// The file.
        file: PathBuf,
    },
    /// Datasets, from the answer of a CKAN portal.
    Ckan(Listing),
    /// Datasets, from a council's inventory in XML.
    Inventory(Listing),
}

/// A listing of datasets.
#[derive(Debug, clap::Args)]
pub struct Listing {
    /// The file.
    file: PathBuf,
    /// What to call the source; by default the portal's or the inventory's own address.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

impl Import {
    /// Imports, and prints what became of it.
    pub async fn run(self, config: Config) -> Result<(), StartError> {
        let hub = server::open_hub(&config, false).await?;
        let outcome = match self {
            Self::Organisations { file } => import_organisations::run(&hub, &file).await,
            Self::Ckan(listing) => {
                import_catalogue::run(&hub, &listing.file, listing.source.as_deref(), "ckan").await
            }
            Self::Inventory(listing) => {
                let source = listing.source.as_deref();
                import_catalogue::run(&hub, &listing.file, source, "inventory").await
            }
        };
        hub.database().clone().close().await;
        Ok(outcome?)
    }
}
