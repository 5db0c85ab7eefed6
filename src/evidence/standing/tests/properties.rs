//! What holds whatever is said, by whomever, in whatever order (I1, F01, F02, F34).

use super::*;
use crate::evidence::roster::Role;
use proptest::prelude::*;
use std::sync::LazyLock;

const PERSONS: [&str; 7] = ["amina.k", "esi.o", "ines.r", "jonas.h", "kofi.d", "luc.b", "rita.r"];

/// Statements of the sample's people about two orders, some signed with another's key, made once: signing takes its time.
static SAID: LazyLock<Vec<Signed<StatementText>>> = LazyLock::new(|| {
    let (order, other) = (sample::order(100_000), sample::order(500));
    let mut all = Vec::new();
    for person in PERSONS {
        for (kind, _) in StatementKind::ALL {
            for seq in 1..4 {
                all.push(said(&order, *kind, person, sample::STATIONS[seq as usize - 1], seq));
            }
            all.push(said(&other, *kind, person, "ONL-1", 4));
            all.push(sign(&statement(&order, *kind, person, "ONL-1", 5), "luc.b"));
        }
    }
    all
});

fn some_statements() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..SAID.len(), 0..8)
}

fn pick(places: &[usize]) -> Vec<Signed<StatementText>> {
    places.iter().map(|place| SAID[*place].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// F01, F02.
    #[test]
    fn whoever_counts_is_another_person_who_may(places in some_statements(), small in any::<bool>()) {
        let order = sample::order(if small { 500 } else { 100_000 });
        let world = World::new();
        let statements = pick(&places);
        let standing = world.judge(&order, &statements);
        let mut distinct = standing.approvals.clone();
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), standing.approvals.len());
        for person in &standing.approvals {
            prop_assert_ne!(person.as_str(), "amina.k");
            prop_assert!(world.roster.roster().holds(person, Role::Approver, at(NOW)));
        }
        if standing.is_approved() {
            prop_assert!(standing.approvals.len() >= usize::from(standing.needed()) && standing.needed() >= 1);
        }
    }

    /// F34.
    #[test]
    fn a_rejection_anywhere_is_final(mut places in some_statements(), place in any::<prop::sample::Index>()) {
        let order = sample::order(500);
        let world = World::new();
        let no = said(&order, StatementKind::Reject, "tomas.w", "ONL-2", 9);
        places.truncate(6);
        let mut statements = pick(&places);
        statements.insert(place.index(statements.len() + 1), no);
        prop_assert!(world.judge(&order, &statements).state.is_final());
    }

    /// T04.
    #[test]
    fn saying_everything_twice_changes_nothing(places in some_statements(), small in any::<bool>()) {
        let order = sample::order(if small { 500 } else { 100_000 });
        let world = World::new();
        let once = pick(&places);
        let twice: Vec<_> = once.iter().chain(&once).cloned().collect();
        let (one, two) = (world.judge(&order, &once), world.judge(&order, &twice));
        prop_assert_eq!((one.state, one.approvals), (two.state, two.approvals));
    }
}
