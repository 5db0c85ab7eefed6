//! Gathers and writes the evidence of a transfer in a task of its own; what came of it is told once.
//! Its questions queue with the other reads, so that gathering holds up nobody who looks at something.
//! Must not know: what the console does with the news.

use super::{super::registries::Lazy, Performer, exports::Queued};
use crate::{
    app::{
        ProfileId, Ticket,
        pack::{PackOrder, PackWritten, ShownEvidence},
    },
    console::Message,
    evidence::{digest::Digest, pack::Audience},
    registry::{Problem, ProblemKind},
    runtime::{
        journal::Station,
        pack::{Gathered, Item, PackProblem, gather, write},
    },
    text::{Kind, Untrusted},
};
use jiff::Timestamp;
use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt as _, path::Path, sync::Arc};
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
        let leaving = self.acts.leaving("evidence", order.path.display().to_string());
        tokio::spawn(async move {
            let came = match leaving.announced().await {
                Err(why) => Err(why),
                Ok(left) => {
                    let came = made(makings, order).await;
                    let said = |written: &PackWritten| (format!("evidence was written: {} files", written.kept), written.digest);
                    left.ended(came.as_ref().map(said).map_err(String::clone)).await;
                    came
                }
            };
            // Nobody listening means that the program is ending; the file is whole or not there.
            let _ = answers.send(Message::Packed(came)).await;
        });
    }
}

impl Performer {
    /// Keeps what was shown of an order that does not hold, beside the journal. It does not leave the console, and is what an attack is shown
    /// by: it is kept also where it can't be written down, as far as the disk takes it.
    pub(in crate::runtime) fn keep_evidence(&self, profile: ProfileId, shown: ShownEvidence) {
        let (folder, station, answers) = (self.evidence.clone(), self.station.clone(), self.answers.clone());
        let about = shown.order.to_string();
        let leaving = self.acts.leaving(&format!("what was shown of order {about}"), about);
        tokio::spawn(async move {
            let order = shown.order;
            let left = leaving.announced().await;
            let keeping = move || kept(folder.as_deref(), station.as_ref(), shown);
            let came = tokio::task::spawn_blocking(keeping).await.unwrap_or_else(|_| Err("The console is ending.".into()));
            if let Ok(left) = left {
                let said = |written: &PackWritten| {
                    (format!("what was shown of order {order} was kept as evidence: {}", written.path.display()), written.digest)
                };
                left.ended(came.as_ref().map(said).map_err(String::clone)).await;
            }
            let _ = answers.send(Message::EvidenceKept { profile, order, came }).await;
        });
    }
}

/// Writes the evidence of an alarm, for its owner only. The same evidence is kept once: its file is named after what was shown.
fn kept(folder: Option<&Path>, station: Option<&Station>, shown: ShownEvidence) -> Result<PackWritten, String> {
    let folder = folder.ok_or("No journal is configured, and so no place to keep it.")?;
    let at =
        |path: &Path, error: std::io::Error| format!("{}: {error}.", Untrusted::new(path.to_string_lossy()).gate(Kind::Name));
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| at(folder, error))?;
    let ShownEvidence { order, files, .. } = shown;
    let mark = Digest::of(files.iter().flat_map(|file| file.octets.clone()).collect::<Vec<u8>>()).to_string();
    let path = folder.join(format!("alarm-{order}-{}.zip", mark.get(..12).unwrap_or_default()));
    let items: Vec<Item> = files.into_iter().map(|file| Item { file, own: true, removed: Vec::new() }).collect();
    let kept = items.len();
    let gathered = Gathered { transfer: order, registry: order.registry(), items, lacking: Vec::new() };
    let octets = match std::fs::read(&path) {
        Ok(octets) => octets,
        Err(_) => {
            let packed = gathered.packed(Audience::Operator, &[], station, Timestamp::now());
            let octets = packed.and_then(|packed| packed.sealed(station)).map_err(|problem| sentence(&problem))?;
            write(&path, &octets).map_err(|error| at(&path, error))?;
            octets
        }
    };
    let signed = station.map(|station| station.id.clone());
    Ok(PackWritten { path, kept, withheld: 0, signed, digest: Digest::of(&octets) })
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
        let packed = gathered.packed(order.audience, &[], station.as_ref(), Timestamp::now());
        let packed = packed.map_err(|problem| sentence(&problem))?;
        let octets = packed.sealed(station.as_ref()).map_err(|problem| sentence(&problem))?;
        write(&order.path, &octets).map_err(|error| format!("{}: {error}.", shown(&order)))?;
        let (kept, withheld) = (packed.count(), preview.withheld.len());
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
