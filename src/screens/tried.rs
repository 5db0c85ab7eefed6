//! Who was called about one thing, and what came of it: what the registry recorded, on the page of the transfer or the case it belongs to.
//! It stands beside the page: a registry that keeps no attempts leaves the page as it is, and any other failure is said in a line.
//! Must not know: what the page shows besides, or how an attempt is recorded.

use super::contact_words as said;
use crate::{
    app::{Desk, Remote, RequestId},
    domain::contact::Matter,
    registry::{Problem, ProblemKind, Read, Reply, book::RecordedAttempt},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// So many attempts are shown.
const MOST: usize = 12;

/// The attempts to reach somebody about one thing.
#[derive(Debug, Default)]
pub struct Tried {
    attempts: Remote<Vec<RecordedAttempt>>,
}

impl Tried {
    /// Asks for them again.
    pub fn ask(&mut self, about: Matter, desk: &mut Desk<'_>) {
        self.attempts.ask(Read::ContactAttempts(Some(about)), desk);
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.attempts.give_up(desk);
    }

    /// Takes an answer, if it is theirs.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, now: Timestamp) -> bool {
        self.attempts.answer(request, answer, now)
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.attempts.is_asking())
    }

    /// The section of a page; nothing where nobody was called.
    pub fn items(&self, now: Timestamp) -> Vec<Item<'static>> {
        let attempts = self.attempts.value().map(Vec::as_slice).unwrap_or_default();
        let mut items: Vec<Item<'static>> = attempts.iter().take(MOST).map(|recorded| said::tried(recorded, now)).collect();
        if attempts.len() > MOST {
            items.push(dim(format!("and {} earlier ones", attempts.len() - MOST)));
        }
        let failure = self.attempts.problem().filter(|problem| problem.kind != ProblemKind::Missing);
        if let Some(problem) = failure {
            items.push(dim(format!("Who was called could not be asked: {}.", problem.what())));
        }
        if items.is_empty() {
            return items;
        }
        std::iter::once(Item::Section("Who was called".into())).chain(items).collect()
    }
}

fn dim(words: String) -> Item<'static> {
    Item::Text(vec![Span::new(Role::Dim, Safe::ours(words))])
}
