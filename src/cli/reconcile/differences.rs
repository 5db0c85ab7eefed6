//! What two files differ in, each value with its places in both, and what in them can't be read.
//! Where anything can't be read, nothing else was found: what is missing in one book would look like a difference.
//! Must not know: how it is written down.

use super::{
    books::{self, Books, Reported, Rows},
    file::File,
    place,
};
use crate::{
    aef::{Action, CellProblem, Column, Place},
    domain::reconcile::{Code, Field, Finding, Gravity, Said},
    text::Untrusted,
};
use jiff::Timestamp;

/// How many rows of a file are named for one difference.
const NAMED: usize = 5;

/// Which of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

/// One value in which the files differ.
pub(super) struct Value {
    pub(super) field: Option<Field>,
    pub(super) ours: Option<Untrusted>,
    pub(super) theirs: Option<Untrusted>,
    /// Where our file says it, and where theirs does.
    pub(super) places: [String; 2],
}

/// One difference.
pub(super) struct Difference {
    pub(super) finding: Finding,
    pub(super) values: Vec<Value>,
    /// What probably led to it, or what should stand there.
    pub(super) cause: Option<String>,
}

/// A cell that can't be read.
pub(super) struct Unread {
    pub(super) side: Side,
    pub(super) place: String,
    pub(super) problem: CellProblem,
}

/// Everything found.
pub(super) struct Differences {
    pub(super) ours: File,
    pub(super) theirs: File,
    /// The worst first.
    pub(super) found: Vec<Difference>,
    pub(super) unread: Vec<Unread>,
    pub(super) equal: Option<u128>,
    pub(super) remarks: Vec<String>,
}

impl Differences {
    /// Those that are more than notes.
    pub(super) fn discrepancies(&self) -> impl Iterator<Item = &Difference> {
        self.found.iter().filter(|difference| difference.finding.is_discrepancy())
    }

    /// 0 they agree, 1 they differ, 2 something can't be read.
    pub(super) fn status(&self) -> u8 {
        match (self.unread.is_empty(), self.discrepancies().next()) {
            (false, _) => 2,
            (true, Some(_)) => 1,
            (true, None) => 0,
        }
    }
}

pub(super) fn differences(ours: File, theirs: File, departed: bool, at: Timestamp) -> Result<Differences, String> {
    let unread: Vec<Unread> =
        [(Side::Ours, &ours), (Side::Theirs, &theirs)].into_iter().flat_map(|(side, file)| problems(side, file)).collect();
    if !unread.is_empty() {
        return Ok(Differences { ours, theirs, found: Vec::new(), unread, equal: None, remarks: Vec::new() });
    }
    let Books { between, equal, remarks } = books::compared(&ours, &theirs, departed, at)?;
    let mut found: Vec<Difference> = between.into_iter().map(|(rows, finding)| both(&rows, finding, &ours, &theirs)).collect();
    for (side, file) in [(Side::Ours, &ours), (Side::Theirs, &theirs)] {
        found.extend(books::doubtful(file, at).into_iter().map(|(place, finding)| within(side, file, place, finding)));
    }
    found.sort_by_key(|difference| std::cmp::Reverse(difference.finding.severity(at)));
    Ok(Differences { ours, theirs, found, unread, equal, remarks })
}

fn problems(side: Side, file: &File) -> Vec<Unread> {
    let of = |problem: &CellProblem| {
        let place = place::cell(&file.tables, problem.place, problem.cell, problem.column);
        Unread { side, place, problem: problem.clone() }
    };
    file.tables.problems.iter().map(of).collect()
}

/// A difference between the files: each value with the rows of both that are about its ITMOs.
fn both(about: &Rows, finding: Finding, ours: &File, theirs: &File) -> Difference {
    let rows = match about {
        Rows::Holdings => [held(&finding, ours), held(&finding, theirs)],
        Rows::Actions([own, other]) => [done(own, &finding, ours), done(other, &finding, theirs)],
    };
    let value = |said: Option<&Said>| {
        let field = said.map(|said| said.field);
        Value {
            field,
            ours: said.and_then(|said| said.ours.clone()),
            theirs: said.and_then(|said| said.theirs.clone()),
            // A side that says nothing of what the other says has no cell that says it.
            places: [
                if says(said.map(|said| (&said.ours, &said.theirs))) { named(ours, &rows[0], field) } else { String::new() },
                if says(said.map(|said| (&said.theirs, &said.ours))) { named(theirs, &rows[1], field) } else { String::new() },
            ],
        }
    };
    let mut values: Vec<Value> = finding.said.iter().map(|said| value(Some(said))).collect();
    if values.is_empty() {
        values.push(value(None));
    }
    let cause = finding.cause.as_ref().map(|cause| cause.sentence());
    Difference { finding, values, cause }
}

/// Whether a side's rows are named for a value: those that say it, and both where nothing is said but which rows they are.
fn says(said: Option<(&Option<Untrusted>, &Option<Untrusted>)>) -> bool {
    said.is_none_or(|(own, other)| own.is_some() || other.is_none())
}

/// The rows of holdings of the ITMOs that a finding is about.
fn held(finding: &Finding, file: &File) -> Vec<Place> {
    let about = finding.block().map(|block| file.tables.holdings.about(block));
    about.into_iter().flatten().map(|(_, place)| place).collect()
}

/// The rows of actions that say of these ITMOs what a finding is about.
fn done(said: &Reported, finding: &Finding, file: &File) -> Vec<Place> {
    let about = finding.block().map(|block| file.tables.actions.about(block));
    let says = |(action, place): (Action, Place)| action.shared.is_some_and(|row| said.has(&row)).then_some(place);
    about.into_iter().flatten().filter_map(says).collect()
}

fn named(file: &File, rows: &[Place], field: Option<Field>) -> String {
    let name = |place: &Place| {
        let column = field.map_or(Column::First, place::column);
        let known = [Some(column), place::other(column)].into_iter().flatten();
        // Where the table has no column for it, the row is known by its first id.
        let column = known.into_iter().find(|column| file.tables.cell(*place, *column).is_some()).unwrap_or(Column::First);
        place::shown(&file.tables, *place, Some(column))
    };
    let mut names: Vec<String> = rows.iter().take(NAMED).map(name).collect();
    if let Some(more) = rows.len().checked_sub(NAMED).filter(|more| *more > 0) {
        names.push(format!("and {more} more rows"));
    }
    names.join("; ")
}

/// A row that contradicts itself: what stands in it, and beside it what should.
fn within(side: Side, file: &File, at: Place, finding: Finding) -> Difference {
    // Of a quantity the row is wrong and the serials count; of an id that is not its columns either may be.
    let is_quantity = finding.code == Code::W5;
    let value = |said: &Said| {
        let (stands, should) = if is_quantity { (&said.ours, &said.theirs) } else { (&said.theirs, &said.ours) };
        let place = named(file, &[at], Some(said.field));
        let value = Value { field: Some(said.field), ours: None, theirs: None, places: [String::new(), String::new()] };
        let should = should.clone().unwrap_or_default();
        let value = match side {
            Side::Ours => Value { ours: stands.clone(), places: [place, String::new()], ..value },
            Side::Theirs => Value { theirs: stands.clone(), places: [String::new(), place], ..value },
        };
        (value, format!("by the ids of the row the {} is {}", said.field.word(), should.octets()))
    };
    let (values, causes): (Vec<Value>, Vec<String>) = finding.said.iter().map(value).unzip();
    Difference { finding, values, cause: Some(causes.join("; ")) }
}

/// Every kind of difference that was found, the worst first, with how many there are.
pub(super) fn kinds(found: &[Difference]) -> Vec<(Code, usize)> {
    let mut kinds: Vec<(Code, usize)> = Vec::new();
    for difference in found {
        let code = difference.finding.code;
        match kinds.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => kinds.push((code, 1)),
        }
    }
    kinds.sort_by_key(|(code, _)| (std::cmp::Reverse(code.gravity()), code.id()));
    kinds
}

/// Whether a kind is a note.
pub(super) fn is_note(code: Code) -> bool {
    code.gravity() == Gravity::Note
}
