//! What `update` wants done in the world, and the tickets by which answers find their way back.
//! Values only: they can be logged, compared and replayed. A ticket of an earlier epoch is void, whatever its answer says.
//! Must not know: how any of it is done.

use super::{
    export::ExportOrder,
    looked::Looked,
    pack::{PackOrder, ShownEvidence},
    passphrase::Passphrase,
    seen::Mark,
};
use crate::{
    evidence::edition::Edition,
    registry::{Act, Authorised, IdempotencyKey, Read, book::Guarded},
};
use std::{path::PathBuf, time::Duration};

/// The longest text that is copied, in octets: its base64 form is just within the 100 000 that terminals take.
pub const LONGEST_COPY: usize = 74_994;

/// Something to be done by the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the registry of the ticket's profile; the answer comes back with the ticket.
    Ask {
        /// Whose answer it will be.
        ticket: Ticket,
        /// What to ask.
        ask: Read,
    },
    /// Act: journal the intent, have a text signed, send, journal the outcome.
    Act {
        /// Whose outcome it will be.
        ticket: Ticket,
        /// What to do.
        act: Box<Authorised<Act>>,
    },
    /// Open the key that the act of this request waits for, or, without a passphrase, give the act up before it is signed.
    Unlock(RequestId, Option<Passphrase>),
    /// Write into the journal that something was refused by a rule.
    NoteRefusal {
        /// The profile's name.
        profile: String,
        /// What was wanted, such as the id of an action; of an alarm its kind.
        wanted: &'static str,
        /// Why not, with the id of the rule.
        why: String,
        /// The key under which the registry is told of it; none where it is not told.
        told_as: Option<IdempotencyKey>,
    },
    /// Write into the journal what was looked at or reviewed.
    NoteLooked {
        /// Whose registry it is from.
        profile: ProfileId,
        /// What, and how.
        looked: Looked,
    },
    /// Write into the journal what was reviewed, once the order or resolution it is about has ended, here or elsewhere.
    NoteOnceEnded {
        /// Whose registry it is from.
        profile: ProfileId,
        /// What, and how.
        looked: Looked,
    },

    /// Ask a registry that is not in use. It waits for others of its kind only, and nothing in use waits for it.
    AskAside {
        /// Whose answer it will be.
        ticket: Ticket,
        /// What to ask.
        ask: Read,
    },
    /// Nobody wants the answer any more.
    Cancel(RequestId),
    /// Listen to the changes of the ticket's registry, and keep listening when the stream breaks. Only one registry is listened to.
    Listen {
        /// Whose changes they will be.
        ticket: Ticket,
        /// The entry of the ledger after which to begin; without one the stream begins now.
        after: Option<u64>,
    },
    /// Listen to no registry.
    Unlisten,
    /// Send the timer back after this long. Setting a timer again replaces it.
    Wake {
        /// Which timer.
        timer: Timer,
        /// After how long.
        after: Duration,
    },
    /// Keep up to where the book of a profile was looked at, for the next sitting.
    Remember {
        /// The profile's name.
        profile: String,
        /// Up to where.
        mark: Mark,
    },
    /// Keep which roster or policy of a profile was verified last, for the next sitting.
    KeepPin {
        /// The profile's name.
        profile: String,
        /// Which of the two.
        guarded: Guarded,
        /// The version.
        edition: Edition,
    },
    /// Read a draft of a roster or a policy from a file; the text comes back with the ticket.
    ReadDraft {
        /// Who waits for it.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
    },
    /// Write the draft of a message to a new file; what came of it comes back.
    SaveDraft {
        /// The file.
        path: PathBuf,
        /// The draft.
        text: String,
    },
    /// Keep a filter under a name for next time, or forget the name.
    KeepFilter {
        /// The list it is for.
        list: String,
        /// Its name.
        name: String,
        /// The filter; none forgets it.
        filter: Option<String>,
    },
    /// Put a text on the clipboard.
    Copy(String),
    /// Write a list to a file. Progress and end come back with the ticket.
    Export {
        /// Whose news they will be.
        ticket: Ticket,
        /// Which list, and where to.
        order: Box<ExportOrder>,
    },
    /// Gather the evidence of a transfer and write it to a file.
    Pack {
        /// Whose registry is asked.
        ticket: Ticket,
        /// Which evidence, and where to.
        order: PackOrder,
    },
    /// Keep what was shown of an order that does not hold, as a file beside the journal.
    KeepEvidence {
        /// Whose registry showed it.
        profile: ProfileId,
        /// What was shown.
        shown: Box<ShownEvidence>,
    },
    /// Give the export under way up.
    ExportStop,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Paint everything again, trusting nothing of what is on the terminal.
    Repaint,
    /// Use another theme; what came of it comes back at once.
    Theme(String),
    /// End the program.
    Quit,
}

/// Timers the console uses; each is armed at most once at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// A list has been still long enough to fetch what it shows.
    Settle,
    /// A key sequence waits: show how it can go on.
    Sequence,
    /// A toast has been up long enough.
    Toast,
    /// The cursor has been on its row long enough to show what the row opens beside the list.
    Peek,
    /// What is shown may be asked for again, because the book has changed.
    Follow,
    /// The screen waits for a time: a text has been read long enough, or a minute of a countdown is over.
    Reading,
}

/// Place of a profile in the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileId(pub usize);

/// Counts profile switches. What belongs to an earlier epoch is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

/// Identifies one request for the life of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Whose answer an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    /// Which registry was asked.
    pub profile: ProfileId,
    /// In which epoch.
    pub epoch: Epoch,
    /// Which request it was.
    pub request: RequestId,
}

/// The place tickets come from. One for the whole console.
#[derive(Debug, Default)]
pub struct Tickets {
    profile: ProfileId,
    epoch: Epoch,
    issued: u64,
}

impl Tickets {
    /// A new ticket for the current profile and epoch.
    pub fn issue(&mut self) -> Ticket {
        self.issued += 1;
        Ticket { profile: self.profile, epoch: self.epoch, request: RequestId(self.issued) }
    }

    /// A new ticket for a registry that is not in use. Its answer counts in any epoch; who asked knows it by its request.
    pub fn issue_for(&mut self, profile: ProfileId) -> Ticket {
        Ticket { profile, ..self.issue() }
    }

    /// Begins a new epoch with this profile; every ticket issued before is void.
    pub fn switch(&mut self, profile: ProfileId) {
        self.profile = profile;
        self.epoch.0 += 1;
    }

    /// Whether a ticket is of the current epoch.
    pub fn is_current(&self, ticket: Ticket) -> bool {
        ticket.epoch == self.epoch
    }

    /// The current profile.
    pub fn profile(&self) -> ProfileId {
        self.profile
    }
}
