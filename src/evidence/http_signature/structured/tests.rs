//! The hostile table.
use super::*;
