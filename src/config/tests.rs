//! Tests of the configuration, on environments that are handed in.

use super::*;

fn environment(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn config(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    Config::from_sources(&Flags::default(), &environment(pairs), folder.path())
}

fn message(pairs: &[(&str, &str)]) -> String {
    config(pairs).unwrap_err().to_string()
}

#[test]
fn everything_has_a_default() {
    let config = config(&[]).unwrap();
    assert_eq!(config.data_dir, Path::new("data"));
    assert_eq!(config.database_url.expose(), "sqlite://data/hub.db");
    assert_eq!(config.database_kind(), DatabaseKind::Sqlite);
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.origin(), "http://localhost:8080");
    assert_eq!(config.mail_from.email.to_string(), "hub@localhost");
    assert!(config.smtp_url.is_none() && config.trusted_proxies.is_empty());
    assert!(config.worker && !config.is_https());
    assert_eq!(config.log_format, LogFormat::Pretty);
}

#[test]
fn database_follows_the_data_folder() {
    let config = config(&[("HUB_DATA_DIR", "/srv/hub")]).unwrap();
    assert_eq!(config.database_url.expose(), "sqlite:///srv/hub/hub.db");
    assert_eq!(
        config.for_demo().database_url.expose(),
        "sqlite:///srv/hub/demo.db"
    );
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("hub.toml"),
        "data_dir = 'from-file'\nlisten = '127.0.0.1:1'\nlog = 'trace'\npg_pool = 3\n\
         worker = false\ntrusted_proxies = ['10.0.0.0/8', '::1']",
    )
    .unwrap();
    let flags = Flags {
        listen: Some("127.0.0.1:3".to_owned()),
        ..Flags::default()
    };
    let environment = environment(&[("HUB_LISTEN", "127.0.0.1:2"), ("HUB_LOG", "warn")]);
    let config = Config::from_sources(&flags, &environment, folder.path()).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.log, "warn");
    assert_eq!(config.data_dir, Path::new("from-file"));
    assert_eq!(
        (config.pg_pool, config.worker, config.trusted_proxies.len()),
        (3, false, 2)
    );
}

#[test]
fn unknown_key_is_an_error_that_names_the_nearest() {
    assert_eq!(
        message(&[("HUB_DATABSE_URL", "x")]),
        "environment: HUB_DATABSE_URL is not a setting; did you mean HUB_DATABASE_URL?"
    );
    assert!(message(&[("HUB_SMTP_URLFILE", "x")]).contains("HUB_SMTP_URL_FILE"));
    assert!(message(&[("HUB_CONFG", "x")]).ends_with("did you mean HUB_CONFIG?"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hub.toml"), "data_dirs = 'x'").unwrap();
    let error = Config::from_sources(&Flags::default(), &BTreeMap::new(), folder.path());
    assert!(
        error
            .unwrap_err()
            .to_string()
            .ends_with("did you mean data_dir?")
    );
}

#[test]
fn keys_of_the_tests_and_of_others_are_left_alone() {
    assert!(config(&[("HUB_TEST_DATABASE", "postgres"), ("HUBERT", "1")]).is_ok());
}

#[test]
fn empty_value_counts_as_not_given() {
    assert!(
        config(&[("HUB_SMTP_URL", ""), ("HUB_LISTEN", "")])
            .unwrap()
            .smtp_url
            .is_none()
    );
}

#[test]
fn secret_is_read_from_a_file_and_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url");
    std::fs::write(&path, "postgres://hub:hunter2@db/hub\n").unwrap();
    let path = path.to_str().unwrap();
    let config = config(&[("HUB_DATABASE_URL_FILE", path)]).unwrap();
    assert_eq!(
        config.database_url.expose(),
        "postgres://hub:hunter2@db/hub"
    );
    assert_eq!(config.database_kind(), DatabaseKind::Postgres);
    assert!(!format!("{config:?}").contains("hunter2"));
    let both = message(&[
        ("HUB_DATABASE_URL_FILE", path),
        ("HUB_DATABASE_URL", "sqlite://x"),
    ]);
    assert!(both.contains("keep one of them"), "{both}");
    let missing = message(&[("HUB_SMTP_URL_FILE", "/nowhere/url")]);
    assert!(
        missing.contains("/nowhere/url, which HUB_SMTP_URL_FILE names"),
        "{missing}"
    );
}

#[test]
fn public_url_is_https_unless_it_is_this_machine() {
    for good in [
        "https://hub.example.org",
        "https://hub.example.org:8443/",
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://[::1]:8080",
    ] {
        assert!(config(&[("HUB_PUBLIC_URL", good)]).is_ok(), "{good}");
    }
    let plain = message(&[("HUB_PUBLIC_URL", "http://hub.example.org")]);
    assert!(
        plain.contains("__Host-") && plain.contains("https://hub.example.org"),
        "{plain}"
    );
    for bad in [
        "hub.example.org",
        "ftp://hub.example.org",
        "http://localhost.example.org",
        "http://10.0.0.1",
        "https://hub.example.org/path",
        "https://user@hub.example.org",
        "https://hub.example.org/?a=b",
    ] {
        assert!(config(&[("HUB_PUBLIC_URL", bad)]).is_err(), "{bad}");
    }
    let secure = config(&[("HUB_PUBLIC_URL", "https://hub.example.org/")]).unwrap();
    assert!(secure.is_https());
    assert_eq!(secure.origin(), "https://hub.example.org");
}

#[test]
fn default_public_url_follows_the_port() {
    let mut config = config(&[("HUB_LISTEN", "127.0.0.1:0")]).unwrap();
    config.bound_to("127.0.0.1:4321".parse().unwrap()).unwrap();
    assert_eq!(config.origin(), "http://localhost:4321");
    let mut fixed = self::config(&[("HUB_PUBLIC_URL", "https://hub.example.org")]).unwrap();
    fixed.bound_to("127.0.0.1:4321".parse().unwrap()).unwrap();
    assert_eq!(fixed.origin(), "https://hub.example.org");
}

#[test]
fn mail_that_is_sent_needs_a_sender_and_hides_its_password() {
    let url = ("HUB_SMTP_URL", "smtps://hub:secret@mail.example.org");
    assert!(message(&[url]).contains("HUB_MAIL_FROM"));
    let from = ("HUB_MAIL_FROM", "Hub <hub@example.org>");
    assert_eq!(
        config(&[url, from]).unwrap().mail_from.name.as_deref(),
        Some("Hub")
    );
    let clear = message(&[("HUB_SMTP_URL", "smtp://hub:secret@mail.example.org"), from]);
    assert!(
        clear.contains("in the clear") && !clear.contains("secret"),
        "{clear}"
    );
    for good in [
        "smtp://localhost:1025",
        "smtp://hub:secret@127.0.0.1",
        "smtp://mail:1025",
        "smtp://hub:secret@mail.example.org?tls=required",
    ] {
        assert!(config(&[("HUB_SMTP_URL", good), from]).is_ok(), "{good}");
    }
    assert!(message(&[("HUB_MAIL_FROM", "nobody")]).contains("HUB_MAIL_FROM"));
}

#[test]
fn wrong_values_are_named_with_their_source() {
    assert!(message(&[("HUB_LISTEN", "8080")]).starts_with("HUB_LISTEN (environment) cannot be"));
    assert!(message(&[("HUB_WORKER", "perhaps")]).contains("use true or false"));
    assert!(message(&[("HUB_LOG_FORMAT", "xml")]).contains("`pretty` or `json`"));
    assert!(message(&[("HUB_PG_POOL", "1")]).contains("between 2 and 1000"));
    assert!(message(&[("HUB_PG_PLAN_CACHE_MODE", "fast")]).contains("force_generic_plan"));
    assert!(message(&[("HUB_TRUSTED_PROXIES", "10.0.0.0/8,x")]).contains("\"x\""));
    let database = message(&[("HUB_DATABASE_URL", "mysql://u:hunter2@db/x")]);
    assert!(
        database.contains("sqlite://") && !database.contains("hunter2"),
        "{database}"
    );
}

/// Every `HUB_…` that a text names.
fn settings_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.starts_with("HUB_") && word.len() > 4)
}

#[test]
fn example_lists_every_setting_and_its_default() {
    let example = include_str!("../../.env.example");
    for key in Key::ALL {
        assert!(
            settings_in(example).any(|name| name == key.to_string()),
            "{key} is missing"
        );
    }
    let defaults: BTreeMap<String, String> = example
        .lines()
        .filter_map(|line| line.strip_prefix("#HUB_")?.split_once('='))
        .filter(|(key, _)| *key != "CONFIG")
        .map(|(key, value)| (format!("HUB_{key}"), value.trim_matches('"').to_owned()))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let mut written = Config::from_sources(&Flags::default(), &defaults, folder.path()).unwrap();
    // The one thing that differs is that somebody wrote the URL down.
    written.public_url_is_default = true;
    assert_eq!(
        format!("{written:?}"),
        format!("{:?}", config(&[]).unwrap())
    );
    assert_eq!(written.database_url.expose(), "sqlite://data/hub.db");
}

#[test]
fn other_files_name_only_settings_that_exist() {
    let known: Vec<String> = Key::ALL.iter().map(ToString::to_string).collect();
    for (file, text) in [
        (".env.example", include_str!("../../.env.example")),
        (
            "docker-compose.yml",
            include_str!("../../docker-compose.yml"),
        ),
        ("Dockerfile", include_str!("../../Dockerfile")),
        ("SECURITY.md", include_str!("../../SECURITY.md")),
    ] {
        for name in settings_in(text).filter(|name| *name != "HUB_CONFIG") {
            let bare = name.strip_suffix("_FILE").unwrap_or(name);
            assert!(known.iter().any(|key| key == bare), "{file} names {name}");
        }
    }
}
