//! Orders: acts that take two persons. Where one stands, who submitted it, and one in full with what its digest covers.
//! An order waits or is decided; there is no third.
//! Must not know: who may decide.

pub use crate::domain::transfer::OrderId;

use super::{CheckFinding, OrderedAct, SignedOrder};
use crate::{
    domain::{PersonId, Quantity, words::words},
    evidence::{digest::Digest, order::ActKind, statement::RekeyField},
    registry::Word,
    text::Untrusted,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What an order asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderKind {
    /// Move ITMOs, use or cancel them.
    Transfer,
    /// Issue them.
    Issue,
    /// Record an authorization or a version of one.
    Authorize,
    /// Record a cooperative approach or give it another state.
    Approach,
    /// Open an account.
    OpenAccount,
    /// Give an account another state.
    AccountState,
    /// Release frozen blocks.
    ReleaseBlocks,
    /// Accept an incoming transfer.
    AcceptTransfer,
    /// Give up a provisional credit.
    DropIncoming,
    /// Complete a transfer by hand.
    CompleteByHand,
    /// Take units in transit back.
    Rebook,
    /// Renounce the units of a cancelled incoming transfer.
    GiveUp,
    /// Take the suspended link to a counterpart up again.
    ResumeLink,
    /// Let an account trust another one.
    TrustAccount,
}

words!(
    OrderKind, "kind of order",
    Transfer "transfer",
    Issue "issue",
    Authorize "authorize",
    Approach "approach",
    OpenAccount "open-account",
    AccountState "account-state",
    ReleaseBlocks "release-blocks",
    AcceptTransfer "accept-transfer",
    DropIncoming "drop-incoming",
    CompleteByHand "complete-by-hand",
    Rebook "rebook",
    GiveUp "give-up",
    ResumeLink "resume-link",
    TrustAccount "trust-account",
);

impl OrderKind {
    /// Whether it decides about a transfer that is there already.
    pub fn decides(self) -> bool {
        ActKind::of_word(self.word()).is_some_and(ActKind::decides)
    }
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderState {
    /// It waits for other persons.
    Submitted,
    /// Approved by as many as the policy asks for; anyone may still stop it before it is carried out (F14).
    Approved,
    /// Approved and carried out.
    Executed,
    /// Another person said no.
    Rejected,
    /// Taken back by who submitted it.
    Withdrawn,
    /// Nobody decided in time.
    Expired,
    /// Another order took its place (F12).
    Superseded,
    /// Stopped after it was approved, or it could not be carried out.
    Stopped,
}

words!(
    OrderState, "state of an order",
    Submitted "submitted",
    Approved "approved",
    Executed "executed",
    Rejected "rejected",
    Withdrawn "withdrawn",
    Expired "expired",
    Superseded "superseded",
    Stopped "stopped",
);

/// How many have agreed to an order, by its registry's word; a review counts again from the statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// How many approvals count now.
    pub count: u8,
    /// How many it takes, besides the initiator (F18).
    pub needed: u8,
    /// Whose they are; none where the registry only counts.
    pub by: Vec<PersonId>,
}

/// An order as a row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSummary {
    /// Its id.
    pub id: OrderId,
    /// What it asks for.
    pub kind: Word<OrderKind>,
    /// What it is about: the id of an account, a transfer, an authorization, an ITMO.
    pub subject: Untrusted,
    /// How many ITMOs, when it moves some or decides about a transfer of some.
    pub quantity: Option<Quantity>,
    /// The login of the person who submitted it.
    pub by: Untrusted,
    /// The person who initiated it, where it was signed.
    pub person: Option<PersonId>,
    /// Who has agreed to it, where it was signed.
    pub agreed: Option<Agreed>,
    /// Where it stands.
    pub state: Word<OrderState>,
    /// When it was submitted.
    pub at: Timestamp,
    /// Until when it can be approved.
    pub expires: Timestamp,
    /// What was taken out of this row, because whoever looks is to type it again from their own paper (F07).
    pub withheld: BTreeSet<RekeyField>,
}

impl OrderSummary {
    /// Takes these fields out of the row.
    pub fn withhold(&mut self, fields: BTreeSet<RekeyField>) {
        if fields.contains(&RekeyField::Subject) {
            self.subject = Untrusted::default();
        }
        if fields.contains(&RekeyField::Quantity) || fields.contains(&RekeyField::Units) {
            self.quantity = None;
        }
        self.withheld.extend(fields);
    }

    /// Whether how many ITMOs it moves was taken out: which ones they are says how many.
    pub fn withholds_quantity(&self) -> bool {
        [RekeyField::Quantity, RekeyField::Units].iter().any(|field| self.withheld.contains(field))
    }
}

/// The entry of the ledger that an order led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number, from 1.
    pub entry: u64,
    /// SHA-256 of its line.
    pub digest: Digest,
}

/// An order in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderInFull {
    /// Its id.
    pub id: OrderId,
    /// The login of the person who submitted it.
    pub by: Untrusted,
    /// Until when it can be approved.
    pub expires: Timestamp,
    /// What is to be done.
    pub act: OrderedAct,
    /// Why, in the words of who submitted it.
    pub reason: Untrusted,
    /// The digest an approval must name: SHA-256 of the order's canonical JSON (C06).
    pub digest: Digest,
    /// Where it stands.
    pub state: Word<OrderState>,
    /// When it was submitted.
    pub submitted: Timestamp,
    /// The login of the person who decided: of an order that a third person released, the releaser's (F19).
    pub decided_by: Option<Untrusted>,
    /// When it was decided.
    pub decided: Option<Timestamp>,
    /// What the checks found when it was last judged.
    pub checks: Vec<CheckFinding>,
    /// The order as it was signed, with every statement about it; none where nobody signed.
    pub signed: Option<Box<SignedOrder>>,
    /// The entry of the ledger by which it was carried out, once it was and where the registry names it.
    pub recorded: Option<Recorded>,
    /// What of it is not to be shown to whoever asked, because they are to type it again from their own paper (F07). It is here all the
    /// same: a review compares with it.
    pub withheld: BTreeSet<RekeyField>,
}
