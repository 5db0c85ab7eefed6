//! The transfer that an order decides about: fetched before anything is typed again, and shown beside the order's text.
//! The text of such an order says which one, and how many ITMOs it is about; from whom and to where is what was proposed, and is typed again.
//! Must not know: how it is painted.

use super::fresh;
use crate::{
    app::{Desk, Remote, RequestId},
    domain::Account,
    evidence::{
        order::{ActKind, Body, Decided, Order},
        statement::RekeyField,
    },
    registry::{
        Page, Problem, Read, Reply,
        book::Decision,
        traffic::{Direction, Transfer, TransferSummary},
    },
    screens::proof::Proof,
    text::number::grouped,
};

/// The transfer that is decided about.
#[derive(Debug)]
pub(super) struct About {
    decided: Decided,
    pub decision: Decision,
    pub transfer: Remote<Box<Transfer>>,
    /// The account at our end of it.
    pub account: Remote<Box<Account>>,
    /// What moved before.
    pub past: Remote<Page<TransferSummary>>,
    pub proof: Proof,
}

impl About {
    /// What an order is about; `None` for one that decides about no transfer.
    pub fn of(order: &Order) -> Option<Self> {
        let Body::Act(act) = &order.body else { return None };
        let decision = match act.kind {
            ActKind::AcceptTransfer => Decision::Accept,
            ActKind::DropIncoming => Decision::Drop,
            ActKind::CompleteByHand => Decision::Complete,
            ActKind::Rebook => Decision::Rebook,
            ActKind::GiveUp => Decision::GiveUp,
            _ => return None,
        };
        Some(Self {
            decided: act.decided()?,
            decision,
            transfer: Remote::default(),
            account: Remote::default(),
            past: Remote::default(),
            proof: Proof::default(),
        })
    }

    /// Whether it is about the same as another.
    pub fn is_of(&self, other: &Self) -> bool {
        (self.decided, self.decision) == (other.decided, other.decision)
    }

    /// Asks for what is not here.
    pub fn ask_missing(&mut self, desk: &mut Desk<'_>) {
        if self.transfer.is_missing() {
            self.transfer.ask(Read::Transfer(self.decided.transfer), desk);
        }
        self.follow(desk);
    }

    fn follow(&mut self, desk: &mut Desk<'_>) {
        let Some(transfer) = self.transfer.value() else { return };
        if self.decision == Decision::Accept {
            self.proof.follow(transfer, desk);
        }
    }

    /// Asks for the account at our end and what moved before, once it was typed again: what this console asks for is on a screen of its own (F07).
    pub fn ask_account(&mut self, desk: &mut Desk<'_>) {
        let Some(transfer) = self.transfer.value() else { return };
        if self.account.is_missing() && self.account.problem().is_none() {
            self.account.ask(Read::Account(transfer.summary.account().clone()), desk);
        }
        if self.past.is_missing() && self.past.problem().is_none() {
            self.past.ask(Read::Transfers(fresh::question()), desk);
        }
    }

    /// Takes an answer, if it is one of these.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.transfer.awaits(request) {
            let of = |reply| if let Reply::Transfer(transfer) = reply { Some(transfer) } else { None };
            self.transfer.take(answer.clone().map(of), desk.now);
            self.follow(desk);
            return true;
        }
        if self.account.awaits(request) {
            let of = |reply| if let Reply::Account(account) = reply { Some(account) } else { None };
            self.account.take(answer.clone().map(of), desk.now);
            return true;
        }
        if self.past.awaits(request) {
            let of = |reply| if let Reply::Transfers(past) = reply { Some(past) } else { None };
            self.past.take(answer.clone().map(of), desk.now);
            return true;
        }
        self.proof.answer(request, answer, self.transfer.value().map(|transfer| &**transfer), desk)
    }

    /// Whether the review can begin: the transfer is here, and what it rests on was judged where that counts.
    pub fn is_here(&self) -> bool {
        self.transfer.value().is_some() && (self.decision != Decision::Accept || self.proof.found().is_some())
    }

    /// Why not, if something could not be had.
    pub fn problem(&self) -> Option<&Problem> {
        self.transfer.problem().filter(|_| self.transfer.value().is_none()).or_else(|| self.proof.problem())
    }

    /// Why nothing may be accepted, as a sentence; nothing that is given up or completed rests on the proposal's evidence.
    pub fn bar(&self) -> Option<String> {
        if self.decision != Decision::Accept {
            return None;
        }
        self.proof.may_accept().err().map(|refusal| refusal.to_string())
    }

    /// What the registry shows of the transfer and the signed order says otherwise, as a clause: the policy asked by what the order says, and
    /// what was read before it was signed is what is read now (T03).
    pub fn lie(&self) -> Option<String> {
        let transfer = self.transfer.value()?;
        let (said, shown) = (self.decided.quantity, transfer.summary.quantity);
        let (id, signed, registry) = (self.decided.transfer, grouped(said.count()), grouped(shown.count()));
        if said != shown {
            return Some(format!("the registry shows transfer {id} of {registry} ITMOs, and the order is about {signed} (T03)"));
        }
        let read = self.proof.proposal(transfer)?;
        (read != self.decided.proposal)
            .then(|| format!("the registry shows another proposal of transfer {id} than the one that the order names (T03)"))
    }

    /// The values of a field of the proposal, with what each is called.
    pub fn fields(&self, field: RekeyField) -> Vec<(String, String)> {
        let Some(transfer) = self.transfer.value() else { return Vec::new() };
        let summary = &transfer.summary;
        match field {
            RekeyField::Quantity => vec![("How many ITMOs".to_owned(), self.decided.quantity.count().to_string())],
            RekeyField::AcquiringAccount => {
                let at = |registry, ours| if ours { "Our account".to_owned() } else { format!("Account at {registry}") };
                let from = at(summary.from.registry, summary.direction == Direction::Outgoing);
                let to = at(summary.to.registry, summary.direction == Direction::Incoming);
                vec![
                    (format!("{from}, which they come from"), summary.from.account.to_string()),
                    (format!("{to}, which they go to"), summary.to.account.to_string()),
                ]
            }
            RekeyField::Units => {
                let runs = transfer.picks.spans();
                let name = |at: usize| match runs.len() {
                    1 => "First and last serial, as 1-100".to_owned(),
                    many => format!("Serials of run {} of {many}, as 1-100", at + 1),
                };
                let ends = runs.iter().map(|run| format!("{}-{}", run.range.first().number(), run.range.last().number()));
                ends.enumerate().map(|(at, ends)| (name(at), ends)).collect()
            }
            RekeyField::AcquiringRegistry | RekeyField::Subject => Vec::new(),
        }
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.transfer.give_up(desk);
        self.account.give_up(desk);
        self.past.give_up(desk);
        self.proof.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.transfer.is_asking())
            + usize::from(self.account.is_asking())
            + usize::from(self.past.is_asking())
            + self.proof.in_flight()
    }
}
