//! Loaders: what many rows of a page name (people, organisations) is fetched once.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, Loader};
use hub_domain::account::{Person, people};
use hub_domain::{Error, Reader, Result};

/// The loaders of one request.
pub struct Loaders {
    /// People by number.
    pub people: DataLoader<People>,
}

impl Loaders {
    /// Loaders that read as this reader may.
    pub fn new(reader: Reader) -> Self {
        Self {
            people: DataLoader::new(People(reader), tokio::spawn),
        }
    }

    /// One person, as author or member of something.
    ///
    /// # Errors
    /// `NotFound` when there is none; errors of the database.
    pub async fn person(&self, id: i64) -> Result<Person> {
        self.people
            .load_one(id)
            .await
            .map_err(unwrap)?
            .ok_or(Error::NotFound)
    }
}

/// A loader's error is shared by those who wait for it.
pub fn unwrap(error: Arc<Error>) -> Error {
    Arc::try_unwrap(error).unwrap_or_else(|shared| Error::Internal(shared.to_string()))
}

/// Loads people.
pub struct People(Reader);

impl Loader<i64> for People {
    type Value = Person;
    type Error = Arc<Error>;

    async fn load(&self, ids: &[i64]) -> Result<HashMap<i64, Person>, Arc<Error>> {
        let found = people::by_ids(self.0.db(), ids).await.map_err(Arc::new)?;
        Ok(found
            .into_iter()
            .map(|person| (person.id, person))
            .collect())
    }
}
