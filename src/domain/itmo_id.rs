//! The ITMO unique identifier and the dialects it is written in.
//! Must not know: which ITMOs exist.

use super::{ApproachId, PartyCode, RegistryId, Serial, Vintage, block::Series};
use std::fmt;

/// One ITMO: cooperative approach, registry, first transferring Party, serial, vintage (decision 6/CMA.4, annex I, paragraph 5).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ItmoId {
    series: Series,
    serial: Serial,
}

impl ItmoId {
    /// The id of one serial of a series.
    pub fn of(series: Series, serial: Serial) -> Self {
        Self { series, serial }
    }
    /// What the id shares with its neighbours.
    pub fn series(&self) -> Series {
        self.series
    }
    /// The serial.
    pub fn serial(&self) -> Serial {
        self.serial
    }
}

impl fmt::Display for ItmoId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Series { approach, registry, party, vintage } = self.series;
        f.pad(&format!("{approach}-{registry}-{party}-{}-{vintage}", self.serial.number()))
    }
}

#[allow(unused)]
fn _types(_: ApproachId, _: PartyCode, _: RegistryId, _: Vintage) {}
