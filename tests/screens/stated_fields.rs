//! T03: what somebody says about an order, about a resolution or about a key is a text of its own, made here from what was read. Whatever makes it
//! another text makes the page another one, and each of its lines is painted before it is signed.
//! Each line of such a text is changed by one of the courses below: a field that is added fails here before it stands in one of them.
//! Must not know: what a screen shows beside the text.

use super::{
    cases::{self, PROPOSED},
    desk::Desk,
    guarding::officer,
    releasing, resolving,
    review::{enter, retype},
    revoking,
    signed::{changed, given, order, order_page, review, roster_with_releaser},
    speaking,
};
use countersign::{
    app::Timer,
    evidence::{policy::PolicyText, resolution::ResolutionText},
    registry::Act,
};
use std::collections::BTreeMap;

const SIZE: (u16, u16) = (160, 45);
const AMINA: (&str, &str) = ("amina.k", "ONL-2");
const LUC: (&str, &str) = ("luc.b", "ONL-1");
const REASON: &str = "as on the paper";

/// Without what a line is broken by.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect()
}

/// Pages to the end, each page long enough; so many milliseconds after these tests began it is read.
fn read(desk: &mut Desk, until: i64) {
    desk.press("home");
    while desk.fire(Timer::Toast) {}
    for _ in 0..14 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
    }
    desk.later(until);
    desk.fire(Timer::Reading);
}

/// A text that was signed, and what was painted of it before.
struct Said {
    text: String,
    frames: String,
}

/// Says it with these keys for this reason, reads what is to be signed, and signs it.
fn said(desk: Desk, keys: &str, reason: &str) -> Said {
    said_at(desk, keys, reason, 0)
}

/// The same so many milliseconds after these tests began.
fn said_at(mut desk: Desk, keys: &str, reason: &str, at: i64) -> Said {
    desk.later(at);
    desk.press(keys);
    desk.type_text(reason);
    desk.watch();
    desk.press("enter");
    signed(desk, at)
}

/// The same, once the page before was read.
fn read_and_said(mut desk: Desk, keys: &str, reason: &str) -> Said {
    read(&mut desk, 5_000);
    said_at(desk, keys, reason, 5_000)
}

fn signed(mut desk: Desk, at: i64) -> Said {
    read(&mut desk, at + 5_000);
    desk.press("x s");
    let Some(Act::Sign(unsigned)) = desk.acts.last().map(|(_, act)| act.act()) else {
        panic!("nothing was signed\n{}", desk.screen())
    };
    let frames: Vec<String> = desk.watched.iter().flatten().map(|frame| joined(frame)).collect();
    let frames = frames.join("\n");
    let text = unsigned.text().to_owned();
    for line in text.lines() {
        assert!(frames.contains(&joined(line)), "{line}\n{}", desk.screen());
    }
    Said { text, frames }
}

/// The lines of a text by their keys.
fn lines(text: &str) -> BTreeMap<&str, &str> {
    text.lines().skip(1).filter_map(|line| line.split_once(": ")).collect()
}

/// Each line of the first but those that are the same in every text of a registry is another in one of the others, and every other text is
/// another page.
fn each_line_changes_the_page(all: &[Said], but: &[&str]) {
    let [usual, others @ ..] = all else { panic!("there is none") };
    for other in others {
        assert_ne!(other.text, usual.text);
        assert_ne!(other.frames, usual.frames, "{}", other.text);
    }
    for (key, line) in lines(&usual.text) {
        let is_changed = others.iter().any(|other| lines(&other.text).get(key).is_some_and(|other| *other != line));
        assert!(is_changed != but.contains(&key), "{key}");
    }
}

#[test]
fn t03_every_signed_field_of_a_statement_changes_what_is_read() {
    let usual = || order_page(given(&order(500)), AMINA, SIZE);
    let ends = changed(&order(500), |order| order.not_after = "2026-11-22T20:00:00Z".parse().unwrap());
    let typed_again = || {
        let mut desk = review(given(&order(12_500)), SIZE);
        retype(&mut desk);
        read(&mut desk, 5_000);
        desk.press("o");
        enter(&mut desk, "/media/LOA-2025-118.pdf");
        desk
    };
    each_line_changes_the_page(
        &[
            said(usual(), "x w", REASON),
            said(order_page(given(&order(501)), AMINA, SIZE), "x w", REASON),
            said(usual(), "x w", "the holder asked for it"),
            said_at(usual(), "x w", REASON, 61_000),
            said(order_page(given(&order(500)), AMINA, (150, 45)), "x w", REASON),
            said(order_page(given(&ends), AMINA, SIZE), "x w", REASON),
            said(order_page(speaking::cooling(30), LUC, SIZE), "x b", REASON),
            said(order_page(speaking::cooling(30), LUC, SIZE), "x t", REASON),
            said(order_page(speaking::cooling(30), AMINA, SIZE), "ctrl-x", REASON),
            read_and_said(review(given(&order(500)), SIZE), "x a", REASON),
            read_and_said(review(given(&order(500)), SIZE), "ctrl-x", REASON),
            read_and_said(typed_again(), "x a", REASON),
            read_and_said(releasing::at("rita.r", releasing::approved()), "x a", REASON),
        ],
        &[],
    );
}

/// Somebody's page of the case that this text proposes to resolve, under the usual roster and policy.
fn on_resolution((person, station): (&str, &str), text: &ResolutionText, size: (u16, u16)) -> Desk {
    let case = text.resolution().case;
    let mut desk = resolving::desk_of(person, station, size, cases::proposed(text));
    resolving::on_case(&mut desk, &case.to_string());
    desk
}

fn changed_resolution(change: impl FnOnce(&mut countersign::evidence::resolution::Resolution)) -> ResolutionText {
    let mut of = cases::resolution().resolution().clone();
    change(&mut of);
    of.write().unwrap()
}

fn confirmed(text: &ResolutionText, size: (u16, u16), reason: &str) -> Said {
    let mut desk = on_resolution(LUC, text, size);
    desk.press("v");
    resolving::retype(&mut desk);
    read_and_said(desk, "x a", reason)
}

#[test]
fn t03_every_signed_field_of_a_confirmation_changes_what_is_read() {
    let usual = cases::resolution();
    let declined_at = |mut desk: Desk, at: i64| {
        desk.press("v");
        said_at(desk, "x r", REASON, at)
    };
    let declined = |desk: Desk| declined_at(desk, 0);
    let in_force = || {
        let text = changed_resolution(|of| {
            of.roster = roster_with_releaser().edition();
            of.policy = PolicyText::parse(releasing::policy().as_bytes()).unwrap().edition();
        });
        let mut book = super::seed::swiss();
        book.papers.guards = Some(releasing::guards);
        book.case = cases::proposed(&text);
        let mut desk = resolving::desk_with(book, "amina.k", "ONL-2", SIZE);
        resolving::on_case(&mut desk, PROPOSED);
        desk
    };
    each_line_changes_the_page(
        &[
            declined(on_resolution(AMINA, &usual, SIZE)),
            declined(on_resolution(AMINA, &changed_resolution(|of| of.case = "CHE01-CASE-000013".parse().unwrap()), SIZE)),
            declined(on_resolution(
                AMINA,
                &changed_resolution(|of| of.not_after = "2026-11-22T20:00:00Z".parse().unwrap()),
                SIZE,
            )),
            declined(on_resolution(AMINA, &usual, (150, 45))),
            declined_at(on_resolution(AMINA, &usual, SIZE), 61_000),
            declined(in_force()),
            confirmed(&usual, SIZE, REASON),
            confirmed(&usual, SIZE, "their statement says so"),
        ],
        &[],
    );
}

#[test]
fn t03_every_signed_field_of_a_revocation_changes_what_is_read() {
    let revoked = |person: &'static str, wait: i64, words: &str| {
        let mut desk = officer(person);
        desk.resize(SIZE.0, SIZE.1);
        desk.later(wait);
        desk.watch();
        revoking::begun(&mut desk, words);
        signed(desk, wait)
    };
    each_line_changes_the_page(
        &[
            revoked("ines.r", 0, "luc.b the token was left on a train"),
            revoked("ines.r", 0, "luc.b the token was stolen"),
            revoked("ines.r", 0, "amina.k the token was left on a train"),
            revoked("ines.r", 61_000, "luc.b the token was left on a train"),
            revoked("tomas.w", 0, "luc.b the token was left on a train"),
        ],
        // What the registry's own roster says, whoever is at the desk.
        &["registry", "environment"],
    );
}
