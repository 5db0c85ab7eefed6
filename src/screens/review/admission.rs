//! Whether the signer may review an order now: in this environment, after that cooling-off, by roster, policy and statements (F01, F08, F12, F13).
//! Whatever bars it is said in place of the text: nothing of an order that nobody may sign here is painted.
//! Must not know: how a page looks, or how a review goes on.

use super::{About, Alarm, Barrier, Judged, ReviewPage, Scroll};
use crate::{
    app::Desk,
    evidence::standing::State,
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
            let since = time::full(since);
            let why = format!("The order is expired since {since}. Nothing prolongs it: ask its initiator for a new one");
            return Err(Barrier::Rule { rule: "F13", why });
        }
        let text = &judged.order.text;
        if self.environment.is_some_and(|ours| ours != text.order().environment) {
            return Err(Barrier::elsewhere());
        }
        if self.file.order().value().is_some_and(|order| order.state.is(&OrderState::Superseded)) {
            return Err(Barrier::Because("Another order took the place of this one (F12).".to_owned()));
        }
        judged.may(judged.agreeing(now), signer, now).map_err(|why| Barrier::by(&why))?;
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
