//! Asking for rows and taking them in.
//! The latest question wins, what is no longer wanted is cancelled, the cursor keeps its row, and no failure asks again by itself.
//! Must not know: how a request travels.

use super::{Choice, IN_FLIGHT, Listed, PAGE, STILL, Table, pages::number_of};
use crate::{
    app::{Desk, RequestId, Timer},
    registry::{Filter, Page, Problem, Query, Reply, Sort, Start, Window},
};

impl<R: Listed> Table<R> {
    /// Asks for the rows around the cursor again. What is shown stays until they come.
    pub fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.ask_anchor(desk);
    }

    /// Asks for other rows or another order. The cursor stays on its row when that is among them.
    pub fn choose(&mut self, choice: Choice, desk: &mut Desk<'_>) {
        self.wanted = Some(choice);
        self.ask_anchor(desk);
    }

    /// Asks for rows by another filter, in the same order.
    pub fn filter(&mut self, filter: Filter, desk: &mut Desk<'_>) {
        let sort = self.latest_choice().sort;
        self.choose(Choice { filter, sort }, desk);
    }

    /// Asks for the same rows in another order.
    pub fn sort(&mut self, sort: Option<Sort>, desk: &mut Desk<'_>) {
        let filter = self.latest_choice().filter.clone();
        self.choose(Choice { filter, sort }, desk);
    }

    /// What the operator asked for last, shown or not.
    pub fn latest_choice(&self) -> &Choice {
        self.wanted.as_ref().unwrap_or(&self.choice)
    }

    /// Whether this request is one of the list's.
    pub fn awaits(&self, request: RequestId) -> bool {
        self.anchor.as_ref().is_some_and(|(asked, _)| *asked == request) || self.asked.values().any(|asked| *asked == request)
    }

    /// Stops waiting for anything.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        if let Some((request, _)) = self.anchor.take() {
            desk.cancel(request);
        }
        for request in std::mem::take(&mut self.asked).into_values() {
            desk.cancel(request);
        }
    }

    /// Takes the answer to a request of the list. An answer nobody awaits is dropped.
    pub fn answer(&mut self, request: RequestId, answer: Result<Reply, Problem>, desk: &mut Desk<'_>) {
        if let Some((_, key)) = self.anchor.take_if(|(asked, _)| *asked == request) {
            match answer.and_then(|reply| R::page(reply).ok_or_else(Problem::of_other_answer)) {
                Ok(page) => self.land(page, key),
                Err(problem) => {
                    self.problem = Some(problem);
                    self.wanted = None;
                }
            }
            if self.problem.is_none() {
                self.settle(desk);
            }
            return;
        }
        let Some(number) = self.asked.iter().find(|(_, asked)| **asked == request).map(|(number, _)| *number) else { return };
        self.asked.remove(&number);
        match answer.and_then(|reply| R::page(reply).ok_or_else(Problem::of_other_answer)) {
            Ok(page) if number_of(page.offset) == number => self.take_page(page),
            Ok(_) => self.problem = Some(Problem::of_other_answer()),
            // Not asked again by itself: the next movement or a refresh does.
            Err(problem) => self.problem = Some(problem),
        }
        if self.problem.is_none() {
            self.settle(desk);
        }
    }

    /// The list has been still: asks for what it shows and lacks, cancels what it no longer needs.
    pub fn settle(&mut self, desk: &mut Desk<'_>) {
        if self.anchor.is_some() || self.wanted.is_some() || self.total().is_none() {
            return;
        }
        let needed = self.needed();
        self.pages.touch(needed.iter().copied());
        let superseded: Vec<u64> = self.asked.keys().copied().filter(|number| !needed.contains(number)).collect();
        for number in superseded {
            if let Some(request) = self.asked.remove(&number) {
                desk.cancel(request);
            }
        }
        for number in needed {
            if self.asked.len() >= IN_FLIGHT {
                break;
            }
            if !self.pages.is_fresh(number) && !self.asked.contains_key(&number) {
                let query = self.query(&self.choice, Start::Offset(number * u64::from(PAGE)));
                let request = desk.ask(R::ask(query));
                self.asked.insert(number, request);
            }
        }
    }

    /// Settles after a while of stillness, if there is anything to fetch at all.
    pub(super) fn settle_soon(&mut self, desk: &mut Desk<'_>) {
        let needed = self.needed();
        self.pages.touch(needed.iter().copied());
        let lacking = needed.iter().any(|number| !self.pages.is_fresh(*number) && !self.asked.contains_key(number));
        let superseded = self.asked.keys().any(|number| !needed.contains(number));
        if lacking || superseded {
            desk.wake(Timer::Settle, STILL);
        }
    }

    /// Pages the screen shows, and one more in the direction of travel when its edge is near.
    fn needed(&self) -> Vec<u64> {
        let Some(last) = self.total().and_then(|total| total.checked_sub(1)) else { return Vec::new() };
        let bottom = (self.top + u64::from(self.height.max(1)) - 1).min(last);
        let mut needed: Vec<u64> = (number_of(self.top)..=number_of(bottom)).collect();
        let margin = u64::from(PAGE) / 4;
        let ahead = if self.downward { (bottom + margin).min(last) } else { self.top.saturating_sub(margin) };
        if !needed.contains(&number_of(ahead)) {
            needed.push(number_of(ahead));
        }
        needed
    }

    fn ask_anchor(&mut self, desk: &mut Desk<'_>) {
        self.give_up(desk);
        self.problem = None;
        let start = match &self.key {
            Some(key) => Start::Around(key.clone()),
            None => Start::Offset(number_of(self.cursor) * u64::from(PAGE)),
        };
        let query = self.query(self.latest_choice(), start);
        self.anchor = Some((desk.ask(R::ask(query)), self.key.clone()));
    }

    /// The question for all rows as they are asked for now.
    pub(super) fn whole(&self) -> Query {
        self.query(self.latest_choice(), Start::Offset(0))
    }

    fn query(&self, choice: &Choice, start: Start) -> Query {
        let terms = self.base.terms.iter().chain(&choice.filter.terms).cloned().collect();
        Query { filter: Filter { terms }, sort: choice.sort, window: Window { start, limit: PAGE } }
    }

    /// Takes the page that says where the cursor's row is now.
    fn land(&mut self, page: Page<R>, asked_key: Option<String>) {
        self.problem = None;
        let screen_row = self.cursor - self.top;
        self.pages.begin_round();
        let chosen = self.wanted.take();
        let same_choice = chosen.is_none();
        if let Some(choice) = chosen {
            self.choice = choice;
            self.pages.clear();
        }
        let place = |key: &Option<String>| page.rows.iter().position(|row| Some(row.key()) == *key);
        let at = place(&self.key).or_else(|| place(&asked_key));
        let fallback = u64::min(self.cursor, page.total.saturating_sub(1));
        let within = page.rows.len() as u64;
        self.cursor = match at {
            Some(place) => page.offset + place as u64,
            None if (page.offset..page.offset + within).contains(&fallback) => fallback,
            None => page.offset,
        };
        // That another filter leaves the row out is what was asked for, and no news.
        let gone = self.key.take().filter(|_| at.is_none() && same_choice && page.total > 0);
        self.pages.put(page);
        self.adopt_key();
        if let Some(gone) = gone {
            self.remark = Some(format!("{} {gone} is not in this list; the cursor is on its neighbour", R::ONE));
        }
        self.top = self.cursor.saturating_sub(screen_row);
        self.keep_cursor_visible();
    }

    /// Takes a page in its place; the cursor's row may have moved within it.
    fn take_page(&mut self, page: Page<R>) {
        self.problem = None;
        let offset = page.offset;
        self.pages.put(page);
        // The page may say that the list is shorter now than the place of the cursor.
        let before = self.cursor;
        self.keep_cursor_visible();
        let Some(key) = self.key.clone() else { return self.adopt_key() };
        if self.selected().is_some_and(|row| row.key() == key) {
            return;
        }
        if number_of(self.cursor) != number_of(offset) {
            if self.cursor != before {
                self.adopt_key();
            }
            return;
        }
        let moved = self.pages.loaded().find(|(_, row)| row.key() == key).map(|(index, _)| index);
        if let Some(index) = moved {
            self.cursor = index;
        } else {
            self.remark = Some(format!("{} {key} is no longer here; the cursor is on its neighbour", R::ONE));
        }
        self.keep_cursor_visible();
        self.adopt_key();
    }
}
