//! Why no connection could be made, as far as the system below says it: each reason has its own way out.
//! A connection that was made and broke is none of these: what became of what was sent on it nobody here knows.
//! Must not know: sockets, or how names are looked up.

/// Why no connection could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreached {
    /// The host is there, and nothing takes connections at this port of it.
    Refused,
    /// No address is known under the name.
    UnknownName,
    /// This network has no way to the address.
    NoWay,
}

impl Unreached {
    /// What happened, as a sentence without the end stop.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Refused => "The registry can't be reached: nothing answers at its address",
            Self::UnknownName => "The registry can't be reached: nobody here knows its name",
            Self::NoWay => "The registry can't be reached: there is no way to it from this network",
        }
    }

    /// What to try, as a sentence.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Refused => "See whether it runs, check the port in the profile, then refresh.",
            Self::UnknownName => "Check the address in the profile and whether names are found from here, then refresh.",
            Self::NoWay => "Check the network and what leads into the registry's, then refresh.",
        }
    }
}
