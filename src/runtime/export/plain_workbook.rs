//! A workbook of several small sheets that are in memory as a whole, such as the findings of a comparison.
//! The same cells as in a workbook of one list: no formula, and no number that a spreadsheet would round.
//! Must not know: what the sheets are about.

use super::{WriteProblem, workbook};
use crate::registry::sheet::Cell;
use std::{
    fmt::Write as _,
    io::{Seek, Write},
};
use zip::ZipWriter;

/// A sheet.
pub struct PlainSheet {
    /// Its name, which no other sheet has: at most 31 letters, digits, spaces, points and hyphens.
    pub name: String,
    /// The head.
    pub head: Vec<&'static str>,
    /// The rows below it.
    pub rows: Vec<Vec<Cell>>,
}

/// Writes a workbook of these sheets; there must be one at least.
///
/// # Errors
/// When it can't be written, or a sheet or a text is longer than workbooks take.
pub fn plain_workbook(sink: impl Write + Seek, sheets: &[PlainSheet]) -> Result<(), WriteProblem> {
    let mut parts = ZipWriter::new(sink);
    let mut part = |name: &str, text: &str| -> Result<(), WriteProblem> {
        parts.start_file(name, workbook::options()).map_err(workbook::system)?;
        parts.write_all(workbook::DECLARATION.as_bytes())?;
        Ok(parts.write_all(text.as_bytes())?)
    };
    let [mut kinds, mut relations, mut names] = [String::new(), String::new(), String::new()];
    for (number, sheet) in (1..).zip(sheets) {
        let _ = write!(
            kinds,
            r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let _ = write!(
            relations,
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        let _ = write!(names, r#"<sheet name="{}" sheetId="{number}" r:id="rId{number}"/>"#, sheet.name);
    }
    part(
        "[Content_Types].xml",
        &format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{kinds}</Types>"#
        ),
    )?;
    part("_rels/.rels", workbook::ROOT)?;
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}<Relationship Id="rStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#
        ),
    )?;
    part("xl/styles.xml", workbook::STYLES)?;
    part(
        "xl/workbook.xml",
        &format!(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>"#
        ),
    )?;
    for (number, sheet) in (1..).zip(sheets) {
        part(&format!("xl/worksheets/sheet{number}.xml"), &rows(sheet)?)?;
    }
    let mut sink = parts.finish().map_err(workbook::system)?;
    Ok(sink.flush()?)
}

fn rows(sheet: &PlainSheet) -> Result<String, WriteProblem> {
    if sheet.rows.len() as u64 > workbook::MOST_ROWS {
        return Err(WriteProblem::TooManyRows { most: workbook::MOST_ROWS });
    }
    let mut piece = String::from(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="20" defaultRowHeight="15"/><sheetData>"#,
    );
    workbook::row_begin(&mut piece, 1);
    for (place, name) in sheet.head.iter().enumerate() {
        workbook::text_cell(&mut piece, place, 1, workbook::HEAD, name);
    }
    piece.push_str("</row>");
    for (number, row) in (1..).zip(&sheet.rows) {
        workbook::row_begin(&mut piece, number + 1);
        for ((place, cell), column) in row.iter().enumerate().zip(&sheet.head) {
            workbook::cell(&mut piece, place, number + 1, cell).map_err(|()| WriteProblem::TooLong { row: number, column })?;
        }
        piece.push_str("</row>");
    }
    Ok(piece + "</sheetData></worksheet>")
}
