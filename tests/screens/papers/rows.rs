//! Rows of the lists of papers: what they are found, sorted and filtered by.

use super::super::pages::{Place, Row, contains, is_ago, text, within};
use countersign::{
    domain::{
        approach::ApproachState,
        authorization::{AuthorizationState, Purpose},
    },
    registry::{
        book::{ApproachSummary, AuthorizationSummary, EntrySummary, OrderKind, OrderState, OrderSummary},
        query::Term,
    },
};
use jiff::{Timestamp, tz::TimeZone};

fn seconds(at: Timestamp) -> Place {
    Place::Number(u64::try_from(at.as_second()).unwrap())
}

impl Row for AuthorizationSummary {
    fn key(&self) -> String {
        self.id.to_string()
    }

    fn place(&self, field: &str) -> Place {
        match field {
            "state" => text(self.state.octets(AuthorizationState::word)),
            "approach" => text(&self.approach.to_string()),
            "party" => text(self.party.as_str()),
            "version" => Place::Number(u64::from(self.version)),
            "consumed" => Place::Number(self.consumed.count()),
            _ => text(self.id.as_str()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None | Some("id") => contains(self.id.as_str(), value),
            Some("state") => self.state.octets(AuthorizationState::word) == value,
            Some("approach") => self.approach.to_string() == value,
            Some("party") => self.party.as_str() == value,
            Some("purpose") => contains(self.purpose.octets(Purpose::word), value),
            Some("version") => within(value, u64::from(self.version)),
            Some("consumed") => within(value, self.consumed.count()),
            Some(field) => panic!("authorizations have no {field}"),
        }
    }
}

impl Row for ApproachSummary {
    fn key(&self) -> String {
        self.id.to_string()
    }

    fn place(&self, field: &str) -> Place {
        match field {
            "name" => text(self.name.octets()),
            "state" => text(self.state.octets(ApproachState::word)),
            _ => text(&self.key()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => contains(&self.key(), value) || contains(self.name.octets(), value),
            Some("id") => contains(&self.key(), value),
            Some("name") => contains(self.name.octets(), value),
            Some("party") => self.parties.iter().any(|party| contains(party.as_str(), value)),
            Some("state") => self.state.octets(ApproachState::word) == value,
            Some(field) => panic!("cooperative approaches have no {field}"),
        }
    }
}

impl Row for OrderSummary {
    fn key(&self) -> String {
        self.id.to_string()
    }

    fn place(&self, field: &str) -> Place {
        match field {
            "state" => text(self.state.octets(OrderState::word)),
            "age" => seconds(self.at),
            "expires" => seconds(self.expires),
            _ => text(&self.key()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => [self.key().as_str(), self.by.octets(), self.subject.octets()].iter().any(|text| contains(text, value)),
            Some("id") => contains(&self.key(), value),
            Some("state") => self.state.octets(OrderState::word) == value,
            Some("act") => self.kind.octets(OrderKind::word) == value,
            Some("by") => contains(self.by.octets(), value),
            Some("about") => contains(self.subject.octets(), value),
            Some("age") => is_ago(value, self.at),
            Some("expires") => within(value, u64::try_from(self.expires.to_zoned(TimeZone::UTC).year()).unwrap()),
            // A row does not say who decided.
            Some("decided-by") => false,
            Some(field) => panic!("orders have no {field}"),
        }
    }
}

impl Row for EntrySummary {
    fn key(&self) -> String {
        self.entry.to_string()
    }

    fn by_id(&self) -> (String, u64) {
        (String::new(), self.entry)
    }

    fn place(&self, _: &str) -> Place {
        Place::Number(self.entry)
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => contains(self.kind.octets(), value) || contains(self.reason.octets(), value),
            Some("entry") => within(value, self.entry),
            Some("kind") => contains(self.kind.octets(), value),
            Some("by") => self.by.iter().any(|login| login.octets() == value),
            Some("at") => is_ago(value, self.at),
            // A row does not say what it touched.
            Some("touched") => false,
            Some(field) => panic!("entries have no {field}"),
        }
    }
}
