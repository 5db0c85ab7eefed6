//! Themes in the real program: files of the operator's own are tried on in the picker, one that is broken says why, and a profile
//! brings its theme along. What is in use is read from the ground the screen is painted on.
//! Must not know: what a theme looks like, but for its ground.

use crate::{
    book::Book,
    desk::{Desk, assert_given_back, permit, profile},
    driver::{Change, Console},
};
use std::fs;

const SEA: &str = "[meta]\nname = \"sea\"\nextends = \"dark\"\n[palette]\nground = \"#001020\"\n";
const BROKEN: &str = "[meta]\nextends = \"dark\"\n[roles]\ndanger = { fg = \"ground\" }\n";

const DARK_GROUND: (u8, u8, u8) = (0x10, 0x14, 0x18);
const SEA_GROUND: (u8, u8, u8) = (0x00, 0x10, 0x20);
const CONTRAST_GROUND: (u8, u8, u8) = (0, 0, 0);

/// The line of tabs stands on the ground, and no box covers it.
fn wait_ground(console: &Console, (red, green, blue): (u8, u8, u8)) {
    console.wait_until(&format!("the ground {red:02x}{green:02x}{blue:02x}"), |screen| {
        screen.cell(1, 0).is_some_and(|cell| cell.bgcolor() == vt100::Color::Rgb(red, green, blue))
    });
}

fn desk(book: &Book) -> Desk {
    let with_theme = format!("{}theme = \"high-contrast\"\n", profile("ghana", &book.url()));
    let desk = Desk::new(&format!("{}{with_theme}", profile("swiss", &book.url())));
    let themes = desk.home().join(".config/countersign/themes");
    fs::create_dir_all(&themes).unwrap();
    for folder in [".config", ".config/countersign", ".config/countersign/themes"] {
        permit(&desk.home().join(folder), 0o700);
    }
    for (name, text) in [("sea.toml", SEA), ("broken.toml", BROKEN)] {
        fs::write(themes.join(name), text).unwrap();
        permit(&themes.join(name), 0o600);
    }
    desk
}

#[test]
fn themes_are_tried_on_and_come_with_profiles() {
    let book = Book::serve("CHE01");
    let desk = desk(&book);
    let mut console = desk.start(&[]).spawn();
    console.wait_for("Accounts · 300");
    wait_ground(&console, DARK_GROUND);
    console.keys("ctrl-t");
    console.wait_for("Use a theme");
    console.type_text("sea");
    wait_ground(&console, SEA_GROUND);
    console.keys("esc");
    wait_ground(&console, DARK_GROUND);
    console.keys("ctrl-t");
    console.wait_for("Use a theme");
    console.type_text("broken");
    console.wait_for("`danger` can't be read");
    wait_ground(&console, DARK_GROUND);
    console.keys("ctrl-u s e a enter");
    console.wait_gone("Use a theme");
    wait_ground(&console, SEA_GROUND);
    for (registry, ground) in [("ghana", CONTRAST_GROUND), ("swiss", SEA_GROUND)] {
        console.keys("ctrl-o");
        console.wait_for("Switch registry");
        console.type_text(registry);
        console.keys("enter");
        console.wait_gone("Switch registry");
        wait_ground(&console, ground);
    }
    console.wait_for("Accounts · 300");
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// What the command line asks for is for every profile.
#[test]
fn a_theme_of_the_command_line_stays_through_a_switch() {
    let book = Book::serve("CHE01");
    let desk = desk(&book);
    let mut console = desk.start(&["--theme", "sea", "--profile", "ghana"]).spawn();
    console.wait_for("Accounts · 300");
    wait_ground(&console, SEA_GROUND);
    console.keys("ctrl-o");
    console.wait_for("Switch registry");
    console.type_text("swiss");
    console.keys("enter");
    console.wait_gone("Switch registry");
    console.wait_for("Accounts · 300");
    wait_ground(&console, SEA_GROUND);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
}
