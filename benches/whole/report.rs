//! The report: one row for each budget, a table on the standard output, and the same table in docs/performance.md when asked for.
//! A missed budget is marked, never left out.
//! Must not know: how anything was measured.

use std::{fs, process::Command};

/// One figure beside its budget.
pub struct Row {
    what: String,
    budget: String,
    measured: String,
    kept: Option<bool>,
}

impl Row {
    /// A figure that has a budget.
    pub fn of(what: impl Into<String>, budget: impl Into<String>, measured: impl Into<String>, kept: bool) -> Self {
        Self { what: what.into(), budget: budget.into(), measured: measured.into(), kept: Some(kept) }
    }

    /// A figure without a budget.
    pub fn note(what: impl Into<String>, measured: impl Into<String>) -> Self {
        Self { what: what.into(), budget: String::new(), measured: measured.into(), kept: None }
    }
}

/// The rows as a table in Markdown, with the machine above.
pub fn table(machine: &str, rows: &[Row]) -> String {
    let mut text = format!("{machine}\n\n| What | Budget | Measured | |\n|---|---|---|---|\n");
    for Row { what, budget, measured, kept } in rows {
        let judged = match kept {
            Some(true) => "kept",
            Some(false) => "**missed**",
            None => "",
        };
        text.push_str(&format!("| {what} | {budget} | {measured} | {judged} |\n"));
    }
    text
}

/// Puts the table between the markers of this name in the document.
pub fn into_document(name: &str, table: &str) {
    let (begin, end) = (format!("<!-- {name}: written by the bench, do not edit -->\n"), format!("<!-- end of {name} -->"));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/performance.md");
    let text = fs::read_to_string(path).unwrap();
    let (before, rest) = text.split_once(&begin).expect("the document has the marker before the figures");
    let (_, after) = rest.split_once(&end).expect("the document has the marker after the figures");
    fs::write(path, format!("{before}{begin}\n{table}\n{end}{after}")).unwrap();
}

/// What the figures were measured on. The load shows what else ran.
pub fn machine() -> String {
    let first = |path: &str, name: &str| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.split_once(':'));
        line.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory: u64 = first("/proc/meminfo", "MemTotal").split_whitespace().next().and_then(|kib| kib.parse().ok()).unwrap_or(0);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let kernel: String = kernel.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    format!(
        "{cores} cores of an {}, {} GiB, Linux {kernel}, {}; load average before the run {}.",
        first("/proc/cpuinfo", "model name"),
        memory / 1_024 / 1_024,
        compiler(),
        load()
    )
}

/// The load average of the last minute.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split_whitespace().next().unwrap_or_default().to_owned()
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let version = String::from_utf8_lossy(&output);
    version.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}
