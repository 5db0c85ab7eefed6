//! What one person may do with an account at once: freeze it, and take an account out of the list of those it trusts (F15, F16).
//! Each says what will happen, to whom, and that two persons can undo it; when the orders that undo it can be begun is said here, too.
//! Must not know: how an act is confirmed or sent.

use super::AccountCard;
use crate::{
    app::{
        Action,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    domain::AccountState,
    registry::Deed,
    screens::raise::{may_reopen, may_trust},
    text::{Kind, Untrusted},
};

/// What an act would be now.
///
/// # Errors
/// [`Refusal`] says why it can't be done.
pub(super) fn intent(card: &AccountCard, action: Action, follows: bool) -> Result<Intent, Refusal> {
    match action {
        Action::Freeze => freeze(card, follows),
        Action::RemoveTrusted => remove_trusted(card),
        _ => Err(Refusal::NotHere(action.spec().scope)),
    }
}

/// Whether an order of two persons about the account can be begun: by the account as it was read last, whatever page of it is shown.
///
/// # Errors
/// [`Refusal`] says why not.
pub(super) fn may_order(card: &AccountCard, action: Action) -> Result<(), Refusal> {
    let account = card.account.value().ok_or(Refusal::NotLoaded)?;
    if action == Action::ReopenAccount { may_reopen(account) } else { may_trust(account) }
}

fn freeze(card: &AccountCard, follows: bool) -> Result<Intent, Refusal> {
    let account = card.account.fresh(follows)?;
    match account.summary.state {
        AccountState::Suspended => return Err(Refusal::AlreadyFrozen),
        AccountState::Closed => return Err(Refusal::AccountClosed),
        AccountState::Open | AccountState::BlockedOut | AccountState::Requested | AccountState::Unrecognised => {}
    }
    let name = account.summary.name.gate(Kind::Name);
    Ok(Intent {
        deed: Deed::FreezeAccount { account: card.id.clone(), version: account.version },
        what: format!("Nothing can leave or enter account {} any more, at once.", card.id),
        whom: Untrusted::new(format!("{} {name}", card.id)).gate(Kind::Prose),
        undo: "Lifting a freeze takes two persons.",
        answer: Answer::Words(card.id.to_string()),
    })
}

fn remove_trusted(card: &AccountCard) -> Result<Intent, Refusal> {
    let other = card.pointed_trusted().ok_or(Refusal::PointAt("a trusted account on the page of those"))?;
    Ok(Intent {
        deed: Deed::RemoveTrusted { account: card.id.clone(), other: other.clone() },
        what: format!("Nothing can move from {} to {other} any more, at once.", card.id),
        whom: Untrusted::new(format!("{other}, in the list of {}", card.id)).gate(Kind::Prose),
        undo: "Entering it again takes two persons, and the delay of the policy.",
        answer: Answer::Words(other.to_string()),
    })
}
