//! The cursor of a list that is here whole and short: it follows the identity of its row, and the row stays in sight.
//! Lists that are asked for page by page have a table of their own; this is for what a registry tells in one answer.
//! Must not know: what the rows are.

use super::sight::Sight;
use crate::app::Action;

/// Where the cursor is, and which row stands first.
#[derive(Clone, Debug)]
pub struct ShortList<K> {
    cursor: Option<K>,
    sight: Sight,
}

impl<K> Default for ShortList<K> {
    fn default() -> Self {
        Self { cursor: None, sight: Sight::default() }
    }
}

impl<K: Clone + PartialEq> ShortList<K> {
    /// The place of the cursor among rows of these keys: its row, or the first when that is not shown.
    pub fn at(&self, keys: &[K]) -> usize {
        self.cursor.as_ref().and_then(|cursor| keys.iter().position(|key| key == cursor)).unwrap_or(0)
    }

    /// The first row that is shown.
    pub fn top(&self) -> usize {
        self.sight.top()
    }

    /// How many columns are scrolled away to the left.
    pub fn column(&self) -> usize {
        self.sight.column()
    }

    /// There is room for so many rows.
    pub fn fit(&mut self, rows: usize, keys: &[K]) {
        self.sight.fit(rows);
        self.sight.follow(self.at(keys), keys.len());
    }

    /// Moves the cursor, or the columns, of which so many can be scrolled away.
    pub fn turn(&mut self, action: Action, keys: &[K], columns: usize) {
        self.sight.shift(action, columns);
        let to = self.sight.turned(action, self.at(keys), keys.len());
        self.cursor = keys.get(to).cloned();
        self.sight.follow(self.at(keys), keys.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_follows_its_row_and_stays_in_sight() {
        let mut list = ShortList::default();
        let keys: Vec<u8> = (0..10).collect();
        list.fit(3, &keys);
        for (action, at, top) in [
            (Action::Up, 0, 0),
            (Action::Down, 1, 0),
            (Action::PageDown, 4, 2),
            (Action::Bottom, 9, 7),
            (Action::Down, 9, 7),
            (Action::PageUp, 6, 6),
            (Action::Top, 0, 0),
        ] {
            list.turn(action, &keys, 0);
            assert_eq!((list.at(&keys), list.top()), (at, top), "{action:?}");
        }
        list.turn(Action::Bottom, &keys, 0);
        let fewer = [9, 3];
        list.fit(3, &fewer);
        assert_eq!((list.at(&fewer), list.top()), (0, 0), "the row is the same, wherever it stands");
        list.turn(Action::Down, &[], 0);
        assert_eq!(list.at(&[]), 0);
    }
}
