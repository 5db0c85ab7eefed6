//! `countersign aef check`: the files of one submission judged from themselves alone. No configuration, no network.
//! Whatever a file says has passed the gate before it is printed.
//! Must not know: the rules.

use crate::{
    aef::{
        FileProblem,
        check::{self, Breach, Checked},
        format::Table,
    },
    cli::{cell_name::cell_name, start},
    text::{Kind, Untrusted, number::grouped},
};
use clap::Args;
use serde_json::json;
use std::{
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is checked, and how it is told.
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// The files of one submission: .xlsx with a sheet for each table, CSV with one table or several below each other, or JSON
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

/// A file that was read.
struct File {
    name: String,
    checked: Checked,
}

/// Checks, and tells.
pub(super) fn run(asked: &Check) -> ExitCode {
    let told = read(&asked.files).and_then(|files| {
        let found = judged(&files);
        let text = if asked.json { object(&files, &found)? } else { report(&files, &found) };
        Ok((text, u8::from(!found.is_empty())))
    });
    match told {
        Ok((text, status)) => {
            // A reader that has seen enough, such as `head`, is no failure.
            let _ = io::stdout().lock().write_all(text.as_bytes());
            ExitCode::from(status)
        }
        Err(sentence) => start::refuse(&sentence),
    }
}

fn read(paths: &[PathBuf]) -> Result<Vec<File>, String> {
    paths.iter().map(|path| file(path)).collect()
}

fn file(path: &Path) -> Result<File, String> {
    let name = Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string();
    let unread = |why: String| format!("{name} was not read: {why}. Nothing was checked.");
    let source = fs::File::open(path).map_err(|error| unread(FileProblem::from(error).to_string()))?;
    let checked =
        check::check(source).map_err(|problem| unread(Untrusted::new(problem.to_string()).gate(Kind::Name).to_string()))?;
    Ok(File { name, checked })
}

/// What is wrong, each with its file: first within the files, then between them.
fn judged(files: &[File]) -> Vec<(Option<usize>, Breach)> {
    let mut found: Vec<(Option<usize>, Breach)> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        found.extend(file.checked.breaches.iter().map(|breach| (Some(at), breach.clone())));
    }
    let together = check::together(files.iter().map(|file| &file.checked));
    found.extend(together);
    found
}

/// Where it is, as a person finds it.
fn place(files: &[File], at: Option<usize>, breach: &Breach) -> String {
    let Some(file) = at.and_then(|at| files.get(at)) else { return String::new() };
    if breach.place.row == 0 {
        return file.name.clone();
    }
    let part = file.checked.parts.get(usize::from(breach.place.part));
    let label = breach.field.map(|field| field.label());
    let cell = cell_name(file.checked.unit, part, u64::from(breach.place.row), breach.cell, label);
    format!("{}, {cell}", file.name)
}

fn shown(text: &Untrusted) -> String {
    text.gate(Kind::Name).to_string()
}

fn report(files: &[File], found: &[(Option<usize>, Breach)]) -> String {
    let mut text = String::new();
    for file in files {
        let tables: Vec<String> = file.checked.tables.iter().map(|(table, _, rows)| rows_of(*table, *rows)).collect();
        let tables = if tables.is_empty() { "no table of the format".to_owned() } else { tables.join(", ") };
        let _ = writeln!(text, "{}: {tables}", file.name);
    }
    if !found.is_empty() {
        text.push('\n');
    }
    for alike in found.chunk_by(is_alike) {
        line(files, alike, &mut text);
    }
    let ending = match found.len() {
        0 => "VALID: the five tables are as 4/CMA.6 asks.".to_owned(),
        1 => "NOT VALID: 1 thing is wrong.".to_owned(),
        many => format!("NOT VALID: {} things are wrong.", grouped(u64::try_from(many).unwrap_or(u64::MAX))),
    };
    let _ = writeln!(text, "\n{ending}");
    text
}

/// Whether the same is wrong with two columns of a row, such as that a table has neither.
fn is_alike((at, one): &(Option<usize>, Breach), (beside, other): &(Option<usize>, Breach)) -> bool {
    let about = |breach: &Breach| (breach.table, breach.place, breach.field.is_some(), breach.got.is_empty());
    at == beside && about(one) == about(other) && about(one).2 && about(one).3 && one.fault == other.fault
}

/// What is wrong with a column, or alike with several, in a line.
fn line(files: &[File], alike: &[(Option<usize>, Breach)], text: &mut String) {
    let Some((at, first)) = alike.first() else { return };
    // A place that names a column names the first of several.
    let one = if alike.len() == 1 { first.clone() } else { Breach { field: None, cell: None, ..first.clone() } };
    let place = place(files, *at, &one);
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    let columns: Vec<&str> = alike.iter().filter_map(|(_, breach)| breach.field.map(|field| field.label())).collect();
    let columns = if columns.is_empty() { String::new() } else { format!(", {}", columns.join("; ")) };
    let got = if first.got.is_empty() { String::new() } else { format!(" “{}”", shown(&first.got)) };
    let why = shown(&Untrusted::new(first.fault.to_string()));
    let _ = writeln!(text, "{place}{}{columns}{got}: {why}.", first.table.title());
}

fn rows_of(table: Table, rows: u64) -> String {
    match (table, rows) {
        (Table::Submission, _) => table.title().to_owned(),
        (_, 1) => format!("{} (1 row)", table.title()),
        _ => format!("{} ({} rows)", table.title(), grouped(rows)),
    }
}

fn object(files: &[File], found: &[(Option<usize>, Breach)]) -> Result<String, String> {
    let tables = |file: &File| -> Vec<_> {
        let table = |(table, _, rows): &(Table, u16, u64)| json!({"table": table.title(), "rows": rows.to_string()});
        file.checked.tables.iter().map(table).collect()
    };
    let breach = |(at, breach): &(Option<usize>, Breach)| {
        let file = at.and_then(|at| files.get(at));
        let part = file.and_then(|file| file.checked.parts.get(usize::from(breach.place.part)));
        json!({
            "file": file.map(|file| &file.name),
            "table": breach.table.title(),
            "sheet": part.map(shown).filter(|name| !name.is_empty()),
            "row": (breach.place.row > 0).then_some(breach.place.row),
            "cell": breach.cell.map(|cell| cell + 1),
            "column": breach.field.map(|field| field.label()),
            "got": shown(&breach.got),
            "place": place(files, *at, breach),
            "why": shown(&Untrusted::new(breach.fault.to_string())),
        })
    };
    let whole = json!({
        "outcome": if found.is_empty() { "valid" } else { "not valid" },
        "files": files.iter().map(|file| json!({"file": file.name, "tables": tables(file)})).collect::<Vec<_>>(),
        "breaches": found.iter().map(breach).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&whole)
        .map(|text| text + "\n")
        .map_err(|error| format!("What is wrong can't be written: {error}."))
}
