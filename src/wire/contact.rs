//! Contacts as other programs have them: vCard 4.0, a table, and the draft of a message.
//! What is read is a draft that nobody has verified; what could be read in two ways is refused by its line.
//! Must not know: the directory, or what becomes of a draft.

pub mod mail;
pub mod table;
pub mod vcard;
