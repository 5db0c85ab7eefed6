//! vCard 4.0 (RFC 6350), read strictly and written in its one simple form.
//! A picture is never taken, a line that is too long is refused before it is put together, and one id names one card.
//! Must not know: who sent it.

mod line;
mod property;
mod unfold;
mod write;

pub use write::{Unwritable, write};

use crate::{domain::contact::Draft, text::Untrusted};
use property::CardUnderWay;
use std::collections::BTreeMap;

/// The most octets of a file.
pub const MOST_OCTETS: usize = 1024 * 1024;
/// The most octets of a line, put together: an address book's picture has more.
pub const MOST_LINE_OCTETS: usize = 8 * 1024;
/// The most cards of a file.
pub const MOST_CARDS: usize = 2000;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VCards {
    /// The cards with the line at which each begins.
    pub cards: Vec<(usize, Draft)>,
    /// What is not taken over, by line and the property's name.
    pub left_out: Vec<(usize, Untrusted)>,
}

/// The first place where a file is not as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct VCardProblem {
    /// The line, from 1, as an editor counts them.
    pub line: usize,
    /// What is wrong.
    pub fault: VCardFault,
}

/// What is wrong with a file or a line of it. The words are ours: a hostile text is never quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VCardFault {
    /// Too many octets.
    #[error("the file has more than {MOST_OCTETS} octets")]
    TooLong,
    /// Too many cards.
    #[error("the file has more than {MOST_CARDS} cards")]
    TooMany,
    /// A line that is too long.
    #[error("the line has more than {MOST_LINE_OCTETS} octets; export the contacts without pictures")]
    LineTooLong,
    /// Not UTF-8.
    #[error("not UTF-8, which every vCard 4.0 is")]
    NotUtf8,
    /// A byte order mark.
    #[error("a byte order mark")]
    ByteOrderMark,
    /// A control character.
    #[error("a control character")]
    Control,
    /// A carriage return without a line feed.
    #[error("a carriage return that ends no line")]
    CarriageReturn,
    /// Folded before anything was said.
    #[error("a continuation of no line")]
    FoldsNothing,
    /// No property.
    #[error("not a property: NAME, parameters, a colon, a value")]
    Form,
    /// Another character set.
    #[error("a CHARSET or ENCODING, which vCard 4.0 does not have")]
    Charset,
    /// Outside of a card, or one inside another.
    #[error("a card begins with BEGIN:VCARD and ends with END:VCARD, and none stands in another")]
    Frame,
    /// Another version.
    #[error("the line after BEGIN:VCARD is not VERSION:4.0")]
    Version,
    /// A property twice that may stand once.
    #[error("a second name, id, kind, organisation, title or zone of one card")]
    Twice,
    /// A card without a name.
    #[error("the card has no name (FN)")]
    NoName,
    /// An id twice.
    #[error("another card of this file has the same id (UID)")]
    SameUid,
    /// An escape that is none.
    #[error("a backslash that escapes nothing")]
    Escape,
    /// A line break in a text of one line.
    #[error("a line break inside a name, a title or an organisation")]
    LineBreak,
    /// A group or a place.
    #[error("the card is of neither a person (individual) nor a desk (org)")]
    Kind,
    /// A telephone number.
    #[error("the telephone number is not + and 7 to 15 digits")]
    Phone,
    /// A mail address.
    #[error("the mail address is not of the form name@domain")]
    Mail,
    /// A messaging address.
    #[error("the messaging address is not SERVICE:NAME")]
    Messaging,
    /// A language.
    #[error("the language is not two or three small letters")]
    Language,
}

/// Reads a file of cards.
///
/// # Errors
/// [`VCardProblem`]: the first line that is not as it must be. Then nothing of the file is taken.
pub fn read(octets: &[u8]) -> Result<VCards, VCardProblem> {
    let mut cards = VCards::default();
    let mut under_way: Option<CardUnderWay> = None;
    let mut uids: BTreeMap<Untrusted, usize> = BTreeMap::new();
    let mut last = 1;
    for unfolded in unfold::unfold(octets)? {
        let at = |fault| VCardProblem { line: unfolded.line, fault };
        last = unfolded.line;
        let property = line::read(&unfolded.text).map_err(at)?;
        if property.is("BEGIN", "VCARD") {
            if under_way.is_some() {
                return Err(at(VCardFault::Frame));
            }
            if cards.cards.len() == MOST_CARDS {
                return Err(at(VCardFault::TooMany));
            }
            under_way = Some(CardUnderWay::begun(unfolded.line));
            continue;
        }
        let Some(card) = under_way.as_mut() else { return Err(at(VCardFault::Frame)) };
        if !property.is("END", "VCARD") {
            if !card.take(&property).map_err(at)? {
                cards.left_out.push((unfolded.line, Untrusted::new(property.name)));
            }
            continue;
        }
        let (begun, draft) = card.ended().map_err(at)?;
        if let Some(uid) = &draft.uid
            && uids.insert(uid.clone(), begun).is_some()
        {
            return Err(VCardProblem { line: begun, fault: VCardFault::SameUid });
        }
        cards.cards.push((begun, draft));
        under_way = None;
    }
    match under_way {
        Some(_) => Err(VCardProblem { line: last, fault: VCardFault::Frame }),
        None => Ok(cards),
    }
}

#[cfg(test)]
mod tests;
