//! The list of runs, a run and its differences, as they look.

use super::{
    desk::{Desk, Setting, dark, mono, plain},
    runs::{BROKEN, DIFFERS, GOES_ON, OWN},
    snapshots::{SIZES, keep},
};
use countersign::app::Timer;

/// A desk on a place that a command names, after some keys.
pub fn at(command: &str, keys: &str) -> Desk {
    let mut desk = Desk::with(Setting { size: (120, 40), ..Setting::default() });
    desk.press(":");
    desk.type_text(command);
    desk.press("enter");
    desk.press(keys);
    desk
}

fn scenes() -> Vec<(&'static str, Desk)> {
    let on = |run: &str, keys: &str| at(&format!("run {run}"), keys);
    vec![
        ("runs", at("go.runs", "")),
        ("runs-run", on(DIFFERS, "")),
        ("runs-run-changes", on(DIFFERS, "] ] ]")),
        ("runs-run-signed", on(DIFFERS, "end")),
        ("runs-goes-on", on(GOES_ON, "")),
        ("runs-broken-off", on(BROKEN, "")),
        ("runs-own", on(OWN, "")),
        ("runs-differences", on(DIFFERS, "d")),
        ("runs-differences-unfolded", on(DIFFERS, "d ] v")),
        ("runs-differences-own", on(OWN, "d")),
        ("runs-begin", on(DIFFERS, "x n")),
    ]
}

#[test]
fn every_scene_of_runs_in_every_size() {
    for (name, mut desk) in scenes() {
        for (columns, rows) in SIZES {
            desk.resize(columns, rows);
            keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
        }
    }
}

#[test]
fn runs_in_true_colour_without_colour_and_plain() {
    for (name, desk) in scenes().into_iter().filter(|(name, _)| ["runs", "runs-run", "runs-differences"].contains(name)) {
        for theme in [dark(), mono()] {
            keep(&format!("{name}@{}", theme.name()), &desk.styled(&theme));
        }
        keep(&format!("{name}@plain"), &desk.styled(&plain()));
    }
}

#[test]
fn beside_the_list_stands_the_run() {
    let mut desk = at("go.runs", "");
    desk.resize(160, 45);
    desk.press("j j");
    desk.fire(Timer::Settle);
    desk.fire(Timer::Peek);
    keep("runs-beside@160x45", &desk.screen());
}
