//! What the operator decides: flags, then `HUB_*` environment variables, then `hub.toml`.
//!
//! [`Config`] is read once at start-up, is typed, and is checked as a whole: a value that would
//! fail later and silently (a public URL over plain http, a misspelt key) stops the start with a
//! sentence that says which key is wrong, where it was read, and what to write instead.

mod address;
mod sources;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lettre::message::Mailbox;
use url::{Host, Url};

pub use address::{Cidr, ProxyHeader, client_address};
pub use sources::{ConfigError, Flags};
use sources::{Key, Values};

/// A value that must not reach a log, such as a URL with a password in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Which database engine [`Config::database_url`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// One file, one writer.
    Sqlite,
    /// A server that several hubs share.
    Postgres,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people: coloured when the output is a terminal.
    #[default]
    Pretty,
    /// For machines: one JSON object a line.
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "pretty" => Ok(Self::Pretty),
            "json" => Ok(Self::Json),
            _ => Err("use `pretty` or `json`".to_owned()),
        }
    }
}

/// PostgreSQL's `plan_cache_mode`, set on each connection when it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanCacheMode {
    /// PostgreSQL's own choice.
    Auto,
    /// Plan each statement once. Measured: saves 40 % of the work of a list of topics.
    ForceGenericPlan,
    /// Plan at each call.
    ForceCustomPlan,
}

impl PlanCacheMode {
    /// The setting's value as PostgreSQL spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::ForceGenericPlan => "force_generic_plan",
            Self::ForceCustomPlan => "force_custom_plan",
        }
    }
}

impl FromStr for PlanCacheMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Auto, Self::ForceGenericPlan, Self::ForceCustomPlan]
            .into_iter()
            .find(|mode| mode.as_str() == text)
            .ok_or_else(|| "use `auto`, `force_generic_plan` or `force_custom_plan`".to_owned())
    }
}

/// Everything that an operator can set.
#[derive(Clone, Debug)]
pub struct Config {
    /// `HUB_DATA_DIR`: where the SQLite file, uploads and kept mail live.
    pub data_dir: PathBuf,
    /// `HUB_DATABASE_URL` (or `_FILE`): `sqlite://path` or `postgres://…`.
    pub database_url: Secret,
    /// `HUB_LISTEN`: the address that the server binds.
    pub listen: SocketAddr,
    /// `HUB_PUBLIC_URL`: the origin that people type, without a path.
    pub public_url: Url,
    /// `HUB_SMTP_URL` (or `_FILE`): without it, mail is kept and shown at `/admin/mail`.
    pub smtp_url: Option<Secret>,
    /// `HUB_MAIL_DIR`: write mails as files into this folder in place of sending them.
    pub mail_dir: Option<PathBuf>,
    /// `HUB_MAIL_FROM`: who every mail is from.
    pub mail_from: Mailbox,
    /// `HUB_TRUSTED_PROXIES`: the peers whose forwarding header is believed.
    pub trusted_proxies: Vec<Cidr>,
    /// `HUB_PROXY_HEADER`: the one header that those proxies set.
    pub proxy_header: ProxyHeader,
    /// `HUB_LOG`: a tracing filter, such as `info,hub=debug`.
    pub log: String,
    /// `HUB_LOG_FORMAT`: `pretty` or `json`.
    pub log_format: LogFormat,
    /// `HUB_WORKER`: whether `hub serve` also runs the jobs.
    pub worker: bool,
    /// `HUB_PG_POOL`: the most connections that this process opens to PostgreSQL.
    pub pg_pool: u32,
    /// `HUB_PG_PLAN_CACHE_MODE`: set on each connection when given.
    pub pg_plan_cache_mode: Option<PlanCacheMode>,
    public_url_is_default: bool,
}

impl Config {
    /// Reads the process's environment and the configuration file that it names.
    ///
    /// The file is `--config`, else `HUB_CONFIG`, else `hub.toml` in the working folder if there
    /// is one.
    pub fn load(flags: &Flags) -> Result<Self, ConfigError> {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| name.starts_with("HUB_"))
            .map(|(name, value)| match value.into_string() {
                Ok(value) => Ok((name, value)),
                Err(_) => Err(ConfigError::invalid(
                    &name,
                    "environment",
                    "is not valid UTF-8",
                )),
            })
            .collect::<Result<_, _>>()?;
        Self::from_sources(flags, &environment, Path::new("."))
    }

    /// As [`Config::load`], from an environment that is handed in: `folder` is where `hub.toml`
    /// is looked for.
    pub fn from_sources(
        flags: &Flags,
        environment: &BTreeMap<String, String>,
        folder: &Path,
    ) -> Result<Self, ConfigError> {
        Self::from_values(&Values::collect(flags, environment, folder)?)
    }

    fn from_values(values: &Values) -> Result<Self, ConfigError> {
        let data_dir = values
            .text(Key::DataDir)
            .map_or_else(|| "data".into(), PathBuf::from);
        let database_url = match values.text(Key::DatabaseUrl) {
            Some(url) if kind_of(url).is_some() => Secret::new(url),
            Some(_) => {
                // The value is not repeated: it may hold a password.
                return Err(values.invalid(
                    Key::DatabaseUrl,
                    "must begin with sqlite://, postgres:// or postgresql://",
                ));
            }
            None => sqlite_url(&data_dir.join("hub.db")),
        };
        let listen = values
            .parse::<SocketAddr>(Key::Listen)?
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let (public_url, public_url_is_default) = match values.text(Key::PublicUrl) {
            Some(text) => (
                public_url(text).map_err(|reason| values.invalid(Key::PublicUrl, &reason))?,
                false,
            ),
            None => (local_url(listen.port())?, true),
        };
        let smtp_url = values.text(Key::SmtpUrl).map(Secret::new);
        if let Some(url) = &smtp_url {
            check_smtp_url(url).map_err(|reason| values.invalid(Key::SmtpUrl, reason))?;
        }
        let mail_from = match values.parse::<Mailbox>(Key::MailFrom)? {
            Some(mailbox) => mailbox,
            None if smtp_url.is_some() => return Err(ConfigError::MailFromMissing),
            None => "Knowledge Hub <hub@localhost>".parse().map_err(|error| {
                ConfigError::invalid("HUB_MAIL_FROM", "default", &format!("{error}"))
            })?,
        };
        let pg_pool = values.parse::<u32>(Key::PgPool)?.unwrap_or(10);
        // Migrating takes two: one holds the lock.
        if !(2..=1000).contains(&pg_pool) {
            return Err(values.invalid(Key::PgPool, "must lie between 2 and 1000"));
        }
        Ok(Self {
            data_dir,
            database_url,
            listen,
            public_url,
            smtp_url,
            mail_dir: values.text(Key::MailDir).map(PathBuf::from),
            mail_from,
            trusted_proxies: values.list(Key::TrustedProxies)?,
            proxy_header: values.parse(Key::ProxyHeader)?.unwrap_or_default(),
            log: values
                .text(Key::Log)
                .unwrap_or("info,sqlx=warn,sea_orm=warn")
                .to_owned(),
            log_format: values.parse(Key::LogFormat)?.unwrap_or_default(),
            worker: values.boolean(Key::Worker)?.unwrap_or(true),
            pg_pool,
            pg_plan_cache_mode: values.parse(Key::PgPlanCacheMode)?,
            public_url_is_default,
        })
    }

    /// The same configuration with the demo's database, which a plain `serve` refuses to open.
    #[must_use]
    pub fn for_demo(mut self) -> Self {
        self.database_url = sqlite_url(&self.data_dir.join("demo.db"));
        self
    }

    /// Takes note of the address that was bound, so that a public URL that was not configured
    /// follows a port that the system chose.
    pub fn bound_to(&mut self, address: SocketAddr) -> Result<(), ConfigError> {
        self.listen = address;
        if self.public_url_is_default {
            self.public_url = local_url(address.port())?;
        }
        Ok(())
    }

    /// Which engine the database URL names.
    pub fn database_kind(&self) -> DatabaseKind {
        // Construction checks the scheme, so that only SQLite is left.
        kind_of(self.database_url.expose()).unwrap_or(DatabaseKind::Sqlite)
    }

    /// Whether people come over https, so that cookies are `Secure` and named `__Host-`.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// The public origin without a slash at its end, for putting paths behind it.
    pub fn origin(&self) -> String {
        self.public_url.as_str().trim_end_matches('/').to_owned()
    }
}

fn kind_of(url: &str) -> Option<DatabaseKind> {
    let (scheme, rest) = url.split_once(':')?;
    match scheme {
        "sqlite" if !rest.is_empty() => Some(DatabaseKind::Sqlite),
        "postgres" | "postgresql" if rest.starts_with("//") => Some(DatabaseKind::Postgres),
        _ => None,
    }
}

fn sqlite_url(path: &Path) -> Secret {
    Secret::new(format!("sqlite://{}", path.display()))
}

fn local_url(port: u16) -> Result<Url, ConfigError> {
    Url::parse(&format!("http://localhost:{port}"))
        .map_err(|error| ConfigError::invalid("HUB_PUBLIC_URL", "default", &error.to_string()))
}

fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address == std::net::Ipv4Addr::LOCALHOST,
        Some(Host::Ipv6(address)) => address == std::net::Ipv6Addr::LOCALHOST,
        None => false,
    }
}

fn public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("is not a URL: {error}"))?;
    match url.scheme() {
        "https" => {}
        "http" if is_local(&url) => {}
        "http" => {
            return Err(format!(
                "is plain http. Browsers drop the session cookie (`__Host-`, Secure) that comes \
                 over it and say nothing, so nobody could sign in. Write https://{}, or use \
                 http://localhost to try the hub on this machine",
                url.host_str().unwrap_or_default()
            ));
        }
        _ => return Err("must begin with https://".to_owned()),
    }
    if url.path() != "/"
        || url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return Err("must be an origin: scheme, host and port, with nothing behind".to_owned());
    }
    Ok(url)
}

fn check_smtp_url(secret: &Secret) -> Result<(), &'static str> {
    let url = Url::parse(secret.expose())
        .map_err(|_| "is not a URL, such as smtps://user:password@mail.example.org:465")?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err("names no host");
    }
    // smtp: is not one of the URL standard's special schemes, so its host is parsed as opaque
    // text, and an IP address in it has to be recognised as text.
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let encrypted = match url.scheme() {
        "smtps" => true,
        "smtp" => url
            .query_pairs()
            .any(|(key, value)| key == "tls" && value == "required"),
        _ => return Err("must begin with smtp:// or smtps://"),
    };
    if url.password().is_some() && !encrypted && !local {
        return Err("would send its password in the clear; use smtps://, or smtp://…?tls=required");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
