//! The report of a year as a registry makes it: as of one entry of its ledger, with actions and holdings to be read page by page.
//! A report of a year that is over never changes; whoever reads its pages gets rows of just the entry that was named.
//! Must not know: the tables that are filed.

use super::AuthorizationVersion;
use crate::{
    domain::{AuthorizationId, Block, PartyCode, RegistryId},
    evidence::digest::Digest,
    text::Untrusted,
};
use jiff::Timestamp;

/// The report as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The year, UTC.
    pub year: i16,
    /// The registry.
    pub registry: RegistryId,
    /// The Party that reports.
    pub party: PartyCode,
    /// Whether the year is over by the registry's clock.
    pub ended: bool,
    /// The moment of what is held.
    pub at: Timestamp,
    /// The last entry of the ledger that counts.
    pub entry: u64,
    /// The digest of that entry.
    pub digest: Digest,
    /// When the book was opened with what was held by then.
    pub opened: Timestamp,
    /// The authorizations of the Party, every version.
    pub authorizations: Vec<(AuthorizationId, AuthorizationVersion)>,
    /// The authorized entities of the Party.
    pub entities: Vec<AuthorizedEntity>,
    /// How many actions there are.
    pub actions: u64,
    /// How many blocks are held.
    pub holdings: u64,
}

/// An authorized entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizedEntity {
    /// Its identification number in the country of incorporation.
    pub number: Untrusted,
    /// Its name.
    pub name: Untrusted,
    /// The country of incorporation.
    pub country: PartyCode,
}

/// Which rows of a report are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReportWindow {
    /// The year.
    pub year: i16,
    /// The entry that the report is as of.
    pub entry: u64,
    /// The place of the first row, from 0.
    pub offset: u64,
}

impl ReportWindow {
    /// Rows of an answer at most.
    pub const ROWS: u16 = 1_000;
}

/// Rows of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRows<T> {
    /// How many the report has.
    pub total: u64,
    /// Those from the place that was asked for.
    pub rows: Vec<T>,
}

/// An action on a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedAction {
    /// When it was done in this registry.
    pub at: Timestamp,
    /// Action type (table 25(b)), as the registry spells it.
    pub action: Untrusted,
    /// Action subtype (table 26(b)).
    pub subtype: Option<Untrusted>,
    /// The ITMOs.
    pub block: Block,
    /// The transferring Party of an acquisition.
    pub transferring: Option<PartyCode>,
    /// The acquiring Party of a transfer.
    pub acquiring: Option<PartyCode>,
    /// The purpose of a use or cancellation for other international mitigation purposes.
    pub purpose: Option<Untrusted>,
    /// The Party that uses or cancels.
    pub using: Option<PartyCode>,
    /// The authorized entity that uses or cancels.
    pub entity: Option<Untrusted>,
    /// The calendar year of a use towards an NDC.
    pub ndc_year: Option<u16>,
}
