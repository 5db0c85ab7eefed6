//! What a person says about an order, as the text that they will sign: composed here once for every screen that lets somebody speak.
//! It names the order by its digest, and lives no longer than the policy and the order itself allow (F05, F13).
//! Must not know: who may say it; `case::Judged::may` judges that.

use super::case::Judged;
use crate::{
    app::Signer,
    evidence::{
        lines::{LineProblem, Prose},
        moment::Moment,
        statement::{Checked, Display, Statement, StatementKind, StatementText},
    },
};
use jiff::Timestamp;
use std::num::NonZeroU64;

/// What is said, besides the order it is about.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// Its kind.
    pub kind: StatementKind,
    /// Who says it, and at which station.
    pub by: &'a Signer,
    /// What was compared before.
    pub checked: Checked,
    /// Columns and rows of the screen the order was read on.
    pub screen: (u16, u16),
    /// Why (F20).
    pub reason: &'a str,
}

/// Why nothing can be said so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaid {
    /// No reason was given (F20).
    #[error("Say why: a reason is part of what is signed (F20).")]
    NoReason,
    /// The reason can't be shown as it is (T17).
    #[error("The reason has a character that could not be shown as it is, or a space too many; write it otherwise.")]
    Reason,
    /// No time is left to say it in.
    #[error("The order has expired; nothing can be said about it any more (F13).")]
    Expired,
    /// What came of it is no statement.
    #[error("It can't be written as a statement: {0}.")]
    Text(#[from] LineProblem),
}

/// The statement as it will be signed.
///
/// # Errors
/// [`NotSaid`].
pub fn statement(judged: &Judged, said: &Said<'_>, now: Timestamp) -> Result<StatementText, NotSaid> {
    let reason = said.reason.trim();
    if reason.is_empty() {
        return Err(NotSaid::NoReason);
    }
    let order = judged.order.text.order();
    let policy = judged.policy.policy();
    let latest = policy.latest_end(&policy.requirements_of(order), now, false).unwrap_or(Timestamp::MAX);
    let not_after = latest.min(order.not_after.timestamp());
    if not_after <= now {
        return Err(NotSaid::Expired);
    }
    let statement = Statement {
        order_sha256: judged.order.text.sha256(),
        kind: said.kind,
        person: said.by.person.clone(),
        station: said.by.station.clone(),
        roster: judged.roster.edition(),
        policy: judged.policy.edition(),
        checked: said.checked.clone(),
        display: Display { columns: said.screen.0, rows: said.screen.1 },
        reason: Prose::new(reason).map_err(|_| NotSaid::Reason)?,
        made: Moment::of(now),
        not_after: Moment::of(not_after),
        seq: next(judged, said.by, now),
    };
    Ok(statement.write()?)
}

/// The person's next number: the time in seconds, so that it grows without a counter to be kept, and more than any they used here.
fn next(judged: &Judged, by: &Signer, now: Timestamp) -> NonZeroU64 {
    let mine = judged.statements.iter().map(|signed| signed.text.statement()).filter(|said| said.person == by.person);
    let used = mine.map(|said| said.seq.get()).max().unwrap_or(0);
    let time = u64::try_from(now.as_second()).unwrap_or(0);
    NonZeroU64::new(time.max(used.saturating_add(1))).unwrap_or(NonZeroU64::MIN)
}
