//! What needs somebody, by kind, and how the links to other registries stand.
//! A kind the registry has no part for counts nothing; a kind this console does not know is shown with the registry's word.
//! Must not know: who looks, beyond what the registry says waits for this login.

use crate::{
    domain::{RegistryId, check::LinkState, words::words},
    registry::Word,
    text::Untrusted,
};
use jiff::Timestamp;

/// What needs somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Each kind once.
    pub needs: Vec<Need>,
    /// The links to the other registries, by id.
    pub links: Vec<Link>,
    /// The state of the book.
    pub revision: u64,
    /// When it was read, by the registry's clock.
    pub as_of: Timestamp,
}

impl Overview {
    /// What is needed of a kind; `None` when the registry does not say.
    pub fn need(&self, kind: NeedKind) -> Option<&Need> {
        self.needs.iter().find(|need| need.kind.is(&kind))
    }
}

/// A kind of thing that needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedKind {
    /// Orders that wait for another person.
    Approvals,
    /// Proposals of counterparts that wait for a decision here.
    Proposals,
    /// Transfers whose step is overdue, or that are in doubt.
    Stuck,
    /// Incidents that no security officer has acknowledged.
    Incidents,
    /// Open discrepancies of reconciliations.
    Discrepancies,
    /// Contacts that must be verified again.
    Contacts,
    /// Versions of the roster and the policy that wait for a second security officer (F27).
    Versions,
}

words!(
    NeedKind, "kind of need",
    Approvals "approvals",
    Proposals "proposals",
    Stuck "stuck",
    Incidents "incidents",
    Discrepancies "discrepancies",
    Contacts "contacts",
    Versions "versions",
);

/// How much of one kind needs somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The kind.
    pub kind: Word<NeedKind>,
    /// All of it.
    pub all: Pile,
    /// What of it waits for this login: an order never waits for the person who submitted it (F01, F02).
    pub mine: Pile,
}

/// Things that wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pile {
    /// How many.
    pub count: u64,
    /// The one that waits longest; `None` when there is none.
    pub oldest: Option<Oldest>,
}

/// The oldest of things that wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oldest {
    /// Its id: of an order, a transfer, the number of an incident.
    pub id: Untrusted,
    /// What kind of thing it is, where its id says little: of an incident.
    pub what: Option<Untrusted>,
    /// Since when it waits.
    pub since: Timestamp,
}

/// The link to another registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The registry.
    pub registry: RegistryId,
    /// Its name.
    pub name: Untrusted,
    /// The state of the link.
    pub state: Word<LinkState>,
    /// When it was last heard, on any channel.
    pub seen: Option<Timestamp>,
}
