//! Accounts as rows, one account in full, and what it holds.
//! A code and its word stand in columns of their own, so that neither has to be cut out of the other.
//! Must not know: files, or how accounts look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, ours},
};
use crate::domain::{Account, AccountSummary, HolderKind, Holding, Quantity};

impl SheetRow for AccountSummary {
    const SHEET: Sheet = Sheet::Accounts;
    const SHORT: usize = 7;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "account id", |a| Some(a.id.to_string())),
        Of::name("holder", "holder's name", |a| Some(a.holder.name.clone())),
        Of::word("type", "what the type is called in filters; empty for a code that has no word", |a| {
            a.kind.word().and_then(ours)
        }),
        Of::word("state", "state of the account", |a| ours(a.state.word())),
        Of::count("held", "ITMOs held, locked ones included", |a| Some(a.held.count())),
        Of::count("locked", "ITMOs locked; empty where you are to type it again from your own paper", |a| {
            a.locked.map(Quantity::count)
        }),
        Of::time("last_act", "when it last took part in an act", |a| a.last_act),
        Of::name("name", "account name", |a| Some(a.name.clone())),
        Of::id("party", "Party the holder is, or is authorized by", |a| Some(a.holder.party.to_string())),
        Of::word("holder_kind", "`party` or `entity`", |a| {
            ours(match a.holder.kind {
                HolderKind::Party => "party",
                HolderKind::Entity => "entity",
            })
        }),
        Of::small("type_code", "account type code of the common nomenclature (table 52(b))", |a| Some(i64::from(a.kind.code()))),
    ];

    fn filter(&self) -> String {
        by_field("id", &self.id)
    }
}

/// What one account has besides.
pub(super) const MORE: &[Of<Account>] = &[
    Of::time("opened", "when it was opened", |a| a.opened),
    Of::names("approaches", "cooperative approaches it is restricted to; none means any", |a| {
        a.approaches.iter().filter_map(|approach| ours(&approach.to_string())).collect()
    }),
    Of::count("version", "version of the account", |a| Some(a.version)),
    Of::prose("lock_cause", "what keeps the whole account from moving", |a| a.lock.as_ref().map(|lock| lock.cause.clone())),
    Of::time("locked_since", "since when", |a| a.lock.as_ref().map(|lock| lock.since)),
];

/// What an account holds.
pub(super) const HOLDINGS: &[Of<Holding>] = &[
    Of::id("approach", "cooperative approach", |h| Some(h.approach.to_string())),
    Of::small("vintage", "vintage", |h| Some(i64::from(h.vintage.year()))),
    Of::count("blocks", "number of blocks", |h| Some(h.blocks)),
    Of::count("held", "ITMOs held, locked ones included", |h| Some(h.held.count())),
    Of::count("locked", "ITMOs locked; empty where you are to type it again from your own paper", |h| {
        h.locked.map(Quantity::count)
    }),
];
