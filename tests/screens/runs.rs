//! The reconciliation runs of these tests: one that goes on, one that differs, the one before it, one that passed, one that was broken off,
//! one within the registry. Written by rule, so that every run of the tests sees the same.

use super::{
    book::now,
    pages::{self, Place, Row, contains, is_ago, text, within},
    signed::secret,
    traffic::peers::key_of,
};
use countersign::{
    domain::{
        BlockRange, Environment, Metric, Quantity, RegistryId, Vintage,
        reconcile::{
            AccountClass, Attributes, Cause, Code, Field, Finding, Mover, Recent, RunId, Said, Subject, TotalKey, differing,
            statements,
        },
    },
    evidence::{
        digest::Digest,
        moment::Moment,
        reconciliation::{Found, Reconciliation},
        sshsig::{Namespace, SshSignature},
    },
    registry::{
        Read, Reply, Word,
        query::Term,
        run::{
            BothTotals, FoundKind, Relation, ResultSignature, Run, RunSegment, RunSegments, RunState, RunSummary, SignedResult,
            Tier, TierState,
        },
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};

/// A run that goes on, one that differs, the one before it, one that passed, one that was broken off, one within the registry.
pub const GOES_ON: &str = "CHE01-R-2026-000011";
pub const DIFFERS: &str = "CHE01-R-2026-000009";
pub const BEFORE: &str = "CHE01-R-2026-000008";
pub const PASSED: &str = "CHE01-R-2026-000007";
pub const BROKEN: &str = "GHA01-R-2026-000004";
pub const OWN: &str = "CHE01-R-2026-000010";

fn ago(minutes: i64) -> Timestamp {
    now() - SignedDuration::from_mins(minutes)
}

fn id(text: &str) -> RunId {
    text.parse().unwrap()
}

fn units(first: u64, last: u64) -> BlockRange {
    let id = |serial: u64| format!("CA0007-CHE01-CHE-{serial}-2023").parse().unwrap();
    BlockRange::of(id(first), id(last)).unwrap()
}

fn registry(id: &str) -> RegistryId {
    id.parse().unwrap()
}

/// What a run found.
fn found(run: &str) -> Vec<Finding> {
    let at = ago(60);
    let held = |code, first, last, since| {
        let both = Finding::units(code, units(first, last), since);
        both.saying([Said::both(Field::Holder, "CHE01", "GHA01")])
    };
    let sent = Recent {
        transfer: "CHE01-2026-004109".parse().unwrap(),
        from: registry("CHE01"),
        to: registry("GHA01"),
        quantity: Quantity::new(12_500),
        state: "accepted-by-peer",
        at: ago(3_000),
    };
    match run {
        DIFFERS => vec![
            Finding {
                mover: Some(Mover::Ours),
                cause: Some(Cause::Transfers { difference: 12_500, items: vec![sent] }),
                account: Some("CHE01-100-2001".parse().unwrap()),
                runs: 2,
                ..held(Code::D03, 120_001, 132_500, ago(1_500))
            },
            Finding::units(Code::D07, units(132_501, 139_999), at),
            Finding { mover: Some(Mover::Theirs), ..Finding::units(Code::D12, units(170_001, 170_500), at) }
                .saying([Said::both(Field::Sector, "Energy", "Energy industries \u{1b}[2J")]),
            Finding::new(Code::D13, Subject::Transfer("CHE01-2026-004118".parse().unwrap()), Quantity::ZERO, at)
                .saying([Said::both(Field::State, "completed", "rejected")]),
        ],
        BEFORE => vec![held(Code::D03, 120_001, 130_000, ago(1_500)), held(Code::D02, 150_001, 162_500, ago(1_500))],
        OWN => vec![
            Finding::units(Code::W3, units(180_001, 180_040), at).saying([Said::one(Field::Serials, false, "in the book")]),
            Finding::new(Code::W13, Subject::Entry(4_700), Quantity::ZERO, at),
        ],
        _ => Vec::new(),
    }
}

fn kinds(found: &[Finding]) -> Vec<FoundKind> {
    let mut kinds: Vec<FoundKind> = Vec::new();
    for finding in found {
        kinds.push(FoundKind { code: Word::Known(finding.code), count: 1, units: Some(finding.quantity) });
    }
    kinds.sort_by_key(|kind| kind.code.known().copied());
    kinds
}

/// The rows of the list.
pub fn summaries() -> Vec<RunSummary> {
    let row = |run: &str, peer: Option<&str>, minutes: i64, state| {
        let found = found(run);
        let discrepancies = found.iter().filter(|finding| finding.is_discrepancy()).count() as u64;
        let at = ago(minutes);
        RunSummary {
            id: id(run),
            peer: peer.map(registry),
            at: Timestamp::from_second(at.as_second()).unwrap(),
            state: Word::Known(state),
            begun: at - SignedDuration::from_secs(3),
            by: (run != BROKEN).then(|| Untrusted::new("amina.k")),
            ended: state.is_over().then(|| at + SignedDuration::from_millis(1_850)),
            units: Quantity::new(if state.is_over() && state != RunState::Failed { 1_204_500 } else { 0 }),
            discrepancies,
            notes: found.len() as u64 - discrepancies,
            kinds: kinds(&found),
            why: (run == BROKEN)
                .then(|| Untrusted::new("the counterpart's sums are not those it committed to before it saw ours \u{202e}")),
        }
    };
    vec![
        row(GOES_ON, Some("SWE01"), 0, RunState::Blocks),
        row(OWN, None, 30, RunState::Differs),
        row(DIFFERS, Some("GHA01"), 60, RunState::Differs),
        row(BROKEN, Some("GHA01"), 200, RunState::Failed),
        row(BEFORE, Some("GHA01"), 1_500, RunState::Differs),
        row(PASSED, Some("GHA01"), 4_000, RunState::Passed),
    ]
}

fn tiers(run: &str) -> Vec<Tier> {
    let tier = |name: &str, state, done, of, millis: Option<i64>| Tier {
        name: Untrusted::new(name),
        state: Word::Known(state),
        done,
        of,
        ended: millis.map(|millis| ago(60) + SignedDuration::from_millis(millis)),
    };
    use TierState::{Done, NotNeeded, UnderWay, Waiting};
    match run {
        OWN => Code::ALL
            .iter()
            .filter(|code| code.id().starts_with('W'))
            .map(|code| Tier { ended: Some(ago(30)), ..tier(code.id(), Done, 1, 1, None) })
            .collect(),
        GOES_ON => vec![
            Tier { ended: Some(now()), ..tier("totals", Done, 14, 14, None) },
            tier("blocks", UnderWay, 12, 40, None),
            tier("history", Waiting, 0, 130, None),
        ],
        PASSED => vec![
            tier("totals", Done, 14, 14, None),
            tier("blocks", NotNeeded, 0, 0, None),
            tier("history", NotNeeded, 0, 0, None),
        ],
        BROKEN => {
            vec![tier("totals", Waiting, 0, 0, None), tier("blocks", Waiting, 0, 0, None), tier("history", Waiting, 0, 0, None)]
        }
        _ => vec![
            tier("totals", Done, 14, 14, Some(400)),
            tier("blocks", Done, 9, 9, Some(1_200)),
            tier("history", Done, 130, 130, Some(1_700)),
        ],
    }
}

/// The result of a run, signed by both registries; `altered` after they did.
fn result(summary: &RunSummary, altered: bool) -> SignedResult {
    let text = Reconciliation {
        run: summary.id,
        environment: Environment::Practice,
        opener: registry("CHE01"),
        counterpart: summary.peer,
        at: Moment::of(summary.at),
        opener_sha256: Digest::of("ours"),
        counterpart_sha256: summary.peer.map(|_| Digest::of("theirs")),
        units: summary.units,
        found: Found::all(&found(&summary.id.to_string())),
    };
    let text = text.write().unwrap();
    let mine = (registry("CHE01"), "CHE01-practice-1", secret("CHE01"));
    let theirs = summary.peer.map(|peer| (peer, "GHA01-practice-1", key_of("GHA01")));
    let sign = |(registry, key, secret): (RegistryId, &str, countersign::evidence::key::SecretKey)| ResultSignature {
        registry,
        key: key.parse().unwrap(),
        signature: Untrusted::new(SshSignature::sign(&secret, Namespace::Snapshot, text.as_str().as_bytes()).armored()),
    };
    let signatures = std::iter::once(mine).chain(theirs).map(sign).collect();
    let shown = if altered { text.as_str().replace("units: 1204500", "units: 1204501") } else { text.as_str().to_owned() };
    SignedResult { sha256: Digest::of(&shown), text: Untrusted::new(shown), signatures }
}

/// A run in full.
pub fn run(wanted: RunId, altered: bool) -> Option<Box<Run>> {
    let summary = summaries().into_iter().find(|summary| summary.id == wanted)?;
    let name = wanted.to_string();
    let has_peer = summary.peer.is_some();
    let key = |holder: &str| TotalKey {
        approach: "CA0007".parse().unwrap(),
        party: "CHE".parse().unwrap(),
        vintage: Vintage::new(2023).unwrap(),
        metric: Some(Metric::Ghg),
        holder: registry(holder),
        class: Some(AccountClass::Holding),
    };
    let totals = [("CHE01", 912_500, 900_000), ("GHA01", 292_000, 304_500), ("SWE01", 70, 70)];
    let totals = totals.map(|(holder, ours, theirs)| BothTotals { key: key(holder), ours, theirs });
    let digest = |of: &str| has_peer.then(|| Digest::of(of));
    Some(Box::new(Run {
        reason: Untrusted::new("the daily look"),
        tiers: tiers(&name),
        commitment: digest("ours"),
        peer_commitment: digest("theirs"),
        ancestor: (name == DIFFERS).then(|| id(PASSED)),
        previous: match name.as_str() {
            DIFFERS => Some(id(BEFORE)),
            BEFORE => Some(id(PASSED)),
            _ => None,
        },
        totals: if name == DIFFERS { totals.to_vec() } else { Vec::new() },
        more_totals: 0,
        sent: if has_peer { 48_120 } else { 0 },
        received: if has_peer { 47_933 } else { 0 },
        found: found(&name),
        result: summary.has_result().then(|| result(&summary, altered)),
        veil: None,
        summary,
    }))
}

/// What each book says of a run of ITMOs.
fn segment(range: BlockRange, ours: Option<Attributes>, theirs: Option<Attributes>, run: &str) -> RunSegment {
    let said = statements(ours.as_ref(), theirs.as_ref());
    let differ = ours.as_ref().zip(theirs.as_ref()).map(|(ours, theirs)| differing(ours, theirs)).unwrap_or_default();
    let relation = match (&ours, &theirs) {
        (Some(_), None) => Relation::OursOnly,
        (None, _) => Relation::TheirsOnly,
        _ if differ.is_empty() => Relation::Equal,
        _ => Relation::Differ,
    };
    let meets = |finding: &&Finding| finding.block().is_some_and(|block| block.range.overlaps(range.range));
    let case = |code: Code| match code {
        Code::D03 => Some(super::cases::NEW.parse().unwrap()),
        Code::D12 => Some(super::cases::PROPOSED.parse().unwrap()),
        _ => None,
    };
    let found = found(run).iter().filter(meets).map(|finding| (finding.code, case(finding.code))).collect();
    RunSegment {
        subject: Subject::Units(range),
        relation,
        said,
        differing: differ.iter().map(|said| said.field).collect(),
        found,
    }
}

/// What each book says in a run.
pub fn segments(wanted: RunId) -> Option<Box<RunSegments>> {
    let summary = summaries().into_iter().find(|summary| summary.id == wanted)?;
    let name = wanted.to_string();
    let line = |holder: &str, sector: &str| Attributes {
        account: Some(format!("{holder}-100-2001").parse().unwrap()),
        class: Some(AccountClass::Holding),
        authorization: Some("CHE-GHA-2023-0007".parse().unwrap()),
        authorization_version: Some(2),
        metric: Some(Metric::Ghg),
        sector: Some(Untrusted::new(sector)),
        first_transferred: Some(Some("2026-03-01".parse().unwrap())),
        ..Attributes::held_by(registry(holder))
    };
    let both = |first, last, ours: Attributes, theirs: Attributes| segment(units(first, last), Some(ours), Some(theirs), &name);
    let same = |first, last| both(first, last, line("CHE01", "Energy"), line("CHE01", "Energy"));
    let of_finding = |finding: &Finding| RunSegment {
        subject: finding.subject.clone(),
        relation: Relation::Differ,
        said: finding.said.clone(),
        differing: finding.said.iter().map(|said| said.field).collect(),
        found: vec![(finding.code, None)],
    };
    let mut items = match name.as_str() {
        DIFFERS => vec![
            same(100_001, 110_000),
            same(110_001, 120_000),
            both(120_001, 132_500, line("CHE01", "Energy"), line("GHA01", "Energy")),
            same(132_501, 139_999),
            both(140_000, 140_099, line("SWE01", "Energy"), line("JPN01", "Energy")),
            both(170_001, 170_500, line("CHE01", "Energy"), line("CHE01", "Energy industries \u{1b}[2J")),
            segment(units(190_001, 190_010), Some(line("CHE01", "Waste")), None, &name),
        ],
        OWN => found(&name).iter().map(of_finding).collect(),
        _ => Vec::new(),
    };
    if name == DIFFERS {
        items.extend(found(&name).iter().filter(|finding| finding.block().is_none()).map(of_finding));
    }
    summary.state.known().filter(|state| state.is_over())?;
    Some(Box::new(RunSegments { run: wanted, items, more: 0, veil: None }))
}

impl Row for RunSummary {
    fn key(&self) -> String {
        self.id.to_string()
    }

    fn place(&self, field: &str) -> Place {
        match field {
            "state" => text(self.state.octets(RunState::word)),
            "at" => Place::Number(u64::try_from(self.at.as_second()).unwrap()),
            "discrepancies" => Place::Number(self.discrepancies),
            _ => text(&self.key()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => contains(&self.key(), value) || self.peer.is_some_and(|peer| contains(&peer.to_string(), value)),
            Some("id") => contains(&self.key(), value),
            Some("peer") => self.peer.is_some_and(|peer| peer.to_string() == value),
            Some("state") => self.state.octets(RunState::word) == value,
            Some("kind") => self.kinds.iter().any(|kind| kind.code.octets(Code::id) == value),
            Some("by") => self.by.as_ref().is_some_and(|by| by.octets() == value),
            Some("at") => is_ago(value, self.at),
            Some("discrepancies") => within(value, self.discrepancies),
            Some(field) => panic!("runs have no {field}"),
        }
    }
}

/// The answer to a question about runs.
pub fn answer(ask: &Read, revision: u64) -> Option<Reply> {
    Some(match ask {
        Read::Runs(query) => {
            let all = summaries();
            Reply::Runs(pages::page(&all.iter().collect::<Vec<_>>(), query, revision))
        }
        Read::Run(id) => Reply::Run(run(*id, false)?),
        Read::RunSegments(id) => Reply::RunSegments(segments(*id)?),
        _ => return None,
    })
}
