//! What waits for this operator in the registries that are not in use, as far as it was asked.
//! It is asked when something else has woken the console anyway and what is known is old: no timer, so an idle console stays idle.
//! Must not know: how it is shown, or what the registry in use is doing.

use super::{Desk, Effect, ProfileId, RequestId};
use crate::registry::{Problem, Read, Reply};
use jiff::Timestamp;
use std::{collections::BTreeMap, time::Duration};

/// What waits elsewhere.
#[derive(Debug, Default)]
pub struct Badges {
    /// How old what is known may get; `None` asks nobody.
    every: Option<Duration>,
    known: BTreeMap<ProfileId, Badge>,
}

#[derive(Debug)]
struct Badge {
    /// When it was asked for last.
    at: Timestamp,
    asked: Option<RequestId>,
    /// How many things wait; `None` when the registry has not said so.
    waiting: Option<u64>,
}

impl Badges {
    /// Badges that get at most this old while the console is in use; `None` asks nobody.
    pub fn every(every: Option<Duration>) -> Self {
        Self { every, known: BTreeMap::new() }
    }

    /// Asks every registry that is not in use and whose badge is old. One that does not answer is not asked again before it did.
    pub fn ask(&mut self, profiles: usize, desk: &mut Desk<'_>) {
        let Some(every) = self.every else { return };
        let (current, now) = (desk.tickets.profile(), desk.now);
        for profile in (0..profiles).map(ProfileId).filter(|profile| *profile != current) {
            let before = self.known.get(&profile);
            let is_fresh = |badge: &Badge| {
                let age = Duration::try_from(now.duration_since(badge.at)).unwrap_or_default();
                badge.asked.is_some() || age < every
            };
            if before.is_some_and(is_fresh) {
                continue;
            }
            let ticket = desk.tickets.issue_for(profile);
            let waiting = before.and_then(|badge| badge.waiting);
            self.known.insert(profile, Badge { at: now, asked: Some(ticket.request), waiting });
            desk.effects.push(Effect::AskAside { ticket, ask: Read::Overview });
        }
    }

    /// Takes an answer, whatever registry is in use by now. Says whether it was one of these.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>) -> bool {
        let Some(badge) = self.known.values_mut().find(|badge| badge.asked == Some(request)) else { return false };
        badge.asked = None;
        badge.waiting = match answer {
            Ok(Reply::Overview(overview)) => {
                Some(overview.needs.iter().fold(0, |sum: u64, need| sum.saturating_add(need.mine.count)))
            }
            // What waited some time ago may not wait any more.
            _ => None,
        };
        true
    }

    /// The registries in which something waits, and how much, by their place in the configuration; without the one in use.
    pub fn waiting(&self, current: ProfileId) -> impl Iterator<Item = (ProfileId, u64)> {
        let elsewhere = self.known.iter().filter(move |(profile, _)| **profile != current);
        elsewhere.filter_map(|(profile, badge)| Some((*profile, badge.waiting.filter(|waiting| *waiting > 0)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::Tickets,
        registry::{
            ProblemKind, Word,
            book::{Need, NeedKind, Overview, Pile},
        },
    };
    use jiff::SignedDuration;

    const EVERY: Duration = Duration::from_secs(300);

    fn at(seconds: i64) -> Timestamp {
        "2026-11-22T09:14:00Z".parse::<Timestamp>().unwrap().checked_add(SignedDuration::from_secs(seconds)).unwrap()
    }

    /// Which profiles are asked after so many seconds, and by which requests.
    fn asked(badges: &mut Badges, tickets: &mut Tickets, seconds: i64) -> Vec<(usize, RequestId)> {
        let mut effects = Vec::new();
        badges.ask(3, &mut Desk { now: at(seconds), tickets, effects: &mut effects });
        let asked = effects.iter().map(|effect| match effect {
            Effect::AskAside { ticket, ask: Read::Overview } => (ticket.profile.0, ticket.request),
            other => panic!("{other:?}"),
        });
        asked.collect()
    }

    fn overview(piles: &[(u64, u64)]) -> Result<Reply, Problem> {
        let pile = |count| Pile { count, oldest: None };
        let need = |(all, mine): &(u64, u64)| Need { kind: Word::Known(NeedKind::Stuck), all: pile(*all), mine: pile(*mine) };
        let needs = piles.iter().map(need).collect();
        Ok(Reply::Overview(Box::new(Overview { needs, links: Vec::new(), revision: 1, as_of: at(0) })))
    }

    fn waiting(badges: &Badges, current: usize) -> Vec<(usize, u64)> {
        badges.waiting(ProfileId(current)).map(|(profile, waiting)| (profile.0, waiting)).collect()
    }

    #[test]
    fn the_others_are_asked_when_they_are_old_and_not_before() {
        let (mut badges, mut tickets) = (Badges::every(Some(EVERY)), Tickets::default());
        let first = asked(&mut badges, &mut tickets, 0);
        assert_eq!(first.iter().map(|(profile, _)| *profile).collect::<Vec<_>>(), [1, 2]);
        assert!(asked(&mut badges, &mut tickets, 299).is_empty());
        assert!(badges.answer(first[0].1, &overview(&[(9, 2), (5, 3)])));
        assert!(!badges.answer(first[0].1, &overview(&[])), "it counts once");
        assert_eq!(waiting(&badges, 0), [(1, 5)], "what waits for others is not ours");
        assert!(asked(&mut badges, &mut tickets, 299).is_empty());
        let second = asked(&mut badges, &mut tickets, 300);
        assert_eq!(second.len(), 1, "the one that never answered is not asked twice at a time");
        assert_eq!(waiting(&badges, 0), [(1, 5)], "what is known stays until the answer");
        assert!(badges.answer(second[0].1, &Err(Problem::of(ProblemKind::Offline))));
        assert!(waiting(&badges, 0).is_empty(), "what is not known is not said");
    }

    #[test]
    fn a_switch_takes_the_badge_off_and_leaves_the_others() {
        let (mut badges, mut tickets) = (Badges::every(Some(EVERY)), Tickets::default());
        let first = asked(&mut badges, &mut tickets, 0);
        tickets.switch(ProfileId(1));
        for (_, request) in first {
            assert!(badges.answer(request, &overview(&[(1, 1)])), "an answer counts in any epoch");
        }
        assert_eq!((waiting(&badges, 1), waiting(&badges, 0)), (vec![(2, 1)], vec![(1, 1), (2, 1)]));
        assert_eq!(asked(&mut badges, &mut tickets, 5).len(), 1, "the registry that was left was never asked");
    }

    #[test]
    fn nobody_is_asked_when_that_is_off() {
        let (mut badges, mut tickets) = (Badges::every(None), Tickets::default());
        assert!(asked(&mut badges, &mut tickets, 0).is_empty());
    }
}
