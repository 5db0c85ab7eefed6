//! Following the book: what is known about the change stream of the registry in use, and when what is shown is asked for again.
//! Not more often than [`EVERY`], however much happens; what the operator asks for waits for nothing.
//! Must not know: which screens there are, or how a stream travels.

use super::{Desk, Effect, RequestId, Ticket};
use crate::registry::Problem;
use jiff::Timestamp;
use std::{collections::BTreeSet, time::Duration};

/// The least time between two questions that only follow the book.
pub const EVERY: Duration = Duration::from_millis(500);

/// What has become of a change stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamState {
    /// It is open.
    Live {
        /// Whether it begins now: what changed before was not told, so everything shown may be older.
        gap: bool,
    },
    /// It is broken, or could not be opened.
    Broken {
        /// Since when there is none.
        since: Timestamp,
        /// Why.
        problem: Problem,
        /// When it is opened again; `None` when that is not tried before the operator asks for it.
        next_try: Option<Timestamp>,
    },
    /// The registry has no change stream.
    None,
}

/// The stream of the registry in use, as the console knows it.
#[derive(Debug, Default)]
pub struct Live {
    listening: Option<Ticket>,
    state: Option<StreamState>,
    /// The entry of the ledger that is known to be the newest.
    revision: Option<u64>,
    /// When what is shown was asked for again.
    followed: Option<Timestamp>,
    /// Questions that only follow the book, and are not answered yet: nobody pressed a key for them.
    following: BTreeSet<RequestId>,
}

impl Live {
    /// Listens, from the newest entry known on; a stream listened to before is over.
    pub fn listen(&mut self, desk: &mut Desk<'_>) {
        let ticket = desk.tickets.issue();
        self.listening = Some(ticket);
        self.state = None;
        desk.effects.push(Effect::Listen { ticket, after: self.revision });
    }

    /// Whether the registry in use is listened to, in whatever state the stream is.
    pub fn is_listening(&self) -> bool {
        self.listening.is_some()
    }

    /// Whether this ticket is that of the stream listened to: others are over, and what they tell is dropped.
    pub fn is_of(&self, ticket: Ticket) -> bool {
        self.listening == Some(ticket)
    }

    /// Takes note of what has become of the stream.
    pub fn turn(&mut self, state: StreamState) {
        self.state = Some(state);
    }

    /// Takes note of an entry of the ledger.
    pub fn note(&mut self, revision: u64) {
        self.revision = self.revision.max(Some(revision));
    }

    /// What has become of the stream; `None` when nothing was heard of it yet.
    pub fn state(&self) -> Option<&StreamState> {
        self.state.as_ref()
    }

    /// Whether every change is told as it happens.
    pub fn is_live(&self) -> bool {
        matches!(self.state, Some(StreamState::Live { .. }))
    }

    /// How long what is shown must wait before it is asked for again. A clock that was set back makes nobody wait longer.
    pub fn wait(&self, now: Timestamp) -> Duration {
        let Some(followed) = self.followed else { return Duration::ZERO };
        let since = Duration::try_from(now.duration_since(followed)).unwrap_or(EVERY);
        EVERY.saturating_sub(since)
    }

    /// Takes note that what is shown is asked for again.
    pub fn follow(&mut self, now: Timestamp) {
        self.followed = Some(now);
    }

    /// Takes note of questions that only follow the book.
    pub fn asks(&mut self, effects: &[Effect]) {
        let asked =
            effects.iter().filter_map(|effect| if let Effect::Ask { ticket, .. } = effect { Some(ticket.request) } else { None });
        self.following.extend(asked);
    }

    /// Takes note that a question is answered or given up. Says whether it only followed the book.
    pub fn over(&mut self, request: RequestId) -> bool {
        self.following.remove(&request)
    }

    /// Whether what is shown is being asked for only to follow the book: it is as good as it was, and nobody waits.
    pub fn is_following(&self) -> bool {
        !self.following.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{ProfileId, Tickets};
    use jiff::SignedDuration;

    fn now() -> Timestamp {
        "2026-11-22T09:14:00Z".parse().unwrap()
    }

    #[test]
    fn it_listens_from_the_newest_entry_on_and_only_to_the_last_stream() {
        let (mut live, mut tickets, mut effects) = (Live::default(), Tickets::default(), Vec::new());
        tickets.switch(ProfileId(1));
        let mut desk = Desk { now: now(), tickets: &mut tickets, effects: &mut effects };
        assert!(!live.is_listening());
        live.listen(&mut desk);
        live.note(7);
        live.note(5);
        live.turn(StreamState::Live { gap: true });
        assert!(live.is_listening() && live.is_live());
        live.listen(&mut desk);
        assert!(!live.is_live(), "nothing was heard of the new stream yet");
        let [Effect::Listen { ticket: first, after: None }, Effect::Listen { ticket: second, after: Some(7) }] = effects[..]
        else {
            panic!("{effects:?}")
        };
        assert!(live.is_of(second) && !live.is_of(first));
        assert_eq!(second.profile, ProfileId(1));
    }

    #[test]
    fn following_waits_half_a_second() {
        let mut live = Live::default();
        let later = |ms| now().checked_add(SignedDuration::from_millis(ms)).unwrap();
        assert_eq!(live.wait(now()), Duration::ZERO);
        live.follow(now());
        for (after, expected) in [(0, 500), (120, 380), (500, 0), (90_000, 0), (-5, 0), (-90_000, 0)] {
            assert_eq!(live.wait(later(after)), Duration::from_millis(expected), "{after}");
        }
    }
}
