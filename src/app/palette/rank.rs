//! Which actions match what is typed, best first.
//! With nothing typed: those used last, then the table's order, then those that can't run.
//! Must not know: arguments.

use crate::app::{action::Action, offer::Offer};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

/// The offers that match, best first.
pub(super) fn rank<'a>(offers: &'a [Offer], recent: &[Action], typed: &str) -> Vec<&'a Offer> {
    if typed.is_empty() {
        let mut all: Vec<&Offer> = offers.iter().collect();
        let age = |offer: &Offer| recent.iter().position(|action| *action == offer.action).unwrap_or(usize::MAX);
        all.sort_by_key(|offer| (offer.refusal.is_some(), age(offer)));
        return all;
    }
    let mut judge = Judge::new(typed);
    let mut scored: Vec<(u32, &Offer)> =
        offers.iter().filter_map(|offer| judge.score(offer).map(|score| (score, offer))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, offer)| offer).collect()
}

struct Judge<'a> {
    typed: &'a str,
    fuzzy: Pattern,
    literal: Pattern,
    matcher: Matcher,
    scratch: Vec<char>,
}

impl<'a> Judge<'a> {
    fn new(typed: &'a str) -> Self {
        let pattern = |kind| Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind);
        Self {
            typed,
            fuzzy: pattern(AtomKind::Fuzzy),
            literal: pattern(AtomKind::Substring),
            matcher: Matcher::new(Config::DEFAULT),
            scratch: Vec::new(),
        }
    }

    /// A name that begins with what is typed beats a key, a key beats letters here and there, those beat the help text.
    fn score(&mut self, offer: &Offer) -> Option<u32> {
        let spec = offer.action.spec();
        let begins = |name: &str| name.get(..self.typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(self.typed));
        let whole = |name: &str| name.eq_ignore_ascii_case(self.typed);
        let bonus = if whole(spec.id) || whole(spec.title) {
            Some(80_000)
        } else if offer.keys.iter().any(|key| key == self.typed) {
            Some(50_000)
        } else if begins(spec.id) || begins(spec.title) {
            Some(20_000)
        } else {
            None
        };
        let name = [spec.title, spec.id]
            .into_iter()
            .filter_map(|name| Self::of(&self.fuzzy, name, &mut self.scratch, &mut self.matcher));
        let name = name.max().map(|score| 10_000 + score.min(9_999));
        let doc = Self::of(&self.literal, spec.doc, &mut self.scratch, &mut self.matcher).map(|score| score.min(9_999));
        let score = bonus.max(name).max(doc)?;
        // What can't run now counts half: it stands behind what can, unless it was named.
        Some(if offer.refusal.is_some() { score / 2 } else { score })
    }

    fn of(pattern: &Pattern, text: &str, scratch: &mut Vec<char>, matcher: &mut Matcher) -> Option<u32> {
        pattern.score(Utf32Str::new(text, scratch), matcher)
    }
}
