//! What a registry's ledger says: acts, each a list of postings that happened together or not at all.
//! An act is never changed; what the book shows is what its postings add up to, and can be added up again.
//! Must not know: how postings are applied, or how entries are chained.

mod account;
mod case;
mod course;
mod fact;
mod party;
mod signed;
mod units;

pub use account::{Account, AccountState, Cause, Representative, Representatives, TrustedAccount, TrustedAccounts};
pub use case::{About, CaseStep, Found, Frozen, Gone, Noted, Owned, Said, Step, TakenText, Thing};
pub use course::{Order, OrderState, Transfer, TransferState};
pub use fact::{Recorded, Reported};
pub use party::{Approach, Authorization, Entity};
pub use signed::{Guarded, GuardedWithdrawn, OrderProgress, OrderStatement, OrderText, Revocation};
pub use units::{Block, Blocks, Expect, FirstTransfer, Held, Lock, Move, Return, Span, Spans, Transit};

use serde::{Deserialize, Serialize};

/// One act: who did what, why, and its postings. The entry's kind, number and time stand in the chain around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The persons who did it, by login: the one who submitted first, then who approved. Empty when the registry acted by rule.
    pub by: Vec<String>,
    /// Why, in their words or in the registry's.
    pub reason: String,
    /// SHA-256 of the message that caused it or that it caused, in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What changed.
    pub postings: Vec<Posting>,
}

/// One change of the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Posting {
    /// A cooperative approach is recorded or has a new state.
    Approach(Approach),
    /// A version of an authorization is recorded or has a new state.
    Authorization(Authorization),
    /// An authorized entity is recorded.
    Entity(Entity),
    /// An account is opened, or asked for.
    Account(Account),
    /// An account has another state.
    AccountState(AccountState),
    /// Who represents an account, all of them.
    Representatives(Representatives),
    /// Whom an account trusts, all of them.
    TrustedAccounts(TrustedAccounts),
    /// Blocks come into being: issuance, or the opening of the book.
    Create(Blocks),
    /// Serials this registry gave out before the book was opened, wherever their ITMOs are now: none of them is issued again.
    GivenOut(Spans),
    /// Blocks are set aside, proposed or frozen; they stay where they are.
    Lock(Lock),
    /// Blocks are free again.
    Unlock(Spans),
    /// Blocks go to another account of this registry.
    Move(Move),
    /// Blocks leave the book for a counterpart registry: in transit, in no account.
    Depart(Transit),
    /// The counterpart has them: they are no longer in transit.
    Deliver(Transit),
    /// Blocks in transit come back into the book, because the counterpart signed that it does not have them.
    Return(Return),
    /// Blocks of a counterpart are expected: a provisional credit, not held.
    Expect(Expect),
    /// A provisional credit becomes a holding.
    Credit(Spans),
    /// A provisional credit is given up.
    Forget(Spans),
    /// Blocks are first transferred.
    FirstTransfer(FirstTransfer),
    /// A transfer begins in this book.
    Transfer(Box<Transfer>),
    /// A transfer has another state.
    TransferState(TransferState),
    /// An order is submitted.
    Order(Box<Order>),
    /// An order is decided.
    OrderState(OrderState),
    /// The signed text of an order.
    OrderText(Box<OrderText>),
    /// A signed statement about an order.
    Statement(Box<OrderStatement>),
    /// How many approvals of an order count, and whether they are enough.
    OrderProgress(OrderProgress),
    /// A version of the roster or policy is proposed, signed by one more officer, or in force.
    Guarded(Box<Guarded>),
    /// One officer took back a version that waited for another.
    GuardedWithdrawn(GuardedWithdrawn),
    /// One person ended a key.
    Revocation(Box<Revocation>),
    /// A step of a case of reconciliation.
    Case(Box<CaseStep>),
    /// What is true of ITMOs is recorded on evidence.
    Recorded(Recorded),
    /// A report has a transfer, or leaves it out.
    Reported(Reported),
}
