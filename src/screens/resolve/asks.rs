//! What is asked for while a case is resolved: the parts of a proposal one after the other, a value typed again, a reason.
//! A value proves something, so it must be typed (F07).
//! Must not know: whether what was entered is right.

use crate::{
    app::field::Accepts,
    evidence::confirmation::ConfirmationKind,
    screens::prompt::{self, NO_REASON, NOTHING},
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// The number of the kind of resolution.
    Kind,
    /// Until when a difference is accepted.
    Until,
    /// The path of a document it rests on; nothing ends them.
    Evidence,
    /// The orders that correct the book; there may be none.
    Orders,
    /// Why the resolution is proposed.
    Reason,
    /// The next value, from a copy of one's own.
    Retype,
    /// Why it is confirmed or declined.
    Word(ConfirmationKind),
}

impl Asks {
    /// What stands before the field; `asked` names the value that is to be typed again.
    pub fn label(self, asked: Option<&str>) -> String {
        match self {
            Self::Kind => "How it is resolved, by its number".to_owned(),
            Self::Until => "Accepted until (YYYY-MM-DD)".to_owned(),
            Self::Evidence => "Path of a document, or Enter".to_owned(),
            Self::Orders => "Orders that correct it, or Enter".to_owned(),
            Self::Reason => "Why".to_owned(),
            Self::Retype => asked.unwrap_or_default().to_owned(),
            Self::Word(ConfirmationKind::Confirm) => "Why you confirm it".to_owned(),
            Self::Word(ConfirmationKind::Decline) => "Why you decline it".to_owned(),
        }
    }
}

impl prompt::Asks for Asks {
    fn accepts(self) -> Accepts {
        match self {
            Self::Kind | Self::Until | Self::Orders | Self::Retype => Accepts::Critical,
            Self::Evidence | Self::Reason | Self::Word(_) => Accepts::Prose,
        }
    }

    fn must_be_typed(self) -> bool {
        matches!(self, Self::Retype | Self::Kind)
    }

    fn missing(self) -> &'static str {
        if matches!(self, Self::Reason | Self::Word(_)) { NO_REASON } else { NOTHING }
    }

    fn may_be_empty(self) -> bool {
        matches!(self, Self::Evidence | Self::Orders)
    }
}
