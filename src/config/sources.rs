//! Where values come from: the layers, the known keys, and the errors that name them.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

/// The settings that can be given on the command line, which win over all others.
///
/// Secrets are not among them, because everybody on a machine can read the command lines of its
/// processes; a database URL is, because that of SQLite holds none.
#[derive(Args, Clone, Debug, Default)]
pub struct Flags {
    /// Read this configuration file instead of hub.toml.
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Keep the database, uploads and kept mail in this folder.
    #[arg(long, value_name = "FOLDER", global = true)]
    pub data_dir: Option<String>,
    /// Use this database: sqlite://path or postgres://…
    #[arg(long, value_name = "URL", global = true)]
    pub database_url: Option<String>,
    /// Listen on this address.
    #[arg(long, value_name = "ADDRESS:PORT", global = true)]
    pub listen: Option<String>,
    /// The address that people type.
    #[arg(long, value_name = "URL", global = true)]
    pub public_url: Option<String>,
    /// What to log, such as info,hub=debug.
    #[arg(long, value_name = "FILTER", global = true)]
    pub log: Option<String>,
    /// How to log: pretty or json.
    #[arg(long, value_name = "FORMAT", global = true)]
    pub log_format: Option<String>,
    /// Whether the server also runs the jobs: true or false.
    #[arg(long, value_name = "BOOL", global = true)]
    pub worker: Option<String>,
}

/// Why the configuration was refused. Each message can be read by an operator as it is.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key that nobody reads, most often a slip of the finger.
    #[error("{source_name}: {key} is not a setting; did you mean {nearest}?")]
    Unknown {
        /// The key as it was written.
        key: String,
        /// `environment`, or the file's path.
        source_name: String,
        /// The known key that differs least from it.
        nearest: String,
    },
    /// A value that cannot be used.
    #[error("{key} ({source_name}) {reason}")]
    Invalid {
        /// The setting.
        key: String,
        /// Where its value was read.
        source_name: String,
        /// What is wrong, and what to write instead.
        reason: String,
    },
    /// A secret that is given as a value and as a file in the same place.
    #[error("{source_name}: {key} and {key}_FILE are both set; keep one of them")]
    Both {
        /// The setting, without `_FILE`.
        key: String,
        /// Where both were read.
        source_name: String,
    },
    /// A file that cannot be read: hub.toml, or one that a `*_FILE` setting names.
    #[error("cannot read {}, which {named_by} names: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The setting that led to it.
        named_by: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A configuration file that is not TOML.
    #[error("{} is not valid TOML: {source}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// Mail is sent, but from nobody.
    #[error(
        "HUB_MAIL_FROM is not set. With HUB_SMTP_URL, mail is sent to real people, and needs a \
         sender: for example HUB_MAIL_FROM=\"Knowledge Hub <hub@example.org>\""
    )]
    MailFromMissing,
}

impl ConfigError {
    /// A value that cannot be used: the key, where it was read, and what is wrong.
    pub(crate) fn invalid(key: &str, source_name: &str, reason: &str) -> Self {
        Self::Invalid {
            key: key.to_owned(),
            source_name: source_name.to_owned(),
            reason: reason.to_owned(),
        }
    }
}

macro_rules! keys {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// A setting. Its name in the environment is `HUB_` and [`Key::name`]; in hub.toml, the
        /// same in lower case without the prefix.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Key { $($variant),* }

        impl Key {
            pub(super) const ALL: &[Self] = &[$(Self::$variant),*];

            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

keys! {
    DataDir = "DATA_DIR",
    DatabaseUrl = "DATABASE_URL",
    Listen = "LISTEN",
    PublicUrl = "PUBLIC_URL",
    SmtpUrl = "SMTP_URL",
    MailDir = "MAIL_DIR",
    MailFrom = "MAIL_FROM",
    TrustedProxies = "TRUSTED_PROXIES",
    ProxyHeader = "PROXY_HEADER",
    Log = "LOG",
    LogFormat = "LOG_FORMAT",
    Worker = "WORKER",
    PgPool = "PG_POOL",
    PgPlanCacheMode = "PG_PLAN_CACHE_MODE",
}

impl Key {
    fn is_secret(self) -> bool {
        matches!(self, Self::DatabaseUrl | Self::SmtpUrl)
    }
}

impl Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HUB_{}", self.name())
    }
}

/// The values of all layers, each with the layer that it was taken from.
#[derive(Debug, Default)]
pub(super) struct Values(BTreeMap<Key, (String, String)>);

impl Values {
    /// Collects the layers, the strongest last.
    pub(super) fn collect(
        flags: &Flags,
        environment: &BTreeMap<String, String>,
        folder: &Path,
    ) -> Result<Self, ConfigError> {
        let mut values = Self::default();
        let from_environment = environment
            .get("HUB_CONFIG")
            .filter(|path| !path.is_empty());
        let file = match (&flags.config, from_environment) {
            (Some(path), _) => Some((path.clone(), "--config")),
            (None, Some(path)) => Some((PathBuf::from(path), "HUB_CONFIG")),
            (None, None) => {
                let path = folder.join("hub.toml");
                path.exists().then_some((path, "the working folder"))
            }
        };
        if let Some((path, named_by)) = file {
            values.add_file(&path, named_by)?;
        }
        values.add_environment(environment)?;
        values.add_flags(flags);
        Ok(values)
    }

    fn add_file(&mut self, path: &Path, named_by: &str) -> Result<(), ConfigError> {
        let source_name = path.display().to_string();
        let text = read(path, named_by)?;
        let table: toml::Table = text.parse().map_err(|source| ConfigError::Toml {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        let mut entries = BTreeMap::new();
        for (key, value) in table {
            if key == "config" {
                return Err(ConfigError::invalid(
                    &key,
                    &source_name,
                    "cannot name another file",
                ));
            }
            let text = toml_text(&value).ok_or_else(|| {
                ConfigError::invalid(
                    &key,
                    &source_name,
                    "must be text, a number, true or false, or a list of texts",
                )
            })?;
            entries.insert(key, text);
        }
        let name_of = |name: &str| name.to_ascii_lowercase();
        self.add_layer(entries, &source_name, name_of)
    }

    fn add_environment(
        &mut self,
        environment: &BTreeMap<String, String>,
    ) -> Result<(), ConfigError> {
        let entries = environment
            .iter()
            .filter(|(name, _)| {
                name.starts_with("HUB_") && !name.starts_with("HUB_TEST_") && *name != "HUB_CONFIG"
            })
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        self.add_layer(entries, "environment", |name| format!("HUB_{name}"))
    }

    fn add_flags(&mut self, flags: &Flags) {
        for (key, value) in [
            (Key::DataDir, &flags.data_dir),
            (Key::DatabaseUrl, &flags.database_url),
            (Key::Listen, &flags.listen),
            (Key::PublicUrl, &flags.public_url),
            (Key::Log, &flags.log),
            (Key::LogFormat, &flags.log_format),
            (Key::Worker, &flags.worker),
        ] {
            if let Some(value) = value {
                self.0
                    .insert(key, (value.clone(), "command line".to_owned()));
            }
        }
    }

    /// Adds one layer whose keys are spelt by `name_of`. An empty value counts as not given,
    /// because compose files and unit files write one for a variable that nobody set.
    fn add_layer(
        &mut self,
        mut entries: BTreeMap<String, String>,
        source_name: &str,
        name_of: impl Fn(&str) -> String,
    ) -> Result<(), ConfigError> {
        let mut known = vec![name_of("CONFIG")];
        for &key in Key::ALL {
            let name = name_of(key.name());
            let file_name = name_of(&format!("{}_FILE", key.name()));
            let mut value = entries.remove(&name).filter(|value| !value.is_empty());
            if key.is_secret() {
                if let Some(path) = entries.remove(&file_name).filter(|path| !path.is_empty()) {
                    if value.is_some() {
                        return Err(ConfigError::Both {
                            key: key.to_string(),
                            source_name: source_name.to_owned(),
                        });
                    }
                    // Editors and `echo` leave a newline at the end of a file.
                    value = Some(read(Path::new(&path), &file_name)?.trim_end().to_owned());
                }
                known.push(file_name);
            }
            if let Some(value) = value {
                self.0.insert(key, (value, source_name.to_owned()));
            }
            known.push(name);
        }
        match entries.into_keys().next() {
            None => Ok(()),
            Some(key) => Err(ConfigError::Unknown {
                nearest: known
                    .into_iter()
                    .min_by_key(|name| distance(name, &key))
                    .unwrap_or_default(),
                key,
                source_name: source_name.to_owned(),
            }),
        }
    }

    /// The value as it was written.
    pub(super) fn text(&self, key: Key) -> Option<&str> {
        self.0.get(&key).map(|(value, _)| value.as_str())
    }

    /// The value as its type.
    pub(super) fn parse<T>(&self, key: Key) -> Result<Option<T>, ConfigError>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.text(key)
            .map(|text| {
                text.parse().map_err(|error: T::Err| {
                    self.invalid(key, &format!("cannot be {text:?}: {error}"))
                })
            })
            .transpose()
    }

    /// A list of values, divided by commas or spaces.
    pub(super) fn list<T>(&self, key: Key) -> Result<Vec<T>, ConfigError>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.text(key)
            .unwrap_or_default()
            .split([',', ' '])
            .filter(|part| !part.is_empty())
            .map(|part| {
                part.parse().map_err(|error: T::Err| {
                    self.invalid(key, &format!("cannot hold {part:?}: {error}"))
                })
            })
            .collect()
    }

    /// Yes or no, in the spellings that people use.
    pub(super) fn boolean(&self, key: Key) -> Result<Option<bool>, ConfigError> {
        match self.text(key) {
            None => Ok(None),
            Some("true" | "1" | "yes" | "on") => Ok(Some(true)),
            Some("false" | "0" | "no" | "off") => Ok(Some(false)),
            Some(text) => Err(self.invalid(key, &format!("cannot be {text:?}: use true or false"))),
        }
    }

    /// An error about the key's value that says where it was read.
    pub(super) fn invalid(&self, key: Key, reason: &str) -> ConfigError {
        let source_name = self
            .0
            .get(&key)
            .map_or("default", |(_, name)| name.as_str());
        ConfigError::invalid(&key.to_string(), source_name, reason)
    }
}

fn read(path: &Path, named_by: &str) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
        path: path.to_owned(),
        named_by: named_by.to_owned(),
        source,
    })
}

fn toml_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(flag) => Some(flag.to_string()),
        toml::Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            Some(items?.join(","))
        }
        _ => None,
    }
}

/// How many letters have to be changed, added or dropped to make one word of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
