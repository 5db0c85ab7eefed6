//! Authorizations and cooperative approaches, from the wire.
//! What is left is worked out here and compared: a registry that subtracts otherwise is not believed.
//! Must not know: which one was asked for.

use super::entry_summary;
use crate::{
    domain::{
        Quantity, Vintage,
        approach::{ApproachState, InitialReport},
        authorization::{AuthorizationState, FirstTransferDefinition, Purpose},
    },
    registry::{
        Word,
        book::{ApproachInFull, ApproachSummary, AuthorizationInFull, AuthorizationSummary, AuthorizationVersion},
    },
    text::Untrusted,
    wire::{
        admin::authorization as wire,
        convert::{self, Misfit, Place},
        ledger,
    },
};

/// A row of the list of authorizations.
///
/// # Errors
/// [`Misfit`] for an id that is not one, a version 0, or a rest that is not the quantity less what was used.
pub fn authorization_summary(row: wire::AuthorizationSummary, at: &Place<'_>) -> Result<AuthorizationSummary, Misfit> {
    let read = AuthorizationSummary {
        id: at.parse("id", &row.id)?,
        version: version(row.version, at)?,
        state: Word::read(row.state, AuthorizationState::of_word),
        approach: at.parse("approach", &row.approach)?,
        party: at.parse("party", &row.party)?,
        purpose: Word::read(row.purpose, Purpose::of_word),
        quantity: row.quantity.map(|most| Quantity::new(most.0)),
        consumed: Quantity::new(row.consumed.0),
    };
    if row.left.map(|left| Quantity::new(left.0)) != read.left() {
        return Err(at.field("left").misfit("it is not what the quantity leaves after what was used"));
    }
    Ok(read)
}

/// An authorization in full.
///
/// # Errors
/// [`Misfit`] as for its summary and versions, for a version of another authorization, and when the first version is not the newest.
pub fn authorization(full: wire::AuthorizationInFull, at: &Place<'_>) -> Result<AuthorizationInFull, Misfit> {
    let summary = authorization_summary(full.summary, &at.field("summary"))?;
    let versions = at.each("versions", full.versions, |said, at| {
        if said.id != summary.id.as_str() {
            return Err(at.field("id").misfit("it is a version of another authorization"));
        }
        authorization_version(said, at)
    })?;
    let falling = versions.windows(2).all(|pair| matches!(pair, [newer, older] if newer.version > older.version));
    if !falling || versions.first().is_none_or(|newest| newest.version != summary.version) {
        return Err(at.field("versions").misfit("the versions are not there from the newest on"));
    }
    Ok(AuthorizationInFull { summary, versions })
}

/// A version of an authorization.
///
/// # Errors
/// [`Misfit`] for an id, a vintage or a metric that is not one, a version 0, or a timeframe that runs backwards.
pub(super) fn authorization_version(said: ledger::Authorization, at: &Place<'_>) -> Result<AuthorizationVersion, Misfit> {
    Ok(AuthorizationVersion {
        version: version(said.version, at)?,
        state: Word::read(said.state, AuthorizationState::of_word),
        approach: at.parse("approach", &said.approach)?,
        party: at.parse("party", &said.party)?,
        date: said.date,
        purpose: Word::read(said.purpose, Purpose::of_word),
        first_transfer: said.first_transfer.map(|word| Word::read(word, FirstTransferDefinition::of_word)),
        parties: at.parse_each("parties", &said.parties)?,
        entities: said.entities.into_iter().map(Untrusted::new).collect(),
        quantity: said.quantity.map(|most| Quantity::new(most.0)),
        timeframe: said.timeframe.map(|years| timeframe(years, at)).transpose()?,
        metric: convert::metric(&said.metric, at)?,
        mitigation_type: Untrusted::new(said.mitigation_type),
        sector: Untrusted::new(said.sector),
        activity_type: Untrusted::new(said.activity_type),
        terms: Untrusted::new(said.terms),
    })
}

/// The number of a version.
pub(super) fn version(version: u32, at: &Place<'_>) -> Result<u32, Misfit> {
    if version == 0 { Err(at.field("version").misfit("versions count from 1")) } else { Ok(version) }
}

fn timeframe((first, last): (u16, u16), at: &Place<'_>) -> Result<(Vintage, Vintage), Misfit> {
    let here = at.field("timeframe");
    let vintage = |year| Vintage::new(year).map_err(|why| here.misfit(why));
    if first > last {
        return Err(here.misfit("the first vintage is after the last"));
    }
    Ok((vintage(first)?, vintage(last)?))
}

/// A row of the list of cooperative approaches.
///
/// # Errors
/// [`Misfit`] for an id or a Party that is not one.
pub fn approach_summary(row: wire::ApproachSummary, at: &Place<'_>) -> Result<ApproachSummary, Misfit> {
    Ok(ApproachSummary {
        id: at.parse("id", &row.id)?,
        name: Untrusted::new(row.name),
        parties: at.parse_each("parties", &row.parties)?,
        state: Word::read(row.state, ApproachState::of_word),
        initial_report: Word::read(row.initial_report, InitialReport::of_word),
    })
}

/// A cooperative approach in full.
///
/// # Errors
/// [`Misfit`] as for its summary and its entries, and for an authorization id that is not one.
pub fn approach(full: wire::ApproachInFull, at: &Place<'_>) -> Result<ApproachInFull, Misfit> {
    Ok(ApproachInFull {
        summary: approach_summary(full.summary, &at.field("summary"))?,
        recorded: full.recorded,
        history: at.each("history", full.history, entry_summary)?,
        authorizations: at.parse_each("authorizations", &full.authorizations)?,
    })
}
