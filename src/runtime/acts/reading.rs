//! What was read and looked at, as lines of the journal: which roster and policy this run judges by, which pages were opened, how a text was
//! reviewed before it was signed. Nothing waits for these lines; the first that can't be written ends acting, as for an act.
//! Must not know: what is done with any of it.

use super::{Acts, Recorder};
use crate::{
    app::looked::Looked,
    evidence::{
        digest::Digest,
        journal::{Entry, Kind},
    },
    registry::{
        Read, Reply,
        book::{Guarded, GuardedText, GuardedVersion},
    },
    runtime::registries::Lazy,
};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// The rosters and policies this run has read, by profile and digest, and whether they waited: each is written down once.
pub(super) type Loaded = Arc<Mutex<HashSet<(String, Digest, bool)>>>;

impl Acts {
    /// Writes down what somebody looked at in a registry.
    pub(in crate::runtime) fn note_looked(&self, registry: Arc<Lazy>, looked: Looked) {
        let (hand, mut turn) = (self.recorder(), self.turns.take());
        tokio::spawn(async move {
            turn.come().await;
            // Something of it was on the screen, so it is made already.
            let Ok(registry) = registry.get().await else { return };
            let line = Entry::new(looked.kind(), looked.what).in_profile(registry.identity().profile.clone());
            hand.record(line.about(looked.object, looked.digest)).await;
        });
    }
}

impl Recorder {
    /// Writes down what of an answer belongs into the journal: what became of an act that was open, and which roster or policy was read.
    pub(in crate::runtime) async fn answered(&self, profile: &str, asked: &Read, reply: &Reply) {
        match (asked, reply) {
            (Read::Act(key), Reply::Act(receipt)) => self.learned(*key, receipt.clone()).await,
            (Read::Guarded(guarded, version), Reply::Guarded(Some(text))) => {
                self.loaded(profile, *guarded, *version, text).await;
            }
            _ => {}
        }
    }

    /// Writes down that a version was read, the first time in a run that it comes from this profile's registry.
    async fn loaded(&self, profile: &str, guarded: Guarded, version: GuardedVersion, text: &GuardedText) {
        let waits = version == GuardedVersion::Waiting;
        if !self.loaded.lock().unwrap_or_else(PoisonError::into_inner).insert((profile.to_owned(), text.sha256, waits)) {
            return;
        }
        let name = format!("{} v{}", guarded.word(), text.version);
        let what = match text.since {
            _ if waits => format!("{name} was read; it waits for a second officer"),
            Some(since) => format!("{name} was read; in force since {since}, as the registry says"),
            None => format!("{name} was read"),
        };
        self.record(Entry::new(Kind::Load, what).in_profile(profile).about(name, Some(text.sha256))).await;
    }
}
