//! Taking the suspended link to a counterpart up again.
//! The state of a link is kept in the directory and not in the book, so the entry says what was done and changes no holding.
//! Must not know: who suspended it.

use super::entry::Written;
use crate::{
    domain::RegistryId,
    sandbox::{
        comm::peers::{self, Peer},
        desk::Desk,
        problem::Refusal,
    },
};

/// The counterpart whose link is suspended.
///
/// # Errors
/// That the directory has no such registry, or that its link is not suspended.
pub(super) fn suspended(desk: &Desk<'_>, registry: RegistryId) -> Result<Peer, Refusal> {
    let found = peers::peer(desk.book, registry)?.ok_or_else(|| Refusal::missing("counterpart registry"))?;
    if found.state.starts_with("suspended") {
        return Ok(found);
    }
    Err(Refusal::state(format!("the link to {registry} is {}; only a suspended one can be resumed", found.state)))
}

/// Takes it up.
///
/// # Errors
/// As [`suspended`].
pub(super) fn resume(desk: &Desk<'_>, registry: RegistryId) -> Result<Written, Refusal> {
    let found = suspended(desk, registry)?;
    peers::put(desk.book, &Peer { state: "active".to_owned(), ..found })?;
    Ok(("link-resumed", Vec::new(), format!("the link to {registry} is active")))
}
