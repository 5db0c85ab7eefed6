//! The screens in the operator's handbook and in the page about reconciliation are the snapshots the tests hold, so they can't show what is
//! no longer so. A screen stands between `<!-- screen: name@size -->` and `<!-- end of screen -->`; with `UPDATE_DOCS=1` it is written anew.
//! Must not know: how a screen is painted.

use super::file;
use countersign::app::Action;
use std::fs;

const PAGE: &str = "docs/handbook.md";
/// Pages with screens, and how many each has at least: a handbook without pictures helps nobody.
const PAGES: [(&str, usize); 2] = [(PAGE, 6), ("docs/reconciliation.md", 1)];
const BEGIN: &str = "<!-- screen: ";
const END: &str = "<!-- end of screen -->\n";

/// The screen of a snapshot, without the frame that marks where its lines end.
fn screen(page: &str, name: &str) -> String {
    let path = format!("tests/screens/snapshots/{name}.snap");
    let text = fs::read_to_string(file(&path)).unwrap_or_else(|_| panic!("{page} shows {name}, and there is no {path}"));
    let (_, body) = text.trim_start_matches("---").split_once("---\n").unwrap();
    let lines = body.lines().map(|line| line.trim_start_matches('│').trim_end_matches('│').trim_end());
    format!("\n```text\n{}\n```\n\n", lines.collect::<Vec<_>>().join("\n").trim_end())
}

/// The page with every screen as its snapshot has it.
fn renewed(page: &str, text: &str) -> String {
    let mut parts = text.split(BEGIN);
    let mut made = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(" -->\n").expect("the mark of a screen ends its line");
        let (_, after) = rest.split_once(END).expect("every screen has an end");
        made += &format!("{BEGIN}{name} -->\n{}{END}{after}", screen(page, name));
    }
    made
}

#[test]
fn the_pages_show_the_screens_there_are() {
    for (page, least) in PAGES {
        let text = fs::read_to_string(file(page)).unwrap();
        let made = renewed(page, &text);
        assert!(text.matches(BEGIN).count() >= least, "{page} has fewer screens than {least}");
        if text != made {
            assert!(
                std::env::var_os("UPDATE_DOCS").is_some(),
                "{page} is out of date: UPDATE_DOCS=1 cargo test --test documentation"
            );
            fs::write(file(page), made).unwrap();
        }
    }
}

/// Keys in the handbook are written with the action they run: `J` (`jump`).
#[test]
fn the_keys_in_the_handbook_are_the_default_keys() {
    let text = fs::read_to_string(file(PAGE)).unwrap();
    let pieces: Vec<&str> = text.split('`').collect();
    let mut seen = 0;
    for window in pieces.windows(4).filter(|window| window[1] == " (" && window[3].starts_with(')')) {
        let (key, id) = (window[0], window[2]);
        let action = Action::of_id(id).unwrap_or_else(|| panic!("{PAGE}: there is no action {id}"));
        assert!(action.spec().keys.contains(&key), "{PAGE}: {key} does not run {id}");
        seen += 1;
    }
    assert!(seen > 20, "only {seen} keys were recognised");
}
