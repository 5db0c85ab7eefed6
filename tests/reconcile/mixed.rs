//! Every mix of kinds of files: what differs and what can't be read is named by file, sheet, row and cell, as each kind has them.

use super::Folder;
use std::{
    fs,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

pub const HEAD: [&str; 10] = [
    "Cooperative approach ID",
    "Authorization ID",
    "First transferring participating Party ID",
    "Party ITMO registry ID",
    "First ID",
    "Last ID",
    "Metric",
    "Quantity (t CO2 eq)",
    "Mitigation type",
    "Vintage",
];

/// A row of table 4.
pub fn row(holder: &str, first: u64, last: u64) -> Vec<String> {
    let id = |serial: u64| format!("CA0007-CHE01-CHE-{serial}-2023");
    let (from, to, tonnes) = (id(first), id(last), (last + 1 - first).to_string());
    ["CA0007", "AUTH-1", "CHE", holder, &from, &to, "GHG", &tonnes, "Removals", "2023"].map(str::to_owned).to_vec()
}

pub fn lines(rows: &[Vec<String>]) -> Vec<u8> {
    let quoted = |cells: &[String]| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\r\n";
    let head = HEAD.map(str::to_owned);
    (quoted(&head) + &rows.iter().map(|row| quoted(row)).collect::<String>()).into_bytes()
}

pub fn objects(rows: &[Vec<String>]) -> Vec<u8> {
    let object = |row: &Vec<String>| {
        let fields = HEAD.iter().zip(row).map(|(name, value)| format!("{name:?}:{value:?}"));
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    };
    format!("[{}]", rows.iter().map(object).collect::<Vec<_>>().join(",\n")).into_bytes()
}

/// A workbook whose second sheet is table 4; `after` stands behind its rows.
pub fn workbook(rows: &[Vec<String>], after: &str) -> Vec<u8> {
    named_workbook(["Notes", "Table 4 Holdings"], rows, after)
}

/// The same with other names of its sheets.
pub fn named_workbook(names: [&str; 2], rows: &[Vec<String>], after: &str) -> Vec<u8> {
    let cell = |text: &String| match text.strip_prefix('<') {
        Some(_) => text.clone(),
        None => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let line = |row: &Vec<String>| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
    let head = HEAD.map(str::to_owned).to_vec();
    let table: String = std::iter::once(&head).chain(rows).map(line).collect();
    let part = |rows: &str, after: &str| format!("<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>");
    let [first, second] = names;
    let sheets = format!(
        r#"<workbook><sheets><sheet name="{first}" sheetId="1" id="a"/><sheet name="{second}" sheetId="2" id="b"/></sheets></workbook>"#
    );
    let relations = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("xl/workbook.xml", sheets),
        ("xl/_rels/workbook.xml.rels", relations.to_owned()),
        ("xl/worksheets/sheet1.xml", part("<row><c><v>1</v></c></row>", "")),
        ("xl/worksheets/sheet2.xml", part(&table, after)),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A kind of file: its ending, how rows become one, and what its cells are called: row from 1, and column.
type FileKind = (&'static str, fn(&[Vec<String>]) -> Vec<u8>, fn(usize, usize) -> String);

const KINDS: [FileKind; 3] = [
    ("csv", |rows| lines(rows), |row, column| format!("line {}, column {}", row + 1, column + 1)),
    ("json", |rows| objects(rows), |row, column| format!("item {row}, {}", HEAD[column])),
    (
        "xlsx",
        |rows| workbook(rows, ""),
        |row, column| format!("'Table 4 Holdings'!{}{}", ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"][column], row + 1),
    ),
];

#[test]
fn any_two_kinds_of_files_are_compared_and_their_cells_named() {
    let folder = Folder::with("", "");
    let held = [row("CHE01", 1, 100), row("CHE01", 500, 599)];
    let both = [row("GHA01", 900, 999), row("GHA01", 51, 150)];
    let wrong = [row("CHE01", 1, 100), [row("CHE01", 500, 599)[..5].to_vec(), vec!["CA0007".to_owned()]].concat()];
    for (ours, write, our_cell) in KINDS {
        for (theirs, write_other, their_cell) in KINDS {
            let (one, other) = (format!("one.{ours}"), format!("other.{theirs}"));
            let put = |name: &str, octets: Vec<u8>| fs::write(folder.path().join(name), octets).unwrap();
            put(&one, write(&held));
            put(&other, write_other(&held));
            let (status, says, _) = folder.run_on(&one, &other, &[]);
            assert!(status == 0 && says.contains("AGREE. 200 ITMOs are in both"), "{one} {other}: {says}");
            // Both hold fifty: each with the cell that says so.
            put(&other, write_other(&both));
            let (status, says, _) = folder.run_on(&one, &other, &[]);
            let said = format!("holder  ours CHE01 at {}", our_cell(1, 3));
            let others = format!("holder  theirs GHA01 at {}", their_cell(2, 3));
            assert!(status == 1 && says.contains("D03  critical") && says.contains(": 50 ITMOs"), "{one} {other}: {says}");
            assert!(says.contains(&said) && says.contains(&others), "{said}, {others}\n{says}");
            // A cell that can't be read stops it, with its name.
            put(&other, write_other(&wrong));
            let (status, says, _) = folder.run_on(&one, &other, &[]);
            let said = format!("Theirs, {}", their_cell(2, 5));
            assert!(status == 2 && says.contains(&said) && says.contains("NOT COMPARED: 1 cell"), "{said}\n{says}");
            let (status, json, _) = folder.run_on(&one, &other, &["--json"]);
            let told: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!((status, told["unread"][0]["theirs_at"].as_str()), (2, Some(their_cell(2, 5).as_str())), "{json}");
        }
    }
}
