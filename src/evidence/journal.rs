//! The journal's lines and their chain: intent before the act, outcome after it (promise 7).
//! Each line carries the SHA-256 of the line before; a journal that was changed, thinned out or reordered does not verify.
//! Must not know: files. The runtime writes the lines and syncs them.
//!
//! One line is one JSON object, ASCII only, its fields always in this order, without spaces, with LF at its end; a field that
//! says nothing is left out, but for `act`, `what` and `prev`:
//!
//! ```text
//! {"seq":1,"at":"2026-11-22T09:14:05.123Z","kind":"intent","act":"0192…","what":"freeze CHE01-100-2071","prev":"000…000"}
//! ```
//!
//! `prev` is the SHA-256, in lower-case hexadecimal, of the octets of the previous line without its LF; 64 zeros in the
//! first line. Anyone can follow the chain with `sha256sum`. No chain can tell that its newest lines are missing or that
//! only the last line was rewritten: that takes a [`Head`] remembered elsewhere, and [`Chain::resume_from`].
//!
//! The lines are kept in segments. When a segment is closed a [`Manifest`] says what it holds, and carries the digest of the
//! manifest before; the station signs it. A [`Proof`] shows one line of a closed segment and no other.

mod chain;
mod line;
mod manifest;
mod merkle;
mod proof;
mod segment;

pub use super::digest::{Digest, Head};
pub use chain::{Broken, Chain, Open, Why};
pub use line::{Entry, Kind, Record};
pub use manifest::{Before, MAGIC as MANIFEST_MAGIC, Manifest, NotAManifest};
pub use merkle::{Tree, leaf};
pub use proof::{Proof, ProofProblem};
pub use segment::SegmentName;
