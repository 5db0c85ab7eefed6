//! Applying an act: each posting checks that it fits the book as it is, then changes it.
//! Only the entry decides what happens: no clock, no chance, no setting. So the same entries always give the same book.
//! Must not know: who is calling, and whether the entry is new.

mod accounts;
mod approaches;
mod cases;
mod creation;
mod credits;
mod facts;
mod life;
mod locks;
mod moves;
mod orders;
mod rows;
mod signed;
mod spans;
mod sums;
mod transfers;
mod transit;
mod trust;

use super::{LedgerProblem, OPENED};
use crate::{
    domain::{ApproachId, BlockRange, RegistryId, Vintage},
    evidence::ledger::Line,
    sandbox::fault::StoreProblem,
    wire::ledger::{Act, Posting},
};
use jiff::tz::TimeZone;
use rusqlite::{CachedStatement, Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// An entry being applied.
pub(super) struct Applying<'a> {
    book: &'a Connection,
    /// The registry whose book it is.
    registry: RegistryId,
    /// The entry's number.
    seq: i64,
    /// Its time in milliseconds, and that time's year.
    at: i64,
    year: i16,
    /// Whether it opens the book: it says what was true before, so it is nobody's act and no event in the life of a block.
    opening: bool,
    /// Why, in the words of the act.
    reason: &'a str,
    /// What the posting at hand adds to what accounts hold, and to what of that is locked.
    sums: BTreeMap<String, (i128, i128)>,
    /// What it adds to what the whole registry holds: blocks, ITMOs, and what of them is locked.
    totals: BTreeMap<(ApproachId, Vintage), [i128; 3]>,
    /// Accounts that took part in the act.
    touched: BTreeSet<String>,
    /// What the posting at hand did to which serials.
    lives: Vec<life::Life>,
    /// How many events the entry has had so far.
    events: i64,
}

/// Why a posting can't be applied.
pub(super) enum Trouble {
    /// The book failed.
    Store(StoreProblem),
    /// It does not fit, as a sentence for an operator.
    Why(String),
}

impl From<StoreProblem> for Trouble {
    fn from(problem: StoreProblem) -> Self {
        Self::Store(problem)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(problem: rusqlite::Error) -> Self {
        Self::Store(problem.into())
    }
}

/// What applying something gives.
type Applied<T = ()> = Result<T, Trouble>;

/// Refuses with a sentence.
fn refuse<T>(why: impl Into<String>) -> Applied<T> {
    Err(Trouble::Why(why.into()))
}

/// The value if the words can be read as one.
fn read<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Applied<T> {
    text.parse().map_err(|why| Trouble::Why(format!("\"{text}\" is not usable: {why}")))
}

/// The ITMOs that a posting names, for adding up; `None` when they can't be read.
pub(super) fn spans_of_posting(posting: &Posting) -> Option<Vec<BlockRange>> {
    let all = match posting {
        Posting::Create(blocks) => blocks.blocks.iter().map(|held| spans::of_block(&held.block)).collect(),
        Posting::Credit(spans) => spans::all(&spans.spans),
        Posting::Depart(transit) | Posting::Deliver(transit) => spans::all(&transit.spans),
        Posting::Return(back) => spans::all(&back.spans),
        _ => Ok(Vec::new()),
    };
    all.ok()
}

/// Applies all postings of an act.
pub(super) fn act(book: &Connection, line: &Line, act: &Act) -> Result<(), LedgerProblem> {
    let registry = line.registry().parse().map_err(|_| StoreProblem::Row("an entry of another kind of registry"))?;
    let mut applying = Applying {
        book,
        registry,
        seq: line.seq().cast_signed(),
        at: line.at().as_millisecond(),
        year: line.at().to_zoned(TimeZone::UTC).year(),
        opening: line.kind() == OPENED,
        reason: &act.reason,
        sums: BTreeMap::new(),
        totals: BTreeMap::new(),
        touched: BTreeSet::new(),
        lives: Vec::new(),
        events: 0,
    };
    for (at, posting) in act.postings.iter().enumerate() {
        let applied = applying.posting(posting).and_then(|()| applying.flush());
        applied.map_err(|trouble| match trouble {
            Trouble::Store(problem) => LedgerProblem::Store(problem),
            Trouble::Why(why) => LedgerProblem::Posting { at, why },
        })?;
    }
    Ok(applying.note_acts()?)
}

impl<'a> Applying<'a> {
    /// Applies one posting.
    fn posting(&mut self, posting: &Posting) -> Applied {
        match posting {
            Posting::Approach(approach) => self.approach(approach),
            Posting::Authorization(authorization) => self.authorization(authorization),
            Posting::Entity(entity) => self.entity(entity),
            Posting::Account(account) => self.account(account),
            Posting::AccountState(state) => self.account_state(state),
            Posting::Representatives(people) => self.representatives(people),
            Posting::TrustedAccounts(trusted) => self.trusted_accounts(trusted),
            Posting::Create(blocks) => self.create(blocks),
            Posting::GivenOut(spans) => self.given_out(spans),
            Posting::Lock(lock) => self.lock(lock),
            Posting::Unlock(spans) => self.unlock(spans),
            Posting::Move(to) => self.move_to(to),
            Posting::Depart(transit) => self.depart(transit),
            Posting::Deliver(transit) => self.deliver(transit),
            Posting::Return(back) => self.take_back(back),
            Posting::Expect(expected) => self.expect(expected),
            Posting::Credit(spans) => self.credit(spans),
            Posting::Forget(spans) => self.forget(spans),
            Posting::FirstTransfer(first) => self.first_transfer(first),
            Posting::Transfer(transfer) => self.transfer(transfer),
            Posting::TransferState(state) => self.transfer_state(state),
            Posting::Order(order) => self.order(order),
            Posting::OrderState(state) => self.order_state(state),
            Posting::OrderText(text) => self.order_text(text),
            Posting::Statement(statement) => self.statement(statement),
            Posting::OrderProgress(progress) => self.order_progress(progress),
            Posting::Guarded(guarded) => self.guarded(guarded),
            Posting::GuardedWithdrawn(withdrawn) => self.guarded_withdrawn(withdrawn),
            Posting::Revocation(revocation) => self.revocation(revocation),
            Posting::Case(step) => self.case_step(step),
            Posting::Recorded(said) => self.recorded(said),
            Posting::Reported(said) => self.reported(said),
        }
    }

    /// Writes what a posting did to sums and lives, so that the next one meets the book as it is.
    fn flush(&mut self) -> Applied {
        self.write_sums()?;
        self.write_totals()?;
        self.write_lives()
    }

    /// The accounts that took part have acted, once for the whole entry.
    fn note_acts(&mut self) -> Result<(), StoreProblem> {
        if self.opening {
            return Ok(());
        }
        let mut update = self.prepare("UPDATE accounts SET last_act = ?, act_year = ?, version = version + 1 WHERE id = ?")?;
        for account in &self.touched {
            update.execute(params![self.at, self.year, account])?;
        }
        Ok(())
    }

    fn prepare(&self, sql: &str) -> rusqlite::Result<CachedStatement<'a>> {
        self.book.prepare_cached(sql)
    }
}
