//! What people do in an exercise: they order, approve, accept, freeze, as the practice people of their registry and under its rules.
//! Nobody is let off a check: an act that its registry refuses ends the exercise, and a test shows that none does.
//! Must not know: the order of events.

use super::{
    plan::Plan,
    signing,
    stage::{Stage, StageProblem},
};
use crate::{
    domain::{
        RegistryId,
        transfer::{
            MessageKind,
            Side::{self, Acquiring, Transferring},
            TransferId,
        },
    },
    sandbox::{
        comm::{archive, peers},
        desk::{self, Me},
        ledger, orders, people,
        receipts::Asked,
    },
    wire::{
        BigNumber,
        ledger::{AccountState, Act, Cause, Lock, Posting},
        order::{OrderAct, TransferDecision},
    },
};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Who submits.
const FIRST: &str = "amina.k";
/// Who approves.
const SECOND: &str = "luc.b";

impl Plan {
    /// The id of its transfer, or of a further one.
    pub(in crate::sandbox) fn id(&self, extra: u32) -> Result<TransferId, StageProblem> {
        self.transfer(extra).ok_or_else(|| StageProblem::Story("its number makes no transfer id".to_owned()))
    }
}

/// Somebody asks, under a key that grows from what is asked: the same exercise has the same keys wherever it is played.
fn asked(login: &str, what: &str) -> Result<Asked, StageProblem> {
    let person = people::person(login).ok_or_else(|| StageProblem::Story(format!("there is no {login}")))?;
    let digest: [u8; 32] = Sha256::digest(format!("practice exercise: {login} {what}")).into();
    let octets = digest.first_chunk::<16>().copied().unwrap_or_default();
    Ok(Asked { key: Uuid::new_v8(octets), person })
}

impl Stage<'_> {
    /// The first person submits an order under the exercise's own number.
    pub(in crate::sandbox) fn submit(&self, plan: &Plan, extra: u32, act: OrderAct) -> Result<(), StageProblem> {
        let id = plan.id(extra)?;
        self.submit_as(Transferring, id, &act)
    }

    fn submit_as(&self, side: Side, id: TransferId, act: &OrderAct) -> Result<(), StageProblem> {
        let asked = asked(FIRST, &format!("submits {id} at {}", self.now))?;
        if self.signs(side) {
            return self.at(side, |desk| signing::submit(desk, asked, act, id)).map(drop);
        }
        self.at(side, |desk| orders::submit_numbered(desk, asked, act, id))?;
        Ok(())
    }

    /// Whether orders are signed there.
    fn signs(&self, side: Side) -> bool {
        self.booth(side).me.policy.level.takes_signed_only()
    }

    /// The second person approves it as the registry serves it.
    pub(in crate::sandbox) fn approve(&self, plan: &Plan, extra: u32) -> Result<(), StageProblem> {
        let id = plan.id(extra)?;
        self.approve_as(plan, Transferring, id)
    }

    fn approve_as(&self, plan: &Plan, side: Side, id: TransferId) -> Result<(), StageProblem> {
        let asked = asked(SECOND, &format!("approves {id} at {}", self.now))?;
        if self.signs(side) {
            return self.at(side, |desk| signing::approve(desk, asked, id, plan.first_statement())).map(drop);
        }
        self.at(side, |desk| {
            let id = id.to_string();
            let served = orders::served(desk.book, &id, desk.now)?;
            orders::approve(desk, asked, &id, &served.digest)
        })?;
        Ok(())
    }

    /// Submitted and, a quarter of an hour later, approved.
    pub(in crate::sandbox) fn ordered(&mut self, plan: &Plan, extra: u32, act: OrderAct) -> Result<(), StageProblem> {
        self.submit(plan, extra, act)?;
        self.wait(SignedDuration::from_mins(15));
        self.approve(plan, extra)
    }

    /// Two persons decide about the transfer at the acquiring registry, under a number of that registry.
    fn decide_by_two(&mut self, plan: &Plan, extra: u32, act: &OrderAct) -> Result<(), StageProblem> {
        let there = Plan { transferring: plan.acquiring, acquiring: plan.transferring, ..plan.clone() };
        let id = there.id(extra)?;
        self.submit_as(Acquiring, id, act)?;
        self.wait(SignedDuration::from_mins(5));
        self.approve_as(plan, Acquiring, id)
    }

    /// Two persons accept it.
    pub(in crate::sandbox) fn accept_by_two(&mut self, plan: &Plan) -> Result<(), StageProblem> {
        let decision = self.decision(plan, "Agreed with the holder")?;
        self.decide_by_two(plan, 15, &OrderAct::AcceptTransfer(decision))
    }

    /// Two persons give up the provisional credit by hand.
    pub(in crate::sandbox) fn drop_by_two(&mut self, plan: &Plan) -> Result<(), StageProblem> {
        let decision = self.decision(plan, "They said on the telephone that it will not come")?;
        self.decide_by_two(plan, 16, &OrderAct::DropIncoming(decision))
    }

    /// One person suspends an account at once.
    pub(in crate::sandbox) fn suspend_account(&self, side: Side, account: &str, reason: &str) -> Result<(), StageProblem> {
        let by = asked(FIRST, reason)?.person.person;
        let lock = Cause { cause: format!("freeze by {by}: {reason}"), since: self.now };
        let state = AccountState { account: account.to_owned(), state: "suspended".to_owned(), lock: Some(lock) };
        self.write(side, "account-frozen", reason, vec![Posting::AccountState(state)])
    }

    /// The units of the exercise are frozen for an open discrepancy.
    pub(in crate::sandbox) fn freeze_blocks(&self, plan: &Plan) -> Result<(), StageProblem> {
        let spans = vec![plan.span(0, plan.quantity * 2)];
        let lock = Lock { spans, state: "frozen-reconciliation".to_owned(), cause: "discrepancy D03, practice".to_owned() };
        self.write(Transferring, "blocks-frozen", "Discrepancy under investigation", vec![Posting::Lock(lock)])
    }

    /// The cooperative approach of the exercise has another state.
    pub(in crate::sandbox) fn move_approach(&self, side: Side, plan: &Plan, state: &str) -> Result<(), StageProblem> {
        let approach = plan.approach_recorded(state);
        self.write(side, "approach-changed", "Notified by the Parties", vec![Posting::Approach(approach)])
    }

    /// One act of the registry's first person, entered as it is.
    pub(in crate::sandbox) fn write(
        &self,
        side: Side,
        kind: &str,
        reason: &str,
        postings: Vec<Posting>,
    ) -> Result<(), StageProblem> {
        let act = Act { by: vec![FIRST.to_owned()], reason: reason.to_owned(), message: None, postings };
        self.at(side, |desk| ledger::append(desk, kind, &act))?;
        Ok(())
    }

    /// A side signs with another generation of its key from now on.
    pub(in crate::sandbox) fn sign_with_generation(&mut self, side: Side, generation: u32) {
        let booth = match side {
            Transferring => &mut self.transferring,
            Acquiring => &mut self.acquiring,
        };
        booth.me = Me::practice(booth.me.registry, generation, booth.me.policy.clone());
    }

    /// The acquiring side knows that generation of a peer's key, and that its time has run out.
    pub(in crate::sandbox) fn know_expired_key(&self, peer: RegistryId, generation: u32) -> Result<(), StageProblem> {
        let (key, secret) = desk::practice_key(peer, generation);
        let until = self.now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(self.now);
        let from = until.saturating_sub(SignedDuration::from_hours(24 * 365)).unwrap_or(until);
        let verified = "practice key of an earlier year";
        self.at(Acquiring, |desk| peers::put_key(desk.book, peer, (&key, &secret.public()), (from, Some(until)), verified))
    }

    /// A decision of the acquiring registry about the exercise's transfer, on the proposal it holds, for this reason.
    fn decision(&self, plan: &Plan, reason: &str) -> Result<TransferDecision, StageProblem> {
        let (transfer, quantity) = (plan.id(0)?.to_string(), BigNumber(plan.quantity));
        let kept = self.at(Acquiring, |desk| archive::said(desk.book, &transfer, MessageKind::Proposal))?;
        let missing = || StageProblem::Story("its proposal did not come".to_owned());
        let proposal = kept.ok_or_else(missing)?.digest;
        Ok(TransferDecision { transfer, quantity, proposal, reason: reason.to_owned() })
    }
}
