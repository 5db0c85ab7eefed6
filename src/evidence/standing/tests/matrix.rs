//! T05: every person with every key at every station through every login. Only what is wholly another person's own counts.

use super::*;

/// T05.
#[test]
fn only_another_persons_own_key_station_and_login_count() {
    let world = World::new();
    let order = sample::order(500).taken(sample::taken("amina.k", "s1", None, "2026-11-26T08:01:00Z"));
    let persons = ["amina.k", "esi.o", "ines.r", "jonas.h", "kofi.d", "luc.b", "nadia.t", "old.o", "rita.r", "tomas.w"];
    let logins = ["amina.k", "amina.k2", "esi.o", "jonas.h", "kofi.d", "luc.b", "old.o", "rita.r"];
    let mut counted = Vec::new();
    for person in persons {
        for key in sample::KEYS {
            for station in sample::STATIONS {
                let vote = sign(&statement(&order, Approve, person, station, 1), key);
                for login in logins {
                    let vote = vote.clone().taken(sample::taken(login, "s2", None, "2026-11-26T08:31:00Z"));
                    let standing = world.judge(&order, &[vote]);
                    assert_eq!(standing.approvals.len() + standing.discounted.len(), 1, "every word counts or is explained");
                    assert_eq!(standing.is_approved(), standing.approvals.len() == 1);
                    if standing.is_approved() {
                        counted.push(format!("{person} {key} {station} {login}"));
                    }
                }
            }
        }
    }
    let expected = ["esi.o esi.o OFF-1 esi.o", "esi.o esi.o ONL-1 esi.o", "luc.b luc.b OFF-1 luc.b", "luc.b luc.b ONL-1 luc.b"];
    assert_eq!(counted, expected);
}
