//! What stands on the page while a case is resolved, step by step: what is asked for, then the exact text that will be signed.
//! The lines of a text are items of their own, whole and in their order, so that what was on the screen can be counted (F09).
//! Must not know: keys.

use super::course::{Course, Part};
use crate::{
    domain::case::{Case, ResolutionKind},
    screens::{awaited::said, prompt, review::sight::Sheet},
    text::{Kind, Untrusted, number::grouped, time},
    ui::{Safe, Theme, detail::Item, theme::Role},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

fn section(title: &'static str) -> Item<'static> {
    Item::Section(title.into())
}

/// Why nothing can be resolved here, or nothing more.
pub(super) fn barred(handed_over: bool, why: &str) -> Sheet {
    let (title, role) =
        if handed_over { ("What you signed was sent", Role::Text) } else { ("It can't be resolved here", Role::Warn) };
    Sheet { items: vec![section(title), said(role, why)], text: 0..0 }
}

/// The page of a resolution under way.
pub(super) fn of(course: &Course) -> Sheet {
    match (&course.part, course.text()) {
        (Part::Others { word: None, review, .. }, Some(text)) => {
            let lines = review.lines();
            let mut items = about(&course.case);
            items.push(Item::Section(Safe::ours(format!("The resolution, exactly as it was signed: {lines} lines"))));
            Sheet::with_text(items, text)
        }
        (_, Some(text)) => Sheet::with_text(vec![section("What you are about to sign, exactly")], text),
        (Part::Own { draft, .. }, None) => {
            // What is to be chosen from stands first, so that a small terminal shows it.
            let Some(kind) = draft.kind else { return Sheet { items: choices(&course.case), text: 0..0 } };
            let mut items = about(&course.case);
            items.push(section("What was written so far"));
            items.push(Item::field("Resolution", Role::Text, kind.word()));
            if let Some(until) = draft.until {
                items.push(Item::field("Accepted until", Role::Text, Safe::ours(time::full(until))));
            }
            for document in &draft.evidence {
                items.push(Item::field("Evidence", Role::Text, Untrusted::new(document.name()).gate(Kind::Name)));
                items.push(Item::field("", Role::Dim, Safe::ours(format!("sha256 {}", document.sha256))));
            }
            Sheet { items, text: 0..0 }
        }
        (Part::Others { review, .. }, None) => {
            let mut items = vec![
                section("Type it again, from your own copy"),
                said(
                    Role::Text,
                    "The resolution is shown when everything matches (F07). A digest is what sha256sum says of your own copy.",
                ),
            ];
            let asks = review.blind().asks();
            for (name, matched) in review.blind().names() {
                let (role, word) = match (matched, asks == Some(name)) {
                    (true, _) => (Role::Ok, "matches"),
                    (false, true) => (Role::Pending, "is asked for now"),
                    (false, false) => (Role::Dim, "comes later"),
                };
                items.push(Item::field(Safe::ours(name.to_owned()), role, word));
            }
            Sheet { items, text: 0..0 }
        }
    }
}

fn about(case: &Case) -> Vec<Item<'static>> {
    let found = &case.found;
    let spec = found.code.spec();
    let names = found.about.names();
    let mut items = vec![section("The case"), Item::field("Kind", Role::Text, Safe::ours(format!("{} {}", spec.id, spec.name)))];
    if let Some(first) = names.first() {
        let more = if names.len() > 1 { format!(" and {} more", names.len() - 1) } else { String::new() };
        items.push(Item::field("About", Role::Text, Untrusted::new(format!("{first}{more}")).gate(Kind::Critical)));
    }
    items.push(Item::field("ITMOs", Role::Text, Safe::ours(grouped(found.quantity.count()))));
    items.push(Item::field("Resolved by", Role::Dim, spec.resolve));
    items
}

fn choices(case: &Case) -> Vec<Item<'static>> {
    let mut items = vec![section("How it can be resolved")];
    for (number, kind) in (1..).zip(ResolutionKind::of(case.found.code)) {
        let words = format!("{}: {}", kind.word(), kind.meaning());
        items.push(Item::field(Safe::ours(format!("{number}")), Role::Text, Safe::ours(words)));
    }
    items.extend(about(case));
    items
}

/// The lines that always stand on top: how far it is, and the field that has the keys.
pub(super) fn top(course: &Course, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let asked = match &course.part {
        Part::Others { review, .. } => review.blind().asks(),
        Part::Own { .. } => None,
    };
    let entry = course.entry.as_ref().map(|entry| (entry, Safe::ours(entry.asks.label(asked))));
    prompt::paint(entry, status(course, now), theme, area, buffer)
}

fn status(course: &Course, now: Timestamp) -> (Role, String) {
    match (&course.part, course.lacks(now)) {
        (Part::Own { review: None, .. }, _) => {
            (Role::Pending, "A resolution is written part by part, read whole, and signed.".to_owned())
        }
        (_, Some(lacks)) => (Role::Pending, lacks),
        (Part::Own { .. } | Part::Others { word: Some(_), .. }, None) => {
            (Role::Ok, "This is all of it. Sign it, or go back.".to_owned())
        }
        (Part::Others { may: Err(why), .. }, None) => (Role::Warn, format!("You may not confirm it: {why} ({}).", why.rule())),
        (Part::Others { .. }, None) => (Role::Ok, "Everything was on the screen: it can be confirmed or declined.".to_owned()),
    }
}
