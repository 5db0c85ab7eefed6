//! The form of a takeover: whose word is taken in each conflict, and on what the proposals rest; and the texts that come of it.
//! Nothing is decided by itself: each conflict waits for a person, and nothing is filled in (F36).
//! Must not know: how the texts are read or signed.

use crate::{
    app::Signer,
    domain::contact::{Directory, EntryKey, Method, Takeover, Through},
    evidence::{
        contact_change::{ChangeText, Grounds, NotWritten},
        roster::RosterText,
    },
    registry::book::Contacts,
    screens::{
        contact_words::no_way,
        form::{Form, Row as Asked},
        new_id,
        propose::way_words,
        writing,
    },
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A conflict, by its place among them.
    Conflict(usize),
    /// The paper.
    Basis,
    /// How it was made sure.
    Method,
    /// Through which old way.
    Through,
    /// Why.
    Reason,
}

/// What is missing, and in which row.
pub(super) type Lack = writing::Lack<Row>;

/// The choice that takes their word.
pub(super) const THEIRS: usize = 1;

/// Names of the rows of the first conflicts; more than these share the last name, and say in the comparison which they are.
const CONFLICTS: [&str; 9] = [
    "Conflict 1",
    "Conflict 2",
    "Conflict 3",
    "Conflict 4",
    "Conflict 5",
    "Conflict 6",
    "Conflict 7",
    "Conflict 8",
    "Conflict 9",
];

/// The rows.
pub(super) fn rows(conflicts: usize, ways: &[Through]) -> Vec<Asked<Row>> {
    let whose = || vec!["ours stays".to_owned(), "theirs is taken".to_owned()];
    let label = |at: usize| CONFLICTS.get(at).copied().unwrap_or("Conflict 10…");
    let mut rows: Vec<_> = (0..conflicts).map(|at| Asked::choice(Row::Conflict(at), label(at), whose())).collect();
    rows.push(Asked::exact(Row::Basis, "Paper", "reference of the letter or the minutes, such as CB/2026/41"));
    rows.push(Asked::choice(Row::Method, "Made sure by", Method::ALL.iter().map(|(_, word)| (*word).to_owned()).collect()));
    rows.push(Asked::choice(Row::Through, "Through", way_words(ways)));
    rows.push(Asked::prose(Row::Reason, "Reason", "why, such as the half-yearly look; where it came from is added"));
    rows
}

/// The entries that changes which wait are about.
pub(super) fn waiting(contacts: &Contacts) -> BTreeSet<EntryKey> {
    let waiting = contacts.proposals.iter().filter(|proposal| proposal.waits());
    let read = waiting.filter_map(|proposal| ChangeText::parse(proposal.text.octets().as_bytes()).ok());
    read.flat_map(|text| text.entries()).map(|entry| entry.key()).collect()
}

/// On what the proposals rest.
pub(super) fn grounds(
    form: &Form<Row>,
    ways: &[Through],
    conflicts: usize,
    (roster, signer): (&RosterText, &Signer),
    source: String,
) -> Result<Grounds, Lack> {
    let lack = |row, why: &str| (row, why.to_owned());
    if let Some(at) = (0..conflicts).find(|at| form.chosen(Row::Conflict(*at)).is_none()) {
        return Err(lack(Row::Conflict(at), "find out which is right, and choose: nobody else decides it"));
    }
    let basis = form.text(Row::Basis).parse().map_err(|why| (Row::Basis, format!("{why}")))?;
    let method = form.chosen(Row::Method).and_then(|at| Method::ALL.get(at)).map(|(method, _)| *method);
    let through = match form.chosen(Row::Through) {
        Some(0) => None,
        Some(at) => ways.get(at - 1).cloned(),
        None => return Err(lack(Row::Through, "choose the old channel they were asked through, or that there was none")),
    };
    let reason = form.text(Row::Reason);
    if reason.is_empty() {
        return Err(lack(Row::Reason, "say why: a reason is part of what is signed (F20)"));
    }
    Ok(Grounds {
        registry: roster.roster().registry,
        environment: roster.roster().environment,
        basis,
        method: method.ok_or_else(|| lack(Row::Method, "choose how it was made sure that they want it"))?,
        through,
        reason: reason.to_owned(),
        source,
        initiator: signer.person.clone(),
    })
}

/// The texts of the proposals.
pub(super) fn texts(
    grounds: &Grounds,
    plan: &Takeover,
    ours: &Directory,
    (now, seed): (Timestamp, [u8; 16]),
) -> Result<Vec<ChangeText>, Lack> {
    let text = |(nth, batch): (usize, &crate::domain::contact::Batch)| {
        let id = u16::try_from(nth)
            .ok()
            .and_then(|nth| new_id::version_7(now, seed, nth))
            .ok_or_else(|| (Row::Basis, "this computer's clock gives no id for a change".to_owned()))?;
        grounds.text(ours, batch, id, now).map_err(|why| match why {
            NotWritten::Way(why) => (Row::Through, no_way(why)),
            NotWritten::Reason => (Row::Reason, format!("{why}")),
            why => (Row::Basis, format!("it can't be proposed: {why}")),
        })
    };
    plan.proposals.iter().enumerate().map(text).collect()
}
