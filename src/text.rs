//! Text from outside and text for the screen: the gate, amounts in words, number and time formats.
//! Everything a server or a file says is [`Untrusted`] until it has passed the gate.
//! Must not know: what the text is about, or who shows it.

mod confusable;
pub mod find;
mod gate;
pub mod number;
pub mod time;
mod untrusted;
pub mod words;

pub use confusable::confusable;
pub use gate::{Kind, Shown};
pub use untrusted::Untrusted;
