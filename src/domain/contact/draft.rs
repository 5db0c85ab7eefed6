//! A contact as another program tells it, in a vCard or a table: something to compare and to verify, never to call.
//! What could be read in more than one way was refused before it came here.
//! Must not know: the format it came in.

use super::{Address, CardId, CardKind, Directory, Language};
use crate::{domain::calendar::Zone, text::Untrusted};
use jiff::Timestamp;
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

impl Draft {
    /// A card of the directory as another program may have it: only what was verified and counts.
    pub fn of(directory: &Directory, who: &CardId, at: Timestamp) -> Option<Self> {
        let (card, standing) = directory.card(who)?;
        standing.verified.as_ref()?;
        let organisation = directory.organisation(&card.organisation);
        let own = directory.channels().filter(|(channel, _)| channel.owner == *who && channel.is_in_use(at));
        let counting =
            own.filter(|(channel, standing)| standing.verified.is_some() && directory.changes.held(&channel.key(), at).is_none());
        Some(Self {
            uid: Some(Untrusted::new(card.id.as_str())),
            kind: card.kind,
            name: card.name.clone(),
            organisation: organisation.map(|organisation| organisation.name.clone()).unwrap_or_default(),
            title: card.title.clone(),
            addresses: counting.map(|(channel, _)| channel.address.clone()).collect(),
            languages: card.languages.clone(),
            zone: card.hours.as_ref().or(organisation.map(|organisation| &organisation.hours)).map(|hours| hours.zone.clone()),
        })
    }
}
