//! The office of a running registry: where everything that changes its book gets a desk, with the registry's key and time.
//! Whoever acts does it here, in one write transaction; the courier hears of it when it is committed.
//! Must not know: what is done at a desk.

use super::{
    Options, book,
    clock::Clock,
    comm::{self, Carried, CommProblem, Outgoing},
    desk::{Desk, Me, Policy},
    disturb::Armed,
    fault::StoreProblem,
    orders, reconcile,
    store::Store,
};
use jiff::Timestamp;
use rusqlite::Connection;
use std::sync::Arc;

/// What everything that acts for one registry shares; clones are the same office.
#[derive(Clone)]
pub(super) struct Office {
    /// The book.
    pub(super) store: Store,
    /// The registry's time, right or wrong.
    pub(super) clock: Clock,
    /// What goes wrong on purpose.
    pub(super) armed: Armed,
    me: Arc<Me>,
    /// The same registry with a key nobody was told of.
    rotated: Arc<Me>,
}

impl Office {
    /// The office of a registry with this book.
    pub(super) fn open(store: Store, armed: Armed, clock: Clock, options: &Options) -> Self {
        let Options { automatic_acceptance, level, .. } = *options;
        let policy = Policy { automatic_acceptance, level, ..Policy::PRACTICE };
        let me = |generation| Arc::new(Me::practice(options.registry, generation, policy.clone()));
        Self { store, clock, armed, me: me(1), rotated: me(2) }
    }

    /// The registry as it acts now.
    pub(super) fn me(&self) -> Arc<Me> {
        Arc::clone(if self.armed.is_key_rotated() { &self.rotated } else { &self.me })
    }

    /// Does something at a desk: all of it or nothing. The time is read once the book is this one's to write.
    pub(super) async fn act<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreProblem> + Send + 'static,
        F: FnOnce(&Desk<'_>) -> Result<T, E> + Send + 'static,
    {
        let (me, clock) = (self.me(), self.clock.clone());
        self.store.write(move |book| at_desk(&Desk { book, me: &me, now: clock.now() }, work)).await
    }

    /// When time next asks for something here besides what is carried: a message is due, a transfer's time is over, or an order's.
    /// That may be in the past.
    pub(super) async fn next_wake(&self, carried: Carried) -> Result<Option<Timestamp>, CommProblem> {
        let me = self.me();
        let next = move |book: &Connection, _: &_| {
            let times = [comm::next_wake(book, &me.policy, &carried)?, book::next_order_due(book)?];
            Ok(times.into_iter().flatten().min())
        };
        self.store.read(next).await
    }

    /// Does what time asks for, and says what is to be sent now. The courier, whose work it is, does not hear of the change.
    pub(super) async fn due(&self, carried: Carried) -> Result<Vec<Outgoing>, CommProblem> {
        // An order that can't be ended must not keep messages from going out; it is looked at again the next time.
        let _ = self.act_quietly(orders::tick).await;
        self.act_quietly(move |desk| {
            comm::tick(desk)?;
            comm::due(desk, &carried)
        })
        .await
    }

    /// Does something at a desk as [`Office::act`] does; the courier, whose desk it is, does not hear of it.
    async fn act_quietly<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreProblem> + Send + 'static,
        F: FnOnce(&Desk<'_>) -> Result<T, E> + Send + 'static,
    {
        let (me, clock) = (self.me(), self.clock.clone());
        self.store.write_quietly(move |book| at_desk(&Desk { book, me: &me, now: clock.now() }, work)).await
    }
}

/// Does something at a desk. A book that is to be frozen at a moment that has come is frozen first, so that what is done now is not in it.
fn at_desk<T, E: From<StoreProblem>>(desk: &Desk<'_>, work: impl FnOnce(&Desk<'_>) -> Result<T, E>) -> Result<T, E> {
    reconcile::freeze_due(desk).map_err(|_| StoreProblem::Row("a reconciliation run"))?;
    work(desk)
}
