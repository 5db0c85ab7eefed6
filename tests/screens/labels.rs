//! Labels that warn of an account: they stand with a word and a sign in every theme, at every depth, and painted plainly (T18, scenario 14).

use super::{
    desk::Desk,
    review::enter,
    signed::{changed, given, order, review},
};
use countersign::{
    evidence::order::Body,
    ui::{Theme, theme::Depth},
};
use ratatui::style::Modifier;

/// The review of an order to this account, read to where the account is judged.
fn to(account: &str, size: (u16, u16)) -> Desk {
    let text = changed(&order(12_500), |order| {
        let Body::Movement(moved) = &mut order.body else { panic!("an order that moves ITMOs") };
        moved.acquiring_account = account.parse().unwrap();
    });
    let mut desk = review(given(&text), size);
    ["12 500", account, "120001-132500"].iter().for_each(|typed| enter(&mut desk, typed));
    desk
}

/// Each embedded theme at each depth, in boxes and plainly.
fn every_look() -> Vec<(String, Theme)> {
    let mut looks = Vec::new();
    for name in Theme::names(&[]) {
        for depth in [Depth::Mono, Depth::Ansi16, Depth::Ansi256, Depth::True] {
            for plain in [false, true] {
                looks.push((format!("{name} {depth:?} {plain}"), Theme::load(name, &[], depth, plain).unwrap()));
            }
        }
    }
    assert!(looks.len() >= 48, "{}", looks.len());
    looks
}

/// The line that begins so, and whether each of its letters can be seen.
fn line(desk: &Desk, theme: &Theme, words: &str) -> Option<bool> {
    let (buffer, _) = desk.paint(theme);
    buffer.content.chunks(usize::from(buffer.area.width)).find_map(|row| {
        let text: String = row.iter().map(|cell| cell.symbol()).collect();
        let at = text.find(words).map(|at| text[..at].chars().count())?;
        let letters = row.iter().skip(at).take(words.chars().count());
        let is_seen = |cell: &ratatui::buffer::Cell| {
            let hidden = cell.modifier.intersects(Modifier::HIDDEN | Modifier::DIM);
            !hidden && (cell.fg != cell.bg || cell.fg == ratatui::style::Color::Reset)
        };
        Some(letters.into_iter().all(is_seen))
    })
}

/// T18, scenario 14: the account differs from a trusted one by two neighbours that changed places, and the review says so.
#[test]
fn scenario_14_a_swap_is_labelled_in_every_theme() {
    let label = "!     Account GHA01-100-0405 is not trusted; differs by a swap from GHA01-100-0045.";
    let desk = to("GHA01-100-0405", (160, 45));
    for (look, theme) in every_look() {
        assert_eq!(line(&desk, &theme, label), Some(true), "{look}\n{}", desk.text(&theme));
    }
    for size in [(80, 24), (60, 16)] {
        let mut desk = to("GHA01-100-0405", size);
        let mut pages = std::iter::from_fn(|| {
            let screen = desk.screen().replace("│\n│", " ");
            desk.press("down");
            Some(screen)
        });
        let is_there = |screen: String| {
            let words: Vec<&str> = screen.split_whitespace().collect();
            words.join(" ").contains("! Account GHA01-100-0405 is not trusted; differs by a swap from GHA01-100-0045.")
        };
        assert!(pages.by_ref().take(40).any(is_there), "{size:?}: {}", desk.screen());
    }
}

/// T18: an account that looks like a known one otherwise keeps its words; one that is trusted and differs by a swap is said to be another.
#[test]
fn t18_other_likenesses_are_said_in_their_own_words() {
    let said = |account: &str| to(account, (160, 45)).screen();
    let other = said("GHA01-100-4005");
    assert!(other.contains("!     Account GHA01-100-4005 looks like GHA01-100-0045, and is another one."), "{other}");
    assert!(other.contains("!     Account GHA01-100-4005 is not on the list of trusted accounts."), "{other}");
    let pending = said("GHA01-100-0054");
    assert!(pending.contains("!     Account GHA01-100-0054 is trusted only from"), "{pending}");
    assert!(pending.contains("!     Account GHA01-100-0054 is not trusted; differs by a swap from GHA01-100-0045."), "{pending}");
    let trusted = said("GHA01-100-0045");
    assert!(trusted.contains("!     Account GHA01-100-0045 differs by a swap from GHA01-100-0054."), "{trusted}");
    assert!(!trusted.contains("is not trusted"), "{trusted}");
}
