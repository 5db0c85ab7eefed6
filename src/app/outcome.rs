//! What came of a key given to something on top of a screen, and how a cursor moves in the lists there.
//! Values only: whoever owns the stack does what they say, through the gate like any key.
//! Must not know: which overlays there are.

use super::{
    action::Action,
    effect::RequestId,
    field::Edit,
    key::{Key, KeyCode},
    passphrase::Passphrase,
    why::Refusal,
};
use crate::registry::{Act, Confirmed};

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverlayOutcome {
    /// The overlay took it; nothing else is to be done but paint.
    Consumed,
    /// The text of a search changed: look for it now.
    Edited(String),
    /// The cursor of a picker came to another item; it may be shown what picking it would do.
    Pointed(Action, String),
    /// The overlay is to go away.
    Close,
    /// The overlay goes away and this is to run, through the gate, with this argument.
    Run(Action, Option<String>),
    /// Somebody said yes: the overlay goes away and this runs without asking again; the gate still judges.
    Agreed(Action, Option<String>),
    /// Somebody confirmed what this action does: the overlay goes away and it may be sent; the gate still judges.
    Confirmed(Action, Confirmed<Act>),
    /// The passphrase for the act of this request, or none because it is not to be signed; the overlay goes away.
    Passphrase(RequestId, Option<Passphrase>),
    /// It was not done, for this reason; the overlay stays.
    Refused(Refusal),
    /// Put this identifier on the clipboard; the overlay stays.
    Copy(String),
}

impl OverlayOutcome {
    /// Whether the overlay goes away.
    pub fn closes(&self) -> bool {
        matches!(self, Self::Close | Self::Run(..) | Self::Agreed(..) | Self::Confirmed(..) | Self::Passphrase(..))
    }

    /// What comes of a key in a field: only a changed text concerns the overlay.
    pub(super) fn of_edit(edit: Edit, changed: impl FnOnce() -> Self) -> Self {
        match edit {
            Edit::Changed => changed(),
            Edit::Moved | Edit::Unused => Self::Consumed,
            Edit::Refused(problem) => Self::Refused(problem.into()),
        }
    }
}

/// Where a cursor in `len` rows goes by this key; `None` when the key does not move it.
pub(super) fn step(key: Key, at: usize, len: usize) -> Option<usize> {
    const PAGE: usize = 10;
    let last = len.saturating_sub(1);
    match key {
        _ if key == Key::plain(KeyCode::Up) || key == Key::control('p') => Some(at.checked_sub(1).unwrap_or(last)),
        _ if key == Key::plain(KeyCode::Down) || key == Key::control('n') => Some(if at >= last { 0 } else { at + 1 }),
        _ if key == Key::plain(KeyCode::PageUp) => Some(at.saturating_sub(PAGE)),
        _ if key == Key::plain(KeyCode::PageDown) => Some((at + PAGE).min(last)),
        _ => None,
    }
}
