//! The lists of a registry: which table or view, which key, and what each field of the filter language means in it.
//! Every SQL fragment a filter can lead to stands here as a constant; values take the place of question marks.
//! Must not know: who asks, or how pages are cut.

mod book;
mod row_key;
mod traffic;

pub(super) use book::{APPROACHES, AUTHORIZATIONS, ENTRIES, ORDERS};
pub(super) use row_key::RowKey;
pub(super) use traffic::{INCIDENTS, MESSAGES, PEERS, RUNS, TRANSFERS};

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
    /// The expression holds for its bounds, which take the places of two `?`: the least, then the greatest.
    Between(&'static str),
    /// The column is a moment that long ago, in milliseconds since 1970.
    Ago(&'static str),
    /// The condition holds when the value is `yes`.
    Holds(&'static str),
    /// The block shares at least one serial with it.
    Shares,
}

use Matches::{Ago, Between, Contains, Holds, Is, Like, Shares, Within};

const fn meaning(field: &'static str, matches: Matches, order: Option<&'static str>) -> Meaning {
    Meaning { field, matches, order }
}

/// An account that holds an ITMO of these vintages. For each numbering of such a vintage one step in the index of an account's
/// blocks says so; the blocks themselves are not gone through. What is only expected is not held.
const HOLDS_VINTAGE: &str = "EXISTS (
    SELECT 1 FROM numberings n CROSS JOIN blocks b INDEXED BY blocks_account
    WHERE n.vintage >= ? AND n.vintage <= ? AND b.account = accounts.id AND b.approach = n.approach AND b.registry = n.registry
      AND b.party = n.party AND b.vintage = n.vintage AND b.state <> 'in-flight-in')";

/// An account that holds an ITMO of this cooperative approach.
const HOLDS_APPROACH: &str = "EXISTS (
    SELECT 1 FROM blocks b INDEXED BY blocks_account
    WHERE b.account = accounts.id AND b.approach = ? AND b.state <> 'in-flight-in')";

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
        meaning("vintage", Between(HOLDS_VINTAGE), None),
        meaning("approach", Is(HOLDS_APPROACH), None),
        meaning("act", Within("act_year"), Some("last_act")),
        meaning("age", Ago("last_act"), None),
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
    select: "approach, registry, party, vintage, first, last, account, state, lock_cause, lock_since, \
             (SELECT id FROM orders WHERE orders.id = lock_cause) AS lock_order, \
             (SELECT id FROM transfers WHERE transfers.id = lock_cause) AS lock_transfer, \
             (SELECT min(case_id) FROM case_spans c WHERE c.approach = blocks.approach AND c.registry = blocks.registry \
                AND c.party = blocks.party AND c.vintage = blocks.vintage AND c.first <= blocks.last AND c.last >= blocks.first) \
                AS disputed, \
             authorization, authorization_version, non_ghg, underlying, first_transferred, metric, mitigation_type, sector, activity_type",
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
        // The blocks of the few cases there are, found by the key.
        meaning(
            "disputed",
            Holds(
                "(approach, registry, party, vintage, first) IN (
                    SELECT b.approach, b.registry, b.party, b.vintage, b.first FROM case_spans c JOIN blocks b
                    ON b.approach = c.approach AND b.registry = c.registry AND b.party = c.party AND b.vintage = c.vintage
                    AND b.first <= c.last AND b.last >= c.first)",
            ),
            None,
        ),
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
    use crate::{
        registry::query::Filter,
        sandbox::{
            schema::book::{INDICES, TABLES},
            sql::Condition,
        },
    };
    use jiff::Timestamp;
    use rusqlite::{Connection, params_from_iter};

    /// A book of three accounts: the first holds a block of 2022 and expects one of 2023, the second expects one of 2022, the third
    /// has nothing.
    fn three_accounts() -> Connection {
        let book = Connection::open_in_memory().unwrap();
        book.execute_batch(TABLES).unwrap();
        book.execute_batch(INDICES).unwrap();
        for account in ["A", "B", "C"] {
            let sql =
                "INSERT INTO accounts VALUES (?, '', 100, 'holding', '', 'entity', 'GHA', 'open', 0, 0, 0, 0, NULL, '', NULL, 1,
                                                    NULL, NULL)";
            book.execute(sql, [account]).unwrap();
        }
        for (account, approach, vintage, state) in
            [("A", "CA0001", 2022, "available"), ("A", "CA0002", 2023, "in-flight-in"), ("B", "CA0001", 2022, "in-flight-in")]
        {
            let series = (approach, vintage);
            book.execute("INSERT OR IGNORE INTO numberings VALUES (?, 'GHA01', 'GHA', ?, 9)", series).unwrap();
            let first = if account == "A" { 1 } else { 11 };
            let sql = "INSERT INTO blocks VALUES (?1, 'GHA01', 'GHA', ?2, ?3, ?3, 1, ?4, ?5, NULL, NULL, '', 1, '', '', NULL)";
            book.execute(sql, (approach, vintage, first, account, state)).unwrap();
        }
        book
    }

    #[test]
    fn what_is_only_expected_is_not_held() {
        let book = three_accounts();
        let cases = [
            ("vintage:2022", "A"),
            ("vintage:2023", ""),
            ("vintage:2021..2024", "A"),
            ("-vintage:2022", "B C"),
            ("vintage:2024..", ""),
            ("approach:CA0001", "A"),
            ("approach:CA0002", ""),
            ("-approach:CA0001", "B C"),
        ];
        for (filter, expected) in cases {
            let parsed = Filter::parse(filter, ACCOUNT_FIELDS).unwrap();
            let condition = Condition::of(&ACCOUNTS, &parsed, Timestamp::UNIX_EPOCH);
            let sql = format!("SELECT coalesce(group_concat(id, ' '), '') FROM accounts WHERE {}", condition.sql);
            let found: String = book.query_row(&sql, params_from_iter(&condition.values), |row| row.get(0)).unwrap();
            assert_eq!(found, expected, "{filter}");
        }
    }

    #[test]
    fn what_an_account_holds_is_found_by_index() {
        let book = three_accounts();
        for condition in [HOLDS_VINTAGE, HOLDS_APPROACH] {
            let sql = format!("EXPLAIN QUERY PLAN SELECT id FROM accounts WHERE {condition}");
            let mut statement = book.prepare(&sql).unwrap();
            let values = vec![2022; statement.parameter_count()];
            let steps = statement.query_map(params_from_iter(values), |row| row.get::<_, String>("detail")).unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).filter(|step| step.contains(" b ")).collect();
            assert_eq!(steps.len(), 1, "{steps:?}");
            assert!(steps[0].contains("USING INDEX blocks_account (account=? AND approach=?"), "{steps:?}");
        }
    }

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
