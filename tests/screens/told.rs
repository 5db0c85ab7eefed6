//! Each discrepancy as a registry tells of it: the run, its segments and the case, from the files that a real run of two planted books wrote.
//! What stands in them is held against the engine where they are written (`src/sandbox/reconcile/tests/told.rs`).

use super::{book::Book, desk::Desk, resolving::desk_with, seed, signed};
use countersign::{
    domain::reconcile::Code,
    registry::{
        case::CaseInFull,
        run::{Run, RunSegments},
        wired,
    },
    wire::{
        admin::{case::CaseFile, reconcile, segment},
        convert::Place,
    },
};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    run: reconcile::Run,
    segments: segment::RunSegments,
    case: Option<CaseFile>,
}

/// What is told of one discrepancy.
pub struct Told {
    pub run: Run,
    pub segments: RunSegments,
    pub case: Option<Box<CaseInFull>>,
}

/// What is told of a discrepancy of this kind.
pub fn told(code: Code) -> Told {
    let path = format!("{}/tests/screens/told/{}.json", env!("CARGO_MANIFEST_DIR"), code.id());
    let file: File = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    Told {
        run: wired::run(file.run, &Place::ROOT).unwrap(),
        segments: wired::run_segments(file.segments, &Place::ROOT).unwrap(),
        case: file.case.map(|case| Box::new(wired::case_in_full(case, &Place::ROOT).unwrap())),
    }
}

/// A desk at the registry that tells it.
pub fn desk(code: Code, size: (u16, u16)) -> (Desk, Told) {
    let told = told(code);
    let mut book: Book = seed::swiss();
    book.papers.guards = Some(signed::guards);
    book.case.clone_from(&told.case);
    book.run = Some(Box::new((told.run.clone(), told.segments.clone())));
    (desk_with(book, "luc.b", "ONL-1", size), told)
}
