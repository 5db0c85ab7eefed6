//! Files that leave the console, such as exports: a line in the journal before one is written, and one with what came of it afterwards.
//! Both carry a key of their own. What has no first line is not written: no audit, no service (T24); reading on the screen works.
//! Must not know: what is in a file, or how it is written.

use super::{
    Acts, Recorder,
    turns::{Turn, Turns},
};
use crate::evidence::{
    digest::Digest,
    journal::{Entry, Kind},
};
use uuid::Uuid;

/// A file that is to be written, and that the journal does not have yet.
pub(in crate::runtime) struct Leaving {
    hand: Recorder,
    turns: Turns,
    turn: Turn,
    line: Entry,
}

/// A file that the journal says is being written.
pub(in crate::runtime) struct Left {
    hand: Recorder,
    turns: Turns,
    line: Entry,
}

impl Acts {
    /// A file that is to be written; `what` says of what, as in "evidence", `object` where, or what it is about. Its line stands behind those
    /// that were begun before.
    pub(in crate::runtime) fn leaving(&self, what: &str, object: impl Into<String>) -> Leaving {
        let line = Entry::new(Kind::Export, format!("{what} is being written to a file")).of_act(Uuid::now_v7().to_string());
        let (turns, turn) = (self.turns.clone(), self.turns.take());
        Leaving { hand: self.recorder(), turns, turn, line: line.about(object, None) }
    }
}

impl Leaving {
    /// Writes down that it is being written, and waits until that is on the disk.
    ///
    /// # Errors
    /// Why it can't be written down, in sentences. The file must not be written then.
    pub(in crate::runtime) async fn announced(self) -> Result<Left, String> {
        let Self { hand, turns, mut turn, line } = self;
        turn.come().await;
        match hand.insist(line.clone()).await {
            Ok(()) => Ok(Left { hand, turns, line }),
            Err(why) => Err(format!("{why} What leaves the console is journaled first, so no file was written.")),
        }
    }
}

impl Left {
    /// Writes down what came of it: what was written, and the digest of the file, or why it was not. Waits for the line, not for its success:
    /// what was written is told also where it can't be written down any more, and acting ends then.
    pub(in crate::runtime) async fn ended(self, came: Result<(String, Digest), String>) {
        let mut turn = self.turns.take();
        turn.come().await;
        let (what, digest) = match came {
            Ok((what, digest)) => (what, Some(digest)),
            Err(why) => (format!("not written: {why}"), None),
        };
        self.hand.record(Entry { what, digest, ..self.line }).await;
    }
}
