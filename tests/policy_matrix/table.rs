//! The table as text, and what must hold for it whatever is checked in.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::ask::is_there;

const HEAD: &str = "\
Who may do what. Written by UPDATE_POLICY=1 cargo test --test hub policy_matrix; the test of that
name compares it. Read a row as: asked for what would be right for whoever may do it, this is what
each kind of viewer gets.

  ok               it is answered, or done; ok:3 a list of three; ok:3/9 the first three of nine
  yes, no, some    what a field that is true or false says
  empty            nothing: null, an empty list, an empty text
  invalid:CODE     the input is refused for a reason that is no question of authority
  others           the code of the error

The column read-token is a token with the scope `read` alone: the administrator's for queries, and
for mutations that of the viewer furthest to the right who may do it otherwise.

Fields below a query have a row of their own where viewers who see the object see them differently.
";

/// The matrix.
pub struct Table {
    columns: Vec<&'static str>,
    queries: Vec<Row>,
    mutations: Vec<Row>,
}

struct Row {
    name: String,
    cells: Vec<String>,
}

impl Table {
    pub fn new(columns: impl IntoIterator<Item = &'static str>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            queries: Vec::new(),
            mutations: Vec::new(),
        }
    }

    /// Adds a query, and those of its fields that differ between viewers who see the object.
    pub fn query(&mut self, name: &str, columns: &[BTreeMap<String, String>]) {
        let mut paths: Vec<&String> = columns.iter().flat_map(BTreeMap::keys).collect();
        paths.sort();
        paths.dedup();
        let cell = |column: &BTreeMap<String, String>, path: &str| {
            column.get(path).cloned().unwrap_or_else(|| "-".to_owned())
        };
        for path in paths {
            let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
            let mut seen = columns
                .iter()
                .filter(|column| is_there(&cell(column, parent)))
                .map(|column| cell(column, path));
            let first = seen.next();
            let differs = seen.any(|cell| Some(cell) != first);
            if !path.is_empty() && !differs {
                continue;
            }
            // Where the object is not seen, its fields say nothing of their own.
            let cells = columns.iter().map(|column| {
                if path.is_empty() || is_there(&cell(column, parent)) {
                    cell(column, path)
                } else {
                    "-".to_owned()
                }
            });
            self.queries.push(Row {
                name: if path.is_empty() {
                    name.to_owned()
                } else {
                    format!("  .{path}")
                },
                cells: cells.collect(),
            });
        }
    }

    /// Adds a mutation.
    pub fn mutation(&mut self, name: &str, cells: Vec<String>) {
        self.mutations.push(Row {
            name: name.to_owned(),
            cells,
        });
    }

    fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (title, rows) in [("QUERIES", &self.queries), ("MUTATIONS", &self.mutations)] {
            let first = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
            let widths: Vec<usize> = (0..self.columns.len())
                .map(|i| {
                    let cells = rows.iter().map(|row| row.cells[i].len());
                    cells.max().unwrap_or(0).max(self.columns[i].len())
                })
                .collect();
            let mut line = |name: &str, cells: &mut dyn Iterator<Item = &str>| {
                let mut line = format!("{name:first$}");
                for (cell, width) in cells.zip(&widths) {
                    write!(line, "  {cell:width$}").unwrap();
                }
                text.push_str(line.trim_end());
                text.push('\n');
            };
            line("", &mut std::iter::empty());
            line(title, &mut self.columns.iter().copied());
            for row in rows {
                line(&row.name, &mut row.cells.iter().map(String::as_str));
            }
        }
        text
    }

    /// Compares it with what is checked in, or writes that anew.
    pub fn compare(&self, file: &str) -> Result<(), String> {
        let mut now = self.text();
        let whole = !self.mutations.is_empty();
        if std::env::var_os("UPDATE_POLICY").is_some() && whole {
            std::fs::write(file, &now).unwrap();
        }
        let mut known = std::fs::read_to_string(file).unwrap_or_default();
        if !whole {
            for text in [&mut now, &mut known] {
                let queries = text.find("\nMUTATIONS").unwrap_or(text.len());
                text.truncate(queries);
            }
        }
        if known == now {
            return Ok(());
        }
        let changed = |from: &str, than: &str, sign: char| {
            let lines: Vec<&str> = than.lines().collect();
            let new = from.lines().filter(|line| !lines.contains(line));
            new.map(|line| format!("{sign} {line}\n"))
                .collect::<String>()
        };
        Err(format!(
            "who may do what has changed; if that is meant, run UPDATE_POLICY=1 cargo test --test \
             hub policy_matrix and say why in the commit:\n{}{}",
            changed(&known, &now, '-'),
            changed(&now, &known, '+')
        ))
    }

    /// What must hold for every mutation.
    pub fn check(&self, for_visitors: &[&str], for_nobody: &[&str]) {
        let mut wrong = Vec::new();
        let of = |row: &'_ Row, column: &str| {
            let at = self.columns.iter().position(|name| *name == column);
            row.cells[at.unwrap()].clone()
        };
        for row in &self.mutations {
            let name = row.name.as_str();
            let somebody = row.cells.iter().any(|cell| cell == "ok");
            if somebody == for_nobody.contains(&name) {
                wrong.push(format!(
                    "{name}: somebody may do it, unless FOR_NOBODY says that nobody may"
                ));
            }
            let visitor = of(row, "visitor") == "ok";
            if visitor != for_visitors.contains(&name) {
                wrong.push(format!(
                    "{name}: a visitor may do it exactly if FOR_VISITORS says so"
                ));
            }
            if of(row, super::READ_TOKEN) == "ok" {
                wrong.push(format!(
                    "{name}: a token with the scope `read` changes things"
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
