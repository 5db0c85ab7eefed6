//! What security officers do: bring a roster or a policy into force, take one back, end a key (F15, F27).
//! Each counts the open orders anew that it touches, so this stands above orders and below nothing but HTTP.
//! Must not know: HTTP, and what an order does.

mod revoke;
mod sign;
mod withdraw;

pub(super) use revoke::revoke;
pub(super) use sign::sign;
pub(super) use withdraw::withdraw;
