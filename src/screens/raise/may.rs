//! Whether an order that raises risk can be begun, by the state of what it is about.
//! Who may sign it the roster says, when its text is written.
//! Must not know: the form, or the order's text.

use super::{Raised, known::Known};
use crate::{
    app::why::Refusal,
    domain::{Account, AccountState},
};

/// Whether the account can trust another one.
///
/// # Errors
/// [`Refusal`] says why not.
pub(in crate::screens) fn may_trust(account: &Account) -> Result<(), Refusal> {
    match account.summary.state {
        AccountState::Closed => Err(Refusal::AccountClosed),
        AccountState::Requested => Err(Refusal::NotNow("The account is not opened yet.".to_owned())),
        AccountState::Unrecognised => {
            Err(Refusal::NotNow("The account is in a state that this console does not know.".to_owned()))
        }
        AccountState::Open | AccountState::BlockedOut | AccountState::Suspended => Ok(()),
    }
}

/// Whether the account can be opened again.
///
/// # Errors
/// [`Refusal`] says why not.
pub(in crate::screens) fn may_reopen(account: &Account) -> Result<(), Refusal> {
    match account.summary.state {
        AccountState::Suspended | AccountState::BlockedOut => Ok(()),
        AccountState::Open => Err(Refusal::NotNow("The account is open: there is nothing to lift.".to_owned())),
        AccountState::Closed => Err(Refusal::AccountClosed),
        AccountState::Requested => Err(Refusal::NotNow("The account is not opened yet.".to_owned())),
        AccountState::Unrecognised => {
            Err(Refusal::NotNow("The account is in a state that this console does not know.".to_owned()))
        }
    }
}

/// Whether it can be ordered as things stand.
///
/// # Errors
/// [`Refusal`] says why not.
pub(super) fn may(raised: &Raised, known: &Known) -> Result<(), Refusal> {
    let account = known.account.value().ok_or(Refusal::NotLoaded)?;
    match raised {
        Raised::Trust(_) => may_trust(account),
        Raised::Reopen(_) => may_reopen(account),
    }
}
