//! What waits in the registry in use, for the counts beside the tabs.
//! It is asked for when the book has gone on since, or when what is known is old and something has woken the console anyway: no timer.
//! Must not know: which tab shows what of it.

use super::{Desk, RequestId};
use crate::registry::{Problem, Read, Reply, book::Overview};
use jiff::{SignedDuration, Timestamp};

/// How old what is known may get: a step becomes overdue without any entry of the ledger.
const OLD: SignedDuration = SignedDuration::from_mins(5);

/// What waits, as far as the registry has said.
#[derive(Debug, Default)]
pub struct Counts {
    overview: Option<Box<Overview>>,
    asked: Option<RequestId>,
    /// The newest entry of the ledger that any answer or change has named.
    newest: u64,
    /// Up to which entry what is known counts, or was asked for in vain, and since when.
    tried: Option<(u64, Timestamp)>,
}

impl Counts {
    /// What waits; `None` when the registry has not said so, or did not the last time.
    pub fn overview(&self) -> Option<&Overview> {
        self.overview.as_deref()
    }

    /// Whether an answer is awaited.
    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }

    /// Takes note of an entry of the ledger.
    pub fn note(&mut self, revision: u64) {
        self.newest = self.newest.max(revision);
    }

    /// What is known may be wrong, whatever its age.
    pub fn doubt(&mut self) {
        self.tried = None;
    }

    /// Asks for it, unless it is known well enough or asked for already.
    pub fn ask(&mut self, desk: &mut Desk<'_>) {
        let is_fresh = |(entry, at): (u64, Timestamp)| entry >= self.newest && desk.now.duration_since(at) < OLD;
        if self.is_asking() || self.tried.is_some_and(is_fresh) {
            return;
        }
        self.tried = Some((self.newest, desk.now));
        self.asked = Some(desk.ask(Read::Overview));
    }

    /// Hears an answer, whoever asked: an overview that a screen asked for counts as well. Says whether it was asked for here.
    pub fn hear(&mut self, request: RequestId, answer: &Result<Reply, Problem>, now: Timestamp) -> bool {
        let ours = self.asked.take_if(|asked| *asked == request).is_some();
        match answer {
            Ok(Reply::Overview(overview)) => {
                let before = self.tried.map_or(0, |(entry, _)| entry);
                self.tried = Some((before.max(overview.revision), now));
                self.overview = Some(overview.clone());
            }
            // What waited some time ago may not wait any more.
            _ if ours => self.overview = None,
            _ => {}
        }
        self.note(answer.as_ref().ok().and_then(Reply::revision).unwrap_or(0));
        ours
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        if let Some(request) = self.asked.take() {
            desk.cancel(request);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Effect, Tickets},
        registry::ProblemKind,
    };

    fn at(seconds: i64) -> Timestamp {
        "2026-11-22T09:14:00Z".parse::<Timestamp>().unwrap().checked_add(SignedDuration::from_secs(seconds)).unwrap()
    }

    /// The request that is made so many seconds later, if one is.
    fn asked(counts: &mut Counts, tickets: &mut Tickets, seconds: i64) -> Option<RequestId> {
        let mut effects = Vec::new();
        counts.ask(&mut Desk { now: at(seconds), tickets, effects: &mut effects });
        effects.into_iter().next().map(|effect| match effect {
            Effect::Ask { ticket, ask: Read::Overview } => ticket.request,
            other => panic!("{other:?}"),
        })
    }

    fn overview(revision: u64) -> Result<Reply, Problem> {
        Ok(Reply::Overview(Box::new(Overview { needs: Vec::new(), links: Vec::new(), revision, as_of: at(0) })))
    }

    #[test]
    fn it_is_asked_for_when_the_book_goes_on_and_when_it_is_old() {
        let (mut counts, mut tickets) = (Counts::default(), Tickets::default());
        let first = asked(&mut counts, &mut tickets, 0).expect("nothing is known");
        counts.note(8);
        assert_eq!(asked(&mut counts, &mut tickets, 0), None, "one question at a time");
        assert!(counts.hear(first, &overview(7), at(0)));
        assert!(!counts.hear(first, &overview(7), at(0)), "it was answered");
        let second = asked(&mut counts, &mut tickets, 1).expect("the book has gone on since");
        assert!(counts.hear(second, &overview(7), at(1)));
        assert_eq!(asked(&mut counts, &mut tickets, 300), None, "a registry whose reads lag is not asked without end");
        let third = asked(&mut counts, &mut tickets, 301).expect("it is old");
        assert!(counts.hear(third, &Err(Problem::of(ProblemKind::Offline)), at(301)));
        assert_eq!(counts.overview(), None, "what is not known is not said");
        assert_eq!(asked(&mut counts, &mut tickets, 302), None, "a failure is not tried again at once");
        counts.doubt();
        assert!(asked(&mut counts, &mut tickets, 302).is_some());
    }

    #[test]
    fn what_a_screen_asked_for_counts_as_well() {
        let (mut counts, mut tickets) = (Counts::default(), Tickets::default());
        counts.note(5);
        let screens = tickets.issue().request;
        assert!(!counts.hear(screens, &overview(5), at(0)));
        assert!(counts.overview().is_some());
        assert_eq!(asked(&mut counts, &mut tickets, 1), None);
        assert!(!counts.hear(tickets.issue().request, &Err(Problem::of(ProblemKind::Offline)), at(2)));
        assert!(counts.overview().is_some(), "another's failure says nothing about it");
    }
}
