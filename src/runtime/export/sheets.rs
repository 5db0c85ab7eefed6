//! A workbook of several sheets, written one after the other and row by row: memory does not grow with the rows.
//! The same cells as in a workbook of one list: no formula, and no number that a spreadsheet would round.
//! Must not know: what the sheets are about.

use super::{WriteProblem, workbook};
use crate::registry::sheet::Cell;
use std::{
    fmt::Write as _,
    io::{Seek, Write},
};
use zip::ZipWriter;

/// A compressed part is handed on in pieces of about so many octets.
const PIECE: usize = 64 << 10;

/// Begins a sheet; the first row stays in sight when it is a head.
const PLAIN: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultColWidth="20" defaultRowHeight="15"/><sheetData>"#;
const HEADED: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="20" defaultRowHeight="15"/><sheetData>"#;

/// A workbook that is being written.
pub struct Sheets<W: Write + Seek> {
    parts: ZipWriter<W>,
    head: Vec<&'static str>,
    /// Rows of the sheet, with its head.
    rows: u64,
    piece: String,
    open: bool,
}

impl<W: Write + Seek> Sheets<W> {
    /// Begins a workbook with sheets of these names: each at most 31 letters, digits, spaces, points and hyphens, none twice.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(sink: W, names: &[&str]) -> Result<Self, WriteProblem> {
        let mut parts = ZipWriter::new(sink);
        for (name, text) in about(names) {
            parts.start_file(name, workbook::options()).map_err(workbook::system)?;
            parts.write_all(workbook::DECLARATION.as_bytes())?;
            parts.write_all(text.as_bytes())?;
        }
        Ok(Self { parts, head: Vec::new(), rows: 0, piece: String::new(), open: false })
    }

    /// Begins the sheet of this number, from 1. Sheets may be written in any order, each once. An empty head is none.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn sheet(&mut self, number: usize, head: Vec<&'static str>) -> Result<(), WriteProblem> {
        self.end_sheet()?;
        self.parts.start_file(format!("xl/worksheets/sheet{number}.xml"), workbook::options()).map_err(workbook::system)?;
        self.piece.push_str(workbook::DECLARATION);
        self.piece.push_str(if head.is_empty() { PLAIN } else { HEADED });
        (self.rows, self.open) = (0, true);
        if !head.is_empty() {
            self.rows = 1;
            workbook::row_begin(&mut self.piece, 1);
            for (place, name) in head.iter().enumerate() {
                workbook::text_cell(&mut self.piece, place, 1, workbook::HEAD, name);
            }
            self.piece.push_str("</row>");
        }
        self.head = head;
        Ok(())
    }

    /// Writes a row of the sheet that was begun last.
    ///
    /// # Errors
    /// When it can't be written, or a sheet or a text is longer than workbooks take.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), WriteProblem> {
        if self.rows > workbook::MOST_ROWS {
            return Err(WriteProblem::TooManyRows { most: workbook::MOST_ROWS });
        }
        self.rows += 1;
        workbook::row_begin(&mut self.piece, self.rows);
        for (place, cell) in cells.iter().enumerate() {
            workbook::cell(&mut self.piece, place, self.rows, cell).map_err(|()| {
                let column = self.head.get(place).copied().unwrap_or("a value");
                WriteProblem::TooLong { row: self.rows.saturating_sub(1), column }
            })?;
        }
        self.piece.push_str("</row>");
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(())
    }

    /// Ends the workbook.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn end(mut self) -> Result<(), WriteProblem> {
        self.end_sheet()?;
        let mut sink = self.parts.finish().map_err(workbook::system)?;
        Ok(sink.flush()?)
    }

    fn end_sheet(&mut self) -> Result<(), WriteProblem> {
        if std::mem::take(&mut self.open) {
            self.piece.push_str("</sheetData></worksheet>");
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), WriteProblem> {
        self.parts.write_all(self.piece.as_bytes())?;
        self.piece.clear();
        Ok(())
    }
}

/// The parts that say which sheets there are, and how cells look.
fn about(names: &[&str]) -> [(&'static str, String); 5] {
    let [mut kinds, mut relations, mut listed] = [String::new(), String::new(), String::new()];
    for (number, name) in (1..).zip(names) {
        let _ = write!(
            kinds,
            r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let _ = write!(
            relations,
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        let _ = write!(listed, r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#);
    }
    [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{kinds}</Types>"#
            ),
        ),
        ("_rels/.rels", workbook::ROOT.to_owned()),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}<Relationship Id="rStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        ("xl/styles.xml", workbook::STYLES.to_owned()),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{listed}</sheets></workbook>"#
            ),
        ),
    ]
}
