//! A proposed change of contacts, judged here: its text read strictly, and whose signatures stand under it and under its confirmation.
//! What the registry says of it counts for nothing; a text that nobody of the roster signed is an alarm, not a change.
//! Must not know: how it is shown.

use crate::{
    domain::{PersonId, contact::ProposalState},
    evidence::{
        contact_change::{ChangeText, ConfirmationText},
        key::PublicKey,
        lines::LineProblem,
        roster::RosterText,
        sshsig::{SshSignature, SshsigProblem},
    },
    registry::book::ContactProposal,
};
use jiff::Timestamp;

/// A change that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What was proposed.
    pub text: ChangeText,
    /// What another person said to it.
    pub confirmation: Option<ConfirmationText>,
}

/// Why a change does not hold, as a clause.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHeld {
    /// The text can't be read.
    #[error("the change the registry sent can't be read: {0}")]
    Text(LineProblem),
    /// The confirmation can't be read.
    #[error("the confirmation the registry sent can't be read: {0}")]
    Confirmation(LineProblem),
    /// The registry shows it under another id.
    #[error("the registry shows it under an id that is not the text's (F06)")]
    Id,
    /// It is for another registry or environment.
    #[error("the text is for another registry or another environment (T33)")]
    Elsewhere,
    /// A signature does not hold.
    #[error("the signature of {0} under it does not hold (T01)")]
    Signature(PersonId),
    /// Whoever proposed it confirmed it too.
    #[error("{0} proposed it and confirmed it too (F01)")]
    Alone(PersonId),
    /// The confirmation is of another text.
    #[error("the confirmation is of another text than the one shown (F05)")]
    Other,
    /// The registry lets a change count that nobody confirmed.
    #[error("the registry says it is confirmed, and nobody signed that (T01)")]
    Nobody,
}

/// Judges a proposal by the roster in force.
///
/// # Errors
/// [`NotHeld`].
pub fn judge(proposal: &ContactProposal, roster: &RosterText) -> Result<Judged, NotHeld> {
    let text = ChangeText::parse(proposal.text.octets().as_bytes()).map_err(NotHeld::Text)?;
    let change = text.change();
    if change.id != proposal.id {
        return Err(NotHeld::Id);
    }
    let own = (roster.roster().registry, roster.roster().environment);
    if (change.registry, change.environment) != own {
        return Err(NotHeld::Elsewhere);
    }
    let by = (&change.initiator, change.made.timestamp());
    signed(proposal.signature.octets(), by, roster, |signature, key| text.verify(signature, key))?;
    let Some((said, signature)) = &proposal.confirmation else {
        // A verification of somebody in no critical role is one person's, and counts without a second (domain::contact::proposal).
        let needs = proposal.state.is(&ProposalState::Confirmed) && !may_stand_alone(&text);
        return if needs { Err(NotHeld::Nobody) } else { Ok(Judged { text, confirmation: None }) };
    };
    let confirmation = ConfirmationText::parse(said.octets().as_bytes()).map_err(NotHeld::Confirmation)?;
    let word = confirmation.confirmation();
    if word.person == change.initiator {
        return Err(NotHeld::Alone(word.person.clone()));
    }
    if word.proposal != change.id || word.change_sha256 != text.sha256() {
        return Err(NotHeld::Other);
    }
    if (word.registry, word.environment) != own {
        return Err(NotHeld::Elsewhere);
    }
    let by = (&word.person, word.made.timestamp());
    signed(signature.octets(), by, roster, |signature, key| confirmation.verify(signature, key))?;
    Ok(Judged { text, confirmation: Some(confirmation) })
}

/// Whether it only says that something is still right.
fn may_stand_alone(text: &ChangeText) -> bool {
    text.change().kind == crate::domain::contact::ProposalKind::Verification
}

/// Somebody signed with a key that the roster has for them at the time.
fn signed(
    armored: &str,
    (person, at): (&PersonId, Timestamp),
    roster: &RosterText,
    verify: impl Fn(&SshSignature, &PublicKey) -> Result<(), SshsigProblem>,
) -> Result<(), NotHeld> {
    let bad = || NotHeld::Signature(person.clone());
    let signature = SshSignature::parse(armored).map_err(|_| bad())?;
    let key = roster.roster().keys_of(person, at).find(|row| row.public == signature.public_key()).ok_or_else(bad)?;
    verify(&signature, &key.public).map_err(|_| bad())
}
