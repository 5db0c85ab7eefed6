//! The records of a file of lines (RFC 4180). A line without a quotation mark is cut at its signs where it stands; any other goes through the
//! parser of quotes. Both give the same texts, and no record can take more memory than a row may have.
//! Must not know: what the cells mean.

use super::problem::FileProblem;
use memchr::{memchr_iter, memchr2};
use std::{io::Read, ops::Range};

/// Cells of a row at most.
pub(super) const WIDEST: usize = 512;
/// Octets of a cell at most: as many as a workbook takes letters, each of four octets.
pub(super) const LONGEST: usize = 131_068;
/// Octets that are read at once.
pub(super) const BUFFER: usize = 256 << 10;

/// The texts of one row, as long as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The line it begins at, from 1.
    pub line: u64,
    text: &'a str,
    /// Where each cell ends.
    ends: &'a [usize],
    /// Octets between two cells.
    between: usize,
}

impl<'a> Record<'a> {
    /// Every cell, from the first.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let cell = self.text.get(from..*end).unwrap_or_default();
            from = end + self.between;
            cell
        })
    }

    /// A cell.
    pub fn get(self, place: usize) -> Option<&'a str> {
        let before = place.checked_sub(1).map_or(Some(0), |before| Some(self.ends.get(before)? + self.between))?;
        self.text.get(before..*self.ends.get(place)?)
    }

    /// The line as it stands in the file, and where each cell ends, a sign before the next; `None` when it went through the parser.
    pub(super) fn as_it_stands(self) -> Option<(&'a str, &'a [usize])> {
        (self.between == 1).then_some((self.text, self.ends))
    }

    /// Whether it is within what a row may have.
    fn judged(self) -> Result<Self, FileProblem> {
        if self.ends.len() > WIDEST {
            return Err(too_wide(self.line));
        }
        if self.text.len() > LONGEST && self.iter().any(|cell| cell.len() > LONGEST) {
            return Err(too_long(self.line));
        }
        Ok(self)
    }
}

fn too_wide(line: u64) -> FileProblem {
    FileProblem::TooLong { place: format!("line {line}"), most: WIDEST, what: "cells" }
}

fn too_long(line: u64) -> FileProblem {
    FileProblem::TooLong { place: format!("line {line}"), most: LONGEST, what: "octets in a cell" }
}

/// Reads one record after the other. Each line of the source ends with a line feed.
pub(super) struct Records<R> {
    source: R,
    sign: u8,
    buffer: Box<[u8]>,
    /// What of the buffer is to be read.
    unread: Range<usize>,
    /// The line that is read next.
    line: u64,
    /// Whether a quotation mark has no pair so far.
    unpaired: bool,
    parser: csv_core::Reader,
    /// The texts of the present record, when they have been through the parser.
    texts: Vec<u8>,
    ends: Vec<usize>,
}

/// What comes next.
enum Next {
    /// A line without a quotation mark, so many octets long.
    Plain(usize),
    /// A line that the parser has to read.
    Quoted,
    Nothing,
}

impl<R: Read> Records<R> {
    pub(super) fn of(source: R, sign: u8) -> Self {
        let parser = csv_core::ReaderBuilder::new().delimiter(sign).build();
        let (buffer, texts, ends) = (vec![0; BUFFER].into_boxed_slice(), vec![0; 1_024], vec![0; 64]);
        Self { source, sign, buffer, unread: 0..0, line: 1, unpaired: false, parser, texts, ends }
    }

    /// Whether a quotation mark has no pair in what was read.
    pub(super) fn is_unpaired(&self) -> bool {
        self.unpaired
    }

    /// The next record that is not a blank line, nor one that was taken as it stands: without a quotation mark, and not cut yet; `None` at
    /// the end.
    pub(super) fn next(&mut self, mut takes: impl FnMut(u64, &[u8]) -> bool) -> Result<Option<Record<'_>>, FileProblem> {
        loop {
            match self.look()? {
                Next::Plain(0) => self.pass(1),
                Next::Plain(length) => {
                    let from = self.unread.start;
                    if !takes(self.line, self.buffer.get(from..from + length).unwrap_or_default()) {
                        return self.plain(length).map(Some);
                    }
                    self.pass(length + 1);
                }
                Next::Quoted => return self.quoted(),
                Next::Nothing => return Ok(None),
            }
        }
    }

    fn look(&mut self) -> Result<Next, FileProblem> {
        loop {
            let unread = self.buffer.get(self.unread.clone()).unwrap_or_default();
            match memchr2(b'\n', b'"', unread) {
                Some(at) if unread.get(at) == Some(&b'\n') => return Ok(Next::Plain(at)),
                Some(_) => return Ok(Next::Quoted),
                // A line that is longer than all that is read at once is read piece by piece.
                None if unread.len() == BUFFER => return Ok(Next::Quoted),
                None if self.fill()? => {}
                None => return Ok(if self.unread.is_empty() { Next::Nothing } else { Next::Quoted }),
            }
        }
    }

    /// Reads on; `false` at the end of the source.
    fn fill(&mut self) -> Result<bool, FileProblem> {
        self.buffer.copy_within(self.unread.clone(), 0);
        self.unread = 0..self.unread.len();
        let room = self.buffer.get_mut(self.unread.end..).unwrap_or_default();
        let read = self.source.read(room)?;
        self.unread.end += read;
        Ok(read > 0)
    }

    /// Leaves behind so many octets, which are one line.
    fn pass(&mut self, octets: usize) {
        self.unread.start += octets;
        self.line += 1;
    }

    fn plain(&mut self, length: usize) -> Result<Record<'_>, FileProblem> {
        let (line, from) = (self.line, self.unread.start);
        self.pass(length + 1);
        let octets = self.buffer.get(from..from + length).unwrap_or_default();
        let text = std::str::from_utf8(octets).map_err(|_| FileProblem::NotUtf8 { line })?;
        self.ends.clear();
        self.ends.extend(memchr_iter(self.sign, octets));
        self.ends.push(length);
        Record { line, text, ends: &self.ends, between: 1 }.judged()
    }

    fn quoted(&mut self) -> Result<Option<Record<'_>>, FileProblem> {
        let (line, mut length, mut cells) = (self.line, 0, 0);
        self.ends.resize(self.ends.capacity(), 0);
        loop {
            let unread = self.buffer.get(self.unread.clone()).unwrap_or_default();
            let (texts, ends) = (self.texts.get_mut(length..), self.ends.get_mut(cells..));
            let (read, taken, more, ended) = self.parser.read_record(unread, texts.unwrap_or_default(), ends.unwrap_or_default());
            let taken = unread.get(..taken).unwrap_or_default();
            self.line += memchr_iter(b'\n', taken).count() as u64;
            self.unpaired ^= memchr_iter(b'"', taken).count() % 2 == 1;
            self.unread.start += taken.len();
            (length, cells) = (length + more, cells + ended);
            match read {
                // The parser takes a second look at nothing for the end.
                csv_core::ReadRecordResult::InputEmpty => drop(self.fill()?),
                csv_core::ReadRecordResult::OutputFull => {
                    let begun = cells.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
                    if length - begun > LONGEST {
                        return Err(too_long(line));
                    }
                    self.texts.resize(self.texts.len() * 2, 0);
                }
                csv_core::ReadRecordResult::OutputEndsFull if cells > WIDEST => return Err(too_wide(line)),
                csv_core::ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                csv_core::ReadRecordResult::Record => break,
                csv_core::ReadRecordResult::End => return Ok(None),
            }
        }
        let (texts, ends) = (self.texts.get(..length).unwrap_or_default(), self.ends.get(..cells).unwrap_or_default());
        let text = std::str::from_utf8(texts).map_err(|_| FileProblem::NotUtf8 { line })?;
        // Halves of a letter in two cells are no letter.
        if !ends.iter().all(|end| text.is_char_boundary(*end)) {
            return Err(FileProblem::NotUtf8 { line });
        }
        Record { line, text, ends, between: 0 }.judged().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &[u8], at_once: usize) -> Result<Vec<(u64, Vec<String>)>, String> {
        /// Gives a few octets at a time, as a slow disk may.
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
                let most = into.len().min(self.1);
                self.0.read(&mut into[..most])
            }
        }
        let mut records = Records::of(Slow(text, at_once), b',');
        let mut rows = Vec::new();
        loop {
            match records.next(|_, _| false) {
                Ok(Some(record)) => {
                    let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                    let again: Vec<String> = (0..cells.len()).map(|at| record.get(at).unwrap().to_owned()).collect();
                    assert_eq!((&cells, record.get(cells.len())), (&again, None));
                    rows.push((record.line, cells));
                }
                Ok(None) => return Ok(rows),
                Err(problem) => return Err(problem.to_string()),
            }
        }
    }

    proptest! {
        /// The parser alone, which everybody uses, gives the same cells.
        #[test]
        fn cells_are_those_of_the_parser_of_quotes(text in "([a-z,\"\né]|\"\"|,\"|\",|\n\n){0,60}", at_once in 1_usize..9) {
            let text = text + "\n";
            let mut parser = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let all: Vec<Vec<String>> =
                parser.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let cells: Vec<Vec<String>> = read(text.as_bytes(), at_once).unwrap().into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(cells, all);
        }
    }

    #[test]
    fn lines_are_counted_through_blank_ones_and_quotes() {
        let rows = read(b"\n\na,b\n\"c\n\nd\"\n\ne\n", 3).unwrap();
        let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!((lines, rows[1].1.as_slice()), (vec![3, 4, 8], &["c\n\nd".to_owned()][..]));
    }

    #[test]
    fn no_record_takes_more_than_a_row_may_have() {
        for (row, said) in [
            (",".repeat(WIDEST), "512 cells"),
            ("x".repeat(LONGEST + 1), "octets in a cell"),
            ("x".repeat(BUFFER * 3), "octets in a cell"),
            (",".repeat(BUFFER * 3), "512 cells"),
            (format!("\"{}", "x\n".repeat(BUFFER * 3)), "octets in a cell"),
        ] {
            let why = read(format!("a\n\n{row}\n").as_bytes(), BUFFER).unwrap_err();
            assert!(why.contains("line 3 ") && why.contains(said), "{why}");
        }
        let most = format!("{}\n", vec!["x".repeat(1_000); WIDEST].join(","));
        assert_eq!(read(most.as_bytes(), BUFFER).unwrap()[0].1.len(), WIDEST);
    }

    #[test]
    fn what_is_not_utf_8_is_named_by_its_line() {
        for text in [&b"a\nb\xe9\n"[..], b"a\n\"b\xe9\"\n", b"a\n\"\xc3\",\xa9\n"] {
            assert!(read(text, 4).unwrap_err().contains("line 2 is not UTF-8"), "{text:?}");
        }
    }
}
