//! Loaders of what belongs to a dataset: each fetches it for all rows of a page at once.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, Loader};
use hub_domain::catalogue::{Distribution, read, uses};
use hub_domain::{Error, Reader, challenge};

type Shared<T> = Result<HashMap<i64, T>, Arc<Error>>;

macro_rules! loaders {
    ($($(#[$doc:meta])* $field:ident, $loader:ident: $value:ty = |$reader:ident, $ids:ident| $load:expr;)*) => {
        /// The loaders of this area, for one request.
        pub struct DatasetLoaders {
            $($(#[$doc])* pub $field: DataLoader<$loader>,)*
        }

        impl DatasetLoaders {
            /// Loaders that see what this reader may see.
            pub fn new(reader: &Reader) -> Self {
                Self { $($field: DataLoader::new($loader(reader.clone()), tokio::spawn),)* }
            }
        }

        $(
            $(#[$doc])*
            pub struct $loader(Reader);

            impl Loader<i64> for $loader {
                type Value = $value;
                type Error = Arc<Error>;

                async fn load(&self, $ids: &[i64]) -> Shared<$value> {
                    let $reader = &self.0;
                    $load.await.map_err(Arc::new)
                }
            }
        )*
    };
}

loaders! {
    /// Distributions by dataset.
    distributions, DistributionsOf: Vec<Distribution> = |reader, ids| async {
        let mut found: HashMap<i64, Vec<Distribution>> = HashMap::new();
        for row in read::distributions(reader.db(), ids).await? {
            found.entry(row.dataset_id).or_default().push(row);
        }
        Ok::<_, Error>(found)
    };
    /// Projects that use a dataset.
    projects, ProjectsOf: Vec<uses::Use> = |reader, ids| uses::projects(reader, ids);
    /// Challenges that offer a dataset.
    challenges, ChallengesOf: Vec<challenge::Challenge> = |reader, ids| uses::challenges(reader, ids);
    /// Names of sources by number.
    sources, SourceNames: String = |reader, ids| async {
        let rows = read::sources(reader.db(), ids).await?;
        Ok::<_, Error>(rows.into_iter().map(|row| (row.id, row.name)).collect())
    };
}
