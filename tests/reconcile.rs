//! `countersign reconcile` as people use it: two files in a folder, no configuration, no network. What it says, writes and ends with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "reconcile/hostile.rs"]
mod hostile;
#[path = "reconcile/memory.rs"]
mod memory;
#[path = "reconcile/mixed.rs"]
mod mixed;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const HEAD: &str = "Cooperative approach ID,Authorization ID,First transferring participating Party ID,Party ITMO registry ID,First ID,Last ID,Metric,Quantity (t CO2 eq),Mitigation type,Vintage";

/// A table 4 with rows of holder, first and last serial, and tonnes.
fn holdings(rows: &[(&str, u64, u64, u64)]) -> String {
    let row = |(holder, first, last, tonnes): &(&str, u64, u64, u64)| {
        format!(
            "CA0007,AUTH-1,CHE,{holder},CA0007-CHE01-CHE-{first}-2023,CA0007-CHE01-CHE-{last}-2023,GHG,{tonnes},Removals,2023\r\n"
        )
    };
    format!("{HEAD}\r\n{}", rows.iter().map(row).collect::<String>())
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(ours: &str, theirs: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::write(folder.0.path().join("ours.csv"), ours).unwrap();
        fs::write(folder.0.path().join("theirs.csv"), theirs).unwrap();
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, more: &[&str]) -> (i32, String, String) {
        self.run_on("ours.csv", "theirs.csv", more)
    }

    fn run_on(&self, ours: &str, theirs: &str, more: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.current_dir(self.path()).env_clear().args(["reconcile", ours, theirs, "--at", "2024-12-31T23:59:59Z"]).args(more);
        let Output { status, stdout, stderr } = command.output().unwrap();
        (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }
}

#[test]
fn files_that_agree_end_with_nought() {
    let ours = holdings(&[("CHE01", 1, 100, 100), ("CHE01", 101, 200, 100)]);
    let folder = Folder::with(&ours, &holdings(&[("CHE01", 1, 200, 200)]));
    let (status, says, _) = folder.run(&[]);
    assert_eq!(status, 0, "{says}");
    assert!(says.contains("Both files are of CHE01") && says.contains("note  D07"), "{says}");
    assert!(says.ends_with("\nAGREE. 200 ITMOs are in both and agree in everything that both say.\n"), "{says}");
    // Two registries that each hold something else agree too.
    let folder = Folder::with(&ours, &holdings(&[("GHA01", 201, 300, 100)]));
    let (status, says, _) = folder.run(&[]);
    assert_eq!(
        (status, says.lines().last()),
        (0, Some("AGREE. 0 ITMOs are in both and agree in everything that both say.")),
        "{says}"
    );
}

#[test]
fn what_two_registries_both_hold_is_named_with_the_cells_of_both() {
    let folder =
        Folder::with(&holdings(&[("CHE01", 1, 100, 100)]), &holdings(&[("GHA01", 500, 599, 100), ("GHA01", 51, 150, 100)]));
    let (status, says, _) = folder.run(&[]);
    assert_eq!(status, 1, "{says}");
    for said in [
        "D03  critical  In both books",
        "CA0007-CHE01-CHE-51-100-2023: 50 ITMOs",
        "holder  ours CHE01 at line 2, column 4",
        "holder  theirs GHA01 at line 3, column 4",
    ] {
        assert!(says.contains(said), "{said}\n{says}");
    }
    assert!(says.ends_with("DIFFER: 1 difference. 0 ITMOs are in both and agree in everything that both say.\n"), "{says}");
}

#[test]
fn one_book_twice_differs_by_what_one_lacks_and_by_its_own_rows() {
    let folder = Folder::with(&holdings(&[("CHE01", 1, 100, 99)]), &holdings(&[("CHE01", 1, 101, 101), ("CHE01", 500, 501, 2)]));
    let (status, csv, _) = folder.run(&["--csv"]);
    assert_eq!(status, 1, "{csv}");
    let lines: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let codes: Vec<&str> = lines.iter().map(|line| line[0]).collect();
    for code in ["D01", "D06", "W5"] {
        assert!(codes.contains(&code), "{code}\n{csv}");
    }
    let row = lines.iter().find(|line| line[0] == "W5").unwrap();
    assert_eq!((row[8], row[10]), ("99", "\"line 2"), "{csv}");
    assert!(csv.contains("by the ids of the row the quantity is 100"), "{csv}");
}

#[test]
fn what_cannot_be_read_is_named_and_nothing_is_compared() {
    let bad = holdings(&[("CHE01", 1, 100, 100)]).replace("CHE-100-", "CHE-1,00-").replace("CHE01-CHE-1,00-2023", "\"CHE01\"");
    let folder = Folder::with(&bad, &holdings(&[("CHE01", 300, 400, 101)]));
    let (status, says, _) = folder.run(&[]);
    assert_eq!(status, 2, "{says}");
    assert!(says.contains("Ours, line 2, column 6 (Last ID) “") && !says.contains("D02"), "{says}");
    assert!(says.ends_with("NOT COMPARED: 1 cell or row can't be read.\n"), "{says}");
    let (status, json, _) = folder.run(&["--json"]);
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (status, told["outcome"].as_str(), told["unread"][0]["ours_at"].as_str()),
        (2, Some("not compared"), Some("line 2, column 6"))
    );
    for (ours, theirs, said) in [
        ("none.csv", "theirs.csv", "none.csv was not read: there is no file of this name."),
        ("theirs.csv", "x\u{1b}[2J", "⟦U+001B⟧"),
        ("theirs.csv", ".", ". was not read: it is a folder; name a file in it."),
    ] {
        let (status, out, error) = folder.run_on(ours, theirs, &[]);
        assert_eq!((status, out.as_str()), (2, ""), "{error}");
        assert!(error.contains(said) && error.contains("Nothing was compared."), "{error}");
    }
}

/// The workbook it writes is a workbook it reads; texts in it are fenced and gated.
#[test]
fn a_workbook_has_one_sheet_for_each_kind_and_is_never_written_over() {
    let folder = Folder::with(&holdings(&[("CHE01", 1, 100, 99)]), &holdings(&[("GHA01", 1, 10, 10)]));
    let (status, _, error) = folder.run(&["--xlsx", "found.xlsx"]);
    assert_eq!(status, 1, "{error}");
    let octets = fs::read(folder.path().join("found.xlsx")).unwrap();
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(octets)).unwrap();
    let book = std::io::read_to_string(parts.by_name("xl/workbook.xml").unwrap()).unwrap();
    assert!(book.contains("<sheet name=\"D03\" sheetId=\"1\"") && book.contains("<sheet name=\"W5\" sheetId=\"2\""), "{book}");
    let sheet = std::io::read_to_string(parts.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(sheet.contains(">CA0007-CHE01-CHE-10-2023<") && sheet.contains(">line 2, column 4<"), "{sheet}");
    let (status, _, error) = folder.run(&["--xlsx", "found.xlsx"]);
    assert_eq!(status, 2, "{error}");
    assert!(error.contains("found.xlsx was not written"), "{error}");
}

#[test]
fn actions_of_two_parties_are_checked_against_each_other() {
    let head = "Action date,Action type,Cooperative approach ID,First transferring participating Party ID,Party ITMO registry ID,First ID,Last ID,Vintage,Transferring participating Party ID,Acquiring participating Party ID";
    let ours = format!(
        "{head}\n2024-12-31T23:59:00Z,First transfer,CA0007,CHE,CHE01,CA0007-CHE01-CHE-1-2023,CA0007-CHE01-CHE-100-2023,2023,,GHA\n"
    );
    let theirs = format!(
        "{head}\n2025-01-01T00:01:00Z,Acquisition,CA0007,CHE,GHA01,CA0007-CHE01-CHE-1-2023,CA0007-CHE01-CHE-90-2023,2023,CHE,\n"
    );
    let folder = Folder::with(&ours, &theirs);
    let (status, _, error) = folder.run(&[]);
    assert_eq!(status, 2);
    assert!(error.contains("--our-party"), "{error}");
    let (status, says, _) = folder.run(&["--our-party", "CHE", "--their-party", "GHA"]);
    assert_eq!(status, 1, "{says}");
    for said in [
        "D17  medium",
        "CA0007-CHE01-CHE-91-100-2023: 10 ITMOs",
        "D16  medium",
        "CA0007-CHE01-CHE-1-90-2023: 90 ITMOs",
        "line 2, column 1",
    ] {
        assert!(says.contains(said), "{said}\n{says}");
    }
}

/// What went there and came back is in each report twice; each difference says which action it is of, and names the rows of that one alone.
#[test]
fn two_kinds_of_actions_that_differ_alike_are_told_apart() {
    let head = "Action date,Action type,Cooperative approach ID,First transferring participating Party ID,Party ITMO registry ID,First ID,Last ID,Vintage,Transferring participating Party ID,Acquiring participating Party ID";
    let row = |at: &str, kind: &str, holder: &str, parties: &str| {
        format!("{at}T12:00:00Z,{kind},CA0007,CHE,{holder},CA0007-CHE01-CHE-1-2023,CA0007-CHE01-CHE-100-2023,2023,{parties}")
    };
    let report = |rows: [String; 3]| format!("{head}\r\n{}\r\n", rows.join("\r\n"));
    let ours = report([
        row("2024-03-01", "First transfer", "CHE01", ",GHA"),
        row("2024-06-01", "Acquisition", "CHE01", "GHA,"),
        row("2024-07-01", "Use", "CHE01", ","),
    ]);
    let theirs = report([
        row("2025-03-01", "Acquisition", "GHA01", "CHE,"),
        row("2025-06-01", "Transfer", "GHA01", ",CHE"),
        row("2025-07-01", "Transfer", "GHA01", ",THA"),
    ]);
    let folder = Folder::with(&ours, &theirs);
    let (status, says, _) = folder.run(&["--our-party", "CHE", "--their-party", "GHA"]);
    assert_eq!((status, says.matches("D16  medium").count()), (1, 2), "{says}");
    for said in [
        "time  ours transfer in 2024 at line 2, column 1\n     time  theirs acquisition in 2025 at line 2, column 1\n",
        "time  ours acquisition in 2024 at line 3, column 1\n     time  theirs transfer in 2025 at line 3, column 1\n",
    ] {
        assert!(says.contains(said), "{said}\n{says}");
    }
}

/// Rows of one file about the same ITMOs are named with the cells that say so, and the file that has them once is not.
#[test]
fn what_one_file_lists_twice_is_named_in_that_file_alone() {
    let folder = Folder::with(&holdings(&[("CHE01", 1, 100, 100)]), &holdings(&[("CHE01", 1, 100, 100), ("CHE01", 100, 100, 1)]));
    let (status, says, _) = folder.run(&[]);
    assert_eq!(status, 1, "{says}");
    let said = "D08  critical  Overlap in one book\n     CA0007-CHE01-CHE-100-2023: 1 ITMO\n     \
        holder  theirs CHE01 in two lines at line 2, column 4; line 3, column 4\n\nDIFFER: 1 difference.";
    assert!(says.contains(said), "{says}");
}

#[test]
fn whose_a_file_is_is_never_guessed() {
    let folder =
        Folder::with(&holdings(&[("CHE01", 1, 100, 100), ("GHA01", 101, 200, 100)]), &holdings(&[("GHA01", 101, 200, 100)]));
    let (status, _, error) = folder.run(&[]);
    assert_eq!(status, 2);
    assert!(error.contains("held in CHE01, GHA01") && error.contains("--our-registry"), "{error}");
    let (status, says, _) = folder.run(&["--our-registry", "CHE01"]);
    assert_eq!(status, 0, "{says}");
    // With --departed the first hundred should be in theirs as well.
    let (status, says, _) = folder.run(&["--our-registry", "CHE01", "--departed"]);
    assert_eq!(status, 1, "{says}");
    assert!(says.contains("D02  high  Missing in theirs") && says.contains(": 100 ITMOs"), "{says}");
}
