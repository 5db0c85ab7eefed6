//! Every screen there is, made from the place it shows.
//! One variant for each kind of place: what drives screens goes through [`Screen`], what acts on one kind matches it here.
//! Must not know: when screens are made or dropped.

use super::{
    AccountCard, Accounts, ActivityCard, ActivityList, Announce, ApproachCard, Approaches, Approvals, AuthorizationCard,
    Authorizations, BlockCard, Blocks, BroadcastList, BroadcastPage, Calls, CaseBoard, CaseCard, ChangeList, ChangePage,
    ContactList, ContactPage, Decide, Differences, EntryCard, GuardPage, Home, IncidentCard, Incidents, Initiate, Journal,
    JournalCard, Ledger, MessageCard, Messages, OrderCard, Orders, PeerCard, Peers, Place, Propose, Raise, ResolvePage,
    ReviewPage, RunCard, Runs, Screen, Speak, TakeOver, Telephone, TransferCard, Transfers, Upkeep, Whose,
};

/// A screen with its state.
#[derive(Debug)]
pub enum Shown {
    /// What needs somebody, and how everything stands.
    Home(Box<Home>),
    /// The accounts of the registry.
    Accounts(Accounts),
    /// One account.
    Account(Box<AccountCard>),
    /// The ITMO blocks of the registry.
    Blocks(Blocks),
    /// One block.
    Block(Box<BlockCard>),
    /// The transfers of the registry.
    Transfers(Transfers),
    /// One transfer.
    Transfer(Box<TransferCard>),
    /// A decision on a transfer.
    Decide(Box<Decide>),
    /// A new order that raises risk and moves nothing.
    Raise(Box<Raise>),
    /// The archive of messages.
    Messages(Messages),
    /// One message.
    Message(Box<MessageCard>),
    /// The incidents of the registry.
    Incidents(Incidents),
    /// One incident.
    Incident(Box<IncidentCard>),
    /// The counterpart registries.
    Peers(Peers),
    /// One counterpart registry.
    Peer(Box<PeerCard>),
    /// What this console has done.
    Activity(Box<ActivityList>),
    /// One thing this console has done.
    ActivityEntry(Box<ActivityCard>),
    /// The authorizations of the registry.
    Authorizations(Authorizations),
    /// One authorization.
    Authorization(Box<AuthorizationCard>),
    /// The cooperative approaches.
    Approaches(Approaches),
    /// One cooperative approach.
    Approach(Box<ApproachCard>),
    /// The orders that wait for somebody.
    Approvals(Box<Approvals>),
    /// The orders of the registry.
    Orders(Orders),
    /// One order.
    Order(Box<OrderCard>),
    /// The review of an order.
    Review(Box<ReviewPage>),
    /// What one person says about an order.
    Speak(Box<Speak>),
    /// The initiator's side of a call.
    Telephone(Box<Telephone>),
    /// A new order.
    Initiate(Box<Initiate>),
    /// The board of cases.
    Reconciliation(Box<CaseBoard>),
    /// The reconciliation runs.
    Runs(Runs),
    /// One reconciliation run.
    Run(Box<RunCard>),
    /// What each book says in a run.
    Differences(Box<Differences>),
    /// One case.
    Case(Box<CaseCard>),
    /// The resolution of a case.
    Resolve(Box<ResolvePage>),
    /// The entries of the ledger.
    Ledger(Ledger),
    /// One entry of the ledger.
    Entry(Box<EntryCard>),
    /// The directory of contacts.
    Contacts(Box<ContactList>),
    /// One person, desk or registry of the directory.
    Contact(Box<ContactPage>),
    /// Whom to call about a problem.
    Calls(Box<Calls>),
    /// The changes of contacts.
    ContactChanges(Box<ChangeList>),
    /// One change of contacts.
    ContactChange(Box<ChangePage>),
    /// A new change of contacts.
    Propose(Box<Propose>),
    /// Somebody else's word about their people beside ours.
    TakeOver(Box<TakeOver>),
    /// The messages to lists of the directory.
    Broadcasts(Box<BroadcastList>),
    /// One message to a list.
    Broadcast(Box<BroadcastPage>),
    /// A new message to a list.
    Announce(Box<Announce>),
    /// Who of the directory must be verified or tested.
    Upkeep(Box<Upkeep>),
    /// The roster or the policy.
    Guard(Box<GuardPage>),
    /// The lines of this console's journal.
    Journal(Journal),
    /// One line of this console's journal.
    JournalLine(Box<JournalCard>),
}

impl Shown {
    /// The screen of a place. Nothing is asked for yet.
    pub fn of(place: &Place) -> Self {
        match place {
            Place::Home => Self::Home(Box::default()),
            Place::Accounts => Self::Accounts(Accounts::default()),
            Place::Account(id) => Self::Account(Box::new(AccountCard::of(id.clone()))),
            Place::Blocks => Self::Blocks(Blocks::default()),
            Place::Block(id) => Self::Block(Box::new(BlockCard::of(id.clone()))),
            Place::Transfers => Self::Transfers(Transfers::default()),
            Place::Transfer(id) => Self::Transfer(Box::new(TransferCard::of(*id))),
            Place::Decide(id, decision) => Self::Decide(Box::new(Decide::of(*id, *decision))),
            Place::Raise(raised) => Self::Raise(Box::new(Raise::of(raised.clone()))),
            Place::Messages => Self::Messages(Messages::default()),
            Place::Message(id) => Self::Message(Box::new(MessageCard::of(*id))),
            Place::Incidents => Self::Incidents(Incidents::default()),
            Place::Incident(id) => Self::Incident(Box::new(IncidentCard::of(*id))),
            Place::Peers => Self::Peers(Peers::default()),
            Place::Peer(id) => Self::Peer(Box::new(PeerCard::of(*id))),
            Place::Activity => Self::Activity(Box::default()),
            Place::ActivityEntry(number) => Self::ActivityEntry(Box::new(ActivityCard::of(*number))),
            Place::Authorizations => Self::Authorizations(Authorizations::default()),
            Place::Authorization(id) => Self::Authorization(Box::new(AuthorizationCard::of(id.clone()))),
            Place::Approaches => Self::Approaches(Approaches::default()),
            Place::Approach(id) => Self::Approach(Box::new(ApproachCard::of(*id))),
            Place::Approvals => Self::Approvals(Box::default()),
            Place::Orders => Self::Orders(Orders::default()),
            Place::Order(id) => Self::Order(Box::new(OrderCard::of(*id))),
            Place::Review(id) => Self::Review(Box::new(ReviewPage::of(*id))),
            Place::Speak(id, kind) => Self::Speak(Box::new(Speak::of(*id, *kind))),
            Place::Telephone(id) => Self::Telephone(Box::new(Telephone::of(*id))),
            Place::Reconciliation => Self::Reconciliation(Box::default()),
            Place::Runs => Self::Runs(Runs::default()),
            Place::Run(id) => Self::Run(Box::new(RunCard::of(*id))),
            Place::Differences(id) => Self::Differences(Box::new(Differences::of(*id))),
            Place::Case(id) => Self::Case(Box::new(CaseCard::of(*id))),
            Place::Resolve(id) => Self::Resolve(Box::new(ResolvePage::of(*id))),
            Place::Ledger => Self::Ledger(Ledger::default()),
            Place::Entry(number) => Self::Entry(Box::new(EntryCard::of(*number))),
            Place::Contacts => Self::Contacts(Box::default()),
            Place::Contact(who) => Self::Contact(Box::new(ContactPage::of(Whose::Card(who.clone())))),
            Place::ContactsOf(registry) => Self::Contact(Box::new(ContactPage::of(Whose::Registry(*registry)))),
            Place::Calls(calling) => Self::Calls(Box::new(Calls::of((**calling).clone()))),
            Place::Initiate(from, marked, instead) => Self::Initiate(Box::new(Initiate::of(from.clone(), marked, *instead))),
            Place::ContactChanges => Self::ContactChanges(Box::default()),
            Place::ContactChange(id) => Self::ContactChange(Box::new(ChangePage::of(*id))),
            Place::Propose(proposing) => Self::Propose(Box::new(Propose::of((**proposing).clone()))),
            Place::TakeOver(source) => Self::TakeOver(Box::new(TakeOver::of((**source).clone()))),
            Place::Broadcasts => Self::Broadcasts(Box::default()),
            Place::Broadcast(id) => Self::Broadcast(Box::new(BroadcastPage::of(*id))),
            Place::Announce => Self::Announce(Box::default()),
            Place::Upkeep => Self::Upkeep(Box::default()),
            Place::Guard(guarded) => Self::Guard(Box::new(GuardPage::of(*guarded))),
            Place::Journal => Self::Journal(Journal::default()),
            Place::JournalLine(number) => Self::JournalLine(Box::new(JournalCard::of(*number))),
        }
    }

    /// As the console drives it.
    pub fn screen(&self) -> &dyn Screen {
        match self {
            Self::Home(screen) => &**screen,
            Self::Accounts(screen) => screen,
            Self::Account(screen) => &**screen,
            Self::Blocks(screen) => screen,
            Self::Block(screen) => &**screen,
            Self::Transfers(screen) => screen,
            Self::Transfer(screen) => &**screen,
            Self::Decide(screen) => &**screen,
            Self::Raise(screen) => &**screen,
            Self::Messages(screen) => screen,
            Self::Message(screen) => &**screen,
            Self::Incidents(screen) => screen,
            Self::Incident(screen) => &**screen,
            Self::Peers(screen) => screen,
            Self::Peer(screen) => &**screen,
            Self::Activity(screen) => &**screen,
            Self::ActivityEntry(screen) => &**screen,
            Self::Authorizations(screen) => screen,
            Self::Authorization(screen) => &**screen,
            Self::Approaches(screen) => screen,
            Self::Approach(screen) => &**screen,
            Self::Approvals(screen) => &**screen,
            Self::Orders(screen) => screen,
            Self::Order(screen) => &**screen,
            Self::Review(screen) => &**screen,
            Self::Speak(screen) => &**screen,
            Self::Telephone(screen) => &**screen,
            Self::Initiate(screen) => &**screen,
            Self::Reconciliation(screen) => &**screen,
            Self::Runs(screen) => screen,
            Self::Run(screen) => &**screen,
            Self::Differences(screen) => &**screen,
            Self::Case(screen) => &**screen,
            Self::Resolve(screen) => &**screen,
            Self::Ledger(screen) => screen,
            Self::Entry(screen) => &**screen,
            Self::Contacts(screen) => &**screen,
            Self::Contact(screen) => &**screen,
            Self::Calls(screen) => &**screen,
            Self::ContactChanges(screen) => &**screen,
            Self::ContactChange(screen) => &**screen,
            Self::Propose(screen) => &**screen,
            Self::TakeOver(screen) => &**screen,
            Self::Broadcasts(screen) => &**screen,
            Self::Broadcast(screen) => &**screen,
            Self::Announce(screen) => &**screen,
            Self::Upkeep(screen) => &**screen,
            Self::Guard(screen) => &**screen,
            Self::Journal(screen) => screen,
            Self::JournalLine(screen) => &**screen,
        }
    }

    /// As the console drives it, to be changed.
    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::Home(screen) => &mut **screen,
            Self::Accounts(screen) => screen,
            Self::Account(screen) => &mut **screen,
            Self::Blocks(screen) => screen,
            Self::Block(screen) => &mut **screen,
            Self::Transfers(screen) => screen,
            Self::Transfer(screen) => &mut **screen,
            Self::Decide(screen) => &mut **screen,
            Self::Raise(screen) => &mut **screen,
            Self::Messages(screen) => screen,
            Self::Message(screen) => &mut **screen,
            Self::Incidents(screen) => screen,
            Self::Incident(screen) => &mut **screen,
            Self::Peers(screen) => screen,
            Self::Peer(screen) => &mut **screen,
            Self::Activity(screen) => &mut **screen,
            Self::ActivityEntry(screen) => &mut **screen,
            Self::Authorizations(screen) => screen,
            Self::Authorization(screen) => &mut **screen,
            Self::Approaches(screen) => screen,
            Self::Approach(screen) => &mut **screen,
            Self::Approvals(screen) => &mut **screen,
            Self::Orders(screen) => screen,
            Self::Order(screen) => &mut **screen,
            Self::Review(screen) => &mut **screen,
            Self::Speak(screen) => &mut **screen,
            Self::Telephone(screen) => &mut **screen,
            Self::Initiate(screen) => &mut **screen,
            Self::Reconciliation(screen) => &mut **screen,
            Self::Runs(screen) => screen,
            Self::Run(screen) => &mut **screen,
            Self::Differences(screen) => &mut **screen,
            Self::Case(screen) => &mut **screen,
            Self::Resolve(screen) => &mut **screen,
            Self::Ledger(screen) => screen,
            Self::Entry(screen) => &mut **screen,
            Self::Contacts(screen) => &mut **screen,
            Self::Contact(screen) => &mut **screen,
            Self::Calls(screen) => &mut **screen,
            Self::ContactChanges(screen) => &mut **screen,
            Self::ContactChange(screen) => &mut **screen,
            Self::Propose(screen) => &mut **screen,
            Self::TakeOver(screen) => &mut **screen,
            Self::Broadcasts(screen) => &mut **screen,
            Self::Broadcast(screen) => &mut **screen,
            Self::Announce(screen) => &mut **screen,
            Self::Upkeep(screen) => &mut **screen,
            Self::Guard(screen) => &mut **screen,
            Self::Journal(screen) => screen,
            Self::JournalLine(screen) => &mut **screen,
        }
    }
}
