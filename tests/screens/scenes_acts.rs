//! What stands between a wish and an act: pages with a reason, a yes, an id, a passphrase; and what is said of acts under way.

use super::{
    deeds::{at, reasoned},
    desk::{Desk, dark, mono, plain},
    snapshots::{SIZES, keep},
};
use countersign::{console::Message, registry::Outcome};

type Scene = (&'static str, fn() -> Desk);

const SCENES: [Scene; 6] = [
    ("deed-ask-status", || reasoned(at("transfer CHE01-2026-004109"), "x a")),
    ("deed-end-transfer", || reasoned(at("transfer CHE01-2026-004104"), "x t")),
    ("deed-ways", || {
        let mut desk = at("transfer CHE01-2026-004109");
        desk.press("x");
        desk.fire(countersign::app::Timer::Sequence);
        desk
    }),
    ("deed-two-under-way", || {
        let mut desk = reasoned(at("transfer CHE01-2026-004109"), "x a");
        desk.press("y");
        let key = desk.acts[0].1.key();
        desk.outcome(Ok(Outcome::Unknown(key)));
        desk.press("esc :");
        desk.type_text("transfer CHE01-2026-004108");
        desk.press("enter");
        let mut desk = reasoned(desk, "x a");
        desk.press("y");
        desk
    }),
    ("passphrase", || passphrase(false)),
    ("passphrase-again", || passphrase(true)),
];

fn passphrase(again: bool) -> Desk {
    let mut desk = reasoned(at("transfer CHE01-2026-004109"), "x a");
    desk.press("y");
    let (request, key) = (desk.acts[0].0.request, "person amina.k, file /home/amina/.ssh/itmo_ed25519".to_owned());
    desk.send(Message::Locked { request, key, again });
    desk.type_text("correct horse");
    desk
}

#[test]
fn every_scene_in_every_size() {
    for (name, set) in SCENES {
        for (columns, rows) in SIZES {
            let mut desk = set();
            desk.resize(columns, rows);
            keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
        }
    }
}

#[test]
fn pages_before_acts_in_true_colour_without_colour_and_plain() {
    for name in ["deed-ask-status", "passphrase-again"] {
        let (_, set) = SCENES.iter().find(|(scene, _)| *scene == name).unwrap();
        let mut desk = set();
        desk.resize(80, 24);
        for theme in [dark(), mono()] {
            keep(&format!("{name}@{}", theme.name()), &desk.styled(&theme));
        }
        keep(&format!("{name}@plain"), &desk.text(&plain()));
    }
}
