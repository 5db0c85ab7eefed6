//! The text of a proposal, written of what was typed: in whose directory, on which paper, through which old way, and what it replaces.
//! A change that could lead a call astray is not written without an old way that counts (F14).
//! Must not know: how it is shown.

use super::{
    choices::Choices,
    entries::Lack,
    task::{Row, Task},
};
use crate::{
    domain::contact::{Directory, Entry, Method, Through},
    evidence::{
        contact_change::{ChangeText, ChangedEntry, ContactChange, entry_digest},
        lines::Prose,
        moment::Moment,
        roster::RosterText,
    },
    screens::{contact_words::no_way, form::Form, writing::Hand},
};

/// The text that is signed, by the roster in force.
///
/// # Errors
/// [`Lack`].
pub fn text(
    task: Task,
    (form, choices): (&Form<Row>, &Choices),
    (directory, entries): (&Directory, Vec<Entry>),
    (hand, roster): (Hand<'_>, &RosterText),
) -> Result<ChangeText, Lack> {
    let lack = |row, why: &str| (row, why.to_owned());
    let basis = form.text(Row::Basis).parse().map_err(|why| (Row::Basis, format!("{why}")))?;
    let method = form.chosen(Row::Method).and_then(|at| Method::ALL.get(at)).map(|(method, _)| *method);
    let method = method.ok_or_else(|| lack(Row::Method, "choose how it was made sure that they want it"))?;
    let through = through(form, choices)?;
    let now = hand.now;
    directory.confirmed_through(&entries, through.as_ref(), (now, now)).map_err(|why| (Row::Through, no_way(why)))?;
    let reason = form.text(Row::Reason);
    if reason.is_empty() {
        return Err(lack(Row::Reason, "say why: a reason is part of what is signed (F20)"));
    }
    let reason = Prose::new(reason)
        .map_err(|_| lack(Row::Reason, "it has a character that could not be shown as it is, or a space too many (T17)"))?;
    let replaces = |entry: &Entry| directory.entry(&entry.key()).map(entry_digest);
    let change = ContactChange {
        id: hand.id().ok_or_else(|| lack(Row::Task, "this computer's clock gives no id for a change"))?,
        registry: roster.roster().registry,
        environment: roster.roster().environment,
        kind: task.kind(),
        basis,
        method,
        through,
        entries: entries.into_iter().map(|entry| ChangedEntry { replaces: replaces(&entry), entry }).collect(),
        reason,
        made: Moment::of(now),
        initiator: hand.signer.person.clone(),
    };
    change.write().map_err(|why| (Row::Task, format!("it can't be written as a change: {why}")))
}

/// The old way that was chosen: the first in the form is none.
fn through(form: &Form<Row>, choices: &Choices) -> Result<Option<Through>, Lack> {
    match form.chosen(Row::Through) {
        Some(0) => Ok(None),
        Some(at) => Ok(choices.ways.get(at - 1).cloned()),
        None => Err((Row::Through, "choose the old channel they were asked through, or that there was none".to_owned())),
    }
}
