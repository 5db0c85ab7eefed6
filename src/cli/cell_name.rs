//! Places in a file as people find them: a cell by its sheet, row and letters, or a line and the number of its column.
//! Names of sheets come from the file and pass the gate.
//! Must not know: what stands there, and why it is named.

use crate::{
    aef::{Unit, letters},
    text::{Kind, Untrusted},
};

/// A place by its part, row and the number of its cell, from 0; row 0 is the whole part. Items have no cells but labels.
pub(super) fn cell_name(unit: Unit, part: Option<&Untrusted>, row: u64, cell: Option<usize>, label: Option<&str>) -> String {
    let name = part.map(|part| part.gate(Kind::Name).to_string()).filter(|name| !name.is_empty());
    match (unit, cell) {
        (_, _) if row == 0 => format!("sheet {}", name.unwrap_or_default()),
        (Unit::Cells, Some(cell)) => format!("{}{}{row}", sheet(name), letters(cell)),
        (Unit::Cells, None) => match name {
            Some(name) => format!("sheet {name}, row {row}"),
            None => format!("row {row}"),
        },
        (Unit::Lines, Some(cell)) => format!("line {row}, column {}", cell + 1),
        (Unit::Lines, None) => format!("line {row}"),
        (Unit::Items, _) => {
            let list = name.map(|name| format!("{name}, ")).unwrap_or_default();
            let field = label.map(|label| format!(", {label}")).unwrap_or_default();
            format!("{list}item {row}{field}")
        }
    }
}

/// A sheet's name before a cell's, as spreadsheets write it.
fn sheet(name: Option<String>) -> String {
    name.map(|name| format!("'{}'!", name.replace('\'', "''"))).unwrap_or_default()
}
