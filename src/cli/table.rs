//! Tables and lists of values in plain text, for people: columns two spaces apart, numbers to the right, nothing cut.
//! Every cell has passed the gate. Widths come from the first page, so that the first rows need not wait for the last.
//! Must not know: where it is written.

use crate::{
    registry::sheet::{Card, Cell, Choice, Column, Row},
    runtime::export::{RowWriter, WriteProblem},
};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// A column is at most so wide; what is longer pushes the rest of its own row aside.
const WIDEST: usize = 40;

/// Writes a table.
pub(super) struct TableRows<W: Write> {
    sink: W,
    choice: Choice,
    /// Known once the head is written.
    widths: Option<Vec<usize>>,
}

impl<W: Write> TableRows<W> {
    /// A table with these columns.
    pub(super) fn new(sink: W, choice: Choice) -> Self {
        Self { sink, choice, widths: None }
    }

    fn begin(&mut self, rows: &[Row]) -> io::Result<Vec<usize>> {
        let columns = self.choice.columns();
        let widths = widths(columns, rows.iter().map(|row| self.choice.cells(row)));
        line(&mut self.sink, columns, &widths, columns.iter().map(|column| column.name.into()))?;
        Ok(widths)
    }
}

impl<W: Write + Send> RowWriter for TableRows<W> {
    fn rows(&mut self, rows: &[Row]) -> Result<(), WriteProblem> {
        let widths = match self.widths.take() {
            Some(widths) => widths,
            None => self.begin(rows)?,
        };
        for row in rows {
            line(&mut self.sink, self.choice.columns(), &widths, self.choice.cells(row).map(Cell::visible))?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    fn end(mut self: Box<Self>) -> Result<(), WriteProblem> {
        Ok(self.sink.flush()?)
    }
}

/// Writes one thing in full: a line for each value, then its lists as tables.
pub(super) fn card(sink: &mut impl Write, card: &Card) -> io::Result<()> {
    let widest = card.facts.iter().map(|(column, _)| column.name.width()).max().unwrap_or(0);
    for (column, cell) in &card.facts {
        let line = format!("{:<widest$}  {}", column.name, cell.visible());
        writeln!(sink, "{}", line.trim_end())?;
    }
    for part in &card.parts {
        writeln!(sink, "\n{} ({})", part.name, part.rows.len())?;
        if part.rows.is_empty() {
            continue;
        }
        let widths = widths(&part.columns, part.rows.iter().map(|row| row.iter()));
        line(sink, &part.columns, &widths, part.columns.iter().map(|column| column.name.into()))?;
        for row in &part.rows {
            line(sink, &part.columns, &widths, row.iter().map(Cell::visible))?;
        }
    }
    Ok(())
}

fn widths<'a>(columns: &[Column], rows: impl Iterator<Item = impl Iterator<Item = &'a Cell>>) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.name.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.visible().width().min(WIDEST));
        }
    }
    widths
}

fn line<'a>(
    sink: &mut impl Write,
    columns: &[Column],
    widths: &[usize],
    texts: impl Iterator<Item = std::borrow::Cow<'a, str>>,
) -> io::Result<()> {
    let mut line = String::new();
    for ((column, width), text) in columns.iter().zip(widths).zip(texts) {
        if !line.is_empty() {
            line.push_str("  ");
        }
        let gap = " ".repeat(width.saturating_sub(text.width()));
        if column.kind.is_number() {
            line.push_str(&gap);
            line.push_str(&text);
        } else {
            line.push_str(&text);
            line.push_str(&gap);
        }
    }
    writeln!(sink, "{}", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{registry::sheet::Sheet, text::Untrusted};

    fn row(id: &str, holder: &str, held: u64) -> Row {
        let cell = |column: &Column| match column.name {
            "id" => Cell::Id(id.into()),
            "holder" => Cell::Name(Untrusted::new(holder)),
            "held" => Cell::Count(held),
            _ => Cell::Empty,
        };
        Sheet::Accounts.columns().iter().map(cell).collect()
    }

    fn table(pages: &[&[Row]]) -> String {
        let mut text = Vec::new();
        let choice = Choice::parse(Sheet::Accounts, "id,holder,held").unwrap();
        let mut table = Box::new(TableRows::new(&mut text, choice));
        for page in pages {
            table.rows(page).unwrap();
        }
        table.end().unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn columns_are_aligned_and_nothing_is_cut() {
        let long = "x".repeat(60);
        let first = [row("CHE01-100-0001", "日本", 1_204_500), row("A", "b\u{1b}[2J", 7)];
        let text = table(&[&first, &[row("CHE01-100-0002", &long, 3)]]);
        assert_eq!(
            text,
            format!(
                "id              holder           held\n\
                 CHE01-100-0001  日本          1204500\n\
                 A               b⟦U+001B⟧[2J        7\n\
                 CHE01-100-0002  {long}        3\n"
            )
        );
    }

    #[test]
    fn a_table_without_rows_has_its_head() {
        assert_eq!(table(&[&[]]), "id  holder  held\n");
    }
}
