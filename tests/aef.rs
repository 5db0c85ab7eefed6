//! `countersign aef` as people use it: files in a folder, no configuration, no network. What it says and ends with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::{
    fs,
    process::{Command, Output},
};

const SUBMISSION: &str = "Table 1 Submission,\r\nParty,CHE\r\nVersion,1.0\r\nReported year,2024\r\nDate of submission,10/04/2025\r\n\
    Review status of the initial report,\r\nResult of the consistency check of this AEF submission,\r\n\
    First year of the NDC implementation period,2021\r\nLast year of the NDC implementation period,2030\r\n\
    Reference to the Article 6 technical expert review report of the initial report,\r\n";

const ENTITIES: &str = "Date of the authorization,Name,Country of incorporation,Identification number,Cooperative approach ID,Conditions,Change and revocation conditions,Additional explanatory information\r\n";

fn check(files: &[(&str, &str)], more: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.current_dir(folder.path()).env_clear().args(["aef", "check"]).args(files.iter().map(|(name, _)| name)).args(more);
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn what_is_wrong_is_said_with_table_row_and_column() {
    let entities = format!("{ENTITIES}31/02/2024,\u{1b}[2JAlpine,CHE,=1+1,CA7,,,\r\n");
    let (status, says, _) = check(&[("submission.csv", SUBMISSION), ("entities.csv", &entities)], &[]);
    assert_eq!(status, 1, "{says}");
    assert!(says.contains("submission.csv: Table 1 Submission\n"), "{says}");
    assert!(says.contains("entities.csv: Table 5 Auth. entities (1 row)\n"), "{says}");
    assert!(
        says.contains(
            "entities.csv, line 2, column 1: Table 5 Auth. entities, Date of the authorization “31/02/2024”: it is no date"
        ),
        "{says}"
    );
    assert!(says.contains("entities.csv, line 2, column 5: Table 5 Auth. entities, Cooperative approach ID “CA7”"), "{says}");
    assert!(says.contains("Table 3 Actions: it is in no file; a table without rows still has its head."), "{says}");
    assert!(says.ends_with("\nNOT VALID: 5 things are wrong.\n"), "{says}");
    assert!(!says.contains('\u{1b}'), "what a file says passes the gate");
}

#[test]
fn programs_read_what_is_wrong_as_json() {
    let (status, says, _) = check(&[("submission.csv", &SUBMISSION.replace("2021", "2031"))], &["--json"]);
    assert_eq!(status, 1, "{says}");
    let whole: serde_json::Value = serde_json::from_str(&says).unwrap();
    assert_eq!(whole["outcome"], "not valid");
    let first = &whole["breaches"][0];
    assert_eq!(
        (first["table"].as_str(), first["row"].as_u64(), first["cell"].as_u64()),
        (Some("Table 1 Submission"), Some(9), Some(2))
    );
    assert_eq!(first["why"], "it is before the first year");
    assert_eq!(whole["breaches"].as_array().unwrap().len(), 5, "{says}");
}

/// What is wrong alike with several columns of a row is one line; what is wrong otherwise, or with a value, stands alone. Programs are
/// told of each.
#[test]
fn what_is_wrong_alike_with_several_columns_is_one_line() {
    let head = ENTITIES.replace("Name,Country of incorporation,", "");
    let files = [("submission.csv", SUBMISSION), ("entities.csv", &head)];
    let (_, says, _) = check(&files, &[]);
    let about =
        |says: &str| says.lines().filter(|line| line.starts_with("entities.csv, ")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        about(&says),
        [
            "entities.csv, line 1: Table 5 Auth. entities, Name; Country of incorporation: the table has no such column; a column without values still has its head."
        ],
        "{says}"
    );
    let (_, says, _) = check(&files, &["--json"]);
    let whole: serde_json::Value = serde_json::from_str(&says).unwrap();
    let breaches = whole["breaches"].as_array().unwrap().iter();
    let columns: Vec<_> = breaches.filter_map(|breach| breach["column"].as_str()).collect();
    assert_eq!(columns, ["Name", "Country of incorporation"], "{says}");
    let rows = format!("{ENTITIES}31/02/2024,Alpine,CHE,,CA7,,,\r\n32/02/2024,Alpine,CHE,,CA8,,,\r\n");
    let (_, says, _) = check(&[("submission.csv", SUBMISSION), ("entities.csv", &rows)], &[]);
    let dates = about(&says).iter().filter(|line| line.contains("Date of the authorization")).count();
    assert_eq!(dates, 2, "each value that is wrong is shown: {says}");
}

#[test]
fn a_file_that_cannot_be_read_ends_with_two() {
    for (octets, why) in [("", "it is empty"), ("PK\u{3}\u{4}cut", "not a whole workbook"), ("[1]", "neither a list of objects")]
    {
        let (status, says, error) = check(&[("submission.xlsx", octets)], &[]);
        assert_eq!((status, says.as_str()), (2, ""), "{error}");
        assert!(error.contains(why) && error.contains("Nothing was checked"), "{error}");
    }
    for (name, why) in [("none.xlsx", "there is no file of this name"), (".", "it is a folder; name a file in it")] {
        let (status, says, error) = check(&[("submission.csv", SUBMISSION)], &[name]);
        assert_eq!((status, says.as_str()), (2, ""), "{error}");
        assert!(error.contains(&format!("{name} was not read: {why}. Nothing was checked.")), "{error}");
    }
}

/// A table of any length is judged in little memory: the program is given less than its rows would take one by one.
#[cfg(target_os = "linux")]
#[test]
fn memory_hardly_grows_with_the_rows() {
    use countersign::aef::format::{Field, Table};
    use std::fmt::Write as _;
    const ROWS: u64 = 40_000;
    /// KiB that the program may write to.
    const MOST: &str = "8192";
    let head =
        |table: Table| table.entries().iter().map(|entry| format!("\"{}\"", entry.field.label())).collect::<Vec<_>>().join(",");
    let row = |table: Table, said: &[(Field, &str)]| {
        let value = |field| said.iter().find(|(known, _)| *known == field).map_or("", |(_, value)| value);
        table.entries().iter().map(|entry| value(entry.field)).collect::<Vec<_>>().join(",")
    };
    let mut text = String::new();
    for table in [Table::Actions, Table::Holdings] {
        let _ = write!(text, "{}\r\n{}\r\n", table.title(), head(table));
        // The last row says what the one in the middle said.
        for place in (0..ROWS).chain([ROWS / 2]) {
            let [first, last] = [place * 11 + 1, place * 11 + 10].map(|serial| format!("CA0007-CHE01-CHE-{serial}-2023"));
            let at = format!(
                "2024-03-{:02}T{:02}:{:02}:{:02}.000Z",
                place / 86_400 + 1,
                place / 3_600 % 24,
                place / 60 % 60,
                place % 60
            );
            let mut said = vec![
                (Field::Approach, "CA0007"),
                (Field::Authorization, "AUTH-1"),
                (Field::FirstTransferringParty, "CHE"),
                (Field::Registry, "CHE01"),
                (Field::FirstId, &first),
                (Field::LastId, &last),
                (Field::Metric, "GHG"),
                (Field::Tonnes, "10"),
                (Field::MitigationType, "Removals"),
                (Field::Vintage, "2023"),
            ];
            if table == Table::Actions {
                said.extend([
                    (Field::ActionDate, at.as_str()),
                    (Field::ActionType, "First transfer"),
                    (Field::AcquiringParty, "GHA"),
                ]);
            }
            let _ = write!(text, "{}\r\n", row(table, &said));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tables.csv"), text).unwrap();
    let limited = format!("ulimit -d {MOST} && exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_countersign"), "aef", "check", "tables.csv"]);
    let Output { status, stdout, stderr } = command.current_dir(folder.path()).output().unwrap();
    let (says, error) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(1), "{status} {says}{error}");
    let middle = ROWS / 2 + 3;
    assert!(says.contains(&format!("tables.csv, line {}: Table 3 Actions: row {middle} says the same.", ROWS + 3)), "{says}");
    assert!(says.contains(&format!("row {} holds ITMOs of these too", ROWS + 3 + middle)), "{says}");
    assert!(says.ends_with("\nNOT VALID: 5 things are wrong.\n"), "{says}");
}
