//! Reconciliation runs as a registry tells of them: how far each has come, what it found, what both books say, what was signed.
//! Whether what was signed holds is judged by whoever reads it, and never taken from the registry.
//! Must not know: how books are compared, and how a run is shown.

use super::{Word, book::Veil};
use crate::{
    domain::{
        Quantity, RegistryId,
        case::CaseId,
        reconcile::{Code, Field, Finding, RunId, Said, Subject, TotalKey},
        words::words,
    },
    evidence::{digest::Digest, key::KeyId},
    text::Untrusted,
};
use jiff::Timestamp;

/// A run as a row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSummary {
    /// Its id.
    pub id: RunId,
    /// The counterpart; none for a run within this registry.
    pub peer: Option<RegistryId>,
    /// The moment of the snapshots, as it was agreed or is proposed.
    pub at: Timestamp,
    /// How far it is, or how it ended.
    pub state: Word<RunState>,
    /// When it was begun.
    pub begun: Timestamp,
    /// The login that began it; none when the counterpart did.
    pub by: Option<Untrusted>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// ITMOs that both books have, or that were looked at within one book.
    pub units: Quantity,
    /// How many discrepancies it found.
    pub discrepancies: u64,
    /// How many notes.
    pub notes: u64,
    /// What it found by kind, notes among it.
    pub kinds: Vec<FoundKind>,
    /// Why it failed.
    pub why: Option<Untrusted>,
}

impl RunSummary {
    /// Whether it ended with a result that was signed.
    pub fn has_result(&self) -> bool {
        self.state.is(&RunState::Passed) || self.state.is(&RunState::Differs)
    }
}

/// How far a run is, or how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunState {
    /// Both agree on the moment.
    Agreeing,
    /// Both have frozen what their books say.
    Frozen,
    /// Tier 1: sums.
    Totals,
    /// Tier 2: lines where sums or digests differ.
    Blocks,
    /// Tier 3: histories.
    History,
    /// Both sign the result.
    Signing,
    /// Nothing was found but notes.
    Passed,
    /// Something was found.
    Differs,
    /// It came to no result.
    Failed,
}

words!(
    RunState, "state of a run",
    Agreeing "agreeing",
    Frozen "frozen",
    Totals "totals",
    Blocks "blocks",
    History "history",
    Signing "signing",
    Passed "passed",
    Differs "differs",
    Failed "failed",
);

impl RunState {
    /// Whether it goes on no more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Passed | Self::Differs | Self::Failed)
    }
}

/// How much of one kind a run found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundKind {
    /// The kind.
    pub code: Word<Code>,
    /// How many of it.
    pub count: u64,
    /// How many ITMOs they are about; `None` where that is not to be shown (F07).
    pub units: Option<Quantity>,
}

/// A run with all it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What the list shows.
    pub summary: RunSummary,
    /// Why it was begun.
    pub reason: Untrusted,
    /// How far each tier has come, in their order; within one registry each check.
    pub tiers: Vec<Tier>,
    /// SHA-256 of what this registry froze, given before the counterpart showed anything.
    pub commitment: Option<Digest>,
    /// The counterpart's.
    pub peer_commitment: Option<Digest>,
    /// The run whose agreed state this one was held against.
    pub ancestor: Option<RunId>,
    /// The run before it with the same counterpart, or within this registry, that came to a result.
    pub previous: Option<RunId>,
    /// The sums of both books, those that differ first.
    pub totals: Vec<BothTotals>,
    /// How many more sums there are.
    pub more_totals: u64,
    /// Octets of what this registry said.
    pub sent: u64,
    /// Octets of what the counterpart said.
    pub received: u64,
    /// What it found, notes among it, in the order of ids.
    pub found: Vec<Finding>,
    /// What was signed.
    pub result: Option<SignedResult>,
    /// Why findings and sums were taken out, if they were (F07).
    pub veil: Option<Veil>,
}

/// How far one tier has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// `totals`, `blocks` or `history`; within one registry the check: `W1` to `W14`.
    pub name: Untrusted,
    /// Its state.
    pub state: Word<TierState>,
    /// How much was compared: keys, parts of the book, transfers.
    pub done: u64,
    /// How much there is to compare, as far as it is known.
    pub of: u64,
    /// When it was done, or found not to be needed.
    pub ended: Option<Timestamp>,
}

/// How far a tier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TierState {
    /// It is not its turn yet.
    Waiting,
    /// It goes on.
    UnderWay,
    /// It is done.
    Done,
    /// Everything was equal one tier above.
    NotNeeded,
}

words!(TierState, "state of a tier", Waiting "waiting", UnderWay "under-way", Done "done", NotNeeded "not-needed");

/// What both books sum up to under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BothTotals {
    /// What is summed together.
    pub key: TotalKey,
    /// ITMOs by this registry's book.
    pub ours: u64,
    /// By the counterpart's.
    pub theirs: u64,
}

/// The result of a run as it was signed. Nothing of it has been verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedResult {
    /// The text, octet for octet.
    pub text: Untrusted,
    /// Its SHA-256, as the registry says it.
    pub sha256: Digest,
    /// Who signed it, the opener first.
    pub signatures: Vec<ResultSignature>,
}

/// One registry's signature of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultSignature {
    /// The registry.
    pub registry: RegistryId,
    /// Its key, by the id in the directory.
    pub key: KeyId,
    /// An armoured SSH signature.
    pub signature: Untrusted,
}

/// A run ITMO by ITMO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSegments {
    /// The run.
    pub run: RunId,
    /// The segments in the order of ids, then what is not about ITMOs.
    pub items: Vec<RunSegment>,
    /// How many more there are.
    pub more: u64,
    /// Why some were taken out, if they were (F07).
    pub veil: Option<Veil>,
}

/// What each book says of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSegment {
    /// A run of ITMOs, or what else was found to differ.
    pub subject: Subject,
    /// How the books relate in it.
    pub relation: Relation,
    /// What each says, field by field, also where both say the same.
    pub said: Vec<Said>,
    /// The fields that differ.
    pub differing: Vec<Field>,
    /// What the run found there, and the case that looks after it.
    pub found: Vec<(Code, Option<CaseId>)>,
}

/// How two books relate in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They say the same.
    Equal,
    /// They say different things.
    Differ,
    /// Only ours has it.
    OursOnly,
    /// Only theirs has it.
    TheirsOnly,
    /// Two lines of our book are about it.
    OverlapOurs,
    /// Two lines of theirs are.
    OverlapTheirs,
}

words!(
    Relation, "relation of two books",
    Equal "equal",
    Differ "differ",
    OursOnly "ours-only",
    TheirsOnly "theirs-only",
    OverlapOurs "overlap-ours",
    OverlapTheirs "overlap-theirs",
);
