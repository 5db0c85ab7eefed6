//! The courier of a practice registry: asleep until something is due or the book has changed, then it carries what is in the outbox.
//! What it forgets is still in the outbox: it may be stopped or killed at any moment, and the next one goes on (stuck case 4).
//! Must not know: what a message says, or what an answer means.

use super::{Addresses, sending::Sender};
use crate::sandbox::{
    comm::{self, Carried, CommProblem, Outgoing},
    disturb::{CrashStage, Kind},
    office::Office,
};
use jiff::Timestamp;
use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// How many messages may be under way to one peer.
const AT_ONCE: usize = 4;
/// The longest sleep while something waits: the machine may have been suspended, or its clock set.
const LONGEST_SLEEP: Duration = Duration::from_secs(900);
/// The pause after a round that failed or found nothing to do although something was due.
const BREATH: Duration = Duration::from_millis(500);

/// The courier with what it carries.
pub(in crate::sandbox) struct Courier {
    office: Office,
    sender: Sender,
    /// Taken from the outbox and not yet under way.
    waiting: VecDeque<Outgoing>,
    /// Under way.
    carried: Vec<Outgoing>,
    sending: JoinSet<Outgoing>,
    /// The last message of each transfer, as long as messages are delivered out of order on purpose.
    last: HashMap<String, Outgoing>,
}

/// What the courier sleeps for.
enum Sleep {
    /// So long at most.
    For(Duration),
    /// Until somebody wakes it.
    UntilWoken,
}

impl Courier {
    /// The courier of an office, with the addresses of its peers.
    ///
    /// # Errors
    /// When no HTTP client can be built here.
    pub(in crate::sandbox) fn of(office: Office, addresses: Addresses) -> std::io::Result<Self> {
        let sender = Sender::to(addresses).map_err(std::io::Error::other)?;
        let (waiting, carried, sending, last) = Default::default();
        Ok(Self { office, sender, waiting, carried, sending, last })
    }

    /// Carries messages until told to stop. What is under way then is given the time it may take.
    pub(in crate::sandbox) async fn run(mut self, stop: CancellationToken) {
        let mut changes = self.office.armed.changes();
        let written = self.office.store.written();
        loop {
            let sleep = self.round().await;
            let woken = async {
                match sleep {
                    Sleep::For(time) => tokio::time::sleep(time).await,
                    Sleep::UntilWoken => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = woken => (),
                () = written.notified() => (),
                _ = changes.changed() => (),
                Some(sent) = self.sending.join_next() => self.arrived(sent.ok()),
            }
        }
        while self.sending.join_next().await.is_some() {}
    }

    /// Looks what is due and lets go what may go.
    async fn round(&mut self) -> Sleep {
        if self.office.armed.is_queue_stopped() {
            return Sleep::UntilWoken;
        }
        let sleep = match self.collect().await {
            Ok(sleep) => sleep,
            // The book can't be read or written now; what is due stays due.
            Err(_) => Sleep::For(BREATH),
        };
        self.let_go();
        sleep
    }

    /// Takes what is due from the outbox, and says when to look again.
    async fn collect(&mut self) -> Result<Sleep, CommProblem> {
        let Some(wake) = self.office.next_wake(self.handed_out()).await? else { return Ok(Sleep::UntilWoken) };
        if wake > self.office.clock.now() {
            return Ok(Sleep::For(self.until(wake)));
        }
        self.waiting.extend(self.office.due(self.handed_out()).await?);
        // What is under way wakes the courier when it comes back; only what else is due is waited for.
        let wake = self.office.next_wake(self.handed_out()).await?;
        Ok(wake.map_or(Sleep::UntilWoken, |wake| Sleep::For(self.until(wake).max(BREATH))))
    }

    /// Everything that was taken from the outbox and has not come back.
    fn handed_out(&self) -> Carried {
        Carried::of(self.waiting.iter().chain(&self.carried))
    }

    fn until(&self, wake: Timestamp) -> Duration {
        let left = wake.duration_since(self.office.clock.now());
        Duration::try_from(left).unwrap_or_default().min(LONGEST_SLEEP)
    }

    /// Sends what may be sent: so many to a peer at once, and the messages of one transfer one after the other.
    fn let_go(&mut self) {
        let mut held = VecDeque::new();
        while let Some(outgoing) = self.waiting.pop_front() {
            let to_peer = self.carried.iter().filter(|other| other.peer == outgoing.peer).count();
            let same = |other: &Outgoing| outgoing.transfer.is_some() && other.transfer == outgoing.transfer;
            if to_peer >= AT_ONCE || self.carried.iter().chain(&held).any(same) {
                held.push_back(outgoing);
                continue;
            }
            self.carried.push(outgoing.clone());
            let late = self.late_copy(&outgoing);
            let errand = Errand { office: self.office.clone(), sender: self.sender.clone(), outgoing, late };
            self.sending.spawn(errand.run());
        }
        self.waiting = held;
    }

    /// The message of the transfer before this one, when it is to be delivered once more after this one.
    fn late_copy(&mut self, outgoing: &Outgoing) -> Option<Outgoing> {
        if !self.office.armed.reorders() {
            self.last.clear();
            return None;
        }
        let transfer = outgoing.transfer.clone()?;
        self.last.insert(transfer, outgoing.clone()).filter(|before| before.request != outgoing.request)
    }

    /// An errand is over; when it ended badly, all are counted anew from the outbox.
    fn arrived(&mut self, sent: Option<Outgoing>) {
        match sent {
            Some(sent) => self.carried.retain(|other| other.id != sent.id),
            None => self.carried.clear(),
        }
    }
}

/// One message on its way.
struct Errand {
    office: Office,
    sender: Sender,
    outgoing: Outgoing,
    /// A message that is delivered once more after this one.
    late: Option<Outgoing>,
}

impl Errand {
    /// Sends, and writes down what came of it.
    async fn run(self) -> Outgoing {
        let Self { office, sender, outgoing, late } = self;
        let request = &outgoing.request;
        let kind = Kind::of(&request.method, &request.path, &request.body);
        office.store.points().reached(CrashStage::BeforeSend);
        let outcome = sender.send(&outgoing).await;
        office.store.points().reached(CrashStage::AfterAnswer);
        let copy = office.armed.doubles(kind).then(|| outgoing.clone());
        for again in copy.iter().chain(&late) {
            // The network delivers it once more; nobody waits for what is answered.
            let _ = sender.send(again).await;
        }
        let sent = outgoing.clone();
        // If the book does not take the outcome, the message is still in the outbox and will be sent again, octet for octet.
        let _ = office.act(move |desk| comm::answered(desk, &sent, outcome)).await;
        outgoing
    }
}

#[cfg(test)]
mod tests;
