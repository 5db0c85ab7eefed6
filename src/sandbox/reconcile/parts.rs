//! Tier 2: which parts of the two books differ, opened part by part until both show their lines.
//! Each answer must have the digest that was given for its part before, back to the commitment; so nothing can be adapted on the way.
//! Must not know: who asks whom.

use super::{
    frozen,
    tree::{self, Place},
};
use crate::{
    domain::{RegistryId, reconcile::RunId},
    evidence::digest::Digest,
    sandbox::{comm::CommProblem, fault::StoreProblem},
    wire::comm::reconcile::{Holds, Opened, Part, Sums},
};
use jiff::Timestamp;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// So many parts go into one message.
const AT_ONCE: usize = 8;
/// A run with more parts than this is not brought to its end: the two books have little in common.
const MOST_PARTS: u32 = 8_192;
/// Series of one book in a run.
pub(super) const MOST_SERIES: usize = 5_000;

/// What a counterpart says that can't be, as a sentence.
pub(super) type Broken = String;

/// The run as one of the two registries has it.
#[derive(Clone, Copy)]
pub(super) struct Between<'a> {
    /// The book.
    pub book: &'a Connection,
    /// The run.
    pub run: RunId,
    /// This registry.
    pub here: RegistryId,
    /// The other one.
    pub peer: RegistryId,
    /// When it is.
    pub now: Timestamp,
}

/// Takes the counterpart's sums: every series whose digests differ is a part to be opened.
pub(super) fn begin(of: Between<'_>, ours: &Sums, theirs: &Sums) -> Result<Result<(), Broken>, CommProblem> {
    let (Some(ours), Some(theirs)) = (roots(ours), roots(theirs)) else {
        return Ok(Err("the counterpart's sums name a series that is none, or one twice, or too many".to_owned()));
    };
    let mut places: Vec<_> = ours.keys().chain(theirs.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    for series in places {
        let none = Root { level: 0, lines: 0, digest: tree::nothing() };
        let (ours, theirs) = (ours.get(&series).unwrap_or(&none), theirs.get(&series).unwrap_or(&none));
        let level = ours.level.max(theirs.level);
        let lift = |root: &Root| tree::lifted(root.digest, root.lines, root.level, level);
        if lift(ours) != lift(theirs) {
            add(of, Place { series, first: 1, level }, lift(theirs))?;
        }
    }
    Ok(Ok(()))
}

/// A whole series as its registry committed to it.
struct Root {
    level: u8,
    lines: u64,
    digest: Digest,
}

fn roots(sums: &Sums) -> Option<BTreeMap<crate::domain::Series, Root>> {
    let mut roots = BTreeMap::new();
    for series in &sums.series {
        let place = Place::read(&series.part).filter(|place| place.first == 1)?;
        let root = Root { level: place.level, lines: series.lines.0, digest: series.sha256.parse().ok()? };
        roots.insert(place.series, root).is_none().then_some(())?;
    }
    (roots.len() <= MOST_SERIES).then_some(roots)
}

fn add(of: Between<'_>, place: Place, theirs: Digest) -> Result<(), CommProblem> {
    let part = serde_json::to_string(&place.part()).map_err(|_| StoreProblem::Row("a part"))?;
    let sql = "INSERT INTO reconciliation_parts (run, n, part, peer_digest, compared) \
               VALUES (?1, (SELECT count(*) FROM reconciliation_parts WHERE run = ?1), ?2, ?3, 0)";
    of.book.prepare_cached(sql)?.execute(params![of.run.to_string(), part, theirs.to_string()])?;
    Ok(())
}

/// A part that is still to be opened.
struct Waiting {
    n: i64,
    place: Place,
    theirs: Digest,
}

fn waiting(of: Between<'_>) -> Result<Vec<Waiting>, CommProblem> {
    let sql = "SELECT n, part, peer_digest FROM reconciliation_parts WHERE run = ? AND compared = 0 ORDER BY n LIMIT ?";
    let mut statement = of.book.prepare_cached(sql)?;
    let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![of.run.to_string(), most])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (part, theirs): (String, String) = (row.get(1)?, row.get(2)?);
        let theirs = theirs.parse().map_err(|_| StoreProblem::Row("a digest"))?;
        found.push(Waiting { n: row.get(0)?, place: place(&part)?, theirs });
    }
    Ok(found)
}

fn place(text: &str) -> Result<Place, StoreProblem> {
    let part: Part = serde_json::from_str(text).map_err(|_| StoreProblem::Row("a part"))?;
    Place::read(&part).ok_or(StoreProblem::Row("a part"))
}

/// What this book has in the parts that are opened next; nothing when there are none left.
pub(super) fn next(of: Between<'_>) -> Result<Vec<Opened>, CommProblem> {
    let open = |waiting: Waiting| {
        let holds = frozen::opened(of.book, of.run, of.here, waiting.place)?;
        Ok(Opened { part: waiting.place.part(), holds })
    };
    waiting(of)?.into_iter().map(open).collect()
}

/// Takes what the counterpart has in the parts that are opened next. The caller has its own of the same parts.
pub(super) fn take(of: Between<'_>, ours: &[Opened], theirs: &[Opened]) -> Result<Result<(), Broken>, CommProblem> {
    let asked = waiting(of)?;
    let same = asked.len() == theirs.len() && asked.len() == ours.len();
    if !same || asked.iter().zip(theirs).any(|(waiting, opened)| waiting.place.part() != opened.part) {
        return Ok(Err("the counterpart speaks of other parts of the book than those that are next".to_owned()));
    }
    for ((waiting, ours), theirs) in asked.iter().zip(ours).zip(theirs) {
        if !waiting.place.admits(&theirs.holds) || tree::digest(&theirs.holds) != waiting.theirs {
            let series = waiting.place.series;
            let what = format!("{}-{}-{} of {}", series.approach, series.registry, series.party, series.vintage);
            return Ok(Err(format!("what the counterpart shows of {what} is not what it committed to")));
        }
        compare(of, waiting, &ours.holds, &theirs.holds)?;
    }
    let sql = "SELECT count(*) FROM reconciliation_parts WHERE run = ?";
    let all: u32 = of.book.prepare_cached(sql)?.query_row([of.run.to_string()], |row| row.get(0))?;
    Ok(if all > MOST_PARTS {
        Err(format!("the books differ in more than {MOST_PARTS} parts; compare them from files"))
    } else {
        Ok(())
    })
}

/// Both show lines: they are kept for the comparison. Else the parts of the part whose digests differ are opened next.
fn compare(of: Between<'_>, waiting: &Waiting, ours: &Holds, theirs: &Holds) -> Result<(), CommProblem> {
    let mut compared = 2;
    match (ours, theirs) {
        (Holds::Lines(_), Holds::Lines(lines)) => {
            compared = 1;
            for (n, line) in lines.iter().enumerate() {
                frozen::keep(of.book, of.run, of.peer, n, line)?;
            }
        }
        _ => {
            let (ours, theirs) = (tree::below(waiting.place, ours), tree::below(waiting.place, theirs));
            for ((place, ours), (_, theirs)) in ours.into_iter().zip(theirs) {
                if ours != theirs {
                    add(of, place, theirs)?;
                }
            }
        }
    }
    let sql = "UPDATE reconciliation_parts SET compared = ? WHERE run = ? AND n = ?";
    of.book.prepare_cached(sql)?.execute(params![compared, of.run.to_string(), waiting.n])?;
    Ok(())
}

/// The parts of which both registries showed their lines, in the order of ids.
pub(super) fn shown(of: Between<'_>) -> Result<Vec<Place>, CommProblem> {
    let sql = "SELECT part FROM reconciliation_parts WHERE run = ? AND compared = 1";
    let mut statement = of.book.prepare_cached(sql)?;
    let rows = statement.query_map([of.run.to_string()], |row| row.get::<_, String>(0))?;
    let mut all = rows.map(|text| Ok(place(&text?)?)).collect::<Result<Vec<_>, CommProblem>>()?;
    all.sort_unstable();
    Ok(all)
}

/// How many parts have been opened, and how many there are so far.
pub(super) fn progress(of: Between<'_>) -> Result<(u64, u64), CommProblem> {
    let sql = "SELECT count(*) FILTER (WHERE compared > 0), count(*) FROM reconciliation_parts WHERE run = ?";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, i64>(1)?.unsigned_abs()));
    Ok(of.book.prepare_cached(sql)?.query_row([of.run.to_string()], row)?)
}
