//! Two registries in memory, wired together without a network: everything between them can be lost, doubled, held back or altered.
#![allow(clippy::indexing_slicing)]

mod evidence;
mod hand;
mod heard;
mod hostile;
mod losses;
mod pair;
mod peace;
mod questions;
mod races;
mod seeds;
mod times;
