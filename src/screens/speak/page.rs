//! What stands on the screen of a statement that takes risk away: what it does, the reason, then the exact text.
//! The lines of the text are items of their own, whole and in their order, so that what was on the screen can be counted (F09).
//! Must not know: keys.

use super::Speak;
use crate::{
    evidence::statement::StatementKind,
    screens::{
        awaited::said,
        doubted,
        order::{act, judged},
        prompt,
        review::{sight::Sheet, spoken::Spoken},
        words,
    },
    ui::{Safe, Theme, detail::Item, theme::Role},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Lines that always stand above the page.
pub(super) fn top_height(speak: &Speak) -> u16 {
    if speak.admits().is_ok() { prompt::height(speak.entry.as_ref()) } else { 0 }
}

/// The page: why nothing can be said, what would come of it, or the statement.
pub(super) fn of(speak: &Speak) -> Sheet {
    let heading = |title: &str| Item::Section(Safe::ours(title.to_owned()));
    let case = match &speak.judged {
        Some(Ok(case)) => case,
        Some(Err(why)) if speak.found.is_some() => return lie(why),
        Some(Err(why)) => return over(why, speak.spoken.as_ref()),
        None => return Sheet { items: Vec::new(), text: 0..0 },
    };
    if let Some(text) = speak.statement.as_ref().and_then(crate::registry::Review::text) {
        let mut items = doubted::before(&speak.doubts);
        items.insert(0, heading("What you are about to sign, exactly"));
        return Sheet::with_text(items, text.as_str());
    }
    // Where it stands comes first: what is left of the cooling-off is on the screen whatever the size (F14).
    let (role, state) = judged::state(&case.standing(speak.now).state, speak.now);
    let stands = Item::field("State", role, Safe::ours(state));
    let mut items = vec![heading("What it does"), stands, said(Role::Text, effect(speak.kind))];
    let order = case.order.text.order();
    items.push(heading("The order"));
    items.push(Item::field("Action", Role::Text, Safe::ours(words::act(order.action()))));
    // What the registry shows agrees with the text, or nothing could be said here; what is still to be typed again is kept back (F07).
    if let Some(shown) = speak.order() {
        items.extend(act::seen(&shown.act, &shown.withheld).into_items());
    }
    items.push(Item::field("Initiator", Role::Text, Safe::ours(format!("{} at station {}", order.initiator, order.station))));
    items.push(Item::field("Digest", Role::Text, Safe::ours(case.order.text.sha256().to_string())));
    Sheet { items, text: 0..0 }
}

/// Why nothing can be said; where the order stands, for whoever has said it.
fn over(why: &str, spoken: Option<&Spoken>) -> Sheet {
    let mut items = match spoken {
        Some(spoken) => vec![
            Item::Section(spoken.heading().into()),
            said(Role::Text, "There is nothing more for you to say here; its page has all of it."),
        ],
        None => vec![Item::Section("It can't be said".into()), said(Role::Warn, why.to_owned())],
    };
    items.extend(spoken.into_iter().flat_map(Spoken::stands));
    Sheet { items, text: 0..0 }
}

/// What does not hold, in place of everything else: nobody signs anything about it here.
fn lie(why: &str) -> Sheet {
    let advice = "Nothing was signed. Tell the initiator and a security officer, not through this registry.";
    let items = vec![
        Item::Section("ALARM: the order is not what was signed, or not the one you began with".into()),
        said(Role::Danger, why.to_owned()),
        said(Role::Text, advice),
    ];
    Sheet { items, text: 0..0 }
}

fn effect(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Withdraw => {
            "The order ends at once and its ITMOs are free again. It is final: who wants it after all makes another order (F22, F34)."
        }
        StatementKind::WithdrawApproval => {
            "Your approval counts no more. The order waits again for as many as the policy asks for; you may approve it anew (F22)."
        }
        StatementKind::Stop => {
            "The order ends at once, whoever approved it, and its ITMOs are free again. One person is enough, and it is final (F14, F15)."
        }
        StatementKind::Approve | StatementKind::Reject | StatementKind::Release => "It is said in a review.",
    }
}

/// What is still missing, and the field that has the keys. The answer is where the cursor stands.
pub(super) fn top(speak: &Speak, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    let status = match speak.statement.as_ref().map(|statement| statement.lacks(now)) {
        Some(Some(why)) => (Role::Pending, why.to_string()),
        Some(None) => (Role::Ok, "This is all of it. Sign it, or go back.".to_owned()),
        None => (Role::Text, "A reason is part of what is signed (F20).".to_owned()),
    };
    let label = match speak.kind {
        StatementKind::Withdraw => "Why you withdraw it",
        StatementKind::WithdrawApproval => "Why you take it back",
        _ => "Why you stop it",
    };
    prompt::paint(speak.entry.as_ref().map(|entry| (entry, label.into())), status, theme, area, buffer)
}
