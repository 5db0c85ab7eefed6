//! How a case is resolved, and how many persons that takes: two, and three to live with a difference.
//! Nothing here edits a book: it is corrected by a new transaction, or made again from its ledger.
//! Must not know: the text that is signed.

use crate::domain::{reconcile::Code, words::words};
use jiff::Timestamp;

/// What is to be done about a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// It cleared by itself; nothing has to be done.
    Cleared,
    /// A message or receipt that was missed was brought into the archive.
    Imported,
    /// What did not arrive was sent again.
    Resent,
    /// New orders correct the book.
    CorrectingOrder,
    /// The book is made again from its ledger.
    Restored,
    /// A transfer that was lost with its ledger comes back from the counterpart's archive, by a new entry.
    Replayed,
    /// What the evidence says of the ITMOs is recorded, by a new entry: what they are, or in which account they ended.
    Recorded,
    /// The report gets a new version.
    Revised,
    /// The counterpart says by its signed statement that the error is theirs.
    CounterpartError,
    /// The difference is accepted until this time.
    Accepted(Timestamp),
    /// The freeze is lifted; the case stays open.
    Released,
}

/// A kind of resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResolutionKind {
    /// [`Resolution::Cleared`].
    Cleared,
    /// [`Resolution::Imported`].
    Imported,
    /// [`Resolution::Resent`].
    Resent,
    /// [`Resolution::CorrectingOrder`].
    CorrectingOrder,
    /// [`Resolution::Restored`].
    Restored,
    /// [`Resolution::Replayed`].
    Replayed,
    /// [`Resolution::Recorded`].
    Recorded,
    /// [`Resolution::Revised`].
    Revised,
    /// [`Resolution::CounterpartError`].
    CounterpartError,
    /// [`Resolution::Accepted`].
    Accepted,
    /// [`Resolution::Released`].
    Released,
}

words!(
    ResolutionKind, "kind of resolution",
    Cleared "cleared-by-itself",
    Imported "receipt-imported",
    Resent "sent-again",
    CorrectingOrder "correcting-order",
    Restored "restored-from-ledger",
    Replayed "replayed-from-archive",
    Recorded "recorded-on-evidence",
    Revised "report-revised",
    CounterpartError "counterpart-error",
    Accepted "accepted-difference",
    Released "release",
);

impl ResolutionKind {
    /// How many persons it takes, the one who proposes it included.
    pub fn persons(self) -> usize {
        if self == Self::Accepted { 3 } else { 2 }
    }

    /// Whether it must bring evidence: the counterpart's statement, the receipt, or what justifies living with a difference.
    pub fn needs_evidence(self) -> bool {
        matches!(self, Self::Imported | Self::Replayed | Self::Recorded | Self::CounterpartError | Self::Accepted)
    }

    /// Whether it can resolve a discrepancy of this kind: a fact is recorded where it is one of the ITMOs, and a report is revised where
    /// it is what is wrong.
    pub fn suits(self, code: Code) -> bool {
        match self {
            Self::Recorded => {
                matches!(code, Code::D05 | Code::D11 | Code::D12 | Code::D15 | Code::D16 | Code::D19 | Code::W9 | Code::W10)
            }
            Self::Replayed => code == Code::D13,
            Self::Revised => matches!(code, Code::D17 | Code::W12),
            _ => true,
        }
    }

    /// The kinds that can resolve a discrepancy, in their order.
    pub fn of(code: Code) -> Vec<Self> {
        Self::ALL.iter().map(|(kind, _)| *kind).filter(|kind| kind.suits(code)).collect()
    }

    /// What it means, as a clause.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Cleared => "it cleared by itself; nothing has to be done",
            Self::Imported => "a message or receipt that was missed is in the archive now",
            Self::Resent => "what did not arrive was sent again",
            Self::CorrectingOrder => "new orders correct the book; its ITMOs may be named in orders from then on",
            Self::Restored => "the book is made again from its ledger, whose entries nobody can change",
            Self::Replayed => {
                "the transfer that was lost with its ledger comes back by a new entry, as the counterpart's archive proves it"
            }
            Self::Recorded => {
                "what the evidence says of the ITMOs is recorded by a new entry: the counterpart's word, that underlying units are marked, or where they ended"
            }
            Self::Revised => "the report gets a new version that says it",
            Self::CounterpartError => "the counterpart's signed statement says that the error is theirs",
            Self::Accepted => "the difference is accepted until a date; it takes three persons",
            Self::Released => "the freeze is lifted; the case stays open",
        }
    }

    /// The resolution; `until` is for an accepted difference alone. `None` when it lacks one, or has one it has no use for.
    pub fn with(self, until: Option<Timestamp>) -> Option<Resolution> {
        Some(match (self, until) {
            (Self::Accepted, Some(until)) => Resolution::Accepted(until),
            (Self::Accepted, None) | (_, Some(_)) => return None,
            (Self::Cleared, None) => Resolution::Cleared,
            (Self::Imported, None) => Resolution::Imported,
            (Self::Resent, None) => Resolution::Resent,
            (Self::CorrectingOrder, None) => Resolution::CorrectingOrder,
            (Self::Restored, None) => Resolution::Restored,
            (Self::Replayed, None) => Resolution::Replayed,
            (Self::Recorded, None) => Resolution::Recorded,
            (Self::Revised, None) => Resolution::Revised,
            (Self::CounterpartError, None) => Resolution::CounterpartError,
            (Self::Released, None) => Resolution::Released,
        })
    }
}

impl Resolution {
    /// Its kind.
    pub fn kind(&self) -> ResolutionKind {
        match self {
            Self::Cleared => ResolutionKind::Cleared,
            Self::Imported => ResolutionKind::Imported,
            Self::Resent => ResolutionKind::Resent,
            Self::CorrectingOrder => ResolutionKind::CorrectingOrder,
            Self::Restored => ResolutionKind::Restored,
            Self::Replayed => ResolutionKind::Replayed,
            Self::Recorded => ResolutionKind::Recorded,
            Self::Revised => ResolutionKind::Revised,
            Self::CounterpartError => ResolutionKind::CounterpartError,
            Self::Accepted(_) => ResolutionKind::Accepted,
            Self::Released => ResolutionKind::Released,
        }
    }

    /// Until when, for an accepted difference.
    pub fn until(&self) -> Option<Timestamp> {
        if let Self::Accepted(until) = self { Some(*until) } else { None }
    }
}
