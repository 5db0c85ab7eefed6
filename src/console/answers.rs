//! Answers find the screen that asked.
//! One of another epoch, or one nobody awaits, is dropped: what the operator left behind can't write on what is shown now.
//! Must not know: how the answer travelled.

use super::State;
use crate::{
    app::{Desk, Effect, Ticket, toast::Severity},
    registry::{Problem, Reply, problem::ProblemKind},
};

impl State {
    /// Takes the answer to a question.
    pub(super) fn answered(&mut self, ticket: Ticket, answer: Result<Reply, Problem>, effects: &mut Vec<Effect>) {
        if self.badges.answer(ticket.request, &answer) || !self.tickets.is_current(ticket) {
            return;
        }
        let request = ticket.request;
        if self.awaits_act(request) {
            self.act_answered(request, answer, effects);
            return;
        }
        let counted = self.counts.hear(request, &answer, self.now);
        let (problem, revision) = (answer.as_ref().err().cloned(), answer.as_ref().ok().and_then(Reply::revision));
        let heard = answer.is_ok();
        let (follows, before) = (self.live.over(request), effects.len());
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        if self.standing.awaits(request) {
            let standing = |reply| if let Reply::Standing(standing) = reply { Some(standing) } else { None };
            self.standing.take(answer.map(standing), self.now);
        } else if !counted && !self.stage.each_mut().any(|screen| screen.answer(request, &answer, &mut desk)) {
            return;
        }
        // A count nobody asked for by a key is simply not shown.
        if let Some(problem) = problem.filter(|_| !counted) {
            self.trouble(problem, effects);
        }
        self.say_remarks(effects);
        self.check_environment(effects);
        self.check_book(effects);
        self.take_finding(effects);
        if heard {
            self.tell_all(effects);
        }
        self.fit(effects);
        if follows {
            // A list that follows asks page by page.
            self.live.asks(effects.get(before..).unwrap_or_default());
        }
        self.begin_to_listen(revision, effects);
        self.follow(effects);
        self.look_elsewhere(effects);
    }

    /// Notes a problem, and says it once.
    pub(super) fn trouble(&mut self, problem: Problem, effects: &mut Vec<Effect>) {
        if problem.kind == ProblemKind::Cancelled {
            return;
        }
        let same = self.said.as_ref() == Some(&problem.kind);
        let empty = self.list().is_some_and(|list| list.total().is_none());
        // A screen without data shows the problem itself; a second voice for the same thing is noise.
        if !(same || empty) || matches!(problem.kind, ProblemKind::Invalid(_)) {
            self.say(Severity::Warn, format!("{}. {}", problem.what(), problem.advice()), effects);
        }
        self.said = Some(problem.kind.clone());
        self.problem = Some(problem);
    }

    /// What a list has to say about its cursor.
    fn say_remarks(&mut self, effects: &mut Vec<Effect>) {
        let remark = self.stage.screen_mut().take_remark();
        if let Some(remark) = remark {
            self.say(Severity::Info, remark, effects);
        }
    }

    /// A registry whose own word for its environment is not the configured one is an alarm (T33).
    fn check_environment(&mut self, effects: &mut Vec<Effect>) {
        let (Some(profile), Some(standing)) = (self.profile(), self.standing.value()) else { return };
        let says = standing.environment;
        if says != Some(profile.environment) && !self.environment_warned {
            let says = says.map_or("nothing this console knows", |environment| environment.word());
            let text = format!(
                "The profile {} says {}, the registry says {says}. Do not act before this is cleared up.",
                profile.name,
                profile.environment.word()
            );
            self.environment_warned = true;
            self.say(Severity::Error, text, effects);
        }
    }

    /// Says something in a toast.
    pub(super) fn say(&mut self, severity: Severity, text: impl Into<String>, effects: &mut Vec<Effect>) {
        if let Some(after) = self.toasts.push(severity, text, self.now) {
            effects.push(Effect::Wake { timer: crate::app::Timer::Toast, after });
        }
    }

    /// Takes back what was said and is no longer so.
    pub(super) fn take_back(&mut self, is_over: impl Fn(&str) -> bool, effects: &mut Vec<Effect>) {
        if let Some(after) = self.toasts.retract(is_over) {
            effects.push(Effect::Wake { timer: crate::app::Timer::Toast, after });
        }
    }
}
