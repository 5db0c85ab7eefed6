//! Any octets as a file of tables: workbook, lines or JSON by how they begin. Reading ends with tables or with a problem, and every row is
//! read, named, or of no table.
#![no_main]

use countersign::aef::{self, Given, check};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|octets: &[u8]| {
    if let Ok(tables) = aef::read(Cursor::new(octets), Given::default()) {
        let rows: u64 = tables.parts.iter().flat_map(|part| &part.tables).map(|(_, rows)| rows).sum();
        let read = (tables.holdings.len() + tables.actions.len()) as u64;
        assert!(read <= rows && rows <= read + tables.problems.len() as u64);
    }
    let _ = check::check(Cursor::new(octets));
});
