//! Who may import whom (ARCHITECTURE.md), checked where a compiler cannot.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path
            .extension()
            .is_some_and(|e| endings.contains(&e.to_str().unwrap()))
        {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn dependencies(of: &str) -> String {
    let manifest = std::fs::read_to_string(root().join(of).join("Cargo.toml")).unwrap();
    manifest
        .split_once("[dependencies]")
        .unwrap()
        .1
        .split("\n[")
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn each_crate_depends_on_those_below_it_alone() {
    let forbidden: &[(&str, &[&str])] = &[
        (
            "entity",
            &["hub-", "actix", "async-graphql", "lettre", "minijinja"],
        ),
        (
            "migration",
            &["hub-", "actix", "async-graphql", "lettre", "minijinja"],
        ),
        (
            "domain",
            &[
                "hub-graphql",
                "hub-migration",
                "hub-locales",
                "actix",
                "async-graphql",
                "lettre",
                "minijinja",
            ],
        ),
        (
            "graphql",
            &[
                "hub-entity",
                "hub-migration",
                "sea-orm",
                "sqlx",
                "actix",
                "lettre",
                "minijinja",
            ],
        ),
        ("locales", &["hub-"]),
    ];
    for (krate, names) in forbidden {
        let dependencies = dependencies(krate);
        for name in *names {
            let breaks = dependencies.lines().any(|line| line.starts_with(name));
            assert!(!breaks, "{krate} must not depend on {name}");
        }
    }
    let server = dependencies("");
    for name in ["sea-orm", "sqlx", "hub-entity"] {
        assert!(
            !server.lines().any(|line| line.starts_with(name)),
            "the server must not use {name}"
        );
    }
}

#[test]
fn no_template_marks_text_as_safe_or_carries_style_or_script() {
    let inline_handler = regex::Regex::new(r"\son(?:click|load|error|submit|change|input|focus|blur|toggle|mouse\w+|key\w+|pointer\w+)\s*=").unwrap();
    for (path, text) in files(&root().join("src/pages"), &["html"]) {
        for forbidden in [
            "|safe",
            "| safe",
            "style=\"",
            "<style",
            "autoescape false",
            "javascript:",
        ] {
            assert!(
                !text.contains(forbidden),
                "{} holds {forbidden}",
                path.display()
            );
        }
        assert!(
            !inline_handler.is_match(&text),
            "{} has an inline handler",
            path.display()
        );
        for (at, _) in text.match_indices("<script") {
            let tag = &text[at..text[at..].find('>').map_or(text.len(), |end| at + end)];
            assert!(
                tag.contains("src="),
                "{} has an inline script",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_is_loaded_from_another_host() {
    let loads = regex::Regex::new(r#"(?:src|srcset|data|poster)\s*=\s*"(?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//|<link[^>]+href="https?:"#).unwrap();
    let mut sources = files(&root().join("src/pages"), &["html"]);
    sources.extend(files(&root().join("src/assets"), &["css", "js", "svg"]));
    for (path, text) in sources {
        assert!(
            !loads.is_match(&text),
            "{} loads from another host",
            path.display()
        );
    }
}
