//! What of a review is an alarm, although nothing of the order is wrong: values that were typed otherwise too often, and words on the
//! telephone that are those of another order (F08, F29).
//! Must not know: what the registry does with an alarm.

use super::{ReviewPage, rekey};
use crate::{
    app::Desk,
    registry::{book::OrderId, traffic::IncidentKind},
    screens::screen::Alarm,
};
use jiff::SignedDuration;

/// How long nobody tries again whose typing did not match (F08).
const COOLING: SignedDuration = SignedDuration::from_mins(15);

/// What is said when other words were heard than those of the order.
const WRONG_WORDS: &str = "the words that were heard on the telephone are not those of this order (F29)";

/// Other words were heard on the telephone than those of this order.
pub(super) fn wrong_words(order: OrderId) -> Alarm {
    let (about, what) = (order.to_string(), WRONG_WORDS.to_owned());
    Alarm { kind: IncidentKind::Words, thing: "order", about, what, until: None, evidence: None }
}

impl ReviewPage {
    /// Too much was typed otherwise than the order says: the review is over for a while.
    pub(super) fn mistyped(&mut self, desk: &mut Desk<'_>) {
        let Some(course) = &self.course else { return };
        desk.note_mismatch(self.file.id().to_string(), course.judged.order.text.sha256(), course.review.blind());
        self.cooling = desk.now.checked_add(COOLING).ok();
        let (about, what) = (self.file.id().to_string(), rekey::FAILED.to_owned());
        self.alarm =
            Some(Alarm { kind: IncidentKind::Retyped, thing: "order", about, what, until: self.cooling, evidence: None });
        self.judge(desk);
    }
}
