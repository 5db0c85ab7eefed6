//! Makes files for tests, well-formed or not.

use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The heads of table 4, as far as tests need them.
pub(super) const HOLDINGS: [&str; 11] = [
    "Cooperative approach ID",
    "Authorization ID",
    "First transferring participating Party ID",
    "Party ITMO registry ID",
    "First ID",
    "Last ID",
    "First unit ID",
    "Metric",
    "Quantity (t CO2 eq)",
    "Mitigation type",
    "Vintage",
];

/// A row of table 4.
pub(super) fn held<'a>(first: &'a str, last: &'a str, tonnes: &'a str) -> Vec<&'a str> {
    vec!["CA0007", "AUTH-1", "CHE", "GHA01", first, last, "NA", "GHG", tonnes, "Removals", "2023"]
}

/// A row as an object.
pub(super) fn object(head: &[&str], row: &[&str]) -> String {
    let fields: Vec<String> = head.iter().zip(row).map(|(name, value)| format!("{name:?}:{value:?}")).collect();
    format!("{{{}}}", fields.join(","))
}

/// A sheet of texts.
pub(in crate::aef) fn sheet(rows: &[Vec<&str>]) -> String {
    let cell = |text: &&str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |cells: &Vec<&str>| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.iter().map(row).collect::<String>())
}

/// A sheet whose first row are the heads of table 4 and whose other rows are given as they stand in the file.
pub(super) fn sheet_of(rows: &str, after: &str) -> String {
    let head = sheet(&[HOLDINGS.to_vec()]);
    head.replace("</sheetData></worksheet>", &format!("{rows}</sheetData>{after}</worksheet>"))
}

/// A row of cells as they stand in the file.
pub(super) fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| match text.strip_prefix('<') {
        Some(_) => (*text).to_owned(),
        None => format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#),
    };
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}

/// A workbook of sheets, by name.
pub(in crate::aef) fn book(sheets: &[(&str, String)]) -> Vec<u8> {
    book_with(sheets, &[])
}

/// A workbook of sheets with more parts.
pub(super) fn book_with(sheets: &[(&str, String)], more: &[(&str, String)]) -> Vec<u8> {
    let (mut names, mut relations) = (String::new(), String::new());
    let mut parts: Vec<(String, String)> = more.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    for (number, (name, text)) in (1..).zip(sheets) {
        names += &format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#);
        relations += &format!(r#"<Relationship Id="rId{number}" Type="x/worksheet" Target="worksheets/sheet{number}.xml"/>"#);
        parts.push((format!("xl/worksheets/sheet{number}.xml"), text.clone()));
    }
    parts.push(("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{names}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    zip(&parts)
}

/// A zip of parts.
pub(super) fn zip(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
