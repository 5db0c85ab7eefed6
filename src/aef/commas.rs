//! Comma-separated values (RFC 4180), with semicolons or tabs as well: by lines, in UTF-8, with or without a byte order mark.
//! Whoever wrote it, an apostrophe before what a spreadsheet would calculate is a fence and not part of the text.
//! Must not know: what the columns mean.

use super::{
    cell::{Cell, Rows},
    newlines::Newlines,
    problem::FileProblem,
};
use std::io::{BufRead, Read};

/// Cells of a row at most.
pub(super) const WIDEST: usize = 512;
/// Octets of a cell at most: as many as a workbook takes letters, each of four octets.
pub(super) const LONGEST: usize = 131_068;
/// Octets that are read at once.
pub(super) const BUFFER: usize = 256 << 10;
/// So much of the beginning is looked at for the sign between cells.
const SAMPLE: usize = 8 << 10;

pub(super) fn read(mut source: impl BufRead, rows: &mut impl Rows) -> Result<(), FileProblem> {
    let sample = sample(&mut source)?;
    let sign = sign(&sample);
    let source = Newlines::of(std::io::Cursor::new(sample).chain(source));
    let mut lines =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).buffer_capacity(BUFFER).from_reader(source);
    rows.sheet("");
    let mut record = csv::StringRecord::new();
    let (mut cells, mut last) = (Vec::new(), 0);
    loop {
        let begun = lines.position().line();
        match lines.read_record(&mut record) {
            // What follows a quotation mark without a pair may all have become one cell.
            Ok(false) if lines.get_ref().is_unpaired() => {
                return Err(FileProblem::Line { line: last, why: "up to here a quotation mark has no pair".to_owned() });
            }
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => return Err(problem(error, begun)),
        }
        // The record's own position is before the blank lines that stand in front of it. Its end is exact.
        let ended = lines.position().line();
        let inside = if ended == begun + 1 { 0 } else { record.iter().map(|text| text.matches('\n').count()).sum() };
        let line = ended.saturating_sub(1 + inside as u64);
        last = line;
        let too_long = |most, what| FileProblem::TooLong { place: format!("line {line}"), most, what };
        if record.len() > WIDEST {
            return Err(too_long(WIDEST, "cells"));
        }
        if record.as_slice().len() > LONGEST && record.iter().any(|text| text.len() > LONGEST) {
            return Err(too_long(LONGEST, "octets in a cell"));
        }
        if rows.texts(line, &record) {
            continue;
        }
        cells.clear();
        cells.extend(record.iter().map(|text| Cell::text(unfenced(text))));
        rows.row(line, &cells);
    }
}

/// The first octets, without the byte order mark.
fn sample(source: &mut impl BufRead) -> Result<Vec<u8>, FileProblem> {
    let mut sample = Vec::new();
    source.by_ref().take(SAMPLE as u64).read_to_end(&mut sample)?;
    let mark = "\u{feff}".as_bytes();
    if sample.starts_with(mark) {
        sample.drain(..mark.len());
    }
    // UTF-16 would be read as text full of zeros.
    if sample.contains(&0) {
        return Err(FileProblem::NotUtf8 { line: 1 });
    }
    Ok(sample)
}

/// The sign that most often stands outside quotes. A comma inside a serial is inside quotes, or the file could not be read at all.
fn sign(sample: &[u8]) -> u8 {
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for octet in sample {
        quoted ^= *octet == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| sign == octet && !quoted) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

fn unfenced(text: &str) -> &str {
    let risky = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\''];
    text.strip_prefix('\'').filter(|rest| rest.starts_with(risky)).unwrap_or(text)
}

fn problem(error: csv::Error, line: u64) -> FileProblem {
    let at = error.position().map_or(line, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => FileProblem::System(error),
        csv::ErrorKind::Utf8 { .. } => FileProblem::NotUtf8 { line: at },
        other => FileProblem::Line { line: at, why: format!("{other:?}") },
    }
}
