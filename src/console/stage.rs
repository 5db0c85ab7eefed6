//! The screens that are kept: those of the first level always, pages as long as they were among the last ones looked at.
//! Coming back to a kept screen shows it as it was left; what is let go stops waiting for its answers.
//! Must not know: what any screen shows.

use crate::{
    app::Desk,
    screens::{Place, Screen, Shown},
};

/// Pages that are kept besides the one on the screen and the screens of the first level.
const PAGES: usize = 12;

/// The screen that is shown, and those behind it.
#[derive(Debug)]
pub struct Stage {
    place: Place,
    shown: Shown,
    /// What the selected row opens, shown beside a list where there is room.
    beside: Option<(Place, Shown)>,
    /// The others, the one that was shown last at the end.
    wings: Vec<(Place, Shown)>,
}

impl Stage {
    /// A stage with one screen, which has asked for nothing yet.
    pub fn on(place: Place) -> Self {
        Self { shown: Shown::of(&place), place, beside: None, wings: Vec::new() }
    }

    /// Where the operator is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What is on the screen.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// What is on the screen, as it is driven.
    pub fn screen(&self) -> &dyn Screen {
        self.shown.screen()
    }

    /// What is on the screen, to be changed.
    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        self.shown.screen_mut()
    }

    /// Puts a place on the screen. What was there is kept; the page that was left longest ago is let go when there are too many.
    pub fn go(&mut self, place: Place, desk: &mut Desk<'_>) {
        if place == self.place {
            return;
        }
        let beside = self.beside.take();
        let kept = self.wings.iter().position(|(kept, _)| *kept == place).map(|at| self.wings.remove(at).1);
        let kept = match (kept, beside) {
            (None, Some((shown, screen))) if shown == place => Some(screen),
            (kept, beside) => {
                if let Some((_, mut screen)) = beside {
                    screen.screen_mut().give_up(desk);
                }
                kept
            }
        };
        let shown = kept.unwrap_or_else(|| Shown::of(&place));
        let left = (std::mem::replace(&mut self.place, place), std::mem::replace(&mut self.shown, shown));
        self.wings.push(left);
        let pages = self.wings.iter().filter(|(kept, _)| !kept.is_root()).count();
        let oldest = self.wings.iter().position(|(kept, _)| !kept.is_root());
        if let Some(at) = oldest.filter(|_| pages > PAGES) {
            let (_, mut left) = self.wings.remove(at);
            left.screen_mut().give_up(desk);
        }
    }

    /// What is shown beside the list.
    pub fn beside(&self) -> Option<(&Place, &dyn Screen)> {
        self.beside.as_ref().map(|(place, shown)| (place, shown.screen()))
    }

    /// Shows a place beside the list, or nothing; what was there is let go.
    pub fn put_beside(&mut self, place: Option<Place>, desk: &mut Desk<'_>) {
        if place.as_ref() == self.beside.as_ref().map(|(place, _)| place) {
            return;
        }
        if let Some((_, mut left)) = self.beside.take() {
            left.screen_mut().give_up(desk);
        }
        self.beside = place.map(|place| {
            let mut shown = Shown::of(&place);
            shown.screen_mut().open(desk);
            (place, shown)
        });
    }

    /// What is shown beside the list, to be changed.
    pub fn beside_mut(&mut self) -> Option<&mut dyn Screen> {
        self.beside.as_mut().map(|(_, shown)| shown.screen_mut())
    }

    /// Every kept screen.
    pub fn each(&self) -> impl Iterator<Item = &dyn Screen> {
        let others = self.beside.iter().chain(&self.wings).map(|(_, shown)| shown.screen());
        std::iter::once(self.screen()).chain(others)
    }

    /// Every kept screen, to be changed; the one that is shown first.
    pub fn each_mut(&mut self) -> impl Iterator<Item = &mut dyn Screen> {
        let others = self.beside.iter_mut().chain(&mut self.wings).map(|(_, shown)| shown.screen_mut());
        std::iter::once(self.shown.screen_mut()).chain(others)
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
