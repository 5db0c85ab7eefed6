//! Rows of the lists of traffic: what they are found by and sorted by.

use super::super::{
    book::now,
    pages::{Place, Row, contains, text, within},
};
use countersign::{
    domain::check::LinkState,
    registry::{
        query::{Term, minutes},
        traffic::{Incident, IncidentKind, MessageSummary, PeerSummary, RungKind, Transfer, TransferState, Turn, Verdict},
    },
};
use jiff::Timestamp;

fn long_ago(value: &str, at: Timestamp) -> bool {
    let age = u64::try_from(now().duration_since(at).as_mins()).unwrap_or(0);
    minutes(value).is_some_and(|bounds| bounds.contains(&age))
}

fn seconds(at: Option<Timestamp>) -> Place {
    Place::Number(at.map_or(0, |at| u64::try_from(at.as_second()).unwrap()))
}

fn is<T: ToString>(here: Option<T>, value: &str) -> bool {
    here.is_some_and(|here| here.to_string() == value)
}

impl Row for Transfer {
    fn key(&self) -> String {
        self.summary.id.to_string()
    }

    fn place(&self, field: &str) -> Place {
        let row = &self.summary;
        match field {
            "state" => text(row.state.octets(TransferState::word)),
            "counterpart" => text(&row.counterpart().map(|other| other.to_string()).unwrap_or_default()),
            "quantity" => Place::Number(row.quantity.count()),
            "since" => seconds(Some(row.since)),
            "waits" => {
                let (middle, since) = (9_000_000_000, u64::try_from(row.since.as_second()).unwrap());
                Place::Number(if row.turn.octets(Turn::word) == "nobody" { 2 * middle - since } else { since })
            }
            _ => text(&self.key()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let (row, value) = (&self.summary, term.value.as_str());
        let (from, to) = (row.from.account.as_str(), row.to.account.as_str());
        match term.field {
            None => {
                let other = row.counterpart().map(|other| other.to_string()).unwrap_or_default();
                [self.key().as_str(), from, to, &other].iter().any(|text| contains(text, value))
            }
            Some("id") => contains(&self.key(), value),
            Some("state") => row.state.octets(TransferState::word) == value,
            Some("peer-state") => row.peer_state.as_ref().is_some_and(|state| state.octets(TransferState::word) == value),
            Some("direction") => row.direction.word() == value,
            Some("counterpart") => is(row.counterpart(), value),
            Some("account") => contains(from, value) || contains(to, value),
            Some("action") => contains(row.action.octets(), value) || contains(row.subtype.octets(), value),
            Some("quantity") => within(value, row.quantity.count()),
            Some("approach") => self.picks.spans().iter().any(|span| span.series.approach.to_string() == value),
            Some("waits") => row.turn.octets(Turn::word) == value,
            Some("age") => long_ago(value, row.begun),
            Some("since") => long_ago(value, row.since),
            Some("overdue") => row.due.is_some_and(|due| due < now()) == (value == "yes"),
            Some("stuck") => {
                let doubtful = row.state.known().is_some_and(|state| state.word() == "in-doubt");
                (doubtful || row.due.is_some_and(|due| due < now())) == (value == "yes")
            }
            Some(field) => panic!("transfers have no {field}"),
        }
    }
}

impl Row for MessageSummary {
    fn key(&self) -> String {
        self.id.to_string()
    }

    fn by_id(&self) -> (String, u64) {
        (String::new(), self.id.number())
    }

    fn place(&self, _field: &str) -> Place {
        Place::Number(self.id.number())
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        let (kind, digest) = (self.kind.octets(RungKind::word), self.digest.to_string());
        let transfer = self.transfer.map(|transfer| transfer.to_string());
        match term.field {
            None => [kind, &digest, transfer.as_deref().unwrap_or_default()].iter().any(|text| contains(text, value)),
            Some("row") => within(value, self.id.number()),
            Some("transfer") => is(transfer, value),
            Some("kind") => contains(kind, value),
            Some("direction") => self.way.word() == value,
            Some("peer") => is(self.peer, value),
            Some("verdict") => match &self.verdict {
                Verdict::Good => contains("good", value),
                Verdict::Quarantined(why) => contains(why.octets(), value),
            },
            Some("digest") => contains(&digest, value),
            Some("at") => long_ago(value, self.at),
            Some(field) => panic!("messages have no {field}"),
        }
    }
}

impl Row for PeerSummary {
    fn key(&self) -> String {
        self.registry.to_string()
    }

    fn place(&self, field: &str) -> Place {
        match field {
            "name" => text(self.name.octets()),
            "state" => text(self.state.octets(LinkState::word)),
            "open" => Place::Number(self.open_transfers),
            "seen" => seconds(self.seen),
            _ => text(&self.key()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => contains(&self.key(), value) || contains(self.name.octets(), value),
            Some("id") => contains(&self.key(), value),
            Some("name") => contains(self.name.octets(), value),
            Some("state") => self.state.octets(LinkState::word) == value,
            Some("open") => within(value, self.open_transfers),
            Some("seen") => self.seen.is_some_and(|seen| long_ago(value, seen)),
            Some(field) => panic!("peers have no {field}"),
        }
    }
}

impl Row for Incident {
    fn key(&self) -> String {
        self.id.to_string()
    }

    fn by_id(&self) -> (String, u64) {
        (String::new(), self.id.0)
    }

    fn place(&self, _field: &str) -> Place {
        Place::Number(self.id.0)
    }

    fn holds(&self, term: &Term) -> bool {
        let (kind, value) = (self.kind.octets(IncidentKind::word), term.value.as_str());
        match term.field {
            None => {
                let transfer = self.transfer.map(|transfer| transfer.to_string()).unwrap_or_default();
                [kind, self.detail.octets(), &transfer].iter().any(|text| contains(text, value))
            }
            Some("row") => within(value, self.id.0),
            Some("kind") => contains(kind, value),
            Some("peer") => is(self.peer, value),
            Some("transfer") => is(self.transfer, value),
            Some("order") => is(self.order, value),
            Some("person") => self.person.as_ref().is_some_and(|person| contains(person.octets(), value)),
            Some("seen") => self.acknowledged.is_some() == (value == "yes"),
            Some("at") => long_ago(value, self.at),
            Some(field) => panic!("incidents have no {field}"),
        }
    }
}
