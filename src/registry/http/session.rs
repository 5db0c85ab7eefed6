//! Signing in: on first need, once for all who wait, and once more when a token is refused.
//! A passphrase that was refused is not tried again by those who were waiting for it: that locks accounts.
//! Must not know: what the token is then used for.

use super::{
    credentials::{Bearer, Credentials},
    exchange::Failure,
    line::{Line, Order},
    refusal::Refusal,
};
use crate::{
    registry::{ProblemKind, Unreadable},
    wire::admin,
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::atomic::{AtomicU64, Ordering};
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
}

#[derive(Default)]
struct State {
    bearer: Option<Bearer>,
    /// Why the last sign-in was refused, if it was.
    refused: Option<Refusal>,
}

impl Session {
    /// A session that has not begun. `None` when the token can't be one.
    pub(super) fn new(credentials: Credentials) -> Option<Self> {
        let how = match credentials {
            Credentials::Practice { operator, passphrase } => How::Passphrase { operator, passphrase },
            Credentials::Token(token) => How::Given(Bearer::of(token, 0)?),
        };
        Some(Self { how, ended: AtomicU64::new(0), state: Mutex::default() })
    }

    /// A token to send with; another one than `stale`, which the registry refused.
    pub(super) async fn bearer(&self, line: &Line, request: &str, stale: Option<&Bearer>) -> Result<Bearer, Failure> {
        let (operator, passphrase) = match &self.how {
            How::Given(_) if stale.is_some() => return Err(Failure::Refused(signed_out())),
            How::Given(bearer) => return Ok(bearer.clone()),
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
