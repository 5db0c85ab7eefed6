//! The revocations of a book: the keys that one person ended before their row in the roster did (F15).
//! A version of the roster is told with those that ended a key of it, so that whoever reads it later can judge by them too.
//! Must not know: how a key comes to be revoked.

use crate::{
    evidence::{revocation::SignedRevocation, roster::RosterText},
    sandbox::{book, fault::StoreProblem},
    wire::admin::signed::{GuardedText, Revoked},
};
use rusqlite::Connection;

/// Every revocation of the book.
///
/// # Errors
/// That the book can't be read.
pub(in crate::sandbox) fn revocations(book: &Connection) -> Result<Vec<SignedRevocation>, StoreProblem> {
    let read = |kept: Revoked| {
        SignedRevocation::read(&kept.text, &kept.signature, Some(kept.taken)).map_err(|_| StoreProblem::Row("a revocation"))
    };
    book::revocations(book)?.into_iter().map(read).collect()
}

/// A version of the roster with the revocations beside it that ended a key of it.
///
/// # Errors
/// That the book can't be read.
pub(in crate::sandbox) fn beside(book: &Connection, roster: GuardedText) -> Result<GuardedText, StoreProblem> {
    let text = RosterText::parse(roster.text.as_bytes()).map_err(|_| StoreProblem::Row("a roster"))?;
    let kept = book::revocations(book)?.into_iter().zip(revocations(book)?);
    let ended = kept.filter(|(_, signed)| text.clone().without([signed]) != text);
    Ok(GuardedText { revocations: ended.map(|(kept, _)| kept).collect(), ..roster })
}
