//! What stands on the page of a review, step by step: what is asked for, then the exact text with all that speaks for and against it.
//! The lines of the text are items of their own, whole and in their order, so that what was on the screen can be counted (F09).
//! Must not know: keys.

use super::{
    about::About,
    asked::{self, Asked},
    asks::Asks,
    barrier::{Barrier, Lie, gated},
    checked::Checked,
    course::Course,
    denied::Told,
    fresh,
    sight::Sheet,
    spoken::Spoken,
};
use crate::{
    domain::RegistryId,
    evidence::{
        order::{Body, Movement, Trusted},
        statement::StatementKind,
    },
    registry::{Reviewable, Unfinished, book::OrderId},
    screens::{
        awaited::{awaited, said},
        case::{Denial, Judged},
        decide::{balance, view as decide},
        demands, doubted, effect, prompt, proof,
        scroll::Scroll,
        words,
    },
    text::time,
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

fn section(title: impl Into<String>) -> Item<'static> {
    Item::Section(Safe::ours(title.into()))
}

/// What stands above the call to the initiator.
const TELEPHONE: &str = "Telephone (F29)";

/// From where a page is shown on which the call to the initiator stands, at this width.
pub(super) fn telephone(sheet: &Sheet, width: u16) -> Option<Scroll> {
    let is_it = |item: &Item<'_>| matches!(item, Item::Section(title) if title.as_str() == TELEPHONE);
    let at = sheet.items.iter().position(is_it)?;
    detail::starts(&sheet.items, width).get(at).copied().map(Scroll::to)
}

/// Why there is no review; where the order stands, for whoever has said what they had to say.
pub(super) fn barred(barrier: &Barrier, spoken: Option<&Spoken>, evidence: Option<&str>) -> Sheet {
    let why = || match barrier {
        // The age is said where the key is pressed; here it would be wrong a moment later.
        Barrier::Expired { since, initiator } => {
            let since = time::second(*since);
            said(
                Role::Warn,
                format!("The order expired at {since} UTC. Nothing prolongs it: ask {initiator} for a fresh order (F13)."),
            )
        }
        other => said(Role::Warn, other.refusal(Timestamp::UNIX_EPOCH).to_string()),
    };
    let items = match (barrier, spoken) {
        (Barrier::Lie(lie), _) => alarm(lie, evidence),
        (Barrier::Because(_) | Barrier::Expired { .. }, None) => vec![section("This order can't be approved here"), why()],
        (Barrier::Rule { instead, .. }, None) => {
            let mut items = vec![section("You can't agree to this order"), why()];
            items.extend(open(instead));
            items
        }
        (Barrier::Because(_) | Barrier::Expired { .. } | Barrier::Rule { .. }, Some(spoken)) => {
            let mut items =
                vec![section(spoken.heading()), said(Role::Text, "There is nothing more for you to do in this review.")];
            items.extend(spoken.stands());
            items.extend([section("Why there is no second review"), why()]);
            if let Barrier::Rule { instead, .. } = barrier {
                items.extend(open(instead));
            }
            items
        }
    };
    Sheet { items, text: 0..0 }
}

/// Who may agree, and what is open to the viewer.
fn open(instead: &[String]) -> impl Iterator<Item = Item<'static>> + '_ {
    instead.iter().map(|sentence| said(Role::Text, sentence.clone()))
}

fn alarm(lie: &Lie, evidence: Option<&str>) -> Vec<Item<'static>> {
    let mut items = vec![
        section("ALARM: the content does not match the initiator's signature"),
        said(Role::Danger, format!("Found: {}.", lie.found)),
        said(Role::Text, "Nothing of it can be approved. Tell the initiator and a security officer, not through this registry."),
    ];
    items.extend(evidence.map(|place| said(Role::Warn, place.to_owned())));
    let line = |role, sign: &'static str, line: &String| {
        Item::Exact(vec![Span::new(role, sign), Span::new(role, Safe::from(gated(line)))])
    };
    if !lie.said.is_empty() {
        items.push(section("The registry says (-), the signed text says (+)"));
        items.extend(lie.said.iter().map(|said| line(Role::Danger, "- ", said)));
        items.extend(lie.signed.iter().map(|signed| line(Role::Ok, "+ ", signed)));
    }
    items
}

/// The page of a review under way.
pub(super) fn of(course: &Course, facts: (&Asked, Option<&About>), (on, now): (OrderId, Timestamp)) -> Sheet {
    match &course.statement {
        Some(statement) => {
            let mut heading = doubted::before(&course.doubts);
            heading.insert(0, section("What you are about to sign, exactly"));
            statement.text().map_or_else(|| blind(course), |text| Sheet::with_text(heading, text.text()))
        }
        None if !course.review.blind().is_over() => blind(course),
        None => reading(course, facts, on, now),
    }
}

/// What is to be typed again. Only the names stand here; of the order itself nothing but the name of the document.
fn blind(course: &Course) -> Sheet {
    let mut items = vec![
        section("Type it again, from your own copy"),
        said(
            Role::Text,
            "The order is shown when everything matches. Spaces and commas may group digits; nothing else may differ (F07).",
        ),
    ];
    if let Some(source) = course.judged.order.text.order().source() {
        items.push(Item::field("Your copy of", Role::Text, Safe::from(gated(source.name()))));
    }
    let asks = course.review.blind().asks();
    for (name, matched) in course.review.blind().names() {
        let (role, word) = match (matched, asks == Some(name)) {
            (true, _) => (Role::Ok, "✓ matches"),
            (false, true) => (Role::Pending, "▸ now"),
            (false, false) => (Role::Dim, "later"),
        };
        items.push(Item::field(word, role, Safe::ours(name.to_owned())));
    }
    Sheet { items, text: 0..0 }
}

/// The order to be read, with all that speaks for and against it.
pub(super) fn reading(course: &Course, (facts, about): (&Asked, Option<&About>), on: OrderId, now: Timestamp) -> Sheet {
    let order = course.judged.order.text.order();
    let mut items = Vec::new();
    about.into_iter().for_each(|about| decided(about, &mut items));
    let checked = facts.checks.value().map(|found| Checked::of(found, on));
    items.push(section("Checks, now"));
    match &checked {
        None => items.push(awaited(&facts.checks)),
        Some(checked) => checked.first(&mut items),
    }
    if let Body::Movement(moved) = &order.body {
        new(facts, (moved, order.registry), now, &mut items);
        denied(facts, &course.judged, now, &mut items);
        items.extend(effect::items(moved, facts.facts()));
    } else {
        asked::trusted(order).into_iter().for_each(|wanted| known(facts, &wanted, now, &mut items));
        denied(facts, &course.judged, now, &mut items);
    }
    reasons(&course.judged, &mut items);
    asked(course, &mut items);
    vouched(course, now, &mut items);
    let lines = course.review.lines();
    items.push(section(format!("The order, exactly as it was signed: {lines} lines")));
    let mut sheet = Sheet::with_text(items, course.judged.order.text.as_str());
    // What needs nobody comes last, so that nobody pages through it to reach the text.
    if let Some(checked) = &checked {
        checked.others(&mut sheet.items);
    }
    sheet
}

/// The transfer that is decided about, what it rests on, and what comes of it.
fn decided(about: &About, items: &mut Vec<Item<'static>>) {
    items.push(section("The transfer it is about"));
    items.extend(about.transfer.value().into_iter().flat_map(|transfer| decide::facts(transfer, &about.proof)));
    items.extend(proof::items(&about.proof));
    items.push(section("What comes of it (F10)"));
    items.extend(about.transfer.value().map(|transfer| balance::item(about.decision, transfer, &about.account)));
    items.extend(about.transfer.value().and_then(|transfer| balance::theirs(about.decision, transfer, &about.past)));
    items.push(said(Role::Text, decide::effect(about.decision)));
}

/// What stands above what is new about the account they go to, and about one that is to be trusted.
const NEW: &str = "New, and not trusted (F16, F31)";

/// What speaks against an account that is to be trusted: it is easily taken for one that is known (T18), or nothing went to it before.
fn known(facts: &Asked, wanted: &Trusted, now: Timestamp, items: &mut Vec<Item<'static>>) {
    items.push(section(NEW));
    let (Some(past), Some(rules)) = (facts.past.value(), facts.rules.value()) else {
        let missing = if facts.past.value().is_none() { awaited(&facts.past) } else { awaited(&facts.rules) };
        return items.push(missing);
    };
    let doubts = fresh::resemblances(rules, past, &wanted.trusted, now);
    items.extend(doubts.into_iter().map(|doubt| said(Role::Danger, format!("!     {doubt}"))));
    let unlisted = fresh::unlisted(rules).map(|remark| format!("NOTE  {remark} With this order it begins one (A08)."));
    items.extend(unlisted.map(|remark| said(Role::Warn, remark)));
    match fresh::unvisited(past, &wanted.trusted) {
        Some(new) => items.push(said(Role::Warn, format!("NEW   {new}"))),
        None => items.push(said(Role::Dim, "ITMOs went to it before.")),
    }
}

fn new(facts: &Asked, (moved, own): (&Movement, RegistryId), now: Timestamp, items: &mut Vec<Item<'static>>) {
    items.push(section(NEW));
    let (Some(past), Some(rules)) = (facts.past.value(), facts.rules.value()) else {
        let missing = if facts.past.value().is_none() { awaited(&facts.past) } else { awaited(&facts.rules) };
        return items.push(missing);
    };
    let (doubts, labels) = (fresh::doubts(rules, past, moved, now), fresh::labels(past, moved, own));
    let unlisted = fresh::unlisted(rules);
    if doubts.is_empty() && labels.is_empty() && unlisted.is_none() {
        items.push(said(Role::Dim, "Nothing about it is new, and the account is trusted."));
    }
    items.extend(doubts.into_iter().map(|doubt| said(Role::Danger, format!("!     {doubt}"))));
    // That nobody keeps a list is no failure: there is nothing it could fail.
    items.extend(unlisted.map(|remark| said(Role::Warn, format!("NOTE  {remark}"))));
    items.extend(labels.into_iter().map(|label| said(Role::Warn, format!("NEW   {label}"))));
}

/// Orders for the same that somebody said no to (F34).
fn denied(facts: &Asked, judged: &Judged, now: Timestamp, items: &mut Vec<Item<'static>>) {
    items.push(section("Denied before (F34)"));
    let (denials, all) = match facts.denied.told(judged, now) {
        Told::Awaited(list) => return items.push(awaited(list)),
        Told::Missing(problem) => {
            return items.push(said(Role::Warn, format!("It can't be had: {}. {}", problem.what(), problem.advice())));
        }
        Told::Known { denials, all } => (denials, all),
    };
    if denials.is_empty() {
        items.push(said(Role::Dim, "No order for the same was denied."));
    }
    if !all {
        items.push(said(Role::Warn, "More orders were denied than are compared here; the list of orders has them all."));
    }
    items.extend(denials.into_iter().map(|(id, denial)| said(Role::Danger, format!("!  {}", sentence(id, &denial)))));
}

fn sentence(id: OrderId, denial: &Denial) -> String {
    match denial {
        Denial::Signed(end) => {
            format!(
                "{id}, for the same: denied by {} on {}, because: {}",
                end.by,
                time::full(end.made),
                gated(end.reason.as_str())
            )
        }
        Denial::Said(by, at) => {
            let by = by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
            let at = at.map_or_else(String::new, |at| format!(" on {}", time::full(at)));
            format!("{id}, for the same: denied{by}{at}, as the registry says; no signed statement is here that says so")
        }
    }
}

/// Reasons that say little: the initiator's, and those of whoever spoke before (F20). Nothing stands here of any other.
fn reasons(judged: &Judged, items: &mut Vec<Item<'static>>) {
    let found = doubted::of_case(judged.order.text.order(), &judged.statements);
    if !found.is_empty() {
        items.push(section("Reasons that say little (F20)"));
    }
    for (who, flag) in found {
        items.extend([said(Role::Text, who), flag]);
    }
}

/// What the policy asks of the approver besides reading.
fn asked(course: &Course, items: &mut Vec<Item<'static>>) {
    let order = course.judged.order.text.order();
    if order.source().is_some() {
        let demanded = if course.asked.own_copy { "the policy asks for it" } else { "not asked for" };
        let (role, word) = match course.document.value() {
            _ if course.has_own_copy() => (Role::Ok, "has the digest that the order names".to_owned()),
            Some(Ok(_)) => (Role::Danger, "has ANOTHER digest than the order names: it is another document".to_owned()),
            Some(Err(why)) => (Role::Warn, format!("could not be read: {}", gated(why))),
            None => (if course.asked.own_copy { Role::Pending } else { Role::Dim }, format!("not compared; {demanded}")),
        };
        items.push(section("Your own copy of the source document (F21)"));
        items.push(Item::field("Your copy", role, Safe::ours(word)));
    }
    if course.asked.call || course.call.is_some() {
        let initiator = &course.judged.order.text.order().initiator;
        items.push(section(TELEPHONE));
        match &course.call {
            None => items
                .push(said(Role::Pending, format!("Call {initiator}, who initiated it, at a number you know from elsewhere."))),
            Some(call) => {
                items.push(Item::field("Say", Role::Accent, Safe::ours(format!("{}, to {initiator}", call.say))));
                let (role, word) = if call.agreed { (Role::Ok, "match") } else { (Role::Pending, "not heard yet") };
                items.push(Item::field("The four words", role, word));
                // The call ends with it: once the words were heard it is to have been on the screen, like what warns (F09, scenario 9).
                let (role, when) = if call.agreed { (Role::Warn, "Now") } else { (Role::Text, "Then") };
                let reads = format!("{when} let {initiator} read quantity and account from the paper, not from the screen.");
                items.push(said(role, reads));
            }
        }
    }
}

/// Whose word it is, and who spoke since.
fn vouched(course: &Course, now: Timestamp, items: &mut Vec<Item<'static>>) {
    let judged = &course.judged;
    let order = judged.order.text.order();
    let standing = judged.standing(now);
    items.push(section("Signed"));
    let by = format!("{} at station {}, key {}", order.initiator, order.station, judged.order.person.public_key().fingerprint());
    items.push(Item::field("Initiator", Role::Ok, Safe::ours(by)));
    items.push(Item::field(
        "Judged by",
        Role::Text,
        Safe::ours(format!("roster v{}, policy v{}", judged.roster.edition().version, judged.policy.edition().version)),
    ));
    let have = format!("{} of {}", standing.approvals.len(), standing.needed());
    items.push(Item::field("Approvals", Role::Text, Safe::ours(have)));
    for statement in &judged.statements {
        let said = statement.text.statement();
        let line = format!("{}, {}: {}", said.person, words::act(said.kind.word()), gated(said.reason.as_str()));
        items.push(Item::field("Said", Role::Text, Safe::ours(line)));
    }
    items.push(Item::field("Ends", Role::Text, Safe::ours(time::full(standing.expires))));
    if standing.one_station {
        items.push(said(Role::Danger, demands::ONE_STATION));
    }
}

/// What is still missing, and the field that has the keys. The answer is where the cursor stands.
pub(super) fn top(course: &Course, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let entry = course.entry.as_ref().map(|entry| (entry, label(course, entry.asks)));
    prompt::paint(entry, status(course, now), theme, area, buffer)
}

fn label(course: &Course, asks: Asks) -> Safe<'static> {
    match asks {
        Asks::Retype => Safe::ours(course.review.blind().asks().unwrap_or_default().to_owned()),
        Asks::Document => "Path of your own copy".into(),
        Asks::Heard => "The four words you hear".into(),
        Asks::Reason(StatementKind::Approve) => "Why you approve it".into(),
        Asks::Reason(StatementKind::Release) => "Why you release it".into(),
        Asks::Reason(_) => "Why you reject it".into(),
    }
}

fn status(course: &Course, now: Timestamp) -> (Role, String) {
    if let Some(statement) = &course.statement {
        if let Some(new) = course.turned() {
            return (Role::Warn, new);
        }
        return match statement.lacks(now) {
            Some(why) => (Role::Pending, why.to_string()),
            None => (Role::Ok, "This is all of it. Sign it, or go back to the order.".to_owned()),
        };
    }
    if let (Some(Ok(_)), false) = (course.document.value(), course.has_own_copy()) {
        let another = "Your copy has ANOTHER digest than the order names: it is another document. Reject the order (F21).";
        return (Role::Danger, another.to_owned());
    }
    // While the four words are awaited, the three stand where no scrolling takes them away.
    if let (Some(call), Some(Asks::Heard)) = (&course.call, course.entry.as_ref().map(|entry| entry.asks)) {
        let initiator = &course.judged.order.text.order().initiator;
        return (Role::Accent, format!("Say \"{}\" to {initiator}, who initiated it; four words come back.", call.say));
    }
    match (course.complete(now), course.review.lacks(now)) {
        (Ok(()), _) if course.judged.agreeing(now) == StatementKind::Release => {
            (Role::Ok, "Everything was on the screen: it can be released or rejected (F19).".to_owned())
        }
        (Ok(()), _) => (Role::Ok, "Everything was on the screen: it can be approved or rejected.".to_owned()),
        // Whoever compared it need not look for what came of it.
        (Err(_), Some(Unfinished::Lines(left))) if course.has_own_copy() => {
            (Role::Pending, format!("Your copy is the document the order names (F21). Lines left to read: {left} (F09)."))
        }
        (Err(why), Some(Unfinished::Lines(_) | Unfinished::Dwell(_) | Unfinished::Blind(_))) => (Role::Pending, why),
        (Err(why), None) if course.against.is_awaited => (Role::Pending, why),
        (Err(why), _) => (Role::Warn, why),
    }
}
