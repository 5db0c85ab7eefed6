//! Which rows of a list are in sight, where the list is here whole: the first of them, and how many there is room for; and which columns.
//! The cursor's row always is. Whose row that is, each list says itself.
//! Must not know: what the rows are.

use crate::app::Action;

/// The rows and columns that are in sight.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
    top: usize,
    rows: usize,
    column: usize,
}

impl Sight {
    /// The first row that is shown.
    pub fn top(self) -> usize {
        self.top
    }

    /// How many columns are scrolled away to the left.
    pub fn column(self) -> usize {
        self.column
    }

    /// Moves the columns, of which so many can be scrolled away.
    pub fn shift(&mut self, action: Action, most: usize) {
        self.column = match action {
            Action::Left => self.column.min(most).saturating_sub(1),
            Action::Right => (self.column + 1).min(most),
            _ => self.column,
        };
    }

    /// There is room for so many rows.
    pub fn fit(&mut self, rows: usize) {
        self.rows = rows;
    }

    /// Brings the row of the cursor in sight, among so many.
    pub fn follow(&mut self, at: usize, count: usize) {
        let rows = self.rows.max(1);
        let most = count.saturating_sub(rows);
        self.top = self.top.min(at).max((at + 1).saturating_sub(rows)).min(most);
    }

    /// Where an action takes the cursor, among so many rows.
    pub fn turned(self, action: Action, at: usize, count: usize) -> usize {
        turned(action, at, self.rows, count)
    }
}

/// Where an action takes a cursor, among so many rows of which so many are shown at once.
pub fn turned(action: Action, at: usize, shown: usize, count: usize) -> usize {
    let (page, last) = (shown.max(1), count.saturating_sub(1));
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at + 1,
        Action::PageUp => at.saturating_sub(page),
        Action::HalfUp => at.saturating_sub(page.div_ceil(2)),
        Action::PageDown => at + page,
        Action::HalfDown => at + page.div_ceil(2),
        Action::Top => 0,
        Action::Bottom => last,
        _ => at,
    };
    to.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TURNS: [Action; 8] = [
        Action::Up,
        Action::Down,
        Action::PageUp,
        Action::HalfUp,
        Action::PageDown,
        Action::HalfDown,
        Action::Top,
        Action::Bottom,
    ];

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_row_and_in_sight(rows in 0_usize..9, count in 1_usize..40, turns in prop::collection::vec(0..TURNS.len(), 0..60)) {
            let (mut sight, mut at) = (Sight::default(), 0);
            sight.fit(rows);
            for turn in turns {
                at = sight.turned(TURNS[turn], at, count);
                sight.follow(at, count);
                prop_assert!(at < count);
                prop_assert!((sight.top()..sight.top() + rows.max(1)).contains(&at));
                prop_assert!(sight.top() == 0 || sight.top() + rows.max(1) <= count, "rows are left empty below the last");
            }
        }
    }

    #[test]
    fn columns_are_scrolled_no_further_than_there_are_any() {
        let mut sight = Sight::default();
        for (action, most, column) in [
            (Action::Left, 2, 0),
            (Action::Right, 2, 1),
            (Action::Down, 2, 1),
            (Action::Right, 2, 2),
            (Action::Right, 2, 2),
            (Action::Left, 2, 1),
            (Action::Right, 9, 2),
            (Action::Left, 1, 0),
        ] {
            sight.shift(action, most);
            assert_eq!(sight.column(), column, "{action:?} of {most}");
        }
    }

    #[test]
    fn a_list_without_rows_has_its_cursor_at_its_beginning() {
        let mut sight = Sight::default();
        for action in TURNS {
            assert_eq!(sight.turned(action, 0, 0), 0);
        }
        sight.follow(0, 0);
        assert_eq!(sight.top(), 0);
    }
}
