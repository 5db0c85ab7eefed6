//! Variant C: national dialects, with unit, activity and range in one id: `NG-tCO2e-1-004-2026-1-930`.
//! They name neither cooperative approach nor registry, and some write Parties in two letters: the caller says what is meant.
//! Must not know: any table of countries.

use super::{Dialect, Reading};
use crate::{
    domain::{ApproachId, IdProblem, PartyCode, RegistryId, SerialRange, block::Series, itmo_id::BlockRange},
    text::Untrusted,
};

/// Two-letter codes with the Parties they stand for, as the caller has them.
pub type Alpha2<'a> = &'a [(&'a str, PartyCode)];

/// How a national id is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `{party}-{unit}-{numbers…}-{vintage}-{first}-{last}`, such as `NG-tCO2e-1-004-2026-1-930`.
    Hyphens,
    /// `{party}-{unit}-{vintage}-{activity}-{first}:{last}`, such as `NG-tCO2e-2026-004-1:930`.
    Colon,
}

/// A national dialect with what it leaves unsaid.
#[derive(Clone, Copy, Debug)]
pub struct National<'a> {
    /// Which of the two spellings.
    pub spelling: Spelling,
    /// Two-letter codes that may stand for a Party. A three-letter code stands for itself.
    pub parties: Alpha2<'a>,
    /// The cooperative approach the ids belong to.
    pub approach: ApproachId,
    /// The registry that created them.
    pub registry: RegistryId,
}

/// The parts of an id, not yet read.
struct Parts<'t> {
    party: &'t str,
    vintage: &'t str,
    first: &'t str,
    last: &'t str,
    numbering: String,
}

impl Dialect for National<'_> {
    fn name(&self) -> &'static str {
        match self.spelling {
            Spelling::Hyphens => "C, national, hyphens",
            Spelling::Colon => "C, national, colon",
        }
    }

    fn read(&self, text: &str) -> Result<Reading, IdProblem> {
        let parts = match self.spelling {
            Spelling::Hyphens => hyphens(text),
            Spelling::Colon => colon(text),
        };
        let parts = parts.ok_or(IdProblem::Itmo)?;
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !parts.numbering.split('-').all(plain) {
            return Err(IdProblem::Itmo);
        }
        let range = SerialRange::new(parts.first.parse()?, parts.last.parse()?)?;
        let series = Series {
            approach: self.approach,
            registry: self.registry,
            party: self.party(parts.party)?,
            vintage: parts.vintage.parse()?,
        };
        Ok(Reading { block: BlockRange { series, range }, numbering: Untrusted::new(parts.numbering) })
    }
}

impl National<'_> {
    fn party(&self, code: &str) -> Result<PartyCode, IdProblem> {
        match self.parties.iter().find(|(alpha2, _)| *alpha2 == code) {
            Some((_, party)) => Ok(*party),
            None => code.parse(),
        }
    }
}

fn hyphens(text: &str) -> Option<Parts<'_>> {
    let (rest, last) = text.rsplit_once('-')?;
    let (rest, first) = rest.rsplit_once('-')?;
    let (rest, vintage) = rest.rsplit_once('-')?;
    let (party, numbering) = rest.split_once('-')?;
    Some(Parts { party, vintage, first, last, numbering: numbering.to_owned() })
}

fn colon(text: &str) -> Option<Parts<'_>> {
    let (rest, last) = text.rsplit_once(':')?;
    let (rest, first) = rest.rsplit_once('-')?;
    let mut parts = rest.splitn(4, '-');
    let (party, unit, vintage, activity) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some(Parts { party, vintage, first, last, numbering: format!("{unit}-{activity}") })
}
