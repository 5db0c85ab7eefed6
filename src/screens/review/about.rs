//! The transfer that an order decides about: fetched before anything is typed again, and shown beside the order's text.
//! The text of such an order names the transfer only. How many, from whom and to where is what was proposed, so that is what is typed again.
//! Must not know: how it is painted.

use crate::{
    app::{Desk, Remote, RequestId},
    domain::transfer::TransferId,
    evidence::{
        order::{ActKind, Body, Order},
        policy::{PolicyText, Requirements},
        statement::RekeyField,
    },
    registry::{Problem, Read, Reply, book::Decision, traffic::Transfer},
    screens::proof::Proof,
};

/// The transfer that is decided about.
#[derive(Debug)]
pub(super) struct About {
    id: TransferId,
    pub decision: Decision,
    pub transfer: Remote<Box<Transfer>>,
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
        let named = act.leaves.iter().find(|leaf| leaf.path() == "transfer")?;
        let id = named.value().trim_matches('"').parse().ok()?;
        Some(Self { id, decision, transfer: Remote::default(), proof: Proof::default() })
    }

    /// Whether it is about the same as another.
    pub fn is_of(&self, other: &Self) -> bool {
        (self.id, self.decision) == (other.id, other.decision)
    }

    /// Asks for what is not here.
    pub fn ask_missing(&mut self, desk: &mut Desk<'_>) {
        if self.transfer.is_missing() {
            self.transfer.ask(Read::Transfer(self.id), desk);
        }
        self.follow(desk);
    }

    fn follow(&mut self, desk: &mut Desk<'_>) {
        if let (Some(transfer), Decision::Accept) = (self.transfer.value(), self.decision) {
            self.proof.follow(transfer, desk);
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

    /// What the policy asks to be typed again, which it asks by the quantity: of an acceptance, that of the transfer.
    pub fn rekey(&self, asked: &mut Requirements, policy: &PolicyText) {
        let Some(transfer) = self.transfer.value().filter(|_| self.decision == Decision::Accept) else { return };
        let by_quantity = policy.policy().requirements(ActKind::AcceptTransfer.word(), transfer.summary.quantity);
        // The acquiring registry is our own: typing it again would prove nothing.
        asked.rekey.extend(by_quantity.rekey.into_iter().filter(|field| *field != RekeyField::AcquiringRegistry));
    }

    /// The values of a field of the proposal, with what each is called.
    pub fn fields(&self, field: RekeyField) -> Vec<(String, String)> {
        let Some(transfer) = self.transfer.value() else { return Vec::new() };
        let summary = &transfer.summary;
        match field {
            RekeyField::Quantity => vec![("How many ITMOs".to_owned(), summary.quantity.count().to_string())],
            RekeyField::AcquiringAccount => vec![
                (format!("Account at {}, which they come from", summary.from.registry), summary.from.account.to_string()),
                ("Our account, which they go to".to_owned(), summary.to.account.to_string()),
            ],
            RekeyField::Units => {
                let runs = transfer.picks.spans();
                let name = |at: usize| match runs.len() {
                    1 => "First and last serial, as 1-100".to_owned(),
                    many => format!("First and last serial of run {} of {many}, as 1-100", at + 1),
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
        self.proof.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.transfer.is_asking()) + self.proof.in_flight()
    }
}
