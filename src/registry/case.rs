//! The board of cases as a registry gives it, and one case added up here from its steps.
//! What a registry says a case has come to is believed in nothing: steps are read strictly and folded by the same rules as there.
//! Must not know: whose signatures are good, and how a case is shown.

use super::{Word, book::ReceivedText};
use crate::{
    domain::{
        Quantity, RegistryId,
        case::{Case, CaseId, Event, Stage, Trend},
        reconcile::{self, Code},
    },
    text::Untrusted,
};
use jiff::Timestamp;

/// The board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The open cases, the most severe first, then those closed last.
    pub cases: Vec<CaseRow>,
    /// How many more are open that are not in it.
    pub hidden: u64,
    /// How it has gone.
    pub trend: Trend,
    /// The state of the book.
    pub revision: u64,
    /// When it was read, by the registry's clock.
    pub as_of: Timestamp,
}

/// A case on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// The counterpart; none where the book was compared with itself.
    pub peer: Option<RegistryId>,
    /// Its kind.
    pub code: Word<Code>,
    /// The first thing it is about.
    pub about: Untrusted,
    /// How many more.
    pub more: u64,
    /// How many ITMOs.
    pub quantity: Quantity,
    /// Where it is.
    pub stage: Word<Stage>,
    /// Who looks after it.
    pub owner: Option<Untrusted>,
    /// How many more persons must confirm what is proposed.
    pub missing: u8,
    /// Whether its ITMOs are frozen.
    pub frozen: bool,
    /// How many notes were written about it.
    pub notes: u32,
    /// The snapshot it was first found in.
    pub since: Timestamp,
    /// When it was opened, or came back.
    pub opened: Timestamp,
    /// When it should be solved.
    pub due: Timestamp,
    /// When its ITMOs are suspended without a solution.
    pub suspend: Timestamp,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// How many runs found it.
    pub runs: u32,
    /// How often it came back.
    pub reopened: u32,
}

impl CaseRow {
    /// Units × age × kind; nothing for a kind this console does not know.
    pub fn severity(&self, now: Timestamp) -> u128 {
        self.code.known().map_or(0, |code| reconcile::severity(*code, self.quantity, self.since, now))
    }

    /// Whether it is not over.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}

/// One case with its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseInFull {
    /// What its steps add up to.
    pub case: Case,
    /// The steps, oldest first.
    pub story: Vec<Told>,
    /// When it should be solved.
    pub due: Timestamp,
    /// When its ITMOs are suspended without a solution.
    pub suspend: Timestamp,
    /// The state of the book.
    pub revision: u64,
    /// When it was read, by the registry's clock.
    pub as_of: Timestamp,
}

/// A step of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The entry of the ledger it stands in.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
    /// The signed text behind it, if it is one.
    pub text: Option<TakenText>,
}

/// A signed text as the registry took it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenText {
    /// Through which login.
    pub login: Untrusted,
    /// In which session, by the registry's name for it.
    pub session: Untrusted,
    /// The text and its signatures.
    pub signed: ReceivedText,
}
