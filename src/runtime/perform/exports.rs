//! The export that is under way: a task of its own, whose pages queue with the other reads.
//! It says how far it is, and exactly once what came of it; giving it up is dropping its future.
//! Must not know: what the console does with the news.

use super::super::{acts::Leaving, export, registries::Lazy};
use crate::{
    app::{
        Ticket,
        export::{ExportOrder, ExportProblem, Written},
    },
    console::Message,
    evidence::digest::Digest,
    registry::{Authorised, BoxFuture, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Write},
};
use std::sync::Arc;
use tokio::sync::{Semaphore, mpsc, oneshot};

/// The export that is under way, if one is.
#[derive(Default)]
pub(super) struct Exports {
    stop: Option<oneshot::Sender<()>>,
}

impl Exports {
    /// Begins an export.
    pub(super) fn begin(
        &mut self,
        registry: Option<Arc<Lazy>>,
        places: Arc<Semaphore>,
        (ticket, order): (Ticket, ExportOrder),
        leaving: Leaving,
        messages: mpsc::Sender<Message>,
    ) {
        let (stop, stopped) = oneshot::channel();
        self.stop = Some(stop);
        tokio::spawn(async move {
            let ended = match leaving.announced().await {
                Err(why) => Err(ExportProblem::Unrecorded { why }),
                Ok(left) => {
                    let ended = tokio::select! {
                        biased;
                        // A sender that went away means that the program is ending.
                        _ = stopped => Err(ExportProblem::GivenUp),
                        ended = run(registry, places, ticket, order, &messages) => ended,
                    };
                    left.ended(said(&ended)).await;
                    ended
                }
            };
            let _ = messages.send(Message::Exported(ticket, ended)).await;
        });
    }

    /// Gives the export up, if it is not over yet.
    pub(super) fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

/// What came of it, as the journal has it.
fn said(ended: &Result<Written, ExportProblem>) -> Result<(String, Digest), String> {
    match ended {
        Ok(written) => Ok((format!("{} rows were written to a file", written.read.rows), written.digest)),
        Err(problem) => Err(problem.sentence()),
    }
}

async fn run(
    registry: Option<Arc<Lazy>>,
    places: Arc<Semaphore>,
    ticket: Ticket,
    order: ExportOrder,
    messages: &mpsc::Sender<Message>,
) -> Result<Written, ExportProblem> {
    let registry = match registry {
        Some(registry) => Some(Queued { registry: registry.get().await.map_err(ExportProblem::Registry)?, places }),
        None => None,
    };
    let registry = registry.as_ref().map(|queued| queued as &dyn Registry);
    // Progress that finds no room is old when there is some.
    export::to_file(registry, order, |progress| drop(messages.try_send(Message::Exporting(ticket, progress)))).await
}

/// A registry whose reads wait for a place among the others.
pub(super) struct Queued {
    pub(super) registry: Arc<dyn Registry>,
    pub(super) places: Arc<Semaphore>,
}

impl Registry for Queued {
    fn identity(&self) -> &Identity {
        self.registry.identity()
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async move {
            let _place = self.places.acquire().await.map_err(|_| Problem::of(ProblemKind::Cancelled))?;
            self.registry.read(ask).await
        })
    }
    /// An export has nothing to write there.
    fn write(&self, _: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(async { Err(Problem::of(ProblemKind::ReadOnly)) })
    }
}
