//! Answers about people: the directory of contacts whole, as a list or one of it, what a counterpart said, who was called.
//! What came must be what was asked for.
//! Must not know: how the octets came.

use super::json;
use crate::{
    domain::{
        RegistryId,
        contact::{CardId, Matter},
    },
    registry::{
        Query, Read, Reply, book::ContactInFull, broadcast_list::broadcast_page, change_list::change_page,
        contact_list::contact_page, wired,
    },
    wire::convert::{Misfit, Place},
};
use uuid::Uuid;

const ROOT: Place<'static> = Place::ROOT;

/// The answer to a question about people.
pub(super) fn parse(ask: &Read, octets: &[u8]) -> Result<Reply, Misfit> {
    match ask {
        Read::Contacts => contacts(octets),
        Read::ContactRows(query) => contact_rows(query, octets),
        Read::ChangeRows(query) => change_rows(query, octets),
        Read::ContactChange(id) => contact_change(*id, octets),
        Read::Contact(who) => contact(who, octets),
        Read::HeardContacts(registry) => heard_contacts(*registry, octets),
        Read::ContactAttempts(about) => attempts(about.as_ref(), octets),
        Read::Broadcasts => Ok(Reply::Broadcasts(wired::broadcasts(json(octets)?, &ROOT)?.all)),
        Read::BroadcastRows(query) => broadcast_rows(query, octets),
        Read::Broadcast(id) => broadcast(*id, octets),
        Read::ContactBundles => Ok(Reply::ContactBundles(wired::bundles(json(octets)?, &ROOT)?)),
        _ => Err(ROOT.misfit("it is no question about people")),
    }
}

fn contacts(octets: &[u8]) -> Result<Reply, Misfit> {
    Ok(Reply::Contacts(Box::new(wired::contacts(json(octets)?, &ROOT)?)))
}

fn contact_rows(asked: &Query, octets: &[u8]) -> Result<Reply, Misfit> {
    let contacts = wired::contacts(json(octets)?, &ROOT)?;
    let page = contact_page(&contacts, asked).ok_or_else(|| ROOT.misfit("the list goes on from nowhere"))?;
    Ok(Reply::ContactRows(page))
}

fn change_rows(asked: &Query, octets: &[u8]) -> Result<Reply, Misfit> {
    let contacts = wired::contacts(json(octets)?, &ROOT)?;
    let page = change_page(&contacts, asked).ok_or_else(|| ROOT.misfit("the list goes on from nowhere"))?;
    Ok(Reply::ChangeRows(page))
}

/// The directory is told whole: a change that is not in it is none.
fn contact_change(asked: Uuid, octets: &[u8]) -> Result<Reply, Misfit> {
    let contacts = wired::contacts(json(octets)?, &ROOT)?;
    Ok(Reply::ContactChange(contacts.proposals.into_iter().find(|proposal| proposal.id == asked).map(Box::new)))
}

fn broadcast_rows(asked: &Query, octets: &[u8]) -> Result<Reply, Misfit> {
    let broadcasts = wired::broadcasts(json(octets)?, &ROOT)?;
    let page = broadcast_page(&broadcasts, asked).ok_or_else(|| ROOT.misfit("the list goes on from nowhere"))?;
    Ok(Reply::BroadcastRows(page))
}

fn broadcast(asked: Uuid, octets: &[u8]) -> Result<Reply, Misfit> {
    let broadcasts = wired::broadcasts(json(octets)?, &ROOT)?;
    Ok(Reply::Broadcast(broadcasts.all.into_iter().find(|one| one.id == asked).map(Box::new)))
}

fn contact(asked: &CardId, octets: &[u8]) -> Result<Reply, Misfit> {
    let part = wired::contacts(json(octets)?, &ROOT)?;
    let full = ContactInFull::of(part.directory, asked, part.as_of);
    full.map(|full| Reply::Contact(Box::new(full))).ok_or_else(|| ROOT.field("records").misfit("the contact is not in it"))
}

fn heard_contacts(asked: RegistryId, octets: &[u8]) -> Result<Reply, Misfit> {
    let heard = wired::heard_contacts(json(octets)?, &ROOT)?;
    if heard.registry != asked {
        return Err(ROOT.field("registry").misfit("it is another counterpart"));
    }
    Ok(Reply::HeardContacts(Some(Box::new(heard))))
}

fn attempts(asked: Option<&Matter>, octets: &[u8]) -> Result<Reply, Misfit> {
    let attempts = wired::attempts(json(octets)?, &ROOT)?;
    match asked {
        Some(about) if attempts.iter().any(|it| it.attempt.about != *about) => {
            Err(ROOT.field("items").misfit("an attempt is about something else"))
        }
        _ => Ok(Reply::ContactAttempts(attempts)),
    }
}
