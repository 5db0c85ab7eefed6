//! What this console has done: every question and act with its id, time and outcome, every refusal, every turn of the change stream.
//! The last [`KEPT`] of them, as plain data; no answer is kept, only that there was one.
//! Must not know: how it is shown.

#[cfg(test)]
mod tests;

use super::{Effect, ProfileId, Refusal, RequestId, StreamState, Ticket};
use crate::registry::{CallId, IdempotencyKey, InWords, Outcome, Problem, Read};
use jiff::Timestamp;
use std::{collections::VecDeque, sync::Arc, time::Duration};

/// Entries that are kept.
pub const KEPT: usize = 1_000;

/// What this console has done, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    entries: VecDeque<Arc<Entry>>,
    forgotten: u64,
    /// How often it has changed.
    changes: u64,
    /// What the profiles are called.
    profiles: Vec<String>,
}

/// One thing this console has done or was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1: of all there were, not only of those that are kept.
    pub number: u64,
    /// When it began.
    pub at: Timestamp,
    /// Which registry it is about.
    pub profile: ProfileId,
    /// What it is.
    pub what: What,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The registry was asked, or an act was sent.
    Request(Request),
    /// Something the operator wanted was not done.
    Refused(Refusal),
    /// The change stream was opened, or broke.
    Stream(StreamState),
}

/// A question or an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number in this console.
    pub number: RequestId,
    /// What was asked or sent.
    pub sent: Sent,
    /// The id it carried, once that is known. An act is known by its key.
    pub call: Option<CallId>,
    /// How long it took, once it is over.
    pub took: Option<Duration>,
    /// What came of it.
    pub end: End,
}

/// What was asked or sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// A question.
    Read(Read),
    /// An act in words, and the key it was sent under.
    Act(Box<InWords>, IdempotencyKey),
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing yet.
    Waiting,
    /// An answer.
    Answered,
    /// An outcome of an act, which may be that it is unknown.
    Acted(Outcome),
    /// A problem.
    Failed(Problem),
    /// Nobody wanted the answer any more.
    Cancelled,
}

impl Activity {
    /// A record of nothing yet; the profiles are called so.
    pub fn of(profiles: Vec<String>) -> Self {
        Self { profiles, ..Self::default() }
    }

    /// What a profile is called.
    pub fn name(&self, profile: ProfileId) -> &str {
        self.profiles.get(profile.0).map_or("", String::as_str)
    }

    /// How often the record has changed: who has seen this many changes has seen all.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// All that is kept, newest first, to be kept by whoever shows it.
    pub fn shared(&self) -> Vec<Arc<Entry>> {
        self.entries.iter().rev().map(Arc::clone).collect()
    }

    /// Takes note of what is wanted done.
    pub fn note(&mut self, effect: &Effect, now: Timestamp) {
        match effect {
            Effect::Ask { ticket, ask } | Effect::AskAside { ticket, ask } => self.begin(*ticket, Sent::Read(ask.clone()), now),
            Effect::Act { ticket, act } => {
                self.begin(*ticket, Sent::Act(Box::new(act.act().in_words()), act.key()), now);
            }
            Effect::Cancel(request) => self.end(*request, End::Cancelled, now),
            _ => {}
        }
    }

    fn begin(&mut self, ticket: Ticket, sent: Sent, at: Timestamp) {
        let request = Request { number: ticket.request, sent, call: None, took: None, end: End::Waiting };
        self.push(at, ticket.profile, What::Request(request));
    }

    /// Takes note of the id a question carried, and of the time its answer took.
    pub fn measured(&mut self, number: RequestId, call: CallId, took: Duration) {
        if let Some((_, request)) = self.request(number) {
            request.call = Some(call);
            request.took = Some(took);
        }
    }

    /// Takes note of what came of a request. What is over stays as it is.
    pub fn end(&mut self, number: RequestId, end: End, now: Timestamp) {
        if let Some((at, request)) = self.request(number).filter(|(_, request)| request.end == End::Waiting) {
            let since = Duration::try_from(now.duration_since(at)).unwrap_or_default();
            request.took.get_or_insert(since);
            request.end = end;
        }
    }

    /// Takes note of something that was not done.
    pub fn refused(&mut self, profile: ProfileId, refusal: Refusal, at: Timestamp) {
        self.push(at, profile, What::Refused(refusal));
    }

    /// Takes note of what has become of the change stream.
    pub fn streamed(&mut self, profile: ProfileId, state: StreamState, at: Timestamp) {
        self.push(at, profile, What::Stream(state));
    }

    /// All that is kept, newest first.
    pub fn newest_first(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.iter().rev().map(|entry| &**entry)
    }

    /// How many older entries are not kept any more.
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }

    fn push(&mut self, at: Timestamp, profile: ProfileId, what: What) {
        self.changes += 1;
        let number = self.forgotten + self.entries.len() as u64 + 1;
        self.entries.push_back(Arc::new(Entry { number, at, profile, what }));
        if self.entries.len() > KEPT {
            self.entries.pop_front();
            self.forgotten += 1;
        }
    }

    /// A request that is kept, with the time it began. The newest are looked at first: what is waited for is among them.
    fn request(&mut self, number: RequestId) -> Option<(Timestamp, &mut Request)> {
        let is_it = |entry: &Arc<Entry>| matches!(&entry.what, What::Request(request) if request.number == number);
        let at = self.entries.iter().rposition(is_it)?;
        self.changes += 1;
        let entry = Arc::make_mut(self.entries.get_mut(at)?);
        match &mut entry.what {
            What::Request(request) => Some((entry.at, request)),
            _ => None,
        }
    }
}
