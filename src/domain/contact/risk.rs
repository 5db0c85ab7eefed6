//! What could lead a call astray, or let a thief through: it counts after a delay, and is confirmed through an old channel (F14, F15).
//! A number that vouches for others is as dangerous as one that is called: an organisation's switchboard, and the registries it speaks for.
//! Must not know: who asks for a change, or what time it is.

use super::{Act, Directory, Entry, EntryKey, Organisation, RegistryEntry};
use crate::domain::calendar::Calendar;
use jiff::Timestamp;

/// Whether an entry that becomes another, or comes to be, could lead a call astray. An absence can't: who stands in has channels of their own.
pub fn raises_risk(before: Option<&Entry>, after: &Entry) -> bool {
    if !matches!(Act::between(before, after), Act::Add | Act::Change) {
        return false;
    }
    match (before, after) {
        (_, Entry::Channel(_) | Entry::Key(_) | Entry::Assignment(_)) => true,
        (Some(Entry::Organisation(before)), Entry::Organisation(after)) => speaks_anew(Some(before), after),
        (_, Entry::Organisation(after)) => speaks_anew(None, after),
        (Some(Entry::Registry(before)), Entry::Registry(after)) => leads_elsewhere(before, after),
        (_, Entry::Registry(_)) => true,
        // Whoever works elsewhere from now on speaks for other registries.
        (Some(Entry::Card(before)), Entry::Card(after)) => before.organisation != after.organisation,
        _ => false,
    }
}

/// Whether an organisation's word counts for a registry for which it did not, or comes from another number.
fn speaks_anew(before: Option<&Organisation>, after: &Organisation) -> bool {
    let is_theirs = |registry| before.is_some_and(|before| before.registries.contains(registry));
    let number = before.and_then(|before| before.switchboard.as_ref());
    let is_another = after.switchboard.is_some() && after.switchboard.as_ref() != number;
    after.registries.iter().any(|registry| !is_theirs(registry)) || (is_another && !after.registries.is_empty())
}

/// Whether somebody else runs a registry, or it is said to answer elsewhere.
fn leads_elsewhere(before: &RegistryEntry, after: &RegistryEntry) -> bool {
    let is_new = |before: &crate::text::Untrusted, after: &crate::text::Untrusted| !after.is_empty() && after != before;
    before.operator != after.operator || is_new(&before.production, &after.production) || is_new(&before.test, &after.test)
}

/// From when it counts that was confirmed at a time: what raises risk from noon of that many working days later, the rest at once.
/// `None` beyond the year 9999.
pub fn counts_from(
    before: Option<&Entry>,
    after: &Entry,
    calendar: &Calendar,
    working_days: u16,
    at: Timestamp,
) -> Option<Timestamp> {
    if raises_risk(before, after) { calendar.noon_of_working_day(at, working_days) } else { Some(at) }
}

impl EntryKey {
    /// Whether it names what a call is led by: a change that touches several entries is told by such a one.
    pub fn leads_a_call(&self) -> bool {
        matches!(self, Self::Channel(..) | Self::Key(..) | Self::Assignment(..))
    }
}

impl Directory {
    /// Whether what is proposed could lead a call astray.
    pub fn raises_risk(&self, entries: &[Entry]) -> bool {
        entries.iter().any(|entry| self.is_risky(entry))
    }

    /// Whether this entry of it could.
    pub fn is_risky(&self, entry: &Entry) -> bool {
        raises_risk(self.entry(&entry.key()), entry)
    }
}
