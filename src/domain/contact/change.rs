//! What changed in the directory, and from when it counts: a changed telephone number is how fraud begins.
//! What raises risk takes two persons and a delay; any one person ends it at once in that time (F14, F15). A past change stays visible.
//! Must not know: values; a change names the entry, and the entry has them.

use super::{AssignmentState, CardId, ContactKey, Directory, Entry, EntryKey, PaperRef};
use crate::domain::{PersonId, RegistryId, words};
use jiff::{SignedDuration, Timestamp};

/// For so many days a change is shown beside the contact.
pub const SHOWN_DAYS: i64 = 30;

/// What was done to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// It was added.
    Add,
    /// It was changed.
    Change,
    /// It was verified again, as it is.
    Verify,
    /// It was taken out of force.
    Suspend,
    /// It was ended.
    End,
}

words!(Act, "act", Add "add", Change "change", Verify "verify", Suspend "suspend", End "end");

/// A change of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// When the second person confirmed it.
    pub at: Timestamp,
    /// Which entry.
    pub key: EntryKey,
    /// What was done.
    pub act: Act,
    /// Who asked for it.
    pub requested_by: PersonId,
    /// Who confirmed it; none for what one person may do.
    pub confirmed_by: Option<PersonId>,
    /// The paper it rests on.
    pub basis: PaperRef,
    /// From when it counts.
    pub counts_from: Timestamp,
    /// When somebody ended it, within the delay.
    pub cancelled: Option<Timestamp>,
}

/// Why an entry does not count yet, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    /// Its delay lasts until then.
    Until(Timestamp),
    /// Somebody ended the change.
    Cancelled,
}

/// The changes, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeLog(Vec<Change>);

impl Act {
    /// What is done to an entry that becomes another, or comes to be.
    pub fn between(before: Option<&Entry>, after: &Entry) -> Self {
        match (before, after) {
            (Some(before), after) if before == after => Self::Verify,
            (_, Entry::Channel(channel)) if channel.ended.is_some() => Self::End,
            (_, Entry::Assignment(assignment)) if assignment.state == AssignmentState::Suspended => Self::Suspend,
            (_, Entry::Assignment(assignment)) if assignment.state == AssignmentState::Revoked => Self::End,
            (Some(Entry::Key(before)), Entry::Key(after)) if ends_sooner(before, after) => Self::End,
            (None, _) => Self::Add,
            (Some(_), _) => Self::Change,
        }
    }
}

/// Whether a key is the same and ends sooner.
fn ends_sooner(before: &ContactKey, after: &ContactKey) -> bool {
    let is_same = before.kind == after.kind && before.term.from() == after.term.from();
    is_same && after.term.to() < before.term.to()
}

impl Change {
    /// Whether it raised risk: that alone is delayed.
    fn raised_risk(&self) -> bool {
        self.counts_from > self.at
    }

    /// Whether it says of an entry from when it counts: it raised risk, or one person gave back what an ended change had replaced.
    fn decides(&self) -> bool {
        self.raised_risk() || (self.act == Act::Change && self.confirmed_by.is_none())
    }
}

impl ChangeLog {
    /// These changes, oldest first.
    pub fn of(changes: impl IntoIterator<Item = Change>) -> Self {
        Self(changes.into_iter().collect())
    }

    /// Every change, the oldest first.
    pub fn oldest_first(&self) -> impl Iterator<Item = &Change> {
        self.0.iter()
    }

    /// Notes a change.
    pub fn push(&mut self, change: Change) {
        self.0.push(change);
    }

    /// Every change, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Change> {
        self.0.iter().rev()
    }

    /// Ends the newest change of an entry while its delay lasts. Gives back whether there was one to end.
    pub fn cancel(&mut self, key: &EntryKey, at: Timestamp) -> bool {
        let open = |change: &&mut Change| change.key == *key && change.cancelled.is_none() && at < change.counts_from;
        let Some(change) = self.0.iter_mut().rev().find(open) else { return false };
        change.cancelled = Some(at);
        true
    }

    /// Why an entry does not count at a time; `None` when it does. What counts at once does not shorten the delay of what does not, and
    /// giving back what one change replaced neither shortens the delay of another, nor brings back what was ended when it was added.
    pub fn held(&self, key: &EntryKey, at: Timestamp) -> Option<Held> {
        let of_it = || self.newest_first().filter(|change| change.key == *key);
        // Before it was ended a change was open like any other: what was proposed then does not rest on what it had replaced.
        let open = of_it().filter(|change| change.raised_risk() && change.cancelled.is_none_or(|ended| at < ended));
        if let Some(until) = open.map(|change| change.counts_from).filter(|from| at < *from).max() {
            return Some(Held::Until(until));
        }
        let is_ended = of_it().find(|change| change.decides())?.cancelled.is_some();
        let brought = of_it().find(|change| change.raised_risk() && (change.cancelled.is_none() || change.act == Act::Add));
        let was_never = brought.is_some_and(|change| change.cancelled.is_some());
        (is_ended || was_never).then_some(Held::Cancelled)
    }

    /// The times at which changes of an entry begin to count.
    pub fn turns<'l>(&'l self, key: &'l EntryKey) -> impl Iterator<Item = Timestamp> + 'l {
        self.0.iter().filter(move |change| change.key == *key).map(|change| change.counts_from)
    }

    /// Drops what was noted about a person.
    pub(super) fn forget(&mut self, who: &CardId) {
        self.0.retain(|change| change.key.card() != Some(who));
    }
}

impl Directory {
    /// The end of the latest delay after a change of a contact or key of a registry: the fact of check C05. A past one has elapsed; `None`
    /// when there never was one.
    pub fn cooling_until(&self, registry: RegistryId, at: Timestamp) -> Option<Timestamp> {
        let open = self.changes.0.iter().filter(|change| change.cancelled.is_none() && change.raised_risk());
        open.filter(|change| change.at <= at && self.is_about(&change.key, registry, at)).map(|change| change.counts_from).max()
    }

    /// What changed about an entry in the last thirty days, the newest first.
    pub fn recent_changes<'d>(&'d self, key: &'d EntryKey, at: Timestamp) -> impl Iterator<Item = &'d Change> {
        self.changes.newest_first().filter(move |change| change.key == *key && is_shown(change, at))
    }

    /// What changed about a registry in the last thirty days, the newest first.
    pub fn recent_changes_of(&self, registry: RegistryId, at: Timestamp) -> impl Iterator<Item = &Change> {
        self.changes.newest_first().filter(move |change| is_shown(change, at) && self.is_about(&change.key, registry, at))
    }
}

fn is_shown(change: &Change, at: Timestamp) -> bool {
    let age = at.duration_since(change.at);
    !age.is_negative() && age < SignedDuration::from_hours(SHOWN_DAYS * 24)
}
