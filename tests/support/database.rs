//! One database a test: a file in a temporary folder, or a database of a private PostgreSQL
//! cluster that ends with this process.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use hub_domain::database::{Database, Pool};
use sea_orm_migration::sea_orm::ConnectionTrait;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Which database the tests run on.
pub fn is_postgres() -> bool {
    match std::env::var("HUB_TEST_DATABASE").as_deref() {
        Ok("postgres") => true,
        Ok("sqlite") | Err(_) => false,
        Ok(other) => panic!("HUB_TEST_DATABASE is sqlite or postgres, not {other}"),
    }
}

/// The address of a new database, empty but for its schema.
pub async fn fresh(folder: &TempDir) -> String {
    if !is_postgres() {
        return format!("sqlite://{}", folder.path().join("hub.db").display());
    }
    let cluster = cluster().await;
    let name = next_name();
    // A database is copied from a template only while nobody else copies it.
    static COPYING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _copying = COPYING.lock().await;
    cluster
        .execute(&format!(
            "CREATE DATABASE {name} TEMPLATE {}",
            cluster.template
        ))
        .await;
    cluster.url(&name)
}

/// The address of a new database of PostgreSQL without a schema.
pub async fn empty() -> String {
    let cluster = cluster().await;
    let name = next_name();
    cluster.execute(&format!("CREATE DATABASE {name}")).await;
    cluster.url(&name)
}

/// The address and the name of a copy of a database of PostgreSQL that nobody is connected to.
pub async fn copy_of(template: &str) -> (String, String) {
    let cluster = cluster().await;
    let name = next_name();
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template}");
    cluster.execute(&sql).await;
    (cluster.url(&name), name)
}

/// Removes a database of PostgreSQL, whoever is connected to it.
pub async fn remove(name: &str) {
    let sql = format!("DROP DATABASE {name} WITH (FORCE)");
    cluster().await.execute(&sql).await;
}

fn next_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!(
        "hub_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

struct Cluster {
    base: String,
    template: String,
    _process: Option<Child>,
}

impl Cluster {
    /// The base is an address whose database is named `DATABASE`.
    fn url(&self, database: &str) -> String {
        self.base.replace("DATABASE", database)
    }

    async fn execute(&self, sql: &str) {
        let pool = Pool {
            connections: 1,
            generic_plans: false,
        };
        let admin = Database::open(&self.url("postgres"), pool).await.unwrap();
        admin.writer().execute_unprepared(sql).await.unwrap();
        admin.close().await;
    }
}

async fn cluster() -> &'static Cluster {
    static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
    CLUSTER
        .get_or_init(|| async {
            let given = std::env::var("HUB_TEST_POSTGRES_URL").ok();
            let (base, process) = if let Some(url) = given {
                let (server, _) = url
                    .rsplit_once('/')
                    .expect("HUB_TEST_POSTGRES_URL has a path");
                (format!("{server}/DATABASE"), None)
            } else {
                let (base, process) = start();
                (base, Some(process))
            };
            let template = format!("hub_template_{}", std::process::id());
            let cluster = Cluster {
                base,
                template,
                _process: process,
            };
            cluster
                .execute(&format!("CREATE DATABASE {}", cluster.template))
                .await;
            let pool = Pool {
                // The lock of migrations holds one.
                connections: 2,
                generic_plans: false,
            };
            let database = Database::open(&cluster.url(&cluster.template), pool)
                .await
                .unwrap();
            hub::server::migrate(&database).await.unwrap();
            database.close().await;
            cluster
        })
        .await
}

/// Makes and starts a cluster in the system's temporary folder, as a user other than root.
fn start() -> (String, Child) {
    let folder = TempDir::with_prefix("hub-pg-").unwrap().keep();
    let root = unix_user() == "0";
    let user = if root { some_user() } else { String::new() };
    if root {
        run(Command::new("chown").arg(&user).arg(&folder));
    }
    let as_user = |program: &Path| {
        if root {
            let mut command = Command::new("runuser");
            command.args(["-u", &user, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        }
    };
    let data = folder.join("data");
    run(as_user(&tool("initdb"))
        .args([
            "--username=hub",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            "-D",
        ])
        .arg(&data)
        .current_dir(&folder)
        .stdout(Stdio::null()));
    // The shell waits for the end of its input, which comes when this process ends, however it
    // does; then it stops the server and removes the folder.
    let script = "\"$0\" -D \"$1/data\" -k \"$1\" -c listen_addresses= -c fsync=off \
                  -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 \
                  -c shared_buffers=64MB >\"$1/log\" 2>&1 </dev/null & \
                  server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf \"$1\"";
    let process = as_user(Path::new("/bin/sh"))
        .args(["-c", script])
        .arg(tool("postgres"))
        .arg(&folder)
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !folder.join(".s.PGSQL.5432").exists() {
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "PostgreSQL does not start"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    (
        format!(
            "postgres://hub@localhost/DATABASE?host={}",
            folder.display()
        ),
        process,
    )
}

fn run(command: &mut Command) {
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}");
}

fn unix_user() -> String {
    let out = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

fn some_user() -> String {
    let known = Command::new("id")
        .arg("postgres")
        .output()
        .is_ok_and(|out| out.status.success());
    if known {
        "postgres".to_owned()
    } else {
        "nobody".to_owned()
    }
}

/// A program of PostgreSQL, where Debian or the path has it.
fn tool(name: &str) -> PathBuf {
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(debian.map(|version| version.path().join("bin")))
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
        .unwrap_or_else(|| panic!("{name} is not installed; PostgreSQL's server is needed"))
}
