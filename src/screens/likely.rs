//! What probably led to a difference: the cause with its arithmetic where one was found, else what usually leads to such a kind.
//! Neither is more than likely, and which of the two it is can be told from its label.
//! Must not know: how a cause was found.

use crate::{
    domain::reconcile::Code,
    text::{Kind, Untrusted},
    ui::{detail::Item, theme::Role},
};

/// The line about it.
pub fn item(code: Code, cause: Option<&Untrusted>) -> Item<'static> {
    match cause {
        Some(cause) => Item::field("Likely", Role::Accent, cause.gate(Kind::Prose)),
        None => Item::field("Usually", Role::Text, code.spec().usual),
    }
}

/// What to look at first and what resolves it; nothing of what nobody has to do anything about.
pub fn advice(code: Code) -> Vec<Item<'static>> {
    let spec = code.spec();
    if code.gravity().weight() == 0 {
        return vec![Item::field("To do", Role::Dim, spec.resolve)];
    }
    vec![Item::field("Look first at", Role::Text, spec.look), Item::field("Resolved by", Role::Text, spec.resolve)]
}
