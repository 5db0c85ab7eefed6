//! What the ledger says came, went and came back, read entry by entry: the other account of what the book holds.
//! Only postings decide; what they led to in the tables is what they are held against.
//! Must not know: the book.

use crate::{
    domain::{
        BlockRange, Metric, RegistryId, SerialSet, Series,
        reconcile::{
            Attributes, Field, Position,
            within::{Flow, FlowKey},
        },
    },
    evidence::ledger::Line,
    sandbox::{comm::CommProblem, fault::StoreProblem, reconcile::spoken},
    wire::ledger::{Act, Block, Posting, Span},
};
use jiff::civil::Date;
use rusqlite::Connection;
use std::{collections::BTreeMap, sync::Arc};

/// The course of all ITMOs through a book.
#[derive(Default)]
pub(super) struct Course {
    came: Vec<BlockRange>,
    departed: BTreeMap<Series, SerialSet>,
    first_transfers: Vec<BlockRange>,
    transferred: BTreeMap<Series, SerialSet>,
    flows: BTreeMap<FlowKey, Flow>,
    natures: BTreeMap<(Series, u64), Arc<Attributes>>,
}

impl Course {
    /// Reads the whole ledger.
    pub(super) fn of(book: &Connection) -> Result<Self, CommProblem> {
        let mut course = Self::default();
        let mut statement = book.prepare("SELECT line FROM entries ORDER BY seq")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            let line = Line::read(&text).map_err(|_| StoreProblem::Row("a line"))?;
            let registry = line.registry().parse().map_err(|_| StoreProblem::Row("a registry"))?;
            let act: Act = serde_json::from_str(line.act_json()).map_err(|_| StoreProblem::Row("an act"))?;
            for posting in &act.postings {
                course.take(registry, posting)?;
            }
        }
        Ok(course)
    }

    /// Every run that was issued here, or credited, ascending as it came.
    pub(super) fn came(&self) -> Vec<BlockRange> {
        self.came.clone()
    }

    /// What left and did not come back, with what was known of it.
    pub(super) fn departed(&self, here: RegistryId) -> Vec<Position> {
        let mut lines = Vec::new();
        for (series, ranges) in &self.departed {
            for range in ranges.ranges() {
                let block = BlockRange { series: *series, range: *range };
                let nature = self.natures.range((*series, 0)..=(*series, range.first().number())).next_back();
                let known = nature.filter(|((of, _), _)| of == series).map(|(_, known)| (**known).clone());
                let said = known.unwrap_or_else(|| Attributes::held_by(here));
                // Whatever left the book for another registry was first transferred at that moment at the latest.
                let first_transferred = said.first_transferred.flatten().or(Some(Date::constant(2021, 1, 1)));
                lines.push(Position::new(block, Attributes { first_transferred: Some(first_transferred), ..said }));
            }
        }
        lines
    }

    /// Every event of a first transfer.
    pub(super) fn first_transfers(&self) -> &[BlockRange] {
        &self.first_transfers
    }

    /// What came and went, by key. The book keeps ITMOs of every metric by their serials, and so are they counted.
    pub(super) fn flows(&self) -> BTreeMap<FlowKey, Flow> {
        self.flows.clone()
    }

    fn take(&mut self, registry: RegistryId, posting: &Posting) -> Result<(), CommProblem> {
        match posting {
            Posting::Create(blocks) => {
                for held in &blocks.blocks {
                    let span = self.arrives(registry, &held.block)?;
                    self.came.push(span);
                    self.flow(span).issued += units(span);
                }
            }
            Posting::Expect(expected) => {
                for block in &expected.blocks {
                    self.arrives(registry, block)?;
                }
            }
            Posting::Credit(spans) => {
                for span in read(&spans.spans)? {
                    self.came.push(span);
                    self.flow(span).received += units(span);
                    self.away(span, false);
                }
            }
            Posting::Depart(transit) => {
                for span in read(&transit.spans)? {
                    self.flow(span).sent += units(span);
                    self.away(span, true);
                }
            }
            Posting::Return(back) => {
                for span in read(&back.spans)? {
                    self.flow(span).received += units(span);
                    self.away(span, false);
                }
            }
            Posting::FirstTransfer(first) => {
                for span in read(&first.spans)? {
                    self.transfers_first(span);
                }
            }
            Posting::Recorded(said) if said.field == Field::FirstTransferred.word() => {
                for span in read(&said.spans)? {
                    self.transferred_as_recorded(span, &said.value);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What is recorded of first transfers goes before the events until then: there was one, or there was none.
    fn transferred_as_recorded(&mut self, span: BlockRange, value: &str) {
        let these: SerialSet = [span.range].into_iter().collect();
        let known = self.transferred.entry(span.series).or_default();
        if value.parse::<Date>().is_ok() {
            let new = these.difference(known);
            *known = known.union(&these);
            self.first_transfers.extend(new.ranges().iter().map(|range| BlockRange { range: *range, ..span }));
            return;
        }
        *known = known.difference(&these);
        let events = std::mem::take(&mut self.first_transfers).into_iter();
        self.first_transfers = events.flat_map(|event| outside(event, span)).collect();
    }

    /// A block as it is described when it comes. One that was first transferred elsewhere brings that event with it, once.
    fn arrives(&mut self, registry: RegistryId, block: &Block) -> Result<BlockRange, CommProblem> {
        let span = spoken::range(&block.first, &block.last).ok_or(StoreProblem::Row("a span"))?;
        let said = Attributes {
            authorization: block.authorization.parse().ok(),
            first_transferred: Some(block.first_transferred),
            ..Attributes::held_by(registry)
        };
        self.natures.insert((span.series, span.range.first().number()), Arc::new(said));
        if block.first_transferred.is_some() {
            let whole: SerialSet = [span.range].into_iter().collect();
            let known = self.transferred.get(&span.series).cloned().unwrap_or_default();
            for range in whole.difference(&known).ranges() {
                self.transfers_first(BlockRange { range: *range, ..span });
            }
        }
        Ok(span)
    }

    fn transfers_first(&mut self, span: BlockRange) {
        self.first_transfers.push(span);
        let known = self.transferred.entry(span.series).or_default();
        *known = known.union(&[span.range].into_iter().collect());
    }

    fn away(&mut self, span: BlockRange, leaves: bool) {
        let away = self.departed.entry(span.series).or_default();
        let these = [span.range].into_iter().collect();
        *away = if leaves { away.union(&these) } else { away.difference(&these) };
    }

    fn flow(&mut self, span: BlockRange) -> &mut Flow {
        let Series { approach, party, vintage, .. } = span.series;
        self.flows.entry(FlowKey { approach, party, vintage, metric: Metric::Ghg }).or_default()
    }
}

/// What of a run is not in another.
fn outside(run: BlockRange, other: BlockRange) -> Vec<BlockRange> {
    if run.series != other.series || !run.range.overlaps(other.range) {
        return vec![run];
    }
    let (before, after) = run.range.subtract(other.range);
    before.into_iter().chain(after).map(|range| BlockRange { range, ..run }).collect()
}

fn units(span: BlockRange) -> u128 {
    u128::from(span.quantity().count())
}

fn read(spans: &[Span]) -> Result<Vec<BlockRange>, CommProblem> {
    let read = spans.iter().map(|span| spoken::range(&span.first, &span.last)).collect::<Option<Vec<_>>>();
    Ok(read.ok_or(StoreProblem::Row("a span"))?)
}
