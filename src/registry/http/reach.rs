//! Whether anybody answers at the address of a registry, asked without showing anything: for finding out what is wrong.
//! A refusal is an answer: whoever refuses is there, and has proved who it is if the address is https.
//! Must not know: how an operator signs in.

use super::{HttpRegistry, exchange::Failure, line::Order, unwritable};
use crate::registry::{Problem, ProblemKind};
use secrecy::SecretString;
use tokio::time::timeout;
use uuid::Uuid;

impl HttpRegistry {
    /// Asks who the registry is, as nobody and once. Ok when something answered as a registry does, be it with a refusal.
    ///
    /// # Errors
    /// [`Problem`] when nobody answered, or somebody who is not trusted, or otherwise than in HTTP.
    pub async fn reach(&self) -> Result<(), Problem> {
        let request = Uuid::now_v7().to_string();
        let limits = &self.line.limits;
        let url = self.line.endpoint.resource(&["capabilities"]);
        let url = url.ok_or_else(|| Problem::of_request(unwritable(), request.as_str()))?;
        let nothing = SecretString::default();
        let answer = timeout(limits.read, self.line.send_unsigned(Order::get(url, &request), &nothing)).await;
        match answer {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(Failure::Refused(refusal))) if matches!(refusal.status, 401 | 403) => Ok(()),
            Ok(Err(failure)) => Err(failure.of_request(&request)),
            Err(_) => Err(Problem::of_request(ProblemKind::Deadline { waited: limits.read }, request)),
        }
    }
}
