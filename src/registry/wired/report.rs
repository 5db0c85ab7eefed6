//! The report of a year and its rows, from the wire.
//! Rows must be those that were asked for: of the same entry, from the same place, and no more than there are.
//! Must not know: what becomes of them.

use super::authorization::authorization_version;
use crate::{
    registry::book::{AuthorizedEntity, Report, ReportRows, ReportWindow, ReportedAction},
    text::Untrusted,
    wire::{
        admin::report as wire,
        convert::{self, Misfit, Place},
    },
};

/// The report of this year.
///
/// # Errors
/// [`Misfit`] for an id, a digest or a year that is none, and for the report of another year.
pub fn report(year: i16, said: wire::Report, at: &Place<'_>) -> Result<Report, Misfit> {
    if at.parse::<i16>("year", &said.year)? != year {
        return Err(at.field("year").misfit("it is the report of another year"));
    }
    let authorization = |said: crate::wire::ledger::Authorization, at: &Place<'_>| {
        Ok((at.parse("id", &said.id)?, authorization_version(said, at)?))
    };
    let entity = |said: wire::AuthorizedEntity, at: &Place<'_>| {
        let country = at.parse("country", &said.country)?;
        Ok(AuthorizedEntity { number: Untrusted::new(said.id), name: Untrusted::new(said.name), country })
    };
    Ok(Report {
        year,
        registry: at.parse("registry", &said.registry)?,
        party: at.parse("party", &said.party)?,
        ended: said.ended,
        at: said.at,
        entry: said.entry.0,
        digest: at.parse("digest", &said.digest)?,
        opened: said.opened,
        authorizations: at.each("authorizations", said.authorizations, authorization)?,
        entities: at.each("entities", said.entities, entity)?,
        actions: said.actions.0,
        holdings: said.holdings.0,
    })
}

/// Rows of a report.
///
/// # Errors
/// [`Misfit`] for rows of another entry or place, for more than were asked for or than there are, and for fewer before the end.
pub fn report_rows<W, T>(
    window: ReportWindow,
    said: wire::ReportRows<W>,
    at: &Place<'_>,
    row: impl Fn(W, &Place<'_>) -> Result<T, Misfit>,
) -> Result<ReportRows<T>, Misfit> {
    if said.entry.0 != window.entry {
        return Err(at.field("entry").misfit("the rows are of another report than the one asked for"));
    }
    if said.offset.0 != window.offset {
        return Err(at.field("offset").misfit("the rows begin at another place than asked for"));
    }
    let (count, left) = (said.items.len() as u64, said.total.0.saturating_sub(window.offset));
    if count > left || count > u64::from(ReportWindow::ROWS) || (count == 0 && left > 0) {
        return Err(at.field("items").misfit("it is another number of rows than there should be"));
    }
    Ok(ReportRows { total: said.total.0, rows: at.each("items", said.items, row)? })
}

/// A row of actions.
///
/// # Errors
/// [`Misfit`] for an id or a Party that is none.
pub fn reported_action(said: wire::ReportedAction, at: &Place<'_>) -> Result<ReportedAction, Misfit> {
    Ok(ReportedAction {
        at: said.at,
        action: Untrusted::new(said.action),
        subtype: said.subtype.map(Untrusted::new),
        block: convert::block(said.block, &at.field("block"))?,
        transferring: at.parse_if("transferring", said.transferring.as_deref())?,
        acquiring: at.parse_if("acquiring", said.acquiring.as_deref())?,
        purpose: said.purpose.map(Untrusted::new),
        using: at.parse_if("using", said.using.as_deref())?,
        entity: said.entity.map(Untrusted::new),
        ndc_year: said.ndc_year,
    })
}
