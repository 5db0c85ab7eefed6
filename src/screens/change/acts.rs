//! What can be done with a change of contacts, and why not: confirmed by another person who read it whole, ended by anybody (F01, F09, F15).
//! The same answer greys the key, explains it and stops it.
//! Must not know: how it is painted.

use super::{ChangePage, Handed, Said, judged::Judged, page, state};
use crate::{
    app::{
        Signer,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    registry::{
        Deed, Unsigned,
        book::{ContactProposal, Contacts},
    },
    text::{Kind, Untrusted},
    ui::theme::Role,
};
use jiff::Timestamp;

/// A change that can be confirmed, with what it is judged by, and who would confirm it.
pub(super) type Confirmable<'a> = (&'a ContactProposal, &'a Judged, &'a Contacts, &'a Signer);

impl ChangePage {
    /// The change, when it holds and waits for somebody else than the signer.
    ///
    /// # Errors
    /// [`Refusal`] says why it can't be confirmed here.
    pub(super) fn confirmable(&self) -> Result<Confirmable<'_>, Refusal> {
        let judged = match self.judged.as_ref().ok_or(Refusal::NotLoaded)? {
            Ok(judged) => judged,
            Err(why) => return Err(Refusal::NotNow(why.clone())),
        };
        let (Some(proposal), Some(contacts)) = (self.proposal(), self.contacts.value()) else { return Err(Refusal::NotLoaded) };
        if !proposal.waits() {
            return Err(Refusal::NotNow(format!("The change does not wait any more: {}.", state(proposal, self.now).1)));
        }
        let none = "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
        let signer = self.signer.as_ref().ok_or_else(|| Refusal::NotNow(none.to_owned()))?;
        if signer.person == judged.text.change().initiator {
            let why = "You proposed this change: another person confirms it".to_owned();
            return Err(Refusal::Rule { rule: "F01", why });
        }
        if let Some(entry) = page::overtaken(&contacts.directory, &judged.text) {
            return Err(Refusal::NotNow(format!("The {entry} is not any more what this change replaces.")));
        }
        Ok((proposal, judged, contacts, signer))
    }

    /// Whether it can be confirmed now.
    ///
    /// # Errors
    /// [`Refusal`] says what is missing.
    pub(super) fn may_confirm(&self) -> Result<(), Refusal> {
        self.confirmable()?;
        if !matches!(self.saying, Said::Nothing) {
            return Err(Refusal::NotNow("The confirmation is begun already. Go back to the change to begin anew.".to_owned()));
        }
        self.reading.as_ref().ok_or(Refusal::NotLoaded)?.reviewed(self.now).map(drop)
    }

    /// The confirmation, read whole, to be signed.
    ///
    /// # Errors
    /// [`Refusal`] says what is missing.
    pub(super) fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        let Said::Text(whole, handed) = &self.saying else {
            // Whoever can't confirm it at all is not led to begin.
            self.confirmable()?;
            return Err(Refusal::NotNow("Say first how you made sure; then the confirmation is shown.".to_owned()));
        };
        handed.again()?;
        whole.reviewed(now).map(Unsigned::Contact)
    }

    /// What became of the confirmation that was handed over: once the registry has it, from when the change counts.
    pub(super) fn became(&self, handed: Handed, now: Timestamp) -> Option<String> {
        let decided = || self.proposal().filter(|proposal| !proposal.waits());
        match handed {
            Handed::Not | Handed::Given(_) => None,
            Handed::Over(_) => Some("Handed over to be signed.".to_owned()),
            Handed::Done => Some(match decided() {
                Some(proposal) => {
                    format!("You confirmed it, and nobody else is needed: {}.", page::brief_state(proposal, false, now).1)
                }
                None => "You confirmed it, and nobody else is needed.".to_owned(),
            }),
        }
    }

    /// The line above the change: what is still to be done before it can be confirmed, or why it can't be.
    pub(super) fn sentence(&self, now: Timestamp) -> Option<(Role, String)> {
        match self.confirmable() {
            Err(Refusal::NotLoaded) | Ok(_) => None,
            Err(refusal) => match self.proposal().map(|proposal| (proposal.waits(), state(proposal, now))) {
                Some((false, (role, state))) => {
                    let mut letters = state.chars();
                    let first = letters.next().into_iter().flat_map(char::to_uppercase);
                    Some((role, first.chain(letters).chain(['.']).collect()))
                }
                _ => Some((Role::Warn, refusal.to_string())),
            },
        }
    }

    /// What it is to end the change.
    ///
    /// # Errors
    /// [`Refusal`] says why there is nothing to end.
    pub(super) fn end(&self, follows: bool) -> Result<Intent, Refusal> {
        self.contacts.fresh(follows)?;
        let proposal = self.proposal().ok_or(Refusal::NotLoaded)?;
        let open = proposal.waits() || proposal.counts_from.is_some_and(|from| self.now < from);
        if !open {
            return Err(Refusal::NotNow(format!("There is nothing to end: {}.", state(proposal, self.now).1)));
        }
        Ok(Intent {
            deed: Deed::CancelContactChange(self.id),
            what: "The change is ended, at once; what it replaced counts again.".to_owned(),
            whom: Untrusted::new(self.about()).gate(Kind::Prose),
            undo: "It can be proposed anew; two persons and the delay then begin from the start.",
            answer: Answer::Yes,
        })
    }
}
