//! Everything that can happen to the console.
//! Values only, the time among them: the same messages in the same order make the same console.
//! Must not know: where a message came from.

use super::{Held, Unfinished};
use crate::{
    app::{
        Key, ProfileId, RequestId, StreamState, Ticket, Timer,
        export::{ExportProblem, Progress, Written},
        mouse::Mouse,
        pack::PackWritten,
    },
    domain::transfer::OrderId,
    evidence::digest::Digest,
    registry::{CallId, Change, Outcome, Problem, Reply},
};
use jiff::Timestamp;
use std::{path::PathBuf, time::Duration};

/// Milliseconds since the program began; only differences mean anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub u64);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The clock, told before each batch of other messages.
    Now(Timestamp),
    /// A key was pressed.
    Key(Key, Millis),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted (bracketed paste). It never reaches actions.
    Paste(String),
    /// The terminal has this size now.
    Resize {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// An answer to [`crate::app::Effect::Ask`].
    Answer(Ticket, Result<Reply, Problem>),
    /// Under which id a question left, and how long its answer took. Told right before the answer.
    Exchanged(RequestId, CallId, Duration),
    /// What came of [`crate::app::Effect::Act`].
    Acted(Ticket, Result<Outcome, Problem>),
    /// A key that is to sign for an act is locked.
    Locked {
        /// The act that waits.
        request: RequestId,
        /// Which key, in words.
        key: String,
        /// Whether the passphrase before did not open it.
        again: bool,
    },
    /// Acts of earlier sessions that have no outcome in the journal, oldest first.
    Unfinished(Vec<Unfinished>),
    /// What the journal of earlier sessions keeps from being tried again for a while (F08).
    Held(Vec<Held>),
    /// How far [`crate::app::Effect::Export`] is.
    Exporting(Ticket, Progress),
    /// What came of [`crate::app::Effect::Export`].
    Exported(Ticket, Result<Written, ExportProblem>),
    /// What came of [`crate::app::Effect::Pack`]: the file, or in a sentence why there is none.
    Packed(Result<PackWritten, String>),
    /// What came of [`crate::app::Effect::KeepEvidence`]: the file, or in a sentence why there is none.
    EvidenceKept {
        /// Whose registry showed it.
        profile: ProfileId,
        /// The order.
        order: OrderId,
        /// The file, or why there is none.
        came: Result<PackWritten, String>,
    },
    /// What came of [`crate::app::Effect::ReadDraft`]: the text, or in a sentence why there is none.
    Draft(Ticket, Result<String, String>),
    /// What came of [`crate::app::Effect::SaveDraft`]: the file and its digest, or in a sentence why there is none.
    DraftSaved(Result<(PathBuf, Digest), String>),
    /// The book has changed, so many times since this was told last. In order, and never nothing.
    Changed(Ticket, Vec<Change>),
    /// What has become of the change stream.
    Stream(Ticket, StreamState),
    /// A timer that was asked for.
    Timer(Timer),
    /// The journal can't be written, with the reason: acting is off, reading works.
    JournalClosed(String),
    /// What came of [`crate::app::Effect::Theme`].
    Theme {
        /// The name that was asked for.
        asked: String,
        /// The name of the theme in use now, or in a sentence why the one before stays.
        came: Result<String, String>,
    },
    /// Something the operator should know that no request asked for.
    Notice(String),
}
