//! Each dialect's spellings, what is refused, and by which name.

use super::{dialect::*, *};
use crate::domain::{Quantity, SerialRange};
use crate::text::Untrusted;
use proptest::prelude::*;

fn series(text: &str) -> Series {
    let mut parts = text.split('-');
    let mut part = || parts.next().unwrap();
    Series {
        approach: part().parse().unwrap(),
        registry: part().parse().unwrap(),
        party: part().parse().unwrap(),
        vintage: part().parse().unwrap(),
    }
}

fn run(first: u64, last: u64) -> SerialRange {
    SerialRange::new(Serial::new(first).unwrap(), Serial::new(last).unwrap()).unwrap()
}

fn national(spelling: Spelling, parties: Alpha2<'_>) -> National<'_> {
    National { spelling, parties, approach: "CA0001".parse().unwrap(), registry: "NGA01".parse().unwrap() }
}

#[test]
fn the_five_part_spelling_reads_back() {
    let id: ItmoId = "CA0001-CHE01-THA-1916-2022".parse().unwrap();
    assert_eq!(id.series(), series("CA0001-CHE01-THA-2022"));
    assert_eq!(id.serial().number(), 1916);
    assert_eq!(id.to_string(), "CA0001-CHE01-THA-1916-2022");
    assert_eq!(format!("{id:>28}"), "  CA0001-CHE01-THA-1916-2022");
}

#[test]
fn commas_are_a_dialect_and_not_canonical() {
    let text = "CA0001-CHE01-THA-1,234,567-2022";
    assert_eq!(text.parse::<ItmoId>(), Err(IdProblem::Itmo));
    let written = Written::read(Untrusted::new(text), &Composite).unwrap();
    assert_eq!(written.octets().octets(), text, "the octets are kept");
    assert_eq!(written.id().unwrap().to_string(), "CA0001-CHE01-THA-1234567-2022");
    assert_eq!(written.dialect(), "A, five parts");
    assert!(written.reading().numbering.is_empty());
}

#[test]
fn what_is_no_id_is_refused_by_the_part_at_fault() {
    for (text, problem) in [
        ("", IdProblem::Itmo),
        ("1916", IdProblem::Itmo),
        ("CA0001-CHE01-THA-1", IdProblem::Itmo),
        ("CA0001-CHE01-THA-1-2022-1", IdProblem::Itmo),
        ("CA001-CHE01-THA-1-2022", IdProblem::Approach),
        ("CA0001-CHE1-THA-1-2022", IdProblem::Registry),
        ("CA0001-CHE01-TH-1-2022", IdProblem::Party),
        ("CA0001-CHE01-THA-0-2022", IdProblem::Serial),
        ("CA0001-CHE01-THA-01-2022", IdProblem::Serial),
        ("CA0001-CHE01-THA-1,23-2022", IdProblem::Serial),
        ("CA0001-CHE01-THA-1 234-2022", IdProblem::Serial),
        ("CA0001-CHE01-THA-18446744073709551616-2022", IdProblem::Serial),
        ("CA0001-CHE01-THA-1-2020", IdProblem::Vintage),
        (" CA0001-CHE01-THA-1-2022", IdProblem::Approach),
        ("CA0001-CHE01-THA-1-2022\n", IdProblem::Vintage),
    ] {
        assert_eq!(Composite.read(text).unwrap_err(), problem, "{text}");
        assert!(text.parse::<ItmoId>().is_err(), "{text}");
    }
}

#[test]
fn a_block_is_two_ids_of_one_series_in_order() {
    let read = |first, last| read_block(&Composite, first, last);
    let block = read("CA0001-CHE01-THA-1-2022", "CA0001-CHE01-THA-1,916-2022").unwrap();
    assert_eq!((block.series, block.range), (series("CA0001-CHE01-THA-2022"), run(1, 1916)));
    assert_eq!(block.quantity(), Quantity::new(1916));
    assert_eq!(block.first_id().to_string(), "CA0001-CHE01-THA-1-2022");
    assert_eq!(block.last_id().to_string(), "CA0001-CHE01-THA-1916-2022");
    let one = read("CA0001-CHE01-THA-7-2022", "CA0001-CHE01-THA-7-2022").unwrap();
    assert_eq!(one.quantity(), Quantity::new(1));
    for other in ["CA0002-CHE01-THA-9-2022", "CA0001-CHE02-THA-9-2022", "CA0001-CHE01-GHA-9-2022", "CA0001-CHE01-THA-9-2023"] {
        assert_eq!(read("CA0001-CHE01-THA-1-2022", other), Err(IdProblem::Series), "{other}");
    }
    assert_eq!(read("CA0001-CHE01-THA-9-2022", "CA0001-CHE01-THA-1-2022"), Err(IdProblem::Range));
}

#[test]
fn a_serial_with_columns_takes_the_series_of_its_row() {
    let columns = Columns { series: series("CA0001-CHE01-THA-2022") };
    assert_eq!(read_block(&columns, "1", "1,916").unwrap().range, run(1, 1916));
    let written = Written::read(Untrusted::new("1,916"), &columns).unwrap();
    assert_eq!(written.id().unwrap().to_string(), "CA0001-CHE01-THA-1916-2022");
    assert_eq!(columns.read("CA0001-CHE01-THA-1-2022"), Err(IdProblem::Serial));
    assert_eq!(read_block(&columns, "2", "1"), Err(IdProblem::Range));
}

#[test]
fn national_ids_hold_a_range_and_a_numbering_of_their_own() {
    let parties = [("NG", "NGA".parse().unwrap())];
    for (spelling, text, numbering) in [
        (Spelling::Hyphens, "NG-tCO2e-1-004-2026-1-930", "tCO2e-1-004"),
        (Spelling::Colon, "NG-tCO2e-2026-004-1:930", "tCO2e-004"),
        (Spelling::Hyphens, "NGA-tCO2e-1-004-2026-1-930", "tCO2e-1-004"),
    ] {
        let dialect = national(spelling, &parties);
        let written = Written::read(Untrusted::new(text), &dialect).unwrap();
        assert_eq!(written.reading().block.series, series("CA0001-NGA01-NGA-2026"), "{text}");
        assert_eq!(written.reading().block.range, run(1, 930), "{text}");
        assert_eq!(written.reading().numbering.octets(), numbering);
        assert_eq!((written.id(), written.octets().octets()), (None, text));
        assert_eq!(read_block(&dialect, text, text).unwrap().range, run(1, 930));
    }
}

#[test]
fn national_ids_are_never_guessed() {
    let parties = [("NG", "NGA".parse().unwrap())];
    let read = |spelling, text| national(spelling, &parties).read(text).unwrap_err();
    for (text, problem) in [
        ("GH-tCO2e-1-004-2026-1-930", IdProblem::Party),
        ("ng-tCO2e-1-004-2026-1-930", IdProblem::Party),
        ("NG-tCO2e-1-004-2026-930-1", IdProblem::Range),
        ("NG-tCO2e-1-004-2020-1-930", IdProblem::Vintage),
        ("NG-tCO2e-1-004-2026-0-930", IdProblem::Serial),
        ("NG-tCO2e--004-2026-1-930", IdProblem::Itmo),
        ("NG-tCO\u{2082}e-1-004-2026-1-930", IdProblem::Itmo),
        ("NG-2026-1-930", IdProblem::Itmo),
        ("", IdProblem::Itmo),
    ] {
        assert_eq!(read(Spelling::Hyphens, text), problem, "{text}");
    }
    for (text, problem) in [
        ("NG-tCO2e-1-004-2026-1-930", IdProblem::Itmo),
        ("NG-tCO2e-2026-1:930", IdProblem::Itmo),
        ("NG-tCO2e-2026-004-9:1", IdProblem::Range),
        ("NG-tCO2e-2026--1:930", IdProblem::Itmo),
        ("GH-tCO2e-2026-004-1:930", IdProblem::Party),
    ] {
        assert_eq!(read(Spelling::Colon, text), problem, "{text}");
    }
    let dialect = national(Spelling::Colon, &parties);
    let pair = |first, last| read_block(&dialect, first, last);
    assert_eq!(pair("NG-tCO2e-2026-004-1:930", "NG-tCO2e-2026-005-931:931"), Err(IdProblem::Series));
    assert_eq!(pair("NG-tCO2e-2026-004-1:930", "NG-tCO2e-2026-004-931:940"), Err(IdProblem::Itmo));
    assert_eq!(pair("NG-tCO2e-2026-004-1:1", "NG-tCO2e-2026-004-2:9"), Err(IdProblem::Itmo));
    assert_eq!(pair("NG-tCO2e-2026-004-1:2", "NG-tCO2e-2026-004-9:9"), Err(IdProblem::Itmo));
    assert_eq!(pair("NG-tCO2e-2026-004-1:1", "NG-tCO2e-2026-004-9:9").unwrap().range, run(1, 9));
}

proptest! {
    #[test]
    fn every_id_reads_back_as_it_is_written(approach in 0u16..=9999, registry in 0u8..=99, serial in 1u64.., vintage in 2021u16..=9999) {
        let text = format!("CA{approach:04}-CHE{registry:02}-THA-{serial}-{vintage}");
        let id: ItmoId = text.parse().unwrap();
        prop_assert_eq!(id.to_string(), text);
        let grouped = id.serial().to_string().replace(' ', ",");
        let commas = format!("CA{approach:04}-CHE{registry:02}-THA-{grouped}-{vintage}");
        prop_assert_eq!(Composite.read(&commas).unwrap().block.first_id(), id);
    }
}
