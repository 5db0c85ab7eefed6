//! What somebody says about an order, as the text they would sign: who, at which station, under which rules, until when (F13, F20).
//! A pure function of what was read and compared; the same input gives the same octets.
//! Must not know: whether they may say it, or whether the order was read.

use crate::{
    app::Signer,
    evidence::{
        lines::{LineProblem, Prose},
        moment::Moment,
        order::OrderText,
        policy::PolicyText,
        roster::RosterText,
        statement::{Checked, Display, Statement, StatementKind, StatementText},
    },
};
use jiff::{SignedDuration, Timestamp};
use std::num::NonZeroU64;

/// What a statement is made from.
#[derive(Clone, Copy, Debug)]
pub struct Saying<'a> {
    /// The order it is about.
    pub order: &'a OrderText,
    /// Who speaks, and where.
    pub signer: &'a Signer,
    /// The roster in force.
    pub roster: &'a RosterText,
    /// The policy in force.
    pub policy: &'a PolicyText,
    /// The size of the screen it was read on: columns and rows.
    pub screen: (u16, u16),
}

/// The text of a statement that is made now. It ends with the order, or when an approval's life is over, whichever is first. The
/// person's counter of statements is the time in milliseconds: it only grows, on whatever computer the next one is made.
///
/// # Errors
/// When the order is over, so that the statement would end before it was made.
pub fn text(
    saying: Saying<'_>,
    kind: StatementKind,
    checked: Checked,
    reason: Prose,
    now: Timestamp,
) -> Result<StatementText, LineProblem> {
    let order = saying.order.order();
    let life = SignedDuration::from_hours(saying.policy.policy().life_online.into());
    let end = now.checked_add(life).map_or(order.not_after, Moment::of).min(order.not_after);
    let (columns, rows) = saying.screen;
    let statement = Statement {
        order_sha256: saying.order.sha256(),
        kind,
        person: saying.signer.person.clone(),
        station: saying.signer.station.clone(),
        roster: saying.roster.edition(),
        policy: saying.policy.edition(),
        checked,
        display: Display { columns, rows },
        reason,
        made: Moment::of(now),
        not_after: end,
        seq: u64::try_from(now.as_millisecond()).ok().and_then(NonZeroU64::new).unwrap_or(NonZeroU64::MIN),
    };
    statement.write()
}
