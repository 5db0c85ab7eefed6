//! What a review looks like at each step, and when it is refused.

use super::{
    desk::{Desk, dark, mono, plain},
    review::{enter, read, retype},
    signed::{given, order, review, review_at},
    snapshots::{SIZES, keep},
};
use countersign::app::Timer;

type Scene = (&'static str, fn((u16, u16)) -> Desk);

const SCENES: [Scene; 8] = [
    ("review-blind", |size| review(given(&order(12_500)), size)),
    ("review-mismatch", |size| {
        let mut desk = review(given(&order(12_500)), size);
        enter(&mut desk, "12 500");
        enter(&mut desk, "GHA01-100-0054");
        desk
    }),
    ("review-over", |size| {
        let mut desk = review(given(&order(12_500)), size);
        (0..3).for_each(|_| enter(&mut desk, "1"));
        desk
    }),
    ("review-read", |size| {
        let mut desk = review(given(&order(12_500)), size);
        retype(&mut desk);
        desk.fire(Timer::Reading);
        desk
    }),
    ("review-complete", |size| {
        let mut desk = review(given(&order(500)), size);
        read(&mut desk);
        desk
    }),
    ("review-statement", |size| {
        let mut desk = review(given(&order(500)), size);
        read(&mut desk);
        desk.press("x a");
        enter(&mut desk, "matches LOA-2025-118 page 2");
        desk.fire(Timer::Reading);
        desk
    }),
    ("review-own-order", |size| review_at(given(&order(500)), ("amina.k", "ONL-1"), size)),
    ("review-alarm", |size| {
        let mut lie = given(&order(12_500));
        lie.act = given(&order(1_250)).act;
        review(lie, size)
    }),
];

#[test]
fn every_scene_in_every_size() {
    for (name, set) in SCENES {
        for (columns, rows) in SIZES {
            keep(&format!("{name}@{columns}x{rows}"), &set((columns, rows)).screen());
        }
    }
}

#[test]
fn styles_in_true_colour_and_without_colour() {
    for (name, set) in SCENES.into_iter().filter(|(name, _)| matches!(*name, "review-mismatch" | "review-alarm")) {
        let desk = set((80, 24));
        for theme in [dark(), mono(), plain()] {
            let kind = if theme.plain() { "plain" } else { theme.name() };
            keep(&format!("{name}@{kind}"), &desk.styled(&theme));
        }
    }
}
