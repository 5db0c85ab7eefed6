//! The cross-check of two Parties' actions in the agreed electronic format, as the Article 6 database will compare them.
//! Every transfer needs the other's acquisition of the same ITMOs, however rows are cut; both reports are read side by side, and no row is kept.
//! Must not know: the files the rows come from.

#[cfg(test)]
mod tests;

use super::{
    book::Book,
    code::Code,
    disjoint::Unsorted,
    field::{Field, Said},
    finding::Finding,
};
use crate::domain::{BlockRange, PartyCode, Serial, SerialRange, block::Series};
use jiff::Timestamp;
use std::collections::BTreeMap;

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

impl ActionRow {
    /// The calendar year it counts in, in UTC.
    pub fn year(&self) -> i16 {
        self.at.to_zoned(jiff::tz::TimeZone::UTC).year()
    }
}

/// What two reports say differently of some ITMOs, and which of their rows say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossed {
    /// What is found.
    pub finding: Finding,
    /// What our rows report; theirs report the [`ActionKind::other`].
    pub kind: ActionKind,
    /// The years that our rows and theirs count in, where it is the years that differ.
    pub years: Option<(i16, i16)>,
}

impl Crossed {
    fn of(kind: ActionKind, differs: Differs, block: BlockRange, at: Timestamp) -> Self {
        let (code, said, years) = match differs {
            Differs::OnlyOurs => (Code::D17, Said::one(Field::Reported, true, kind.word()), None),
            Differs::OnlyTheirs => (Code::D17, Said::one(Field::Reported, false, kind.other().word()), None),
            Differs::Years(mine, yours) => {
                let in_year = |kind: ActionKind, year: i16| format!("{} in {year}", kind.word());
                let said = Said::both(Field::Time, in_year(kind, mine), in_year(kind.other(), yours));
                (Code::D16, said, Some((mine, yours)))
            }
        };
        Self { finding: Finding::units(code, block, at).saying([said]), kind, years }
    }
}

/// What the two reports lack of each other (D17), and what they put in different calendar years (D16). Rows come in the order of ids; those
/// that name a third Party are left out: its report says the rest.
///
/// # Errors
/// [`Unsorted`] names the row that should have come before another.
pub fn cross_check<O, T>(ours: (PartyCode, O), theirs: (PartyCode, T), at: Timestamp) -> Result<Vec<Crossed>, Unsorted>
where
    O: Iterator<Item = ActionRow> + Clone,
    T: Iterator<Item = ActionRow> + Clone,
{
    let mut crossed = Vec::new();
    for kind in [ActionKind::Transfer, ActionKind::Acquisition] {
        let own = ours.1.clone().filter(|row| row.kind == kind && row.counterpart == theirs.0);
        let others = theirs.1.clone().filter(|row| row.kind == kind.other() && row.counterpart == ours.0);
        let found = Found::between(Report::new(Book::Ours, own), Report::new(Book::Theirs, others))?;
        crossed.extend(found.into_iter().map(|(differs, block)| Crossed::of(kind, differs, block, at)));
    }
    Ok(crossed)
}

/// How two reports differ in some ITMOs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Differs {
    OnlyOurs,
    OnlyTheirs,
    /// Ours has them in the first year, in which theirs does not, and theirs in the second.
    Years(i16, i16),
}

/// One kind of action in one report, read row by row.
struct Report<I> {
    book: Book,
    rows: I,
    head: Option<ActionRow>,
    /// The calendar years that the present ITMO is reported in, each with the last serial of which that is known.
    open: BTreeMap<i16, Serial>,
}

impl<I: Iterator<Item = ActionRow>> Report<I> {
    fn new(book: Book, mut rows: I) -> Self {
        let head = rows.next();
        Self { book, rows, head, open: BTreeMap::new() }
    }

    /// Where the next row begins.
    fn ahead(&self) -> Option<(Series, Serial)> {
        self.head.as_ref().map(|row| begins(row.block))
    }

    /// Takes the rows that begin with this ITMO.
    fn begin(&mut self, here: (Series, Serial)) -> Result<(), Unsorted> {
        while let Some(row) = self.head.take_if(|row| begins(row.block) == here) {
            let last = self.open.entry(row.year()).or_insert(row.block.range.last());
            *last = row.block.range.last().max(*last);
            self.head = self.rows.next();
            if let Some(found) = self.head.as_ref().map(|next| next.block).filter(|next| begins(*next) < here) {
                return Err(Unsorted { book: self.book, after: row.block, found });
            }
        }
        Ok(())
    }

    /// The last serial up to which nothing changes here: a row ends, or the next one begins after it.
    fn steady(&self, series: Series) -> Option<Serial> {
        let next = self.ahead().filter(|(of, _)| *of == series).and_then(|(_, first)| first.previous());
        self.open.values().copied().chain(next).min()
    }

    /// Forgets the rows that end here.
    fn end(&mut self, last: Serial) {
        self.open.retain(|_, end| *end > last);
    }
}

fn begins(block: BlockRange) -> (Series, Serial) {
    (block.series, block.range.first())
}

/// What differs, in runs that neither touch nor overlap.
#[derive(Default)]
struct Found {
    growing: BTreeMap<Differs, BlockRange>,
    done: Vec<(Differs, BlockRange)>,
}

impl Found {
    fn between<O, T>(mut ours: Report<O>, mut theirs: Report<T>) -> Result<Vec<(Differs, BlockRange)>, Unsorted>
    where
        O: Iterator<Item = ActionRow>,
        T: Iterator<Item = ActionRow>,
    {
        let mut found = Self::default();
        let mut here = None;
        loop {
            let next = || [ours.ahead(), theirs.ahead()].into_iter().flatten().min();
            let Some((series, first)) = here.take().or_else(next) else { return Ok(found.finish()) };
            ours.begin((series, first))?;
            theirs.begin((series, first))?;
            let Some(last) = [ours.steady(series), theirs.steady(series)].into_iter().flatten().min() else { continue };
            if let Ok(range) = SerialRange::new(first, last) {
                found.take(BlockRange { series, range }, &ours.open, &theirs.open);
            }
            ours.end(last);
            theirs.end(last);
            let goes_on = !(ours.open.is_empty() && theirs.open.is_empty());
            here = last.next().filter(|_| goes_on).map(|first| (series, first));
        }
    }

    /// Takes a run of ITMOs that each report has in these years.
    fn take(&mut self, block: BlockRange, ours: &BTreeMap<i16, Serial>, theirs: &BTreeMap<i16, Serial>) {
        match (ours.is_empty(), theirs.is_empty()) {
            (false, true) => self.add(Differs::OnlyOurs, block),
            (true, false) => self.add(Differs::OnlyTheirs, block),
            // An ITMO that went out and came back in two years is in both reports in both: nothing differs then.
            _ => {
                for mine in ours.keys().filter(|mine| !theirs.contains_key(mine)) {
                    theirs.keys().for_each(|yours| self.add(Differs::Years(*mine, *yours), block));
                }
            }
        }
    }

    fn add(&mut self, differs: Differs, block: BlockRange) {
        let before = self.growing.get_mut(&differs).filter(|before| before.series == block.series);
        match before.and_then(|before| Some((before.range.merge(block.range)?, before))) {
            Some((range, before)) => before.range = range,
            None => self.done.extend(self.growing.insert(differs, block).map(|done| (differs, done))),
        }
    }

    /// First what one report lacks, then what is in different years; each by its ids.
    fn finish(mut self) -> Vec<(Differs, BlockRange)> {
        self.done.extend(self.growing);
        let in_years = |differs: &Differs| matches!(differs, Differs::Years(..));
        self.done.sort_by_key(|(differs, block)| (in_years(differs), block.series, *differs, block.range));
        self.done
    }
}
