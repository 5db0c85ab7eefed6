//! One account: its facts, its holdings by cooperative approach and vintage, its locks, and its blocks as a list.
//! Facts, holdings and blocks are three questions: each is shown when it is there, and one that fails does not hide the others.
//! Must not know: how an act on the account is confirmed.

mod view;

pub use view::{list_height, paint, scroll_limit};

use crate::{
    app::{Desk, List, Remote, RequestId, Table},
    domain::{Account, AccountId, Block, Holding},
    registry::{Filter, Problem, Read, Reply, query::Term},
};

/// State of the screen of one account.
#[derive(Debug)]
pub struct AccountCard {
    /// Which account.
    pub id: AccountId,
    /// The account.
    pub account: Remote<Box<Account>>,
    /// What it holds.
    pub holdings: Remote<Vec<Holding>>,
    /// Its blocks.
    pub blocks: Table<Block>,
    /// Whether the holdings take the whole screen.
    pub holdings_in_full: bool,
    /// First holding shown when they do not all fit.
    pub holdings_scroll: u16,
}

impl AccountCard {
    /// The card of an account, not asked for yet.
    pub fn of(id: AccountId) -> Self {
        let here = Term { field: Some("account"), value: id.to_string(), negated: false };
        let blocks = Table::with_base(Filter { terms: vec![here] });
        Self { id, account: Remote::default(), holdings: Remote::default(), blocks, holdings_in_full: false, holdings_scroll: 0 }
    }

    /// Asks for everything again; what is shown stays until it comes.
    pub fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.account.ask(Read::Account(self.id.clone()), desk);
        self.holdings.ask(Read::Holdings(self.id.clone()), desk);
        List::refresh(&mut self.blocks, desk);
    }

    /// Stops waiting for anything.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.account.give_up(desk);
        self.holdings.give_up(desk);
        List::give_up(&mut self.blocks, desk);
    }

    /// Takes an answer, if it is one of the card's. Says whether it was.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.account.awaits(request) {
            let account = |reply| if let Reply::Account(account) = reply { Some(account) } else { None };
            self.account.take(answer.clone().map(account), desk.now);
        } else if self.holdings.awaits(request) {
            let holdings = |reply| if let Reply::Holdings(holdings) = reply { Some(holdings) } else { None };
            self.holdings.take(answer.clone().map(holdings), desk.now);
        } else if self.blocks.awaits(request) {
            List::answer(&mut self.blocks, request, answer.clone(), desk);
        } else {
            return false;
        }
        true
    }

    /// The first problem of the card, if there is one.
    pub fn problem(&self) -> Option<&Problem> {
        self.account.problem().or(self.holdings.problem()).or(self.blocks.problem())
    }
}
