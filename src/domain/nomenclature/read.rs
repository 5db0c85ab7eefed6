//! Reads a publication of the nomenclature from its plain-text file, strictly: a typing error must not become a value.
//! The format is described in the head of the data file.
//! Must not know: where the text comes from.

use super::{ACTION_SUBTYPES, ACTION_TYPES, Nomenclature, Table, Value};

/// Why a text is not a publication of the nomenclature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct NomenclatureProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A line begins with none of the words of the format.
    #[error("a line begins with dated, table or subtypes, or is an indented value")]
    Word,
    /// The publication has no date, two dates, or not a date.
    #[error("a publication has exactly one date, written 2026-02-17")]
    Date,
    /// A table needs a number and a title, and each number occurs once.
    #[error("a table has a number of its own and a title")]
    Table,
    /// A value before any table, twice in its table, or with spaces at its end.
    #[error("a value stands once under its table, without spaces around it")]
    Value,
    /// Subtypes are listed once for an action type of table 25(b), and are values of table 26(b).
    #[error("subtypes are values of table 26(b), listed once for an action type of table 25(b)")]
    Subtypes,
}

/// Where an indented line belongs.
enum Under {
    Nothing,
    Table,
    Subtypes,
}

pub(super) fn read(text: &str) -> Result<Nomenclature, NomenclatureProblem> {
    let mut all = Nomenclature::default();
    let mut dated = false;
    let mut under = Under::Nothing;
    let mut lines = 0;
    for (at, line) in text.lines().enumerate() {
        lines = at + 1;
        let problem = |why| NomenclatureProblem { line: at + 1, why };
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "" if line.is_empty() => {}
            "" => value(&mut all, &under, line).map_err(problem)?,
            _ if word.starts_with('#') => {}
            "dated" if !dated => {
                all.dated = rest.parse().map_err(|_| problem(Why::Date))?;
                dated = true;
            }
            "dated" => return Err(problem(Why::Date)),
            "table" => {
                table(&mut all, rest).map_err(problem)?;
                under = Under::Table;
            }
            "subtypes" => {
                let known = all.lists(ACTION_TYPES, rest) && all.subtypes(rest).is_empty();
                all.subtypes.push((rest.into(), Vec::new()));
                under = if known { Under::Subtypes } else { return Err(problem(Why::Subtypes)) };
            }
            _ => return Err(problem(Why::Word)),
        }
    }
    if dated { Ok(all) } else { Err(NomenclatureProblem { line: lines, why: Why::Date }) }
}

fn table(all: &mut Nomenclature, rest: &str) -> Result<(), Why> {
    let (number, title) = rest.split_once(' ').ok_or(Why::Table)?;
    if number.is_empty() || title.trim() != title || title.is_empty() || all.table(number).is_some() {
        return Err(Why::Table);
    }
    all.tables.push(Table { number: number.into(), title: title.into(), values: Vec::new() });
    Ok(())
}

fn value(all: &mut Nomenclature, under: &Under, line: &str) -> Result<(), Why> {
    let text = line.strip_prefix("  ").filter(|text| !text.is_empty() && text.trim() == *text).ok_or(Why::Value)?;
    match under {
        Under::Nothing => Err(Why::Value),
        Under::Table => {
            let table = all.tables.last_mut().ok_or(Why::Value)?;
            let (text, label) = text.split_once(" = ").map_or((text, None), |(code, label)| (code, Some(label.into())));
            let new = table.values.iter().all(|v| &*v.text != text);
            table.values.push(Value { text: text.into(), label });
            if new { Ok(()) } else { Err(Why::Value) }
        }
        Under::Subtypes => {
            let known = all.lists(ACTION_SUBTYPES, text);
            let (_, subtypes) = all.subtypes.last_mut().ok_or(Why::Subtypes)?;
            let new = subtypes.iter().all(|s| &**s != text);
            subtypes.push(text.into());
            if known && new { Ok(()) } else { Err(Why::Subtypes) }
        }
    }
}
