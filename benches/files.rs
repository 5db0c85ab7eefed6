//! `countersign reconcile` on two files, beside a general differ on the same files: two CSV of five million rows, two .xlsx of a hundred
//! thousand; two Parties' actions of a million rows, and `aef check` of as many. Time from start to end, and the most memory. Prints a table;
//! with UPDATE_DOCS=1 also puts it into docs/performance.md. `FILES_ROWS=100000` makes it short, `FILES_ONLY=actions` leaves the holdings out.
//! For memory alone a debug build is enough: `cargo test --bench files`.
//! The differ is DuckDB's full join, from Python (`FILES_PYTHON=…/python`); without it that is said.
//! Must not know: how files are read and compared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(missing_docs)]

#[path = "files/actions.rs"]
mod actions;
#[path = "whole/report.rs"]
#[allow(dead_code)]
mod report;

use report::Row;
use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const HEAD: [&str; 16] = [
    "Cooperative approach ID",
    "Authorization ID",
    "First transferring participating Party ID",
    "Party ITMO registry ID",
    "First ID",
    "Last ID",
    "Underlying unit registry ID",
    "First unit ID",
    "Last unit ID",
    "Metric",
    "Applicable GWP value(s)",
    "Applicable non-GHG metric",
    "Quantity (t CO2 eq)",
    "Quantity (in non-GHG metric)",
    "Mitigation type",
    "Vintage",
];

/// ITMOs in a block.
const LENGTH: u64 = 100;
/// One row in so many differs.
const DIFFERS: u64 = 1_000;

/// A run that takes longer is ended.
const PATIENCE: Duration = Duration::from_mins(10);
/// What the differ may take at most. More is of no use to it here, and less makes it slower.
const LIMIT: &str = "4GB";

/// MiB that two reports of a million actions each, or a submission of two million rows, may take: a few octets a row.
const PACKED: u64 = 64;

/// What a run took.
struct Took {
    time: Duration,
    /// KiB.
    memory: u64,
    /// The last line it wrote, or why it wrote none.
    said: Result<String, String>,
}

fn main() {
    let rows = std::env::var("FILES_ROWS").ok().map_or(5_000_000, |rows| rows.parse().unwrap());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files-bench");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let machine = report::machine();
    if std::env::var_os("FILES_ONLY").is_none_or(|only| only != "actions") {
        let mut table = Vec::new();
        holdings(&folder, rows, &mut table);
        tell("file figures", &report::table(&machine, &table));
    }
    let mut table = Vec::new();
    acts(&folder, (rows / 5).max(1_000), &mut table);
    tell("action figures", &report::table(&machine, &table));
    fs::remove_dir_all(&folder).unwrap();
}

/// Prints figures and, where it is asked for, puts them in their own place in the document: what was left out keeps the figures it had.
fn tell(name: &str, text: &str) {
    println!("{text}");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        report::into_document(name, text);
    }
}

fn ours(arguments: &[&str], files: &[PathBuf]) -> Took {
    run(Command::new(env!("CARGO_BIN_EXE_countersign")).args(arguments).args(files))
}

/// Two Parties' actions beside each other, and a submission by itself.
fn acts(folder: &Path, rows: u64, table: &mut Vec<Row>) {
    let reports = [folder.join("CHE.csv"), folder.join("GHA.csv")];
    actions::reports(&reports[0], &reports[1], rows);
    let submission = folder.join("submission.csv");
    actions::submission(&submission, rows);
    for (what, took) in [
        (format!("two Parties' actions of {rows} rows, one row in 1000 in one report only"), ours(&["reconcile"], &reports)),
        (format!("`aef check` of {rows} actions and {rows} holdings"), ours(&["aef", "check"], &[submission])),
    ] {
        table.push(match &took.said {
            Ok(said) => Row::of(&what, format!("{PACKED} MiB"), format!("{}: {said}", took.shown()), took.memory >> 10 <= PACKED),
            Err(why) => Row::note(&what, format!("no answer: {why}")),
        });
    }
}

fn holdings(folder: &Path, rows: u64, table: &mut Vec<Row>) {
    let sheet_rows = (rows / 50).max(1_000);
    let lines = [folder.join("ours.csv"), folder.join("theirs.csv")];
    commas(&lines[0], rows, false);
    commas(&lines[1], rows, true);
    let books = [folder.join("ours.xlsx"), folder.join("theirs.xlsx")];
    workbook(&books[0], sheet_rows, false);
    workbook(&books[1], sheet_rows, true);
    let python = std::env::var("FILES_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let join = |files: &[PathBuf; 2]| run(Command::new(&python).args(["-c", JOIN]).args(files).arg(folder).arg(LIMIT));
    for (files, name, count) in [(&lines, "CSV", rows), (&books, ".xlsx", sheet_rows)] {
        let (own, other) = (ours(&["reconcile"], files), join(files));
        compared(table, &format!("two {name} of {count} rows, one row in {DIFFERS} different"), &own, &other);
    }
}

impl Took {
    fn shown(&self) -> String {
        let millis = self.time.as_millis();
        format!("{}.{} s, {} MiB", millis / 1_000, millis % 1_000 / 100, self.memory >> 10)
    }
}

fn compared(table: &mut Vec<Row>, what: &str, own: &Took, other: &Took) {
    let told = |took: &Took| match &took.said {
        Ok(said) => format!("{}: {said}", took.shown()),
        Err(why) => format!("no answer after {}: {why}", took.shown()),
    };
    let budget = "less time and less memory than the differ below";
    table.push(match &other.said {
        Ok(_) => Row::of(what, budget, told(own), own.time < other.time && own.memory < other.memory),
        Err(_) => Row::note(what, told(own)),
    });
    table.push(Row::note("DuckDB's full join of them", told(other)));
}

/// Runs a program to its end. Memory is the most that `VmHWM` showed while it ran.
fn run(command: &mut Command) -> Took {
    let begun = Instant::now();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => return Took { time: begun.elapsed(), memory: 0, said: Err(error.to_string()) },
    };
    let status = format!("/proc/{}/status", child.id());
    let (output, errors) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let output = std::thread::spawn(move || std::io::read_to_string(output).unwrap_or_default());
    let errors = std::thread::spawn(move || std::io::read_to_string(errors).unwrap_or_default());
    let mut memory = 0;
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let most =
            text.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|kib| kib.split_whitespace().next()?.parse().ok());
        memory = memory.max(most.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    let time = begun.elapsed();
    let last = |text: String| text.trim_end().lines().last().map(|line| line.replace('|', "/"));
    let (output, errors) = (last(output.join().unwrap()), last(errors.join().unwrap()));
    let ended = format!("it ended with {}", child.wait().unwrap());
    Took { time, memory, said: output.ok_or_else(|| errors.unwrap_or(ended)) }
}

/// A row of table 4. In the other file one in a thousand is missing, of another authorization, or one ITMO longer.
fn row(place: u64, is_other: bool) -> Option<[String; 16]> {
    let (first, mut last) = (place * (LENGTH + 1) + 1, place * (LENGTH + 1) + LENGTH);
    let mut authorization = format!("AUTH-2023-{:04}", place % 6);
    if is_other && place % DIFFERS == 7 {
        match place / DIFFERS % 3 {
            0 => return None,
            1 => authorization = "AUTH-2023-0099".to_owned(),
            _ => last += 1,
        }
    }
    let id = |serial: u64| format!("CA0007-CHE01-CHE-{serial}-2023");
    let text = str::to_owned;
    Some([
        text("CA0007"),
        authorization,
        text("CHE"),
        text("CHE01"),
        id(first),
        id(last),
        text("NA"),
        text("NA"),
        text("NA"),
        text("GHG"),
        text(""),
        text("NA"),
        (last + 1 - first).to_string(),
        text("NA"),
        text("Removals"),
        text("2023"),
    ])
}

fn commas(path: &Path, rows: u64, is_other: bool) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    write!(file, "{}\r\n", HEAD.map(|name| format!("\"{name}\"")).join(",")).unwrap();
    for row in (0..rows).filter_map(|place| row(place, is_other)) {
        write!(file, "{}\r\n", row.join(",")).unwrap();
    }
    file.flush().unwrap();
}

fn workbook(path: &Path, rows: u64, is_other: bool) {
    let mut parts = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
    let options = SimpleFileOptions::default();
    for (name, text) in [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Table 4 Holdings" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
    ] {
        parts.start_file(name, options).unwrap();
        parts.write_all(text.as_bytes()).unwrap();
    }
    parts.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    parts.write_all(b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>").unwrap();
    let head = HEAD.map(str::to_owned);
    for row in std::iter::once(head).chain((0..rows).filter_map(|place| row(place, is_other))) {
        let cells: String = row.iter().map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")).collect();
        write!(parts, "<row>{cells}</row>").unwrap();
    }
    parts.write_all(b"</sheetData></worksheet>").unwrap();
    parts.finish().unwrap().flush().unwrap();
}

/// What a general differ does: rows by their ids, a full join, every other column compared, and counted only, which costs it the least. What
/// does not fit into its memory goes to the folder of the files. Workbooks are read by openpyxl, because DuckDB reads none by itself.
const JOIN: &str = r#"
import sys
import duckdb
db = duckdb.connect()
db.execute(f"SET temp_directory = '{sys.argv[3]}'")
db.execute(f"SET memory_limit = '{sys.argv[4]}'")
db.execute("SET enable_progress_bar = false")
def load(name, path):
    if path.endswith(".csv"):
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_csv('{path}', all_varchar = true, header = true)")
        return
    import csv, openpyxl, os, tempfile
    sheet = openpyxl.load_workbook(path, read_only = True).active
    plain = tempfile.NamedTemporaryFile("w", suffix = ".csv", newline = "", delete = False)
    csv.writer(plain).writerows(sheet.iter_rows(values_only = True))
    plain.close()
    db.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{plain.name}', all_varchar = true, header = true)")
    os.unlink(plain.name)
load("a", sys.argv[1])
load("b", sys.argv[2])
columns = [row[0] for row in db.execute("DESCRIBE a").fetchall()]
keys = ("First ID", "Last ID")
same = " AND ".join(f'a."{key}" = b."{key}"' for key in keys)
other = " OR ".join(f'a."{column}" IS DISTINCT FROM b."{column}"' for column in columns)
count = db.execute(f"SELECT count(*) FROM a FULL JOIN b ON {same} WHERE {other}").fetchone()[0]
print(f"DuckDB {duckdb.__version__}: {count} rows differ")
"#;
