//! Contacts as rows, and one of them in full: where they are reached, what they are there for, when they are away, what changed.
//! A channel or role that does not count stands there with its reason; nobody is called on it.
//! Must not know: files, or how contacts look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, ours},
};
use crate::{
    domain::contact::{Absence, Assignment, Change, Channel, ContactKey, Due, Held, Reach, Reached, Standing},
    registry::book::{ContactInFull, ContactRow},
    text::Untrusted,
};
use jiff::Timestamp;

impl SheetRow for ContactRow {
    const SHEET: Sheet = Sheet::Contacts;
    const SHORT: usize = 7;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "id of the card", |row| Some(row.id.to_string())),
        Of::name("name", "name", |row| Some(row.name.clone())),
        Of::names("registries", "registries they belong to", |row| several(row.registries.iter().map(ToString::to_string))),
        Of::names("roles", "roles that count", |row| several(row.roles.iter().map(|role| role.word().to_owned()))),
        Of::word("local_time", "what their clock shows, and whether they work at that hour", local_time),
        Of::truth("reachable", "whether they can be reached by telephone for something that can't wait", |row| {
            Some(row.reach.is_now())
        }),
        Of::name("number", "where, if they can be reached", |row| {
            reached(row).map(|reached| Untrusted::new(reached.address.to_string()))
        }),
        Of::id("answers", "who answers there: they, or who stands in", |row| reached(row).map(|reached| reached.by.to_string())),
        Of::time("until", "until when they can be reached", |row| reached(row).and_then(|reached| reached.until)),
        Of::time("next", "when they can be reached next, if not now", next),
        Of::word("kind", "`person` or `desk`", |row| ours(row.kind.word())),
        Of::name("organisation", "name of the organisation", |row| Some(row.organisation.clone())),
        Of::word("due", "whether a new word is due: `no`, `due`, `overdue`; empty when nobody ever verified them", |row| {
            row.due.and_then(|due| ours(Due::word(due)))
        }),
        Of::time("changed", "when something of it changed last, in the last thirty days", |row| row.changed),
    ];

    fn filter(&self) -> String {
        by_field("id", &self.id)
    }
}

fn several(words: impl Iterator<Item = String>) -> Vec<Untrusted> {
    words.map(Untrusted::new).collect()
}

fn reached(row: &ContactRow) -> Option<&Reached> {
    match &row.reach {
        Reach::Now(reached) => Some(reached),
        Reach::Not { .. } => None,
    }
}

fn next(row: &ContactRow) -> Option<Timestamp> {
    match &row.reach {
        Reach::Now(_) => None,
        Reach::Not { next, .. } => *next,
    }
}

fn local_time(row: &ContactRow) -> Option<Untrusted> {
    let clock = row.clock.as_ref()?;
    let open = if clock.is_open { "open" } else { "closed" };
    let holiday = if clock.is_holiday { ", holiday" } else { "" };
    Some(Untrusted::new(format!("{} {open}{holiday}", clock.civil.strftime("%a %H:%M"))))
}

/// An entry of a contact with its standing, and why it does not count, if it does not.
pub(super) struct Entered<E> {
    entry: E,
    standing: Standing,
    held: Option<Held>,
    at: Timestamp,
}

impl<E> Entered<E> {
    /// Why it does not count.
    fn why_not(&self) -> Option<Untrusted> {
        match (&self.standing.verified, self.held) {
            (None, _) => ours("not-verified"),
            (_, Some(Held::Until(until))) => Some(Untrusted::new(format!("held back until {until}"))),
            (_, Some(Held::Cancelled)) => ours("change-ended"),
            (Some(_), None) => None,
        }
    }

    fn verified(&self) -> Option<Timestamp> {
        self.standing.verified.as_ref().map(|verification| verification.at)
    }

    fn by(&self) -> Vec<Untrusted> {
        let by = self.standing.verified.as_ref().map(|verification| &verification.by);
        by.into_iter()
            .flat_map(|by| std::iter::once(by.first()).chain(by.second()))
            .map(|id| Untrusted::new(id.to_string()))
            .collect()
    }
}

/// What one contact has besides its row.
pub(super) const MORE: &[Of<ContactInFull>] = &[
    Of::name("title", "what they do there", |full| full.directory.card(&full.row.id).map(|(card, _)| card.title.clone())),
    Of::names("languages", "languages they speak", |full| {
        let card = full.directory.card(&full.row.id).map(|(card, _)| card);
        several(card.into_iter().flat_map(|card| card.languages.iter().map(ToString::to_string)))
    }),
    Of::id("deputy", "who stands in while they are away", |full| {
        full.directory.card(&full.row.id).and_then(|(card, _)| card.deputy.as_ref().map(ToString::to_string))
    }),
    Of::time("verified", "when somebody made sure of the card last", |full| {
        full.directory.card(&full.row.id).and_then(|(_, standing)| standing.verified.as_ref().map(|verification| verification.at))
    }),
    Of::word("state", "`active`, `temporarily-invalid` or `invalid`", |full| {
        ours(full.directory.card_state(&full.row.id, full.as_of).word())
    }),
];

/// Its channels.
pub(super) const CHANNELS: &[Of<Entered<Channel>>] = &[
    Of::word("kind", "`duty`, `mobile`, `desk`, `mail` or `messaging`", |it| ours(it.entry.address.kind().word())),
    Of::name("address", "number or address", |it| Some(Untrusted::new(it.entry.address.as_str()))),
    Of::truth("counts", "whether it may be used", |it| Some(it.why_not().is_none() && it.entry.is_in_use(it.at))),
    Of::word("why_not", "why it does not count", |it| if it.entry.is_in_use(it.at) { it.why_not() } else { ours("ended") }),
    Of::time("verified", "when it was verified last", Entered::verified),
    Of::names("by", "who made sure", Entered::by),
    Of::truth("stale", "whether that was more than ninety days ago", |it| it.verified().map(|at| Channel::is_stale(at, it.at))),
];

/// Its roles.
pub(super) const ROLES: &[Of<Entered<Assignment>>] = &[
    Of::word("role", "the role", |it| ours(it.entry.role.word())),
    Of::id("registry", "for which registry", |it| Some(it.entry.registry.to_string())),
    Of::word("state", "`proposed`, `nominated`, `active`, `suspended`, `expired` or `revoked`", |it| {
        ours(it.entry.state_at(it.at).word())
    }),
    Of::time("from", "from when", |it| Some(it.entry.term.from())),
    Of::time("to", "until when", |it| Some(it.entry.term.to())),
    Of::id("basis", "the letter of nomination", |it| Some(it.entry.basis.to_string())),
    Of::word("why_not", "why it does not count", Entered::why_not),
];

/// Its keys.
pub(super) const KEYS: &[Of<Entered<ContactKey>>] = &[
    Of::word("kind", "`openpgp`, `x509` or `ssh`", |it| ours(it.entry.kind.word())),
    Of::id("fingerprint", "what two people read to each other", |it| Some(it.entry.fingerprint.to_string())),
    Of::time("from", "from when it may be used", |it| Some(it.entry.term.from())),
    Of::time("to", "until when", |it| Some(it.entry.term.to())),
    Of::word("why_not", "why it does not count", Entered::why_not),
];

/// When they are away.
pub(super) const ABSENCES: &[Of<Entered<Absence>>] = &[
    Of::time("from", "from when", |it| Some(it.entry.term.from())),
    Of::time("to", "until when", |it| Some(it.entry.term.to())),
    Of::id("deputy", "who stands in", |it| it.entry.deputy.as_ref().map(ToString::to_string)),
];

/// What changed.
pub(super) const CHANGES: &[Of<Change>] = &[
    Of::time("at", "when it was confirmed", |change| Some(change.at)),
    Of::word("act", "`add`, `change`, `verify`, `suspend` or `end`", |change| ours(change.act.word())),
    Of::name("entry", "what", |change| Some(Untrusted::new(change.key.to_string()))),
    Of::id("requested_by", "who asked for it", |change| Some(change.requested_by.to_string())),
    Of::id("confirmed_by", "who confirmed it", |change| change.confirmed_by.as_ref().map(ToString::to_string)),
    Of::time("counts_from", "from when it counts", |change| Some(change.counts_from)),
    Of::time("cancelled", "when somebody ended it", |change| change.cancelled),
];

impl ContactInFull {
    fn entered<'d, E: Clone + 'd>(
        &self,
        all: impl Iterator<Item = (&'d E, &'d Standing)>,
        key: impl Fn(&E) -> crate::domain::contact::EntryKey,
    ) -> Vec<Entered<E>> {
        let own = all.filter(|(entry, _)| key(entry).card() == Some(&self.row.id));
        own.map(|(entry, standing)| Entered {
            entry: entry.clone(),
            standing: standing.clone(),
            held: self.directory.changes.held(&key(entry), self.as_of),
            at: self.as_of,
        })
        .collect()
    }

    pub(super) fn channels(&self) -> Vec<Entered<Channel>> {
        self.entered(self.directory.channels(), Channel::key)
    }

    pub(super) fn roles(&self) -> Vec<Entered<Assignment>> {
        self.entered(self.directory.assignments(), Assignment::key)
    }

    pub(super) fn keys(&self) -> Vec<Entered<ContactKey>> {
        self.entered(self.directory.keys(), |key| crate::domain::contact::Entry::Key(key.clone()).key())
    }

    pub(super) fn absences(&self) -> Vec<Entered<Absence>> {
        self.entered(self.directory.absences(), |absence| crate::domain::contact::Entry::Absence(absence.clone()).key())
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        self.directory.changes.newest_first().filter(|change| change.key.card() == Some(&self.row.id)).cloned().collect()
    }
}
