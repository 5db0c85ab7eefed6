//! A card of the directory: a person or a desk. No picture, no private address: what a call needs and nothing else.
//! Whoever it stands for is told apart by the id, never by the name.
//! Must not know: channels, roles and absences; they are entries of their own.

use super::{CardId, Language, OrganisationId, WorkingHours};
use crate::{domain::words, text::Untrusted};
use std::collections::BTreeSet;

/// Whether one human being is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardKind {
    /// A person.
    Person,
    /// A desk at which somebody sits.
    Desk,
}

words!(CardKind, "kind of card", Person "person", Desk "desk");

/// Somebody who can be reached.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// A person or a desk.
    pub kind: CardKind,
    /// Where they work.
    pub organisation: OrganisationId,
    /// The name.
    pub name: Untrusted,
    /// What they do there, in their own words; may be empty.
    pub title: Untrusted,
    /// The languages they speak.
    pub languages: BTreeSet<Language>,
    /// When they work, if not when the office is open.
    pub hours: Option<WorkingHours>,
    /// Who stands in when they are absent and the absence names nobody.
    pub deputy: Option<CardId>,
}
