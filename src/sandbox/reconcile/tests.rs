//! Two registries in memory that reconcile: in peace, with every message lost or doubled, and with a counterpart that lies.
#![allow(clippy::indexing_slicing)]

mod between;
mod hostile;
mod lost;
mod planted;
mod told;
mod two;
