//! The help overlay: every action that applies here, with its keys, what it does, and why it can't run if it can't.
//! Type words to search, or press a key (`f5`, `ctrl-r`) to see what it does. Enter runs the selected row.
//! Must not know: how it is painted.

use super::{
    action::{Action, Scope},
    field::{Accepts, Edit, Field},
    key::{Key, KeyCode},
    keymap::{INTERRUPT, Keymap},
    offer::{Offer, offers},
    outcome::{OverlayOutcome, step},
    why::Refusal,
};

/// The state of the help overlay.
#[derive(Clone, Debug)]
pub struct Help {
    offers: Vec<Offer>,
    search: Field,
    /// Places in `offers` of what the search selects, in order.
    found: Vec<usize>,
    cursor: usize,
}

impl Help {
    /// The help of these scopes, innermost first.
    pub fn open(scopes: &[Scope], keymap: &Keymap, judge: impl Fn(Action) -> Result<(), Refusal>) -> Self {
        let mut offers = offers(scopes, keymap, judge);
        offers.retain(|offer| scopes.contains(&offer.action.spec().scope));
        // What belongs to this very screen is what somebody who asks for help looks for.
        offers.sort_by_key(|offer| scopes.iter().position(|scope| *scope == offer.action.spec().scope));
        let found = (0..offers.len()).collect();
        Self { offers, search: Field::new(Accepts::Prose, 64), found, cursor: 0 }
    }

    /// The rows the search selects, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Offer> {
        self.found.iter().filter_map(|at| self.offers.get(*at))
    }

    /// The place of the selected row among [`Help::rows`].
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&Offer> {
        self.offers.get(*self.found.get(self.cursor)?)
    }

    /// The search field.
    pub fn search(&self) -> &Field {
        &self.search
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        if let Some(cursor) = step(key, self.cursor, self.found.len()) {
            self.cursor = cursor;
            return OverlayOutcome::Consumed;
        }
        match key {
            INTERRUPT => OverlayOutcome::Close,
            Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            key if key == Key::char('?') && self.search.text().is_empty() => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } => self.run(),
            key => match self.search.key(key) {
                Edit::Changed => self.narrow(),
                Edit::Moved => OverlayOutcome::Consumed,
                Edit::Refused(problem) => OverlayOutcome::Refused(problem.into()),
                // A key that types nothing is looked up by its name.
                Edit::Unused => {
                    self.search.set(&key.to_string());
                    self.narrow()
                }
            },
        }
    }

    /// Takes a paste into the search field.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.search.paste(text) {
            Ok(()) => self.narrow(),
            Err(problem) => OverlayOutcome::Refused(problem.into()),
        }
    }

    fn run(&self) -> OverlayOutcome {
        match self.selected() {
            None => OverlayOutcome::Consumed,
            Some(Offer { refusal: Some(refusal), .. }) => OverlayOutcome::Refused(refusal.clone()),
            Some(Offer { action: Action::Help, .. }) => OverlayOutcome::Close,
            Some(offer) => OverlayOutcome::Run(offer.action, None),
        }
    }

    fn narrow(&mut self) -> OverlayOutcome {
        let search = self.search.text().to_lowercase();
        let all = || self.offers.iter().enumerate();
        // Who searches for a key wants the action on it, not every sentence with that letter in it.
        let by_key: Vec<usize> = all().filter(|(_, offer)| has_key(offer, self.search.text())).map(|(at, _)| at).collect();
        let by_text = all().filter(|(at, offer)| !by_key.contains(at) && has_words(offer, &search)).map(|(at, _)| at);
        self.found = by_key.iter().copied().chain(by_text).collect();
        self.cursor = 0;
        OverlayOutcome::Consumed
    }
}

fn has_key(offer: &Offer, search: &str) -> bool {
    let search = search.trim();
    let begins = |key: &String| key.strip_prefix(search).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    !search.is_empty() && offer.keys.iter().any(begins)
}

fn has_words(offer: &Offer, search: &str) -> bool {
    let spec = offer.action.spec();
    let text = format!("{} {} {} {}", spec.title, spec.id, spec.doc, offer.keys.join(" ")).to_lowercase();
    search.split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &[Scope] = &[Scope::Accounts, Scope::List, Scope::Global];

    fn help() -> Help {
        Help::open(HERE, &Keymap::defaults(), |action| if action == Action::Open { Err(Refusal::NoRow) } else { Ok(()) })
    }

    fn press(help: &mut Help, keys: &str) -> OverlayOutcome {
        keys.split(' ').map(|key| help.key(key.parse().unwrap())).last().unwrap()
    }

    #[test]
    fn it_is_found_by_words_and_by_key() {
        for (keys, first) in [
            ("f r e e z e", None),
            ("f i l t e r", Some(Action::Filter)),
            ("R O W space p r i o r", Some(Action::FindPrior)),
            ("f5", Some(Action::Refresh)),
            ("ctrl-r", Some(Action::FilterClear)),
            ("/", Some(Action::Filter)),
            ("G", Some(Action::Bottom)),
            ("g", Some(Action::Top)),
            ("c l i p b o a r d", Some(Action::Copy)),
        ] {
            let mut help = help();
            let _ = press(&mut help, keys);
            assert_eq!(help.rows().next().map(|offer| offer.action), first, "{keys}");
        }
    }

    #[test]
    fn this_screen_comes_first_and_other_screens_are_left_out() {
        let help = help();
        assert_eq!(help.rows().next().unwrap().action, Action::AccountBlocks);
        assert!(help.rows().all(|offer| HERE.contains(&offer.action.spec().scope)));
    }

    #[test]
    fn enter_runs_what_can_run_and_says_why_not() {
        let mut help = help();
        assert_eq!(press(&mut help, "c o p y enter"), OverlayOutcome::Run(Action::Copy, None));
        let mut help = self::help();
        assert_eq!(press(&mut help, "enter"), OverlayOutcome::Run(Action::AccountBlocks, None));
        let mut help = self::help();
        let _ = press(&mut help, "o p e n s");
        assert_eq!(help.selected().unwrap().action, Action::Open);
        assert_eq!(press(&mut help, "enter"), OverlayOutcome::Refused(Refusal::NoRow));
    }

    #[test]
    fn the_same_key_and_escape_close_it() {
        for keys in ["?", "esc", "ctrl-c", "down up esc", "x esc"] {
            assert_eq!(press(&mut help(), keys), OverlayOutcome::Close, "{keys}");
        }
    }
}
