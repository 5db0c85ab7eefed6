//! A decorator that keeps from its operator what they are to type again from their own paper before they approve or release an order (F07).
//! Every answer passes it, whatever the question was. What it can take out is gone, so that no screen, export or clipboard has it; what a
//! review compares with it marks. What can't be judged is kept back.
//! Must not know: how what is kept back is shown. It guards a person's judgement, not a secret: a registry may show it elsewhere.

mod elsewhere;
mod kept;
mod open;
mod rules;
mod values;

use super::{
    Authorised, BoxFuture, CallId, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Start, Write, changes::Opened,
};
use crate::{
    domain::PersonId,
    registry::book::{Guarded, GuardedText, GuardedVersion, OrderInFull, OrderState, OrderSummary, OrderedAct, Telling, Veil},
};
use jiff::Timestamp;
use open::Open;
use rules::Rules;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Mutex;
use values::{Values, Waiting};

/// How long the roster and the policy are not asked for again: many orders are read at once.
const KEPT: Duration = Duration::from_secs(5);
/// The values of so many of them are asked for; where more wait for one person, all that could tell one is kept back.
const MOST_READ: usize = 200;
/// So many orders that wait are read; where there are more, nobody can say which are about what is shown.
const MOST_OPEN: usize = 20_000;

/// A registry as one person may see it.
pub struct Veiled<R> {
    inner: R,
    viewer: PersonId,
    rules: Mutex<Option<(Instant, Arc<Rules>)>>,
    /// What was open at a state of the book: what is told of the same state is judged by it.
    open: Mutex<Option<(u64, Arc<Open>)>>,
    /// The values of what was open then.
    values: Mutex<Option<(u64, Arc<Values>)>>,
}

impl<R: Registry> Veiled<R> {
    /// Keeps from this person what they are to type again.
    pub fn new(inner: R, viewer: PersonId) -> Self {
        Self { inner, viewer, rules: Mutex::new(None), open: Mutex::new(None), values: Mutex::new(None) }
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
                if !order.withheld.is_empty() {
                    let veil = Veil { order: Some(order.id), fields: order.withheld.clone() };
                    let values = self.values_of_one(&order, veil).await.map_or(Values::Unknown, Values::of);
                    elsewhere::text(&mut order.reason, &values);
                }
                Reply::Order(order)
            }
            mut other => {
                if kept::may_tell(&other) {
                    let open = self.open(other.revision()).await;
                    kept::keep_back(&mut other, &open);
                }
                if elsewhere::may_tell(&other) {
                    let (open, values) = self.waiting_values(other.revision()).await;
                    elsewhere::keep_back(&mut other, &open, &values);
                }
                other
            }
        })
    }

    /// What waits for the viewer now: as it was found at this state of the book, or asked for.
    async fn open(&self, revision: Option<u64>) -> Arc<Open> {
        let mut kept = self.open.lock().await;
        if let Some((_, open)) = kept.as_ref().filter(|(at, _)| revision == Some(*at)) {
            return Arc::clone(open);
        }
        *kept = None;
        let Ok((at, rows)) = self.waiting().await else { return Arc::new(Open::Unknown) };
        let rules = if rows.is_empty() { Arc::new(Rules::None) } else { self.rules().await };
        let open = Arc::new(Open::of(&rows, &rules, &self.viewer, Timestamp::now()));
        *kept = at.filter(|_| !matches!(*rules, Rules::Unknown)).map(|at| (at, Arc::clone(&open)));
        open
    }

    /// What waits for the viewer now, and its values.
    async fn waiting_values(&self, revision: Option<u64>) -> (Arc<Open>, Arc<Values>) {
        let open = self.open(revision).await;
        let mut kept = self.values.lock().await;
        if let Some((_, values)) = kept.as_ref().filter(|(at, _)| revision == Some(*at)) {
            return (open, Arc::clone(values));
        }
        let values = Arc::new(self.values_of(&open).await);
        *kept = revision.filter(|_| !matches!(*values, Values::Unknown)).map(|at| (at, Arc::clone(&values)));
        (open, values)
    }

    /// The values of what waits, each order asked for; none where one of them can't be had.
    async fn values_of(&self, open: &Open) -> Values {
        let Some(orders) = open.orders().filter(|orders| orders.len() <= MOST_READ) else { return Values::Unknown };
        let mut all = Vec::new();
        for (id, veil) in orders {
            let Ok(Reply::Order(order)) = self.inner.read(Read::Order(id)).await else { return Values::Unknown };
            match self.values_of_one(&order, veil).await {
                Ok(waiting) => all.extend(waiting),
                Err(()) => return Values::Unknown,
            }
        }
        Values::Known(all)
    }

    /// The values of one order; nothing for one that moves nothing. What it decides about is asked for.
    async fn values_of_one(&self, order: &OrderInFull, veil: Veil) -> Result<Option<Waiting>, ()> {
        Ok(match &order.act {
            OrderedAct::Transfer(moved) => Some(Waiting {
                veil,
                account: moved.from.clone(),
                runs: moved.ranges.clone(),
                telling: Telling::of_transfer(moved),
            }),
            OrderedAct::Decide { transfer, quantity, .. } => {
                let Ok(Reply::Transfer(full)) = self.inner.read(Read::Transfer(*transfer)).await else { return Err(()) };
                let runs = full.picks.spans().to_vec();
                let accounts = [full.summary.from.account.clone(), full.summary.to.account.clone()];
                let telling = Telling::of(*quantity, &runs, accounts);
                Some(Waiting { veil, account: full.summary.account().clone(), runs, telling })
            }
            _ => None,
        })
    }

    /// The orders of others that are open, and the state of the book they were all read from, if it was one.
    async fn waiting(&self) -> Result<(Option<u64>, Vec<OrderSummary>), Problem> {
        let (mut at, mut rows) = (Vec::new(), Vec::new());
        for state in [OrderState::Submitted, OrderState::Approved] {
            let mut start = Some(Start::Offset(0));
            while let Some(from) = start {
                let page = match self.inner.read(Read::Orders(open::question(state, from))).await {
                    Ok(Reply::Orders(page)) => page,
                    Ok(_) => return Err(Problem::of_other_answer()),
                    // A registry without orders, or that shows none to this login, has none that wait for its person.
                    Err(Problem { kind: ProblemKind::Missing | ProblemKind::Forbidden, .. }) => return Ok((None, Vec::new())),
                    Err(problem) => return Err(problem),
                };
                at.push(page.revision);
                rows.extend(page.rows.into_iter().filter(|row| rules::may_wait(row, &self.viewer)));
                start = page.next.map(Start::Cursor);
                if start.is_some() && rows.len() > MOST_OPEN {
                    return Err(Problem::of_other_answer());
                }
            }
        }
        at.dedup();
        Ok((at.first().copied().filter(|_| at.len() == 1), rows))
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
