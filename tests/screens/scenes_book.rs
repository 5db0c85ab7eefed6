//! What the pages of an account, blocks by their serials, authorizations, cooperative approaches, orders and the ledger look like.

use super::{
    desk::{Desk, dark, mono, plain},
    snapshots::{SIZES, keep},
};

/// A state worth looking at: the keys that lead there, and what is typed after them into what they opened.
const SCENES: &[(&str, &[(&str, &str)])] = &[
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
    ("ledger-entry", &[("g l G k k enter", "")]),
];

fn desk(keys: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::open();
    for (keys, text) in keys {
        desk.press(keys);
        desk.type_text(text);
    }
    desk
}

#[test]
fn the_book_in_every_size() {
    for (name, keys) in SCENES {
        for (columns, rows) in SIZES {
            let mut desk = desk(keys);
            desk.resize(columns, rows);
            keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
        }
    }
}

#[test]
fn the_book_in_true_colour_without_colour_and_plain() {
    for name in
        ["account-locks", "serials", "authorizations", "authorization-versions", "orders", "roster", "policy", "ledger-entry"]
    {
        let (_, keys) = SCENES.iter().find(|(scene, _)| *scene == name).unwrap();
        let desk = desk(keys);
        for theme in [dark(), mono(), plain()] {
            let theme_name = if theme.plain() { "plain" } else { theme.name() };
            keep(&format!("{name}@{theme_name}"), &desk.styled(&theme));
        }
    }
}
