//! Freezing an account: the one act of this console so far, and the model for those to come.
//! Confirmed, journaled by the runtime, sent once under a key that was made before; what has no answer is unknown, not failed.
//! Must not know: how an act is sent or journaled.

use super::State;
use crate::{
    app::{Desk, Effect, ProfileId, RequestId, Ticket, toast::Severity, why::Refusal},
    domain::AccountId,
    registry::{Authorised, Confirmed, IdempotencyKey, Outcome, Problem, Read, Reply, Write},
};
use sha2::{Digest, Sha256};

/// An act that is under way, or whose outcome is unknown. At most one for each registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freezing {
    profile: ProfileId,
    account: AccountId,
    key: IdempotencyKey,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Sent, no answer yet.
    Sent(RequestId),
    /// No answer came. Only asking for the key leaves this (promise 3).
    Unknown,
    /// Asked for the key.
    Asked(RequestId),
}

impl Freezing {
    /// Whether the outcome is unknown.
    pub fn is_unknown(&self) -> bool {
        !matches!(self.stage, Stage::Sent(_))
    }

    /// What is under way, as a sentence for the message line.
    pub fn sentence(&self) -> String {
        match self.stage {
            Stage::Sent(_) => format!("Freezing account {}: sent, no answer yet.", self.account),
            _ => format!(
                "Outcome unknown: freezing account {}. Refresh, in its registry, asks for act {}.",
                self.account, self.key
            ),
        }
    }
}

/// Where idempotency keys come from: a seed that the runtime drew, and a count. `update` itself rolls no dice.
#[derive(Clone, Debug)]
pub struct KeySource {
    seed: [u8; 16],
    made: u64,
}

impl KeySource {
    /// Keys from a random seed.
    pub fn from_seed(seed: [u8; 16]) -> Self {
        Self { seed, made: 0 }
    }

    /// A key that was never made before.
    pub fn next_key(&mut self) -> IdempotencyKey {
        self.made += 1;
        let digest = Sha256::new().chain_update(self.seed).chain_update(self.made.to_be_bytes()).finalize();
        let mut octets = [0; 16];
        octets.iter_mut().zip(digest).for_each(|(octet, byte)| *octet = byte);
        IdempotencyKey(uuid::Uuid::new_v8(octets))
    }
}

impl State {
    /// The act of the registry in use that is under way or unknown.
    pub(super) fn freezing(&self) -> Option<&Freezing> {
        self.acts.iter().find(|act| act.profile == self.tickets.profile())
    }

    /// Sends a confirmed act. A profile that only reads has no capability, so nothing can be built here.
    pub(super) fn send(&mut self, confirmed: Confirmed<Write>, effects: &mut Vec<Effect>) {
        let profile = self.tickets.profile();
        let Some(capability) = self.profiles.get(profile.0).and_then(|card| card.access.capability()) else { return };
        let key = self.keys.next_key();
        let act = Authorised::new(confirmed, capability, key);
        let Write::Freeze { account, .. } = act.act();
        let account = account.clone();
        let ticket = self.tickets.issue();
        self.acts.push(Freezing { profile, account, key, stage: Stage::Sent(ticket.request) });
        effects.push(Effect::Act { ticket, act });
    }

    /// Takes what came of an act. It counts in any epoch: an act does not end with a look at another registry.
    pub(super) fn acted(&mut self, ticket: Ticket, outcome: Result<Outcome, Problem>, effects: &mut Vec<Effect>) {
        let Some(at) = self.acts.iter().position(|act| act.stage == Stage::Sent(ticket.request)) else { return };
        if let Ok(Outcome::Unknown(_)) = outcome {
            if let Some(act) = self.acts.get_mut(at) {
                act.stage = Stage::Unknown;
                let sentence = act.sentence();
                self.say(Severity::Error, sentence, effects);
            }
            return;
        }
        let act = self.acts.remove(at);
        let account = self.named(&act);
        let (severity, text) = match outcome {
            Ok(Outcome::Done(receipt)) => {
                (Severity::Info, format!("Account {account} is frozen: entry {} of the registry.", receipt.entry))
            }
            Ok(Outcome::Queued(place)) => {
                (Severity::Info, format!("Freezing account {account} waits to be sent, as number {place}."))
            }
            Ok(Outcome::Unknown(_)) => return,
            Err(problem) => {
                let text = format!("Account {account} was not frozen. {}. {}", problem.what(), problem.advice());
                self.problem = Some(problem);
                (Severity::Error, text)
            }
        };
        self.say(severity, text, effects);
        if self.tickets.is_current(ticket) {
            self.refresh(effects);
        }
    }

    /// The account of an act, with its registry when that is not the one in use.
    fn named(&self, act: &Freezing) -> String {
        let elsewhere = self.profiles.get(act.profile.0).filter(|_| act.profile != self.tickets.profile());
        elsewhere.map_or_else(|| act.account.to_string(), |profile| format!("{} in {}", act.account, profile.name))
    }

    /// Asks the registry for the outcome of its act, if that is unknown.
    pub(super) fn ask_for_act(&mut self, effects: &mut Vec<Effect>) {
        let profile = self.tickets.profile();
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        if let Some(act) = self.acts.iter_mut().find(|act| act.profile == profile && act.is_unknown()) {
            if let Stage::Asked(earlier) = act.stage {
                desk.cancel(earlier);
            }
            act.stage = Stage::Asked(desk.ask(Read::Act(act.key)));
        }
    }

    /// Whether this request asked for the outcome of an act.
    pub(super) fn awaits_act(&self, request: RequestId) -> bool {
        self.acts.iter().any(|act| act.stage == Stage::Asked(request))
    }

    /// Takes the registry's word about an act.
    pub(super) fn act_answered(&mut self, request: RequestId, answer: Result<Reply, Problem>, effects: &mut Vec<Effect>) {
        let Some(at) = self.acts.iter().position(|act| act.stage == Stage::Asked(request)) else { return };
        let receipt = |reply| if let Reply::Act(receipt) = reply { Some(receipt) } else { None };
        let answer = match answer.and_then(|reply| receipt(reply).ok_or_else(Problem::of_other_answer)) {
            Ok(answer) => answer,
            Err(problem) => {
                if let Some(act) = self.acts.get_mut(at) {
                    act.stage = Stage::Unknown;
                }
                return self.trouble(problem, effects);
            }
        };
        let act = self.acts.remove(at);
        self.take_back(&act.sentence(), effects);
        self.take_back(&Refusal::OutcomeUnknown.to_string(), effects);
        let account = act.account;
        let (severity, text) = match answer {
            Some(receipt) => {
                (Severity::Info, format!("It was done: account {account} is frozen, entry {} of the registry.", receipt.entry))
            }
            None => (
                Severity::Error,
                format!("The registry never received it: account {account} was not frozen. Freeze it again if it should be."),
            ),
        };
        self.say(severity, text, effects);
        self.refresh(effects);
    }
}

#[cfg(test)]
mod tests {
    use super::KeySource;

    #[test]
    fn keys_differ_and_follow_from_the_seed() {
        let mut keys = KeySource::from_seed([7; 16]);
        let (first, second) = (keys.next_key(), keys.next_key());
        assert_ne!(first, second);
        assert_eq!(KeySource::from_seed([7; 16]).next_key(), first);
        assert_ne!(KeySource::from_seed([8; 16]).next_key(), first);
    }
}
