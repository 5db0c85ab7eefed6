//! The files that the fuzzer begins with (`fuzz/seeds`): good ones, and each way in which files are wrong. What comes of every one of them is
//! said here, so that a reader that changes its mind about one is noticed. What grows without end is made in memory: see `malformed`.

use super::*;
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

/// What comes of a file: how much was read, what is named, or why it is refused.
fn outcome(octets: Vec<u8>) -> String {
    let tables = match of(octets) {
        Ok(tables) => tables,
        Err(problem) => return format!("refused: {problem}"),
    };
    if tables.problems.is_empty() {
        let (held, done, doubted) = (tables.holdings.len(), tables.actions.len(), tables.rows.len());
        return format!("read: {held} holdings, {done} actions, {doubted} doubted");
    }
    tables.problems.iter().fold("named:".to_owned(), |mut text, problem| {
        let cell = problem.cell.map(letters).unwrap_or_default();
        let _ = write!(text, " {cell}{} {}", problem.place.row, problem.why);
        text
    })
}

#[test]
fn what_comes_of_each_file_the_fuzzer_begins_with() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let files = fs::read_dir(folder).unwrap().map(|entry| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), outcome(fs::read(entry.path()).unwrap()))
    });
    let found: BTreeMap<String, String> = files.collect();
    let wanted = OUTCOMES.iter().map(|(name, outcome)| ((*name).to_owned(), (*outcome).to_owned())).collect();
    assert_eq!(found, wanted);
}

const OUTCOMES: [(&str, &str); 27] = [
    ("actions-date-cell.xlsx", "read: 0 holdings, 1 actions, 0 doubted"),
    ("actions-date-of-no-order.csv", "named: A2 it is no time in UTC; write it as yyyy-mm-ddThh:mm:ssZ"),
    ("actions-dates-as-text.xlsx", "read: 0 holdings, 1 actions, 0 doubted"),
    (
        "cut-off.json",
        "refused: line 1 can't be read: the file ends in the middle of a value. It was cut off on its way, or is still being written; copy it again",
    ),
    (
        "document-type.xlsx",
        "refused: its part xl/worksheets/sheet1.xml can't be read at octet 30: it declares a document type. Open it in a spreadsheet and save it as a new .xlsx",
    ),
    ("error-value.xlsx", "named: H3 it is an error value"),
    ("field-twice.json", "refused: line 1 can't be read: at column 350: the field \"Vintage\" is there twice"),
    ("formula.xlsx", "named: H3 it is a formula; put in its value, since nobody wrote what it comes to"),
    ("holdings-a-line-each.json", "read: 2 holdings, 0 actions, 0 doubted"),
    ("holdings-bom-crlf.csv", "read: 2 holdings, 0 actions, 0 doubted"),
    ("holdings-lf.csv", "read: 2 holdings, 0 actions, 0 doubted"),
    ("holdings.json", "read: 2 holdings, 0 actions, 0 doubted"),
    ("holdings.xlsx", "read: 2 holdings, 0 actions, 0 doubted"),
    (
        "merged-cells.xlsx",
        "named: D2 it is merged with cells around it, so that it is open which rows the value belongs to; unmerge them",
    ),
    ("other-sheet-name.xlsx", "read: 2 holdings, 0 actions, 0 doubted"),
    ("quotation-mark-alone.csv", "refused: line 2 can't be read: up to here a quotation mark has no pair"),
    ("range-backwards.csv", "named: F2 a range of serials begins with the smaller one"),
    ("range-off-by-one.csv", "read: 2 holdings, 0 actions, 2 doubted"),
    ("rounded-number.xlsx", "named: H3 a spreadsheet keeps 15 digits of a number, so this may be rounded; write it as text"),
    ("serial-of-nought.csv", "named: E2 a serial is a whole number from 1 to 18 446 744 073 709 551 615"),
    (
        "shared-text-that-is-none.xlsx",
        "refused: its part xl/worksheets/sheet1.xml can't be read at octet 1477: a cell has a text that is not in the list of texts. Open it in a spreadsheet and save it as a new .xlsx",
    ),
    (
        "sheet-without-head.xlsx",
        "named: 0 by its name this sheet has a table of ITMOs, and no row in it names the columns First ID and Last ID",
    ),
    ("text-numbers.xlsx", "read: 2 holdings, 0 actions, 0 doubted"),
    (
        "thousands-comma-unquoted.csv",
        "named: K2 it stands beyond the last column of the head; a comma within a value needs quotes around the value",
    ),
    ("thousands-commas.csv", "read: 1 holdings, 0 actions, 0 doubted"),
    (
        "truncated.xlsx",
        "refused: it is not a whole workbook: its end is missing. It was cut off on its way, or is still being written; copy it again",
    ),
    ("utf-16.csv", "refused: line 1 is not UTF-8; save the file as CSV UTF-8"),
];
