//! The report for people: what was read, each difference with its places, what can't be read, and one line that says how it ended.
//! Every text of a file has passed the gate. Notes are counted by kind; the files for programs have each of them.
//! Must not know: how differences are found.

use super::{
    differences::{Difference, Differences, Side, Unread, Value, is_note, kinds},
    file::File,
};
use crate::{
    aef::Kind as Table,
    domain::BlockRange,
    text::{
        Kind, Untrusted,
        number::{are, counted, grouped},
    },
};
use std::fmt::Write as _;

pub(super) fn text(differences: &Differences) -> String {
    let mut text = String::new();
    for (side, file) in [("Ours", &differences.ours), ("Theirs", &differences.theirs)] {
        let _ = writeln!(text, "{side:<8}{}", read(file));
    }
    for remark in &differences.remarks {
        let _ = writeln!(text, "{remark}");
    }
    for unread in &differences.unread {
        let _ = writeln!(text, "\n{}", cell(unread));
    }
    for difference in differences.discrepancies() {
        text.push('\n');
        push(&mut text, difference);
    }
    let notes: Vec<_> = kinds(&differences.found).into_iter().filter(|(code, _)| is_note(*code)).collect();
    if !notes.is_empty() {
        text.push('\n');
    }
    for (code, count) in notes {
        let _ = writeln!(text, "note  {}  {}: {}", code.id(), code.spec().name, times(count));
    }
    let _ = writeln!(text, "\n{}", ending(differences));
    text
}

/// What was read of a file: which tables, and what of it was not.
fn read(file: &File) -> String {
    let mut said = vec![file.name.clone()];
    for part in &file.tables.parts {
        let name = part.name.gate(Kind::Name).to_string();
        let place = if name.is_empty() { String::new() } else { format!("sheet {name}: ") };
        let tables: Vec<String> = part.tables.iter().map(|(kind, rows)| rows_of(*kind, *rows)).collect();
        let mut words = match tables.as_slice() {
            [] => format!("{place}{}, no table of ITMOs", counted(part.other_rows, "row")),
            tables => format!("{place}{}", tables.join(", ")),
        };
        if part.other_rows > 0 && !tables.is_empty() {
            let rows = if part.other_rows == 1 { "row belongs" } else { "rows belong" };
            words += &format!("; {} {rows} to no table of ITMOs", grouped(part.other_rows));
        }
        if !part.unread.is_empty() {
            let heads: Vec<String> = part.unread.iter().map(|head| head.gate(Kind::Name).to_string()).collect();
            words += &format!("; columns that are not compared: {}", heads.join(", "));
        }
        said.push(words);
    }
    said.join("\n        ")
}

fn rows_of(kind: Table, rows: u64) -> String {
    format!("{} of {}", counted(rows, "row"), kind.word())
}

fn cell(unread: &Unread) -> String {
    let side = side(unread.side);
    let column = unread.problem.column.map(|column| format!(" ({})", column.label())).unwrap_or_default();
    let got = &unread.problem.got;
    let got = if got.is_empty() { String::new() } else { format!(" “{}”", shown(got)) };
    format!("{side}, {}{column}{got}: {}.", unread.place, unread.problem.why)
}

fn push(text: &mut String, difference: &Difference) {
    let finding = &difference.finding;
    let code = finding.code;
    let _ = write!(text, "{}  {}  {}", code.id(), code.gravity().word(), code.spec().name);
    if let Some(block) = finding.block() {
        let _ = write!(text, "\n     {}", itmos(block));
    }
    if let Some(account) = &finding.account {
        let _ = write!(text, ", account {account}");
    }
    text.push('\n');
    for value in &difference.values {
        let field = value.field.map_or("rows", |field| field.word());
        for line in lines(value) {
            let _ = writeln!(text, "     {field}  {line}");
        }
    }
    if let Some(cause) = &difference.cause {
        let _ = writeln!(text, "     {}", shown(&Untrusted::new(cause.clone())));
    }
}

/// The ITMOs of a run, and how many: one by its own id, several by the id of the run.
fn itmos(block: BlockRange) -> String {
    match block.quantity().count() {
        1 => format!("{}: 1 ITMO", block.first_id()),
        many => format!("{block}: {}", counted(many, "ITMO")),
    }
}

/// What each side says, and where.
fn lines(value: &Value) -> Vec<String> {
    let [ours, theirs] = &value.places;
    [("ours", &value.ours, ours), ("theirs", &value.theirs, theirs)]
        .into_iter()
        .filter(|(_, said, place)| said.is_some() || !place.is_empty())
        .map(|(side, said, place)| {
            let said = said.as_ref().map(|said| format!(" {}", shown(said))).unwrap_or_default();
            let place = if place.is_empty() { String::new() } else { format!(" at {place}") };
            format!("{side}{said}{place}")
        })
        .collect()
}

/// How it ended, in one line.
fn ending(differences: &Differences) -> String {
    let equal = differences.equal.map(|equal| {
        let equal = u64::try_from(equal).unwrap_or(u64::MAX);
        let agree = if equal == 1 { "agrees" } else { "agree" };
        format!("{} {} in both and {agree} in everything that both say", counted(equal, "ITMO"), are(equal))
    });
    let equal = equal.map(|equal| format!(" {equal}.")).unwrap_or_default();
    match differences.status() {
        2 => format!("NOT COMPARED: {} can't be read.", count(differences.unread.len(), "cell or row", "cells or rows")),
        1 => format!("DIFFER: {}.{equal}", count(differences.discrepancies().count(), "difference", "differences")),
        _ => format!("AGREE.{equal}"),
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number as u64)) }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{} times", grouped(count as u64)) }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Ours => "Ours",
        Side::Theirs => "Theirs",
    }
}

fn shown(text: &Untrusted) -> String {
    text.gate(Kind::Name).to_string()
}
