//! The comparisons two files allow: of their holdings, of their actions, and of each with itself.
//! Both files must be of one moment; otherwise there is one finding, and nothing is compared.
//! Must not know: how findings are told.

use super::file::File;
use crate::{
    aef::{Kind, Place, Row},
    domain::{
        PartyCode, Quantity, Series,
        reconcile::{
            ActionKind, ActionRow, Code, Crossed, Field, Finding, Said, Setting, Snapshot, Subject, compare, cross_check,
            same_moment, within,
        },
        transfer::Deadlines,
    },
    text::Untrusted,
};
use jiff::Timestamp;

/// Which rows of the two files a finding is about, ours first.
pub(super) enum Rows {
    Holdings,
    Actions([Reported; 2]),
}

/// The rows of actions that say one thing of some ITMOs.
pub(super) struct Reported {
    kind: ActionKind,
    counterpart: PartyCode,
    year: Option<i16>,
}

impl Reported {
    /// Whether a row is one of them.
    pub(super) fn has(&self, row: &ActionRow) -> bool {
        (row.kind, row.counterpart) == (self.kind, self.counterpart) && self.year.is_none_or(|year| row.year() == year)
    }
}

/// What a comparison came to.
#[derive(Default)]
pub(super) struct Books {
    /// What differs between the two files.
    pub(super) between: Vec<(Rows, Finding)>,
    /// ITMOs that both hold and agree on in everything; `None` when holdings were not compared.
    pub(super) equal: Option<u128>,
    /// Sentences about what was compared and what was not.
    pub(super) remarks: Vec<String>,
}

pub(super) fn compared(ours: &File, theirs: &File, departed: bool, at: Timestamp) -> Result<Books, String> {
    let mut books = Books::default();
    if let Some(finding) = moments(ours, theirs) {
        books.between.push((Rows::Holdings, finding));
        books.remarks.push("The two files are not of one year, so nothing else was compared.".to_owned());
        return Ok(books);
    }
    numberings(ours, theirs)?;
    let mut none = true;
    for kind in [Kind::Holdings, Kind::Actions] {
        match (ours.tables.has(kind), theirs.tables.has(kind)) {
            (true, true) if kind == Kind::Holdings => holdings(ours, theirs, departed, at, &mut books)?,
            (true, true) => actions(ours, theirs, at, &mut books)?,
            (false, false) => continue,
            (has, _) => {
                let only = if has { &ours.name } else { &theirs.name };
                books.remarks.push(format!("Only {only} has {}; they were compared with nothing.", kind.word()));
                continue;
            }
        }
        none = false;
    }
    if none {
        return Err(format!("{} and {} have no kind of table in common. Nothing was compared.", ours.name, theirs.name));
    }
    books.between.extend(spelling(ours, theirs, at).map(|finding| (Rows::Holdings, finding)));
    Ok(books)
}

/// Two reports of different years differ in everything.
fn moments(ours: &File, theirs: &File) -> Option<Finding> {
    let (a, b) = (ours.moment()?, theirs.moment()?);
    let registries = (ours.registry("").ok()?, theirs.registry("").ok()?);
    let head = |registry, at| Snapshot { registry, at, announced: None, lines: 0 };
    same_moment(head(registries.0, a), head(registries.1, b), registries)
}

/// Serials of two numberings can't be compared, even in one series.
fn numberings(ours: &File, theirs: &File) -> Result<(), String> {
    let differs = |(series, numbering): &(&Series, &Untrusted)| {
        theirs.tables.numberings.get(series).is_some_and(|other| other != *numbering)
    };
    match ours.tables.numberings.iter().find(differs) {
        None => Ok(()),
        Some((series, _)) => Err(format!(
            "The two files count the ITMOs of {}, {}, {}, {} in different numberings. Nothing was compared.",
            series.approach, series.registry, series.party, series.vintage
        )),
    }
}

fn holdings(ours: &File, theirs: &File, departed: bool, at: Timestamp, books: &mut Books) -> Result<(), String> {
    let registries = (ours.registry("--our-registry")?, theirs.registry("--their-registry")?);
    let has_departed = departed || registries.0 == registries.1;
    let setting = Setting {
        ours: registries.0,
        theirs: registries.1,
        at,
        has_departed,
        transfers: Vec::new(),
        deadlines: Deadlines::default(),
        earlier: Vec::new(),
    };
    let (own, others) = (ours.tables.holdings.iter(), theirs.tables.holdings.iter());
    let comparison = compare(own, others, None, &setting).map_err(|unsorted| format!("{unsorted}."))?;
    books.equal = Some(comparison.equal);
    books.between.extend(comparison.findings.into_iter().map(|finding| (Rows::Holdings, finding)));
    books.remarks.push(match (registries.0 == registries.1, departed) {
        (true, _) => format!("Both files are of {}: what one has and the other lacks is a difference.", registries.0),
        (false, true) => {
            format!("{} and {} also list what left them: what one lacks is a difference.", registries.0, registries.1)
        }
        (false, false) => format!(
            "Each file lists what its registry, {} and {}, holds itself: an ITMO in one of them alone is as it should be.",
            registries.0, registries.1
        ),
    });
    Ok(())
}

fn actions(ours: &File, theirs: &File, at: Timestamp, books: &mut Books) -> Result<(), String> {
    let parties = (ours.party("--our-party")?, theirs.party("--their-party")?);
    if parties.0 == parties.1 {
        return Err(format!(
            "Both files report actions of {}: a Party acquires nothing from itself. Nothing was compared.",
            parties.0
        ));
    }
    let count = |file, with| shared(file).filter(|row| row.counterpart == with).count();
    books.remarks.push(format!(
        "{} has {} actions with {}, and {} has {} with {}.",
        parties.0,
        count(ours, parties.1),
        parties.1,
        parties.1,
        count(theirs, parties.0),
        parties.0
    ));
    let findings = cross_check((parties.0, shared(ours)), (parties.1, shared(theirs)), at);
    let findings = findings.map_err(|unsorted| format!("{unsorted}."))?;
    books.between.extend(findings.into_iter().map(|Crossed { finding, kind, years }| {
        let own = Reported { kind, counterpart: parties.1, year: years.map(|(mine, _)| mine) };
        let other = Reported { kind: kind.other(), counterpart: parties.0, year: years.map(|(_, yours)| yours) };
        (Rows::Actions([own, other]), finding)
    }));
    Ok(())
}

/// The rows that the other Party's report has to have too, in the order of ids.
fn shared(file: &File) -> impl Iterator<Item = ActionRow> + Clone {
    file.tables.actions.iter().filter_map(|action| action.shared)
}

/// Ids that are spelled in another way are said once and not for every block.
fn spelling(ours: &File, theirs: &File, at: Timestamp) -> Option<Finding> {
    let words = |file: &File| file.tables.dialects.iter().copied().collect::<Vec<_>>().join("; ");
    let said = Said::both(Field::Dialect, words(ours), words(theirs));
    (said.ours != said.theirs && !ours.tables.dialects.is_empty() && !theirs.tables.dialects.is_empty())
        .then(|| Finding::new(Code::D22, Subject::Snapshot, Quantity::ZERO, at).saying([said]))
}

/// Rows of a file that contradict themselves, with the row.
pub(super) fn doubtful(file: &File, at: Timestamp) -> Vec<(Place, Finding)> {
    let of = |row: &Row| within::rows([&row.row], at).into_iter().map(|finding| (row.place, finding)).collect::<Vec<_>>();
    file.tables.rows.iter().flat_map(of).collect()
}
