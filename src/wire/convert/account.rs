//! Accounts and holdings, from the wire and to it.
//! Ids are parsed; names stay exactly as they came, untrusted.
//! Must not know: which account was asked for.

use super::{Misfit, Place, lock, lock_to_wire};
use crate::{
    domain::{Account, AccountKind, AccountState, AccountSummary, Holder, HolderKind, Holding, Quantity, Vintage},
    text::Untrusted,
    wire::{BigNumber, admin as wire},
};

/// The word of a kind of holder on the wire.
fn holder_word(kind: HolderKind) -> &'static str {
    match kind {
        HolderKind::Party => "party",
        HolderKind::Entity => "entity",
    }
}

/// A row of the accounts list.
///
/// # Errors
/// [`Misfit`] for an id that is not one, or a kind of holder this console does not know.
pub fn account_summary(row: wire::AccountSummary, at: &Place<'_>) -> Result<AccountSummary, Misfit> {
    Ok(AccountSummary {
        id: at.parse("id", &row.id)?,
        name: Untrusted::new(row.name),
        kind: AccountKind(row.kind),
        holder: holder(row.holder, &at.field("holder"))?,
        state: AccountState::of_word(&row.state),
        held: Quantity::new(row.held.0),
        locked: Some(Quantity::new(row.locked.0)),
        last_act: row.last_act,
    })
}

/// Who holds an account.
///
/// # Errors
/// [`Misfit`] for a kind of holder this console does not know, or a Party that is none.
pub fn holder(holder: wire::Holder, at: &Place<'_>) -> Result<Holder, Misfit> {
    let kind = [HolderKind::Party, HolderKind::Entity].into_iter().find(|kind| holder_word(*kind) == holder.kind);
    Ok(Holder {
        name: Untrusted::new(holder.name),
        kind: kind.ok_or_else(|| at.field("kind").misfit("a holder is party or entity"))?,
        party: at.parse("party", &holder.party)?,
    })
}

/// An account in full.
///
/// # Errors
/// [`Misfit`] for an id that is not one, or a kind of holder this console does not know.
pub fn account(account: wire::Account, at: &Place<'_>) -> Result<Account, Misfit> {
    Ok(Account {
        summary: account_summary(account.summary, &at.field("summary"))?,
        opened: account.opened,
        approaches: at.parse_each("approaches", &account.approaches)?,
        version: account.version.0,
        lock: account.lock.map(|held| lock(held, &at.field("lock"))).transpose()?,
    })
}

/// What an account holds of one cooperative approach and vintage.
///
/// # Errors
/// [`Misfit`] for an approach or a vintage that is not one.
pub fn holding(row: wire::Holding, at: &Place<'_>) -> Result<Holding, Misfit> {
    Ok(Holding {
        approach: at.parse("approach", &row.approach)?,
        vintage: Vintage::new(row.vintage).map_err(|why| at.field("vintage").misfit(why))?,
        blocks: row.blocks.0,
        held: Quantity::new(row.held.0),
        locked: Some(Quantity::new(row.locked.0)),
    })
}

/// All holdings of an account.
///
/// # Errors
/// [`Misfit`] as for [`holding`], or when a cooperative approach and vintage comes twice.
pub fn holdings(holdings: wire::Holdings, at: &Place<'_>) -> Result<Vec<Holding>, Misfit> {
    let items_at = at.field("items");
    let mut rows: Vec<Holding> = Vec::with_capacity(holdings.items.len());
    let mut seen = std::collections::HashSet::new();
    for (n, row) in holdings.items.into_iter().enumerate() {
        let place = items_at.item(n);
        let row = holding(row, &place)?;
        if !seen.insert((row.approach, row.vintage)) {
            return Err(place.misfit("this cooperative approach and vintage came before"));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// A row of the accounts list, for the wire.
pub fn account_summary_to_wire(account: &AccountSummary) -> wire::AccountSummary {
    wire::AccountSummary {
        id: account.id.to_string(),
        name: account.name.octets().to_owned(),
        kind: account.kind.0,
        holder: wire::Holder {
            name: account.holder.name.octets().to_owned(),
            kind: holder_word(account.holder.kind).to_owned(),
            party: account.holder.party.to_string(),
        },
        state: account.state.word().to_owned(),
        held: BigNumber(account.held.count()),
        locked: BigNumber(account.locked.map_or(0, Quantity::count)),
        last_act: account.last_act,
    }
}

/// An account in full, for the wire.
pub fn account_to_wire(account: &Account) -> wire::Account {
    wire::Account {
        summary: account_summary_to_wire(&account.summary),
        opened: account.opened,
        approaches: account.approaches.iter().map(ToString::to_string).collect(),
        version: BigNumber(account.version),
        lock: account.lock.as_ref().map(lock_to_wire),
    }
}

/// A holding, for the wire.
pub fn holding_to_wire(holding: &Holding) -> wire::Holding {
    wire::Holding {
        approach: holding.approach.to_string(),
        vintage: holding.vintage.year(),
        blocks: BigNumber(holding.blocks),
        held: BigNumber(holding.held.count()),
        locked: BigNumber(holding.locked.map_or(0, Quantity::count)),
    }
}
