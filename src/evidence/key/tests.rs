//! The vectors of RFC 8032, and what a strict check must refuse.

use super::*;
