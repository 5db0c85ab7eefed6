//! A contact as another program tells it, in a vCard or a table: something to compare and to verify, never to call.
//! What could be read in more than one way was refused before it came here.
//! Must not know: the format it came in.

use super::{Address, CardKind, Language};
use crate::{domain::calendar::Zone, text::Untrusted};
use std::collections::BTreeSet;

/// A contact that nobody has verified here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// How the other program names it, if it does.
    pub uid: Option<Untrusted>,
    /// A person or a desk.
    pub kind: CardKind,
    /// The name.
    pub name: Untrusted,
    /// The organisation; may be empty.
    pub organisation: Untrusted,
    /// What they do there; may be empty.
    pub title: Untrusted,
    /// Where they are said to be reached.
    pub addresses: Vec<Address>,
    /// The languages they are said to speak.
    pub languages: BTreeSet<Language>,
    /// Where they are said to work.
    pub zone: Option<Zone>,
}
