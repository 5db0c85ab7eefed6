//! Whether two extracts can be compared at all: of one moment, complete, and of the registries they should be of.
//! Extracts that can't are not compared: every difference between them could be one of time alone.
//! Must not know: what the extracts hold.

use super::{
    code::Code,
    field::{Field, Said},
    finding::{Finding, Subject},
};
use crate::domain::{Quantity, RegistryId};
use jiff::Timestamp;

/// The head of an extract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The registry whose book it is of.
    pub registry: RegistryId,
    /// The moment.
    pub at: Timestamp,
    /// How many lines it says it has; `None` when it does not say.
    pub announced: Option<u64>,
    /// How many came.
    pub lines: u64,
}

/// What keeps two extracts from being compared; nothing when they can be. `expected` are the two registries.
pub fn same_moment(ours: Snapshot, theirs: Snapshot, expected: (RegistryId, RegistryId)) -> Option<Finding> {
    let mut said = Vec::new();
    if ours.at != theirs.at {
        said.push(Said::both(Field::Time, ours.at, theirs.at));
    }
    for (snapshot, registry, is_ours) in [(ours, expected.0, true), (theirs, expected.1, false)] {
        if snapshot.registry != registry {
            let text = format!("{}, and should be of {registry}", snapshot.registry);
            said.push(Said::one(Field::Holder, is_ours, text));
        }
        if let Some(announced) = snapshot.announced.filter(|announced| *announced != snapshot.lines) {
            said.push(Said::one(Field::Quantity, is_ours, format!("{} of {announced} lines", snapshot.lines)));
        }
    }
    let finding = || Finding::new(Code::D20, Subject::Snapshot, Quantity::ZERO, ours.at.max(theirs.at));
    (!said.is_empty()).then(|| finding().saying(said))
}
