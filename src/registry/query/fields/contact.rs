//! The fields of the directory of contacts.
//! It is asked for whole and filtered where it is read, by the same filters as a registry's lists.
//! Must not know: how rows are reckoned.

use super::{Field, FieldKind};

/// The roles, as words.
const ROLES: &[&str] = &[
    "national-focal-point",
    "administrator",
    "alternate-administrator",
    "technical",
    "security",
    "reconciliation",
    "authorization",
    "change-management",
    "communication-standards",
    "legal",
    "service-desk",
    "public",
];

/// The topics, as words.
const TOPICS: &[&str] =
    &["operations", "infrastructure", "security", "reconciliation", "authorization", "contacts", "changes", "standards"];

/// Fields of the directory of contacts.
pub const CONTACT_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "id of the card, or part of it" },
    Field { name: "name", kind: FieldKind::Text, sortable: true, doc: "name, or part of it" },
    Field { name: "organisation", kind: FieldKind::Text, sortable: false, doc: "organisation's name, or part of it" },
    Field { name: "kind", kind: FieldKind::Choice(&["person", "desk"]), sortable: false, doc: "a person or a desk" },
    Field { name: "party", kind: FieldKind::Exact, sortable: false, doc: "Party of the organisation or a registry, such as GHA" },
    Field { name: "registry", kind: FieldKind::Exact, sortable: false, doc: "registry they belong to, such as GHA01" },
    Field { name: "role", kind: FieldKind::Choice(ROLES), sortable: false, doc: "a role that counts" },
    Field { name: "topic", kind: FieldKind::Choice(TOPICS), sortable: false, doc: "what they are called about" },
    Field { name: "reachable", kind: FieldKind::YesNo, sortable: false, doc: "whether they can be reached by telephone now" },
    Field { name: "due", kind: FieldKind::YesNo, sortable: false, doc: "whether somebody must verify them again" },
    Field { name: "changed", kind: FieldKind::YesNo, sortable: false, doc: "whether something changed in the last thirty days" },
];

/// How far a change can be, as words.
const CHANGE_STATES: &[&str] = &["waiting", "confirmed", "cancelled", "expired"];

/// What a change can be for, as words.
const CHANGE_KINDS: &[&str] = &["onboarding", "change", "key-change", "role-change", "offboarding", "verification"];

/// Fields of the changes of contacts.
pub const CHANGE_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "id of the change, or part of it" },
    Field { name: "state", kind: FieldKind::Choice(CHANGE_STATES), sortable: false, doc: "how far it is" },
    Field { name: "kind", kind: FieldKind::Choice(CHANGE_KINDS), sortable: false, doc: "what it is for" },
    Field {
        name: "about",
        kind: FieldKind::Text,
        sortable: false,
        doc: "an entry it touches: part of an id, a role or a number",
    },
    Field { name: "by", kind: FieldKind::Text, sortable: false, doc: "person who proposed it, or part of the id" },
    Field { name: "confirmed-by", kind: FieldKind::Text, sortable: false, doc: "person who confirmed it, or part of the id" },
    Field { name: "paper", kind: FieldKind::Text, sortable: false, doc: "paper it rests on, or part of its name" },
    Field { name: "at", kind: FieldKind::Age, sortable: true, doc: "how long ago it was proposed" },
];

/// How far a message to a list can be, as words. One that was answered by some and came back from others is in both states.
const BROADCAST_STATES: &[&str] = &["unsigned", "ready", "sent", "answered", "returned"];

/// Fields of the messages to lists.
pub const BROADCAST_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: false, doc: "id of the message, or part of it" },
    Field { name: "subject", kind: FieldKind::Text, sortable: true, doc: "what it is about, or part of it" },
    Field { name: "list", kind: FieldKind::Exact, sortable: true, doc: "the list it goes to, such as operations" },
    Field { name: "label", kind: FieldKind::Text, sortable: false, doc: "how far it may travel, such as amber" },
    Field { name: "state", kind: FieldKind::Choice(BROADCAST_STATES), sortable: false, doc: "how far it is" },
    Field { name: "by", kind: FieldKind::Text, sortable: false, doc: "login that recorded it, or part of it" },
    Field { name: "at", kind: FieldKind::Age, sortable: true, doc: "how long ago it was recorded" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{ProposalKind, ProposalState, Role, Topic};

    #[test]
    fn every_role_and_topic_there_is_can_be_asked_for() {
        assert_eq!(Role::ALL.iter().map(|(_, word)| *word).collect::<Vec<_>>(), ROLES);
        assert_eq!(Topic::ALL.iter().map(|(_, word)| *word).collect::<Vec<_>>(), TOPICS);
    }

    #[test]
    fn every_kind_and_state_of_a_change_can_be_asked_for() {
        assert_eq!(ProposalState::ALL.iter().map(|(_, word)| *word).collect::<Vec<_>>(), CHANGE_STATES);
        assert_eq!(ProposalKind::ALL.iter().map(|(_, word)| *word).collect::<Vec<_>>(), CHANGE_KINDS);
    }
}
