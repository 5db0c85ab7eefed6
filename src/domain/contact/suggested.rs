//! What cards of an address book or a table would add to the directory: new contacts, and channels of contacts that are known.
//! Such a file has no verification, so it never changes or ends anything: what it says otherwise is shown and left.
//! Must not know: the format of the file, or who proposes what it adds.

use super::{Address, Card, CardId, Channel, Directory, Draft, Entry, EntryKey, FieldChange, OrganisationId};
use crate::{domain::words, text::Untrusted};
use jiff::Timestamp;

/// What becomes of a card of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suggestion {
    /// It says nothing the directory does not have.
    Known,
    /// It adds channels to a contact that is known.
    Adds,
    /// It is somebody new.
    New,
    /// It is somebody new, and its id is none of the directory's form.
    NoId,
    /// It is somebody new, and nobody said where they work.
    NoOrganisation,
    /// The person was erased here.
    Erased,
}

words!(
    Suggestion, "suggestion",
    Known "nothing new",
    Adds "adds channels",
    New "new contact",
    NoId "left out: its UID is no id of this directory (small letters, digits, dots and hyphens)",
    NoOrganisation "left out: say where they work, with --organisation",
    Erased "left out: erased here",
);

/// A card of a file, compared with the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// The line at which it begins.
    pub line: usize,
    /// The name in the file.
    pub name: Untrusted,
    /// What becomes of it.
    pub suggestion: Suggestion,
    /// Where it says something else than the directory; these lines are left as they are here.
    pub differs: Vec<FieldChange>,
    /// What it would add.
    pub entries: Vec<Entry>,
}

/// Compares the cards of a file with the directory. `organisation` is where those work who are new; channels are theirs from `now` on.
pub fn suggested(
    ours: &Directory,
    drafts: &[(usize, Draft)],
    organisation: Option<&OrganisationId>,
    now: Timestamp,
) -> Vec<Suggested> {
    drafts.iter().map(|(line, draft)| one(ours, (*line, draft), organisation, now)).collect()
}

fn one(ours: &Directory, (line, draft): (usize, &Draft), organisation: Option<&OrganisationId>, now: Timestamp) -> Suggested {
    let id = draft.uid.as_ref().and_then(|uid| uid.octets().parse::<CardId>().ok());
    let of = |suggestion, differs, entries| Suggested { line, name: draft.name.clone(), suggestion, differs, entries };
    let Some(id) = id else { return of(Suggestion::NoId, Vec::new(), Vec::new()) };
    if ours.erased.contains(&id) {
        return of(Suggestion::Erased, Vec::new(), Vec::new());
    }
    if let Some((card, _)) = ours.card(&id) {
        let entries: Vec<Entry> = channels(ours, &id, draft, now);
        let suggestion = if entries.is_empty() { Suggestion::Known } else { Suggestion::Adds };
        return of(suggestion, differs(ours, card, draft), entries);
    }
    let known = organisation.filter(|organisation| ours.organisation(organisation).is_some());
    let Some(organisation) = known else { return of(Suggestion::NoOrganisation, Vec::new(), Vec::new()) };
    let card = Card {
        id: id.clone(),
        kind: draft.kind,
        organisation: organisation.clone(),
        name: draft.name.clone(),
        title: draft.title.clone(),
        languages: draft.languages.clone(),
        hours: None,
        deputy: None,
    };
    let mut entries = vec![Entry::Card(card)];
    entries.extend(channels(ours, &id, draft, now));
    of(Suggestion::New, Vec::new(), entries)
}

/// The channels that the directory does not have, whatever their state there: one that ended is not begun again by a file.
fn channels(ours: &Directory, who: &CardId, draft: &Draft, now: Timestamp) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for address in &draft.addresses {
        let is_known = ours.entries.contains_key(&EntryKey::Channel(who.clone(), address.clone())) || is_same(ours, who, address);
        let channel = Entry::Channel(Channel { owner: who.clone(), address: address.clone(), since: now, ended: None });
        if !is_known && !entries.contains(&channel) {
            entries.push(channel);
        }
    }
    entries.sort_by_key(Entry::key);
    entries
}

/// The same number under another kind is the same telephone.
fn is_same(ours: &Directory, who: &CardId, address: &Address) -> bool {
    ours.channels().any(|(channel, _)| channel.owner == *who && channel.address.as_str() == address.as_str())
}

/// Where a card of a file says something else than ours.
fn differs(ours: &Directory, card: &Card, draft: &Draft) -> Vec<FieldChange> {
    let organisation = ours.organisation(&card.organisation).map(|known| known.name.clone()).unwrap_or_default();
    let lines = [
        ("name", &card.name, &draft.name),
        ("title", &card.title, &draft.title),
        ("organisation", &organisation, &draft.organisation),
    ];
    let says_else = lines.into_iter().filter(|(_, ours, theirs)| !theirs.is_empty() && ours != theirs);
    says_else.map(|(field, ours, theirs)| FieldChange { field, ours: Some(ours.clone()), theirs: theirs.clone() }).collect()
}
