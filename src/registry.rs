//! The boundary: the one door to a registry. Everything the console knows or does passes through [`Registry`].
//! HTTP now, signed snapshots later; `readonly` and `taped` are decorators around it.
//! Must not know: screens, keys, the terminal.

mod alarm;
pub mod book;
pub mod broadcast_list;
mod bundle_file;
pub mod case;
pub mod case_list;
pub mod change_list;
pub mod changes;
pub(crate) mod contact_draft;
pub mod contact_list;
mod deed;
mod echo;
mod entire_page;
pub mod http;
mod in_reply;
pub mod journal;
pub mod problem;
pub mod query;
pub mod readonly;
pub mod reviewed;
pub mod run;
pub mod sheet;
pub(crate) mod signed;
mod standing;
pub mod taped;
pub mod traffic;
pub mod veiled;
pub mod waiting;
pub mod wired;
mod word;
mod words;
pub mod write;

pub use crate::domain::Environment;
pub use alarm::{ToldAlarm, is_to_be_told_again};
pub use bundle_file::BundleFile;
pub use changes::{Change, ChangeStream};
pub use contact_draft::{ContactDraft, ContactStep, SignedContact};
pub use deed::{Deed, Recording};
pub use echo::{Contradiction, Echo, SignedAs};
pub use in_reply::InReply;
pub use problem::{Distrust, FieldProblem, NotSignedIn, Problem, ProblemKind, Unreached, Unreadable};
pub use query::{Filter, Page, Query, Sort, Start, Window};
pub use reviewed::{Blind, NeedsChange, NeedsOrder, NeedsResolution, Retyped, Review, Reviewable, Reviewed, Unfinished};
pub use signed::{GuardDraft, Signed, SignedGuard, SignedRevocation, Unsigned};
pub use standing::{Assurance, Standing};
pub use word::Word;
pub use words::InWords;
pub use write::{Access, Act, Authorised, Challenge, Confirmed, IdempotencyKey, Outcome, Receipt, Write, WriteCap};

use crate::{
    domain::{
        Account, AccountId, AccountSummary, ApproachId, AuthorizationId, Block, Holding, ItmoId, RegistryId,
        case::CaseId,
        contact::{CardId, Matter},
        reconcile::RunId,
        transfer::TransferId,
    },
    evidence::{digest::Digest, order::Body},
};
use book::{
    AccountLocks, AccountRules, ApproachInFull, ApproachSummary, AuthorizationInFull, AuthorizationSummary, Broadcast, ChangeRow,
    CheckFinding, ContactInFull, ContactProposal, ContactRow, Contacts, Entry, EntrySummary, Guarded, GuardedText,
    GuardedVersion, HeardContacts, LifeEvent, OrderId, OrderInFull, OrderSummary, Overview, RecordedAttempt, RecordedBundle,
    Report, ReportRows, ReportWindow, ReportedAction, Representative,
};
use case::{Board, CaseInFull, CaseRow};
use journal::{JournalLine, JournalRow};
use run::{Run, RunSegments, RunSummary};
use std::{fmt, future::Future, path::PathBuf, pin::Pin, sync::Arc};
use traffic::{Incident, IncidentId, Message, MessageId, MessageSummary, Peer, PeerSummary, Transfer, TransferSummary};
use uuid::Uuid;

/// A future that can be sent to the runtime.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The only way in or out: asking, acting, listening, and an identity. Few methods, so that decorators stay trivial and every exchange
/// can be taped.
/// Dropping a returned future cancels the request.
pub trait Registry: Send + Sync {
    /// Who this is, from the configuration and not from the server.
    fn identity(&self) -> &Identity;
    /// Asks; changes nothing. Answers are typed and every string in them is untrusted.
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>>;
    /// Acts. An error means that nothing was done; what may have been done is [`Outcome::Unknown`].
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>>;
    /// Asks under an id of the caller's, so that he knows it also when there is no problem to name it.
    fn read_as(&self, _id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.read(ask)
    }
    /// Listens to what changes after this entry of the ledger, or from now on. A registry without a stream says `None`.
    fn changes(&self, _after: Option<u64>) -> BoxFuture<'_, changes::Opened> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// The id a request carries (`X-Request-Id`); support staff find it in the registry's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallId(pub Uuid);

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A shared registry is a registry, so that a decorator can be put around one.
impl<R: Registry + ?Sized> Registry for Arc<R> {
    fn identity(&self) -> &Identity {
        self.as_ref().identity()
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.as_ref().read(ask)
    }
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        self.as_ref().write(act)
    }
    fn read_as(&self, id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.as_ref().read_as(id, ask)
    }
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, changes::Opened> {
        self.as_ref().changes(after)
    }
}

/// What the configuration says about a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The profile's name.
    pub profile: String,
    /// The base address, as configured.
    pub endpoint: String,
    /// What kind of registry it is.
    pub environment: Environment,
}

/// A question to a registry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Read {
    /// Who the registry is, what it can do, and who we are to it.
    Standing,
    /// A page of accounts.
    Accounts(Query),
    /// One account.
    Account(AccountId),
    /// What one account holds, by cooperative approach and vintage.
    Holdings(AccountId),
    /// A page of blocks.
    Blocks(Query),
    /// The block that holds this ITMO.
    Block(ItmoId),
    /// A page of transfers.
    Transfers(Query),
    /// One transfer, with its ladder of messages.
    Transfer(TransferId),
    /// A page of the archive of messages.
    Messages(Query),
    /// One message with its octets.
    Message(MessageId),
    /// A page of counterpart registries.
    Peers(Query),
    /// One counterpart registry.
    Peer(RegistryId),
    /// A page of incidents.
    Incidents(Query),
    /// One incident.
    Incident(IncidentId),
    /// What became of the act sent under this key.
    Act(IdempotencyKey),
    /// What needs somebody, and how the links stand.
    Overview,
    /// What the whole registry holds, by cooperative approach and vintage.
    TotalHoldings,
    /// Who may act for an account.
    Representatives(AccountId),
    /// What an account is bound by: trusted accounts, limits, execution window.
    AccountRules(AccountId),
    /// Everything that keeps an account or ITMOs in it from moving.
    AccountLocks(AccountId),
    /// What happened to an account.
    AccountLife(AccountId),
    /// What happened to an ITMO.
    BlockLife(ItmoId),
    /// A page of authorizations.
    Authorizations(Query),
    /// One authorization with all its versions.
    Authorization(AuthorizationId),
    /// A page of cooperative approaches.
    Approaches(Query),
    /// One cooperative approach with its history.
    Approach(ApproachId),
    /// A page of orders.
    Orders(Query),
    /// One order with its digest and checks.
    Order(OrderId),
    /// A page of the ledger's entries.
    Entries(Query),
    /// One entry of the ledger with its line.
    Entry(u64),
    /// The report of a year.
    Report(i16),
    /// Actions of a report.
    ReportedActions(ReportWindow),
    /// What was held by a report.
    ReportedHoldings(ReportWindow),
    /// A page of this console's own journal. No registry is asked for it.
    Journal(Query),
    /// One line of this console's own journal.
    JournalLine(u64),
    /// The board of cases.
    Cases,
    /// One case with its story.
    Case(CaseId),
    /// A page of reconciliation runs.
    Runs(Query),
    /// One reconciliation run with all it found.
    Run(RunId),
    /// What each book says in a reconciliation run.
    RunSegments(RunId),
    /// A version of the roster or the policy.
    Guarded(Guarded, GuardedVersion),
    /// What the checks would say of an order that asks for this; nothing is submitted.
    Checks(Box<Body>),
    /// The directory of contacts, whole, with what was proposed.
    Contacts,
    /// A page of the directory of contacts, as rows.
    ContactRows(Query),
    /// A page of the changes of contacts, as rows.
    ChangeRows(Query),
    /// One change of contacts, whole.
    ContactChange(Uuid),
    /// A page of the board of cases, as a list.
    CaseRows(Query),
    /// One contact with everything that belongs to it.
    Contact(CardId),
    /// What a counterpart said last of its own people; it is no part of the directory.
    HeardContacts(RegistryId),
    /// The newest attempts to reach somebody: about one matter, or all of them.
    ContactAttempts(Option<Matter>),
    /// The bundles of contacts that were compared with the directory, the newest first.
    ContactBundles,
    /// The messages to lists of the directory, the newest first.
    Broadcasts,
    /// The messages to lists that a filter selects, by columns.
    BroadcastRows(Query),
    /// One message to a list, with what became of it.
    Broadcast(Uuid),
    /// A text in a file of this computer. No registry is asked for it.
    TextFile(PathBuf),
    /// A bundle of contacts in a file of this computer. No registry is asked for it.
    Bundle(PathBuf),
    /// The digest of a file of this computer, for the document an order rests on (F21). No registry is asked for it.
    Document(PathBuf),
}

impl Read {
    /// Whether it is about this console's own journal, so that no registry knows the answer.
    pub fn is_of_journal(&self) -> bool {
        matches!(self, Self::Journal(_) | Self::JournalLine(_))
    }
}

/// An answer; each variant answers the question of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Answers [`Read::Standing`].
    Standing(Standing),
    /// Answers [`Read::Accounts`].
    Accounts(Page<AccountSummary>),
    /// Answers [`Read::Account`].
    Account(Box<Account>),
    /// Answers [`Read::Holdings`].
    Holdings(Vec<Holding>),
    /// Answers [`Read::Blocks`].
    Blocks(Page<Block>),
    /// Answers [`Read::Block`].
    Block(Box<Block>),
    /// Answers [`Read::Transfers`].
    Transfers(Page<TransferSummary>),
    /// Answers [`Read::Transfer`].
    Transfer(Box<Transfer>),
    /// Answers [`Read::Messages`].
    Messages(Page<MessageSummary>),
    /// Answers [`Read::Message`].
    Message(Box<Message>),
    /// Answers [`Read::Peers`].
    Peers(Page<PeerSummary>),
    /// Answers [`Read::Peer`].
    Peer(Box<Peer>),
    /// Answers [`Read::Incidents`].
    Incidents(Page<Incident>),
    /// Answers [`Read::Incident`].
    Incident(Box<Incident>),
    /// Answers [`Read::Act`]: the receipt, or `None` when the registry never saw the key.
    Act(Option<Receipt>),
    /// Answers [`Read::Overview`].
    Overview(Box<Overview>),
    /// Answers [`Read::TotalHoldings`].
    TotalHoldings(Vec<Holding>),
    /// Answers [`Read::Representatives`].
    Representatives(Vec<Representative>),
    /// Answers [`Read::AccountRules`].
    AccountRules(Box<AccountRules>),
    /// Answers [`Read::AccountLocks`].
    AccountLocks(Box<AccountLocks>),
    /// Answers [`Read::AccountLife`]: oldest first, the newest thousand.
    AccountLife(Vec<LifeEvent>),
    /// Answers [`Read::BlockLife`]: oldest first.
    BlockLife(Vec<LifeEvent>),
    /// Answers [`Read::Authorizations`].
    Authorizations(Page<AuthorizationSummary>),
    /// Answers [`Read::Authorization`].
    Authorization(Box<AuthorizationInFull>),
    /// Answers [`Read::Approaches`].
    Approaches(Page<ApproachSummary>),
    /// Answers [`Read::Approach`].
    Approach(Box<ApproachInFull>),
    /// Answers [`Read::Orders`].
    Orders(Page<OrderSummary>),
    /// Answers [`Read::Order`].
    Order(Box<OrderInFull>),
    /// Answers [`Read::Entries`].
    Entries(Page<EntrySummary>),
    /// Answers [`Read::Entry`].
    Entry(Box<Entry>),
    /// Answers [`Read::Report`].
    Report(Box<Report>),
    /// Answers [`Read::ReportedActions`].
    ReportedActions(ReportRows<ReportedAction>),
    /// Answers [`Read::ReportedHoldings`].
    ReportedHoldings(ReportRows<Block>),
    /// Answers [`Read::Journal`].
    Journal(Page<JournalRow>),
    /// Answers [`Read::JournalLine`].
    JournalLine(Box<JournalLine>),
    /// Answers [`Read::Cases`].
    Cases(Box<Board>),
    /// Answers [`Read::Case`].
    Case(Box<CaseInFull>),
    /// Answers [`Read::Runs`].
    Runs(Page<RunSummary>),
    /// Answers [`Read::Run`].
    Run(Box<Run>),
    /// Answers [`Read::RunSegments`].
    RunSegments(Box<RunSegments>),
    /// Answers [`Read::Checks`]: each check with what was looked at.
    Checks(Vec<CheckFinding>),
    /// Answers [`Read::Document`]; when it can't be read, why, in a clause.
    Document(Box<Result<ReadDocument, String>>),
    /// Answers [`Read::Contacts`].
    Contacts(Box<Contacts>),
    /// Answers [`Read::ContactRows`].
    ContactRows(Page<ContactRow>),
    /// Answers [`Read::ChangeRows`].
    ChangeRows(Page<ChangeRow>),
    /// Answers [`Read::ContactChange`]; `None` when the registry shows no such change.
    ContactChange(Option<Box<ContactProposal>>),
    /// Answers [`Read::CaseRows`].
    CaseRows(Page<CaseRow>),
    /// Answers [`Read::Contact`].
    Contact(Box<ContactInFull>),
    /// Answers [`Read::HeardContacts`]; `None` when nothing was heard yet.
    HeardContacts(Option<Box<HeardContacts>>),
    /// Answers [`Read::ContactAttempts`]: the newest first.
    ContactAttempts(Vec<RecordedAttempt>),
    /// Answers [`Read::ContactBundles`].
    ContactBundles(Vec<RecordedBundle>),
    /// Answers [`Read::Broadcasts`].
    Broadcasts(Vec<Broadcast>),
    /// Answers [`Read::BroadcastRows`].
    BroadcastRows(Page<Broadcast>),
    /// Answers [`Read::Broadcast`]; `None` when the registry shows no such message.
    Broadcast(Option<Box<Broadcast>>),
    /// Answers [`Read::TextFile`]; when it can't be read, why, as a sentence.
    TextFile(Box<Result<String, String>>),
    /// Answers [`Read::Bundle`]; when it can't be read, why, as a sentence.
    Bundle(Box<Result<BundleFile, String>>),
    /// Answers [`Read::Guarded`]; `None` when there is no such version, such as when none waits.
    Guarded(Option<Box<GuardedText>>),
}

/// A file that was read for its digest; its content is kept nowhere and shown by nobody (T27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDocument {
    /// The name of the file, without its folder.
    pub name: String,
    /// How many octets it has.
    pub octets: u64,
    /// SHA-256 of its octets.
    pub sha256: Digest,
}

#[cfg(test)]
mod scripted;
