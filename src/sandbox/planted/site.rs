//! Where a discrepancy is planted: one book with the transfer that was played in it, and the hand that alters it.
//! It writes past the ledger on purpose, as a restored backup or a slip in the database would; or into it, as people who were mistaken did.
//! Must not know: which discrepancy is planted.

use crate::{
    domain::{RegistryId, reconcile::Field},
    sandbox::{
        book,
        exercise::{Plan, StageProblem},
        ledger::{self, LedgerProblem, Pen},
    },
    wire::ledger::{Act, Authorization, Posting, Recorded},
};
use rusqlite::{Connection, Params, params};

/// One book.
pub(super) struct Site<'a> {
    /// The book.
    pub book: &'a Connection,
    /// The transfer.
    pub plan: &'a Plan,
    /// Whose book it is.
    pub here: RegistryId,
    /// Whether it is "ours".
    pub is_ours: bool,
}

impl Site<'_> {
    /// Alters rows. That none is altered would be a fault that is not there.
    pub(super) fn change(&self, sql: &str, values: impl Params) -> Result<(), StageProblem> {
        if self.book.execute(sql, values)? == 0 {
            return Err(StageProblem::Story(format!("nothing was there to be altered: {sql}")));
        }
        Ok(())
    }

    /// Alters rows of an append-only table.
    pub(super) fn force(&self, trigger: &str, sql: &str, values: impl Params) -> Result<(), StageProblem> {
        let made: String = self.book.query_row("SELECT sql FROM sqlite_schema WHERE name = ?", [trigger], |row| row.get(0))?;
        self.book.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
        let done = self.change(sql, values);
        self.book.execute_batch(&made)?;
        done
    }

    /// The id of the transfer.
    pub(super) fn transfer(&self) -> Result<String, StageProblem> {
        let id = self.plan.transfer(0).ok_or_else(|| StageProblem::Story("its number makes no transfer id".to_owned()))?;
        Ok(id.to_string())
    }

    /// The cooperative approach, which nothing else is under.
    pub(super) fn approach(&self) -> String {
        self.plan.approach()
    }

    /// The last serial that the transfer moved.
    pub(super) fn last(&self) -> i64 {
        i64::try_from(self.plan.quantity).unwrap_or(i64::MAX)
    }

    /// Writes a copy of this book's block with other serials.
    pub(super) fn copy(&self, (first, last): (i64, i64)) -> Result<(), StageProblem> {
        let sql = "INSERT INTO blocks SELECT approach, registry, party, vintage, ?2, ?3, ?3 - ?2 + 1, account, state, lock_cause, \
                   lock_since, authorization, authorization_version, non_ghg, underlying, first_transferred \
                   FROM blocks WHERE approach = ?1 ORDER BY first LIMIT 1";
        self.change(sql, params![self.approach(), first, last])
    }

    /// Writes an entry that is wrong into the ledger itself.
    pub(super) fn enter(&self, postings: Vec<Posting>) -> Result<(), StageProblem> {
        let reason = "Practice: a record that is wrong".to_owned();
        let pen = Pen { book: self.book, registry: self.here, now: self.plan.ends };
        ledger::append(pen, "practice-slip", &Act { by: Vec::new(), reason, message: None, postings })?;
        Ok(())
    }

    /// Records something wrong of so many of the ITMOs, from the `from`-th.
    pub(super) fn record(&self, (from, quantity): (u64, u64), field: Field, value: &str) -> Result<(), StageProblem> {
        self.enter(vec![self.recorded((from, quantity), field, value)])
    }

    /// The posting of it.
    pub(super) fn recorded(&self, (from, quantity): (u64, u64), field: Field, value: &str) -> Posting {
        let spans = vec![self.plan.span(from, quantity)];
        Posting::Recorded(Recorded { spans, field: field.word().to_owned(), value: value.to_owned() })
    }

    /// The authorization as it is recorded in its newest version.
    pub(super) fn authorized(&self) -> Result<Authorization, StageProblem> {
        let id = self.plan.authorization();
        let known = book::authorization_said(self.book, &id, None).map_err(LedgerProblem::from)?;
        known.ok_or_else(|| StageProblem::Story(format!("authorization {id} is not recorded")))
    }
}
