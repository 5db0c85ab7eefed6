//! Somebody and everybody who may stand in for them, each with what decides whether they can be reached.
//! It is gathered once, and then asked for many moments.
//! Must not know: severities, and which channel is the best.

use crate::domain::{
    calendar::Calendar,
    contact::{
        Absence, Attestation, Card, CardId, CardState, Channel, Directory, EntryKey, Held, LocalClock, Obstacle, Organisation,
        WorkingHours, change::ChangeLog, stand_in::Ties,
    },
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Somebody and everybody who may stand in for them.
pub struct Circle<'d>(BTreeMap<&'d CardId, Member<'d>>);

/// One of them.
pub struct Member<'d> {
    pub card: &'d Card,
    pub channels: Vec<Known<'d>>,
    /// Their calendar and hours; `None` when nobody knows where they work.
    work: Option<(Calendar, &'d WorkingHours, &'d Organisation)>,
    absences: Vec<&'d Absence>,
    /// When their card was verified, and the times from which they hold a critical role, and until when.
    verified: Option<Timestamp>,
    critical: Vec<(Timestamp, Timestamp)>,
    /// What decides for whom they may stand in.
    ties: Ties<'d>,
}

/// A channel, and what is known about it.
pub struct Known<'d> {
    pub channel: &'d Channel,
    pub verified: Option<Timestamp>,
    key: EntryKey,
    changes: &'d ChangeLog,
}

impl Known<'_> {
    /// Why it does not count at a time.
    pub fn held(&self, at: Timestamp) -> Option<Held> {
        self.changes.held(&self.key, at)
    }
}

impl<'d> Circle<'d> {
    /// Gathers everybody whom a call to somebody could come to.
    pub fn around(directory: &'d Directory, who: &CardId) -> Self {
        let mut members = BTreeMap::new();
        let mut open = vec![who.clone()];
        while let Some(next) = open.pop() {
            if members.contains_key(&next) {
                continue;
            }
            let Some(member) = Member::of(directory, &next) else { continue };
            open.extend(member.absences.iter().filter_map(|absence| absence.deputy.clone()));
            open.extend(member.card.deputy.clone());
            members.insert(&member.card.id, member);
        }
        Self(members)
    }

    /// One of them.
    pub fn member(&self, id: &CardId) -> Option<&Member<'d>> {
        self.0.get(id)
    }

    /// The next moment after a time at which something about one of them changes.
    pub fn next_turn(&self, after: Timestamp) -> Option<Timestamp> {
        self.0.values().filter_map(|member| member.next_turn(after)).min()
    }
}

impl<'d> Member<'d> {
    fn of(directory: &'d Directory, id: &CardId) -> Option<Self> {
        let (card, standing) = directory.card(id)?;
        let organisation = directory.organisation(&card.organisation);
        let work = organisation.map(|organisation| {
            let hours = card.hours.as_ref().unwrap_or(&organisation.hours);
            (hours.calendar(&organisation.holidays), hours, organisation)
        });
        let channels = directory.channels().filter(|(channel, _)| channel.owner == *id).map(|(channel, standing)| Known {
            channel,
            verified: standing.verified.as_ref().map(|verification| verification.at),
            key: channel.key(),
            changes: &directory.changes,
        });
        let absences = directory.absences().filter(|(absence, standing)| absence.who == *id && standing.verified.is_some());
        let roles = directory.assignments().map(|(assignment, _)| assignment);
        let critical = roles.filter(|role| role.who == *id && role.role.is_critical() && role.is_in_force(role.term.from()));
        Some(Self {
            card,
            channels: channels.collect(),
            work,
            absences: absences.map(|(absence, _)| absence).collect(),
            verified: standing.verified.as_ref().map(|verification| verification.at),
            critical: critical.map(|role| (role.term.from(), role.term.to())).collect(),
            ties: Ties::of(directory, card),
        })
    }

    fn attestation(&self, at: Timestamp) -> Option<Attestation> {
        let critical = self.critical.iter().any(|(from, to)| *from <= at && at < *to);
        Attestation::after(self.verified?, critical)
    }

    /// The state of their card, and when it becomes invalid; `None` when nobody verified it.
    pub fn state_at(&self, at: Timestamp) -> Option<(CardState, Timestamp)> {
        self.attestation(at).map(|attestation| (attestation.state_at(at), attestation.invalid))
    }

    /// Until when they are away, and who stands in, if they are away. Of absences that overlap the one that began last counts.
    pub fn away(&self, at: Timestamp) -> Option<(Timestamp, Option<CardId>)> {
        let absence =
            self.absences.iter().filter(|absence| absence.term.holds_at(at)).max_by_key(|absence| absence.term.from())?;
        Some((absence.term.to(), absence.deputy.clone().or_else(|| self.card.deputy.clone())))
    }

    /// Whether they may stand in for somebody at a time.
    pub fn may_stand_in_for(&self, whom: &Self, at: Timestamp) -> bool {
        self.ties.meet(&whom.ties, at)
    }

    /// Whether they work at a time.
    ///
    /// # Errors
    /// Why they don't.
    pub fn works(&self, at: Timestamp) -> Result<(), Obstacle> {
        let (calendar, hours, _) = self.work.as_ref().ok_or(Obstacle::NoHours)?;
        if is_open(calendar, hours, at) {
            return Ok(());
        }
        let day = calendar.zone.civil(at).date();
        Err(if calendar.holidays.contains(&day) {
            Obstacle::Holiday(day)
        } else if !calendar.weekdays.contains(day.weekday()) {
            Obstacle::DayOff
        } else {
            Obstacle::OutOfHours
        })
    }

    /// What a clock on their wall shows.
    pub fn clock(&self, at: Timestamp) -> Option<LocalClock> {
        let (calendar, hours, organisation) = self.work.as_ref()?;
        let civil = calendar.zone.civil(at);
        Some(LocalClock {
            civil,
            is_holiday: organisation.holidays.contains(&civil.date()),
            is_open: is_open(calendar, hours, at),
        })
    }

    fn next_turn(&self, after: Timestamp) -> Option<Timestamp> {
        let work = self.work.as_ref().and_then(|(calendar, hours, _)| {
            let (opens, closes) = calendar.open(hours.hours, after)?;
            Some(if after < opens { opens } else { closes })
        });
        let absences = self.absences.iter().flat_map(|absence| [absence.term.from(), absence.term.to()]);
        let channels = self.channels.iter().flat_map(|known| {
            let own = [Some(known.channel.since), known.channel.ended].into_iter().flatten();
            own.chain(known.changes.turns(&known.key))
        });
        let roles = self.critical.iter().flat_map(|(from, to)| [*from, *to]);
        let ends = [true, false].into_iter().filter_map(|critical| Attestation::after(self.verified?, critical));
        let ends = ends.map(|attestation| attestation.invalid);
        work.into_iter()
            .chain(absences)
            .chain(channels)
            .chain(roles)
            .chain(ends)
            .chain(self.ties.turns())
            .filter(|turn| *turn > after)
            .min()
    }
}

fn is_open(calendar: &Calendar, hours: &WorkingHours, at: Timestamp) -> bool {
    calendar.open(hours.hours, at).is_some_and(|(opens, _)| opens <= at)
}

/// What a clock in an organisation's office shows.
pub fn office_clock(organisation: &Organisation, at: Timestamp) -> LocalClock {
    let calendar = organisation.hours.calendar(&organisation.holidays);
    let civil = calendar.zone.civil(at);
    let is_open = is_open(&calendar, &organisation.hours, at);
    LocalClock { civil, is_holiday: organisation.holidays.contains(&civil.date()), is_open }
}
