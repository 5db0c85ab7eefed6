//! Messages to lists of the directory as rows, and one in full: to whom it goes, who signed it, what became of it with each recipient.
//! What a row says was not verified: signatures are judged where a message is read and signed.
//! Must not know: files, or how messages look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, ours},
};
use crate::{
    domain::{PersonId, contact::LeftOut},
    registry::book::{Broadcast, Delivery},
    text::Untrusted,
};

impl SheetRow for Broadcast {
    const SHEET: Sheet = Sheet::Broadcasts;
    const SHORT: usize = 8;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "id of the message", |one| Some(one.id.to_string())),
        Of::time("at", "when it was recorded", |one| Some(one.at)),
        Of::id("list", "the list it goes to", |one| Some(one.list.to_string())),
        Of::word("label", "how far it may travel, such as `TLP:AMBER`", |one| ours(one.message.label().word())),
        Of::name("subject", "what it is about", |one| Some(Untrusted::new(one.message.subject()))),
        Of::count("recipients", "how many it goes to", |one| count(one.deliveries.len())),
        Of::count("sent", "how many the office's mail sent it to", |one| tally(one)[0]),
        Of::count("answered", "how many answered", |one| tally(one)[1]),
        Of::count("returned", "how many it came back from", |one| tally(one)[2]),
        Of::count("left_out", "how many hold a role of the list and get nothing", |one| count(one.left_out.len())),
        Of::count("signed", "how many persons signed it", |one| count(one.signatures.len())),
        Of::count("needed", "how many must, before it may go out", |one| count(one.needed())),
        Of::name("by", "login that recorded it", |one| Some(one.by.clone())),
        Of::id("sha256", "SHA-256 of its text", |one| Some(one.sha256.to_string())),
        Of::count("entry", "the ledger's entry that names it", |one| Some(one.entry)),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// What one message has besides.
pub(super) const MORE: &[Of<Broadcast>] =
    &[Of::prose("text", "subject, label and text as they are signed", |one| Some(Untrusted::new(one.message.signed_text())))];

/// Who signed it.
pub(super) const SIGNATURES: &[Of<(PersonId, Untrusted)>] = &[
    Of::id("person", "who", |(person, _)| Some(person.to_string())),
    Of::prose("signature", "the signature in its armor", |(_, armor)| Some(armor.clone())),
];

/// What became of it with each recipient.
pub(super) const DELIVERIES: &[Of<Delivery>] = &[
    Of::id("registry", "for which registry", |of| Some(of.to.registry.to_string())),
    Of::word("role", "in which role", |of| ours(of.to.role.word())),
    Of::id("who", "id of the card", |of| Some(of.to.who.to_string())),
    Of::name("mail", "where", |of| Some(Untrusted::new(of.to.mail.to_string()))),
    Of::time("sent", "when the office's mail sent it", |of| of.sent),
    Of::time("answered", "when they answered", |of| of.answered),
    Of::time("returned", "when it came back", |of| of.returned),
];

/// Who gets nothing, and why.
pub(super) const LEFT_OUT: &[Of<LeftOut>] = &[
    Of::id("registry", "for which registry", |left| Some(left.registry.to_string())),
    Of::word("role", "in which role", |left| ours(left.role.word())),
    Of::id("who", "id of the card", |left| Some(left.who.to_string())),
    Of::prose("why", "why", |left| ours(left.why.sentence())),
];

fn tally(of: &Broadcast) -> [Option<u64>; 3] {
    of.tally().map(count)
}

fn count(how_many: usize) -> Option<u64> {
    u64::try_from(how_many).ok()
}
