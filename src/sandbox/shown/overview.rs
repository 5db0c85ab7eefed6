//! What needs somebody, as the admin API shows it, and how the links stand.
//! Each kind is counted where an index leads to it, so that a book of a million blocks answers like a small one.
//! Must not know: who may do what; it is told what waits for whom.

use super::{all, moment, moment_if, number, one};
use crate::{
    evidence::sshsig::SshSignature,
    sandbox::{
        book::{self, Guarded},
        contacts,
        fault::StoreProblem,
        guard,
        people::{Deed, PEOPLE, Person},
    },
    wire::{
        BigNumber,
        admin::overview::{Link, Need, Oldest, Overview},
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, Row, ToSql};

/// Orders that somebody must still agree to, and whose time is not over: to be approved, or released after their cooling-off (F19).
const APPROVALS: &str = "SELECT count(*) AS count, id, min(submitted) AS since, NULL AS what FROM orders
    WHERE (state = 'submitted' OR (state = 'approved' AND cooling_until IS NULL)) AND expires >= ?1";
/// Those of other persons than these logins belong to, and that this person has not agreed to yet, among those of these states: nobody
/// approves an order of their own, or one twice, and who approved it does not release it (F01, F02, F19).
const OF_OTHERS: &str = " AND by NOT IN (SELECT value FROM json_each(?2))
    AND ?3 NOT IN (SELECT value FROM json_each(coalesce(approvals, '[]'))) AND state IN (SELECT value FROM json_each(?4))";
/// Proposals of counterparts that wait for a decision here and still can have one.
const PROPOSALS: &str = "SELECT count(*) AS count, id, min(since) AS since, NULL AS what FROM transfers
    WHERE state = 'received' AND side = 'acquiring' AND coalesce(due >= ?1, 1)";
/// Transfers whose next step is overdue, on either side, or of which only people can tell how they ended.
const STUCK: &str =
    "SELECT count(*) AS count, id, min(since) AS since, NULL AS what FROM transfers WHERE due < ?1 OR state = 'in-doubt'";
/// Incidents up to now that no security officer has acknowledged.
const INCIDENTS: &str = "SELECT count(*) AS count, CAST(id AS TEXT) AS id, min(at) AS since, what FROM incidents
    WHERE at <= ?1 AND id NOT IN (SELECT incident FROM acknowledgements)";

/// Cases that are open.
const DISCREPANCIES: &str = "SELECT count(*) AS count, id, min(opened) AS since, NULL AS what FROM cases WHERE state <> 'closed'";
/// Those that wait for a person: theirs, those that nobody has taken if they may, and resolutions of others if they may confirm them.
const THEIRS: &str =
    " AND ((owner = ?1 AND state NOT IN ('proposed', 'agreed')) OR (owner IS NULL AND ?2) OR (state = 'proposed' AND ?3))";

/// The overview for one login.
pub(in crate::sandbox) fn overview(book: &Connection, person: &Person, now: Timestamp) -> Result<Overview, StoreProblem> {
    let now_ms = now.as_millisecond();
    let shared = |kind: &str, sql: &str, since: i64, deed: Deed| -> Result<Need, StoreProblem> {
        let all = pile(book, sql, &[&since])?;
        let mine = if person.may(deed) { all.clone() } else { Pile::default() };
        Ok(need(kind, all, mine))
    };
    Ok(Overview {
        needs: vec![
            approvals(book, person, now_ms)?,
            shared("proposals", PROPOSALS, now_ms, Deed::RejectTransfer)?,
            shared("stuck", STUCK, now_ms, Deed::AskStatus)?,
            shared("incidents", INCIDENTS, now_ms, Deed::Acknowledge)?,
            discrepancies(book, person)?,
            contacts::needs(book, person, now)?,
            versions(book, person)?,
        ],
        links: links(book)?,
        revision: BigNumber(book::revision(book)?),
        as_of: now,
    })
}

/// How many wait, and the one that waits longest.
#[derive(Clone, Debug, Default)]
struct Pile {
    count: BigNumber,
    oldest: Option<Oldest>,
}

impl Pile {
    fn add(&mut self, one: &Oldest) {
        self.count = BigNumber(self.count.0.saturating_add(1));
        if self.oldest.as_ref().is_none_or(|oldest| one.since < oldest.since) {
            self.oldest = Some(one.clone());
        }
    }
}

fn need(kind: &str, all: Pile, mine: Pile) -> Need {
    let (count, oldest, oldest_mine) = (all.count, all.oldest, mine.oldest);
    Need { kind: kind.to_owned(), count, oldest, mine: mine.count, oldest_mine }
}

fn approvals(book: &Connection, person: &Person, now: i64) -> Result<Need, StoreProblem> {
    let all = pile(book, APPROVALS, &[&now])?;
    // Somebody may do both.
    let theirs = [(Deed::Approve, "submitted"), (Deed::Release, "approved")].into_iter().filter(|(deed, _)| person.may(*deed));
    let mine = of_others(book, person, now, &theirs.map(|(_, state)| state).collect::<Vec<_>>())?;
    Ok(need("approvals", all, mine))
}

/// The orders of others that are in one of these states.
fn of_others(book: &Connection, person: &Person, now: i64, states: &[&str]) -> Result<Pile, StoreProblem> {
    let logins: Vec<&str> = PEOPLE.iter().filter(|other| other.is(person)).map(|other| other.login).collect();
    let list = |values: &[&str]| serde_json::to_string(values).map_err(|_| StoreProblem::Row("list"));
    let (logins, states) = (list(&logins)?, list(states)?);
    pile(book, &format!("{APPROVALS}{OF_OTHERS}"), &[&now, &logins, &person.person, &states])
}

/// A case waits for its owner, for whoever may take it, and for whoever may confirm its resolution.
fn discrepancies(book: &Connection, person: &Person) -> Result<Need, StoreProblem> {
    let all = pile(book, DISCREPANCIES, &[])?;
    let may = [Deed::OwnCase, Deed::ConfirmResolution].map(|deed| person.may(deed));
    let mine = pile(book, &format!("{DISCREPANCIES}{THEIRS}"), &[&person.person, &may[0], &may[1]])?;
    Ok(need("discrepancies", all, mine))
}

/// A version of the roster or the policy waits for whoever guards and has not signed it yet (F27).
fn versions(book: &Connection, person: &Person) -> Result<Need, StoreProblem> {
    let (mut all, mut mine) = (Pile::default(), Pile::default());
    let force = guard::in_force(book)?;
    let roster = force.roster.roster();
    let officer = roster.person_of_login(person.login).filter(|_| person.may(Deed::Guard));
    for what in [Guarded::Roster, Guarded::Policy] {
        let Some((waiting, since)) = book::waiting_since(book, what)? else { continue };
        let oldest = Oldest { id: format!("{} v{}", what.word(), waiting.version), what: None, since };
        let keys = waiting.signatures.iter().filter_map(|armored| SshSignature::parse(armored).ok());
        let signed = keys.filter_map(|signature| roster.key(&signature.public_key())).any(|key| Some(&key.person) == officer);
        all.add(&oldest);
        if officer.is_some() && !signed {
            mine.add(&oldest);
        }
    }
    Ok(need("versions", all, mine))
}

/// The one row of a count; beside `min` SQLite gives the id of the row that has it.
fn pile(book: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Pile, StoreProblem> {
    let read = |row: &Row<'_>| {
        let count = number(row, "count")?;
        let oldest = match row.get::<_, Option<String>>("id")? {
            Some(id) => Some(Oldest { id, what: row.get("what")?, since: moment(row, "since")? }),
            None => None,
        };
        Ok(Pile { count, oldest })
    };
    Ok(one(book, sql, values, read)?.unwrap_or_default())
}

fn links(book: &Connection) -> Result<Vec<Link>, StoreProblem> {
    let sql = "SELECT registry, name, state, max(coalesce(seen_asking, 0), coalesce(seen_answering, 0)) AS seen
               FROM peers ORDER BY registry";
    let link = |row: &Row<'_>| {
        let (registry, name, state) = (row.get("registry")?, row.get("name")?, row.get("state")?);
        Ok(Link { registry, name, state, seen: moment_if(row, "seen")? })
    };
    all(book, sql, [], link)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever may both approve and release has both counted, and neither their own orders nor what they agreed to already (F01, F02, F19).
    #[test]
    fn what_waits_to_be_approved_and_to_be_released_is_counted_together() {
        let book = Connection::open_in_memory().unwrap();
        book.execute_batch(
            "CREATE TABLE orders (id TEXT, submitted INTEGER, state TEXT, cooling_until INTEGER, expires INTEGER, by TEXT, approvals TEXT);
             INSERT INTO orders VALUES
                ('1', 5, 'submitted', NULL, 100, 'jonas.h', NULL), ('2', 4, 'approved', NULL, 100, 'jonas.h', '[\"amina-kessie\"]'),
                ('3', 3, 'approved', NULL, 100, 'jonas.h', '[\"luc-bernasconi\"]'), ('4', 2, 'approved', 50, 100, 'jonas.h', '[]'),
                ('5', 1, 'submitted', NULL, 100, 'luc.b', NULL), ('6', 1, 'submitted', NULL, 9, 'jonas.h', NULL);",
        )
        .unwrap();
        let luc = PEOPLE.iter().find(|person| person.login == "luc.b").unwrap();
        for (states, count, oldest) in [
            (&["submitted"][..], 1, Some("1")),
            (&["approved"], 1, Some("2")),
            (&["submitted", "approved"], 2, Some("2")),
            (&[], 0, None),
        ] {
            let pile = of_others(&book, luc, 10, states).unwrap();
            assert_eq!((pile.count, pile.oldest.map(|oldest| oldest.id).as_deref()), (BigNumber(count), oldest), "{states:?}");
        }
    }
}
