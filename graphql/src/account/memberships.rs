//! Loads the organisations of many people at once.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, Loader};
use hub_domain::account::people;
use hub_domain::{Error, Reader};

/// A person's organisations, by number.
pub struct Memberships(Reader);

impl Memberships {
    /// A loader for one request.
    pub fn loader(reader: Reader) -> DataLoader<Self> {
        DataLoader::new(Self(reader), tokio::spawn)
    }
}

impl Loader<i64> for Memberships {
    type Value = Vec<i64>;
    type Error = Arc<Error>;

    async fn load(&self, ids: &[i64]) -> Result<HashMap<i64, Vec<i64>>, Arc<Error>> {
        let pairs = people::organisations_of(self.0.db(), ids)
            .await
            .map_err(Arc::new)?;
        let mut found: HashMap<i64, Vec<i64>> = HashMap::new();
        for (person, organisation) in pairs {
            found.entry(person).or_default().push(organisation);
        }
        Ok(found)
    }
}
