//! What proves: orders and statements as signed texts, the hash-chained journal of acts, the hash-chained ledger of a registry, keys,
//! and signatures on messages.
//! Proof is made of plain lines, plain hashes and published formats, so that anyone can check it without this program.
//! Must not know: where any of it is kept, or how an act or a message is sent.

pub mod allowed_signers;
mod armor;
pub mod challenge;
pub mod confirmation;
pub mod contact_change;
pub mod contact_log;
pub mod contacts;
pub mod digest;
pub mod draft;
pub mod edition;
pub mod guarded;
pub mod http_signature;
pub mod journal;
pub mod key;
pub mod ledger;
pub mod lines;
pub mod moment;
pub mod officers;
pub mod openssh_key;
pub mod order;
pub mod pack;
pub mod policy;
pub mod principal;
pub mod reconciliation;
pub mod resolution;
pub mod revocation;
pub mod roster;
#[cfg(test)]
pub(crate) mod sample;
pub mod signed;
pub mod ssh_wire;
pub mod sshsig;
mod stamp;
pub mod standing;
pub mod statement;
pub mod succession;
pub mod validity;
