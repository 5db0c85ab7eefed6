//! A decorator that keeps from its operator what they are to type again from their own paper before they approve or release an order (F07).
//! Out of rows it takes the values, so that no screen, export or clipboard has them; an order in full it marks. What can't be judged is kept.
//! Must not know: how what is kept back is shown. It guards a person's judgement, not a secret: a registry may show it elsewhere.

mod rules;

use super::{Authorised, BoxFuture, CallId, Identity, Outcome, Problem, Read, Registry, Reply, Write, changes::Opened};
use crate::{
    domain::PersonId,
    registry::book::{Guarded, GuardedText, GuardedVersion},
};
use jiff::Timestamp;
use rules::Rules;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Mutex;

/// How long the roster and the policy are not asked for again: many orders are read at once.
const KEPT: Duration = Duration::from_secs(5);

/// A registry as one person may see it.
pub struct Veiled<R> {
    inner: R,
    viewer: PersonId,
    rules: Mutex<Option<(Instant, Arc<Rules>)>>,
}

impl<R: Registry> Veiled<R> {
    /// Keeps from this person what they are to type again.
    pub fn new(inner: R, viewer: PersonId) -> Self {
        Self { inner, viewer, rules: Mutex::new(None) }
    }

    async fn veil(&self, reply: Result<Reply, Problem>) -> Result<Reply, Problem> {
        Ok(match reply? {
            Reply::Orders(mut page) if page.rows.iter().any(|row| rules::may_wait(row, &self.viewer)) => {
                let rules = self.rules().await;
                let now = Timestamp::now();
                page.rows.iter_mut().for_each(|row| row.withhold(rules.row(row, &self.viewer, now)));
                Reply::Orders(page)
            }
            Reply::Order(mut order) if rules::may_wait_in_full(&order, &self.viewer) => {
                order.withheld = self.rules().await.order(&order, &self.viewer, Timestamp::now());
                Reply::Order(order)
            }
            other => other,
        })
    }

    /// What is typed again is said by the roster and the policy in force.
    async fn rules(&self) -> Arc<Rules> {
        let mut kept = self.rules.lock().await;
        if let Some((_, rules)) = kept.as_ref().filter(|(since, _)| since.elapsed() < KEPT) {
            return Arc::clone(rules);
        }
        let (roster, policy) = (self.in_force(Guarded::Roster).await, self.in_force(Guarded::Policy).await);
        let rules = Arc::new(match (roster, policy) {
            (Ok(Some(roster)), Ok(Some(policy))) => Rules::read(&roster, &policy),
            (Ok(_), Ok(_)) => Rules::None,
            _ => Rules::Unknown,
        });
        // What could not be had is asked for again the next time.
        *kept = (!matches!(*rules, Rules::Unknown)).then(|| (Instant::now(), Arc::clone(&rules)));
        rules
    }

    async fn in_force(&self, guarded: Guarded) -> Result<Option<Box<GuardedText>>, ()> {
        match self.inner.read(Read::Guarded(guarded, GuardedVersion::InForce)).await {
            Ok(Reply::Guarded(text)) => Ok(text),
            _ => Err(()),
        }
    }
}

impl<R: Registry> Registry for Veiled<R> {
    fn identity(&self) -> &Identity {
        self.inner.identity()
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async move { self.veil(self.inner.read(ask).await).await })
    }
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        self.inner.write(act)
    }
    fn read_as(&self, id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async move { self.veil(self.inner.read_as(id, ask).await).await })
    }
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, Opened> {
        self.inner.changes(after)
    }
}

#[cfg(test)]
mod tests;
