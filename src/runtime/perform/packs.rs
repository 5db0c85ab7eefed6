//! Gathers and writes the evidence of a transfer in a task of its own; what came of it is told once.
//! Its questions queue with the other reads, so that gathering holds up nobody who looks at something.
//! Must not know: what the console does with the news.

use super::{super::registries::Lazy, Performer, exports::Queued};
use crate::{
    app::{
        Ticket,
        pack::{PackOrder, PackWritten},
    },
    console::Message,
    evidence::digest::Digest,
    registry::{Problem, ProblemKind},
    runtime::{
        journal::Station,
        pack::{PackProblem, gather, write},
    },
    text::{Kind, Untrusted},
};
use jiff::Timestamp;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What a pack is made with.
struct Makings {
    registry: Option<Arc<Lazy>>,
    journal: Option<Arc<Lazy>>,
    station: Option<Station>,
    places: Arc<Semaphore>,
}

impl Performer {
    /// Gathers the evidence of a transfer and writes it to a file.
    pub(in crate::runtime) fn pack(&self, ticket: Ticket, order: PackOrder) {
        let makings = Makings {
            registry: self.registry(ticket.profile),
            journal: self.journal.clone(),
            station: self.station.clone(),
            places: Arc::clone(&self.places),
        };
        let answers = self.answers.clone();
        tokio::spawn(async move {
            let came = made(makings, order).await;
            // Nobody listening means that the program is ending; the file is whole or not there.
            let _ = answers.send(Message::Packed(came)).await;
        });
    }
}

async fn made(makings: Makings, order: PackOrder) -> Result<PackWritten, String> {
    let Makings { registry, journal, station, places } = makings;
    let missing = || sentence(&PackProblem::Registry(Problem::of(ProblemKind::Missing)));
    let registry = registry.ok_or_else(missing)?.get().await.map_err(|problem| problem.what().to_string())?;
    let journal = journal.ok_or_else(missing)?.get().await.map_err(|problem| problem.what().to_string())?;
    let registry = Queued { registry, places };
    let gathered = gather(&registry, &journal, order.transfer).await.map_err(|problem| sentence(&problem))?;
    let sealing = move || {
        let preview = gathered.preview(order.audience, &[]);
        let octets =
            gathered.seal(order.audience, &[], station.as_ref(), Timestamp::now()).map_err(|problem| sentence(&problem))?;
        write(&order.path, &octets).map_err(|error| format!("{}: {error}.", shown(&order)))?;
        let (kept, withheld) = (preview.kept.len(), preview.withheld.len());
        let signed = station.map(|station| station.id);
        Ok(PackWritten { path: order.path, kept, withheld, signed, digest: Digest::of(&octets) })
    };
    tokio::task::spawn_blocking(sealing).await.unwrap_or_else(|_| Err("The console is ending.".into()))
}

fn sentence(problem: &PackProblem) -> String {
    format!("{}.", Untrusted::new(problem.to_string()).gate(Kind::Name))
}

fn shown(order: &PackOrder) -> String {
    Untrusted::new(order.path.to_string_lossy()).gate(Kind::Name).to_string()
}
