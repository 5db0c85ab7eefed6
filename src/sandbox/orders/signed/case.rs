//! An order with everything that was said about it, as the judge of four eyes takes it.
//! What the registry saw – when, through which login and session, at which station – is put beside each text (F04).
//! Must not know: what is done with the verdict.

use crate::{
    evidence::{
        edition::Edition,
        order::OrderText,
        signed::{Signed, Sitting, Taken},
        standing::{self, Case, Guard, Standing},
        statement::StatementText,
    },
    sandbox::{
        book::{self, Guarded},
        fault::StoreProblem,
        guard::InForce,
    },
    wire::admin::signed::GuardedText,
};
use jiff::Timestamp;
use rusqlite::Connection;

/// An order and its statements, read.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// The order.
    pub order: Signed<OrderText>,
    /// What was said about it, in the order in which it was taken.
    pub statements: Vec<Signed<StatementText>>,
}

impl File {
    /// The file of an order that is in the book; `None` when the order is not signed.
    pub fn of(book: &Connection, order: &str) -> Result<Option<Self>, StoreProblem> {
        let Some(text) = book::order_text(book, order)? else { return Ok(None) };
        let said = &text.taken.signed;
        let order_text = Signed::order(&said.text, &said.signature, &said.station_signature);
        let order_text = order_text.map_err(|_| StoreProblem::Row("the text of an order"))?;
        let statements = book::statements(book, order)?.iter().map(read_statement).collect::<Result<_, _>>()?;
        Ok(Some(Self { order: order_text.taken(seen(&text.taken)), statements }))
    }

    /// How it stands.
    pub fn judged(&self, book: &Connection, force: &InForce, now: Timestamp) -> Result<Standing, StoreProblem> {
        let earlier = earlier(book)?;
        let guard = Guard { roster: &force.roster, policy: &force.policy, earlier: &earlier };
        Ok(standing::judge(&Case { order: &self.order, statements: &self.statements, guard, superseded: false }, now))
    }
}

fn read_statement(taken: &book::Taken) -> Result<Signed<StatementText>, StoreProblem> {
    let said = &taken.signed;
    let read = Signed::statement(&said.text, &said.signature, &said.station_signature);
    Ok(read.map_err(|_| StoreProblem::Row("the text of a statement"))?.taken(seen(taken)))
}

fn seen(taken: &book::Taken) -> Taken {
    self::taken(taken.at, &taken.login, &taken.session, &taken.station)
}

/// What the registry sees of a text. A station is one computer, known by its key.
pub(super) fn taken(at: Timestamp, login: &str, session: &str, station: &str) -> Taken {
    Taken { at, sitting: Sitting { login: login.into(), session: session.into(), host: Some(station.into()) } }
}

/// The rosters and policies that were in force before: a text may name one of them.
pub(in crate::sandbox) fn earlier(book: &Connection) -> Result<Vec<Edition>, StoreProblem> {
    let mut all = book::guarded_chain(book, Guarded::Roster)?;
    all.extend(book::guarded_chain(book, Guarded::Policy)?);
    all.iter().map(edition).collect()
}

fn edition(text: &GuardedText) -> Result<Edition, StoreProblem> {
    let broken = || StoreProblem::Row("a version of the roster or policy");
    Ok(Edition {
        version: std::num::NonZeroU32::new(text.version).ok_or_else(broken)?,
        sha256: text.sha256.parse().map_err(|_| broken())?,
    })
}
