//! The lines of a registry's ledger and their chain.
//! Each line carries the SHA-256 of the line before; a ledger that was changed, thinned out or reordered does not verify.
//! Must not know: what the acts do, and where the lines are kept.
//!
//! One line is one JSON object, its members always in this order, printable ASCII without blanks outside of strings:
//!
//! ```text
//! {"v":1,"seq":1,"at":"2026-11-22T09:14:05.123Z","registry":"CHE01","kind":"account.opened","act":{…},"prev":"000…000"}
//! ```
//!
//! A line's digest is the SHA-256 of its octets without the LF that ends it in a file. The page is `docs/ledger.md`.

mod chain;
mod compact;
mod line;

pub use super::digest::{Digest, Head};
pub use chain::{Broken, Chain, Why, verify, verify_remembering};
pub use line::{Line, NotALine};
