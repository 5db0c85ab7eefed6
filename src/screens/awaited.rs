//! Why a value is not on a page yet: it is being asked for, or it could not be had.
//! It says what was asked for in the place where the value would stand, so that nobody takes its absence for an answer.
//! Must not know: what the value is.

use crate::{
    app::Remote,
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// A sentence across the page.
pub fn said(role: Role, sentence: impl Into<String>) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(sentence.into()))])
}

/// Why something is not here.
pub fn awaited<T>(value: &Remote<T>) -> Item<'static> {
    match value.problem() {
        None => said(Role::Pending, "It is being asked for."),
        Some(problem) => said(Role::Warn, format!("It can't be had: {}. {}", problem.what(), problem.advice())),
    }
}
