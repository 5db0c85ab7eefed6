//! What a new order will take before it is carried out, said while it is written: who agrees, what waits, in which hours (F13, F14, F18, F28, F29).
//! It follows from the policy in force as if the order were approved now; the registry reckons from when it is.
//! Must not know: what is ordered, or the form.

use crate::{
    evidence::policy::{Outside, Policy, PolicyText, Requirements},
    screens::{awaited::said, demands, linked::Linked},
    text::time,
    ui::{Safe, theme::Role},
};
use jiff::Timestamp;

/// What it will take, or why that is not known; `asks` is what the policy asks for this order.
pub fn page(policy: Result<&PolicyText, &str>, asks: impl FnOnce(&Policy) -> Requirements, now: Timestamp, page: &mut Linked) {
    page.section("What the order will take");
    let text = match policy {
        Ok(text) => text,
        Err(why) => return page.add(said(Role::Warn, format!("It is not known: {why}."))),
    };
    let policy = text.policy();
    let asked = asks(policy);
    let by = format!("{} (policy v{})", demands::of_order(&asked), text.edition().version);
    page.field("Policy asks", Role::Text, Safe::ours(by));
    if !policy.different_stations {
        page.add(said(Role::Danger, demands::ONE_STATION));
    }
    let cooled = asked.cooled(&policy.calendar, now);
    match cooled {
        Some(until) if until > now => {
            let words = format!("approved now, it waits until {}; any one person may stop it till then (F14)", time::full(until));
            page.field("Cooling-off", Role::Text, Safe::ours(words));
        }
        Some(_) => page.field("Cooling-off", Role::Dim, "none: it is carried out with the last approval"),
        None => page.field("Cooling-off", Role::Warn, "beyond the years this console can reckon"),
    }
    page.field("Hours", Role::Text, Safe::ours(hours(text, cooled.unwrap_or(now), now)));
    if let Some(end) = policy.latest_end(&asked, now, false) {
        page.field("It ends", Role::Text, Safe::ours(format!("{}, if it is not carried out by then (F13)", time::full(end))));
    }
}

/// In which hours it is carried out, and what that means for an order that is ready at this time.
fn hours(text: &PolicyText, ready: Timestamp, now: Timestamp) -> String {
    let policy = text.policy();
    let Some(window) = policy.window else { return "carried out at any time".to_owned() };
    let zone = &policy.calendar.zone;
    match (policy.opens(ready), policy.outside) {
        (Some(opens), Outside::Waits) if opens > now => {
            format!("{window} {zone} on working days: carried out {} at the earliest (F28)", time::full(opens))
        }
        (Some(opens), Outside::OneMore) if opens > ready => {
            format!("{window} {zone} on working days; outside of them it takes one approval more (F28)")
        }
        _ => format!("{window} {zone} on working days (F28)"),
    }
}
