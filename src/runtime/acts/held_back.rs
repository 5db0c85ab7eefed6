//! Lines that name values somebody is still to type again: held back until this console has ended the order they are about, and written then.
//! They are in memory only. Where another ends the order, or the console ends first, they are never written: the journal tells nobody too much.
//! Must not know: what the lines say.

use super::{Acts, record, shared::Shared, signing::Signing};
use crate::{
    app::{ProfileId, looked::Looked},
    evidence::{journal::Entry, statement::StatementKind},
    registry::{Act, Unsigned},
    runtime::registries::Lazy,
};
use std::sync::{Arc, Mutex, PoisonError};

/// The lines, each with the profile it is of.
#[derive(Clone, Default)]
pub(super) struct HeldBack(Arc<Mutex<Vec<(ProfileId, Looked)>>>);

impl HeldBack {
    /// The order that is ended when this act is done, if it ends one.
    pub(super) fn ended_by(act: &Act) -> Option<String> {
        let Act::Sign(Unsigned::Statement { on, text }) = act else { return None };
        match text.text().statement().kind {
            StatementKind::Reject | StatementKind::Withdraw | StatementKind::Stop => Some(on.to_string()),
            StatementKind::Approve | StatementKind::WithdrawApproval | StatementKind::Release => None,
        }
    }

    /// Writes the lines about an order of this profile, which is ended whether they can be written or not.
    pub(super) async fn write(
        &self,
        (journal, signing): (&Shared, &Signing),
        registry: Arc<Lazy>,
        (profile, order): (ProfileId, &str),
    ) {
        let Ok(registry) = registry.get().await else { return };
        for looked in self.take(profile, order) {
            let line = Entry::new(looked.kind(), looked.what).in_profile(registry.identity().profile.clone());
            let _ = record(journal, signing, line.about(looked.object, looked.digest)).await;
        }
    }

    fn take(&self, profile: ProfileId, order: &str) -> Vec<Looked> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extract_if(.., |(of, looked)| *of == profile && looked.object == order).map(|(_, looked)| looked).collect()
    }
}

impl Acts {
    /// Keeps what was reviewed until its order is ended here.
    pub(in crate::runtime) fn note_once_ended(&self, profile: ProfileId, looked: Looked) {
        self.held.0.lock().unwrap_or_else(PoisonError::into_inner).push((profile, looked));
    }
}
