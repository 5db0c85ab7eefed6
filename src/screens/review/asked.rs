//! What the registry is asked for beside the order's texts: checks, the account, what moved before, whom the account trusts.
//! It is asked for once, when a review begins; of what is missing the page says so.
//! Must not know: what any of it means for the review.

use super::fresh;
use crate::{
    app::{Desk, Remote, RequestId},
    domain::Account,
    evidence::order::Body,
    registry::{
        Page, Problem, Read, Reply,
        book::{AccountRules, CheckFinding},
        traffic::TransferSummary,
    },
};

/// What the registry is asked for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub checks: Remote<Vec<CheckFinding>>,
    pub account: Remote<Box<Account>>,
    pub past: Remote<Page<TransferSummary>>,
    pub rules: Remote<Box<AccountRules>>,
}

impl Asked {
    /// Asks what speaks for and against what an order asks for.
    pub fn about(&mut self, body: Body, desk: &mut Desk<'_>) {
        if let Body::Movement(moved) = &body {
            self.rules.ask(Read::AccountRules(moved.transferring_account.clone()), desk);
            self.account.ask(Read::Account(moved.transferring_account.clone()), desk);
            self.past.ask(Read::Transfers(fresh::question()), desk);
        }
        self.checks.ask(Read::Checks(Box::new(body)), desk);
    }

    /// Takes an answer, if it is one of these.
    pub fn take(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        let (now, answer) = (desk.now, answer.clone());
        if self.checks.awaits(request) {
            self.checks.take(answer.map(|reply| if let Reply::Checks(checks) = reply { Some(checks) } else { None }), now);
        } else if self.account.awaits(request) {
            self.account.take(answer.map(|reply| if let Reply::Account(account) = reply { Some(account) } else { None }), now);
        } else if self.rules.awaits(request) {
            self.rules.take(answer.map(|reply| if let Reply::AccountRules(rules) = reply { Some(rules) } else { None }), now);
        } else if self.past.awaits(request) {
            self.past.take(answer.map(|reply| if let Reply::Transfers(page) = reply { Some(page) } else { None }), now);
        } else {
            return false;
        }
        true
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.checks.give_up(desk);
        self.account.give_up(desk);
        self.past.give_up(desk);
        self.rules.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        let asking = [self.checks.is_asking(), self.account.is_asking(), self.past.is_asking(), self.rules.is_asking()];
        asking.into_iter().filter(|asking| *asking).count()
    }
}
