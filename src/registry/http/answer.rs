//! What an answer says, and whether it answers the question that was asked: a 200 is not yet a result.
//! Places are named in our own words; the registry's text never gets into a problem this way.
//! Must not know: how the octets came.

mod papers;
mod people;

use super::question;
use crate::{
    domain::{AccountId, ItmoId, RegistryId, transfer::TransferId},
    registry::{
        IdempotencyKey, Page, ProblemKind, Query, Read, Receipt, Reply, Start, Unreadable,
        traffic::{IncidentId, MessageId},
        wired,
    },
    wire::{
        admin,
        convert::{self, Misfit, Place},
    },
};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// Reads the answer to a question.
pub(super) fn reply(ask: &Read, octets: &[u8]) -> Result<Reply, ProblemKind> {
    parse(ask, octets).map_err(unreadable)
}

/// The problem of what does not fit.
pub(super) fn unreadable(misfit: Misfit) -> ProblemKind {
    let at = if misfit.at.is_empty() { misfit.why } else { misfit.to_string() };
    ProblemKind::Unreadable(Unreadable::Malformed { at })
}

fn parse(ask: &Read, octets: &[u8]) -> Result<Reply, Misfit> {
    let root = Place::ROOT;
    Ok(match ask {
        Read::Standing => Reply::Standing(wired::standing(json(octets)?)?),
        Read::Accounts(query) => Reply::Accounts(rows(query, octets, convert::account_summary)?),
        Read::Account(id) => account(id, octets)?,
        Read::Holdings(_) => Reply::Holdings(convert::holdings(json(octets)?, &root)?),
        Read::Blocks(query) => Reply::Blocks(rows(query, octets, convert::block)?),
        Read::Block(id) => block(id, octets)?,
        Read::Transfers(query) => Reply::Transfers(rows(query, octets, wired::transfer_summary)?),
        Read::Transfer(id) => transfer(id, octets)?,
        Read::Messages(query) => Reply::Messages(rows(query, octets, wired::message_summary)?),
        Read::Message(id) => message(id, octets)?,
        Read::Peers(query) => Reply::Peers(rows(query, octets, wired::peer_summary)?),
        Read::Peer(id) => peer(id, octets)?,
        Read::Incidents(query) => Reply::Incidents(rows(query, octets, wired::incident)?),
        Read::Incident(id) => incident(id, octets)?,
        Read::Act(key) => Reply::Act(Some(receipt(key, octets)?)),
        Read::Overview => papers::overview(octets)?,
        Read::TotalHoldings => Reply::TotalHoldings(convert::holdings(json(octets)?, &root)?),
        Read::Representatives(id) => papers::representatives(id, octets)?,
        Read::AccountRules(id) => papers::account_rules(id, octets)?,
        Read::AccountLocks(id) => papers::account_locks(id, octets)?,
        Read::AccountLife(id) => papers::account_life(id, octets)?,
        Read::BlockLife(id) => papers::block_life(id, octets)?,
        Read::Authorizations(query) => Reply::Authorizations(rows(query, octets, wired::authorization_summary)?),
        Read::Authorization(id) => papers::authorization(id, octets)?,
        Read::Approaches(query) => Reply::Approaches(rows(query, octets, wired::approach_summary)?),
        Read::Approach(id) => papers::approach(id, octets)?,
        Read::Orders(query) => Reply::Orders(rows(query, octets, wired::order_summary)?),
        Read::Order(id) => papers::order(id, octets)?,
        Read::Entries(query) => Reply::Entries(rows(query, octets, wired::entry_summary)?),
        Read::Entry(number) => papers::entry(*number, octets)?,
        Read::Report(year) => papers::report(*year, octets)?,
        Read::ReportedActions(window) => papers::reported_actions(*window, octets)?,
        Read::ReportedHoldings(window) => papers::reported_holdings(*window, octets)?,
        Read::Cases => papers::board(octets)?,
        Read::CaseRows(query) => papers::case_rows(query, octets)?,
        Read::Case(id) => papers::case(*id, octets)?,
        Read::Runs(query) => Reply::Runs(rows(query, octets, wired::run_summary)?),
        Read::Run(id) => papers::run(*id, octets)?,
        Read::RunSegments(id) => papers::run_segments(*id, octets)?,
        Read::Checks(_) => Reply::Checks(papers::checks(octets)?),
        // The journal is this console's own, and so are its files.
        Read::Journal(_) | Read::JournalLine(_) | Read::Document(_) => return Err(root.misfit(OURS)),
        Read::Bundle(_) | Read::TextFile(_) => return Err(root.misfit(OURS)),
        Read::Contacts | Read::ContactRows(_) | Read::Contact(_) | Read::HeardContacts(_) => people::parse(ask, octets)?,
        Read::ChangeRows(_) | Read::ContactChange(_) | Read::ContactAttempts(_) | Read::ContactBundles => {
            people::parse(ask, octets)?
        }
        Read::Broadcasts | Read::BroadcastRows(_) | Read::Broadcast(_) => people::parse(ask, octets)?,
        Read::Guarded(_, version) => papers::guarded(*version, octets)?,
    })
}

/// What no registry can answer.
const OURS: &str = "no registry knows this computer";

fn account(id: &AccountId, octets: &[u8]) -> Result<Reply, Misfit> {
    let account = convert::account(json(octets)?, &Place::ROOT)?;
    same(id, &account.summary.id, "it is another account")?;
    Ok(Reply::Account(Box::new(account)))
}

fn message(id: &MessageId, octets: &[u8]) -> Result<Reply, Misfit> {
    let message = wired::message(json(octets)?, &Place::ROOT)?;
    same(id, &message.summary.id, "it is another message")?;
    Ok(Reply::Message(Box::new(message)))
}

fn incident(id: &IncidentId, octets: &[u8]) -> Result<Reply, Misfit> {
    let incident = wired::incident(json(octets)?, &Place::ROOT)?;
    same(id, &incident.id, "it is another incident")?;
    Ok(Reply::Incident(Box::new(incident)))
}

fn peer(id: &RegistryId, octets: &[u8]) -> Result<Reply, Misfit> {
    let peer = wired::peer(json(octets)?, &Place::ROOT)?;
    same(id, &peer.summary.registry, "it is another counterpart")?;
    Ok(Reply::Peer(Box::new(peer)))
}

fn transfer(id: &TransferId, octets: &[u8]) -> Result<Reply, Misfit> {
    let transfer = wired::transfer(json(octets)?, &Place::ROOT)?;
    same(id, &transfer.summary.id, "it is another transfer")?;
    Ok(Reply::Transfer(Box::new(transfer)))
}

fn block(id: &ItmoId, octets: &[u8]) -> Result<Reply, Misfit> {
    let block = convert::block(json(octets)?, &Place::ROOT)?;
    holds(id, &block)?;
    Ok(Reply::Block(Box::new(block)))
}

/// Reads JSON into a type. Duplicate keys, unknown fields, nesting over 128 and anything after the end are refused (T07).
pub(super) fn json<T: DeserializeOwned>(octets: &[u8]) -> Result<T, Misfit> {
    serde_json::from_slice(octets).map_err(|error| {
        let what = match error.classify() {
            Category::Eof | Category::Io => "it ends too early",
            Category::Syntax => "it is not JSON, or nested too deep",
            Category::Data => "not the fields that were asked for",
        };
        Place::ROOT.misfit(format_args!("{what} (line {}, column {})", error.line(), error.column()))
    })
}

fn receipt(asked: &IdempotencyKey, octets: &[u8]) -> Result<Receipt, Misfit> {
    let receipt = wired::receipt(json(octets)?);
    if receipt.key == *asked { Ok(receipt) } else { Err(Place::ROOT.field("key").misfit("the receipt is for another act")) }
}

/// Whether what came is what was asked for, by its id.
fn same<T: PartialEq>(asked: &T, got: &T, otherwise: &'static str) -> Result<(), Misfit> {
    if asked == got { Ok(()) } else { Err(Place::ROOT.field("summary").misfit(otherwise)) }
}

/// A page of a list; `row` reads one of its rows.
fn rows<W: DeserializeOwned, T>(
    query: &Query,
    octets: &[u8],
    row: impl Fn(W, &Place<'_>) -> Result<T, Misfit>,
) -> Result<Page<T>, Misfit> {
    window(query, wired::page(json::<admin::Page<W>>(octets)?, row)?)
}

fn holds(asked: &ItmoId, block: &crate::domain::Block) -> Result<(), Misfit> {
    let inside = block.range.first() <= asked.serial() && asked.serial() <= block.range.last();
    if inside && block.series == asked.series() {
        Ok(())
    } else {
        Err(Place::ROOT.misfit("the block does not hold the ITMO that was asked for"))
    }
}

/// Whether a page is the window that was asked for.
fn window<T>(query: &Query, page: Page<T>) -> Result<Page<T>, Misfit> {
    let root = Place::ROOT;
    let limit = question::limit(query);
    if page.rows.len() > usize::from(limit) {
        return Err(root.field("items").misfit("more rows than were asked for"));
    }
    let begins_right = match query.window.start {
        Start::Offset(offset) => page.rows.is_empty() || page.offset == offset,
        Start::Around(_) => page.offset.is_multiple_of(u64::from(limit)),
        Start::Cursor(_) => true,
    };
    if begins_right { Ok(page) } else { Err(root.field("offset").misfit("the page begins at another row than asked for")) }
}

#[cfg(test)]
mod tests;
