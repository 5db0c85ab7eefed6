//! The whole: the state of the console, the messages it gets, the one function that changes it, and the frame it paints.
//! One value, one function, one painter: a test feeds messages and looks at state, effects and cells.
//! Must not know: the terminal, tokio, files.

mod acts;
pub mod alarms;
mod allowed;
mod announcing;
mod answers;
mod copy;
mod export;
mod extract;
mod follow;
mod frame;
mod guarding;
mod jump;
mod keys;
mod layout;
mod looked;
mod losing;
mod message;
mod mouse;
mod navigate;
mod pack;
mod perform;
mod record;
mod saved;
mod seek;
mod seen;
mod stage;
mod state;
mod themes;
mod update;

pub use acts::Unfinished;
pub use alarms::Held;
pub use allowed::allowed;
pub use export::Folders;
pub use frame::paint;
pub use message::{Message, Millis};
pub use saved::SavedFilters;
pub use state::{ProfileCard, Start, State};
pub use themes::Themes;
pub use update::update;
