//! No command decides about an order: to approve is to review, on a screen that takes values typed again first and knows what was read (F07, F09).
//! What a modified client could try instead is refused by the registry, which writes the attempt down: tests/four_eyes_api.
//! Must not know: how a review goes.

use crate::office::Office;
use std::path::Path;

/// What a command could be called that submits an order, says something about it, or signs.
const VERBS: [&str; 12] = [
    "approve",
    "sign",
    "submit",
    "initiate",
    "create",
    "reject",
    "withdraw",
    "withdraw-approval",
    "release",
    "stop",
    "post",
    "confirm",
];

/// Scenario 2, F01, F09: there is no such command, whoever types it, and so nothing to be signed without a review.
#[test]
fn scenario_2_no_command_decides_about_an_order() {
    let office = Office::open();
    for of in ["orders", "transfers", "approvals"] {
        for verb in VERBS {
            let ended = office.run(&[of, verb, "CHE01-2026-000124"]);
            assert_eq!(ended.status, 2, "{of} {verb}: {}{}", ended.out, ended.err);
            assert!(ended.err.contains("unrecognized subcommand"), "{of} {verb}: {}", ended.err);
        }
    }
    let help = office.run_alone(&["orders", "--help"]).out;
    let offered: Vec<&str> =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty()).collect();
    let names: Vec<&str> = offered.iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["list", "show", "help"], "{help}");
}

/// Scenario 2: nothing below the commands makes, reviews or signs an order or a statement about one.
#[test]
fn scenario_2_the_commands_have_no_way_to_an_order_or_a_statement() {
    let (mut files, mut folders) = (0, vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli")]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let text = std::fs::read_to_string(&path).unwrap();
            for way in ["Unsigned::Order", "Unsigned::Statement", "of_own_order", "Review::of_order", "of_statement"] {
                assert!(!text.contains(way), "{} has {way}", path.display());
            }
        }
    }
    assert!(files > 50, "{files} files were looked at");
}
