//! Files that are wrong in the ways files are, through the whole commands: an error that names the place, never a panic, never a silent skip.

use super::{
    Folder,
    mixed::{lines, row, workbook},
};
use std::fs;

/// One thing that is wrong: its name, the file, how `reconcile` ends, and what is said.
type Wrong = (&'static str, Vec<u8>, i32, &'static str);

fn with(at: usize, text: &str) -> Vec<Vec<String>> {
    let mut wrong = row("GHA01", 1, 100);
    wrong[at] = text.to_owned();
    vec![row("GHA01", 201, 300), wrong]
}

/// Wrong cells of a workbook.
fn cells() -> Vec<Wrong> {
    let book = |at: usize, text: &str| workbook(&with(at, text), "");
    vec![
        (
            "a formula",
            book(5, "<c><f>E3+99</f><v>100</v></c>"),
            2,
            "'Table 4 Holdings'!F3 (Last ID) “a formula”: it is a formula",
        ),
        ("an error value", book(7, r##"<c t="e"><v>#REF!</v></c>"##), 2, "'Table 4 Holdings'!H3"),
        ("a number that a spreadsheet rounds", book(7, "<c><v>1.23456789012346E+18</v></c>"), 2, "keeps 15 digits"),
        ("a fraction", book(7, "<c><v>99.5</v></c>"), 2, "it is not a whole number"),
        ("a truth", book(9, r#"<c t="b"><v>1</v></c>"#), 2, "'Table 4 Holdings'!J3"),
        ("text numbers", book(7, r#"<c t="str"><v>100</v></c>"#), 0, "AGREE"),
        ("thousands commas that are none", book(7, "1,00"), 2, "'Table 4 Holdings'!H3 (Quantity (t CO2 eq)) “1,00”"),
        ("a serial from nought", book(4, "CA0007-CHE01-CHE-0-2023"), 2, "'Table 4 Holdings'!E3 (First ID)"),
        ("a range off by one", book(7, "99"), 1, "quantity  theirs 99 at 'Table 4 Holdings'!H3"),
        (
            "merged cells",
            workbook(&[row("GHA01", 201, 300), row("GHA01", 1, 100)], r#"<mergeCells><mergeCell ref="D2:D3"/></mergeCells>"#),
            2,
            "'Table 4 Holdings'!D2",
        ),
    ]
}

/// Workbooks that are wrong as a whole.
fn containers() -> Vec<Wrong> {
    let good = workbook(&with(9, "2023"), "");
    let mut changed = good.clone();
    let at = changed.len() / 3;
    changed[at..at + 40].reverse();
    let spaces = " ".repeat(90 << 20);
    vec![
        ("a truncated zip", good[..good.len() - 30].to_vec(), 2, "its end is missing"),
        ("a zip bomb", workbook(&[], &spaces), 2, "one element or text of xl/worksheets/sheet2.xml has more than"),
        ("half a zip", good[..good.len() / 2].to_vec(), 2, "its end is missing. It was cut off on its way"),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), 2, "save it as .xlsx"),
    ]
}

/// Wrong files of lines.
fn texts() -> Vec<Wrong> {
    let plain = String::from_utf8(lines(&with(9, "2023"))).unwrap();
    let unquoted = plain.replace('"', "").replace(",100,", ",1,00,");
    vec![
        ("a byte order mark and CR LF", format!("\u{feff}{plain}").into_bytes(), 0, "AGREE"),
        ("CR alone", plain.replace("\r\n", "\r").into_bytes(), 0, "AGREE"),
        ("a cell too many", plain.replace("2023\"\r\n", "2023\",\"x\"\r\n").into_bytes(), 2, "line 2, column 11"),
        ("an unquoted comma in a number", unquoted.into_bytes(), 2, "line 2, column"),
        (
            "a quote that does not end",
            format!("{plain}\"GHA01").into_bytes(),
            2,
            "line 4 can't be read: up to here a quotation mark has no pair",
        ),
        ("other columns", b"a,b\r\n1,2\r\n".to_vec(), 2, "no table in it"),
        ("no head", plain.lines().skip(1).collect::<Vec<_>>().join("\n").into_bytes(), 2, "no table in it"),
        ("a column twice", plain.replace("\"Vintage\"", "\"Last ID\"").into_bytes(), 2, "line 1, column 10"),
        ("Latin letters", [plain.as_bytes(), b"\"\xe9\"\r\n"].concat(), 2, "line 4 is not UTF-8"),
        ("UTF-16", plain.encode_utf16().flat_map(u16::to_le_bytes).collect(), 2, "CSV UTF-8"),
        ("a formula's beginning", plain.replace("\"CHE\"", "\"=CHE\"").into_bytes(), 2, "line 2, column 3"),
        ("nothing", Vec::new(), 2, "it is empty"),
        ("JSON of another shape", b"[1,2]".to_vec(), 2, "neither a list of objects"),
        ("JSON that nests without end", "[".repeat(200_000).into_bytes(), 2, "line 1"),
        ("a field twice", b"[{\"First ID\":\"1\",\"First ID\":\"2\"}]".to_vec(), 2, "\"First ID\" is there twice"),
    ]
}

#[test]
fn each_is_named_by_its_place() {
    let folder = Folder::with("", "");
    fs::write(folder.path().join("ours.csv"), lines(&[row("CHE01", 5_000, 5_099)])).unwrap();
    for (name, octets, status, said) in cells().into_iter().chain(containers()).chain(texts()) {
        fs::write(folder.path().join("theirs"), octets).unwrap();
        let (ended, says, error) = folder.run_on("ours.csv", "theirs", &[]);
        assert_eq!(ended, status, "{name}: {says}{error}");
        assert!((says.clone() + &error).contains(said), "{name}: {said}\n{says}{error}");
        assert!(!error.contains("panicked"), "{name}: {error}");
    }
}

#[test]
fn dates_as_text_are_read_in_the_two_orders_of_the_format_and_no_other() {
    let folder = Folder::with("", "");
    let act = |date: &str| {
        let head = "Action date,Action type,Cooperative approach ID,First transferring participating Party ID,Party ITMO registry ID,First ID,Last ID,Vintage,Transferring participating Party ID,Acquiring participating Party ID";
        format!("{head}\n{date},First transfer,CA0007,CHE,CHE01,1,9,2023,,GHA\n")
    };
    fs::write(folder.path().join("ours.csv"), act("2024-05-06T07:08:09.000Z")).unwrap();
    for (date, status) in [
        ("06/05/2024", 1),
        ("2024-05-06", 1),
        ("05/06/24", 2),
        ("05/31/2024", 2),
        ("31/02/2024", 2),
        ("May 6 2024", 2),
        ("45418", 2),
        ("2024-05-06 07:08", 2),
    ] {
        fs::write(folder.path().join("theirs"), act(date)).unwrap();
        let (ended, says, _) = folder.run_on("ours.csv", "theirs", &["--our-party", "CHE", "--their-party", "GHA"]);
        assert_eq!(ended, status, "{date}: {says}");
        assert!(status == 1 || says.contains(&format!("line 2, column 1 (Action date) “{date}”")), "{date}: {says}");
    }
}

/// The name of a sheet makes no table: the first sheet is called after one, has none, and is named.
#[test]
fn a_sheet_that_is_called_after_a_table_is_not_passed_over() {
    let folder = Folder::with("", "");
    fs::write(folder.path().join("ours.csv"), lines(&[row("CHE01", 5_000, 5_099)])).unwrap();
    let rows = [row("GHA01", 1, 100)];
    for (first, second, status, said) in [
        ("Notes", "Whatever", 0, "sheet Whatever: 1 row of holdings"),
        ("Table 3 Actions", "Whatever", 2, "Theirs, sheet Table 3 Actions"),
    ] {
        fs::write(folder.path().join("theirs"), super::mixed::named_workbook([first, second], &rows, "")).unwrap();
        let (ended, says, error) = folder.run_on("ours.csv", "theirs", &[]);
        assert_eq!(ended, status, "{first}: {says}{error}");
        assert!(says.contains(said), "{said}\n{says}");
    }
}
