//! What the pages of an account, blocks by their serials, authorizations, cooperative approaches, orders and the ledger look like.

use super::scenes::{Walk, keep_styles_of, keep_walks};

const SCENES: &[Walk] = &[
    ("account-people", &[("enter p j", "")]),
    ("account-limits", &[("enter t", "")]),
    ("account-limits-no-list", &[("j enter t", "")]),
    ("account-locks", &[("enter L j", "")]),
    ("account-locks-of-a-suspended-one", &[(":", "account CHE01-100-2014"), ("enter L", "")]),
    ("account-life", &[("enter H", "")]),
    ("account-life-none", &[(":", "account CHE01-100-2016"), ("enter H", "")]),
    ("serials", &[("#", "120001..1430000"), ("enter j", "")]),
    ("serials-of-a-block", &[("#", "4060000"), ("enter", "")]),
    ("block-life", &[("3 j j enter ] ] ]", "")]),
    ("authorizations", &[("g u", "")]),
    ("authorization", &[("g u enter", "")]),
    ("authorization-versions", &[(":", "authorization AUTH-CHE-003"), ("enter ] ]", "")]),
    ("authorization-overdrawn", &[(":", "authorization AUTH-THA-003"), ("enter", "")]),
    ("approaches", &[("g p", "")]),
    ("approach", &[("g p enter", "")]),
    ("orders", &[("g o", "")]),
    ("orders-waiting", &[("g o o", "")]),
    ("order", &[("g o enter", "")]),
    ("order-checks", &[("g o enter ] ] ]", "")]),
    ("roster", &[("g r", "")]),
    ("roster-keys", &[("g r ] ] ] ]", "")]),
    ("policy", &[("g k", "")]),
    ("ledger", &[("g l", "")]),
    ("ledger-entry", &[("g l j j enter", "")]),
];

#[test]
fn the_book_in_every_size() {
    keep_walks(SCENES);
}

#[test]
fn the_book_in_true_colour_without_colour_and_plain() {
    keep_styles_of(
        SCENES,
        &["account-locks", "serials", "authorizations", "authorization-versions", "orders", "roster", "policy", "ledger-entry"],
    );
}
