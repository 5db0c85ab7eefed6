//! Who signs at this console for a profile: a person and a station, by their ids in the registry's roster.
//! It comes from the configuration; whether the roster knows them is the roster's to say.
//! Must not know: where their keys are.

use crate::domain::{PersonId, StationId};

/// A person at a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The person.
    pub person: PersonId,
    /// The station.
    pub station: StationId,
}
