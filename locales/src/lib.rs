//! Every sentence that a person reads, in Fluent, by key. The one language so far is British
//! English; another is another folder.
#![deny(missing_docs)]

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

const SOURCES: &[(&str, &str)] = &[
    ("account.ftl", include_str!("../en-GB/account.ftl")),
    ("admin.ftl", include_str!("../en-GB/admin.ftl")),
    ("assignment.ftl", include_str!("../en-GB/assignment.ftl")),
    ("audit.ftl", include_str!("../en-GB/audit.ftl")),
    ("catalogue.ftl", include_str!("../en-GB/catalogue.ftl")),
    ("challenge.ftl", include_str!("../en-GB/challenge.ftl")),
    ("community.ftl", include_str!("../en-GB/community.ftl")),
    ("demo.ftl", include_str!("../en-GB/demo.ftl")),
    ("design.ftl", include_str!("../en-GB/design.ftl")),
    ("errors.ftl", include_str!("../en-GB/errors.ftl")),
    ("explorer.ftl", include_str!("../en-GB/explorer.ftl")),
    ("forum.ftl", include_str!("../en-GB/forum.ftl")),
    ("home.ftl", include_str!("../en-GB/home.ftl")),
    ("judging.ftl", include_str!("../en-GB/judging.ftl")),
    ("moderation.ftl", include_str!("../en-GB/moderation.ftl")),
    ("offline.ftl", include_str!("../en-GB/offline.ftl")),
    ("layout.ftl", include_str!("../en-GB/layout.ftl")),
    (
        "organisation.ftl",
        include_str!("../en-GB/organisation.ftl"),
    ),
    ("impact.ftl", include_str!("../en-GB/impact.ftl")),
    ("partnering.ftl", include_str!("../en-GB/partnering.ftl")),
    ("programme.ftl", include_str!("../en-GB/programme.ftl")),
    ("project.ftl", include_str!("../en-GB/project.ftl")),
    ("proposal.ftl", include_str!("../en-GB/proposal.ftl")),
    ("ranking.ftl", include_str!("../en-GB/ranking.ftl")),
    ("site.ftl", include_str!("../en-GB/site.ftl")),
    ("statistics.ftl", include_str!("../en-GB/statistics.ftl")),
    ("mail.ftl", include_str!("../en-GB/mail.ftl")),
];

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let languages = "en-GB"
        .parse()
        .map(|language| vec![language])
        .unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(languages);
    // Marks around arguments protect right-to-left text, and would show up in titles and mails.
    bundle.set_use_isolating(false);
    for (_, source) in SOURCES {
        // What cannot be parsed is left out here and named by `problems`, which a test asks.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
});

/// An argument of a sentence.
#[derive(Debug, Clone)]
pub enum Arg {
    /// Words, put in as they are.
    Text(String),
    /// A number, which plural forms go by.
    Number(f64),
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

/// The sentence with this key, or nothing when there is none. A text argument that is written
/// as a whole number also counts as one, so that plurals work for what forms and errors carry.
pub fn sentence(key: &str, args: &[(&str, Arg)]) -> Option<String> {
    let pattern = BUNDLE.get_message(key)?.value()?;
    let mut values = FluentArgs::new();
    for (name, arg) in args {
        let value = match arg {
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Text(text) => match text.parse::<i32>() {
                Ok(number) if number.to_string() == *text => FluentValue::from(number),
                _ => FluentValue::from(text.clone()),
            },
        };
        values.set((*name).to_owned(), value);
    }
    let mut errors = Vec::new();
    Some(
        BUNDLE
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned(),
    )
}

/// The keys of all sentences, for tests that look for gaps.
pub fn keys() -> Vec<String> {
    SOURCES
        .iter()
        .flat_map(|(_, source)| source.lines())
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
        .collect()
}

/// What is wrong with the files of sentences: syntax, and keys that are said twice.
pub fn problems() -> Vec<String> {
    let mut problems = Vec::new();
    for (file, source) in SOURCES {
        if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
            problems.extend(errors.iter().map(|error| format!("{file}: {error}")));
        }
    }
    let mut keys = keys();
    keys.sort();
    problems.extend(
        keys.windows(2)
            .filter(|w| w[0] == w[1])
            .map(|w| format!("twice: {}", w[0])),
    );
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_hold_no_mistakes() {
        assert_eq!(problems(), Vec::<String>::new());
    }

    #[test]
    fn arguments_are_put_in() {
        let text = sentence(
            "error-TOO_LONG",
            &[("max", "80".into()), ("count", "91".into())],
        );
        assert!(text.unwrap().contains("80"));
        assert!(sentence("no-such-key", &[]).is_none());
    }
}
