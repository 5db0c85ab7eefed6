//! A finding: one discrepancy, with what it is about, what each side says, its likely cause, and when it should clear.
//! It is data; how bad it is follows from units, age and kind, so that the same finding always sorts the same.
//! Must not know: who owns it, and how it is shown.

use super::{cause::Cause, code::Code, field::Said, segment::Mover, totals::TotalKey};
use crate::domain::{
    AccountId, AuthorizationId, BlockRange, Quantity,
    transfer::{OrderId, TransferId},
};
use jiff::Timestamp;

const DAY: i64 = 86_400;

/// Units × age × kind. The first day counts as one, and what is about no ITMO as one unit.
pub fn severity(code: Code, quantity: Quantity, since: Timestamp, now: Timestamp) -> u128 {
    let units = u128::from(quantity.count().max(1));
    units.saturating_mul(u128::from(days(since, now))).saturating_mul(code.gravity().weight())
}

/// So many days count in the severity of what was first found then: the one it was found on, and each that has passed since.
pub fn days(since: Timestamp, now: Timestamp) -> u64 {
    let passed = now.as_second().saturating_sub(since.as_second()).max(0) / DAY;
    passed.unsigned_abs().saturating_add(1)
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A run of ITMOs.
    Units(BlockRange),
    /// A transfer.
    Transfer(TransferId),
    /// An order.
    Order(OrderId),
    /// An authorization.
    Authorization(AuthorizationId),
    /// A sum.
    Total(TotalKey),
    /// The two extracts as such.
    Snapshot,
    /// An entry of the ledger.
    Entry(u64),
    /// The report of a calendar year.
    Report(u16),
}

/// One discrepancy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub code: Code,
    /// What it is about.
    pub subject: Subject,
    /// The account the ITMOs are in: ours, else theirs.
    pub account: Option<AccountId>,
    /// How many ITMOs; 0 when it is not about ITMOs.
    pub quantity: Quantity,
    /// What each side says. Within one registry "ours" is the book and "theirs" what it should be.
    pub said: Vec<Said>,
    /// Who moved since the last agreement; `None` when there is none to compare with.
    pub mover: Option<Mover>,
    /// What probably led to it.
    pub cause: Option<Cause>,
    /// What it would be without its cause; only for what is in flight.
    pub otherwise: Option<Code>,
    /// When it should have cleared by itself.
    pub clears_at: Option<Timestamp>,
    /// The snapshot in which it was first found.
    pub since: Timestamp,
    /// In how many runs it was found, this one included.
    pub runs: u32,
}

impl Finding {
    /// A finding of this run, of which no more is known.
    pub fn new(code: Code, subject: Subject, quantity: Quantity, at: Timestamp) -> Self {
        let (said, since) = (Vec::new(), at);
        Self {
            code,
            subject,
            account: None,
            quantity,
            said,
            mover: None,
            cause: None,
            otherwise: None,
            clears_at: None,
            since,
            runs: 1,
        }
    }

    /// A finding about ITMOs.
    pub fn units(code: Code, block: BlockRange, at: Timestamp) -> Self {
        Self::new(code, Subject::Units(block), block.quantity(), at)
    }

    /// With what the sides say.
    #[must_use]
    pub fn saying(mut self, said: impl IntoIterator<Item = Said>) -> Self {
        self.said.extend(said);
        self
    }

    /// The ITMOs it is about, if it is about a run.
    pub fn block(&self) -> Option<BlockRange> {
        if let Subject::Units(block) = self.subject { Some(block) } else { None }
    }

    /// Units × age × kind: the order in which findings are shown.
    pub fn severity(&self, now: Timestamp) -> u128 {
        severity(self.code, self.quantity, self.since, now)
    }

    /// Whether it is more than a note, so that the books do not agree while it is open.
    pub fn is_discrepancy(&self) -> bool {
        self.code.gravity().weight() > 0
    }
}
