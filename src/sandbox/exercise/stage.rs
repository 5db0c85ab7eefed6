//! Two books on one table, with a clock and a wire that do as they are told: where a stuck transfer is made on purpose.
//! Every step is one transaction of one book, as in life; what is lost on the wire was sent, and what is restored was committed.
//! Must not know: HTTP, real time, or which story is played.

use super::super::{
    comm::{self, CommProblem, Failure, Outgoing},
    desk::{Desk, Me},
    ledger::LedgerProblem,
    problem::Refusal,
};
use crate::domain::transfer::Side;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// So many exchanges are more than any story needs: one that goes on longer turns in a circle.
const MOST_EXCHANGES: u32 = 200;

/// One side of the table: a registry with its book.
pub(in crate::sandbox) struct Booth<'a> {
    /// The book.
    pub book: &'a Connection,
    /// The registry.
    pub me: Me,
    /// How far its clock is ahead of the table's.
    pub skew: SignedDuration,
}

/// Both sides, and the time.
pub(in crate::sandbox) struct Stage<'a> {
    /// The registry that transfers.
    pub transferring: Booth<'a>,
    /// The registry that acquires.
    pub acquiring: Booth<'a>,
    /// The time at the table.
    pub now: Timestamp,
}

/// What becomes of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Fate {
    /// It arrives, and so does the answer.
    Arrives,
    /// It never arrives.
    Lost,
    /// It arrives; the answer does not.
    AnswerLost,
}

/// Why a story can't be played.
#[derive(Debug, thiserror::Error)]
pub(in crate::sandbox) enum StageProblem {
    /// A step of the protocol was refused.
    #[error("a step of the protocol was refused: {0}")]
    Comm(#[from] CommProblem),
    /// An order or an act was refused.
    #[error("an act was refused: {0}")]
    Refused(String),
    /// The ledger did not take an entry.
    #[error("the ledger did not take an entry: {0}")]
    Ledger(#[from] LedgerProblem),
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// The story did not go as it is written.
    #[error("the exercise did not go as written: {0}")]
    Story(String),
}

impl From<Refusal> for StageProblem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.sentence())
    }
}

impl<'a> Stage<'a> {
    /// A side.
    pub(in crate::sandbox) fn booth(&self, side: Side) -> &Booth<'a> {
        match side {
            Side::Transferring => &self.transferring,
            Side::Acquiring => &self.acquiring,
        }
    }

    /// One step of one side: all of it or nothing.
    pub(in crate::sandbox) fn at<T, E>(&self, side: Side, step: impl FnOnce(&Desk<'_>) -> Result<T, E>) -> Result<T, StageProblem>
    where
        StageProblem: From<E>,
    {
        let booth = self.booth(side);
        let now = self.now.saturating_add(booth.skew).unwrap_or(self.now);
        booth.book.execute_batch("SAVEPOINT step")?;
        match step(&Desk { book: booth.book, me: &booth.me, now }) {
            Ok(done) => {
                booth.book.execute_batch("RELEASE step")?;
                Ok(done)
            }
            Err(problem) => {
                booth.book.execute_batch("ROLLBACK TO step; RELEASE step")?;
                Err(problem.into())
            }
        }
    }

    /// What a side has to send now.
    pub(in crate::sandbox) fn due(&self, side: Side) -> Result<Vec<Outgoing>, StageProblem> {
        self.at(side, |desk| comm::due(desk, &comm::Carried::default()))
    }

    /// Sends one thing. The peer's step and what its answer changes here are two transactions.
    pub(in crate::sandbox) fn send(&self, from: Side, sent: &Outgoing, fate: Fate) -> Result<(), StageProblem> {
        let outcome = match fate {
            Fate::Lost => Err(Failure::Unreachable("connection refused".to_owned())),
            Fate::Arrives => Ok(self.at(from.other(), |desk| comm::receive(desk, &sent.request))?),
            Fate::AnswerLost => {
                self.at(from.other(), |desk| comm::receive(desk, &sent.request))?;
                Err(Failure::NoAnswer("the connection broke before an answer came".to_owned()))
            }
        };
        self.at(from, |desk| comm::answered(desk, sent, outcome))
    }

    /// Sends the one thing that a side has to send.
    pub(in crate::sandbox) fn exchange(&self, from: Side, fate: Fate) -> Result<(), StageProblem> {
        let due = self.due(from)?;
        match due.as_slice() {
            [sent] => self.send(from, sent, fate),
            _ => Err(StageProblem::Story(format!("{} things were to be sent, not one", due.len()))),
        }
    }

    /// Sends everything there is to send on both sides, until nobody has anything to say.
    pub(in crate::sandbox) fn settle(&self) -> Result<(), StageProblem> {
        for _ in 0..MOST_EXCHANGES {
            let mut quiet = true;
            for side in [Side::Transferring, Side::Acquiring] {
                for sent in self.due(side)? {
                    quiet = false;
                    self.send(side, &sent, Fate::Arrives)?;
                }
            }
            if quiet {
                return Ok(());
            }
        }
        Err(StageProblem::Story("the two registries never came to rest".to_owned()))
    }

    /// Time goes by, and nobody does anything.
    pub(in crate::sandbox) fn wait(&mut self, time: SignedDuration) {
        self.now = self.now.saturating_add(time).unwrap_or(self.now);
    }

    /// Keeps a side's book as it is now, to be restored later.
    pub(in crate::sandbox) fn back_up(&self, side: Side) -> Result<(), StageProblem> {
        Ok(self.booth(side).book.execute_batch("SAVEPOINT backup")?)
    }

    /// Brings back what was kept: everything since is gone from this book, and stays true in the other.
    pub(in crate::sandbox) fn restore(&self, side: Side) -> Result<(), StageProblem> {
        Ok(self.booth(side).book.execute_batch("ROLLBACK TO backup; RELEASE backup")?)
    }
}
