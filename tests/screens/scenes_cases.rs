//! The board, a case, a proposal and its review, as they look.

use super::{
    cases::{ANALYSED, NEW, PROPOSED},
    desk::{Desk, dark, mono},
    resolving::{desk_of, on_case, retype},
    snapshots::{SIZES, keep},
};

type Scene = (&'static str, fn() -> Desk);

fn scenes() -> [Scene; 7] {
    [
        ("cases-board", || {
            let mut desk = desk_of("luc.b", "ONL-1", (120, 40), None);
            desk.press("6");
            desk
        }),
        ("cases-board-sorted", || {
            let mut desk = desk_of("luc.b", "ONL-1", (120, 40), None);
            desk.press("6 s");
            desk.type_text("severity");
            desk.press("enter");
            desk
        }),
        ("cases-board-closed", || {
            let mut desk = desk_of("luc.b", "ONL-1", (120, 40), None);
            desk.press("6 o o");
            desk
        }),
        ("cases-new", || {
            let mut desk = desk_of("luc.b", "ONL-1", (120, 40), None);
            on_case(&mut desk, NEW);
            desk
        }),
        ("cases-proposed", || {
            let mut desk = desk_of("luc.b", "ONL-1", (120, 40), None);
            on_case(&mut desk, PROPOSED);
            desk.press("] ] ]");
            desk
        }),
        ("cases-proposing", || {
            let mut desk = desk_of("amina.k", "ONL-2", (120, 40), None);
            on_case(&mut desk, ANALYSED);
            desk.press("v");
            desk
        }),
        ("cases-confirming", || {
            let mut desk = desk_of("luc.b", "ONL-1", (120, 40), None);
            on_case(&mut desk, PROPOSED);
            desk.press("v");
            retype(&mut desk);
            desk
        }),
    ]
}

#[test]
fn every_scene_of_cases_in_every_size() {
    for (name, set) in scenes() {
        for (columns, rows) in SIZES {
            let mut desk = set();
            desk.resize(columns, rows);
            keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
        }
    }
}

#[test]
fn the_board_in_true_colour_and_without_colour() {
    let (_, set) = scenes()[0];
    for theme in [dark(), mono()] {
        keep(&format!("cases-board@{}", theme.name()), &set().styled(&theme));
    }
}
