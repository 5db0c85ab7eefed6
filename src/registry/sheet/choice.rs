//! Which columns of a list are wanted, in which order.
//! A name that is no column is refused with the names there are; nothing is guessed.
//! Must not know: what the columns hold.

use super::{Cell, Column, Row, Sheet};
use serde::{Serialize, Serializer};

/// Some columns of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    columns: Vec<Column>,
    /// The place of each in a whole row.
    places: Vec<usize>,
}

/// A list has no such column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no column {name:?} here; there is {known}, and `all`")]
pub struct NoColumn {
    /// What was written, capped and escaped by `{:?}`.
    pub name: String,
    /// The columns there are.
    pub known: String,
}

impl Choice {
    /// Every column.
    pub fn all(sheet: Sheet) -> Self {
        Self::first(sheet, usize::MAX)
    }

    /// Every column of rows that are no registry's list.
    pub fn of_columns(columns: Vec<Column>) -> Self {
        Self { places: (0..columns.len()).collect(), columns }
    }

    /// The columns that say most, for a table.
    pub fn short(sheet: Sheet) -> Self {
        Self::first(sheet, sheet.short())
    }

    fn first(sheet: Sheet, count: usize) -> Self {
        Self::of_columns(sheet.columns().into_iter().take(count).collect())
    }

    /// The columns of these names with commas between, in that order; `all` is every column.
    ///
    /// # Errors
    /// [`NoColumn`] names the columns there are.
    pub fn parse(sheet: Sheet, text: &str) -> Result<Self, NoColumn> {
        if text == "all" {
            return Ok(Self::all(sheet));
        }
        let all = sheet.columns();
        let mut choice = Self { columns: Vec::new(), places: Vec::new() };
        for name in text.split(',').map(str::trim) {
            let Some((place, column)) = all.iter().enumerate().find(|(_, column)| column.name == name) else {
                let known = all.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
                return Err(NoColumn { name: name.chars().take(40).collect(), known });
            };
            if !choice.places.contains(&place) {
                choice.places.push(place);
                choice.columns.push(*column);
            }
        }
        Ok(choice)
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// A row's cells in these columns.
    pub fn cells<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Cell> {
        self.places.iter().map(|place| row.get(*place).unwrap_or(&Cell::Empty))
    }

    /// A row as an object: each column's name with the exact value.
    pub fn object<'a>(&'a self, row: &'a Row) -> impl Serialize + 'a {
        Object { choice: self, row }
    }
}

/// A row as an object, its members in the order of the columns.
struct Object<'a> {
    choice: &'a Choice,
    row: &'a Row,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.choice.columns.iter();
        serializer.collect_map(columns.zip(self.choice.cells(self.row)).map(|(column, cell)| (column.name, cell)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_chosen_by_name_and_keep_the_order_they_were_named_in() {
        let choice = Choice::parse(Sheet::Accounts, "held, id,held").unwrap();
        assert_eq!(choice.columns().iter().map(|column| column.name).collect::<Vec<_>>(), ["held", "id"]);
        let row: Row = Sheet::Accounts.columns().iter().map(|column| Cell::Id(column.name.into())).collect();
        assert_eq!(choice.cells(&row).map(Cell::visible).collect::<Vec<_>>(), ["held", "id"]);
        assert_eq!(serde_json::to_string(&choice.object(&row)).unwrap(), r#"{"held":"held","id":"id"}"#);
        assert_eq!(Choice::parse(Sheet::Accounts, "all").unwrap(), Choice::all(Sheet::Accounts));
    }

    #[test]
    fn a_name_that_is_no_column_is_refused_with_the_names_there_are() {
        for text in ["", "id,", "ID", "serial", "id;held"] {
            let problem = Choice::parse(Sheet::Accounts, text).unwrap_err().to_string();
            assert!(problem.contains("holder, type"), "{text}: {problem}");
        }
    }
}
