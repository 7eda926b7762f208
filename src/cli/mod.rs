//! The command line.

mod audit;
mod backup;
mod doctor;
mod import;
pub mod import_catalogue;
pub mod import_organisations;
mod judging;
mod mail;
mod serve;
mod user;

use std::future::Future;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Flags};
use crate::server::{self, StartError};
use crate::telemetry;

/// An open hub for local government and the developers who build on its data.
#[derive(Debug, Parser)]
#[command(name = "hub", version)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests, and do the work that waits (the default).
    Serve(serve::Serve),
    /// Send mail and do jobs, without answering requests.
    Worker,
    /// Bring the database's schema up to date.
    Migrate,
    /// Import councils and datasets from files.
    #[command(subcommand)]
    Import(import::Import),
    /// Print the GraphQL schema.
    ExportSchema,
    /// Make accounts, and grant roles.
    #[command(subcommand)]
    User(user::User),
    /// Rank entries, measure a panel and assign judges from a file, without a database.
    #[command(subcommand)]
    Judging(judging::Judging),
    /// Test the mail.
    #[command(subcommand)]
    Mail(mail::MailCommand),
    /// Write a copy of the database, while the hub runs.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Replace the database by a backup; the hub must not run.
    Restore {
        /// The file that `hub backup` wrote.
        file: PathBuf,
        /// Replace what is there.
        #[arg(long)]
        force: bool,
    },
    /// Check the record of who did what.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Look for what is wrong with the configuration and the database.
    Doctor,
}

/// Runs the command that the process was given.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    // Needs no configuration, and says by its status what it found.
    if let Some(Command::Judging(judging)) = cli.command {
        return judging.run();
    }
    match command(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hub: {error}");
            ExitCode::FAILURE
        }
    }
}

fn command(cli: Cli) -> Result<(), StartError> {
    let command = cli.command.unwrap_or_default();
    if matches!(command, Command::ExportSchema) {
        print!("{}", hub_graphql::sdl());
        return Ok(());
    }
    let config = Config::load(&cli.flags)?;
    telemetry::init(&config)?;
    match command {
        Command::Serve(serve) => block_on(serve.run(config)),
        Command::Worker => block_on(serve::work(config)),
        Command::Migrate => block_on(async {
            let database = server::connect(&config).await?;
            server::migrate(&database).await?;
            println!("The schema is up to date.");
            database.close().await;
            Ok(())
        }),
        Command::Import(import) => block_on(import.run(config)),
        Command::User(user) => block_on(user.run(config)),
        Command::Mail(mail) => block_on(mail.run(config)),
        Command::Backup { file } => block_on(backup::backup(config, file)),
        Command::Restore { file, force } => block_on(backup::restore(config, file, force)),
        Command::Audit(audit) => block_on(audit.run(config)),
        Command::Doctor => block_on(doctor::doctor(config)),
        Command::ExportSchema | Command::Judging(_) => Ok(()),
    }
}

impl Default for Command {
    fn default() -> Self {
        Self::Serve(serve::Serve::default())
    }
}

fn block_on(work: impl Future<Output = Result<(), StartError>>) -> Result<(), StartError> {
    actix_web::rt::System::new().block_on(work)
}
