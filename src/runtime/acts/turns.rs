//! The order of the journal's lines: each is written on a task of its own, and none before those that were begun earlier.
//! So that what somebody reviewed stands above what they signed, whatever the threads do.
//! Must not know: what is written.

use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Gives out turns, one after the other.
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<Mutex<Option<oneshot::Receiver<()>>>>);

/// A place in the order. It is over when this is dropped.
pub(super) struct Turn {
    before: Option<oneshot::Receiver<()>>,
    _over: oneshot::Sender<()>,
}

impl Turns {
    /// The next turn. It is taken where the order is decided, before a task is begun.
    pub(super) fn take(&self) -> Turn {
        let (over, after) = oneshot::channel();
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(after);
        Turn { before, _over: over }
    }
}

impl Turn {
    /// Waits until all earlier turns are over.
    pub(super) async fn come(&mut self) {
        if let Some(before) = self.before.take() {
            // Nobody sends: that the other end is dropped is what is waited for.
            let _ = before.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_came_first_goes_first_whoever_is_ready_first() {
        let (turns, done) = (Turns::default(), Arc::new(Mutex::new(Vec::new())));
        let mut begun: Vec<_> = (0..5).map(|number| (number, turns.take())).collect();
        begun.reverse();
        let tasks: Vec<_> = begun
            .into_iter()
            .map(|(number, mut turn)| {
                let done = Arc::clone(&done);
                tokio::spawn(async move {
                    turn.come().await;
                    done.lock().unwrap().push(number);
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*done.lock().unwrap(), [0, 1, 2, 3, 4]);
    }
}
