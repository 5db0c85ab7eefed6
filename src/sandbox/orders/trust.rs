//! Whom an account trusts: adding one takes two persons and four working days, removing one takes one person and no time (F15, F16).
//! The list is written whole, so that an entry of the ledger says by itself whom the account trusts from then on.
//! Must not know: which orders the list stops.

use super::{entry::Written, plan::Trust, whole};
use crate::{
    domain::AccountId,
    sandbox::{
        book,
        desk::Desk,
        guard, ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        words,
    },
    wire::{
        admin::Receipt,
        ledger::{Act, Posting, TrustedAccount, TrustedAccounts},
    },
};

/// The account's list as it stands; none yet is an empty one.
fn list(desk: &Desk<'_>, account: &AccountId) -> Result<Vec<TrustedAccount>, Refusal> {
    book::account(desk.book, account.as_str())?.ok_or_else(|| Refusal::missing("account"))?;
    let said = |entry: book::Trusted| TrustedAccount {
        registry: entry.registry.to_string(),
        account: entry.account.to_string(),
        entered: entry.entered,
        counts_from: entry.counts_from,
    };
    Ok(book::trusted_accounts(desk.book, account)?.unwrap_or_default().into_iter().map(said).collect())
}

/// The account's list with one more account, which counts from the working day that the policy names.
///
/// # Errors
/// That there is no such account, or that it trusts the other one already.
pub(super) fn list_with(desk: &Desk<'_>, wanted: &Trust) -> Result<Vec<TrustedAccount>, Refusal> {
    let Trust { account, registry, trusted } = wanted;
    let mut list = list(desk, account)?;
    if account == trusted {
        return Err(Refusal::field("trusted", "an account needs no trust in itself"));
    }
    if list.iter().any(|entry| entry.registry == registry.to_string() && entry.account == trusted.as_str()) {
        return Err(Refusal::state(format!("the account {account} trusts {trusted} already; nothing was changed")));
    }
    let entered = whole(desk.now);
    let counts_from = whole(guard::trust_counts_from(desk, entered)?);
    list.push(TrustedAccount { registry: registry.to_string(), account: trusted.to_string(), entered, counts_from });
    Ok(list)
}

/// Adds it.
///
/// # Errors
/// As [`list_with`].
pub(super) fn add(desk: &Desk<'_>, wanted: &Trust) -> Result<Written, Refusal> {
    let trusted = list_with(desk, wanted)?;
    let from = trusted.last().map(|entry| entry.counts_from).unwrap_or_default();
    let said = format!("account {} trusts {} from {from}", wanted.account, wanted.trusted);
    let posting = TrustedAccounts { account: wanted.account.to_string(), trusted };
    Ok(("trusted-account-added", vec![Posting::TrustedAccounts(posting)], said))
}

/// Removes an account from another one's list: one person, at once (F15).
///
/// # Errors
/// That there is no such account, or that it does not trust the other one.
pub(in crate::sandbox) fn remove(
    desk: &Desk<'_>,
    asked: Asked,
    account: &AccountId,
    trusted: &AccountId,
    reason: &str,
) -> Result<Receipt, Refusal> {
    let subject = format!("{account} {trusted}");
    let content = Content::of(Deed::RemoveTrusted, &subject, reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        let reason = words::text("reason", reason)?;
        let before = list(desk, account)?;
        let after: Vec<TrustedAccount> = before.iter().filter(|entry| entry.account != trusted.as_str()).cloned().collect();
        if after.len() == before.len() {
            return Err(Refusal::missing("trusted account"));
        }
        let posting = Posting::TrustedAccounts(TrustedAccounts { account: account.to_string(), trusted: after });
        let by = vec![asked.person.login.to_owned()];
        let act = Act { by, reason: reason.to_owned(), message: None, postings: vec![posting] };
        let entry = ledger::append(desk, "trusted-account-removed", &act)?.seq;
        let said = format!("account {account} no longer trusts {trusted}");
        Ok(Done { entry, said, subject: account.to_string() })
    })
}
