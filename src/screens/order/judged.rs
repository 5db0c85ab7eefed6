//! What the signed texts of an order say when they are judged here: who counts, who does not and by which rule, what is awaited, until when.
//! The registry's own count stands beside it only where it differs, and then as an alarm.
//! Must not know: how the texts came, or what can be done about it.

use crate::{
    domain::reason::{Beside, doubts},
    evidence::standing::{End, Objection, Standing, State},
    registry::{
        Problem,
        book::{KEPT_BACK, OrderInFull, OrderState, OrderedAct, Telling},
    },
    screens::{
        case::{Doubt, Judged},
        demands, doubted,
        linked::Linked,
        words,
    },
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// Below this what is left is counted in seconds.
const SOON: SignedDuration = SignedDuration::from_hours(1);

/// The section of the page.
pub(in crate::screens) fn page(
    order: &OrderInFull,
    judged: Option<&Result<Judged, Doubt>>,
    problem: Option<&Problem>,
    now: Timestamp,
) -> Linked {
    let mut page = Linked::default();
    page.section("By its signed texts, judged here");
    match (judged, problem) {
        (Some(Ok(judged)), _) => held(order, judged, now, &mut page),
        (Some(Err(doubt)), _) if doubt.is_alarm() => {
            page.add(said(Role::Danger, format!("ALARM: {doubt}.")));
            page.add(said(
                Role::Text,
                "Do nothing with this order. Tell its initiator and a security officer, not through this registry.",
            ));
        }
        (Some(Err(doubt)), _) => page.add(said(Role::Dim, sentence_of(&doubt.to_string()))),
        (None, Some(problem)) => {
            page.add(said(Role::Warn, format!("It can't be judged: {}. {}", problem.what(), problem.advice())))
        }
        (None, None) => page.add(said(Role::Pending, "Its texts, the roster and the policy are being asked for.")),
    }
    page
}

fn held(order: &OrderInFull, judged: &Judged, now: Timestamp, page: &mut Linked) {
    let at = moment(order, now);
    let standing = judged.standing(at);
    if let Some(differs) = differing(order, &standing) {
        page.add(said(Role::Danger, format!("ALARM: {differs}.")));
    }
    let (role, word) = state(&standing.state, at);
    // What was carried out is no longer judged by today's clock; that it was allowed is said only where the texts say so.
    if order.state.is(&OrderState::Executed) && standing.is_approved() {
        page.field("Carried out", Role::Ok, "as its texts allowed then");
    } else {
        page.field("State", role, Safe::ours(word));
    }
    let names = standing.approvals.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let names = if names.is_empty() { String::new() } else { format!(": {names}") };
    let enough = standing.approvals.len() >= usize::from(standing.needed());
    let role = if enough { Role::Ok } else { Role::Pending };
    page.field("Approvals", role, Safe::ours(format!("{} of {}{names}", standing.approvals.len(), standing.needed())));
    page.field("Policy asks", Role::Text, Safe::ours(demands::of_order(&standing.asked)));
    if standing.one_station {
        page.add(said(Role::Danger, demands::ONE_STATION));
    }
    let text = judged.order.text.order();
    let initiator = format!("{} at station {}", text.initiator, text.station);
    page.field("Initiator", Role::Ok, Safe::ours(initiator));
    doubted::flag(&doubts(text.reason.as_str(), Beside::default())).into_iter().for_each(|item| page.add(item));
    for (place, signed) in judged.statements.iter().enumerate() {
        let statement = signed.text.statement();
        let reason = reason(order, statement.reason.as_str());
        let made = time::full(statement.made.timestamp());
        let line = format!("{}, {}, {made}: {reason}", statement.person, words::act(statement.kind.word()));
        match standing.discounted.iter().find(|(at, _)| *at == place) {
            Some((_, why)) => {
                page.field("Does not count", Role::Struck, Safe::ours(line));
                page.add(said(Role::Warn, format!("  because {} ({})", why, why.rule())));
            }
            None => page.field("Counts", Role::Ok, Safe::ours(line)),
        }
        doubted::flag(&doubted::of_statement(text, &judged.statements, place)).into_iter().for_each(|item| page.add(item));
    }
    if judged.unreadable > 0 {
        page.add(said(Role::Danger, format!("{} statements can't be read and count for nothing.", judged.unreadable)));
    }
    let by = format!("roster v{}, policy v{}", judged.roster.edition().version, judged.policy.edition().version);
    page.field("Judged by", Role::Dim, Safe::ours(by));
}

/// The words of a statement, for whoever looks: not where they say a value of the order that is to be typed again (F07).
fn reason(order: &OrderInFull, words: &str) -> String {
    let tells = match &order.act {
        OrderedAct::Transfer(moved) => {
            let telling = Telling::of_transfer(moved);
            telling.says_units(words) || telling.says_accounts(words)
        }
        OrderedAct::Decide { quantity, .. } => Telling::of(*quantity, &[], []).says_units(words),
        _ => false,
    };
    if tells && !order.withheld.is_empty() {
        return KEPT_BACK.to_owned();
    }
    Untrusted::new(words).gate(Kind::Prose).to_string()
}

/// The moment it is judged at: an order that was carried out is judged as of then.
fn moment(order: &OrderInFull, now: Timestamp) -> Timestamp {
    order.decided.filter(|_| order.state.is(&OrderState::Executed)).unwrap_or(now)
}

/// Where it stands, with what is left of a time that runs.
pub(in crate::screens) fn state(state: &State, now: Timestamp) -> (Role, String) {
    let ended = |word: &str, end: &End| {
        let reason = Untrusted::new(end.reason.as_str()).gate(Kind::Prose).to_string();
        format!("{word} by {}, {}: {reason}", end.by, time::full(end.made))
    };
    match state {
        State::Void(why) => (Role::Danger, format!("void: {why} ({})", why.rule())),
        State::Waiting { have, needed } => (Role::Pending, format!("waits for {} more", needed.saturating_sub(*have))),
        State::Cooling { until } => {
            let left = countdown(until.duration_since(now));
            (Role::Pending, format!("cooling off, {left} left, until {}; any one person may stop it (F14)", time::full(*until)))
        }
        State::Unreleased => (Role::Pending, "waits for a third person to release it (F19)".to_owned()),
        State::Closed { opens } => {
            (Role::Pending, format!("waits for the hours of execution, from {} on (F28)", time::full(*opens)))
        }
        State::Approved => (Role::Ok, "approved; it may be carried out now".to_owned()),
        State::Rejected(end) => (Role::Danger, ended("rejected", end)),
        State::Withdrawn(end) => (Role::Dim, ended("withdrawn", end)),
        State::Stopped(end) => (Role::Danger, ended("stopped", end)),
        State::Superseded => (Role::Dim, "superseded by another order (F12)".to_owned()),
        State::Expired { since } => (Role::Dim, format!("expired at {} (F13)", time::full(*since))),
    }
}

/// What is left, the way it counts down: `1 h 02 min`, then `59:59`.
fn countdown(left: SignedDuration) -> String {
    let seconds = left.as_secs().max(0);
    match left > SOON {
        true => format!("{} h {:02} min", seconds / 3_600, seconds % 3_600 / 60),
        false => format!("{:02}:{:02}", seconds / 60, seconds % 60),
    }
}

/// When the page says something else by itself: the countdown's next step, or the end of a time.
pub(super) fn next_tick(standing: &Standing, now: Timestamp) -> Option<Duration> {
    let left = match &standing.state {
        State::Cooling { until } => until.duration_since(now),
        State::Closed { opens } => return opens.duration_since(now).try_into().ok(),
        State::Waiting { .. } | State::Unreleased | State::Approved => {
            return standing.expires.duration_since(now).try_into().ok();
        }
        _ => return None,
    };
    let seconds = u64::try_from(left.as_secs()).ok()?;
    Some(if left > SOON { Duration::from_secs(seconds % 60 + 1) } else { Duration::from_secs(1) })
}

/// What of the registry's own count the texts do not bear out, of an order that has not ended.
fn differing(order: &OrderInFull, standing: &Standing) -> Option<String> {
    let count = &order.signed.as_ref()?.count;
    let says_approved = order.state.is(&OrderState::Approved) || order.state.is(&OrderState::Executed);
    let is_waiting = matches!(standing.state, State::Waiting { .. });
    if says_approved && is_waiting {
        let (have, needed) = (standing.approvals.len(), standing.needed());
        return Some(format!(
            "the registry says it is {}, and by its texts {have} of {needed} approvals count (T01)",
            word(order)
        ));
    }
    let was_carried_out = order.state.is(&OrderState::Executed);
    if was_carried_out && (standing.state.is_final() || standing.state == State::Unreleased) {
        return Some(format!(
            "the registry says it is {}, and by its texts it was {} then (T01)",
            word(order),
            standing.state.word()
        ));
    }
    let is_open = order.state.is(&OrderState::Submitted) || order.state.is(&OrderState::Approved);
    let mut counted = count.approvals.clone();
    let mut ours = standing.approvals.clone();
    counted.sort_unstable();
    ours.sort_unstable();
    if is_open && !standing.state.is_final() && counted != ours {
        let names = |persons: &[crate::domain::PersonId]| match persons {
            [] => "nobody".to_owned(),
            persons => persons.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        };
        return Some(format!(
            "the registry counts the approvals of {}, the texts those of {} (T01)",
            names(&counted),
            names(&ours)
        ));
    }
    if is_open && count.needed < standing.needed() {
        let needed = standing.needed();
        return Some(format!("the registry asks for {} approvals, the policy for {needed} (T01)", count.needed));
    }
    None
}

fn word(order: &OrderInFull) -> &'static str {
    order.state.known().map_or("decided", |state| state.word())
}

/// What must not go unnoticed, as a clause.
pub(super) fn alarm(order: &OrderInFull, judged: &Result<Judged, Doubt>, now: Timestamp) -> Option<String> {
    match judged {
        Ok(judged) => differing(order, &judged.standing(moment(order, now))),
        Err(doubt) => doubt.is_alarm().then(|| doubt.to_string()),
    }
}

/// An objection as a sentence with its rule.
pub(in crate::screens) fn sentence(why: &Objection) -> String {
    sentence_of(&format!("{why} ({})", why.rule()))
}

fn sentence_of(clause: &str) -> String {
    let is_word = clause.starts_with("the ") || clause.starts_with("it ") || clause.starts_with("there ");
    let mut letters = clause.chars();
    match letters.next().filter(|_| is_word) {
        Some(first) => first.to_uppercase().chain(letters).chain(['.']).collect(),
        None => format!("{clause}."),
    }
}

fn said(role: Role, sentence: impl Into<String>) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(sentence.into()))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_counts_down_in_minutes_and_then_in_seconds() {
        for (seconds, shown) in
            [(7_260, "2 h 01 min"), (3_661, "1 h 01 min"), (3_600, "60:00"), (61, "01:01"), (0, "00:00"), (-5, "00:00")]
        {
            assert_eq!(countdown(SignedDuration::from_secs(seconds)), shown, "{seconds}");
        }
    }
}
