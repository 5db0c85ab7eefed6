//! From wire to domain and back: parse, don't validate. What does not parse is named by its place, in our own words.
//! An unknown state is kept as `Unrecognised`; an unknown metric or holder kind is a misfit, because what it measures must be known.
//! Must not know: HTTP, and the registry's own types; `registry::wired` goes on from here.

mod account;
mod block;
pub mod case;
pub mod contact;
pub mod discrepancy;
pub mod evidence;
mod misfit;
pub mod order_text;

pub use account::{
    account, account_summary, account_summary_to_wire, account_to_wire, holder, holding, holding_to_wire, holdings,
};
pub use block::{block, block_to_wire, metric, range};
pub use discrepancy::{discrepancy, discrepancy_to_wire};
pub use misfit::{Misfit, Place};

use super::admin as wire;
use crate::{
    domain::{Lock, transfer::TransferId},
    text::Untrusted,
};

/// What keeps something from moving.
///
/// # Errors
/// [`Misfit`] for an id that is not one.
pub fn lock(lock: wire::Lock, at: &Place<'_>) -> Result<Lock, Misfit> {
    Ok(Lock {
        cause: Untrusted::new(lock.cause),
        since: lock.since,
        order: at.parse_if("order", lock.order.as_deref())?,
        transfer: at.parse_if("transfer", lock.transfer.as_deref())?,
        withheld: false,
    })
}

/// What keeps something from moving, for the wire.
fn lock_to_wire(lock: &Lock) -> wire::Lock {
    let id = |id: Option<TransferId>| id.map(|id| id.to_string());
    let cause = lock.cause.octets().to_owned();
    wire::Lock { cause, since: lock.since, order: id(lock.order), transfer: id(lock.transfer) }
}

#[cfg(test)]
mod tests;
