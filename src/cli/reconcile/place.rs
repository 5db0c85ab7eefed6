//! Which cell of a file is meant: the column in which a field stands, and where that is in a table that was read.
//! Where the table has no column for it, the row is named.
//! Must not know: what stands there.

use crate::{
    aef::{Column, Place, Tables},
    cli::cell_name::cell_name,
    domain::reconcile::Field,
};

/// A place, as exactly as the table has it: the column's cell, or the row when the table does not have the column.
pub(super) fn shown(tables: &Tables, place: Place, column: Option<Column>) -> String {
    cell(tables, place, column.and_then(|column| tables.cell(place, column)), column)
}

/// A place by the number of its cell.
pub(super) fn cell(tables: &Tables, place: Place, cell: Option<usize>, column: Option<Column>) -> String {
    let part = tables.parts.get(usize::from(place.part)).map(|part| &part.name);
    cell_name(tables.unit, part, u64::from(place.row), cell, column.map(Column::label))
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
        Field::Reported => Column::ActionType,
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
