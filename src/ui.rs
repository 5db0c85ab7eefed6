//! Painters and theme: table, detail, bars, boxes. Knows ratatui and the gate, nothing of registries.
//! Must not know: accounts, blocks, actions, or where the data came from.

pub mod theme;

pub use theme::Theme;
