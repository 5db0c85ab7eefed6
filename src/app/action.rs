//! THE action table: every command of the console is one row. Keymap, footer, help, palette, the README's key block and
//! `config.example.toml` all come from it; risk and the condition to run are part of the row.
//! Must not know: how a condition is judged or an action performed.

mod table;

pub use table::Action;

/// Everything the console knows about an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The action.
    pub action: Action,
    /// Its id in the configuration and the palette, such as `go.accounts`.
    pub id: &'static str,
    /// Its title: a verb or a place, two or three words.
    pub title: &'static str,
    /// A shorter title for the footer.
    pub short: &'static str,
    /// Where it applies.
    pub scope: Scope,
    /// Its default keys; several keys in one string are a sequence: `g g`.
    pub keys: &'static [&'static str],
    /// What it can do.
    pub risk: Risk,
    /// When it can run.
    pub when: When,
    /// The argument it takes in the palette, such as `<account id>`; empty when it takes none.
    pub argument: &'static str,
    /// How early it stands in the footer; 0 is never.
    pub weight: u8,
    /// One or two sentences of help.
    pub doc: &'static str,
}

/// Where an action applies. The console has a stack of scopes; the innermost that knows a key wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere.
    Global,
    /// Any list.
    List,
    /// The accounts list.
    Accounts,
    /// One account.
    Account,
    /// The blocks list.
    Blocks,
    /// One block.
    Block,
    /// Lists of blocks, whose rows can be marked.
    Marks,
    /// The transfers list.
    Transfers,
    /// One transfer.
    Transfer,
    /// The messages list.
    Messages,
    /// One message.
    Message,
    /// The incidents list.
    Incidents,
    /// The first screen.
    Home,
    /// The counterparts, as a list and each as a page.
    Peers,
    /// What this console has done.
    Activity,
    /// The authorizations, as a list and each as a page.
    Authorizations,
    /// The cooperative approaches, as a list and each as a page.
    Approaches,
    /// The orders that wait.
    Approvals,
    /// The orders, as a list and each as a page.
    Orders,
    /// One order.
    Order,
    /// What one person says about an order.
    Speak,
    /// The review of an order.
    Review,
    /// A new order.
    Initiate,
    /// The board of cases.
    Board,
    /// The reconciliation runs, as a list and each as a page.
    Runs,
    /// What each book says in a run.
    Differences,
    /// One case.
    Case,
    /// The resolution of a case.
    Resolve,
    /// The ledger's entries, as a list and each as a page.
    Ledger,
    /// The lines of this console's journal, as a list and each as a page.
    Journal,
    /// The directory of contacts, as a list, a card and a registry's page.
    Contacts,
    /// Whom to call about a problem.
    Calls,
    /// The changes of contacts, as a list and each as a page.
    Changes,
    /// A new change of contacts.
    Propose,
    /// Somebody else's word about their people beside ours.
    TakeOver,
    /// The messages to lists, as a list and each as a page.
    Broadcasts,
    /// A new message to a list.
    Announce,
    /// The roster and the policy.
    Guard,
}

impl Scope {
    /// All scopes, outermost first, with the name used in help and in the documentation.
    pub const ALL: [(Self, &'static str); 38] = [
        (Self::Global, "everywhere"),
        (Self::List, "lists"),
        (Self::Accounts, "accounts"),
        (Self::Account, "one account"),
        (Self::Blocks, "blocks"),
        (Self::Block, "one block"),
        (Self::Marks, "lists of blocks"),
        (Self::Transfers, "transfers"),
        (Self::Transfer, "one transfer"),
        (Self::Messages, "messages"),
        (Self::Message, "one message"),
        (Self::Incidents, "incidents"),
        (Self::Home, "home"),
        (Self::Peers, "peers"),
        (Self::Activity, "activity"),
        (Self::Authorizations, "authorizations"),
        (Self::Approaches, "cooperative approaches"),
        (Self::Approvals, "approvals"),
        (Self::Orders, "orders"),
        (Self::Order, "one order"),
        (Self::Speak, "a statement"),
        (Self::Review, "a review"),
        (Self::Initiate, "a new order"),
        (Self::Board, "the board of cases"),
        (Self::Runs, "reconciliation runs"),
        (Self::Differences, "the differences of a run"),
        (Self::Case, "one case"),
        (Self::Resolve, "a resolution"),
        (Self::Ledger, "the ledger"),
        (Self::Journal, "the journal"),
        (Self::Contacts, "contacts"),
        (Self::Calls, "calls"),
        (Self::Changes, "changes of contacts"),
        (Self::Propose, "a new change of contacts"),
        (Self::TakeOver, "somebody else's word about contacts"),
        (Self::Broadcasts, "messages to lists"),
        (Self::Announce, "a new message to a list"),
        (Self::Guard, "the roster and the policy"),
    ];

    /// The scopes that are active when this one is innermost, itself first.
    pub fn stack(self) -> &'static [Self] {
        match self {
            Self::Global => &[Self::Global],
            Self::List => &[Self::List, Self::Global],
            Self::Accounts => &[Self::Accounts, Self::List, Self::Global],
            Self::Account => &[Self::Account, Self::Marks, Self::List, Self::Global],
            Self::Blocks => &[Self::Blocks, Self::Marks, Self::List, Self::Global],
            Self::Marks => &[Self::Marks, Self::List, Self::Global],
            Self::Block => &[Self::Block, Self::List, Self::Global],
            Self::Transfers => &[Self::Transfers, Self::List, Self::Global],
            Self::Transfer => &[Self::Transfer, Self::List, Self::Global],
            Self::Messages => &[Self::Messages, Self::List, Self::Global],
            Self::Message => &[Self::Message, Self::Messages, Self::List, Self::Global],
            Self::Incidents => &[Self::Incidents, Self::List, Self::Global],
            Self::Home => &[Self::Home, Self::List, Self::Global],
            Self::Peers => &[Self::Peers, Self::List, Self::Global],
            Self::Activity => &[Self::Activity, Self::List, Self::Global],
            Self::Authorizations => &[Self::Authorizations, Self::List, Self::Global],
            Self::Approaches => &[Self::Approaches, Self::List, Self::Global],
            Self::Approvals => &[Self::Approvals, Self::List, Self::Global],
            Self::Orders => &[Self::Orders, Self::List, Self::Global],
            Self::Order => &[Self::Order, Self::Orders, Self::List, Self::Global],
            Self::Speak => &[Self::Speak, Self::List, Self::Global],
            Self::Review => &[Self::Review, Self::List, Self::Global],
            Self::Initiate => &[Self::Initiate, Self::List, Self::Global],
            Self::Board => &[Self::Board, Self::List, Self::Global],
            Self::Runs => &[Self::Runs, Self::List, Self::Global],
            Self::Differences => &[Self::Differences, Self::List, Self::Global],
            Self::Case => &[Self::Case, Self::List, Self::Global],
            Self::Resolve => &[Self::Resolve, Self::List, Self::Global],
            Self::Ledger => &[Self::Ledger, Self::List, Self::Global],
            Self::Journal => &[Self::Journal, Self::List, Self::Global],
            Self::Contacts => &[Self::Contacts, Self::List, Self::Global],
            Self::Calls => &[Self::Calls, Self::List, Self::Global],
            Self::Changes => &[Self::Changes, Self::List, Self::Global],
            Self::Propose => &[Self::Propose, Self::List, Self::Global],
            Self::TakeOver => &[Self::TakeOver, Self::List, Self::Global],
            Self::Broadcasts => &[Self::Broadcasts, Self::List, Self::Global],
            Self::Announce => &[Self::Announce, Self::List, Self::Global],
            Self::Guard => &[Self::Guard, Self::List, Self::Global],
        }
    }

    /// The scope's name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(scope, _)| *scope == self).map_or("", |(_, name)| name)
    }
}

/// What an action can do, and so how it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// Changes nothing outside this console: runs at once.
    None,
    /// Can be undone: asks, No in focus.
    Reversible,
    /// Can't be undone by one person: demands a typed challenge, names registry and environment.
    Irreversible,
}

/// When an action can run, as data; the console judges it and explains a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Always.
    Always,
    /// A row is selected.
    Row,
    /// The list shown is filtered.
    Filtered,
    /// A filter was kept for the list shown.
    Saved,
    /// Something was searched for with find.
    Found,
    /// There is more than one profile.
    Profiles,
    /// There is something to go back to.
    Behind,
    /// There is a problem to show.
    Problem,
    /// No export is under way.
    NoExport,
    /// An export is under way.
    Exporting,
    /// The screen says so itself.
    Screen,
    /// One person may act here: the profile may write, the journal can be written, and the screen says what the act would be.
    Deed,
    /// An act was sent and nobody knows what became of it.
    Unknown,
    /// An act was sent and the registry says that it never received it.
    Missed,
}

impl Action {
    /// The row of an action.
    #[allow(clippy::indexing_slicing)]
    pub fn spec(self) -> &'static Spec {
        // Enum and table are written by one macro in one order, so the row is always there.
        &Self::SPECS[self as usize]
    }

    /// The action of an id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::SPECS.iter().find(|spec| spec.id == id).map(|spec| spec.action)
    }
}
