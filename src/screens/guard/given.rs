//! What became of a version that was signed here: it waits for another officer, or it is in force.
//! Whoever gave the second signature is told that it was the second (F27); only signatures that were verified here are believed.
//! Must not know: how a version is signed, or how signatures are judged.

use super::{GuardPage, judged::Judged, verdict::Signatures};
use crate::{
    screens::{awaited::said, linked::Linked},
    ui::theme::Role,
};

impl GuardPage {
    /// The lines that stand above everything else; none when the version has no verified signature of who sits here.
    pub(super) fn given(&self) -> Linked {
        let mut page = Linked::default();
        let (Some(mine), Some(signer)) = (self.mine, &self.signer) else { return page };
        let is_by_me = |signatures: &Signatures| signatures.by.contains(&signer.person);
        let word = self.guarded.word();
        let in_force = self.walk.in_force().map(|newest| newest.text.edition()).filter(|edition| edition.sha256 == mine);
        let waits = self.waiting.value().and_then(|waiting| waiting.as_deref()).filter(|given| given.sha256 == mine);
        let (role, words) = match (in_force, &self.in_force, waits, &self.waits) {
            (Some(edition), Some(judged @ Judged::By { signatures, .. }), ..) if judged.is_verified() && is_by_me(signatures) => {
                let words = "and it is in force: two officers have signed it.";
                (Role::Ok, format!("You signed v{} of the {word}, {words}", edition.version))
            }
            (_, _, Some(given), Some(Ok(signatures))) if is_by_me(signatures) => {
                let words = "It waits for another officer; until then nothing changes.";
                (Role::Pending, format!("You signed v{} of the {word}. {words}", given.version))
            }
            _ => return page,
        };
        page.section("What you signed");
        page.add(said(role, words));
        page
    }
}
