//! Transfers as rows, and one transfer in full: the counterpart's word, the messages, the checks, what may be done.
//! What the counterpart is said to be in stands in columns of its own, with the moment it said so.
//! Must not know: files, or how transfers look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
    entry::said,
};
use crate::{
    domain::BlockRange,
    registry::{
        book::{CheckFinding, CheckResult},
        traffic::{
            AllowedAct, CheckRun, CheckTime, End, Permission, Rung, RungKind, Sending, SendingKind, Transfer, TransferAct,
            TransferState, TransferSummary, Turn, Verdict,
        },
    },
    text::Untrusted,
};

impl SheetRow for TransferSummary {
    const SHEET: Sheet = Sheet::Transfers;
    const SHORT: usize = 9;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "transfer id", |t| Some(t.id.to_string())),
        Of::word("direction", "`outgoing`, `incoming` or `internal`", |t| ours(t.direction.word())),
        Of::id("counterpart", "the other registry; empty when the ITMOs stay", |t| {
            t.counterpart().filter(|_| !t.hides_registry()).map(|id| id.to_string())
        }),
        Of::count("quantity", "ITMOs that move", |t| (!t.hides_units()).then(|| t.quantity.count())),
        Of::word("state", "state in this book", |t| known(&t.state, TransferState::word)),
        Of::word("peer_state", "state at the counterpart, as it last said, signed", |t| {
            t.peer_state.as_ref().and_then(|state| known(state, TransferState::word))
        }),
        Of::word("waits_for", "whose turn it is: `us`, `peer` or `nobody`", |t| known(&t.turn, Turn::word)),
        Of::time("since", "since when it is in its state here", |t| Some(t.since)),
        Of::time("due", "until when the next step is due", |t| t.due),
        Of::id("from_registry", "registry the ITMOs come from", |t| from(t).map(|end| end.registry.to_string())),
        Of::id("from_account", "account they come from", |t| from(t).map(|end| end.account.to_string())),
        Of::id("to_registry", "registry they go to", |t| to(t).map(|end| end.registry.to_string())),
        Of::id("to_account", "account they go to", |t| to(t).map(|end| end.account.to_string())),
        Of::name("action", "action type (table 25(b))", |t| Some(t.action.clone())),
        Of::name("subtype", "action subtype (table 26(b))", |t| Some(t.subtype.clone())),
        Of::time("begun", "when it began in this book", |t| Some(t.begun)),
        Of::names("kinds", "what the ITMOs are of: cooperative approach and vintage of each kind", |t| {
            t.kinds.iter().map(|(approach, vintage)| Untrusted::new(format!("{approach} {vintage}"))).collect()
        }),
        Of::word(
            "withheld",
            "what is not said here, because you type it again before you agree to the order that waits for you",
            |t| said(t.veil.as_ref()),
        ),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// Where its ITMOs come from, where that may be shown (F07).
fn from(transfer: &TransferSummary) -> Option<&End> {
    (!transfer.hides_accounts()).then_some(&transfer.from)
}

/// Where they go, where that may be shown.
fn to(transfer: &TransferSummary) -> Option<&End> {
    (!transfer.hides_accounts()).then_some(&transfer.to)
}

/// What one transfer has besides.
pub(super) const MORE: &[Of<Transfer>] = &[
    Of::small("year", "calendar year of the NDC the ITMOs are used towards", |t| t.year.map(|year| i64::from(year.year()))),
    Of::prose("purpose", "purpose of a use for other international mitigation purposes", |t| t.purpose.clone()),
    Of::id("corrects", "the transfer this one corrects", |t| t.corrects.map(|id| id.to_string())),
    Of::id("order", "the order that began it here", |t| t.order.map(|id| id.to_string())),
    Of::time("peer_since", "since when it is in its state at the counterpart, by its clock", |t| {
        t.peer.as_ref().and_then(|peer| peer.since)
    }),
    Of::time("peer_as_of", "when the counterpart said so, by its clock", |t| t.peer.as_ref().map(|peer| peer.as_of)),
    Of::names("missing", "numbers of the conversation that are missing here", |t| {
        t.missing.iter().map(|number| Untrusted::new(number.to_string())).collect()
    }),
];

/// ITMOs of a transfer, run by run.
pub(super) const RANGES: &[Of<BlockRange>] = &[
    Of::id("first", "ITMO id of the first unit", |range| Some(range.first_id().to_string())),
    Of::id("last", "ITMO id of the last unit", |range| Some(range.last_id().to_string())),
    Of::count("quantity", "ITMOs from the first to the last", |range| Some(range.quantity().count())),
];

/// The messages of a transfer.
pub(super) const RUNGS: &[Of<Rung>] = &[
    Of::id("message", "number in the archive", |rung| Some(rung.message.to_string())),
    Of::small("sequence", "place in the conversation", |rung| rung.sequence.map(i64::from)),
    Of::word("kind", "what it is", |rung| known(&rung.kind, RungKind::word)),
    Of::word("direction", "`sent` or `received`", |rung| ours(rung.way.word())),
    Of::time("at", "when it was sent or received", |rung| Some(rung.at)),
    Of::word("verdict", "`good`, or why it is in quarantine", |rung| Some(verdict(&rung.verdict))),
    Of::small("status", "HTTP status", |rung| rung.status.map(i64::from)),
    Of::truth("peer_has", "whether the counterpart says it has the same octets", |rung| rung.peer_has),
    Of::id("digest", "SHA-256 of its octets", |rung| Some(rung.digest.to_string())),
];

/// What became of a message, as a word.
pub(super) fn verdict(verdict: &Verdict) -> Untrusted {
    match verdict {
        Verdict::Good => Untrusted::new("good"),
        Verdict::Quarantined(why) => why.clone(),
    }
}

/// What is still to be sent.
pub(super) const OUTBOX: &[Of<Sending>] = &[
    Of::word("kind", "what it is", |sending| known(&sending.kind, SendingKind::word)),
    Of::small("attempts", "how often it was tried", |sending| Some(i64::from(sending.attempts))),
    Of::time("next", "when it is tried again", |sending| sending.next),
    Of::prose("failure", "what went wrong the last time", |sending| sending.failure.clone()),
];

/// A check of a run, with the run it belongs to.
pub(super) struct Checked {
    run: Option<(Untrusted, jiff::Timestamp)>,
    finding: CheckFinding,
}

/// Every check of some runs.
pub(super) fn checked(runs: &[CheckRun]) -> Vec<Checked> {
    let each = |run: &CheckRun| {
        let of = known(&run.when, CheckTime::word).map(|when| (when, run.at));
        run.findings.iter().map(move |finding| Checked { run: of.clone(), finding: finding.clone() }).collect::<Vec<_>>()
    };
    runs.iter().flat_map(each).collect()
}

/// The checks of an order, which belong to no run.
pub(super) fn checked_once(findings: &[CheckFinding]) -> Vec<Checked> {
    findings.iter().map(|finding| Checked { run: None, finding: finding.clone() }).collect()
}

/// What was checked.
pub(super) const CHECKS: &[Of<Checked>] = &[
    Of::word("when", "`submitted`, `approved` or `received`", |c| c.run.as_ref().map(|(when, _)| when.clone())),
    Of::time("at", "when", |c| c.run.as_ref().map(|(_, at)| *at)),
    Of::word("check", "the check", |c| known(&c.finding.check, |check| check.id())),
    Of::word("result", "`pass`, `fail` or `not-evaluated`", |c| known(&c.finding.result, CheckResult::word)),
    Of::prose("rule", "its rule", |c| Some(c.finding.rule.clone())),
    Of::names("values", "what was looked at", |c| {
        let pair = |(name, value): &(Untrusted, Untrusted)| Untrusted::new(format!("{}: {}", name.octets(), value.octets()));
        c.finding.values.iter().map(pair).collect()
    }),
    Of::prose("hint", "what to do about a failure", |c| c.finding.hint.clone()),
];

/// What may be done now.
pub(super) const ALLOWED: &[Of<AllowedAct>] = &[
    Of::word("act", "the act", |allowed| known(&allowed.act, TransferAct::word)),
    Of::truth("allowed", "whether the state of the transfer allows it now", |allowed| Some(allowed.is_allowed())),
    Of::small("persons", "how many different persons it takes", |allowed| Some(i64::from(allowed.persons))),
    Of::prose("why_not", "why not", |allowed| match &allowed.permission {
        Permission::Allowed => None,
        Permission::Refused(why) => Some(why.clone()),
    }),
];
