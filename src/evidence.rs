//! What proves: the hash-chained journal of acts.
//! Proof is made of plain lines and plain hashes, so that anyone can check it without this program.
//! Must not know: where the journal is kept, or how an act is sent.

pub mod journal;
