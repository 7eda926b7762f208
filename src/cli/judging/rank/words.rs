//! A ranking as a person reads it: the table, what it means, and how it was worked out.

use std::fmt::Write as _;

use hub_domain::judging::calibration::Table;
use hub_domain::judging::calibration::near_tie::Standing;
use hub_domain::judging::calibration::rank::{Entry, Judge, Ranking, Variances};

use crate::cli::judging::columns::{Columns, grouped, number};
use crate::cli::judging::scores::{count, names, notes, say};

/// The whole of it.
pub fn of(table: &Table, ranking: &Ranking) -> String {
    let counts = [
        ("scores", count(table.cells().len())),
        ("entries", count(table.entries().len())),
        ("judges", count(table.judges().len())),
        ("awards", count(ranking.question.awards)),
    ];
    let mut text = format!("{}\n\n", say("statistics-counts", &counts));
    let _ = writeln!(text, "{}", entries(ranking));
    for sentence in meaning(table, ranking) {
        let _ = writeln!(text, "{sentence}");
    }
    for note in notes(&ranking.notes, None) {
        let _ = writeln!(text, "{note}");
    }
    if let Some(variances) = ranking.variances {
        let _ = write!(text, "\n{}", how(ranking, &variances));
    }
    let _ = write!(text, "\n{}", judges(ranking));
    if let Some(sentence) = foremost(ranking) {
        let _ = writeln!(text, "\n{sentence}");
    }
    text
}

fn columns(names: &[&str], words: &'static [usize]) -> Columns {
    let name = |name: &&str| say(&format!("statistics-column-{name}"), &[]);
    Columns::new(names.iter().map(name).collect(), words)
}

fn entries(ranking: &Ranking) -> String {
    let mut names = vec![
        "place",
        "entry",
        "scores",
        "raw",
        "calibrated",
        "sd",
        "expected",
    ];
    if ranking.entries.iter().any(|e| e.drawn.is_some()) {
        names.extend(["selected", "half", "ninety", "standing"]);
    }
    let mut columns = columns(&names, &[1, 10]);
    for (place, at) in (1..).zip(&ranking.order) {
        columns.row(cells(place, &ranking.entries[*at]));
    }
    columns.to_string()
}

fn cells(place: usize, entry: &Entry) -> Vec<String> {
    let mut cells = vec![
        place.to_string(),
        entry.id.clone(),
        entry.scores.to_string(),
        number(Some(entry.raw_mean), 2),
        number(entry.calibrated.map(|c| c.predicted), 2),
        number(entry.calibrated.map(|c| c.sd), 2),
        number(entry.expected_rank, 2),
    ];
    if let (Some(drawn), Some(standing)) = (entry.drawn, entry.standing) {
        let interval = |(low, high): (usize, usize)| {
            let args = [("low", count(low)), ("high", count(high))];
            say("statistics-interval", &args)
        };
        let standing = match standing {
            Standing::In => "statistics-standing-in",
            Standing::NearTie => "statistics-standing-near",
            Standing::Out => "statistics-standing-out",
        };
        cells.extend([
            format!("{}%", number(Some(100.0 * drawn.selected), 1)),
            interval(drawn.half),
            interval(drawn.ninety),
            say(standing, &[]),
        ]);
    }
    cells
}

/// Who is above the line, and between whom the scores cannot decide.
fn meaning(table: &Table, ranking: &Ranking) -> Vec<String> {
    if ranking.line.is_none() {
        return Vec::new();
    }
    let left = ranking.left_to_near_ties();
    let near = ranking.standing(Standing::NearTie);
    let near_key = match near.len() {
        near if near <= left => "statistics-meaning-near-enough",
        _ => "statistics-meaning-near",
    };
    [
        ("statistics-meaning-in", ranking.standing(Standing::In)),
        (near_key, near),
    ]
    .into_iter()
    .filter(|(_, own)| !own.is_empty())
    .map(|(key, own)| {
        let names = names(table.entries(), &own).into();
        say(key, &[("names", names), ("left", count(left))])
    })
    .collect()
}

fn how(ranking: &Ranking, variances: &Variances) -> String {
    let mut text = String::new();
    let all = variances.entry + variances.judge + variances.chance;
    if all > 0.0 {
        let part = |part: f64| number(Some(100.0 * part / all), 0).into();
        let args = [
            ("entry", part(variances.entry)),
            ("judge", part(variances.judge)),
            ("chance", part(variances.chance)),
        ];
        let _ = writeln!(text, "{}", say("statistics-parts", &args));
    }
    let _ = writeln!(text, "{}", say("statistics-how-columns", &[]));
    let question = ranking.question;
    if question.draws > 0 {
        if let Some(line) = ranking.line {
            let args = [("line", number(Some(line), 2).into())];
            let _ = writeln!(text, "{}", say("statistics-how-line", &args));
        }
        let args = [
            ("draws", grouped(question.draws).into()),
            ("awards", count(question.awards)),
            ("seed", question.seed.to_string().into()),
        ];
        let _ = writeln!(text, "{}", say("statistics-how-draws", &args));
    }
    text
}

fn judges(ranking: &Ranking) -> String {
    let mut columns = columns(&["judge", "scores", "difference", "effect"], &[0]);
    for judge in &ranking.judges {
        columns.row(vec![
            judge.id.clone(),
            judge.severity.scores.to_string(),
            number(judge.severity.difference, 2),
            number(judge.effect, 2),
        ]);
    }
    columns.to_string()
}

/// The judge whose scores were changed most, in a sentence.
fn foremost(ranking: &Ranking) -> Option<String> {
    let size = |judge: &Judge| judge.effect.unwrap_or(0.0).abs();
    // Of equals the first by id.
    let most = ranking
        .judges
        .iter()
        .rev()
        .max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let (effect, difference) = (most.effect?, most.severity.difference?);
    if size(most) < 0.05 {
        return None;
    }
    let side = |value: f64| if value < 0.0 { "below" } else { "above" };
    let part = side(effect) == side(difference) && effect.abs() <= difference.abs();
    let key = if part {
        "statistics-judge"
    } else {
        "statistics-judge-reckoned"
    };
    let args = [
        ("judge", most.id.as_str().into()),
        ("difference", number(Some(difference.abs()), 1).into()),
        ("side", side(difference).into()),
        ("shared", count(most.severity.shared)),
        ("effect", number(Some(effect.abs()), 1).into()),
        ("effect_side", side(effect).into()),
    ];
    Some(say(key, &args))
}
