//! The screens that are kept: those of the first level always, pages as long as they were among the last ones looked at.
//! Coming back to a kept screen shows it as it was left; what is let go stops waiting for its answers.
//! Must not know: what any screen shows.

use crate::{
    app::{Action, Activity, Desk},
    evidence::digest::Digest,
    registry::Receipt,
    screens::{Place, Screen, Shown},
};

/// Pages that are kept besides the one on the screen and the screens of the first level.
const PAGES: usize = 12;

/// The screen that is shown, and those behind it.
#[derive(Debug)]
pub struct Stage {
    shown: Kept,
    /// What the selected row opens, shown beside a list where there is room.
    beside: Option<Kept>,
    /// The others, the one that was shown last at the end.
    wings: Vec<Kept>,
}

/// A screen that is kept.
#[derive(Debug)]
struct Kept {
    place: Place,
    shown: Shown,
    /// Whether the book has changed since it was asked for.
    behind: bool,
}

impl Kept {
    fn of(place: Place) -> Self {
        Self { shown: Shown::of(&place), place, behind: false }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.behind = false;
        self.shown.screen_mut().refresh(desk);
    }
}

impl Stage {
    /// A stage with one screen, which has asked for nothing yet.
    pub fn on(place: Place) -> Self {
        Self { shown: Kept::of(place), beside: None, wings: Vec::new() }
    }

    /// Where the operator is.
    pub fn place(&self) -> &Place {
        &self.shown.place
    }

    /// What is on the screen.
    pub fn shown(&self) -> &Shown {
        &self.shown.shown
    }

    /// What is on the screen, to be changed.
    pub fn shown_mut(&mut self) -> &mut Shown {
        &mut self.shown.shown
    }

    /// What is on the screen, as it is driven.
    pub fn screen(&self) -> &dyn Screen {
        self.shown.shown.screen()
    }

    /// What is on the screen, to be changed.
    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        self.shown.shown.screen_mut()
    }

    /// Tells every kept screen what came of the text with this digest: the receipt for it, or `None` where it was not done.
    /// Whoever handed it over may be elsewhere by now.
    pub fn became(&mut self, sha256: Digest, receipt: Option<&Receipt>) {
        self.each_mut().for_each(|screen| match receipt {
            Some(receipt) => screen.done(sha256, receipt),
            None => screen.not_done(sha256),
        });
    }

    /// Puts a place on the screen. What was there is kept; the page that was left longest ago is let go when there are too many.
    pub fn go(&mut self, place: Place, desk: &mut Desk<'_>) {
        if place == self.shown.place {
            return;
        }
        let kept = self.wings.iter().position(|kept| kept.place == place).map(|at| self.wings.remove(at));
        let kept = match (kept, self.beside.take()) {
            (None, Some(beside)) if beside.place == place => Some(beside),
            (kept, beside) => {
                if let Some(mut left) = beside {
                    left.shown.screen_mut().give_up(desk);
                }
                kept
            }
        };
        let left = std::mem::replace(&mut self.shown, kept.unwrap_or_else(|| Kept::of(place)));
        self.wings.push(left);
        // What somebody wrote is not let go, however many pages were looked at since.
        let goes = |kept: &Kept| !kept.place.is_root() && kept.shown.screen().loses(Action::Quit).is_none();
        let pages = self.wings.iter().filter(|kept| goes(kept)).count();
        let oldest = self.wings.iter().position(goes);
        if let Some(at) = oldest.filter(|_| pages > PAGES) {
            let mut left = self.wings.remove(at);
            left.shown.screen_mut().give_up(desk);
        }
    }

    /// The book has changed: every kept screen may be behind it.
    pub fn fall_behind(&mut self) {
        let others = self.beside.iter_mut().chain(&mut self.wings);
        std::iter::once(&mut self.shown).chain(others).for_each(|kept| kept.behind = true);
    }

    /// Whether the book has changed since what is on the screen was asked for.
    pub fn is_behind(&self) -> bool {
        self.shown.behind
    }

    /// Asks for all that is on the screen again.
    pub fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.shown.refresh(desk);
        if let Some(beside) = &mut self.beside {
            beside.refresh(desk);
        }
    }

    /// Whether anything that is on the screen is waited for.
    pub fn is_waiting(&self) -> bool {
        let beside = self.beside.as_ref().map_or(0, |beside| beside.shown.screen().in_flight());
        self.screen().in_flight() + beside > 0
    }

    /// Stops waiting for what is on the screen, which stays behind the book.
    pub fn give_way(&mut self, desk: &mut Desk<'_>) {
        self.shown.behind = true;
        self.screen_mut().give_up(desk);
    }

    /// What is shown beside the list.
    pub fn beside(&self) -> Option<(&Place, &dyn Screen)> {
        self.beside.as_ref().map(|beside| (&beside.place, beside.shown.screen()))
    }

    /// Shows a place beside the list, or nothing; what was there is let go.
    pub fn put_beside(&mut self, place: Option<Place>, desk: &mut Desk<'_>) {
        if place.as_ref() == self.beside.as_ref().map(|beside| &beside.place) {
            return;
        }
        if let Some(mut left) = self.beside.take() {
            left.shown.screen_mut().give_up(desk);
        }
        self.beside = place.map(|place| {
            let mut beside = Kept::of(place);
            beside.shown.screen_mut().open(desk);
            beside
        });
    }

    /// What is shown beside the list, to be changed.
    pub fn beside_mut(&mut self) -> Option<&mut dyn Screen> {
        self.beside.as_mut().map(|beside| beside.shown.screen_mut())
    }

    /// Shows what is on the screen what this console has done.
    pub fn watch(&mut self, activity: &Activity) {
        let beside = self.beside.iter_mut();
        std::iter::once(&mut self.shown).chain(beside).for_each(|kept| kept.shown.screen_mut().watch(activity));
    }

    /// Every kept screen.
    pub fn each(&self) -> impl Iterator<Item = &dyn Screen> {
        let others = self.beside.iter().chain(&self.wings).map(|kept| kept.shown.screen());
        std::iter::once(self.screen()).chain(others)
    }

    /// Every kept screen, to be changed; the one that is shown first.
    pub fn each_mut(&mut self) -> impl Iterator<Item = &mut dyn Screen> {
        let others = self.beside.iter_mut().chain(&mut self.wings);
        std::iter::once(&mut self.shown).chain(others).map(|kept| kept.shown.screen_mut())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Effect, Tickets};

    fn account(number: usize) -> Place {
        Place::Account(format!("CHE01-100-{number:04}").parse().unwrap())
    }

    #[test]
    fn what_was_left_longest_ago_is_let_go_and_no_longer_waited_for() {
        let (mut tickets, mut effects) = (Tickets::default(), Vec::new());
        let mut desk = Desk { now: jiff::Timestamp::UNIX_EPOCH, tickets: &mut tickets, effects: &mut effects };
        let mut stage = Stage::on(Place::Accounts);
        for number in 0..=PAGES {
            stage.go(account(number), &mut desk);
            stage.screen_mut().open(&mut desk);
        }
        stage.go(Place::Blocks, &mut desk);
        assert_eq!(stage.each().count(), PAGES + 2, "the first page had to go");
        let given_up = desk.effects.iter().filter(|effect| matches!(effect, Effect::Cancel(_))).count();
        assert!(given_up >= 3, "facts, holdings and blocks of one account");
        let asked = desk.effects.len();
        stage.go(account(1), &mut desk);
        stage.screen_mut().open(&mut desk);
        assert_eq!(desk.effects.len(), asked, "a kept page asks for nothing again");
        stage.go(account(0), &mut desk);
        stage.screen_mut().open(&mut desk);
        assert!(desk.effects.len() > asked, "one that was let go begins anew");
        assert!(stage.each().any(|screen| screen.title() == "Accounts"), "the first level stays");
    }
}
