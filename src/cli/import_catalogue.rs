//! `hub import ckan` and `hub import inventory`.

use std::path::Path;

use hub_domain::catalogue::import::Format;
use hub_domain::catalogue::import_listing::{Line, Options, import_with};
use hub_domain::{Caller, Error, Hub};
use hub_locales::{Arg, sentence};

/// Imports a file as the operator: each record that failed is printed with its reason, then one
/// line that counts.
///
/// # Errors
/// A sentence, when the file cannot be read at all or the database does not answer.
pub async fn run(hub: &Hub, file: &Path, source: Option<&str>, format: &str) -> Result<(), String> {
    let bytes = tokio::fs::read(file)
        .await
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let options = Options {
        source: source.map(str::to_owned),
        format: Some(match format {
            "ckan" => Format::Ckan,
            "inventory" => Format::Inventory,
            other => return Err(format!("{other} is neither ckan nor inventory")),
        }),
        publisher: None,
    };
    let report = import_with(hub, &Caller::system(), &bytes, &options)
        .await
        .map_err(|error| explain(&error))?;
    for line in &report.errors {
        println!("{}", describe(line));
    }
    println!("{report}");
    Ok(())
}

/// One record that failed, in one line.
fn describe(line: &Line) -> String {
    let place = line.problem.as_ref().map(|problem| problem.place.as_str());
    let place = place.filter(|place| !place.is_empty());
    let mut text = match (line.position, place) {
        (Some(position), Some(place)) => format!("record {position} ({place})"),
        (Some(position), None) => format!("record {position}"),
        (None, _) => format!("record {}", line.guid),
    };
    if !line.title.is_empty() {
        text.push_str(&format!(", “{}”", line.title));
    }
    let Some(problem) = &line.problem else {
        return text;
    };
    let mut args: Vec<(&str, Arg)> = vec![("field", Arg::from(problem.field.as_str()))];
    let given = problem.args.iter();
    args.extend(given.map(|(name, value)| (name.as_str(), Arg::from(value.as_str()))));
    let why = sentence(&format!("catalogue-problem-{}", problem.code), &args);
    format!("{text}: {}", why.unwrap_or_else(|| problem.code.clone()))
}

fn explain(error: &Error) -> String {
    let Error::Invalid(fields) = error else {
        return error.to_string();
    };
    let sentences = fields.iter().map(|field| {
        let args: Vec<(&str, Arg)> = field
            .args
            .iter()
            .map(|(name, value)| (*name, Arg::from(value.as_str())))
            .collect();
        // On the command line a source is named with an option.
        let key = match field.code {
            "SOURCE_UNNAMED" => "catalogue-cli-source".to_owned(),
            code => format!("error-{code}"),
        };
        sentence(&key, &args).unwrap_or_else(|| field.code.to_owned())
    });
    sentences.collect::<Vec<_>>().join(" ")
}
