//! The books of these tests keep to what the boundary demands of an answer, and answer by every field that can be asked by.

use super::{
    super::{book::Book, seed},
    Traffic,
};
use countersign::{
    domain::{
        check::LinkState,
        transfer::{InState, OutState},
    },
    registry::{
        Filter, Query, Read, Reply, Sort,
        query::{Field, INCIDENT_FIELDS, MESSAGE_FIELDS, PEER_FIELDS, TRANSFER_FIELDS},
        traffic::{Direction, IncidentKind, TransferState},
        wired,
    },
    wire::convert::Place,
};

fn books() -> [Book; 3] {
    [seed::swiss(), seed::ghana(), seed::empty()]
}

#[test]
fn what_the_books_say_would_pass_the_boundary() {
    for Traffic { transfers, messages, peers, incidents } in books().map(|book| book.traffic) {
        for transfer in transfers {
            assert_eq!(wired::transfer(wired::transfer_to_wire(&transfer), &Place::ROOT), Ok(transfer));
        }
        for message in messages {
            assert_eq!(wired::message(wired::message_to_wire(&message), &Place::ROOT), Ok(message));
        }
        for peer in peers {
            assert_eq!(wired::peer(wired::peer_to_wire(&peer), &Place::ROOT), Ok(peer));
        }
        for incident in incidents {
            assert_eq!(wired::incident(wired::incident_to_wire(&incident), &Place::ROOT), Ok(incident));
        }
    }
}

#[test]
fn every_hard_case_is_in_a_book() {
    for traffic in [seed::swiss(), seed::ghana()].map(|book| book.traffic) {
        let rows = || traffic.transfers.iter().map(|transfer| &transfer.summary);
        for state in OutState::ALL.iter().map(|(state, _)| TransferState::Transferring(*state)) {
            assert!(rows().any(|row| row.state.is(&state)), "{state:?}");
        }
        for state in InState::ALL.iter().map(|(state, _)| TransferState::Acquiring(*state)) {
            assert!(rows().any(|row| row.state.is(&state)), "{state:?}");
        }
        assert!(Direction::ALL.iter().all(|(direction, _)| rows().any(|row| row.direction == *direction)));
        assert!(rows().any(|row| row.state.known().is_none()));
        let all = || traffic.transfers.iter();
        assert!(all().any(|transfer| !transfer.missing.is_empty()));
        assert!(all().any(|transfer| transfer.picks.spans().len() > 1));
        assert!(all().any(|transfer| transfer.messages.iter().any(|rung| !rung.verdict.is_good())));
        assert!(all().any(|transfer| transfer.messages.iter().any(|rung| rung.peer_has == Some(false))));
        assert!(all().any(|transfer| transfer.outbox.iter().any(|sending| sending.next.is_none())));
        let octets = || traffic.messages.iter().map(|message| std::str::from_utf8(&message.octets));
        assert!(octets().any(|text| text.is_err()) && octets().any(|text| text.is_ok_and(|text| text.starts_with('{'))));
        assert_eq!(traffic.peers.len(), 12);
        let states = LinkState::ALL.iter().filter(|(state, _)| *state != LinkState::Closed);
        for (state, _) in states {
            assert!(traffic.peers.iter().any(|peer| peer.summary.state.is(state)), "{state:?}");
        }
        assert!(traffic.peers.iter().any(|peer| peer.keys.iter().all(|key| !key.valid)));
        for (kind, _) in IncidentKind::ALL {
            assert!(traffic.incidents.iter().any(|incident| incident.kind.is(kind)), "{kind:?}");
        }
    }
}

/// For each field of each list a value that some rows have and some have not.
type Asked = (fn(Query) -> Read, &'static [Field], &'static [&'static str]);

const ASKED: [Asked; 4] = [
    (
        Read::Transfers,
        TRANSFER_FIELDS,
        &[
            "id:GHA01",
            "state:proposed",
            "peer-state:received",
            "direction:incoming",
            "counterpart:GHA01",
            "account:100-2005",
            "action:acquisition",
            "quantity:>1000",
            "approach:CA0007",
            "waits:us",
            "age:>2d",
            "since:<6h",
            "overdue:yes",
            "stuck:yes",
        ],
    ),
    (
        Read::Messages,
        MESSAGE_FIELDS,
        &[
            "row:1..20",
            "transfer:CHE01-2026-004101",
            "kind:accept",
            "direction:sent",
            "peer:SWE01",
            "verdict:forged",
            "digest:ab",
            "at:>3d",
        ],
    ),
    (Read::Peers, PEER_FIELDS, &["id:x", "name:carbon", "state:degraded", "open:>2", "seen:<1h"]),
    (
        Read::Incidents,
        INCIDENT_FIELDS,
        &[
            "row:1..3",
            "kind:forged",
            "peer:SWE01",
            "transfer:GHA01-2026-004131",
            "order:CHE01-2026-000124",
            "person:luc-bernasconi",
            "seen:no",
            "at:>2h",
        ],
    ),
];

#[test]
fn a_book_answers_by_every_field() {
    let book = seed::swiss();
    let totals = |ask: Read| match book.answer(&ask).unwrap() {
        Reply::Transfers(page) => (page.total, page.unfiltered),
        Reply::Messages(page) => (page.total, page.unfiltered),
        Reply::Peers(page) => (page.total, page.unfiltered),
        Reply::Incidents(page) => (page.total, page.unfiltered),
        other => panic!("{other:?}"),
    };
    for (ask, fields, filters) in ASKED {
        let names: Vec<&str> = filters.iter().map(|filter| filter.split_once(':').unwrap().0).collect();
        assert_eq!(names, fields.iter().map(|field| field.name).collect::<Vec<_>>(), "each field is asked by");
        for (filter, field) in filters.iter().zip(fields) {
            let sort = field.sortable.then_some(Sort { by: field.name, descending: true });
            let filter = Filter::parse(filter, fields).unwrap();
            let (total, all) = totals(ask(Query { filter: filter.clone(), sort, ..Query::default() }));
            assert!(total > 0 && total < all, "{filter}: {total} of {all}");
        }
    }
}

#[test]
fn no_transfer_of_one_book_is_in_the_other() {
    let [swiss, ghana, _] = books();
    for (book, other) in [(&swiss, &ghana), (&ghana, &swiss)] {
        for transfer in &book.traffic.transfers {
            let id = transfer.summary.id.to_string();
            assert!(book.is_in(&id) && !other.is_in(&id), "{id}");
            for end in [&transfer.summary.from, &transfer.summary.to] {
                assert!(!other.is_in(end.account.as_str()), "{}", end.account);
            }
        }
    }
}
