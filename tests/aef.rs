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

#[test]
fn a_file_that_cannot_be_read_ends_with_two() {
    for (octets, why) in [("", "it is empty"), ("PK\u{3}\u{4}cut", "not a whole workbook"), ("[1]", "neither a list of objects")]
    {
        let (status, says, error) = check(&[("submission.xlsx", octets)], &[]);
        assert_eq!((status, says.as_str()), (2, ""), "{error}");
        assert!(error.contains(why) && error.contains("Nothing was checked"), "{error}");
    }
}
