//! What an incoming proposal looks like, in three sizes: its evidence, the form that accepts it, and the review.

use super::{
    desk::{Desk, dark, mono, plain},
    incoming::reviewed,
    offered::{FROM, TO, book, filled, page},
    review::enter,
    snapshots::{SIZES, keep},
};

type Set = fn((u16, u16)) -> Desk;

fn evidence(size: (u16, u16)) -> Desk {
    let mut desk = page(book(12_500, |_| ()), size);
    desk.press("v");
    desk
}

fn forged(size: (u16, u16)) -> Desk {
    let mut desk = page(book(12_500, |it| it.evidence.as_mut().unwrap().statements.clear()), size);
    desk.press("esc v");
    desk
}

fn without(size: (u16, u16)) -> Desk {
    let mut desk = page(book(12_500, |it| it.evidence = None), size);
    desk.press("v");
    desk
}

fn written(size: (u16, u16)) -> Desk {
    let mut desk = filled(size);
    desk.press("enter");
    desk
}

fn blind(size: (u16, u16)) -> Desk {
    let mut desk = reviewed(12_500, |_| (), size);
    enter(&mut desk, "12 500");
    desk
}

fn read(size: (u16, u16)) -> Desk {
    let mut desk = reviewed(12_500, |_| (), size);
    ["12 500", FROM, TO, "120001-132500"].into_iter().for_each(|typed| enter(&mut desk, typed));
    desk
}

const SCENES: [(&str, Set); 7] = [
    ("incoming-evidence", evidence),
    ("incoming-forged", forged),
    ("incoming-without-evidence", without),
    ("incoming-accept", filled),
    ("incoming-accept-text", written),
    ("incoming-review-blind", blind),
    ("incoming-review", read),
];

#[test]
fn every_scene_of_an_incoming_proposal_in_every_size() {
    for (name, set) in SCENES {
        for (columns, rows) in SIZES {
            keep(&format!("{name}@{columns}x{rows}"), &set((columns, rows)).screen());
        }
    }
}

#[test]
fn forged_evidence_in_true_colour_without_colour_and_plain() {
    let desk = forged((80, 24));
    for theme in [dark(), mono(), plain()] {
        let kind = if theme.plain() { "plain" } else { theme.name() };
        keep(&format!("incoming-forged@{kind}"), &desk.styled(&theme));
    }
}
