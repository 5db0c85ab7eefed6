//! What messages to lists look like: the form with who gets it, and the page of one with the table of its delivery.

use super::{
    announcing::{shown, written},
    desk::{dark, mono, plain},
    snapshots::{SIZES, keep},
};

#[test]
fn messages_in_every_size() {
    for (columns, rows) in SIZES {
        keep(&format!("announce@{columns}x{rows}"), &written((columns, rows)).screen());
        keep(&format!("broadcast-half@{columns}x{rows}"), &shown("luc.b", &["amina.k"], (columns, rows)).screen());
        let mut list = shown("amina.k", &["amina.k", "luc.b"], (columns, rows));
        keep(&format!("broadcast@{columns}x{rows}"), &list.screen());
        list.press("esc");
        keep(&format!("broadcasts@{columns}x{rows}"), &list.screen());
    }
}

#[test]
fn a_message_in_true_colour_without_colour_and_plain() {
    let desk = shown("amina.k", &["amina.k", "luc.b"], (80, 24));
    for theme in [dark(), mono()] {
        keep(&format!("broadcast@{}", theme.name()), &desk.styled(&theme));
    }
    keep("broadcast@plain", &desk.styled(&plain()));
}
