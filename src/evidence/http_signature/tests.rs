//! RFC.
use super::*;
