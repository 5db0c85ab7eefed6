//! The spellings of ITMO ids that are found in the field, each behind the same trait.
//! A dialect says less than an id holds: what it does not say is given by the caller, never guessed.
//! Must not know: which dialect a registry or a filing uses.

mod columns;
mod composite;
mod national;

pub use columns::Columns;
pub use composite::Composite;
pub(super) use composite::five_parts;
pub use national::{Alpha2, National, Spelling};

use super::{BlockRange, ItmoId};
use crate::{domain::IdProblem, text::Untrusted};

/// A way to write ITMO ids.
pub trait Dialect {
    /// Its name, for the screen and for evidence.
    fn name(&self) -> &'static str;

    /// Reads one written id.
    ///
    /// # Errors
    /// [`IdProblem`] names the part that is not as it should be.
    fn read(&self, text: &str) -> Result<Reading, IdProblem>;
}

/// What a written id says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The ids. Dialects that write a range in one id give all of it, the others a run of one.
    pub block: BlockRange,
    /// What the numbering depends on besides the series, as written: unit and activity in national dialects, else empty.
    /// Serials of two numberings can't be compared, even in one series.
    pub numbering: Untrusted,
}

/// An id as somebody wrote it, with what it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    octets: Untrusted,
    dialect: &'static str,
    reading: Reading,
}

impl Written {
    /// Reads an id and keeps its octets.
    ///
    /// # Errors
    /// As [`Dialect::read`].
    pub fn read(octets: Untrusted, dialect: &dyn Dialect) -> Result<Self, IdProblem> {
        let reading = dialect.read(octets.octets())?;
        Ok(Self { octets, dialect: dialect.name(), reading })
    }

    /// Exactly what was written. This is what evidence shows.
    pub fn octets(&self) -> &Untrusted {
        &self.octets
    }

    /// The name of the dialect it was read in.
    pub fn dialect(&self) -> &'static str {
        self.dialect
    }

    /// What it was read as.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The one id it names; `None` when it names a run of several.
    pub fn id(&self) -> Option<ItmoId> {
        let block = self.reading.block;
        (block.first_id() == block.last_id()).then(|| block.first_id())
    }
}

/// Reads the first and the last id of a block. Where one id holds the whole range, both must say the same.
///
/// # Errors
/// As [`Dialect::read`]; [`IdProblem::Series`] when the two differ in more than the serial, [`IdProblem::Range`] when
/// the first is after the last, [`IdProblem::Itmo`] when each holds a range of its own.
pub fn read_block(dialect: &dyn Dialect, first: &str, last: &str) -> Result<BlockRange, IdProblem> {
    let (first, last) = (dialect.read(first)?, dialect.read(last)?);
    if first == last {
        return Ok(first.block);
    }
    if first.numbering != last.numbering {
        return Err(IdProblem::Series);
    }
    let single = |block: BlockRange| block.range.first() == block.range.last();
    if !(single(first.block) && single(last.block)) {
        return Err(IdProblem::Itmo);
    }
    BlockRange::of(first.block.first_id(), last.block.last_id())
}
