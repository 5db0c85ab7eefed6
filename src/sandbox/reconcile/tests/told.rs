//! What a registry tells of each planted discrepancy, kept as files: the run, its segments and the case, as the admin API sends them.
//! The screens are painted from these files, so what they show is what a run really finds. With `UPDATE_TOLD=1` they are written anew.
//! Must not know: how screens look.

use super::two::{CHE, Two};
use crate::{
    domain::reconcile::Code,
    sandbox::shown,
    wire::admin::{case::CaseFile, reconcile::Run, segment::RunSegments},
};
use serde::Serialize;
use std::{fs, path::Path};

/// What is told of a run and of what became of it.
#[derive(Serialize)]
struct Told<'a> {
    run: &'a Run,
    segments: RunSegments,
    /// None of what is a note, and of what should clear by itself.
    case: Option<CaseFile>,
}

/// Holds what is told of a discrepancy against the file about it.
pub fn keep(two: &Two, code: Code, run: &Run) {
    let book = &two.books[CHE];
    let segments = shown::run_segments(book, run.summary.id.parse().unwrap()).unwrap_or_else(|_| panic!("no segments"));
    let case = shown::board(book, two.now).unwrap().cases.first().map(|row| row.id.parse().unwrap());
    let case = case.map(|id| shown::case_file(book, id, two.now).unwrap_or_else(|_| panic!("no case")));
    let text = serde_json::to_string_pretty(&Told { run, segments, case }).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/screens/told/{}.json", code.id()));
    if std::env::var_os("UPDATE_TOLD").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(text == kept, "{} is not what is told now: UPDATE_TOLD=1 cargo test --lib reconcile::tests::planted", path.display());
}
