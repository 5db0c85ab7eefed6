//! The papers of the books of these tests: authorizations, cooperative approaches, orders, entries, lives, what binds accounts, what waits.
//! Written by rule, so that every run sees the same.

#[path = "papers/bound.rs"]
pub mod bound;
#[path = "papers/guards.rs"]
pub mod guards;
#[path = "papers/lives.rs"]
mod lives;
#[path = "papers/orders.rs"]
mod orders;
#[path = "papers/rows.rs"]
mod rows;
#[path = "papers/sound.rs"]
mod sound;
#[path = "papers/written.rs"]
mod written;

use super::{
    book::{Book, now},
    pages,
};
use countersign::{
    domain::{Account, Block},
    registry::{
        Read, Reply,
        book::{ApproachInFull, AuthorizationInFull, Entry, OrderInFull, OrderSummary},
    },
};
use jiff::{SignedDuration, Timestamp};

/// The papers of a book.
#[derive(Clone, Default)]
pub struct Papers {
    pub authorizations: Vec<AuthorizationInFull>,
    pub approaches: Vec<ApproachInFull>,
    pub orders: Vec<OrderInFull>,
    pub entries: Vec<Entry>,
    /// Another roster and policy than the usual ones.
    pub guards: Option<guards::Guards>,
}

impl Papers {
    /// The papers of a registry with these accounts and blocks.
    pub fn of(registry: &str, accounts: &[Account], blocks: &[Block]) -> Self {
        let entries = lives::entries(registry, accounts);
        let authorizations = written::authorizations(blocks);
        let approaches = written::approaches(&entries, &authorizations);
        let orders = orders::all(registry, accounts, blocks, &authorizations);
        Self { authorizations, approaches, orders, entries, guards: None }
    }

    /// The answer to a question about them; `None` when nothing is there, or when it is about something else.
    pub fn answer(&self, ask: &Read, book: &Book) -> Option<Reply> {
        let revision = book.revision;
        Some(match ask {
            Read::Overview => Reply::Overview(Box::new(bound::overview(self, &book.traffic, revision))),
            Read::Representatives(id) => Reply::Representatives(bound::representatives(&book.account(id)?.summary.id)),
            Read::AccountRules(id) => Reply::AccountRules(Box::new(bound::rules(book.account(id)?))),
            Read::AccountLocks(id) => Reply::AccountLocks(Box::new(bound::locks(book.account(id)?, &book.blocks))),
            Read::AccountLife(id) => Reply::AccountLife(lives::of_account(book.account(id)?, &self.entries)),
            Read::BlockLife(id) => {
                let holds = |block: &&Block| block.series == id.series() && block.range.contains(id.serial());
                Reply::BlockLife(lives::of_block(book.blocks.iter().find(holds)?, &self.entries))
            }
            Read::Authorizations(query) => {
                let rows: Vec<_> = self.authorizations.iter().map(|full| &full.summary).collect();
                Reply::Authorizations(pages::page(&rows, query, revision))
            }
            Read::Authorization(id) => {
                Reply::Authorization(Box::new(self.authorizations.iter().find(|full| full.summary.id == *id)?.clone()))
            }
            Read::Approaches(query) => {
                let rows: Vec<_> = self.approaches.iter().map(|full| &full.summary).collect();
                Reply::Approaches(pages::page(&rows, query, revision))
            }
            Read::Approach(id) => Reply::Approach(Box::new(self.approaches.iter().find(|full| full.summary.id == *id)?.clone())),
            Read::Orders(query) => {
                let rows: Vec<OrderSummary> = self.orders.iter().map(orders::summary).collect();
                Reply::Orders(pages::page(&rows.iter().collect::<Vec<_>>(), query, revision))
            }
            Read::Order(id) => Reply::Order(Box::new(self.orders.iter().find(|order| order.id == *id)?.clone())),
            Read::Entries(query) => {
                let rows: Vec<_> = self.entries.iter().map(|entry| &entry.summary).collect();
                Reply::Entries(pages::page(&rows, query, revision))
            }
            Read::Entry(number) => {
                Reply::Entry(Box::new(self.entries.iter().find(|entry| entry.summary.entry == *number)?.clone()))
            }
            _ => return None,
        })
    }
}

/// So many hours ago.
fn ago(hours: i64) -> Timestamp {
    now().checked_sub(SignedDuration::from_hours(hours)).unwrap()
}

/// So many hours from now.
fn ahead(hours: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_hours(hours)).unwrap()
}
