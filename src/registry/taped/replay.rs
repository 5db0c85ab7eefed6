//! A registry made of a tape: it answers what was answered then, in the same order.
//! An act is only answered under the key it was recorded with; nothing is ever sent.
//! Must not know: where the tape came from.

use super::{Exchange, Said};
use crate::registry::{Authorised, BoxFuture, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Write};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Plays a tape back. A question asked more often than on the tape keeps its last answer; one that is not on it finds nobody.
#[derive(Debug)]
pub struct Replay {
    identity: Identity,
    tape: Vec<Exchange>,
    asked: Mutex<HashMap<Read, usize>>,
}

impl Replay {
    /// A registry that answers as on this tape.
    pub fn new(identity: Identity, tape: Vec<Exchange>) -> Self {
        Self { identity, tape, asked: Mutex::default() }
    }

    fn answer(&self, ask: &Read) -> Result<Reply, Problem> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let times = asked.entry(ask.clone()).or_default();
        let mut answers = self.tape.iter().filter_map(|exchange| match &exchange.said {
            Said::Read(question, answer) if question == ask => Some(answer),
            _ => None,
        });
        let answer = answers.clone().nth(*times).or_else(|| answers.next_back());
        *times += 1;
        answer.cloned().unwrap_or_else(|| Err(Problem::of(ProblemKind::Offline)))
    }

    fn outcome(&self, act: &Authorised<Write>) -> Result<Outcome, Problem> {
        let found = self.tape.iter().find_map(|exchange| match &exchange.said {
            Said::Write(what, key, outcome) if what == act.act() && *key == act.key() => Some(outcome.clone()),
            _ => None,
        });
        found.unwrap_or_else(|| Err(Problem::of(ProblemKind::ReadOnly)))
    }
}

impl Registry for Replay {
    fn identity(&self) -> &Identity {
        &self.identity
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(std::future::ready(self.answer(&ask)))
    }
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(std::future::ready(self.outcome(&act)))
    }
}
