//! The HTTP adapter: the admin API over reqwest, with every cap and refusal the contract names.
//! Nothing is built or opened before the first question. Questions may be asked again, acts are sent once.
//! Must not know: screens, or which decorator is around it.

mod act;
mod answer;
mod changes;
mod credentials;
mod endpoint;
mod event_stream;
mod exchange;
mod handshake;
mod limits;
mod line;
mod pace;
mod question;
mod reach;
mod refusal;
mod retry;
mod session;
mod trust;

pub use credentials::{Credentials, TokenSource};
pub use endpoint::{Endpoint, EndpointProblem};
pub use limits::Limits;
pub use trust::{Trust, TrustProblem};

use super::{
    Authorised, BoxFuture, CallId, Environment, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Unreadable,
    Write, changes::Opened,
};
use exchange::Failure;
use line::{Line, Order};
use session::Session;
use std::fmt;
use tokio::time::{Instant, sleep, timeout_at};
use uuid::Uuid;

/// A registry that is reached over HTTP.
pub struct HttpRegistry {
    identity: Identity,
    line: Line,
    session: Session,
}

/// Why the configuration of a registry can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupProblem {
    /// The token is not one.
    #[error("the token is not one: a token is 1 to 4 096 visible ASCII characters")]
    Token,
    /// The practice passphrase for a registry that is not a practice registry.
    #[error("the practice passphrase is for practice registries only; this profile needs a token")]
    PracticeElsewhere,
}

impl HttpRegistry {
    /// A registry at this address. Nothing is built, opened or sent yet.
    ///
    /// # Errors
    /// [`SetupProblem`] when the credentials can't be used with it.
    pub fn new(identity: Identity, endpoint: Endpoint, credentials: Credentials) -> Result<Self, SetupProblem> {
        Self::with_limits(identity, endpoint, credentials, Limits::default())
    }

    /// As [`HttpRegistry::new`], with other limits.
    ///
    /// # Errors
    /// [`SetupProblem`] when the credentials can't be used with it.
    pub fn with_limits(
        identity: Identity,
        endpoint: Endpoint,
        credentials: Credentials,
        limits: Limits,
    ) -> Result<Self, SetupProblem> {
        if matches!(credentials, Credentials::Practice { .. }) && identity.environment != Environment::Practice {
            return Err(SetupProblem::PracticeElsewhere);
        }
        let session = Session::new(credentials, &identity.profile).ok_or(SetupProblem::Token)?;
        Ok(Self { identity, line: Line::new(endpoint, limits), session })
    }

    /// The same registry, believed and shown to as the profile says. Before the first question.
    #[must_use]
    pub fn trusting(mut self, trust: Trust) -> Self {
        self.line.trust = trust;
        self
    }

    /// Asks until there is an answer, a failure that will not pass, or no time.
    async fn ask(&self, id: CallId, ask: &Read) -> Result<Reply, Problem> {
        let request = id.to_string();
        self.session.ready().await.map_err(|failure| failure.of_request(&request))?;
        let limits = &self.line.limits;
        let deadline = Instant::now() + limits.read;
        let tries = async {
            let mut done = 0;
            loop {
                let failure = match self.ask_once(ask, &request).await {
                    Ok(reply) => return Ok(reply),
                    Err(failure) => failure,
                };
                let left = deadline.saturating_duration_since(Instant::now());
                match retry::pause(limits, done, failure.kind(), left, dice()) {
                    Some(pause) => sleep(pause).await,
                    None => return Err(failure.of_request(&request)),
                }
                done += 1;
            }
        };
        let late = ProblemKind::Deadline { waited: limits.read };
        timeout_at(deadline, tries).await.unwrap_or_else(|_| Err(Problem::of_request(late, request.as_str())))
    }

    /// One try; a refused token is replaced once.
    async fn ask_once(&self, ask: &Read, request: &str) -> Result<Reply, Failure> {
        let url = question::url(&self.line.endpoint, ask).ok_or_else(|| Failure::Unsent(unwritable()))?;
        let bearer = self.session.bearer(&self.line, request, None).await?;
        let body = question::body(ask).map_err(|()| Failure::Unsent(unwritable()))?;
        let order = |url, body| match body {
            None => Order::get(url, request),
            Some(body) => Order::post(url, request, body),
        };
        let mut result = self.line.send(order(url.clone(), body.clone()), &bearer).await;
        if result.as_ref().is_err_and(|failure| failure.status() == Some(401)) {
            let fresh = self.session.bearer(&self.line, request, Some(&bearer)).await?;
            result = self.line.send(order(url, body), &fresh).await;
        }
        match (ask, result) {
            (_, Ok(octets)) => answer::reply(ask, &octets).map_err(Failure::Lost),
            // Only the API's own word counts: a stray 404 of a proxy must not say that an act was never seen.
            (Read::Act(_), Err(Failure::Refused(refusal))) if refusal.says_there_is_none() => Ok(Reply::Act(None)),
            (Read::Guarded(..), Err(Failure::Refused(refusal))) if refusal.says_there_is_none() => Ok(Reply::Guarded(None)),
            (Read::HeardContacts(_), Err(Failure::Refused(refusal))) if refusal.says_there_is_none() => {
                Ok(Reply::HeardContacts(None))
            }
            (_, Err(failure)) => Err(failure),
        }
    }
}

/// An id that can't be part of an address.
fn unwritable() -> ProblemKind {
    ProblemKind::Unreadable(Unreadable::Malformed { at: "the id can't be written in an address".to_owned() })
}

/// Spreads retries over time; nothing secret depends on it.
fn dice() -> u8 {
    Uuid::now_v7().as_bytes().last().copied().unwrap_or(0)
}

impl fmt::Debug for HttpRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRegistry").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl Registry for HttpRegistry {
    fn identity(&self) -> &Identity {
        &self.identity
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.read_as(CallId(Uuid::now_v7()), ask)
    }
    fn read_as(&self, id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async move { self.session.explained(self.ask(id, &ask).await) })
    }
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, Opened> {
        Box::pin(async move { self.session.explained(self.listen(after).await) })
    }
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(async move { self.session.explained(self.act(&act).await) })
    }
}
