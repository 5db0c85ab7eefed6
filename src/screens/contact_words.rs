//! How the screens tell of contacts: clocks on other walls, why somebody can't be reached, who made sure of an entry, what changed.
//! A clock there always stands with its day of the week; what nobody verified is said as such, in words and not by a colour alone.
//! Must not know: which contact it is, or how a page is laid out.

#[cfg(test)]
mod tests;

use crate::{
    domain::contact::{
        Act, Attempt, AttemptResult, CardState, Change, Channel, Due, EntryKey, Held, Improper, LocalClock, Obstacle,
        ProposalKind, Reach, Reached, ResponseTest, Role as Seat, Scope, Standing, Verification, WorkingHours,
    },
    evidence::contact_change::ChangeText,
    registry::book::RecordedAttempt,
    text::{Kind, time},
    ui::{Glyph, Role, Safe, Span, detail::Item},
};
use jiff::{SignedDuration, Timestamp, civil::Weekday, tz::TimeZone};
use std::time::Duration;

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// When somebody works, as it is read: `Mon–Fri 08:00–17:00, Africa/Accra`; days that follow each other are one run.
pub fn hours(hours: &WorkingHours) -> String {
    let works = |day: &Weekday| hours.weekdays.contains(*day);
    let week: Vec<Weekday> = Weekday::Monday.cycle_forward().take(7).collect();
    let runs = week.chunk_by(|day, next| works(day) == works(next)).filter(|run| run.iter().all(works));
    let run = |days: &[Weekday]| match days {
        [day] => weekday(*day).to_owned(),
        [first, last] => format!("{}, {}", weekday(*first), weekday(*last)),
        [first, .., last] => format!("{}–{}", weekday(*first), weekday(*last)),
        [] => String::new(),
    };
    let days = runs.map(run).collect::<Vec<_>>().join(", ");
    let day = hours.hours.to_string().replace('-', "–");
    let holidays = if hours.on_holidays { ", holidays too" } else { "" };
    format!("{days} {day}, {}{holidays}", hours.zone)
}

/// What a clock there shows: `Sun 09:14`.
pub fn clock(clock: &LocalClock) -> String {
    let civil = clock.civil;
    format!("{} {:02}:{:02}", weekday(civil.weekday()), civil.hour(), civil.minute())
}

/// What the clock here shows: `Sun 09:14 UTC`.
pub fn here(now: Timestamp) -> String {
    format!("{} {} UTC", weekday(now.to_zoned(TimeZone::UTC).weekday()), time::minute(now))
}

/// Whether they work there at this hour.
pub fn office(clock: &LocalClock) -> (Role, Glyph, &'static str) {
    match (clock.is_open, clock.is_holiday) {
        (true, true) => (Role::Ok, Glyph::Ok, "open, a holiday"),
        (true, false) => (Role::Ok, Glyph::Ok, "open"),
        (false, true) => (Role::Warn, Glyph::Blocked, "holiday"),
        (false, false) => (Role::Dim, Glyph::Nothing, "closed"),
    }
}

/// A moment that is not long from now: `14:00 UTC`, `Mon 08:00 UTC`, `2026-12-05 08:00 UTC`.
pub fn moment(at: Timestamp, now: Timestamp) -> String {
    let days = at.duration_since(now).as_hours() / 24;
    if time::day(at) == time::day(now) {
        format!("{} UTC", time::minute(at))
    } else if (0..6).contains(&days) {
        format!("{} {} UTC", weekday(at.to_zoned(TimeZone::UTC).weekday()), time::minute(at))
    } else {
        time::full(at)
    }
}

/// How long until then.
pub fn ahead(at: Timestamp, now: Timestamp) -> String {
    format!("in {}", time::span(at.duration_since(now)))
}

/// How long is left until then, to the minute: `3 d 04 h`, `4 h 05 min`, `12 min`.
pub fn countdown(until: Timestamp, now: Timestamp) -> String {
    // A minute that has begun is not over yet.
    let minutes = (until.duration_since(now).as_secs().max(0) + 59) / 60;
    let (days, hours, rest) = (minutes / 1_440, minutes % 1_440 / 60, minutes % 60);
    match (days, hours) {
        (0, 0) => format!("{rest} min"),
        (0, hours) => format!("{hours} h {rest:02} min"),
        (days, hours) => format!("{days} d {hours:02} h"),
    }
}

/// How long until a countdown says something else, or is over: whoever shows one asks to be woken then and not before.
pub fn next_tick(until: Timestamp, now: Timestamp) -> Duration {
    let left = u64::try_from(until.duration_since(now).as_secs()).unwrap_or(0);
    let minutes = left.div_ceil(60);
    // From a day on the minutes are not said.
    let told = if minutes >= 1_440 { minutes / 60 * 60 } else { minutes };
    Duration::from_secs(left.saturating_sub(told.saturating_sub(1) * 60).max(1))
}

/// Why a change can't be confirmed this way, in few words where an old channel was not chosen.
pub fn no_way(why: Improper) -> String {
    match why {
        Improper::NoOldChannel => "this could lead a call astray: choose an old channel you asked through (F14)".to_owned(),
        other => other.to_string(),
    }
}

/// How long ago that was.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    match time::age(at, now).as_str() {
        "now" => "just now".to_owned(),
        age => format!("{age} ago"),
    }
}

/// Why somebody can't be reached, as a clause.
pub fn obstacle(obstacle: Obstacle, now: Timestamp) -> String {
    match obstacle {
        Obstacle::Unknown => "the directory has no such card".to_owned(),
        Obstacle::Unverified => "nobody has verified the card".to_owned(),
        Obstacle::Invalid(since) => format!("not verified again in time: invalid since {}", time::day(since)),
        Obstacle::Away(until) => format!("away until {}, and nobody stands in", moment(until, now)),
        Obstacle::StoodInFor(until) => format!("away until {}", moment(until, now)),
        Obstacle::Circle => "the deputies stand in for each other in a circle".to_owned(),
        Obstacle::Stranger => "stands in, and belongs to another registry: not called for them".to_owned(),
        Obstacle::Holiday(day) => format!("a holiday there ({day})"),
        Obstacle::DayOff => "a day off there".to_owned(),
        Obstacle::OutOfHours => "out of hours there".to_owned(),
        Obstacle::NoHours => "nobody knows their hours".to_owned(),
        Obstacle::NoChannel => "no channel that suits this severity".to_owned(),
        Obstacle::ChannelUnverified => "the channel is not verified".to_owned(),
        Obstacle::ChannelHeld(until) => format!("the channel was changed and counts from {}", moment(until, now)),
        Obstacle::ChannelCancelled => "the change of the channel was ended".to_owned(),
    }
}

/// An obstacle where there is little room.
fn obstacle_short(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Unknown => "no such card",
        Obstacle::Unverified => "not verified",
        Obstacle::Invalid(_) => "invalid",
        Obstacle::Away(_) | Obstacle::StoodInFor(_) => "away",
        Obstacle::Circle => "circle of deputies",
        Obstacle::Stranger => "a stranger stands in",
        Obstacle::Holiday(_) => "holiday",
        Obstacle::DayOff => "day off",
        Obstacle::OutOfHours => "off hours",
        Obstacle::NoHours => "hours unknown",
        Obstacle::NoChannel => "no telephone",
        Obstacle::ChannelUnverified => "number not verified",
        Obstacle::ChannelHeld(_) => "number held back",
        Obstacle::ChannelCancelled => "number taken back",
    }
}

/// Whether somebody can be reached, for a cell: the sign, and when, or why not.
pub fn reach(reach: &Reach, now: Timestamp) -> (Role, Glyph, String) {
    match reach {
        Reach::Now(reached) => match reached.until {
            Some(until) => (Role::Ok, Glyph::Ok, format!("now, for {}", time::span(until.duration_since(now)))),
            None => (Role::Ok, Glyph::Ok, "now".to_owned()),
        },
        Reach::Not { obstacles, next } => {
            let why = obstacles.last().map_or("no", |(_, obstacle)| obstacle_short(*obstacle));
            match next {
                Some(next) => (Role::Dim, Glyph::Pending, format!("{}: {why}", ahead(*next, now))),
                None => (Role::Warn, Glyph::Blocked, why.to_owned()),
            }
        }
    }
}

/// What must be known of whoever answers before they are called: stale numbers, cards that are nearly invalid.
pub fn caution(reached: &Reached, now: Timestamp) -> Vec<Span<'static>> {
    let mut said = vec![Span::new(Role::Dim, Safe::ours(format!("   verified {}", ago(reached.verified, now))))];
    if reached.is_stale {
        said.push(Span::new(Role::Warn, "   stale: verified too long ago"));
    }
    if reached.state == CardState::TemporarilyInvalid {
        said.push(Span::new(Role::Warn, "   the card is overdue for verification"));
    }
    said
}

/// By what right an entry stands there.
pub fn standing(standing: &Standing, now: Timestamp) -> Vec<Span<'static>> {
    match &standing.verified {
        Some(verification) => vec![Span::new(Role::Dim, Safe::ours(verified(verification, now)))],
        None => vec![Span::new(Role::Warn, "nobody has verified it")],
    }
}

/// Who made sure of an entry, when and how.
pub fn verified(verification: &Verification, now: Timestamp) -> String {
    let by = match verification.by.second() {
        Some(second) => format!("{} and {second}", verification.by.first()),
        None => verification.by.first().to_string(),
    };
    let paper = verification.evidence.as_ref().map(|paper| format!(", {paper}")).unwrap_or_default();
    format!("verified {} by {}: {by}{paper}", ago(verification.at, now), verification.method.word())
}

/// The roles somebody holds, in so many cells: whole, where that is too long in short, else the first and how many more.
pub fn roles(held: &[Seat], room: usize) -> String {
    let joined = |word: fn(Seat) -> &'static str| held.iter().map(|role| word(*role)).collect::<Vec<_>>().join(", ");
    let fits = |words: &String| words.chars().count() <= room;
    let first = held.first().map_or("", |role| role.short());
    let fewest = if held.len() < 2 { first.to_owned() } else { format!("{first} +{}", held.len() - 1) };
    [joined(Seat::word), joined(Seat::short)].into_iter().find(fits).unwrap_or(fewest)
}

/// For what part of the work a role is, where it is not for all of it.
pub fn scope(scope: &Scope) -> Option<String> {
    let parts: Vec<String> = scope.parts().map(|part| part.to_string()).collect();
    (!parts.is_empty()).then(|| format!("only {}", parts.join(", ")))
}

/// Whether a channel was verified too long ago.
pub fn is_stale(standing: &Standing, now: Timestamp) -> bool {
    standing.verified.as_ref().is_some_and(|verification| Channel::is_stale(verification.at, now))
}

/// From when a change counts.
pub fn held(held: Held, now: Timestamp) -> String {
    match held {
        Held::Until(until) => format!("held back: counts from {}, {} left", moment(until, now), countdown(until, now)),
        Held::Cancelled => "the change was ended: it does not count".to_owned(),
    }
}

/// That something changed, and when.
pub fn changed(change: &Change, now: Timestamp) -> String {
    let what = match change.act {
        Act::Add => "added",
        Act::Change => "changed",
        Act::Verify => "verified",
        Act::Suspend => "suspended",
        Act::End => "ended",
    };
    format!("{what} {}", ago(change.at, now))
}

/// What a change is about, in few words: the entry that leads a call, or else the first, and how many more.
pub fn change_words(text: &ChangeText) -> String {
    let entries = &text.change().entries;
    let keys: Vec<EntryKey> = entries.iter().map(|changed| changed.entry.key()).collect();
    let first = keys.iter().find(|key| key.leads_a_call()).filter(|_| text.change().kind != ProposalKind::Verification);
    let named = first.or(keys.first()).map(key_words).unwrap_or_default();
    match keys.len() {
        0 | 1 => named,
        all => format!("{named} and {} more", all - 1),
    }
}

/// An entry by its name.
pub fn key_words(key: &EntryKey) -> String {
    match key {
        EntryKey::Organisation(id) => format!("organisation {id}"),
        EntryKey::Registry(id) => format!("registry {id}"),
        EntryKey::Card(id) => format!("card {id}"),
        EntryKey::Absence(id, from) => format!("absence of {id} from {}", time::day(*from)),
        EntryKey::Assignment(id, role, registry, _) => format!("{} of {registry}: {id}", role.word()),
        EntryKey::Channel(id, address) => format!("{address} of {id}"),
        EntryKey::Key(owner, fingerprint) => format!("key of {owner}: {fingerprint}"),
        EntryKey::Chain(registry, topic, severity) => format!("chain of {registry}: {}, {}", topic.word(), severity.word()),
        EntryKey::List(id) => format!("list {id}"),
    }
}

/// What came of an attempt.
pub fn result(result: AttemptResult) -> (Role, Glyph, &'static str) {
    match result {
        AttemptResult::Answered => (Role::Ok, Glyph::Ok, "answered"),
        AttemptResult::NoAnswer => (Role::Warn, Glyph::Blocked, "no answer"),
        AttemptResult::MessageLeft => (Role::Pending, Glyph::Pending, "left message"),
        AttemptResult::WrongPerson => (Role::Danger, Glyph::Danger, "wrong person"),
    }
}

/// How long a call took, as somebody tells it who looked at a clock: in seconds, then in minutes and hours.
fn waited(length: SignedDuration) -> String {
    if length < SignedDuration::from_secs(10) { format!("{} s", length.as_secs().max(0)) } else { time::span(length) }
}

/// An attempt that was recorded: when, what came of it, whom and where, how long it took, and who tried.
pub fn tried(recorded: &RecordedAttempt, now: Timestamp) -> Item<'static> {
    let Attempt { who, address, result: came, began, ended, .. } = &recorded.attempt;
    let (role, _, words) = result(*came);
    let value = vec![
        Span::new(role, words),
        Span::text(Safe::ours(format!("   {who}, {address}"))),
        Span::new(Role::Dim, Safe::ours(format!("   after {}, ", waited(ended.duration_since(*began))))),
        Span::new(Role::Dim, Safe::from(recorded.by.gate(Kind::Name))),
    ];
    Item::Field(Safe::ours(moment(*ended, now)), value)
}

/// Whether a new word is due.
pub fn due(due: Option<Due>) -> (Role, Glyph, &'static str) {
    match due {
        Some(Due::No) => (Role::Ok, Glyph::Ok, "verified"),
        Some(Due::Due) => (Role::Warn, Glyph::Warn, "due"),
        Some(Due::Overdue) => (Role::Danger, Glyph::Danger, "overdue"),
        None => (Role::Warn, Glyph::Warn, "never verified"),
    }
}

/// The last response test, with how long the answer took, in so many cells: where there is little room, its age without the word "ago".
pub fn response(test: ResponseTest, now: Timestamp, room: usize) -> (Role, Glyph, String) {
    let aged = |what: &str, at: Timestamp| {
        let words = format!("{what}, {}", ago(at, now));
        // The sign before it and the cell between take two.
        if words.len() + 2 <= room { words } else { format!("{what}, {}", time::age(at, now)) }
    };
    match test {
        ResponseTest::Never => (Role::Dim, Glyph::Nothing, "never tested".to_owned()),
        ResponseTest::Silent { since } => (Role::Warn, Glyph::Warn, aged("no answer", since)),
        ResponseTest::Answered { at, after } => {
            let (role, glyph) = if test.is_due(now) { (Role::Warn, Glyph::Warn) } else { (Role::Ok, Glyph::Ok) };
            (role, glyph, aged(&took(after), at))
        }
    }
}

/// How long an answer took: seconds count.
fn took(after: SignedDuration) -> String {
    let seconds = after.as_secs().max(0);
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}
