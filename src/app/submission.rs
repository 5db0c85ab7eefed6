//! A submission in the agreed electronic format (4/CMA.6 annex II): the report of a year as rows of the five tables, column by column.
//! What the secretariat's platform fills in stays blank, what does not apply says NA, and what nobody recorded is not made up.
//! Must not know: files, and where the report came from.

use crate::{
    aef::format::{Field, METRICS, Table, UNDERLYING_REGISTRIES},
    domain::{
        ApproachId, AuthorizationId, Block, Metric,
        authorization::{AuthorizationState, FirstTransferDefinition, Purpose, Use},
    },
    registry::{
        book::{AuthorizationVersion, AuthorizedEntity, Report, ReportedAction},
        sheet::Cell,
    },
    text::Untrusted,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What whoever files says of the submission; no registry knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// Its version; the first is 1.0.
    pub version: String,
    /// The day it is submitted.
    pub submitted: Date,
    /// First and last year of the NDC implementation period.
    pub ndc: (u16, u16),
}

/// A row of a table, cell by cell.
pub type TableRow = Vec<Cell>;

/// The rows of a submission, as they are made from its report.
#[derive(Debug)]
pub struct Submission<'r> {
    report: &'r Report,
    filing: &'r Filing,
    /// The unit of a metric other than GHG, by authorization: only blocks say it.
    units: BTreeMap<AuthorizationId, Untrusted>,
    /// Rows whose underlying units the format has no way to say.
    unsaid: u64,
}

impl<'r> Submission<'r> {
    /// A submission of a report.
    pub fn of(report: &'r Report, filing: &'r Filing) -> Self {
        Self { report, filing, units: BTreeMap::new(), unsaid: 0 }
    }

    /// The report.
    pub fn report(&self) -> &'r Report {
        self.report
    }

    /// Rows whose underlying units stand in no registry of the nomenclature, or not as first and last unit; they say NA.
    pub fn unsaid(&self) -> u64 {
        self.unsaid
    }

    /// Table 1: each label with what is said of it.
    pub fn labels(&self) -> Vec<TableRow> {
        let value = |field| match field {
            Field::Party => id(self.report.party),
            Field::SubmissionVersion => id(&self.filing.version),
            Field::ReportedYear => Cell::Small(self.report.year.into()),
            Field::SubmissionDate => day(self.filing.submitted),
            Field::NdcFirstYear => Cell::Small(self.filing.ndc.0.into()),
            Field::NdcLastYear => Cell::Small(self.filing.ndc.1.into()),
            _ => Cell::Empty,
        };
        Table::Submission.entries().iter().map(|entry| vec![id(entry.field.label()), value(entry.field)]).collect()
    }

    /// Table 2: every version of every authorization. It comes after the blocks, which alone say the unit of another metric.
    pub fn authorizations(&self) -> Vec<TableRow> {
        let row = |(of, version): &(AuthorizationId, AuthorizationVersion)| {
            row(Table::Authorizations, |field| self.authorization(of, version, field))
        };
        self.report.authorizations.iter().map(row).collect()
    }

    fn authorization(&self, of: &AuthorizationId, version: &AuthorizationVersion, field: Field) -> Cell {
        let purpose = version.purpose.known().copied();
        match field {
            Field::Authorization => id(of),
            Field::AuthorizationDate => day(version.date),
            Field::Approach => id(version.approach),
            Field::AuthorizationVersion => Cell::Small(version.version.into()),
            Field::AuthorizedQuantity => version.quantity.map_or(Cell::Empty, |most| Cell::Count(most.count())),
            Field::Metric => id(metric(version.metric)),
            Field::NonGhgMetric if version.metric == Metric::Ghg => not_applicable(),
            Field::NonGhgMetric => self.units.get(of).map_or(Cell::Empty, |unit| Cell::Name(unit.clone())),
            Field::Sectors => Cell::Name(version.sector.clone()),
            Field::ActivityType => Cell::Name(version.activity_type.clone()),
            Field::Purpose => name(version.purpose.octets(Purpose::word)),
            Field::AuthorizedParties => {
                let codes: Vec<String> = version.parties.iter().map(ToString::to_string).collect();
                if codes.is_empty() { Cell::Empty } else { id(codes.join(", ")) }
            }
            Field::AuthorizedEntities => self.numbers(&version.entities),
            Field::OimpAuthorized => purpose.map_or(Cell::Empty, oimp),
            Field::Timeframe => version.timeframe.map_or(Cell::Empty, |(first, last)| id(format_args!("{first} - {last}"))),
            Field::Terms => Cell::Prose(version.terms.clone()),
            Field::FirstTransferDefinition if purpose == Some(Purpose::Ndc) => not_applicable(),
            Field::FirstTransferDefinition => {
                let word = |chosen: &crate::registry::Word<_>| name(chosen.octets(FirstTransferDefinition::word));
                version.first_transfer.as_ref().map_or(Cell::Empty, word)
            }
            Field::MoreInformation if !version.state.is(&AuthorizationState::Issued) => {
                name(&format!("State in the registry: {}", version.state.octets(AuthorizationState::word)))
            }
            _ => Cell::Empty,
        }
    }

    /// Authorized entities by their numbers, as table 5 has them; by name where the registry has no number.
    fn numbers(&self, names: &[Untrusted]) -> Cell {
        let number = |name: &Untrusted| {
            let entity = self.report.entities.iter().find(|entity| entity.name == *name);
            entity.map_or_else(|| name.clone(), |entity| entity.number.clone())
        };
        if names.is_empty() { Cell::Empty } else { Cell::Names(names.iter().map(number).collect()) }
    }

    /// Table 3: an action.
    pub fn action(&mut self, action: &ReportedAction) -> TableRow {
        let block = self.block(&action.block);
        let party = |party: Option<crate::domain::PartyCode>| party.map_or(Cell::Empty, id);
        let text = |text: &Option<Untrusted>| text.clone().map_or(Cell::Empty, Cell::Name);
        row(Table::Actions, |field| match field {
            Field::ActionDate => id(action.at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ")),
            Field::ActionType => Cell::Name(action.action.clone()),
            Field::ActionSubtype => text(&action.subtype),
            Field::TransferringParty => party(action.transferring),
            Field::AcquiringParty => party(action.acquiring),
            Field::OimpPurpose => text(&action.purpose),
            Field::UsingParty => party(action.using),
            Field::UsingEntity => text(&action.entity),
            Field::NdcYear => action.ndc_year.map_or(Cell::Empty, |year| Cell::Small(year.into())),
            field => block(field),
        })
    }

    /// Table 4: a block that is held.
    pub fn holding(&mut self, block: &Block) -> TableRow {
        row(Table::Holdings, self.block(block))
    }

    /// What a block says in tables 3 and 4.
    fn block<'b>(&mut self, block: &'b Block) -> impl Fn(Field) -> Cell + use<'b, 'r> {
        let other = amount(block.non_ghg.octets()).filter(|_| block.metric == Metric::NonGhg);
        let units = underlying(block.underlying.octets());
        if units.is_none() && !matches!(block.underlying.octets(), "" | "NA") {
            self.unsaid += 1;
        }
        if let Some((_, unit)) = other {
            self.units.entry(block.authorization.clone()).or_insert_with(|| Untrusted::new(unit));
        }
        let registry = self.report.registry;
        move |field| match field {
            Field::Approach => id(block.series.approach),
            Field::Authorization => id(&block.authorization),
            Field::FirstTransferringParty => id(block.series.party),
            Field::Registry => id(registry),
            Field::FirstId => id(block.first_id()),
            Field::LastId => id(block.last_id()),
            Field::UnderlyingRegistry => units.map_or_else(not_applicable, |(registry, ..)| id(registry)),
            Field::UnderlyingFirst => units.map_or_else(not_applicable, |(_, first, _)| name(first)),
            Field::UnderlyingLast => units.map_or_else(not_applicable, |(.., last)| name(last)),
            Field::Metric => id(metric(block.metric)),
            Field::NonGhgMetric => other.map_or_else(not_applicable, |(_, unit)| name(unit)),
            Field::Tonnes => Cell::Count(block.quantity().count()),
            Field::NonGhgQuantity => other.map_or_else(not_applicable, |(count, _)| Cell::Count(count)),
            Field::MitigationType => Cell::Name(block.mitigation_type.clone()),
            Field::Vintage => Cell::Small(block.series.vintage.year().into()),
            _ => Cell::Empty,
        }
    }

    /// Table 5: each entity under each cooperative approach, since the day it was first authorized.
    pub fn entities(&self) -> Vec<TableRow> {
        let mut since: BTreeMap<(usize, ApproachId), Date> = BTreeMap::new();
        for (_, version) in &self.report.authorizations {
            for (at, entity) in self.report.entities.iter().enumerate() {
                if version.entities.contains(&entity.name) {
                    let day = since.entry((at, version.approach)).or_insert(version.date);
                    *day = (*day).min(version.date);
                }
            }
        }
        let row = |((at, approach), since): ((usize, ApproachId), Date)| {
            let AuthorizedEntity { number, name, country } = self.report.entities.get(at)?;
            Some(row(Table::Entities, |field| match field {
                Field::EntityDate => day(since),
                Field::EntityName => Cell::Name(name.clone()),
                Field::EntityCountry => id(country),
                Field::EntityNumber => Cell::Name(number.clone()),
                Field::Approach => id(approach),
                _ => Cell::Empty,
            }))
        };
        since.into_iter().filter_map(row).collect()
    }
}

fn row(table: Table, cell: impl Fn(Field) -> Cell) -> TableRow {
    table.entries().iter().map(|entry| cell(entry.field)).collect()
}

fn id(id: impl ToString) -> Cell {
    Cell::Id(id.to_string())
}

fn name(text: &str) -> Cell {
    Cell::Name(Untrusted::new(text))
}

fn not_applicable() -> Cell {
    Cell::Id("NA".to_owned())
}

fn day(day: Date) -> Cell {
    id(day.strftime("%d/%m/%Y"))
}

fn metric(metric: Metric) -> &'static str {
    let [ghg, other] = METRICS;
    if metric == Metric::Ghg { ghg } else { other }
}

/// What a purpose covers besides NDCs, in words: registries record no more.
fn oimp(purpose: Purpose) -> Cell {
    match (purpose.covers(Use::Imp), purpose.covers(Use::Op)) {
        (true, true) => name("International mitigation purposes and other purposes"),
        (true, false) => name("International mitigation purposes"),
        (false, true) => name("Other purposes"),
        (false, false) => not_applicable(),
    }
}

/// Amount and unit of another metric than GHG, such as `1371 megawatt hours`.
fn amount(text: &str) -> Option<(u64, &str)> {
    let (count, unit) = text.split_once(' ')?;
    Some((count.parse().ok()?, unit.trim())).filter(|(_, unit)| !unit.is_empty())
}

/// Underlying registry, first and last unit, such as `GS 1-500`; `None` when there are none, or when they are not said so.
fn underlying(text: &str) -> Option<(&'static str, &str, &str)> {
    let (registry, units) = text.split_once(' ')?;
    let registry = UNDERLYING_REGISTRIES.into_iter().find(|known| *known == registry)?;
    let (first, last) = units.trim().split_once('-')?;
    (!first.is_empty() && !last.is_empty() && !last.contains('-')).then_some((registry, first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_units_are_read_as_registries_write_them() {
        for (text, read) in [
            ("1371 megawatt hours", Some((1_371, "megawatt hours"))),
            ("1371", None),
            ("1371 ", None),
            ("many hours", None),
            ("", None),
        ] {
            assert_eq!(amount(text), read, "{text}");
        }
        for (text, read) in [
            ("GS 1-500", Some(("GS", "1", "500"))),
            ("T-VER 7-7", Some(("T-VER", "7", "7"))),
            ("NA", None),
            ("Elsewhere 1-500", None),
            ("GS 500", None),
            ("VCS 12-A-14", None),
            ("GS -5", None),
        ] {
            assert_eq!(underlying(text), read, "{text}");
        }
    }

    #[test]
    fn a_purpose_says_what_it_covers_besides_contributions() {
        for (purpose, said) in [
            (Purpose::Ndc, "NA"),
            (Purpose::NdcAndImp, "International mitigation purposes"),
            (Purpose::Op, "Other purposes"),
            (Purpose::Oimp, "International mitigation purposes and other purposes"),
        ] {
            assert_eq!(oimp(purpose).visible(), said);
        }
    }
}
