//! The handbook of practice registries lists the faults there are, and the options there are.

use super::{MARKDOWN_CASES, MARKDOWN_FAULTS, MARKDOWN_PLANTED, file, generated};
use countersign::sandbox::{CASES, DISTURBANCES, Planted};
use std::fs;

#[test]
fn the_handbook_shows_the_faults_there_are() {
    let rows = DISTURBANCES.map(|row| {
        let argument = if row.argument.is_empty() { String::new() } else { format!("={}", row.argument) };
        format!("| `{}{argument}` | {} |\n", row.name, row.does)
    });
    generated("docs/practice.md", MARKDOWN_FAULTS, &format!("\n| Fault | What happens |\n|---|---|\n{}\n", rows.concat()));
}

#[test]
fn the_handbook_shows_the_cases_there_are() {
    let rows = CASES.each_ref().map(|case| {
        let state = |state: Option<&'static str>| state.unwrap_or("–");
        let leaves = match case.leaves {
            Ok(leaves) => format!("{} | {}", state(leaves.transferring), state(leaves.acquiring)),
            Err(why) => format!("not here: {why} |"),
        };
        format!("| {} | `{}` | {} | {} | {leaves} |\n", case.number, case.name, case.symptom, case.way_out)
    });
    let head = "| | Exercise | What an operator sees | What resolves it | Transferring | Acquiring |\n|---|---|---|---|---|---|";
    generated("docs/practice.md", MARKDOWN_CASES, &format!("\n{head}\n{}\n", rows.concat()));
}

#[test]
fn the_handbook_shows_the_discrepancies_that_can_be_planted() {
    let rows: Vec<String> = Planted::every().map(|code| format!("| `{}` | {} |\n", code.id(), code.spec().name)).collect();
    let head = "| Fault | A run finds |\n|---|---|";
    generated("docs/practice.md", MARKDOWN_PLANTED, &format!("\n{head}\n{}\n", rows.concat()));
}

#[test]
fn the_handbook_names_every_option_of_serving() {
    let text = fs::read_to_string(file("docs/practice.md")).unwrap();
    let arguments = fs::read_to_string(file("src/cli/sandbox/arguments.rs")).unwrap();
    let fields = arguments.split_once("pub struct ServeArgs {\n").unwrap().1.split_once("\n}").unwrap().0;
    let fields = fields.lines().map(str::trim).filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let names: Vec<String> =
        fields.filter_map(|line| Some(line.split_once(": ")?.0.replace('_', "-"))).filter(|name| !name.contains(' ')).collect();
    assert!(names.len() >= 12, "{names:?}");
    for name in names {
        assert!(text.contains(&format!("--{name}")), "docs/practice.md does not mention --{name}");
    }
}
