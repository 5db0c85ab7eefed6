//! Lines that name values somebody is still to type again: held back until the order or resolution they are about has ended, here or elsewhere,
//! and written when this console did that or reads of it. They are in memory only: a console that ends first writes nothing, as its file would tell.
//! Must not know: what the lines say.

use super::Acts;
use crate::{
    app::{ProfileId, looked::Looked},
    domain::case::Stage,
    evidence::{confirmation::ConfirmationKind, journal::Entry, statement::StatementKind},
    registry::{Act, Reply, Unsigned, Word, book::OrderState},
};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OwnedMutexGuard;

/// The lines, each with the profile it is of.
#[derive(Clone, Default)]
pub(super) struct HeldBack {
    lines: Arc<Mutex<Vec<(ProfileId, Looked)>>>,
    /// Taken by who writes: what one has taken and not written yet, another waits for, so that what is said next is said after the line.
    writing: Arc<tokio::sync::Mutex<()>>,
}

impl HeldBack {
    /// The order, or the case of the resolution, that is ended when this act is done, if it ends one.
    pub(super) fn ended_by(act: &Act) -> Option<String> {
        match act {
            Act::Sign(Unsigned::Statement { on, text }) => match text.text().statement().kind {
                StatementKind::Reject | StatementKind::Withdraw | StatementKind::Stop => Some(on.to_string()),
                StatementKind::Approve | StatementKind::WithdrawApproval | StatementKind::Release => None,
            },
            Act::Sign(Unsigned::Confirmation(text)) => match text.text().confirmation().kind {
                ConfirmationKind::Decline => Some(text.text().confirmation().case.to_string()),
                ConfirmationKind::Confirm => None,
            },
            _ => None,
        }
    }

    /// Waits until nobody writes lines that were taken; nobody else takes any before this is dropped.
    pub(super) async fn alone(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.writing).lock_owned().await
    }

    /// The lines about what an answer of this profile's registry says has ended. From then on the console shows it whole, so that the journal
    /// tells no more than its pages (F07).
    pub(super) fn take_ended(&self, of: (ProfileId, &str), reply: &Reply) -> Vec<Entry> {
        ended_in(reply).into_iter().flat_map(|about| self.take(of, &about)).collect()
    }

    /// The lines about what has ended in this profile, which has this name. They are here no more, whether they can be written or not.
    pub(super) fn take(&self, (profile, name): (ProfileId, &str), about: &str) -> Vec<Entry> {
        let mut held = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let out = held.extract_if(.., |(of, looked)| *of == profile && looked.object == about);
        let line = |looked: Looked| {
            let line = Entry::new(looked.kind(), looked.what).in_profile(name);
            line.about(looked.object, looked.digest)
        };
        out.map(|(_, looked)| line(looked)).collect()
    }
}

/// The orders in an answer that nobody can approve any more, and the cases in which nobody has a resolution to confirm.
fn ended_in(reply: &Reply) -> Vec<String> {
    let has_ended = |state: &Word<OrderState>| {
        state.known().is_some_and(|state| !matches!(state, OrderState::Submitted | OrderState::Approved))
    };
    match reply {
        Reply::Order(order) if has_ended(&order.state) => vec![order.id.to_string()],
        Reply::Orders(page) => page.rows.iter().filter(|row| has_ended(&row.state)).map(|row| row.id.to_string()).collect(),
        Reply::Case(told) if told.case.state.stage() != Stage::Proposed => vec![told.case.id.to_string()],
        _ => Vec::new(),
    }
}

impl Acts {
    /// Keeps what was reviewed until what it is about has ended.
    pub(in crate::runtime) fn note_once_ended(&self, profile: ProfileId, looked: Looked) {
        self.held.lines.lock().unwrap_or_else(PoisonError::into_inner).push((profile, looked));
    }
}
