//! Which cases the board shows: those that are open, those that wait for the person here, or those that were closed last.
//! One key goes from each to the next.
//! Must not know: which cases these are.

/// Which cases are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    /// Those that are open.
    Open,
    /// Those that wait for the person here.
    ForUs,
    /// Those that were closed last.
    Closed,
}

impl Only {
    /// What the key leads to next.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Open => Self::ForUs,
            Self::ForUs => Self::Closed,
            Self::Closed => Self::Open,
        }
    }

    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::ForUs => "for me",
            Self::Closed => "closed",
        }
    }
}
