//! The two lists of a registry: which table, which key, and what each field of the filter language means in it.
//! Every SQL fragment a filter can lead to stands here as a constant; values take the place of question marks.
//! Must not know: who asks, or how pages are cut.

use crate::registry::query::{ACCOUNT_FIELDS, BLOCK_FIELDS, Field};

/// A list that can be filtered, sorted and paged.
#[derive(Debug)]
pub(super) struct List {
    /// Its table, and its name in cursors.
    pub table: &'static str,
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
    /// The column is within its bounds.
    Within(&'static str),
    /// The condition holds when the value is `yes`.
    Holds(&'static str),
    /// The block shares at least one serial with it.
    Shares,
}

use Matches::{Contains, Holds, Is, Shares, Within};

const fn meaning(field: &'static str, matches: Matches, order: Option<&'static str>) -> Meaning {
    Meaning { field, matches, order }
}

/// The accounts.
pub(super) static ACCOUNTS: List = List {
    table: "accounts",
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
    ],
};

/// The ITMO blocks.
pub(super) static BLOCKS: List = List {
    table: "blocks",
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
        for list in [&ACCOUNTS, &BLOCKS] {
            for field in list.fields {
                let meaning = list.meaning(field.name).unwrap_or_else(|| panic!("{} has no meaning", field.name));
                assert_eq!(meaning.order.is_some(), field.sortable, "{}", field.name);
            }
            assert_eq!(list.meanings.len(), list.fields.len());
        }
    }
}
