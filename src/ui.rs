//! Painters and theme: table, detail, bars, boxes. Knows ratatui and the gate, nothing of registries.
//! Painters are pure: data, theme and an area in, cells out. They never write outside their area, whatever its size.
//! Must not know: accounts, blocks, actions, or where the data came from.

pub mod bars;
pub mod boxed;
pub mod choices;
pub mod detail;
pub mod dump;
pub mod field;
mod grapheme;
pub mod line;
pub mod notice;
mod pen;
mod safe;
mod span;
pub mod strip;
pub mod table;
pub mod theme;
pub mod toast;
mod wrap;

pub use line::Align;
pub use safe::Safe;
pub use span::Span;
pub use theme::{Depth, Glyph, Role, Theme};
