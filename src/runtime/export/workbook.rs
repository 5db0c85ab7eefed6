//! A workbook of one sheet (ECMA-376), written row by row: memory does not grow with the rows, and nothing is kept in a file between.
//! No cell is a formula: texts are texts, and numbers that spreadsheets would round are texts too.
//! Must not know: where it is written.

use super::{RowWriter, WriteProblem, xml};
use crate::registry::sheet::{Cell, Choice, Column, ColumnKind, Row};
use std::io::{self, Seek, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Rows of a sheet besides its head.
pub const MOST_ROWS: u64 = 1_048_575;

/// A cell takes so many UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

/// The greatest number a spreadsheet shows digit by digit.
const GREATEST_NUMBER: u64 = 999_999_999_999_999;

/// A compressed part is handed on in pieces of about so many octets.
const PIECE: usize = 64 << 10;

/// The look of the head and of texts; see [`STYLES`].
pub(super) const HEAD: &str = "1";
const TEXT: &str = "2";

/// The parts that are the same in every workbook, by name.
const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    ("_rels/.rels", ROOT),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    ("xl/styles.xml", STYLES),
];

/// Which part is the workbook.
pub(super) const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// Three looks: the usual one, a bold one for the head, and one whose number format is text.
pub(super) const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Writes a workbook.
pub(super) struct Workbook<W: Write + Seek> {
    parts: ZipWriter<W>,
    choice: Choice,
    /// Rows that are written, without the head.
    rows: u64,
    piece: String,
}

impl<W: Write + Seek> Workbook<W> {
    /// Begins a workbook whose sheet has this name, with the head.
    pub(super) fn begin(sink: W, choice: Choice, name: &str) -> Result<Self, WriteProblem> {
        let mut parts = ZipWriter::new(sink);
        for (part, text) in PARTS {
            parts.start_file(part, options()).map_err(system)?;
            parts.write_all(DECLARATION.as_bytes())?;
            parts.write_all(text.as_bytes())?;
        }
        parts.start_file("xl/workbook.xml", options()).map_err(system)?;
        write!(
            parts,
            r#"{DECLARATION}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        )?;
        parts.start_file("xl/worksheets/sheet1.xml", options()).map_err(system)?;
        let mut piece = head(choice.columns());
        row_begin(&mut piece, 1);
        for (place, column) in choice.columns().iter().enumerate() {
            text_cell(&mut piece, place, 1, HEAD, column.name);
        }
        piece.push_str("</row>");
        Ok(Self { parts, choice, rows: 0, piece })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.parts.write_all(self.piece.as_bytes())?;
        self.piece.clear();
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), WriteProblem> {
        if self.rows == MOST_ROWS {
            return Err(WriteProblem::TooManyRows { most: MOST_ROWS });
        }
        self.rows += 1;
        let line = self.rows + 1;
        row_begin(&mut self.piece, line);
        for (place, (column, cell)) in self.choice.columns().iter().zip(self.choice.cells(row)).enumerate() {
            self::cell(&mut self.piece, place, line, cell)
                .map_err(|()| WriteProblem::TooLong { row: self.rows, column: column.name })?;
        }
        self.piece.push_str("</row>");
        Ok(())
    }
}

impl<W: Write + Seek + Send> RowWriter for Workbook<W> {
    fn most(&self) -> Option<u64> {
        Some(MOST_ROWS)
    }

    fn rows(&mut self, rows: &[Row]) -> Result<(), WriteProblem> {
        for row in rows {
            self.row(row)?;
            if self.piece.len() >= PIECE {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> Result<(), WriteProblem> {
        self.piece.push_str("</sheetData></worksheet>");
        self.flush()?;
        let mut sink = self.parts.finish().map_err(system)?;
        Ok(sink.flush()?)
    }
}

/// What stands before the rows: the head stays in sight, and columns are as wide as their kind needs.
fn head(columns: &[Column]) -> String {
    let mut head = format!(
        r#"{DECLARATION}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#
    );
    for (number, column) in (1..).zip(columns) {
        let width = width(column.kind).max(column.name.len() + 2);
        head.push_str(&format!(r#"<col min="{number}" max="{number}" width="{width}" customWidth="1"/>"#));
    }
    head + "</cols><sheetData>"
}

/// How wide a column is, in characters.
fn width(kind: ColumnKind) -> usize {
    match kind {
        ColumnKind::Small | ColumnKind::Truth | ColumnKind::Day => 12,
        ColumnKind::Word => 16,
        ColumnKind::Count => 20,
        ColumnKind::Time => 22,
        ColumnKind::Id | ColumnKind::Names => 30,
        ColumnKind::Name | ColumnKind::Prose => 40,
    }
}

pub(super) fn row_begin(piece: &mut String, line: u64) {
    piece.push_str(&format!(r#"<row r="{line}">"#));
}

/// Writes a cell: a number where every reader takes it exactly, else a text that begins no formula; `Err` when it is too long.
pub(super) fn cell(piece: &mut String, place: usize, line: u64, cell: &Cell) -> Result<(), ()> {
    match cell {
        Cell::Empty => {}
        Cell::Count(count) if *count <= GREATEST_NUMBER => number_cell(piece, place, line, &cell.visible()),
        Cell::Small(_) => number_cell(piece, place, line, &cell.visible()),
        _ => {
            let text = cell.fenced();
            if text.encode_utf16().count() > LONGEST_TEXT {
                return Err(());
            }
            if !text.is_empty() {
                text_cell(piece, place, line, TEXT, &text);
            }
        }
    }
    Ok(())
}

fn number_cell(piece: &mut String, place: usize, line: u64, digits: &str) {
    piece.push_str(&format!(r#"<c r="{}{line}"><v>{digits}</v></c>"#, letters(place)));
}

pub(super) fn text_cell(piece: &mut String, place: usize, line: u64, look: &str, text: &str) {
    piece.push_str(&format!(r#"<c r="{}{line}" s="{look}" t="inlineStr"><is><t xml:space="preserve">"#, letters(place)));
    xml::push(piece, text);
    piece.push_str("</t></is></c>");
}

/// The letters of a column: `A` to `Z`, then `AA`.
fn letters(place: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match place.checked_sub(26) {
        None => letter(place).into(),
        Some(beyond) => letters(beyond / 26) + &letter(beyond).to_string(),
    }
}

pub(super) fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

pub(super) fn system(error: zip::result::ZipError) -> io::Error {
    io::Error::from(error)
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_that_spreadsheets_give_them() {
        for (place, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(place), name);
        }
    }
}
