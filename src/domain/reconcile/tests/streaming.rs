//! How much of two books a comparison has read when it tells something, and how often it reads a line: no clock and no meter of memory,
//! only counts, which are the same on any machine.

use super::*;
use std::{cell::Cell, sync::Arc};

const LINES: u64 = 20_000;

/// A book of lines made up while they are read; one in a hundred is at another holder, where the book is theirs. Counts what was read.
fn book<'a>(read: &'a Cell<u64>, is_theirs: bool) -> impl Iterator<Item = Position> + 'a {
    (0..LINES).map(move |line| {
        read.set(read.get() + 1);
        let holder = if is_theirs && line % 100 == 99 { "GHA01" } else { "CHE01" };
        held(line * 10 + 1, line * 10 + 10, holder, &format!("100-{}", line % 7 + 1))
    })
}

/// The sweep holds no more than a line of each book and the segment that grows: it is never ahead of what it tells by more.
#[test]
fn a_sweep_reads_no_further_than_it_tells() {
    let read = [Cell::new(0), Cell::new(0), Cell::new(0)];
    let sweep = Sweep::since(book(&read[0], false), book(&read[1], true), book(&read[2], false)).unwrap();
    for piece in sweep {
        let Piece::Segment(segment) = piece.unwrap() else { panic!("no line overlaps") };
        let told = segment.block.range.last().number() / 10;
        for read in &read {
            assert!(read.get() <= told + 2, "{} lines are read when {told} are told", read.get());
        }
    }
    assert_eq!(read.map(Cell::into_inner), [LINES; 3], "each line is read once");
}

/// A comparison reads each line of each book once, whatever it finds, the two side by side, and keeps of them only what differs.
#[test]
fn a_comparison_reads_each_line_once_and_keeps_what_differs() {
    let read = [Cell::new(0_u64), Cell::new(0)];
    let apart = Cell::new(0_u64);
    let beside = || apart.set(apart.get().max(read[0].get().abs_diff(read[1].get())));
    let [ours, theirs] =
        [(&read[0], false), (&read[1], true)].map(|(read, is_theirs)| book(read, is_theirs).inspect(|_| beside()));
    let found = compare(ours, theirs, None, &setting()).unwrap();
    assert!(apart.get() <= 2, "one book is read {} lines ahead of the other", apart.get());
    assert_eq!(found.findings.len() as u64, LINES / 100);
    assert_eq!(found.equal, u128::from(LINES / 100 * 99 * 10));
    assert_eq!(read.map(Cell::into_inner), [LINES; 2]);
}

/// What is read and what is kept, of two books of so many lines: forty differ, and the other book cuts each line in two.
fn measured(lines: u64) -> (u64, usize, usize) {
    let said = ["CHE01", "GHA01"].map(|holder| {
        let account = |of: u64| held(1, 1, holder, &format!("100-{of}")).attributes;
        [1, 2, 3].map(account)
    });
    let (read, most) = (Cell::new(0), Cell::new(0));
    // A line, and a segment made of lines, holds on to what is said of it: whoever counts the holders counts what is in memory.
    let note = || {
        let alive: usize = said.iter().flatten().map(|said| Arc::strong_count(said) - 1).sum();
        read.set(read.get() + 1);
        most.set(most.get().max(alive));
    };
    let line = |at: u64, holder: usize, first: u64, last: u64| {
        let said = &said[holder][usize::try_from(at % 3).unwrap()];
        Position::new(block(at * 10 + first, at * 10 + last), Arc::clone(said))
    };
    let ours = (0..lines).map(|at| line(at, 0, 1, 10)).inspect(|_| note());
    let theirs = (0..lines)
        .flat_map(|at| {
            let holder = usize::from(at % (lines / 40) == 7);
            [line(at, holder, 1, 4), line(at, holder, 5, 10)]
        })
        .inspect(|_| note());
    let found = compare(ours, theirs, None, &setting()).unwrap();
    let differ = found.findings.iter().filter(|finding| finding.is_discrepancy()).count();
    assert_eq!(found.equal, u128::from(lines - 40) * 10);
    (read.get(), most.get(), differ)
}

/// Linear, in memory that knows nothing of how long the books are.
#[test]
fn what_is_alive_at_a_time_is_the_same_for_a_thousand_lines_and_for_half_a_million() {
    let (_, few, _) = measured(1_000);
    assert!(few <= 12, "{few} lines and segments are alive at a time");
    for lines in [1_000, 20_000, 500_000] {
        assert_eq!(measured(lines), (lines * 3, few, 40), "{lines} lines");
    }
}
