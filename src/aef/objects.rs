//! JSON: a list of objects, one object a line, or an object whose fields are such lists. Each object is a row, its fields are columns.
//! Numbers keep their digits; what was written as a string is a text.
//! Must not know: what the fields mean.

mod json;

use super::{
    cell::Cell,
    problem::FileProblem,
    records::{LONGEST, WIDEST},
    rows::Rows,
};
use json::Json;
use std::io::BufRead;

pub(super) fn read(source: impl BufRead, rows: &mut impl Rows) -> Result<(), FileProblem> {
    let values = serde_json::Deserializer::from_reader(source).into_iter::<Json>();
    let mut sheet = Sheet::default();
    let mut first = true;
    for value in values {
        let value = value.map_err(|error| problem(&error))?;
        match value {
            Json::List(items) if first => sheet.list("", items, rows)?,
            Json::Object(fields) if first && fields.iter().any(|(_, value)| matches!(value, Json::List(_))) => {
                for (name, items) in fields {
                    sheet.named(&name, items, rows)?;
                }
            }
            Json::Object(fields) => {
                if first {
                    rows.sheet("");
                }
                sheet.object(&fields, rows)?;
            }
            _ => return Err(FileProblem::Shape),
        }
        first = false;
    }
    Ok(())
}

/// The list being read.
#[derive(Default)]
struct Sheet {
    /// Its columns, in the order in which fields were first met.
    columns: Vec<String>,
    items: u64,
}

impl Sheet {
    fn list(&mut self, name: &str, items: Vec<Json>, rows: &mut impl Rows) -> Result<(), FileProblem> {
        rows.sheet(name);
        *self = Self::default();
        for item in items {
            let Json::Object(fields) = item else { return Err(FileProblem::Shape) };
            self.object(&fields, rows)?;
        }
        Ok(())
    }

    /// A list by its name; any other value is a label with its value, as in the table of the submission.
    fn named(&mut self, name: &str, value: Json, rows: &mut impl Rows) -> Result<(), FileProblem> {
        match value {
            Json::List(items) => self.list(name, items, rows),
            Json::Object(fields) => {
                rows.sheet(name);
                for (number, (label, value)) in (1..).zip(&fields) {
                    rows.row(number, &[Cell::text(label), cell(value)?]);
                }
                Ok(())
            }
            value => {
                rows.sheet(name);
                rows.row(1, &[Cell::text(name), cell(&value)?]);
                Ok(())
            }
        }
    }

    /// A row. A field that was not met before begins a new head, so that no column is lost.
    fn object(&mut self, fields: &[(String, Json)], rows: &mut impl Rows) -> Result<(), FileProblem> {
        self.items += 1;
        let known = self.columns.len();
        for (name, _) in fields {
            if !self.columns.contains(name) {
                self.columns.push(name.clone());
            }
        }
        let too_long = |most, what| FileProblem::TooLong { place: format!("item {}", self.items), most, what };
        if self.columns.len() > WIDEST {
            return Err(too_long(WIDEST, "fields"));
        }
        if self.columns.len() > known {
            let head: Vec<Cell> = self.columns.iter().map(|name| Cell::text(name)).collect();
            rows.row(self.items, &head);
        }
        let of = |name: &String| fields.iter().find(|(known, _)| known == name).map_or(Ok(Cell::Empty), |(_, value)| cell(value));
        let cells: Vec<Cell> = self.columns.iter().map(of).collect::<Result<_, _>>()?;
        if cells.iter().any(|cell| cell.shown().len() > LONGEST) {
            return Err(too_long(LONGEST, "octets in a field"));
        }
        rows.row(self.items, &cells);
        Ok(())
    }
}

fn cell(value: &Json) -> Result<Cell, FileProblem> {
    Ok(match value {
        Json::Nothing => Cell::Empty,
        Json::Text(text) => Cell::text(text),
        // Whole numbers come with all their digits; any other was rounded when it was read.
        Json::Whole(whole) => Cell::Text(whole.to_string()),
        Json::Number(number) => Cell::Number(number.clone()),
        Json::Truth(truth) => Cell::Truth(*truth),
        Json::List(items) => {
            let texts: Vec<String> = items.iter().map(Json::shown).collect();
            Cell::text(&texts.join("; "))
        }
        Json::Object(_) => return Err(FileProblem::Shape),
    })
}

fn problem(error: &serde_json::Error) -> FileProblem {
    let line = u64::try_from(error.line()).unwrap_or(u64::MAX);
    if error.is_eof() {
        let why = "the file ends in the middle of a value. It was cut off on its way, or is still being written; copy it again";
        return FileProblem::Line { line, why: why.to_owned() };
    }
    FileProblem::Line { line, why: format!("at column {}: {}", error.column(), reason(error)) }
}

/// What the parser says, without the place, which stands before it.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or_else(|| text.clone(), |(reason, _)| reason.to_owned())
}
