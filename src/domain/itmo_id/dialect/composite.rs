//! Variant A: five parts with hyphens, serial fourth: `CA0001-CHE01-THA-1-2022` (decision 6/CMA.4, annex I, paragraph 5).
//! The checkers of the agreed electronic format accept thousands commas in the serial, so this does too.
//! Must not know: any other spelling.

use super::{Dialect, Reading};
use crate::{
    domain::{IdProblem, ItmoId, block::Series},
    text::Untrusted,
};

/// The five-part spelling.
#[derive(Clone, Copy, Debug, Default)]
pub struct Composite;

impl Dialect for Composite {
    fn name(&self) -> &'static str {
        "A, five parts"
    }

    fn read(&self, text: &str) -> Result<Reading, IdProblem> {
        Ok(Reading { block: five_parts(text)?.into(), numbering: Untrusted::default() })
    }
}

pub(in crate::domain::itmo_id) fn five_parts(text: &str) -> Result<ItmoId, IdProblem> {
    let mut parts = text.split('-');
    let (Some(approach), Some(registry), Some(party), Some(serial), Some(vintage), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(IdProblem::Itmo);
    };
    if serial.contains(' ') {
        return Err(IdProblem::Serial);
    }
    let series =
        Series { approach: approach.parse()?, registry: registry.parse()?, party: party.parse()?, vintage: vintage.parse()? };
    Ok(ItmoId::of(series, serial.parse()?))
}
