//! The lists of a registry: which table or view, which key, and what each field of the filter language means in it.
//! Every SQL fragment a filter can lead to stands here as a constant; values take the place of question marks.
//! Must not know: who asks, or how pages are cut.

mod book;
mod row_key;
mod traffic;

pub(super) use book::{APPROACHES, AUTHORIZATIONS, ENTRIES, ORDERS};
pub(super) use row_key::RowKey;
pub(super) use traffic::{INCIDENTS, MESSAGES, PEERS, TRANSFERS};

use crate::registry::query::{ACCOUNT_FIELDS, BLOCK_FIELDS, Field};

/// A list that can be filtered, sorted and paged.
#[derive(Debug)]
pub(super) struct List {
    /// Its table or view, and its name in cursors.
    pub table: &'static str,
    /// Whether it can have so many rows that the index of an order must be named. Then each order has one.
    pub vast: bool,
    /// Whether its rows change only with the revision of the book. What lies beside the book, such as messages, changes without.
    pub lasting: bool,
    /// What identifies a row in `around`.
    pub row_key: RowKey,
    /// The fields it can be asked by.
    pub fields: &'static [Field],
    /// The columns that identify a row, in the order rows have by themselves.
    pub key: &'static [&'static str],
    /// Columns of an answer.
    pub select: &'static str,
    /// What has to be joined for them.
    pub join: &'static str,
    /// What a word without a field is looked for in; the pattern takes the place of `?`.
    pub words: &'static [&'static str],
    /// What the fields mean.
    pub meanings: &'static [Meaning],
}

/// What a field means in a table.
#[derive(Debug)]
pub(super) struct Meaning {
    /// The field's name.
    pub field: &'static str,
    /// How its values are looked for.
    pub matches: Matches,
    /// The column its order follows, when the list can be sorted by it.
    pub order: Option<&'static str>,
}

/// How values of a field are looked for.
#[derive(Debug)]
pub(super) enum Matches {
    /// The column contains it, without regard to ASCII case.
    Contains(&'static str),
    /// The expression is it; the value takes the place of `?`.
    Is(&'static str),
    /// The expression holds for the text as a pattern, which takes the place of `?`.
    Like(&'static str),
    /// The column is within its bounds.
    Within(&'static str),
    /// The column is a moment that long ago, in milliseconds since 1970.
    Ago(&'static str),
    /// The condition holds when the value is `yes`.
    Holds(&'static str),
    /// The block shares at least one serial with it.
    Shares,
}

use Matches::{Ago, Contains, Holds, Is, Like, Shares, Within};

const fn meaning(field: &'static str, matches: Matches, order: Option<&'static str>) -> Meaning {
    Meaning { field, matches, order }
}

/// The accounts.
pub(super) static ACCOUNTS: List = List {
    table: "accounts",
    vast: true,
    lasting: true,
    row_key: RowKey::Account,
    fields: ACCOUNT_FIELDS,
    key: &["id"],
    select: "id, name, kind, holder, holder_kind, party, state, held, locked, last_act",
    join: "",
    words: &["id LIKE ? ESCAPE '\\'", "name LIKE ? ESCAPE '\\'", "holder LIKE ? ESCAPE '\\'"],
    meanings: &[
        meaning("id", Contains("id"), Some("id")),
        meaning("name", Contains("name"), Some("name")),
        meaning("holder", Contains("holder"), Some("holder")),
        meaning("party", Is("party = ?"), Some("party")),
        meaning("type", Is("type = ?"), Some("kind")),
        meaning("state", Is("state = ?"), Some("state")),
        meaning("held", Within("held"), Some("held")),
        meaning("locked", Holds("locked > 0"), None),
        meaning("act", Within("act_year"), Some("last_act")),
        meaning(
            "representative",
            Like("id IN (SELECT account FROM representatives WHERE representatives.name LIKE ? ESCAPE '\\')"),
            None,
        ),
    ],
};

/// The ITMO blocks.
pub(super) static BLOCKS: List = List {
    table: "blocks",
    vast: true,
    lasting: true,
    row_key: RowKey::Itmo,
    fields: BLOCK_FIELDS,
    key: &["approach", "registry", "party", "vintage", "first"],
    select: "approach, registry, party, vintage, first, last, account, state, lock_cause, lock_since, authorization, \
             authorization_version, non_ghg, underlying, first_transferred, metric, mitigation_type, sector, activity_type",
    // Only these columns, so that a name in a filter or an order means the block's.
    join: "LEFT JOIN (SELECT id AS of_id, version AS of_version, metric, mitigation_type, sector, activity_type
                      FROM authorizations) ON of_id = authorization AND of_version = authorization_version",
    // Looked for in the short tables; the long one is then asked by index.
    words: &[
        "(approach, registry, party) IN (
            SELECT approach, registry, party FROM numberings
            WHERE approach || '-' || registry || '-' || party LIKE ? ESCAPE '\\')",
        "account IN (SELECT id FROM accounts WHERE id LIKE ? ESCAPE '\\')",
        "authorization IN (SELECT id FROM authorizations WHERE id LIKE ? ESCAPE '\\')",
    ],
    meanings: &[
        meaning("serial", Shares, Some("first")),
        meaning("account", Is("account = ?"), Some("account")),
        meaning("approach", Is("approach = ?"), Some("approach")),
        meaning("registry", Is("registry = ?"), None),
        meaning("party", Is("party = ?"), Some("party")),
        meaning("vintage", Within("vintage"), Some("vintage")),
        meaning("state", Is("state = ?"), Some("state")),
        meaning("locked", Holds("lock_cause IS NOT NULL"), None),
        meaning("metric", Is("authorization IN (SELECT id FROM authorizations WHERE metric = ? COLLATE NOCASE)"), None),
        meaning("quantity", Within("quantity"), Some("quantity")),
        meaning("authorization", Is("authorization = ?"), None),
    ],
};

impl List {
    /// What a field means here.
    pub(super) fn meaning(&self, field: &str) -> Option<&Meaning> {
        self.meanings.iter().find(|meaning| meaning.field == field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_meaning_and_sortable_ones_an_order() {
        let all =
            [&ACCOUNTS, &BLOCKS, &TRANSFERS, &MESSAGES, &PEERS, &INCIDENTS, &ORDERS, &AUTHORIZATIONS, &APPROACHES, &ENTRIES];
        for list in all {
            for field in list.fields {
                let meaning = list.meaning(field.name).unwrap_or_else(|| panic!("{} has no meaning", field.name));
                assert_eq!(meaning.order.is_some(), field.sortable, "{}", field.name);
            }
            assert_eq!(list.meanings.len(), list.fields.len());
        }
    }
}
