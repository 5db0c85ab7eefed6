//! The alarm of a receipt that names another text than a command has sent (F06): journaled and told to the registry, as the console does it.
//! Where it can't be told now, its line and its intent stay open in the journal, and the console that is started next tells it.
//! Must not know: what was sent.

use crate::{
    console::alarms,
    evidence::journal::{Entry, Kind},
    registry::{Authorised, IdempotencyKey, Registry, WriteCap, is_to_be_told_again},
    runtime::{
        acts::{AloneProblem, act_alone},
        journal::Journal,
    },
    screens::Alarm,
};
use jiff::Timestamp;

/// What is said of an alarm that the registry has.
const TOLD: &str = "The security officers of the registry are told of the alarm.";
/// What is said of one that it does not have yet.
const NOT_YET: &str = "The officers are not told of the alarm yet: the registry can't be asked. It is in the journal; the console tells them when \
                       the registry answers it.";

/// Writes the alarm down and tells the registry of it; what came of that, as a sentence.
pub(super) async fn told(journal: &mut Journal, registry: &dyn Registry, capability: &WriteCap, alarm: &Alarm) -> String {
    let (key, now) = (IdempotencyKey(uuid::Uuid::now_v7()), Timestamp::now());
    let line = Entry::new(Kind::Refusal, alarms::sentence(alarm)).in_profile(registry.identity().profile.clone());
    if let Err(problem) = journal.append(line.about(alarm.kind.word(), None).of_act(key.to_string())) {
        return format!("{problem} So the registry was not told of the alarm.");
    }
    let act = Authorised::new(alarms::telling(alarm, now), capability, key);
    match act_alone(journal, registry, act, &mut |_, _, _| Err("an alarm is not signed".to_owned())).await {
        Err(AloneProblem::Registry(problem)) if is_to_be_told_again(&Err(problem.clone())) => NOT_YET.to_owned(),
        Err(problem) => format!("The registry was not told of the alarm: {problem}."),
        Ok(outcome) if is_to_be_told_again(&Ok(outcome.clone())) => NOT_YET.to_owned(),
        Ok(_) => TOLD.to_owned(),
    }
}
