//! What stands beside the queue on a wide screen about its selected order: who asked, when it ends, what is asked for, who agreed, why not.
//! What the person here is to type again in a review is not written here either, nor the reason, which may name it (F07).
//! Must not know: where it is painted.

use super::{
    view,
    waiting::{Sound, Waiting},
};
use crate::{
    registry::book::OrderSummary,
    screens::{awaited::said, demands, words},
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// Everything that is said of it; `row` is the registry's.
pub fn items(waiting: &Waiting, row: Option<&OrderSummary>, now: Timestamp) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("You".into())];
    if waiting.is_for_us() {
        let (role, _, verdict) = view::verdict(waiting);
        items.push(said(role, capital(&verdict)));
    }
    items.push(said(Role::Text, next(waiting)));
    items.push(Item::Section("The order".into()));
    let (role, left) = view::left(waiting.ends.duration_since(now));
    let ends =
        vec![Span::new(role, Safe::ours(left)), Span::new(Role::Dim, Safe::ours(format!("  {}", time::full(waiting.ends))))];
    if let Ok(sound) = &waiting.found {
        let order = sound.judged.order.text.order();
        items.push(field("Act", words::act(order.action())));
        items.push(field("Asked by", format!("{} at {}", order.initiator, order.station)));
    }
    items.extend(row.map(|row| field("Submitted", format!("{}, {}", time::full(row.at), time::age(row.at, now)))));
    items.push(Item::Field("Ends in".into(), ends));
    if let Ok(sound) = &waiting.found {
        said_of(sound, &mut items);
    }
    items
}

fn said_of(sound: &Sound, items: &mut Vec<Item<'static>>) {
    let order = sound.judged.order.text.order();
    items.push(field("Policy asks", demands::of_order(&sound.standing.asked)));
    items.extend(sound.standing.one_station.then(|| said(Role::Danger, demands::ONE_STATION)));
    items.push(field("Agreed", view::agreed(&sound.standing)));
    items.extend(sound.standing.released.iter().map(|by| field("Released by", by.to_string())));
    items.extend(is_new(sound.new).map(|new| Item::field("New", Role::Warn, Safe::ours(new))));
    items.push(Item::Section("What it says".into()));
    if sound.hides_any() {
        return items
            .push(said(Role::Dim, "You type it again from your own document first; then the review shows all of it (F07)."));
    }
    if let Some(moved) = sound.moved() {
        items.push(Item::field("ITMOs", Role::Text, Safe::number(moved.units.quantity().count())));
        items.push(field("From", moved.transferring_account.to_string()));
        items.push(field("To", moved.acquiring_account.to_string()));
    }
    let reason = Untrusted::new(order.reason.as_str()).gate(Kind::Prose);
    items.push(Item::field("Reason", Role::Text, reason));
}

/// What the person here can do next, as a sentence.
fn next(waiting: &Waiting) -> String {
    let is_alarm = waiting.found.as_ref().is_err_and(|doubt| doubt.is_alarm());
    match waiting.is_for_us() {
        true if is_alarm => format!("{} Opening it shows what was found.", view::sentence(waiting)),
        true => "Opening it begins the review.".to_owned(),
        false => format!("{} Opening it shows its page.", view::sentence(waiting)),
    }
}

/// The same with a capital letter and a full stop.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).chain(['.']).collect())
}

/// How much is new about where it goes. What it is, the review says.
fn is_new(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("one thing about it was never seen before; the review names it (F31)".to_owned()),
        more => Some(format!("{more} things about it were never seen before; the review names them (F31)")),
    }
}

fn field(label: &'static str, value: String) -> Item<'static> {
    Item::field(label, Role::Text, Safe::ours(value))
}
