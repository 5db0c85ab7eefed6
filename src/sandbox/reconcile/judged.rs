//! A run brought to its result: the lines that differ compared, the histories compared, what a third registry is about left out.
//! Both registries judge the same octets, so each makes the same text by itself; age and the last agreed state are each one's own.
//! Must not know: how the lines came here.

use super::{
    frozen, heads,
    parts::{self, Between},
    recorded::{self, RunRow},
    spoken,
    tree::Place,
};
use crate::{
    domain::{
        Quantity, RegistryId,
        reconcile::{
            Comparison, Field, Finding, InFlight, Position, Setting, Snapshot, TransferRecord, compare, compare_trails,
            same_moment,
        },
        transfer::Deadlines,
    },
    evidence::{
        digest::Digest,
        lines::LineProblem,
        moment::Moment,
        reconciliation::{Found, Reconciliation, ReconciliationText},
    },
    sandbox::{comm::CommProblem, fault::StoreProblem},
    wire::comm::reconcile::Record,
};
use jiff::Timestamp;

/// Both frozen books as far as they differ, and both histories.
pub(super) struct Evidence<'a> {
    of: Between<'a>,
    run: &'a RunRow,
    places: Vec<Place>,
    ours: Vec<Position>,
    theirs: Vec<Position>,
    histories: [Vec<Record>; 2],
    /// The moments of the snapshots: this registry's, the counterpart's.
    moments: [Timestamp; 2],
    /// ITMOs of lines that nobody had to show, because they are equal.
    untouched: u128,
}

/// What a run came to.
pub(super) struct Judged {
    /// In this registry's view.
    pub findings: Vec<Finding>,
    /// ITMOs that both books have and agree on.
    pub units: u64,
}

impl<'a> Evidence<'a> {
    /// Gathers everything that was frozen here and shown by the counterpart.
    pub(super) fn of(of: Between<'a>, run: &'a RunRow) -> Result<Self, CommProblem> {
        let places = parts::shown(of)?;
        let id = of.run.to_string();
        let gather = |side| -> Result<Vec<Position>, CommProblem> { lines(of, &id, side, &places) };
        let (ours, theirs) = (gather(of.here)?, gather(of.peer)?);
        let mut all = 0_u128;
        frozen::each(of.book, of.run, of.here, |line| all += u128::from(line.block.quantity().count()))?;
        let touched: u128 = ours.iter().map(|line| u128::from(line.block.quantity().count())).sum();
        let here = frozen::history(of.book, of.run, of.here)?;
        // Where both say the same outcomes, the histories were not exchanged: the one stands for both.
        let there = if heads::is_history_equal(of, run)? { here.clone() } else { frozen::history(of.book, of.run, of.peer)? };
        let histories = [here, there];
        let moments = heads::moments(of, run)?;
        Ok(Self { of, run, places, ours, theirs, histories, moments, untouched: all.saturating_sub(touched) })
    }

    /// The lines of both books in the parts that differ: this registry's and the counterpart's.
    pub(super) fn lines(&self) -> (&[Position], &[Position]) {
        (&self.ours, &self.theirs)
    }

    /// What this registry finds, with the age of what was found before and who moved since the books last agreed.
    pub(super) fn here(&self, deadlines: Deadlines) -> Result<Judged, CommProblem> {
        let earlier = recorded::earlier(self.of.book, Some(self.of.peer), self.run.at)?;
        let agreed = match &self.run.ancestor {
            Some(run) => Some(lines(self.of, run, self.of.here, &self.places)?),
            None => None,
        };
        let sides = Sides { ours: self.of.here, theirs: self.of.peer, lines: [&self.ours, &self.theirs], swapped: false };
        self.judge(&sides, agreed, earlier, deadlines)
    }

    /// The text of the result, in the view of the registry that opened the run and of this run alone.
    pub(super) fn text(
        &self,
        environment: &str,
        deadlines: Deadlines,
    ) -> Result<Result<ReconciliationText, LineProblem>, CommProblem> {
        let opened_here = self.of.run.opener() == self.of.here;
        let (here, there) = ((self.of.here, &self.ours), (self.of.peer, &self.theirs));
        let (first, second) = if opened_here { (here, there) } else { (there, here) };
        let sides = Sides { ours: first.0, theirs: second.0, lines: [first.1, second.1], swapped: !opened_here };
        let judged = self.judge(&sides, None, Vec::new(), deadlines)?;
        let digest = |text: &Option<String>| -> Result<Digest, CommProblem> {
            Ok(text.as_deref().and_then(|text| text.parse().ok()).ok_or(StoreProblem::Row("a commitment"))?)
        };
        let (ours, theirs) = (digest(&self.run.commitment)?, digest(&self.run.peer_commitment)?);
        let (opener_sha256, counterpart_sha256) = if opened_here { (ours, theirs) } else { (theirs, ours) };
        let result = Reconciliation {
            run: self.of.run,
            environment: environment.parse().map_err(|_| StoreProblem::Row("an environment"))?,
            opener: first.0,
            counterpart: Some(second.0),
            at: Moment::of(self.run.at),
            opener_sha256,
            counterpart_sha256: Some(counterpart_sha256),
            units: Quantity::new(judged.units),
            found: Found::all(&judged.findings),
        };
        Ok(result.write())
    }

    /// That the snapshots are not of one moment (D20); nothing else is compared then.
    fn undated(&self, sides: &Sides<'_>) -> Option<Finding> {
        let [here, there] = self.moments;
        let (ours, theirs) = if sides.swapped { (there, here) } else { (here, there) };
        let head = |registry, at| Snapshot { registry, at, announced: None, lines: 0 };
        same_moment(head(sides.ours, ours), head(sides.theirs, theirs), (sides.ours, sides.theirs))
    }

    fn judge(
        &self,
        sides: &Sides<'_>,
        agreed: Option<Vec<Position>>,
        earlier: Vec<Finding>,
        deadlines: Deadlines,
    ) -> Result<Judged, CommProblem> {
        if let Some(finding) = self.undated(sides) {
            return Ok(Judged { findings: vec![finding], units: 0 });
        }
        let [here, there] = &self.histories;
        let (first, second) = if sides.swapped { (there, here) } else { (here, there) };
        let setting = Setting {
            ours: sides.ours,
            theirs: sides.theirs,
            at: self.run.at,
            has_departed: true,
            transfers: flights(first, second, (sides.ours, sides.theirs))?,
            deadlines,
            earlier,
        };
        let [ours, theirs] = sides.lines;
        let agreed = agreed.map(|lines| Box::new(lines.into_iter()) as Box<dyn Iterator<Item = Position>>);
        let compared = compare(ours.iter().cloned(), theirs.iter().cloned(), agreed, &setting);
        let Comparison { equal, mut findings } = compared.map_err(|_| StoreProblem::Row("the order of lines"))?;
        findings.retain(|finding| is_between(finding, (sides.ours, sides.theirs)));
        findings.extend(compare_trails(&records(first)?, &records(second)?, self.run.at));
        let units = u64::try_from(self.untouched.saturating_add(equal)).unwrap_or(u64::MAX);
        Ok(Judged { findings, units })
    }
}

/// Whose lines are which.
struct Sides<'a> {
    ours: RegistryId,
    theirs: RegistryId,
    lines: [&'a Vec<Position>; 2],
    /// Whether "ours" is the counterpart's.
    swapped: bool,
}

/// The lines of a side that begin in any of these parts, in order.
fn lines(of: Between<'_>, run: &str, side: RegistryId, places: &[Place]) -> Result<Vec<Position>, CommProblem> {
    let mut all = Vec::new();
    for place in places {
        for line in frozen::lines(of.book, (run, side), *place)? {
            all.push(spoken::position(&line).ok_or(StoreProblem::Row("a line"))?);
        }
    }
    Ok(all)
}

fn records(history: &[Record]) -> Result<Vec<TransferRecord>, CommProblem> {
    let read = history.iter().map(spoken::record).collect::<Option<Vec<_>>>();
    Ok(read.ok_or(StoreProblem::Row("a transfer"))?)
}

/// The transfers that are on their way by at least one history, and given up by none. Once both say it is completed, nothing is.
fn flights(ours: &[Record], theirs: &[Record], (here, there): (RegistryId, RegistryId)) -> Result<Vec<InFlight>, CommProblem> {
    let mut flights = Vec::new();
    for record in ours.iter().chain(theirs.iter().filter(|record| !ours.iter().any(|own| own.transfer == record.transfer))) {
        let is = |side: &[Record]| side.iter().find(|other| other.transfer == record.transfer).and_then(spoken::record);
        let moved: Vec<Option<bool>> = [is(ours), is(theirs)].into_iter().flatten().map(|known| known.moved).collect();
        let over = moved.iter().all(|moved| *moved == Some(true)) && moved.len() == 2;
        if over || moved.contains(&Some(false)) {
            continue;
        }
        let other = theirs.iter().find(|other| other.transfer == record.transfer);
        let with_spans = if record.spans.is_empty() { other.unwrap_or(record) } else { record };
        let finalised = record.finalised.or(other.and_then(|other| other.finalised));
        let whole = Record { spans: with_spans.spans.clone(), finalised, ..record.clone() };
        let left = if spoken::record(record).is_some_and(|known| known.transfer.registry() == here) {
            (here, there)
        } else {
            (there, here)
        };
        flights.push(spoken::in_flight(&whole, left.0, left.1).ok_or(StoreProblem::Row("a transfer"))?);
    }
    Ok(flights)
}

/// Whether a finding is about the two registries alone: what one of them passed on, only the third one knows.
fn is_between(finding: &Finding, (ours, theirs): (RegistryId, RegistryId)) -> bool {
    let known = [ours.to_string(), theirs.to_string()];
    let third = |text: &Option<crate::text::Untrusted>| {
        text.as_ref().is_some_and(|text| !known.iter().any(|known| known == text.octets()))
    };
    !finding.said.iter().any(|said| said.field == Field::Holder && (third(&said.ours) || third(&said.theirs)))
}

/// The whole second at or after a time: snapshots are of whole seconds, as the text writes them.
pub(super) fn whole_second(at: Timestamp) -> Timestamp {
    let cut = Timestamp::from_second(at.as_second()).unwrap_or(at);
    if cut < at { Timestamp::from_second(at.as_second().saturating_add(1)).unwrap_or(at) } else { cut }
}
