//! Reconciliation runs as rows, and one in full: tiers, what was found, sums, what each book says, signatures.
//! What was found stands as the signed result spells it, so that a script and the paper agree.
//! Must not know: files, or how runs look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
};
use crate::{
    domain::reconcile::{Cause, Code, Finding, Mover, Said},
    evidence::reconciliation::about,
    registry::book::withheld,
    registry::run::{BothTotals, ResultSignature, Run, RunSegment, RunState, RunSummary, Tier, TierState},
    text::Untrusted,
};

impl SheetRow for RunSummary {
    const SHEET: Sheet = Sheet::Runs;
    const SHORT: usize = 9;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "run id", |r| Some(r.id.to_string())),
        Of::id("peer", "counterpart registry; empty for a run within this registry", |r| r.peer.map(|peer| peer.to_string())),
        Of::time("at", "the moment of the snapshots", |r| Some(r.at)),
        Of::word("state", "how far it is, or how it ended", |r| known(&r.state, RunState::word)),
        Of::count("discrepancies", "how many discrepancies it found", |r| Some(r.discrepancies)),
        Of::count("notes", "how many notes: differences that nobody has to act on", |r| Some(r.notes)),
        Of::names("kinds", "what it found: each kind, how many of it, about how many ITMOs", |r| {
            r.kinds
                .iter()
                .map(|kind| {
                    let units = kind.units.map_or_else(String::new, |units| format!(" {}", units.count()));
                    Untrusted::new(format!("{} {}{units}", kind.code.octets(Code::id), kind.count))
                })
                .collect()
        }),
        Of::count("units", "ITMOs that both books have, or that were looked at within one book", |r| Some(r.units.count())),
        Of::name("by", "login of who began it; empty when the counterpart did", |r| r.by.clone()),
        Of::time("begun", "when it was begun", |r| Some(r.begun)),
        Of::time("ended", "when it ended", |r| r.ended),
        Of::id("opener", "the registry that opened it", |r| Some(r.id.opener().to_string())),
        Of::prose("why", "why it failed", |r| r.why.clone()),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// What one run has besides.
pub(super) const MORE: &[Of<Run>] = &[
    Of::prose("reason", "why it was begun", |r| Some(r.reason.clone())),
    Of::id("commitment", "SHA-256 of what this registry froze", |r| r.commitment.map(|digest| digest.to_string())),
    Of::id("peer_commitment", "SHA-256 of what the counterpart froze", |r| r.peer_commitment.map(|digest| digest.to_string())),
    Of::id("ancestor", "the run whose agreed state it was held against", |r| r.ancestor.map(|run| run.to_string())),
    Of::id("previous", "the run before it that came to a result", |r| r.previous.map(|run| run.to_string())),
    Of::count("sent", "octets of what this registry said", |r| Some(r.sent)),
    Of::count("received", "octets of what the counterpart said", |r| Some(r.received)),
    Of::count("more_totals", "sums that are not in the list", |r| Some(r.more_totals)),
    Of::id("result_sha256", "SHA-256 of the result that was signed, as the registry says it", |r| {
        r.result.as_ref().map(|result| result.sha256.to_string())
    }),
    Of::prose("result_text", "the result that was signed; empty where it says what you are to type again", |r| {
        r.result.as_ref().filter(|_| r.veil.is_none()).map(|result| result.text.clone())
    }),
    Of::word("withheld", "what is not said here, because you type it again before you approve the order it is about", |r| {
        r.veil.as_ref().and_then(|veil| withheld(&veil.fields))
    }),
];

/// Its tiers.
pub(super) const TIERS: &[Of<Tier>] = &[
    Of::name("tier", "`totals`, `blocks` or `history`; within one registry the check", |t| Some(t.name.clone())),
    Of::word("state", "its state", |t| known(&t.state, TierState::word)),
    Of::count("done", "how much was compared", |t| Some(t.done)),
    Of::count("of", "how much there is to compare", |t| Some(t.of)),
    Of::time("ended", "when it was done", |t| t.ended),
];

/// What it found.
pub(super) const FOUND: &[Of<Finding>] = &[
    Of::id("code", "its kind", |f| Some(f.code.id().to_owned())),
    Of::id("about", "what it is about, as the signed result spells it", |f| Some(about(&f.subject))),
    Of::count("quantity", "how many ITMOs", |f| Some(f.quantity.count())),
    Of::id("account", "the account the ITMOs are in", |f| f.account.as_ref().map(ToString::to_string)),
    Of::names("ours", "what this registry's book says", |f| side(&f.said, |said| said.ours.as_ref())),
    Of::names("theirs", "what the counterpart's says, or what it should be", |f| side(&f.said, |said| said.theirs.as_ref())),
    Of::word("mover", "who moved since the books last agreed", |f| f.mover.map(Mover::word).and_then(ours)),
    Of::prose("cause", "what probably led to it", |f| f.cause.as_ref().map(Cause::sentence).map(Untrusted::new)),
    Of::id("otherwise", "what it would be without its cause", |f| f.otherwise.map(|code| code.id().to_owned())),
    Of::time("clears_at", "when it should have cleared by itself", |f| f.clears_at),
    Of::time("since", "the snapshot it was first found in", |f| Some(f.since)),
    Of::small("runs", "in how many runs it was found", |f| Some(i64::from(f.runs))),
];

/// What one side says, field by field.
fn side(said: &[Said], of: impl Fn(&Said) -> Option<&Untrusted>) -> Vec<Untrusted> {
    let told = said.iter().filter_map(|said| Some((said.field.word(), of(said)?.octets())));
    told.map(|(field, value)| Untrusted::new(format!("{field}: {value}"))).collect()
}

/// The sums of both books.
pub(super) const TOTALS: &[Of<BothTotals>] = &[
    Of::id("approach", "cooperative approach", |t| Some(t.key.approach.to_string())),
    Of::id("party", "first transferring Party", |t| Some(t.key.party.to_string())),
    Of::small("vintage", "vintage", |t| Some(i64::from(t.key.vintage.year()))),
    Of::word("metric", "`GHG` or `non-GHG`, where the book says it", |t| t.key.metric.and_then(|metric| ours(metric.word()))),
    Of::id("holder", "the registry that holds them", |t| Some(t.key.holder.to_string())),
    Of::word("class", "`holding`, `used` or `cancelled`", |t| t.key.class.and_then(|class| ours(class.word()))),
    Of::count("ours", "ITMOs by this registry's book", |t| Some(t.ours)),
    Of::count("theirs", "ITMOs by the counterpart's", |t| Some(t.theirs)),
];

/// Who signed the result. A command for scripts verifies nothing: `verify` does, from files.
pub(super) const SIGNATURES: &[Of<ResultSignature>] = &[
    Of::id("registry", "the registry", |s| Some(s.registry.to_string())),
    Of::id("key", "its key, by the id in the directory", |s| Some(s.key.to_string())),
    Of::prose("signature", "the armoured SSH signature", |s| Some(s.signature.clone())),
];

/// What each book says.
pub(super) const SEGMENTS: &[Of<RunSegment>] = &[
    Of::id("about", "what it is about", |s| Some(about(&s.subject))),
    Of::word("relation", "how the books relate in it", |s| ours(s.relation.word())),
    Of::names("ours", "what this registry's book says", |s| side(&s.said, |said| said.ours.as_ref())),
    Of::names("theirs", "what the counterpart's says, or what it should be", |s| side(&s.said, |said| said.theirs.as_ref())),
    Of::names("differing", "the fields that differ", |s| s.differing.iter().filter_map(|field| ours(field.word())).collect()),
    Of::names("found", "what was found there", |s| s.found.iter().filter_map(|(code, _)| ours(code.id())).collect()),
    Of::names("cases", "the cases that look after it", |s| {
        s.found.iter().filter_map(|(_, case)| ours(&case.as_ref()?.to_string())).collect()
    }),
];
