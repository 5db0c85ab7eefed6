//! What proves: the hash-chained journal of acts.
//! Must not know: where the journal is kept, or how an act is sent.

pub mod journal;
