//! Whether the signer may review an order now: in this environment, after that cooling-off, by roster, policy and statements (F01, F08, F12, F13).
//! Whatever bars it is said in place of the text: nothing of an order that nobody may sign here is painted.
//! Must not know: how a page looks, or how a review goes on.

use super::{Barrier, Judged, ReviewPage};
use crate::{evidence::standing::State, registry::book::OrderState, text::time};
use jiff::Timestamp;

impl ReviewPage {
    /// Whether the signer may review this order now.
    pub(super) fn admitted(&self, judged: Judged, now: Timestamp) -> Result<Judged, Barrier> {
        let Some(signer) = &self.signer else {
            let none = "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
            return Err(Barrier::Because(none.to_owned()));
        };
        if let Some(until) = self.cooling.filter(|until| *until > now) {
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
        let begun = self.course.as_deref().map(|course| course.judged.order.text.sha256());
        if begun.is_some_and(|begun| begun != text.sha256()) {
            return Err(Barrier::changed());
        }
        Ok(judged)
    }
}
