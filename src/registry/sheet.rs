//! Every list as a sheet: which columns it has, and what a row says in each. Exports, the commands for scripts and the
//! clipboard all write from here, so that the same thing has the same name everywhere.
//! Must not know: files, formats in detail, or columns on a screen.

mod account;
mod approach;
mod authorization;
mod block;
mod bound;
mod broadcast;
mod card;
mod case;
mod cell;
mod change;
mod choice;
mod column;
mod contact;
mod entry;
mod format;
mod incident;
mod journal;
mod message;
mod order;
mod peer;
mod run;
mod transfer;

pub use card::{Card, NotAnId, Part};
pub use cell::Cell;
pub use choice::{Choice, NoColumn};
pub use column::{Column, ColumnKind, Of, ours};
pub use format::Format;

use super::{
    Filter, Page, Query, Read, Reply,
    book::{ApproachSummary, AuthorizationSummary, Broadcast, ChangeRow, ContactRow, EntrySummary, OrderSummary},
    case::CaseRow,
    journal::JournalRow,
    query::{
        ACCOUNT_FIELDS, APPROACH_FIELDS, AUTHORIZATION_FIELDS, BLOCK_FIELDS, BROADCAST_FIELDS, CASE_FIELDS, CHANGE_FIELDS,
        CONTACT_FIELDS, ENTRY_FIELDS, Field, INCIDENT_FIELDS, JOURNAL_FIELDS, MESSAGE_FIELDS, ORDER_FIELDS, PEER_FIELDS,
        RUN_FIELDS, TRANSFER_FIELDS, Term,
    },
    run::RunSummary,
    traffic::{Incident, MessageSummary, PeerSummary, TransferSummary},
};
use crate::domain::{AccountSummary, Block};

/// A row's cells, in the order of the list's columns.
pub type Row = Vec<Cell>;

/// What a row of a list must say to stand in its sheet.
pub trait SheetRow: Sized + 'static {
    /// The list.
    const SHEET: Sheet;
    /// How many columns a table shows that has not been told which.
    const SHORT: usize;
    /// The columns. The ones that say most come first.
    const COLUMNS: &'static [Of<Self>];

    /// A filter of its list that selects it.
    fn filter(&self) -> String;

    /// Its cells.
    fn row(&self) -> Row {
        row(Self::COLUMNS, self)
    }
}

/// A list of the registry, or of this console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The accounts.
    Accounts,
    /// The ITMO blocks.
    Blocks,
    /// The transfers.
    Transfers,
    /// The archive of messages.
    Messages,
    /// The counterpart registries.
    Peers,
    /// The incidents.
    Incidents,
    /// The authorizations.
    Authorizations,
    /// The cooperative approaches.
    Approaches,
    /// The orders of two persons.
    Orders,
    /// The reconciliation runs.
    Runs,
    /// The ledger's entries.
    Ledger,
    /// The board of cases.
    Cases,
    /// The directory of contacts.
    Contacts,
    /// The changes of contacts.
    Changes,
    /// The messages to lists of the directory.
    Broadcasts,
    /// The lines of this console's own journal.
    Journal,
}

/// Calls a function with the row type of a list.
macro_rules! with_row {
    ($sheet:expr, $row:ident => $what:expr) => {
        match $sheet {
            Sheet::Accounts => {
                type $row = AccountSummary;
                $what
            }
            Sheet::Blocks => {
                type $row = Block;
                $what
            }
            Sheet::Transfers => {
                type $row = TransferSummary;
                $what
            }
            Sheet::Messages => {
                type $row = MessageSummary;
                $what
            }
            Sheet::Peers => {
                type $row = PeerSummary;
                $what
            }
            Sheet::Incidents => {
                type $row = Incident;
                $what
            }
            Sheet::Authorizations => {
                type $row = AuthorizationSummary;
                $what
            }
            Sheet::Approaches => {
                type $row = ApproachSummary;
                $what
            }
            Sheet::Orders => {
                type $row = OrderSummary;
                $what
            }
            Sheet::Runs => {
                type $row = RunSummary;
                $what
            }
            Sheet::Ledger => {
                type $row = EntrySummary;
                $what
            }
            Sheet::Cases => {
                type $row = CaseRow;
                $what
            }
            Sheet::Contacts => {
                type $row = ContactRow;
                $what
            }
            Sheet::Changes => {
                type $row = ChangeRow;
                $what
            }
            Sheet::Broadcasts => {
                type $row = Broadcast;
                $what
            }
            Sheet::Journal => {
                type $row = JournalRow;
                $what
            }
        }
    };
}

impl Sheet {
    /// Every list with its word: the command that lists it, and the beginning of its files' names.
    pub const ALL: [(Self, &'static str); 16] = [
        (Self::Accounts, "accounts"),
        (Self::Blocks, "blocks"),
        (Self::Transfers, "transfers"),
        (Self::Messages, "messages"),
        (Self::Peers, "peers"),
        (Self::Incidents, "incidents"),
        (Self::Authorizations, "authorizations"),
        (Self::Approaches, "approaches"),
        (Self::Orders, "orders"),
        (Self::Runs, "runs"),
        (Self::Ledger, "ledger"),
        (Self::Cases, "cases"),
        (Self::Contacts, "contacts"),
        (Self::Changes, "changes"),
        (Self::Broadcasts, "broadcasts"),
        (Self::Journal, "journal"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(sheet, _)| *sheet == self).map_or("", |(_, word)| word)
    }

    /// What it can be filtered and sorted by.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Accounts => ACCOUNT_FIELDS,
            Self::Blocks => BLOCK_FIELDS,
            Self::Transfers => TRANSFER_FIELDS,
            Self::Messages => MESSAGE_FIELDS,
            Self::Peers => PEER_FIELDS,
            Self::Incidents => INCIDENT_FIELDS,
            Self::Authorizations => AUTHORIZATION_FIELDS,
            Self::Approaches => APPROACH_FIELDS,
            Self::Orders => ORDER_FIELDS,
            Self::Runs => RUN_FIELDS,
            Self::Ledger => ENTRY_FIELDS,
            Self::Cases => CASE_FIELDS,
            Self::Contacts => CONTACT_FIELDS,
            Self::Changes => CHANGE_FIELDS,
            Self::Broadcasts => BROADCAST_FIELDS,
            Self::Journal => JOURNAL_FIELDS,
        }
    }

    /// The question for a window of it.
    pub fn ask(self, query: Query) -> Read {
        match self {
            Self::Accounts => Read::Accounts(query),
            Self::Blocks => Read::Blocks(query),
            Self::Transfers => Read::Transfers(query),
            Self::Messages => Read::Messages(query),
            Self::Peers => Read::Peers(query),
            Self::Incidents => Read::Incidents(query),
            Self::Authorizations => Read::Authorizations(query),
            Self::Approaches => Read::Approaches(query),
            Self::Orders => Read::Orders(query),
            Self::Runs => Read::Runs(query),
            Self::Ledger => Read::Entries(query),
            Self::Cases => Read::CaseRows(query),
            Self::Contacts => Read::ContactRows(query),
            Self::Changes => Read::ChangeRows(query),
            Self::Broadcasts => Read::BroadcastRows(query),
            Self::Journal => Read::Journal(query),
        }
    }

    /// The rows of an answer; `None` when it answers another question.
    pub fn page(self, reply: Reply) -> Option<Page<Row>> {
        Some(match (self, reply) {
            (Self::Accounts, Reply::Accounts(page)) => rows(page),
            (Self::Blocks, Reply::Blocks(page)) => rows(page),
            (Self::Transfers, Reply::Transfers(page)) => rows(page),
            (Self::Messages, Reply::Messages(page)) => rows(page),
            (Self::Peers, Reply::Peers(page)) => rows(page),
            (Self::Incidents, Reply::Incidents(page)) => rows(page),
            (Self::Authorizations, Reply::Authorizations(page)) => rows(page),
            (Self::Approaches, Reply::Approaches(page)) => rows(page),
            (Self::Orders, Reply::Orders(page)) => rows(page),
            (Self::Runs, Reply::Runs(page)) => rows(page),
            (Self::Ledger, Reply::Entries(page)) => rows(page),
            (Self::Cases, Reply::CaseRows(page)) => rows(page),
            (Self::Contacts, Reply::ContactRows(page)) => rows(page),
            (Self::Changes, Reply::ChangeRows(page)) => rows(page),
            (Self::Broadcasts, Reply::BroadcastRows(page)) => rows(page),
            (Self::Journal, Reply::Journal(page)) => rows(page),
            _ => return None,
        })
    }

    /// Its columns. The ones that say most come first.
    pub fn columns(self) -> Vec<Column> {
        with_row!(self, R => names(R::COLUMNS))
    }

    /// How many of them a table shows that has not been told which.
    pub fn short(self) -> usize {
        with_row!(self, R => R::SHORT)
    }
}

/// What the columns are.
pub fn names<R>(columns: &[Of<R>]) -> Vec<Column> {
    columns.iter().map(|of| of.column).collect()
}

/// The cells of a row in these columns.
pub fn row<R>(columns: &[Of<R>], row: &R) -> Row {
    columns.iter().map(|of| of.cell(row)).collect()
}

fn rows<R: SheetRow>(page: Page<R>) -> Page<Row> {
    let Page { rows, offset, total, unfiltered, next, revision, as_of } = page;
    Page { rows: rows.iter().map(SheetRow::row).collect(), offset, total, unfiltered, next, revision, as_of }
}

/// A filter by the value of one field, as it would be typed.
fn by_field(name: &'static str, value: impl std::fmt::Display) -> String {
    Filter { terms: vec![Term { field: Some(name), value: value.to_string(), negated: false }] }.to_string()
}

#[cfg(test)]
mod tests;
