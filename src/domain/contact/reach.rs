//! Who can be reached at a time: by their calendar and zone, absences and deputies, and channels that are verified and count.
//! Only what was verified leads a call. Deputies of deputies are followed, strangers among them are not, and a circle of them ends.
//! Must not know: what the call is about.

mod circle;

use super::{
    Address, CardId, CardState, ChannelKind, Directory, Held, LocalClock, Obstacle, Organisation, Reach, Reached, Severity,
};
use circle::{Circle, Member};
use jiff::{SignedDuration, Timestamp};

/// How many days ahead the next time is looked for.
pub const HORIZON_DAYS: i64 = 100;
/// How many days ahead the end of being reachable is looked for.
const UNTIL_DAYS: i64 = 7;

/// Whether somebody can be reached at a time, for something of this severity; if not, why not, and when next.
pub fn reach(directory: &Directory, who: &CardId, severity: Severity, at: Timestamp) -> Reach {
    let circle = Circle::around(directory, who);
    match answer(&circle, who, severity, at) {
        Ok(mut reached) => {
            let ends = |at| answer(&circle, who, severity, at).is_err();
            reached.until = first_turn(&circle, at, UNTIL_DAYS, ends);
            Reach::Now(reached)
        }
        Err(obstacles) => {
            let begins = |at| answer(&circle, who, severity, at).is_ok();
            Reach::Not { obstacles, next: first_turn(&circle, at, HORIZON_DAYS, begins) }
        }
    }
}

/// The first moment after a time, within so many days, at which something about anybody in the circle changes and the condition is met.
/// Between two such moments nothing changes, so none is missed.
fn first_turn(circle: &Circle<'_>, after: Timestamp, days: i64, is_met: impl Fn(Timestamp) -> bool) -> Option<Timestamp> {
    let horizon = after.checked_add(SignedDuration::from_hours(days * 24)).ok()?;
    let mut turn = after;
    loop {
        turn = circle.next_turn(turn).filter(|turn| *turn <= horizon)?;
        if is_met(turn) {
            return Some(turn);
        }
    }
}

/// Who answers at a moment. Follows deputies from one to the next, each once.
fn answer(circle: &Circle<'_>, who: &CardId, severity: Severity, at: Timestamp) -> Result<Reached, Vec<(CardId, Obstacle)>> {
    let mut obstacles: Vec<(CardId, Obstacle)> = Vec::new();
    let mut asked = who.clone();
    loop {
        if obstacles.iter().any(|(before, _)| *before == asked) {
            obstacles.push((asked, Obstacle::Circle));
            return Err(obstacles);
        }
        let Some(member) = circle.member(&asked) else {
            obstacles.push((asked, Obstacle::Unknown));
            return Err(obstacles);
        };
        // Whoever was asked for must have something in common with everybody who stands in, not only with the one before.
        if circle.member(who).is_some_and(|whom| !member.may_stand_in_for(whom, at)) && asked != *who {
            obstacles.push((asked, Obstacle::Stranger));
            return Err(obstacles);
        }
        match present(member, severity, at) {
            Ok(mut reached) => {
                reached.stands_in_for = obstacles.into_iter().map(|(before, _)| before).collect();
                return Ok(reached);
            }
            Err(Stopped { obstacle, deputy }) => {
                obstacles.push((asked, obstacle));
                let Some(deputy) = deputy else { return Err(obstacles) };
                asked = deputy;
            }
        }
    }
}

/// Why somebody themselves can't be reached, and who stands in.
struct Stopped {
    obstacle: Obstacle,
    deputy: Option<CardId>,
}

impl From<Obstacle> for Stopped {
    fn from(obstacle: Obstacle) -> Self {
        Self { obstacle, deputy: None }
    }
}

/// Whether somebody themselves can be reached at a moment.
fn present(member: &Member<'_>, severity: Severity, at: Timestamp) -> Result<Reached, Stopped> {
    let (state, invalid) = member.state_at(at).ok_or(Obstacle::Unverified)?;
    if state == CardState::Invalid {
        return Err(Obstacle::Invalid(invalid).into());
    }
    if let Some((until, deputy)) = member.away(at) {
        let obstacle = if deputy.is_some() { Obstacle::StoodInFor(until) } else { Obstacle::Away(until) };
        return Err(Stopped { obstacle, deputy });
    }
    member.works(at)?;
    let (address, verified, is_stale) = channel(member, severity, at)?;
    let by = member.card.id.clone();
    Ok(Reached { by, stands_in_for: Vec::new(), address, verified, is_stale, state, until: None })
}

/// The kinds of channel that suit a severity, the best first. What can't wait needs one that rings.
fn suitable(severity: Severity) -> &'static [ChannelKind] {
    use ChannelKind as K;
    match severity {
        Severity::Low => &[K::Mail, K::Messaging, K::Desk, K::Mobile, K::Duty],
        Severity::Normal => &[K::Desk, K::Mobile, K::Mail, K::Messaging, K::Duty],
        Severity::High | Severity::Critical => &[K::Duty, K::Mobile, K::Desk, K::Messaging],
    }
}

/// The best channel that may be used. If there is none, the reason is the one that is nearest to being one.
fn channel(member: &Member<'_>, severity: Severity, at: Timestamp) -> Result<(Address, Timestamp, bool), Obstacle> {
    let mut obstacle = Obstacle::NoChannel;
    for kind in suitable(severity) {
        for known in member.channels.iter().filter(|known| known.channel.address.kind() == *kind && known.channel.is_in_use(at)) {
            let Some(verified) = known.verified else {
                obstacle = obstacle.max(Obstacle::ChannelUnverified);
                continue;
            };
            match known.held(at) {
                Some(Held::Cancelled) => obstacle = obstacle.max(Obstacle::ChannelCancelled),
                Some(Held::Until(until)) => obstacle = obstacle.max(Obstacle::ChannelHeld(until)),
                None => return Ok((known.channel.address.clone(), verified, super::Channel::is_stale(verified, at))),
            }
        }
    }
    Err(obstacle)
}

impl Directory {
    /// What a clock on somebody's wall shows; `None` when nobody knows where they work.
    pub fn local_clock(&self, who: &CardId, at: Timestamp) -> Option<LocalClock> {
        Circle::around(self, who).member(who)?.clock(at)
    }

    /// What a clock in an organisation's office shows.
    pub fn office_clock(&self, organisation: &Organisation, at: Timestamp) -> LocalClock {
        circle::office_clock(organisation, at)
    }
}

#[cfg(test)]
mod tests;
