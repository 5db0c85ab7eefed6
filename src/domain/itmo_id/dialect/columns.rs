//! Variant B: a plain integer; approach, registry, Party and vintage stand in columns of their own
//! (common nomenclature of 17 February 2026, technical type "integer").
//! Must not know: where the columns came from.

use super::{Dialect, Reading};
use crate::{
    domain::{IdProblem, ItmoId, block::Series},
    text::Untrusted,
};

/// The serial alone, in a row whose other columns name this series.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// What the row's other columns say.
    pub series: Series,
}

impl Dialect for Columns {
    fn name(&self) -> &'static str {
        "B, serial with columns"
    }

    fn read(&self, text: &str) -> Result<Reading, IdProblem> {
        let id = ItmoId::of(self.series, text.parse()?);
        Ok(Reading { block: id.into(), numbering: Untrusted::default() })
    }
}
