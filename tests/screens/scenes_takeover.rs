//! What somebody else's word beside ours looks like: before it was heard, with a little of everything, and while a proposal of it is read.

use super::{
    desk::{Desk, dark, mono, plain},
    review::enter,
    snapshots::{SIZES, keep},
    taking_over::{of_everything, of_nothing},
};

/// The first proposal, while it is read.
fn reading(size: (u16, u16)) -> Desk {
    let mut desk = of_everything(size);
    desk.press("right right tab");
    enter(&mut desk, "CB/2026/41");
    desk.press("right enter right right enter");
    enter(&mut desk, "the half-yearly look");
    desk.let_it_be_done();
    desk
}

#[test]
fn another_word_in_every_size() {
    for (columns, rows) in SIZES {
        keep(&format!("takeover@{columns}x{rows}"), &of_everything((columns, rows)).screen());
        keep(&format!("takeover-unheard@{columns}x{rows}"), &of_nothing((columns, rows)).screen());
        keep(&format!("takeover-reading@{columns}x{rows}"), &reading((columns, rows)).screen());
    }
}

#[test]
fn another_word_in_true_colour_without_colour_and_plain() {
    let desk = of_everything((80, 24));
    for theme in [dark(), mono()] {
        keep(&format!("takeover@{}", theme.name()), &desk.styled(&theme));
    }
    keep("takeover@plain", &desk.styled(&plain()));
}
