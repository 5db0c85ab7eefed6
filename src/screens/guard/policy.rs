//! What a policy says: bands, hours, delays, limits.
//! Of all bands that fit an order the strictest demand counts, and the page says so.
//! Must not know: versions and signatures.

use crate::{
    domain::Quantity,
    evidence::policy::{Outside, Policy},
    screens::{demands, linked::Linked},
    text::number::grouped,
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// What a policy says.
pub(super) fn page(policy: &Policy) -> Linked {
    let mut page = Linked::default();
    page.section("What is asked for what: of all that fit, the strictest");
    for band in &policy.bands {
        let label = format!("{} from {}", band.action, band.from);
        page.add(Item::field(Safe::ours(label), Role::Text, Safe::ours(demands::of_band(band))));
    }
    page.section("When");
    let calendar = &policy.calendar;
    let mut field = |label: &'static str, value: String| page.field(label, Role::Text, Safe::ours(value));
    field("Time zone", calendar.zone.to_string());
    field("Working days", calendar.weekdays.to_string().replace(',', ", "));
    let holidays: Vec<String> = calendar.holidays.iter().map(ToString::to_string).collect();
    field("Holidays", if holidays.is_empty() { "none".to_owned() } else { holidays.join(", ") });
    field("Hours", policy.window.map_or("at any time".to_owned(), |hours| hours.to_string()));
    let outside = match policy.outside {
        Outside::Waits => "an order waits for the hours",
        Outside::OneMore => "an order waits, or goes out with one approval more",
    };
    if policy.window.is_some() {
        field("Outside of them", outside.to_owned());
    }
    field("Trusted accounts", format!("noon of working day {} after the approval", policy.trusted_delay));
    field("Orders live", format!("{} h, {} h when they go offline", policy.life_online, policy.life_offline));
    page.section("How much may move");
    let limits = &policy.limits;
    for (label, limit) in [
        ("One order", limits.order),
        ("An account's day", limits.account_day),
        ("A counterpart's day", limits.counterpart_day),
        ("The registry's day", limits.registry_day),
    ] {
        page.field(label, Role::Text, Safe::ours(most(limit)));
    }
    page.section("Where");
    let stations = if policy.different_stations {
        Span::new(Role::Ok, "initiator and approver sit at different stations")
    } else {
        Span::new(Role::Danger, "one station is enough: every order made so bears a badge (F03)")
    };
    page.add(Item::Field("Stations".into(), vec![stations]));
    let host = format!("nobody else counts there for {} min", policy.same_host_minutes);
    page.field("One computer", Role::Text, Safe::ours(host));
    page.field("A field is seen for", Role::Text, Safe::ours(format!("{} s at least", policy.dwell_seconds)));
    page
}

fn most(limit: Option<Quantity>) -> String {
    limit.map_or("no limit".to_owned(), |most| grouped(most.count()))
}
