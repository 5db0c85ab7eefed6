//! The rules on signed texts in one sentence each, as a refusal says them beside their id.
//! The ids are those of `docs/rules.md`; what is not here is the sentence of the refusal itself.
//! Must not know: what is judged.

/// The rule of this id, in words; nothing for an id that is none.
pub(super) fn words(id: &str) -> &'static str {
    RULES.iter().find(|(known, _)| *known == id).map_or("", |(_, words)| words)
}

const RULES: [(&str, &str); 24] = [
    ("F01", "Who initiated an order never counts as its approver."),
    ("F02", "Persons are told apart by the roster, not by login, key or role."),
    ("F03", "Initiator and approver sign at different stations."),
    ("F04", "Nobody approves where the initiator has just acted."),
    ("F05", "A statement names the digest of the order's exact text."),
    ("F07", "Critical values are typed again before they are seen."),
    ("F12", "A change is a new order under a new id."),
    ("F13", "Orders and statements end."),
    ("F14", "Between approval and execution any one person may stop an order."),
    ("F15", "What reduces risk takes one person, now: an officer, or whoever's key it is."),
    ("F16", "A trusted account counts after working days of delay."),
    ("F18", "As many persons as the policy asks for, and never fewer than two."),
    ("F19", "Where the policy says so, a third person releases."),
    ("F21", "The approver compares their own copy of the source document."),
    ("F22", "Before execution an initiator withdraws an order, and an approver an approval."),
    ("F26", "Roles are judged when they are used."),
    ("F27", "Roster and policy are signed by two security officers, each version exactly the next."),
    ("F28", "Orders are carried out in the hours of working days, and before they end."),
    ("F34", "A rejection is final for the text that was rejected."),
    ("T03", "The text says what the registry's book says of the units and accounts."),
    ("T04", "Nothing that was signed counts twice."),
    ("T06", "A signature is made with a valid key of its person, for one purpose."),
    ("T23", "Nothing counts from a time that has not come, or that is long over."),
    ("T33", "A text counts in its own registry and environment only."),
];
