//! Places in a file as people find them: a cell by its sheet, row and letters, or a line and the number of its column.
//! Names of sheets come from the file and pass the gate.
//! Must not know: what stands there.

use crate::{
    aef::{Column, Place, Tables, Unit, letters},
    domain::reconcile::Field,
    text::Kind,
};

/// A place, as exactly as the table has it: the column's cell, or the row when the table does not have the column.
pub(super) fn shown(tables: &Tables, place: Place, column: Option<Column>) -> String {
    cell(tables, place, column.and_then(|column| tables.cell(place, column)), column)
}

/// A place by the number of its cell.
pub(super) fn cell(tables: &Tables, place: Place, cell: Option<usize>, column: Option<Column>) -> String {
    let part = tables.parts.get(usize::from(place.part));
    let name = part.map(|part| part.name.gate(Kind::Name).to_string()).filter(|name| !name.is_empty());
    let row = place.row;
    match (tables.unit, cell) {
        (_, _) if row == 0 => format!("sheet {}", name.unwrap_or_default()),
        (Unit::Cells, Some(cell)) => format!("{}{}{row}", sheet(name), letters(cell)),
        (Unit::Cells, None) => format!("{}row {row}", sheet(name)),
        (Unit::Lines, Some(cell)) => format!("line {row}, column {}", cell + 1),
        (Unit::Lines, None) => format!("line {row}"),
        (Unit::Items, _) => {
            let list = name.map(|name| format!("{name}, ")).unwrap_or_default();
            let field = column.map(|column| format!(", {}", column.label())).unwrap_or_default();
            format!("{list}item {row}{field}")
        }
    }
}

/// A sheet's name before a cell's, as spreadsheets write it.
fn sheet(name: Option<String>) -> String {
    name.map(|name| format!("'{}'!", name.replace('\'', "''"))).unwrap_or_default()
}

/// The column in which a field stands.
pub(super) fn column(field: Field) -> Column {
    match field {
        Field::Holder => Column::Holder,
        Field::Account => Column::Account,
        Field::Class | Field::State => Column::State,
        Field::Authorization => Column::Authorization,
        Field::AuthorizationVersion => Column::AuthorizationVersion,
        Field::Metric => Column::Metric,
        Field::Amount => Column::Tonnes,
        Field::NonGhg => Column::NonGhg,
        Field::Gwp => Column::Gwp,
        Field::MitigationType => Column::MitigationType,
        Field::Sector => Column::Sector,
        Field::ActivityType => Column::ActivityType,
        Field::Underlying => Column::Underlying,
        Field::FirstTransferred => Column::FirstTransferred,
        Field::Party => Column::Party,
        Field::Vintage => Column::Vintage,
        Field::Approach => Column::Approach,
        Field::Quantity => Column::Count,
        Field::Time => Column::ActionDate,
        _ => Column::First,
    }
}

/// The column that says it in the agreed electronic format, where this console's exports have another.
pub(super) fn other(column: Column) -> Option<Column> {
    match column {
        Column::Holder => Some(Column::Registry),
        Column::Count => Some(Column::Tonnes),
        Column::NonGhg => Some(Column::NonGhgMetric),
        Column::Underlying => Some(Column::UnderlyingFirst),
        Column::State => Some(Column::ActionType),
        _ => None,
    }
}
