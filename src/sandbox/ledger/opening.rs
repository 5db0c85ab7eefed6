//! Opening a book: many entries one after the other, without asking the book for its head each time.
//! Who only writes an entry must write its rows himself, exactly as applying it would; a test compares the two.
//! Must not know: what the book is opened with.

use super::{LedgerProblem, OPENED, Pen, apply, head, write, write_json};
use crate::{
    evidence::ledger::{Chain, Line},
    wire::ledger::{Act, Posting},
};

/// What the reason of each entry begins with.
const OPENING: &str = "opening of the book: ";

/// The entries of an opening.
#[derive(Debug)]
pub struct Opening<'a> {
    pen: Pen<'a>,
    chain: Chain,
}

impl<'a> Opening<'a> {
    /// Begins after what the book has.
    ///
    /// # Errors
    /// [`LedgerProblem`] when the book can't be read.
    pub fn of(pen: Pen<'a>) -> Result<Self, LedgerProblem> {
        Ok(Self { pen, chain: Chain::resume(head(pen.book)?) })
    }

    /// Writes an entry and applies it.
    ///
    /// # Errors
    /// As [`append`](super::append).
    pub fn open(&mut self, what: &str, postings: Vec<Posting>) -> Result<(), LedgerProblem> {
        let act = opened(what, postings);
        let line = self.line(&act)?;
        apply::act(self.pen.book, &line, &act)
    }

    /// Writes an entry whose rows the caller writes, and gives its number. The blocks are those of one posting that creates
    /// them, written as JSON: for a million of them, describing each twice takes longer than all the rest.
    ///
    /// # Errors
    /// As [`append`](super::append).
    pub fn record(&mut self, what: &str, blocks: &str) -> Result<u64, LedgerProblem> {
        let reason = format!("{OPENING}{what}");
        let json = format!(r#"{{"by":[],"reason":"{reason}","postings":[{{"create":{{"blocks":[{blocks}]}}}}]}}"#);
        Ok(write_json(&self.pen, &mut self.chain, OPENED, &json)?.seq())
    }

    fn line(&mut self, act: &Act) -> Result<Line, LedgerProblem> {
        write(&self.pen, &mut self.chain, OPENED, act)
    }
}

fn opened(what: &str, postings: Vec<Posting>) -> Act {
    Act { by: Vec::new(), reason: format!("{OPENING}{what}"), message: None, postings }
}
