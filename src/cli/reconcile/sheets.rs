//! The same differences for programs: comma-separated values, one JSON object, or a workbook with a sheet for each kind.
//! A line is one value that differs, or one cell that can't be read, with its places; nothing is left out.
//! Must not know: how differences are found.

use super::differences::{Difference, Differences, Side, Unread, kinds};
use crate::{
    domain::reconcile::Code,
    registry::sheet::Cell,
    runtime::export::{PlainSheet, plain_workbook},
    text::{Kind, Untrusted},
};
use serde_json::{Map, Value as Json, json};
use std::{
    fs::OpenOptions,
    io::{Cursor, Write as _},
    path::Path,
};

const COLUMNS: [&str; 13] =
    ["code", "name", "kind", "first", "last", "quantity", "account", "field", "ours", "theirs", "ours_at", "theirs_at", "cause"];

/// A line of its columns.
type Line = Vec<Cell>;

fn word(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Name(Untrusted::new(text)) }
}

fn said(text: Option<&Untrusted>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Name(text.clone()))
}

/// The lines of a difference.
fn lines(difference: &Difference) -> Vec<Line> {
    let finding = &difference.finding;
    let (block, spec) = (finding.block(), finding.code.spec());
    let line = |value: &super::differences::Value| {
        let [ours, theirs] = &value.places;
        vec![
            Cell::Id(spec.id.to_owned()),
            word(spec.name),
            word(spec.gravity.word()),
            block.map_or(Cell::Empty, |block| Cell::Id(block.first_id().to_string())),
            block.map_or(Cell::Empty, |block| Cell::Id(block.last_id().to_string())),
            Cell::Count(finding.quantity.count()),
            finding.account.as_ref().map_or(Cell::Empty, |account| Cell::Id(account.to_string())),
            value.field.map_or(Cell::Empty, |field| word(field.word())),
            said(value.ours.as_ref()),
            said(value.theirs.as_ref()),
            word(ours),
            word(theirs),
            difference.cause.as_deref().map_or(Cell::Empty, word),
        ]
    };
    difference.values.iter().map(line).collect()
}

/// The line of a cell that can't be read.
fn unread(unread: &Unread) -> Line {
    let (ours, theirs) = match unread.side {
        Side::Ours => (true, false),
        Side::Theirs => (false, true),
    };
    let when = |holds: bool, cell: Cell| if holds { cell } else { Cell::Empty };
    let got = || Cell::Name(unread.problem.got.clone());
    vec![
        Cell::Id("unread".to_owned()),
        word("can't be read"),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        unread.problem.column.map_or(Cell::Empty, |column| word(column.label())),
        when(ours, got()),
        when(theirs, got()),
        when(ours, word(&unread.place)),
        when(theirs, word(&unread.place)),
        word(&unread.problem.why.to_string()),
    ]
}

fn all(differences: &Differences) -> impl Iterator<Item = Line> {
    differences.unread.iter().map(unread).chain(differences.found.iter().flat_map(lines))
}

pub(super) fn commas(differences: &Differences) -> Result<String, String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let unwritten = |error: csv::Error| format!("The differences can't be written: {error}.");
    writer.write_record(COLUMNS).map_err(unwritten)?;
    for line in all(differences) {
        writer.write_record(line.iter().map(|cell| cell.fenced().into_owned())).map_err(unwritten)?;
    }
    let octets = writer.into_inner().map_err(|error| format!("The differences can't be written: {error}."))?;
    String::from_utf8(octets).map_err(|error| format!("The differences can't be written: {error}."))
}

pub(super) fn json(differences: &Differences) -> Result<String, String> {
    let unwritten = |error: serde_json::Error| format!("The differences can't be written: {error}.");
    let object = |line: Line| -> Result<Json, serde_json::Error> {
        let fields = COLUMNS.iter().zip(&line).map(|(name, cell)| Ok(((*name).to_owned(), serde_json::to_value(cell)?)));
        fields.collect::<Result<Map<_, _>, _>>().map(Json::Object)
    };
    let lines = |lines: Vec<Line>| lines.into_iter().map(object).collect::<Result<Vec<Json>, _>>().map_err(unwritten);
    let whole = json!({
        "ours": differences.ours.name,
        "theirs": differences.theirs.name,
        "outcome": match differences.status() { 0 => "agree", 1 => "differ", _ => "not compared" },
        "equal": differences.equal.map(|equal| equal.to_string()),
        "remarks": differences.remarks,
        "differences": lines(differences.found.iter().flat_map(self::lines).collect())?,
        "unread": lines(differences.unread.iter().map(unread).collect())?,
    });
    serde_json::to_string_pretty(&whole).map(|text| text + "\n").map_err(unwritten)
}

/// Writes the workbook: a sheet for what can't be read, and one for each kind.
pub(super) fn write(path: &Path, differences: &Differences) -> Result<(), String> {
    let of = |code: Code| differences.found.iter().filter(move |difference| difference.finding.code == code);
    let mut sheets: Vec<PlainSheet> = Vec::new();
    let mut add = |name: &str, rows: Vec<Line>| sheets.push(PlainSheet { name: name.to_owned(), head: COLUMNS.to_vec(), rows });
    if !differences.unread.is_empty() {
        add("unread", differences.unread.iter().map(unread).collect());
    }
    for (code, _) in kinds(&differences.found) {
        add(code.id(), of(code).flat_map(lines).collect());
    }
    if differences.unread.is_empty() && differences.found.is_empty() {
        add("agree", Vec::new());
    }
    let name = Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string();
    let mut octets = Cursor::new(Vec::new());
    plain_workbook(&mut octets, &sheets).map_err(|problem| format!("{name} was not written: {problem}."))?;
    let written = OpenOptions::new().write(true).create_new(true).open(path);
    written
        .and_then(|mut file| file.write_all(octets.get_ref()))
        .map_err(|error| format!("{name} was not written: {error}. Nothing is told without it."))
}
