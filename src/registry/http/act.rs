//! Acting: one request, sent once, whatever happens (promise 3).
//! Only what never left this computer and what the registry itself refused is a problem; everything else is an unknown outcome.
//! Must not know: who confirmed it.

use super::{
    HttpRegistry, answer,
    exchange::Failure,
    line::{Line, Order},
    unwritable,
};
use crate::{
    registry::{Authorised, Outcome, Problem, ProblemKind, Receipt, Write, wired},
    wire::admin,
};
use reqwest::header::{HeaderName, IF_MATCH};
use tokio::time::timeout;
use uuid::Uuid;

/// The header that names an act.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl HttpRegistry {
    pub(super) async fn act(&self, act: &Authorised<Write>) -> Result<Outcome, Problem> {
        let request = Uuid::now_v7().to_string();
        let limits = &self.line.limits;
        let problem = |failure: Failure| failure.of_request(&request);
        let order = order(&self.line, act, &request).ok_or_else(|| problem(Failure::Unsent(unwritable())))?;

        self.session.ready().await.map_err(problem)?;
        // Signing in is not the act: until it has succeeded, nothing of the act has been sent.
        let sign_in = timeout(limits.read, self.session.bearer(&self.line, &request, None)).await;
        let late = Failure::Unsent(ProblemKind::Deadline { waited: limits.read });
        let bearer = sign_in.unwrap_or(Err(late)).map_err(problem)?;

        let unknown = Ok(Outcome::Unknown(act.key()));
        match timeout(limits.write, self.line.send(order, &bearer)).await {
            Ok(Ok(octets)) => Ok(receipt(act, &octets).map_or(Outcome::Unknown(act.key()), Outcome::Done)),
            Ok(Err(failure)) if nothing_done(&failure) => {
                if failure.status() == Some(401) {
                    self.session.forget(&bearer).await;
                }
                Err(problem(failure))
            }
            Ok(Err(_)) | Err(_) => unknown,
        }
    }
}

/// Whether a failure proves that nothing was done: it never left, or the registry refused it (4xx). A 5xx may come from something in
/// front of a registry that has already acted.
fn nothing_done(failure: &Failure) -> bool {
    match failure {
        Failure::Unsent(_) => true,
        Failure::Lost(_) => false,
        Failure::Refused(refusal) => (400..500).contains(&refusal.status),
    }
}

fn order<'a>(line: &Line, act: &Authorised<Write>, request: &'a str) -> Option<Order<'a>> {
    let Write::Freeze { account, version, reason } = act.act();
    let url = line.endpoint.resource(&["accounts", account.as_str(), "freeze"])?;
    let body = serde_json::to_vec(&admin::Freeze { reason: reason.clone() }).ok()?;
    let mut order = Order::post(url, request, body);
    order.extra = vec![(IDEMPOTENCY_KEY, act.key().to_string()), (IF_MATCH, format!("\"{version}\""))];
    Some(order)
}

/// The receipt, if it is one for this act.
fn receipt(act: &Authorised<Write>, octets: &[u8]) -> Option<Receipt> {
    let receipt = wired::receipt(answer::json(octets).ok()?);
    (receipt.key == act.key()).then_some(receipt)
}
