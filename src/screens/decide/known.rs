//! What a decision on a transfer depends on: the transfer, what it rests on, the roster and policy in force, the document, what the checks say.
//! Each is a question of its own; what is not here yet is said to be missing, and nothing is guessed in its place.
//! Must not know: the form.

use crate::{
    app::{Desk, Remote, RequestId},
    domain::{Account, transfer::TransferId},
    evidence::{digest::Digest, order::Body},
    registry::{
        Page, Problem, Read, Reply,
        book::{CheckFinding, Guarded, GuardedText, GuardedVersion},
        traffic::{Transfer, TransferSummary},
    },
    screens::{proof::Proof, review::fresh, sourced::Sourced},
};

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub transfer: Remote<Box<Transfer>>,
    /// The account at our end of it.
    pub account: Remote<Box<Account>>,
    /// What moved before.
    pub past: Remote<Page<TransferSummary>>,
    pub proof: Proof,
    /// The proposal that was read first: a registry that shows another one later shows what its counterpart never sent in its place.
    first: Option<Digest>,
    pub roster: Remote<Option<Box<GuardedText>>>,
    pub policy: Remote<Option<Box<GuardedText>>>,
    pub checks: Remote<Vec<CheckFinding>>,
    /// The document at the path that was typed last.
    pub document: Sourced,
}

impl Known {
    /// Asks for what is not here.
    pub fn ask_missing(&mut self, id: TransferId, body: Option<Body>, desk: &mut Desk<'_>) {
        if self.transfer.is_missing() {
            self.transfer.ask(Read::Transfer(id), desk);
        }
        if self.roster.is_missing() {
            self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        }
        if self.policy.is_missing() {
            self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
        }
        self.ask_checks(body, desk);
        self.follow(desk);
    }

    /// Asks what the checks say of what is ordered, once the transfer says what that is.
    pub fn ask_checks(&mut self, body: Option<Body>, desk: &mut Desk<'_>) {
        if let Some(body) = body.filter(|_| self.checks.is_missing() && self.checks.problem().is_none()) {
            self.checks.ask(Read::Checks(Box::new(body)), desk);
        }
    }

    /// SHA-256 of the proposal that the registry shows now, once it is here.
    pub fn proposal(&self) -> Option<Digest> {
        self.transfer.value().and_then(|transfer| self.proof.proposal(transfer))
    }

    /// That the registry shows another proposal now than the one that was read first, as a sentence (T03).
    pub fn swapped(&self) -> Option<&'static str> {
        let now = self.proposal()?;
        let is_another = self.first.is_some_and(|first| first != now);
        is_another
            .then_some("The registry shows another proposal of this transfer than before: nothing is decided on it here (T03).")
    }

    /// Asks for everything again.
    pub fn ask_again(&mut self, id: TransferId, body: Option<Body>, desk: &mut Desk<'_>) {
        self.give_up(desk);
        self.transfer.ask(Read::Transfer(id), desk);
        self.account = Remote::default();
        self.past = Remote::default();
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
        if let Some(body) = body {
            self.checks.ask(Read::Checks(Box::new(body)), desk);
        }
    }

    /// Asks for what follows from the transfer.
    fn follow(&mut self, desk: &mut Desk<'_>) {
        if let Some(transfer) = self.transfer.value() {
            self.proof.follow(transfer, desk);
            if self.account.is_missing() && self.account.problem().is_none() {
                self.account.ask(Read::Account(transfer.summary.account().clone()), desk);
            }
            if self.past.is_missing() && self.past.problem().is_none() {
                self.past.ask(Read::Transfers(fresh::question()), desk);
            }
        }
    }

    /// Takes an answer, if it is one of these.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        macro_rules! take {
            ($value:expr, $variant:ident) => {
                if $value.awaits(request) {
                    let of = |reply| if let Reply::$variant(value) = reply { Some(value) } else { None };
                    $value.take(answer.clone().map(of), desk.now);
                    self.follow(desk);
                    self.remember();
                    return true;
                }
            };
        }
        take!(self.transfer, Transfer);
        take!(self.account, Account);
        take!(self.past, Transfers);
        take!(self.roster, Guarded);
        take!(self.policy, Guarded);
        take!(self.checks, Checks);
        let mine = self.document.answer(request, answer, desk)
            || self.proof.answer(request, answer, self.transfer.value().map(|transfer| &**transfer), desk);
        self.remember();
        mine
    }

    /// Remembers the proposal that was read first.
    fn remember(&mut self) {
        if self.first.is_none() {
            self.first = self.proposal();
        }
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.transfer.give_up(desk);
        self.account.give_up(desk);
        self.past.give_up(desk);
        self.roster.give_up(desk);
        self.policy.give_up(desk);
        self.checks.give_up(desk);
        self.proof.give_up(desk);
        self.document.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        let asking = [
            self.transfer.is_asking(),
            self.account.is_asking(),
            self.past.is_asking(),
            self.roster.is_asking(),
            self.policy.is_asking(),
            self.checks.is_asking(),
            self.document.is_asking(),
        ];
        asking.into_iter().filter(|asking| *asking).count() + self.proof.in_flight()
    }
}
