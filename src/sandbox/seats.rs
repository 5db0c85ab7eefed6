//! The desks at which practice is done: who sits there, under which login, at which station.
//! Each is another person at another station than the desk of the initiator, so that what is made there counts (F01, F03).
//! Must not know: keys, files, and what is done at a desk.

use super::people::{self, INITIATOR};

/// A desk of practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// What it is called on the command line.
    pub called: &'static str,
    /// The login of who sits there; the passphrase is the practice one.
    pub login: &'static str,
    /// The station, by its id in the roster.
    pub station: &'static str,
}

/// Every desk. The first is where the demo begins. Approvers sit at stations of their own; those who release, guard and help share
/// what is left: only the initiator's station is nobody else's (F03).
pub const SEATS: [Seat; 7] = [
    Seat { called: "initiator", login: INITIATOR, station: "ONL-1" },
    Seat { called: "approver", login: "luc.b", station: "ONL-2" },
    Seat { called: "approver-2", login: "esi.o", station: "ONL-3" },
    Seat { called: "releaser", login: "rosa.k", station: "ONL-3" },
    Seat { called: "officer-1", login: "ines.r", station: "ONL-3" },
    Seat { called: "officer-2", login: "tomas.w", station: "ONL-2" },
    Seat { called: "support", login: "sofia.m", station: "ONL-3" },
];

impl Seat {
    /// The desk where orders are made.
    pub fn initiator() -> Self {
        let [first, ..] = SEATS;
        first
    }

    /// The desk that is called so.
    pub fn named(word: &str) -> Option<Self> {
        SEATS.into_iter().find(|seat| seat.called == word)
    }

    /// The person behind the login, by the id in the roster.
    pub fn person(&self) -> &'static str {
        people::person(self.login).map_or(self.login, |login| login.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::people::{Deed, person};
    use std::collections::BTreeSet;

    /// F01, F02, F03: no desk is the initiator's under another name.
    #[test]
    fn every_desk_is_another_person_away_from_the_initiators_station() {
        let initiator = Seat::initiator();
        assert!(person(initiator.login).unwrap().may(Deed::Submit));
        let persons: BTreeSet<_> = SEATS.iter().map(Seat::person).collect();
        assert_eq!(persons.len(), SEATS.len());
        for seat in &SEATS[1..] {
            assert_ne!(seat.station, initiator.station, "{}", seat.called);
        }
    }

    #[test]
    fn who_sits_at_a_desk_may_do_what_it_is_for() {
        for (desk, deed) in [
            ("approver", Deed::Approve),
            ("approver-2", Deed::Approve),
            ("releaser", Deed::Release),
            ("officer-1", Deed::Guard),
            ("officer-2", Deed::Guard),
            ("support", Deed::AskStatus),
        ] {
            assert!(person(Seat::named(desk).unwrap().login).unwrap().may(deed), "{desk}");
        }
        assert_eq!(Seat::named("boss"), None);
    }
}
