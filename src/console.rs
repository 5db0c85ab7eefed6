//! The whole: the state of the console, the messages it gets, and the one function that changes it.
//! Must not know: the terminal, tokio, files.

mod message;
mod state;

pub use message::{Message, Millis};
pub use state::{ProfileCard, State, paint, update};
