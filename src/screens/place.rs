//! Where the operator is.
//! A place is a value with ids and without data, so that the way back can be kept and data asked for again.
//! Must not know: what is there.

use super::{calling::Calling, propose::Proposing, raise::Raised, takeover::Source};
use crate::{
    app::{Action, Scope},
    domain::{
        AccountId, ApproachId, AuthorizationId, BlockRange, ItmoId, RegistryId, case::CaseId, contact::CardId, reconcile::RunId,
        transfer::TransferId,
    },
    evidence::statement::StatementKind,
    registry::{
        book::{Decision, Guarded, NeedKind, OrderId, Overview},
        traffic::{IncidentId, MessageId},
    },
};
use uuid::Uuid;

/// A screen and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What needs somebody, and how everything stands.
    Home,
    /// The accounts of the registry.
    Accounts,
    /// One account.
    Account(AccountId),
    /// The ITMO blocks of the registry.
    Blocks,
    /// The block that holds one ITMO.
    Block(ItmoId),
    /// The transfers of the registry.
    Transfers,
    /// One transfer.
    Transfer(TransferId),
    /// A decision on a transfer that takes two persons.
    Decide(TransferId, Decision),
    /// A new order that raises risk and moves nothing.
    Raise(Raised),
    /// The archive of messages.
    Messages,
    /// One message.
    Message(MessageId),
    /// The incidents of the registry.
    Incidents,
    /// One incident.
    Incident(IncidentId),
    /// The counterpart registries.
    Peers,
    /// One counterpart registry.
    Peer(RegistryId),
    /// What this console has done.
    Activity,
    /// One thing this console has done, by its number.
    ActivityEntry(u64),
    /// The authorizations of the registry.
    Authorizations,
    /// One authorization.
    Authorization(AuthorizationId),
    /// The cooperative approaches.
    Approaches,
    /// One cooperative approach.
    Approach(ApproachId),
    /// The orders that wait for somebody, the most urgent first.
    Approvals,
    /// The orders of the registry.
    Orders,
    /// One order.
    Order(OrderId),
    /// The review of an order before it is approved.
    Review(OrderId),
    /// What one person says about an order to take risk away.
    Speak(OrderId, StatementKind),
    /// The initiator's side of the call about an order.
    Telephone(OrderId),
    /// A new order that moves ITMOs of an account: about those that were marked, or in the place of an earlier order.
    Initiate(AccountId, Vec<BlockRange>, Option<OrderId>),
    /// The board of cases.
    Reconciliation,
    /// The reconciliation runs.
    Runs,
    /// One reconciliation run.
    Run(RunId),
    /// What each book says in a reconciliation run, side by side.
    Differences(RunId),
    /// One case.
    Case(CaseId),
    /// The resolution of a case: proposed, or confirmed.
    Resolve(CaseId),
    /// The entries of the ledger.
    Ledger,
    /// One entry of the ledger, by its number.
    Entry(u64),
    /// The directory of contacts.
    Contacts,
    /// One person or desk of the directory.
    Contact(CardId),
    /// One registry of the directory, with everybody who is called for it.
    ContactsOf(RegistryId),
    /// Whom to call about a problem, one after the other.
    Calls(Box<Calling>),
    /// The changes of contacts.
    ContactChanges,
    /// One change of contacts.
    ContactChange(Uuid),
    /// A new change of contacts.
    Propose(Box<Proposing>),
    /// Somebody else's word about their people beside ours.
    TakeOver(Box<Source>),
    /// The messages to lists of the directory.
    Broadcasts,
    /// One message to a list.
    Broadcast(Uuid),
    /// A new message to a list.
    Announce,
    /// Who of the directory must be verified or tested.
    Upkeep,
    /// The roster or the policy.
    Guard(Guarded),
    /// The lines of this console's journal.
    Journal,
    /// One line of this console's journal, by its number.
    JournalLine(u64),
}

/// A screen of the first level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The place it shows.
    pub root: Place,
    /// Its title.
    pub title: &'static str,
    /// Its title where room is short.
    pub brief: &'static str,
    /// What goes there.
    pub go: Action,
    /// What is counted beside its title.
    pub waits: Waits,
}

/// What of the overview is counted beside the title of a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// Nothing waits there.
    Nothing,
    /// What of these kinds waits for whoever looks.
    Needs(&'static [NeedKind]),
    /// Links that do not work as they should: degraded, suspended, or in a state this console does not know.
    Links,
}

impl Waits {
    /// How many things that is.
    pub fn count(self, overview: &Overview) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Needs(kinds) => {
                let mine = kinds.iter().filter_map(|kind| overview.need(*kind)).map(|need| need.mine.count);
                mine.fold(0, u64::saturating_add)
            }
            Self::Links => {
                let troubled = overview.links.iter().filter(|link| match link.state.known() {
                    Some(state) => state.is_in_trouble(),
                    None => true,
                });
                u64::try_from(troubled.count()).unwrap_or(u64::MAX)
            }
        }
    }
}

/// The screens of the first level, in the order of their keys.
pub const TABS: &[Tab] = &[
    Tab {
        root: Place::Home,
        title: "Home",
        brief: "Home",
        go: Action::GoHome,
        waits: Waits::Needs(&[NeedKind::Incidents, NeedKind::Versions]),
    },
    Tab { root: Place::Accounts, title: "Accounts", brief: "Acct", go: Action::GoAccounts, waits: Waits::Nothing },
    Tab { root: Place::Blocks, title: "Blocks", brief: "Blk", go: Action::GoBlocks, waits: Waits::Nothing },
    Tab {
        root: Place::Transfers,
        title: "Transfers",
        brief: "Trf",
        go: Action::GoTransfers,
        waits: Waits::Needs(&[NeedKind::Stuck, NeedKind::Proposals]),
    },
    Tab {
        root: Place::Approvals,
        title: "Approvals",
        brief: "Appr",
        go: Action::GoApprovals,
        waits: Waits::Needs(&[NeedKind::Approvals]),
    },
    Tab {
        root: Place::Reconciliation,
        title: "Reconciliation",
        brief: "Rec",
        go: Action::GoReconciliation,
        waits: Waits::Needs(&[NeedKind::Discrepancies]),
    },
    Tab {
        root: Place::Contacts,
        title: "Contacts",
        brief: "Cont",
        go: Action::GoContacts,
        waits: Waits::Needs(&[NeedKind::Contacts]),
    },
    Tab { root: Place::Peers, title: "Peers", brief: "Peer", go: Action::GoPeers, waits: Waits::Links },
    Tab { root: Place::Journal, title: "Journal", brief: "Jrnl", go: Action::GoJournal, waits: Waits::Nothing },
];

/// The lists that are reached by a sequence of keys.
pub const LISTS: &[Place] = &[
    Place::Messages,
    Place::Incidents,
    Place::Authorizations,
    Place::Approaches,
    Place::Orders,
    Place::Runs,
    Place::Ledger,
    Place::Activity,
    Place::ContactChanges,
    Place::Upkeep,
];

impl Place {
    /// The list it belongs to: a screen of the first level, or one that is reached by a sequence of keys.
    pub fn root(&self) -> Self {
        match self {
            Self::Home => Self::Home,
            Self::Accounts | Self::Account(_) | Self::Initiate(..) | Self::Raise(_) => Self::Accounts,
            Self::Blocks | Self::Block(_) => Self::Blocks,
            Self::Transfers | Self::Transfer(_) | Self::Decide(..) => Self::Transfers,
            Self::Messages | Self::Message(_) => Self::Messages,
            Self::Incidents | Self::Incident(_) => Self::Incidents,
            Self::Peers | Self::Peer(_) => Self::Peers,
            Self::Activity | Self::ActivityEntry(_) => Self::Activity,
            Self::Authorizations | Self::Authorization(_) => Self::Authorizations,
            Self::Approaches | Self::Approach(_) => Self::Approaches,
            Self::Approvals | Self::Review(_) => Self::Approvals,
            Self::Orders | Self::Order(_) | Self::Speak(..) | Self::Telephone(_) => Self::Orders,
            Self::Reconciliation | Self::Case(_) | Self::Resolve(_) | Self::Runs | Self::Run(_) | Self::Differences(_) => {
                Self::Reconciliation
            }
            Self::Ledger | Self::Entry(_) => Self::Ledger,
            Self::Contacts | Self::Contact(_) | Self::ContactsOf(_) | Self::Calls(_) => Self::Contacts,
            Self::ContactChanges | Self::ContactChange(_) | Self::Propose(_) | Self::TakeOver(_) | Self::Upkeep => Self::Contacts,
            Self::Broadcasts | Self::Broadcast(_) | Self::Announce => Self::Contacts,
            Self::Guard(guarded) => Self::Guard(*guarded),
            Self::Journal | Self::JournalLine(_) => Self::Journal,
        }
    }

    /// Whether it is such a list itself.
    pub fn is_root(&self) -> bool {
        self.root() == *self
    }

    /// Its tab, from 0; none of what is reached by a sequence of keys.
    pub fn tab(&self) -> Option<usize> {
        let root = self.root();
        TABS.iter().position(|tab| tab.root == root)
    }

    /// The scopes whose keys work here, innermost first.
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Home => &[Scope::Home, Scope::List, Scope::Global],
            Self::Accounts => &[Scope::Accounts, Scope::List, Scope::Global],
            Self::Account(_) => &[Scope::Account, Scope::Marks, Scope::List, Scope::Global],
            Self::Blocks => &[Scope::Blocks, Scope::Marks, Scope::List, Scope::Global],
            Self::Block(_) => &[Scope::Block, Scope::Blocks, Scope::List, Scope::Global],
            Self::Transfers => &[Scope::Transfers, Scope::List, Scope::Global],
            Self::Transfer(_) => &[Scope::Transfer, Scope::List, Scope::Global],
            Self::Messages => &[Scope::Messages, Scope::List, Scope::Global],
            Self::Message(_) => &[Scope::Message, Scope::Messages, Scope::List, Scope::Global],
            Self::Incidents | Self::Incident(_) => &[Scope::Incidents, Scope::List, Scope::Global],
            Self::Peers | Self::Peer(_) => &[Scope::Peers, Scope::List, Scope::Global],
            Self::Activity => &[Scope::Activity, Scope::List, Scope::Global],
            Self::ActivityEntry(_) => &[Scope::List, Scope::Global],
            Self::Contacts | Self::Contact(_) | Self::ContactsOf(_) | Self::Upkeep => {
                &[Scope::Contacts, Scope::List, Scope::Global]
            }
            Self::Calls(_) => &[Scope::Calls, Scope::List, Scope::Global],
            Self::ContactChanges | Self::ContactChange(_) => &[Scope::Changes, Scope::List, Scope::Global],
            Self::Propose(_) => &[Scope::Propose, Scope::List, Scope::Global],
            Self::Broadcasts | Self::Broadcast(_) => &[Scope::Broadcasts, Scope::List, Scope::Global],
            Self::Announce => &[Scope::Announce, Scope::List, Scope::Global],
            Self::TakeOver(_) => &[Scope::TakeOver, Scope::List, Scope::Global],
            Self::Guard(_) => &[Scope::Guard, Scope::List, Scope::Global],
            Self::Authorizations | Self::Authorization(_) => &[Scope::Authorizations, Scope::List, Scope::Global],
            Self::Approaches | Self::Approach(_) => &[Scope::Approaches, Scope::List, Scope::Global],
            Self::Approvals => &[Scope::Approvals, Scope::List, Scope::Global],
            Self::Orders => &[Scope::Orders, Scope::List, Scope::Global],
            Self::Order(_) => &[Scope::Order, Scope::Orders, Scope::List, Scope::Global],
            Self::Speak(..) => &[Scope::Speak, Scope::List, Scope::Global],
            Self::Telephone(_) => &[Scope::List, Scope::Global],
            Self::Review(_) => &[Scope::Review, Scope::List, Scope::Global],
            Self::Initiate(..) | Self::Decide(..) | Self::Raise(_) => &[Scope::Initiate, Scope::List, Scope::Global],
            Self::Reconciliation => &[Scope::Board, Scope::List, Scope::Global],
            Self::Runs | Self::Run(_) => &[Scope::Runs, Scope::List, Scope::Global],
            Self::Differences(_) => &[Scope::Differences, Scope::List, Scope::Global],
            Self::Case(_) => &[Scope::Case, Scope::List, Scope::Global],
            Self::Resolve(_) => &[Scope::Resolve, Scope::List, Scope::Global],
            Self::Ledger | Self::Entry(_) => &[Scope::Ledger, Scope::List, Scope::Global],
            Self::Journal | Self::JournalLine(_) => &[Scope::Journal, Scope::List, Scope::Global],
        }
    }

    /// The name of the screen, for help.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Accounts => "accounts",
            Self::Account(_) => "account",
            Self::Blocks => "blocks",
            Self::Block(_) => "block",
            Self::Transfers => "transfers",
            Self::Transfer(_) => "transfer",
            Self::Messages => "messages",
            Self::Message(_) => "message",
            Self::Incidents => "incidents",
            Self::Incident(_) => "incident",
            Self::Peers => "peers",
            Self::Peer(_) => "peer",
            Self::Activity => "activity",
            Self::ActivityEntry(_) => "activity entry",
            Self::Authorizations => "authorizations",
            Self::Authorization(_) => "authorization",
            Self::Approaches => "cooperative approaches",
            Self::Approach(_) => "cooperative approach",
            Self::Approvals => "approvals",
            Self::Orders => "orders",
            Self::Order(_) => "order",
            Self::Review(_) => "review",
            Self::Speak(..) => "statement",
            Self::Telephone(_) => "telephone words",
            Self::Initiate(..) => "new order",
            Self::Decide(..) => "decision on a transfer",
            Self::Raise(_) => "new order that raises risk",
            Self::Reconciliation => "reconciliation",
            Self::Runs => "reconciliation runs",
            Self::Run(_) => "reconciliation run",
            Self::Differences(_) => "differences",
            Self::Case(_) => "case",
            Self::Resolve(_) => "resolution",
            Self::Ledger => "ledger",
            Self::Entry(_) => "ledger entry",
            Self::Contacts => "contacts",
            Self::Contact(_) => "contact",
            Self::ContactsOf(_) => "contacts of a registry",
            Self::Calls(_) => "calls",
            Self::ContactChanges => "changes of contacts",
            Self::ContactChange(_) => "change of contacts",
            Self::Propose(_) => "new change of contacts",
            Self::TakeOver(_) => "somebody else's word about their people",
            Self::Broadcasts => "messages to lists",
            Self::Broadcast(_) => "message to a list",
            Self::Announce => "new message to a list",
            Self::Upkeep => "upkeep of contacts",
            Self::Guard(guarded) => guarded.word(),
            Self::Journal => "journal",
            Self::JournalLine(_) => "journal line",
        }
    }
}
