//! What Home, the counterparts and the console's own activity look like.

use super::{
    desk::{Desk, Setting},
    scenes::{keep_sizes, keep_styles},
};
use countersign::{
    app::{Signer, practice::PracticeDesk},
    registry::{Problem, ProblemKind},
};

type Scene = (&'static str, fn() -> Desk);

pub fn home() -> Desk {
    Desk::with(Setting { at_home: true, seen: vec![("practice-che", 3)], ..Setting::default() })
}

fn then(mut desk: Desk, keys: &str) -> Desk {
    desk.press(keys);
    desk
}

/// Home of a demo, at the desk of whoever initiates or at another.
pub fn practice(person: &str, station: &str, seat: &'static str) -> Desk {
    let signer = |person: &str, station: &str| Signer { person: person.parse().unwrap(), station: station.parse().unwrap() };
    let all = ["approver", "approver-2", "releaser", "officer-1", "officer-2", "support"];
    let desk = PracticeDesk {
        who: signer(person, station),
        seat,
        initiator: (seat != "initiator").then(|| signer("amina-kessie", "ONL-1")),
        others: all.into_iter().filter(|other| *other != seat).collect(),
        address: "127.0.0.1:40123".into(),
    };
    Desk::with(Setting { at_home: true, signer: Some(desk.who.clone()), practice: Some(desk), ..Setting::default() })
}

const SCENES: [Scene; 14] = [
    ("home-practice-initiator", || practice("amina-kessie", "ONL-1", "initiator")),
    ("home-practice-approver", || practice("luc-bernasconi", "ONL-2", "approver")),
    ("home", home),
    ("home-first-look", || Desk::with(Setting { at_home: true, ..Setting::default() })),
    ("home-shorter-book", || Desk::with(Setting { at_home: true, seen: vec![("practice-che", 900)], ..Setting::default() })),
    ("home-further-down", || then(home(), "j j j j j j j j j j j")),
    ("home-empty-registry", || {
        let mut desk = then(home(), "ctrl-o");
        desk.type_text("empty");
        then(desk, "enter")
    }),
    ("home-unreachable", || {
        let mut desk = Desk::with(Setting { at_home: true, prompt: false, ..Setting::default() });
        desk.fail_all(&Problem::of(ProblemKind::Offline));
        desk
    }),
    ("peers", || then(home(), "8")),
    ("peer", || then(home(), "8 j j enter")),
    ("peer-dead", || then(home(), "8 G enter")),
    ("peer-old", || {
        let mut desk = then(home(), "8 /");
        desk.type_text("VUT");
        then(desk, "enter enter")
    }),
    ("activity", activity),
    ("activity-entry", || then(activity(), "v v v enter")),
];

/// Some questions, one that failed, and two refusals.
pub fn activity() -> Desk {
    let mut desk = home();
    desk.press("2 n 3 4 enter");
    desk.prompt = false;
    desk.press("r");
    desk.fail_all(&Problem::of_request(ProblemKind::Server { status: 500 }, "01JD-4F7A-9XQ2"));
    desk.prompt = true;
    desk.press("3 N g y");
    desk
}

#[test]
fn every_scene_in_every_size() {
    for (name, set) in SCENES {
        keep_sizes(name, set, &[(60, 16)]);
    }
}

#[test]
fn styles_in_true_colour_and_without_colour() {
    for (name, set) in SCENES.into_iter().filter(|(name, _)| ["home", "peers", "peer", "activity"].contains(name)) {
        keep_styles(name, &set());
    }
}
