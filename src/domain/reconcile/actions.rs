//! The cross-check of two Parties' actions in the agreed electronic format, as the Article 6 database will compare them.
//! Every transfer one Party reports needs the other's acquisition of the same ITMOs, and the reverse; rows may be cut differently.
//! Must not know: the files the rows come from.

use super::{
    code::Code,
    field::{Field, Said},
    finding::Finding,
};
use crate::domain::{BlockRange, PartyCode, SerialRange, SerialSet, block::Series};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What kind of action a row reports, as far as two Parties' rows go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// `First transfer` or `Transfer` to the other Party.
    Transfer,
    /// `Acquisition` from the other Party.
    Acquisition,
}

impl ActionKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Acquisition => "acquisition",
        }
    }

    /// What the other Party has to report.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Transfer => Self::Acquisition,
            Self::Acquisition => Self::Transfer,
        }
    }
}

/// A row of a Party's actions that has a counterpart in the other Party's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionRow {
    /// What it reports.
    pub kind: ActionKind,
    /// The other Party it names: the acquiring one of a transfer, the transferring one of an acquisition.
    pub counterpart: PartyCode,
    /// The ITMOs.
    pub block: BlockRange,
    /// When, in UTC.
    pub at: Timestamp,
}

/// What the two reports lack of each other (D17), and what they put in different calendar years (D16). Rows that name a third Party are
/// left out: its report says the rest.
pub fn cross_check(ours: (PartyCode, &[ActionRow]), theirs: (PartyCode, &[ActionRow]), at: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    for kind in [ActionKind::Transfer, ActionKind::Acquisition] {
        let own = Reported::of(ours.1, kind, theirs.0);
        let others = Reported::of(theirs.1, kind.other(), ours.0);
        let every: BTreeSet<Series> = own.units.keys().chain(others.units.keys()).copied().collect();
        let nothing = SerialSet::new();
        for series in every {
            let (mine, yours) = (own.units.get(&series).unwrap_or(&nothing), others.units.get(&series).unwrap_or(&nothing));
            let missing = |range: &SerialRange, is_ours: bool, word: ActionKind| {
                let block = BlockRange { series, range: *range };
                Finding::units(Code::D17, block, at).saying([Said::one(Field::State, is_ours, word.word())])
            };
            findings.extend(mine.difference(yours).ranges().iter().map(|range| missing(range, true, kind)));
            findings.extend(yours.difference(mine).ranges().iter().map(|range| missing(range, false, kind.other())));
        }
        findings.extend(years(&own, &others, at));
    }
    findings
}

/// The ITMOs of one kind of action with one Party: all of them, and by calendar year.
struct Reported {
    units: BTreeMap<Series, SerialSet>,
    years: BTreeMap<(Series, i16), SerialSet>,
}

impl Reported {
    fn of(rows: &[ActionRow], kind: ActionKind, with: PartyCode) -> Self {
        let mut ranges: BTreeMap<Series, Vec<SerialRange>> = BTreeMap::new();
        let mut years: BTreeMap<(Series, i16), Vec<SerialRange>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.kind == kind && row.counterpart == with) {
            let year = row.at.to_zoned(jiff::tz::TimeZone::UTC).year();
            ranges.entry(row.block.series).or_default().push(row.block.range);
            years.entry((row.block.series, year)).or_default().push(row.block.range);
        }
        let units = ranges.into_iter().map(|(key, ranges)| (key, ranges.into_iter().collect())).collect();
        let years = years.into_iter().map(|(key, ranges)| (key, ranges.into_iter().collect())).collect();
        Self { units, years }
    }
}

/// ITMOs that one report has in a calendar year in which the other does not have them, though it has them in another.
fn years(own: &Reported, others: &Reported, at: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((series, year), mine) in &own.years {
        let of_series = (*series, i16::MIN)..=(*series, i16::MAX);
        for ((_, other), yours) in others.years.range(of_series).filter(|((_, other), _)| other != year) {
            // An ITMO that went out and came back in two years is in both reports in both: nothing differs then.
            let same = others.years.get(&(*series, *year)).cloned().unwrap_or_default();
            for range in mine.intersection(yours).difference(&same).ranges() {
                let block = BlockRange { series: *series, range: *range };
                findings.push(Finding::units(Code::D16, block, at).saying([Said::both(Field::Time, year, other)]));
            }
        }
    }
    findings
}
