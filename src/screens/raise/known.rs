//! What an order that raises risk depends on: the account, whom it trusts, what moved before, the roster and policy in force, the document,
//! and what the checks say of exactly what stands in the form.
//! Each is a question of its own; what is not here yet is said to be missing, and nothing is guessed in its place.
//! Must not know: the form.

use super::Raised;
use crate::{
    app::{Desk, Remote, RequestId},
    domain::Account,
    evidence::order::{Act, Body},
    registry::{
        Page, Problem, Read, Reply,
        book::{AccountRules, CheckFinding, Guarded, GuardedText, GuardedVersion},
        traffic::TransferSummary,
    },
    screens::{review::fresh, sourced::Sourced},
};

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub account: Remote<Box<Account>>,
    /// Whom the account trusts already.
    pub rules: Remote<Box<AccountRules>>,
    /// What moved before, which tells what looks like it (T18).
    pub past: Remote<Page<TransferSummary>>,
    pub roster: Remote<Option<Box<GuardedText>>>,
    pub policy: Remote<Option<Box<GuardedText>>>,
    pub checks: Remote<Vec<CheckFinding>>,
    /// What the checks were asked of last.
    checked: Option<Body>,
    /// The document at the path that was typed last.
    pub document: Sourced,
}

impl Known {
    /// Asks for what is not here.
    pub fn ask_missing(&mut self, raised: &Raised, desk: &mut Desk<'_>) {
        if self.account.is_missing() {
            self.account.ask(Read::Account(raised.account().clone()), desk);
        }
        if self.roster.is_missing() {
            self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        }
        if self.policy.is_missing() {
            self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
        }
        if let Raised::Trust(account) = raised {
            if self.rules.is_missing() {
                self.rules.ask(Read::AccountRules(account.clone()), desk);
            }
            if self.past.is_missing() {
                self.past.ask(Read::Transfers(fresh::question()), desk);
            }
        }
    }

    /// Asks for everything again; what came before stays until then.
    pub fn ask_again(&mut self, raised: &Raised, desk: &mut Desk<'_>) {
        self.account.ask(Read::Account(raised.account().clone()), desk);
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
        if let Raised::Trust(account) = raised {
            self.rules.ask(Read::AccountRules(account.clone()), desk);
            self.past.ask(Read::Transfers(fresh::question()), desk);
        }
        if let Some(body) = &self.checked {
            self.checks.ask(Read::Checks(Box::new(body.clone())), desk);
        }
    }

    /// Forgets a question to the checks that failed or was given up, so that it is asked again when somebody does something; never by itself.
    pub fn forget_failed(&mut self) {
        if !self.checks.is_asking() && (self.checks.problem().is_some() || self.checks.value().is_none()) {
            self.checked = None;
        }
    }

    /// Asks what the checks say of this, if they were asked of something else last. What they said of another order says nothing of this one.
    pub fn ask_checks(&mut self, body: Option<Body>, desk: &mut Desk<'_>) {
        if self.checked == body {
            return;
        }
        self.checks.give_up(desk);
        self.checks = Remote::default();
        if let Some(body) = &body {
            self.checks.ask(Read::Checks(Box::new(body.clone())), desk);
        }
        self.checked = body;
    }

    /// What the checks say of this act, whatever document it rests on, once they were asked of it and of nothing else.
    pub fn checks_of(&self, body: &Body) -> Option<&Remote<Vec<CheckFinding>>> {
        let act = |body: &Body| match body {
            Body::Act(act) => Some(Act { source: None, ..act.clone() }),
            Body::Movement(_) => None,
        };
        (self.checked.as_ref().and_then(act) == act(body)).then_some(&self.checks)
    }

    /// Takes an answer, if it is one of these.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        macro_rules! take {
            ($value:expr, $variant:ident) => {
                if $value.awaits(request) {
                    let of = |reply| if let Reply::$variant(value) = reply { Some(value) } else { None };
                    $value.take(answer.clone().map(of), desk.now);
                    return true;
                }
            };
        }
        take!(self.account, Account);
        take!(self.rules, AccountRules);
        take!(self.past, Transfers);
        take!(self.roster, Guarded);
        take!(self.policy, Guarded);
        take!(self.checks, Checks);
        self.document.answer(request, answer, desk)
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.account.give_up(desk);
        self.rules.give_up(desk);
        self.past.give_up(desk);
        self.roster.give_up(desk);
        self.policy.give_up(desk);
        self.checks.give_up(desk);
        self.document.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        let asking = [
            self.account.is_asking(),
            self.rules.is_asking(),
            self.past.is_asking(),
            self.roster.is_asking(),
            self.policy.is_asking(),
            self.checks.is_asking(),
            self.document.is_asking(),
        ];
        asking.into_iter().filter(|asking| *asking).count()
    }
}
