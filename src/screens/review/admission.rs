//! Whether the signer may review an order now: in this environment, after that cooling-off, by roster, policy and statements (F01, F08, F12, F13).
//! Whatever bars it is said in place of the text: nothing of an order that nobody may sign here is painted.
//! Must not know: how a page looks, or how a review goes on.

use super::{About, Alarm, Asked, Barrier, Course, Judged, REST, ReviewPage, Scroll};
use crate::{
    app::{Desk, Signer, Timer},
    evidence::{standing::State, statement::StatementKind},
    registry::{book::OrderState, traffic::IncidentKind},
    text::time,
};
use jiff::Timestamp;

impl ReviewPage {
    /// Whether the signer may review this order now.
    pub(super) fn admitted(&self, judged: Judged, now: Timestamp) -> Result<Judged, Barrier> {
        let Some(signer) = &self.signer else {
            let none = "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
            return Err(Barrier::Because(none.to_owned()));
        };
        // The registry says it too, so that no other console and no new start ends it.
        let count = self.file.order().value().and_then(|order| order.signed.as_ref()).map(|signed| &signed.count);
        let held = count.and_then(|count| count.held.iter().find(|(person, _)| *person == signer.person));
        if let Some(until) = self.cooling.max(held.map(|(_, until)| *until)).filter(|until| *until > now) {
            let until = time::full(until);
            let why = format!(
                "What was typed did not match too often. This order can be reviewed here again from {until} on (F08). If it is not \
                 what your paper says, stop it on its page: that takes one person, now (F15)."
            );
            return Err(Barrier::Because(why));
        }
        if let State::Expired { since } = judged.standing(now).state {
            return Err(Barrier::Expired { since, initiator: judged.order.text.order().initiator.clone() });
        }
        let text = &judged.order.text;
        if self.environment.is_some_and(|ours| ours != text.order().environment) {
            return Err(Barrier::elsewhere());
        }
        if self.file.order().value().is_some_and(|order| order.state.is(&OrderState::Superseded)) {
            return Err(Barrier::Because("Another order took the place of this one (F12).".to_owned()));
        }
        judged.may(judged.agreeing(now), signer, now).map_err(|why| Barrier::by(&why, instead(&judged, signer, now)))?;
        let begun = self.course.as_deref().map(|course| &course.judged.order.text);
        if let Some(begun) = begun.filter(|begun| begun.sha256() != text.sha256()) {
            return Err(Barrier::changed(begun.as_str(), text.as_str()));
        }
        Ok(judged)
    }

    /// Whether everything is here that the review begins with; what an order is about is asked for.
    pub(super) fn is_ready(&mut self, judged: &Judged, desk: &mut Desk<'_>) -> bool {
        let Some(about) = About::of(judged.order.text.order()) else { return true };
        if !self.about.as_ref().is_some_and(|known| known.is_of(&about)) {
            // It is asked for once; what could not be had is asked for again when somebody asks for everything again.
            let about = self.about.insert(Box::new(about));
            about.ask_missing(desk);
        }
        self.about.as_ref().is_some_and(|about| about.is_here())
    }

    /// Goes on with what is known now, or begins.
    pub(super) fn go_on(&mut self, judged: Judged, desk: &mut Desk<'_>) {
        self.barrier = None;
        match &mut self.course {
            Some(course) if !course.review.blind().has_failed() => course.goes_on(judged, self.about.as_deref()),
            _ => {
                self.asked.give_up(desk);
                self.asked = Asked::default();
                self.course = Some(Box::new(Course::of(judged, self.about.as_deref(), desk.now)));
                self.page.scroll = Scroll::default();
            }
        }
        self.ask_beside(desk);
        desk.wake(Timer::Reading, REST);
    }

    /// Asks for what belongs to the order, once everything was typed again: the questions name its values, and can be read elsewhere (F07).
    pub(super) fn ask_beside(&mut self, desk: &mut Desk<'_>) {
        let Some(course) = self.course.as_ref().filter(|course| course.review.blind().is_over()) else { return };
        let order = course.judged.order.text.order();
        if !self.asked.is_about(order) {
            self.asked.about(order, desk);
        }
        if let Some(about) = &mut self.about {
            about.ask_account(desk);
        }
    }

    pub(super) fn bar(&mut self, barrier: Barrier) {
        let is_new = self.barrier.as_ref() != Some(&barrier);
        if let (Barrier::Lie(lie), true) = (&barrier, is_new) {
            self.alarm = Some(Alarm {
                kind: IncidentKind::Altered,
                thing: "order",
                about: self.file.id().to_string(),
                what: lie.found.clone(),
                until: None,
                evidence: self.file.shown(&lie.found),
            });
        }
        if is_new {
            self.page.scroll = Scroll::default();
        }
        self.barrier = Some(barrier);
    }
}

/// Who may agree to it, and what is open to whoever may not.
fn instead(judged: &Judged, signer: &Signer, now: Timestamp) -> Vec<String> {
    let deed = if judged.agreeing(now) == StatementKind::Release { "release" } else { "approve" };
    let names: Vec<&str> = judged.who_may_agree(now).into_iter().map(|person| person.as_str()).collect();
    let who = match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} may {deed} it.")),
        some => Some(format!("Each of these may {deed} it: {}.", some.join(", "))),
    };
    let open = [
        (StatementKind::Withdraw, "If it is wrong, withdraw it on its page: that takes nobody else (F22)."),
        (StatementKind::Stop, "If it is wrong, stop it on its page: that takes one person, now (F15)."),
    ];
    let open = open.into_iter().find(|(kind, _)| judged.may(*kind, signer, now).is_ok());
    who.into_iter().chain(open.map(|(_, sentence)| sentence.to_owned())).collect()
}
