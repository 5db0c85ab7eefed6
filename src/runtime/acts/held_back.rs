//! Lines that name values somebody is still to type again: held back until the order or resolution they are about has ended, here or elsewhere,
//! and written when this console did that or reads of it. They are in memory only: a console that ends first writes nothing, as its file would tell.
//! Must not know: what the lines say.

use super::{Acts, Recorder, record, shared::Shared, signing::Signing};
use crate::{
    app::{ProfileId, looked::Looked},
    domain::case::Stage,
    evidence::{confirmation::ConfirmationKind, journal::Entry, statement::StatementKind},
    registry::{Act, Reply, Unsigned, Word, book::OrderState},
    runtime::registries::Lazy,
};
use std::sync::{Arc, Mutex, PoisonError};

/// The lines, each with the profile it is of.
#[derive(Clone, Default)]
pub(super) struct HeldBack(Arc<Mutex<Vec<(ProfileId, Looked)>>>);

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

    /// Writes the lines about what has ended in this profile, whether they can be written or not.
    pub(super) async fn write(
        &self,
        (journal, signing): (&Shared, &Signing),
        registry: Arc<Lazy>,
        (profile, about): (ProfileId, &str),
    ) {
        let Ok(registry) = registry.get().await else { return };
        for looked in self.take(profile, about) {
            let line = Entry::new(looked.kind(), looked.what).in_profile(registry.identity().profile.clone());
            let _ = record(journal, signing, line.about(looked.object, looked.digest)).await;
        }
    }

    /// The lines about what an answer of this profile's registry says has ended. From then on the console shows it whole, so that the journal
    /// tells no more than its pages (F07).
    fn take_ended(&self, profile: ProfileId, reply: &Reply) -> Vec<Looked> {
        ended_in(reply).into_iter().flat_map(|about| self.take(profile, &about)).collect()
    }

    fn take(&self, profile: ProfileId, about: &str) -> Vec<Looked> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extract_if(.., |(of, looked)| *of == profile && looked.object == about).map(|(_, looked)| looked).collect()
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

impl Recorder {
    /// Writes what was held back about what somebody else has ended, or time.
    pub(in crate::runtime) async fn seen_ended(&self, (profile, name): (ProfileId, &str), reply: &Reply) {
        for looked in self.held.take_ended(profile, reply) {
            let line = Entry::new(looked.kind(), looked.what).in_profile(name);
            self.record(line.about(looked.object, looked.digest)).await;
        }
    }
}

impl Acts {
    /// Keeps what was reviewed until what it is about has ended.
    pub(in crate::runtime) fn note_once_ended(&self, profile: ProfileId, looked: Looked) {
        self.held.0.lock().unwrap_or_else(PoisonError::into_inner).push((profile, looked));
    }
}
