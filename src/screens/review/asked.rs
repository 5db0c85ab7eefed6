//! What the registry is asked for beside the order's texts: checks, both accounts, blocks, authorizations, what moved before, what was denied.
//! It is asked for once, when everything was typed again and not before, because a question names values (F07), and the checks again when the
//! book changes; of what is missing the page says so.
//! Must not know: what any of it means for the review.

use super::{denied::Denied, fresh};
use crate::{
    app::{Desk, Remote, RequestId},
    domain::{Account, Block, BlockRange, Series},
    evidence::order::{Body, Movement, Order, Trusted},
    registry::{
        Filter, Page, Problem, Query, Read, Reply, Window,
        book::{AccountRules, CheckFinding},
        query::Term,
        traffic::TransferSummary,
    },
    screens::effect::{Facts, Papers},
};
use std::collections::BTreeMap;

/// Blocks of one numbering that are read at most; an order of more is told that its first transfers are not known.
const MOST_BLOCKS: u16 = 1_000;

/// What the registry is asked for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub checks: Remote<Vec<CheckFinding>>,
    account: Remote<Box<Account>>,
    /// The account they go to, when it is in this registry.
    to: Option<Remote<Box<Account>>>,
    papers: Papers,
    blocks: Vec<Remote<Page<Block>>>,
    /// The blocks that came so far.
    here: Vec<Block>,
    pub past: Remote<Page<TransferSummary>>,
    pub rules: Remote<Box<AccountRules>>,
    pub denied: Denied,
    /// The order it is about.
    order: Option<Box<Order>>,
}

impl Asked {
    /// Asks what speaks for and against what an order asks for.
    pub fn about(&mut self, order: &Order, desk: &mut Desk<'_>) {
        self.give_up(desk);
        if let Body::Movement(moved) = &order.body {
            self.rules.ask(Read::AccountRules(moved.transferring_account.clone()), desk);
            self.account.ask(Read::Account(moved.transferring_account.clone()), desk);
            self.past.ask(Read::Transfers(fresh::question()), desk);
            self.to = (moved.to.registry(order.registry) == order.registry).then(|| {
                let mut to = Remote::default();
                to.ask(Read::Account(moved.acquiring_account.clone()), desk);
                to
            });
            self.papers = Papers::new();
            for id in &moved.authorizations {
                self.papers.entry(id.clone()).or_default().ask(Read::Authorization(id.clone()), desk);
            }
            self.here = Vec::new();
            self.blocks = blocks_of(moved).into_iter().map(|query| asking(Read::Blocks(query), desk)).collect();
        }
        if let Some(wanted) = trusted(order) {
            self.rules.ask(Read::AccountRules(wanted.account), desk);
            self.past.ask(Read::Transfers(fresh::question()), desk);
        }
        self.checks.ask(Read::Checks(Box::new(order.body.clone())), desk);
        self.denied.ask(order, desk);
        self.order = Some(Box::new(order.clone()));
    }

    /// Asks for the checks again where they were asked for and everything is typed again (F07): a book that has changed can say otherwise of the
    /// same order, such as that a number of the counterpart was changed (C05).
    pub fn again(&mut self, typed_again: bool, desk: &mut Desk<'_>) {
        if let Some(order) = self.order.as_ref().filter(|_| typed_again) {
            self.checks.ask(Read::Checks(Box::new(order.body.clone())), desk);
        }
    }

    /// Whether it was asked about this order.
    pub fn is_about(&self, order: &Order) -> bool {
        self.order.as_deref() == Some(order)
    }

    /// What its effect is worked out from.
    pub fn facts(&self) -> Facts<'_> {
        let past = self.past.value();
        Facts { from: &self.account, to: self.to.as_ref(), past, papers: &self.papers, blocks: &self.here }
    }

    /// Takes an answer, if it is one of these.
    pub fn take(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        macro_rules! take {
            ($value:expr, $variant:ident) => {
                if $value.awaits(request) {
                    let of = |reply| if let Reply::$variant(value) = reply { Some(value) } else { None };
                    $value.take(answer.clone().map(of), desk.now);
                    return true;
                }
            };
        }
        take!(self.checks, Checks);
        take!(self.account, Account);
        take!(self.rules, AccountRules);
        take!(self.past, Transfers);
        if let Some(to) = &mut self.to {
            take!(to, Account);
        }
        for paper in self.papers.values_mut() {
            take!(paper, Authorization);
        }
        if let Some(blocks) = self.blocks.iter_mut().find(|blocks| blocks.awaits(request)) {
            let page = |reply| if let Reply::Blocks(page) = reply { Some(page) } else { None };
            blocks.take(answer.clone().map(page), desk.now);
            self.here.extend(blocks.value().iter().flat_map(|page| page.rows.iter().cloned()));
            return true;
        }
        self.order.as_deref().is_some_and(|order| self.denied.take(request, answer, order, desk))
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.checks.give_up(desk);
        self.account.give_up(desk);
        self.past.give_up(desk);
        self.rules.give_up(desk);
        self.to.iter_mut().for_each(|to| to.give_up(desk));
        self.papers.values_mut().for_each(|paper| paper.give_up(desk));
        self.blocks.iter_mut().for_each(|blocks| blocks.give_up(desk));
        self.denied.give_up(desk);
    }

    /// Whether something has neither come nor failed yet. What is asked for again shows what came before, and its answer is weighed when it is here.
    pub fn is_awaited(&self) -> bool {
        fn is<T>(value: &Remote<T>) -> bool {
            value.is_asking() && value.value().is_none() && value.problem().is_none()
        }
        let beside = [is(&self.checks), is(&self.account), is(&self.past), is(&self.rules)].contains(&true);
        beside
            || self.to.as_ref().is_some_and(is)
            || self.papers.values().any(is)
            || self.blocks.iter().any(is)
            || self.denied.is_awaited()
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        let asking = [self.checks.is_asking(), self.account.is_asking(), self.past.is_asking(), self.rules.is_asking()];
        let accounts = self.to.iter().map(Remote::is_asking);
        let (papers, blocks) = (self.papers.values().map(Remote::is_asking), self.blocks.iter().map(Remote::is_asking));
        let waits = asking.into_iter().chain(accounts).chain(papers).chain(blocks).filter(|asking| *asking).count();
        waits + self.denied.in_flight()
    }
}

/// The account that an order lets another one trust, if that is what it asks for.
pub(super) fn trusted(order: &Order) -> Option<Trusted> {
    if let Body::Act(act) = &order.body { act.trusted() } else { None }
}

fn asking<T>(ask: Read, desk: &mut Desk<'_>) -> Remote<T> {
    let mut value = Remote::default();
    value.ask(ask, desk);
    value
}

/// The questions for the blocks that an order moves ITMOs of: one for each numbering.
fn blocks_of(moved: &Movement) -> Vec<Query> {
    let mut runs: BTreeMap<Series, Vec<&BlockRange>> = BTreeMap::new();
    moved.units.runs().iter().for_each(|run| runs.entry(run.series).or_default().push(run));
    let question = |(series, runs): (Series, Vec<&BlockRange>)| {
        let (first, last) = runs.first().zip(runs.last())?;
        let term = |field, value: String| Term { field: Some(field), value, negated: false };
        let terms = vec![
            term("account", moved.transferring_account.to_string()),
            term("approach", series.approach.to_string()),
            term("registry", series.registry.to_string()),
            term("vintage", series.vintage.to_string()),
            term("serial", format!("{}..{}", first.range.first().number(), last.range.last().number())),
        ];
        let window = Window { limit: MOST_BLOCKS, ..Window::default() };
        Some(Query { filter: Filter { terms }, sort: None, window })
    };
    runs.into_iter().filter_map(question).collect()
}
