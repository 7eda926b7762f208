//! The server: what it is made of, how it starts, and how it stops.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use async_graphql::{Request, Response, ServerError};
use hub_domain::clock::Clock;
use hub_domain::database::{Database, Pool};
use hub_domain::forum::category;
use hub_domain::random::Random;
use hub_domain::{Caller, Hub, Settings};
use hub_graphql::{HubSchema, limits};
use hub_migration::{Migrator, MigratorTrait};
use tokio::sync::watch;

use crate::config::{Config, PlanCacheMode};
use crate::http;
use crate::http::routes::PAGES;
use crate::job::Worker;
use crate::mail::{Transport, Writer};
use crate::page::{Engine, Execute, Parts, SentenceArg, Sources, ValidateOnly};

/// How long requests that are under way may take to finish once the server is asked to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// How long a connection may wait for the head of its first request. Browsers open connections
/// ahead of need; on a slow network or machine, five seconds cut off style sheets and scripts.
const REQUEST_HEAD: Duration = Duration::from_secs(20);

/// Why the server does not start.
pub type StartError = Box<dyn std::error::Error + Send + Sync>;

/// Everything that a request is answered with.
pub struct Server {
    /// The hub.
    pub hub: Hub,
    /// The schema.
    pub schema: HubSchema,
    /// The pages.
    pub engine: Engine,
    /// The configuration.
    pub config: Config,
    /// Whether the server is stopping: `/readyz` fails then, and requests are still answered.
    pub draining: AtomicBool,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}

/// The schema under the limits that every caller has, pages included.
pub struct Guarded(pub HubSchema);

#[async_trait::async_trait]
impl Execute for Guarded {
    async fn execute(&self, mut request: Request) -> Response {
        let admitted = match request.parsed_query() {
            Ok(document) => {
                let document = document.clone();
                let name = request.operation_name.clone();
                limits::check(&document, name.as_deref(), &request.variables).map(|_| ())
            }
            Err(error) => return Response::from_errors(vec![error]),
        };
        match admitted {
            Ok(()) => self.0.execute(request).await,
            Err(refused) => Response::from_errors(vec![ServerError::from(refused)]),
        }
    }
}

/// Opens the database that the configuration names, and brings its schema up to date.
///
/// # Errors
/// When it cannot be opened, or is the other kind of database: the demonstration's in place of a
/// real one, or the other way round.
pub async fn open_hub(config: &Config, demo: bool) -> Result<Hub, StartError> {
    let database = connect(config).await?;
    migrate(&database).await?;
    let settings = Settings {
        public_url: config.origin(),
        site_name: "Knowledge Hub".to_owned(),
        demo,
    };
    let hub = Hub::new(database, Clock::system(), Random::system()?, settings);
    hub_domain::platform::setting::claim_kind(&hub).await?;
    hub.write(&Caller::system(), |ctx| {
        Box::pin(hub_domain::document::seed::seed(ctx))
    })
    .await?;
    Ok(hub)
}

/// Connects to the database that the configuration names.
///
/// # Errors
/// When it does not answer.
pub async fn connect(config: &Config) -> Result<Database, StartError> {
    if let Some(file) = config.database_url.expose().strip_prefix("sqlite://")
        && let Some(folder) = std::path::Path::new(file.split('?').next().unwrap_or(file)).parent()
    {
        std::fs::create_dir_all(folder)
            .map_err(|e| format!("the folder {} cannot be made: {e}", folder.display()))?;
    }
    let pool = Pool {
        connections: config.pg_pool,
        generic_plans: config.pg_plan_cache_mode == Some(PlanCacheMode::ForceGenericPlan),
    };
    Ok(Database::open(config.database_url.expose(), pool).await?)
}

/// Runs the migrations that are missing, one server at a time.
///
/// # Errors
/// When one fails; what it began is undone.
pub async fn migrate(database: &Database) -> Result<(), StartError> {
    let lock = database.migration_lock().await?;
    let mut tries = 0;
    let outcome = loop {
        tries += 1;
        match Migrator::up(database.writer(), None).await {
            // On SQLite another process may have been first; then nothing is missing any more.
            Err(error) if tries < 5 && lock.is_none() => {
                tracing::debug!(%error, tries, "migrating again");
                tokio::time::sleep(Duration::from_millis(200 * tries)).await;
            }
            outcome => break outcome,
        }
    };
    if let Some(lock) = lock {
        lock.rollback().await?;
    }
    Ok(outcome?)
}

impl Server {
    /// Puts the server together, and checks every page.
    ///
    /// # Errors
    /// When a page, a template or a mail is wrong.
    pub async fn new(hub: Hub, config: Config) -> Result<Self, StartError> {
        let writer = Arc::new(Writer::new(hub.settings())?);
        let schema = hub_graphql::build(hub.clone(), writer);
        let validator = hub_graphql::builder().extension(ValidateOnly).finish();
        let engine = Engine::new(Parts {
            sdl: &hub_graphql::sdl(),
            executor: Arc::new(Guarded(schema.clone())),
            validator: Arc::new(validator),
            sentences: Arc::new(sentence),
            sources: Sources::embedded(),
            routes: PAGES,
            public_url: config.origin(),
            demo: hub.settings().demo,
        })
        .await?;
        // Shelves that every hub begins with; what is there already stays as it is.
        hub.write(&Caller::system(), |ctx| {
            Box::pin(category::ensure_defaults(ctx))
        })
        .await?;
        Ok(Self {
            hub,
            schema,
            engine,
            config,
            draining: AtomicBool::new(false),
        })
    }

    /// Answers requests on a listener until `stop` turns true, then lets those under way finish.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn run(
        self: Arc<Self>,
        listener: TcpListener,
        mut stop: watch::Receiver<bool>,
    ) -> std::io::Result<()> {
        let server = Arc::clone(&self);
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let running = HttpServer::new(move || {
            let server = Arc::clone(&server);
            App::new()
                .wrap(from_fn(http::headers::add))
                .wrap(Compress::default())
                .wrap(from_fn(http::trace::trace))
                .app_data(web::Data::from(Arc::clone(&server)))
                .configure(|app| http::configure(app, &server))
        })
        .workers(workers)
        .client_request_timeout(REQUEST_HEAD)
        .shutdown_timeout(DRAIN.as_secs())
        .disable_signals()
        .listen(listener)?
        .run();
        let handle = running.handle();
        let draining = Arc::clone(&self);
        let stopper = tokio::spawn(async move {
            if stop.wait_for(|stop| *stop).await.is_ok() {
                draining.draining.store(true, Ordering::Relaxed);
                handle.stop(true).await;
            }
        });
        let outcome = running.await;
        stopper.abort();
        outcome
    }
}

/// A worker that sends mail and does jobs on this hub.
///
/// # Errors
/// When a mail's template is wrong, or the transport cannot be used.
pub fn worker(hub: &Hub, config: &Config, transport: Transport) -> Result<Worker, StartError> {
    Ok(Worker::new(
        hub.clone(),
        Writer::new(hub.settings())?,
        transport,
        config.mail_from.clone(),
    ))
}

/// A sentence of the interface, for the pages.
pub fn sentence(_locale: &str, key: &str, args: &[(String, SentenceArg)]) -> Option<String> {
    let args: Vec<(&str, hub_locales::Arg)> = args
        .iter()
        .map(|(name, value)| {
            let value = match value {
                SentenceArg::Text(text) => hub_locales::Arg::Text(text.clone()),
                SentenceArg::Number(number) => hub_locales::Arg::Number(*number),
            };
            (name.as_str(), value)
        })
        .collect();
    hub_locales::sentence(key, &args)
}
