//! Reasons that say little, as lines of a page (F20): before whoever gives one signs it, and for whoever reads it later.
//! They are flagged and never refused.
//! Must not know: which page.

use super::{awaited::said, words};
use crate::{
    domain::reason::{Beside, Doubtful, doubts},
    evidence::{order::Order, signed::Signed, statement::StatementText},
    ui::{detail::Item, theme::Role},
};

/// What stands before a text that is about to be signed.
pub fn before(found: &[Doubtful]) -> Vec<Item<'static>> {
    found.iter().map(|doubt| said(Role::Warn, format!("!  {}. Say what speaks for this one (F20).", capital(*doubt)))).collect()
}

/// What is doubtful about the reason of one's statement on an order, for whoever reads it later: beside the initiator's, and beside what
/// the same person said before.
pub fn of_statement(order: &Order, statements: &[Signed<StatementText>], place: usize) -> Vec<Doubtful> {
    let Some(this) = statements.get(place).map(|signed| signed.text.statement()) else { return Vec::new() };
    let earlier = statements.iter().take(place).map(|signed| signed.text.statement());
    let last = earlier.rev().find(|said| said.person == this.person).map(|said| said.reason.as_str());
    let initiator = (this.person != order.initiator).then(|| order.reason.as_str());
    doubts(this.reason.as_str(), Beside { last, initiator, ticket: None })
}

/// The flags of an order's reasons, each with whose reason it is: the initiator's first, then those of whoever spoke.
pub fn of_case(order: &Order, statements: &[Signed<StatementText>]) -> Vec<(String, Item<'static>)> {
    let own =
        flag(&doubts(order.reason.as_str(), Beside::default())).map(|flag| (format!("{}, initiator", order.initiator), flag));
    let spoken = statements.iter().enumerate().filter_map(|(place, signed)| {
        let statement = signed.text.statement();
        let flag = flag(&of_statement(order, statements, place))?;
        Some((format!("{}, {}", statement.person, words::act(statement.kind.word())), flag))
    });
    own.into_iter().chain(spoken).collect()
}

/// A flag behind a reason that was given; nothing behind most.
pub fn flag(found: &[Doubtful]) -> Option<Item<'static>> {
    let words: Vec<String> = found.iter().map(ToString::to_string).collect();
    (!words.is_empty()).then(|| said(Role::Warn, format!("  !  {} (F20)", words.join("; "))))
}

fn capital(doubt: Doubtful) -> String {
    let sentence = doubt.to_string();
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
