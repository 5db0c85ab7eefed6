//! What a review asks for, one thing at a time: a value typed again, a path, the words heard on the telephone, a reason.
//! A value and the words prove something, so they must be typed (F07, F29).
//! Must not know: whether what was entered is right.

use crate::{
    app::field::Accepts,
    evidence::statement::StatementKind,
    screens::prompt::{self, NO_REASON, NOTHING},
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::screens) enum Asks {
    /// The next value, from the approver's own copy.
    Retype,
    /// The path of the approver's own copy of the document.
    Document,
    /// The words that the initiator says.
    Heard,
    /// Why something is said about the order.
    Reason(StatementKind),
}

impl prompt::Asks for Asks {
    fn accepts(self) -> Accepts {
        if self.must_be_typed() { Accepts::Critical } else { Accepts::Prose }
    }

    fn missing(self) -> &'static str {
        if matches!(self, Self::Reason(_)) { NO_REASON } else { NOTHING }
    }

    fn must_be_typed(self) -> bool {
        matches!(self, Self::Retype | Self::Heard)
    }
}
