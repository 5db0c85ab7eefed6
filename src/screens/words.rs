//! How the screens show states: a role and a glyph beside the state's own word, never colour alone.
//! A state this version does not know is a warning, not the nearest one it knows.
//! Must not know: layout.

use crate::domain::{AccountState, BlockState};
use crate::ui::{Glyph, Role};

/// How an account's state is shown.
pub fn account_state(state: AccountState) -> (Role, Glyph) {
    match state {
        AccountState::Open => (Role::Ok, Glyph::Ok),
        AccountState::Requested => (Role::Pending, Glyph::Pending),
        AccountState::BlockedOut | AccountState::Suspended => (Role::Blocked, Glyph::Blocked),
        AccountState::Closed => (Role::Dim, Glyph::Nothing),
        AccountState::Unrecognised => (Role::Warn, Glyph::Info),
    }
}

/// How a block's state is shown.
pub fn block_state(state: BlockState) -> (Role, Glyph) {
    match state {
        BlockState::Available => (Role::Ok, Glyph::Ok),
        BlockState::Reserved | BlockState::InFlightOut | BlockState::InFlightIn => (Role::Pending, Glyph::Pending),
        BlockState::FrozenReconciliation | BlockState::FrozenAdministration => (Role::Blocked, Glyph::Blocked),
        BlockState::Used | BlockState::Cancelled => (Role::Dim, Glyph::Nothing),
        BlockState::Unrecognised => (Role::Warn, Glyph::Info),
    }
}
