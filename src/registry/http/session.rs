//! Signing in: on first need, once for all who wait, and once more when a token is refused.
//! A passphrase that was refused is not tried again by those who were waiting for it: that locks accounts.
//! Must not know: what the token is then used for.

use super::{
    credentials::{Bearer, Credentials, TokenSource},
    exchange::Failure,
    line::{Line, Order},
    refusal::Refusal,
};
use crate::{
    registry::{NotSignedIn, Problem, ProblemKind, Unreadable},
    wire::admin,
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Mutex;

/// The session with one registry.
pub(super) struct Session {
    how: How,
    /// How many sign-ins have ended.
    ended: AtomicU64,
    state: Mutex<State>,
}

enum How {
    Passphrase { operator: String, passphrase: SecretString },
    Given(Bearer),
    Kept { source: Arc<dyn TokenSource>, profile: String },
}

#[derive(Default)]
struct State {
    bearer: Option<Bearer>,
    /// Why the last sign-in was refused, if it was.
    refused: Option<Refusal>,
}

impl Session {
    /// A session that has not begun. `None` when the token can't be one.
    pub(super) fn new(credentials: Credentials, profile: &str) -> Option<Self> {
        let how = match credentials {
            Credentials::Practice { operator, passphrase } => How::Passphrase { operator, passphrase },
            Credentials::Token(token) => How::Given(Bearer::of(token, 0)?),
            Credentials::Kept(source) => How::Kept { source, profile: profile.to_owned() },
        };
        Some(Self { how, ended: AtomicU64::new(0), state: Mutex::default() })
    }

    /// A token to send with; another one than `stale`, which the registry refused.
    pub(super) async fn bearer(&self, line: &Line, request: &str, stale: Option<&Bearer>) -> Result<Bearer, Failure> {
        let (operator, passphrase) = match &self.how {
            How::Given(_) if stale.is_some() => return Err(Failure::Refused(signed_out())),
            How::Given(bearer) => return Ok(bearer.clone()),
            How::Kept { source, profile } => return self.kept(source, profile, stale).await,
            How::Passphrase { operator, passphrase } => (operator, passphrase),
        };
        let ended = self.ended.load(Ordering::SeqCst);
        let mut state = self.state.lock().await;
        if let Some(bearer) = &state.bearer
            && stale.is_none_or(|stale| stale.number != bearer.number)
        {
            return Ok(bearer.clone());
        }
        let number = self.ended.load(Ordering::SeqCst);
        if number != ended
            && let Some(refused) = &state.refused
        {
            return Err(Failure::Refused(refused.clone()));
        }
        let result = sign_in(line, request, operator, passphrase, number + 1).await;
        self.ended.store(number + 1, Ordering::SeqCst);
        state.refused = match &result {
            Err(Failure::Refused(refusal)) => Some(refusal.clone()),
            _ => None,
        };
        state.bearer = result.as_ref().ok().cloned();
        result
    }

    /// Has the token that is kept, if it is one that is kept. A person may have to unlock a keyring for it, and that is not the
    /// registry's time: so this is done before any deadline begins.
    pub(super) async fn ready(&self) -> Result<(), Failure> {
        match &self.how {
            How::Kept { source, profile } => self.kept(source, profile, None).await.map(drop),
            How::Given(_) | How::Passphrase { .. } => Ok(()),
        }
    }

    /// The token that is kept now. One that was refused is read again: somebody may have signed in again meanwhile.
    async fn kept(&self, source: &Arc<dyn TokenSource>, profile: &str, stale: Option<&Bearer>) -> Result<Bearer, Failure> {
        let mut state = self.state.lock().await;
        if let Some(bearer) = &state.bearer
            && stale.is_none_or(|stale| stale.number != bearer.number)
        {
            return Ok(bearer.clone());
        }
        state.bearer = None;
        let none = |why| Failure::Unsent(ProblemKind::NotSignedIn { profile: profile.to_owned(), why });
        let reading = Arc::clone(source);
        let read = tokio::task::spawn_blocking(move || reading.token()).await;
        let token = read.map_err(|_| Failure::Unsent(ProblemKind::Cancelled))?.map_err(none)?;
        let number = self.ended.fetch_add(1, Ordering::SeqCst) + 1;
        let unusable = || none(NotSignedIn::Unreachable { why: "what is kept is no token".to_owned() });
        let bearer = Bearer::of(token, number).ok_or_else(unusable)?;
        if stale.is_some_and(|stale| stale.token.expose_secret() == bearer.token.expose_secret()) {
            return Err(Failure::Refused(signed_out()));
        }
        state.bearer = Some(bearer.clone());
        Ok(bearer)
    }

    /// A token that is kept and was refused needs a person; the problem says which profile to sign in to.
    pub(super) fn explained<T>(&self, result: Result<T, Problem>) -> Result<T, Problem> {
        result.map_err(|problem| match &self.how {
            How::Kept { profile, .. } if problem.kind == ProblemKind::SignedOut => {
                let kind = ProblemKind::NotSignedIn { profile: profile.clone(), why: NotSignedIn::Refused };
                Problem { kind, ..problem }
            }
            _ => problem,
        })
    }

    /// Does not use this token again.
    pub(super) async fn forget(&self, bearer: &Bearer) {
        let mut state = self.state.lock().await;
        state.bearer.take_if(|kept| kept.number == bearer.number);
    }
}

async fn sign_in(line: &Line, request: &str, operator: &str, passphrase: &SecretString, number: u64) -> Result<Bearer, Failure> {
    let unusable = |at: &str| ProblemKind::Unreadable(Unreadable::Malformed { at: at.to_owned() });
    let url = line.endpoint.resource(&["session"]).ok_or_else(|| Failure::Unsent(unusable("the address of the session")))?;
    let body = admin::SignIn { operator: operator.to_owned(), secret: passphrase.expose_secret().to_owned() };
    let body = serde_json::to_vec(&body).map_err(|_| Failure::Unsent(unusable("the passphrase")))?;
    let octets = line.send_unsigned(Order::post(url, request, body), passphrase).await?;
    let session: admin::Session = serde_json::from_slice(&octets).map_err(|_| Failure::Lost(unusable("the session")))?;
    Bearer::of(session.token.into(), number).ok_or_else(|| Failure::Lost(unusable("the session's token")))
}

fn signed_out() -> Refusal {
    Refusal { status: 401, documented: false, kind: ProblemKind::SignedOut, said: None }
}
