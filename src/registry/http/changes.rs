//! The change stream over HTTP: opened like a question, with the same refusals, and then read piece by piece.
//! Nothing is believed that does not go forward: an event is the act whose number it carries, after the one before. Silence is death.
//! Must not know: who listens, or when a broken stream is opened again.

use super::{
    HttpRegistry, answer,
    event_stream::{Event, EventStream, LARGEST, TooLarge},
    exchange::{EVENT_STREAM, Failure},
    handshake,
    line::Order,
    pace::Pace,
    unwritable,
};
use crate::{
    registry::{BoxFuture, Change, ChangeStream, Problem, ProblemKind, Unreadable, changes::Opened, wired},
    wire::convert::Place,
};
use reqwest::{
    Response,
    header::{ACCEPT, HeaderName},
};
use std::{collections::VecDeque, time::Duration};
use tokio::time::{Instant, sleep_until, timeout};
use uuid::Uuid;

/// The header that says where to go on.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// What an event that tells of a change is called.
const CHANGE: &str = "change";

impl HttpRegistry {
    /// Opens the change stream. That a registry has none is no problem of the operator's.
    pub(super) async fn listen(&self, after: Option<u64>) -> Opened {
        let request = Uuid::now_v7().to_string();
        self.session.ready().await.map_err(|failure| failure.of_request(&request))?;
        let limits = &self.line.limits;
        let late = Failure::Lost(ProblemKind::Deadline { waited: limits.read });
        match timeout(limits.read, self.open(after, &request)).await.unwrap_or(Err(late)) {
            Ok(response) => Ok(Some(Box::new(Stream::of(response, after, request, limits.silence)))),
            Err(failure) if matches!(failure.status(), Some(404 | 405 | 501)) => Ok(None),
            Err(failure) => Err(failure.of_request(&request)),
        }
    }

    /// One try; a refused token is replaced once.
    async fn open(&self, after: Option<u64>, request: &str) -> Result<Response, Failure> {
        let url = self.line.endpoint.resource(&["changes"]).ok_or_else(|| Failure::Unsent(unwritable()))?;
        let order = || {
            let mut order = Order::get(url.clone(), request);
            order.extra = vec![(ACCEPT, format!("{EVENT_STREAM}, application/problem+json"))];
            order.extra.extend(after.map(|entry| (LAST_EVENT_ID, entry.to_string())));
            order
        };
        let bearer = self.session.bearer(&self.line, request, None).await?;
        let opened = self.line.open(order(), EVENT_STREAM, &bearer).await;
        if opened.as_ref().is_err_and(|failure| failure.status() == Some(401)) {
            let fresh = self.session.bearer(&self.line, request, Some(&bearer)).await?;
            return self.line.open(order(), EVENT_STREAM, &fresh).await;
        }
        opened
    }
}

/// An open stream.
struct Stream {
    response: Response,
    grammar: EventStream,
    /// Events that were read and not told yet.
    read: VecDeque<Event>,
    /// The entry told last.
    after: Option<u64>,
    request: String,
    silence: Duration,
    pace: Pace,
}

impl Stream {
    fn of(response: Response, after: Option<u64>, request: String, silence: Duration) -> Self {
        let pace = Pace::from(Instant::now());
        Self { response, grammar: EventStream::default(), read: VecDeque::new(), after, request, silence, pace }
    }

    async fn next_change(&mut self) -> Result<Change, ProblemKind> {
        loop {
            while let Some(event) = self.read.pop_front() {
                if event.name == CHANGE {
                    return self.change(&event);
                }
            }
            if let Some(end) = self.pace.wait_until(Instant::now()) {
                sleep_until(end).await;
            }
            let silent = ProblemKind::Deadline { waited: self.silence };
            let piece = timeout(self.silence, self.response.chunk()).await.map_err(|_| silent)?;
            let piece = piece.map_err(|error| handshake::kind_of(&error))?.ok_or(ProblemKind::Offline)?;
            let before = self.read.len();
            let fed = self.grammar.feed(&piece, &mut self.read);
            fed.map_err(|TooLarge| ProblemKind::Unreadable(Unreadable::TooLarge { octets: LARGEST }))?;
            self.pace.count(piece.len(), self.read.len() - before, Instant::now());
        }
    }

    fn change(&mut self, event: &Event) -> Result<Change, ProblemKind> {
        let told = answer::json(event.data.as_bytes()).map_err(answer::unreadable)?;
        let change = wired::change(told);
        let misfit = |field, why: &str| answer::unreadable(Place::ROOT.field(field).misfit(why));
        if event.id != change.revision.to_string() {
            return Err(misfit("revision", "it is not the id of its event"));
        }
        if self.after.is_some_and(|after| change.revision <= after) {
            return Err(misfit("revision", "it does not come after the one before"));
        }
        self.after = Some(change.revision);
        Ok(change)
    }
}

impl ChangeStream for Stream {
    fn next(&mut self) -> BoxFuture<'_, Result<Change, Problem>> {
        Box::pin(async move {
            let next = self.next_change().await;
            next.map_err(|kind| Problem::of_request(kind, self.request.as_str()))
        })
    }

    fn pause(&self) -> Option<Duration> {
        self.grammar.retry()
    }
}
