//! Comma-separated values, with semicolons or tabs as well: in UTF-8, with or without a byte order mark.
//! Whoever wrote it, an apostrophe before what a spreadsheet would calculate is a fence and not part of the text.
//! Must not know: what the columns mean.

use super::{cell::Cell, newlines::Newlines, problem::FileProblem, records::Records, rows::Rows};
use std::io::{BufRead, Read};

/// So much of the beginning is looked at for the sign between cells.
const SAMPLE: usize = 8 << 10;

pub(super) fn read(mut source: impl BufRead, rows: &mut impl Rows) -> Result<(), FileProblem> {
    let sample = sample(&mut source)?;
    let sign = sign(&sample);
    let mut records = Records::of(Newlines::of(std::io::Cursor::new(sample).chain(source)), sign);
    rows.sheet("");
    let (mut cells, mut last) = (Vec::new(), 0);
    while let Some(record) = records.next(|line, octets| rows.line(line, octets))? {
        last = record.line;
        if rows.texts(record) {
            continue;
        }
        cells.clear();
        cells.extend(record.iter().map(|text| Cell::text(unfenced(text))));
        rows.row(record.line, &cells);
    }
    // What follows a quotation mark without a pair may all have become one cell.
    if records.is_unpaired() {
        return Err(FileProblem::Line { line: last, why: "up to here a quotation mark has no pair".to_owned() });
    }
    Ok(())
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
