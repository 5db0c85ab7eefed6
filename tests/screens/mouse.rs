//! The mouse: what a press and the wheel do where, and what they never do.

use super::desk::{Desk, Setting};
use countersign::{
    app::{
        Effect, Timer,
        mouse::{Mouse, MouseAct},
    },
    console::Message,
};

impl Desk {
    fn does(&mut self, act: MouseAct, column: u16, row: u16) {
        self.send(Message::Mouse(Mouse { act, column, row }));
    }

    fn click(&mut self, column: u16, row: u16) {
        self.does(MouseAct::Press, column, row);
    }

    /// Clicks on the first cell of a text.
    fn click_on(&mut self, text: &str) {
        let screen = self.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).expect(text);
        // The bar before each line is not part of the screen; what stands before the text here is one cell a character.
        let column = line[..line.find(text).unwrap()].chars().count() - 1;
        self.click(column.try_into().unwrap(), row.try_into().unwrap());
    }

    /// The line of the selected row.
    fn selected(&self) -> String {
        self.screen().lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
    }
}

#[test]
fn a_press_selects_and_a_second_one_opens() {
    let mut desk = Desk::open();
    desk.click_on("CHE01-100-2006");
    assert!(desk.selected().contains("CHE01-100-2006"), "{}", desk.selected());
    assert!(desk.head().starts_with("Accounts"), "{}", desk.head());
    desk.click_on("CHE01-100-2006");
    assert!(desk.head().starts_with("Account CHE01-100-2006"), "{}", desk.head());
}

#[test]
fn a_press_selects_the_row_it_is_on_also_where_the_list_was_scrolled() {
    let mut desk = Desk::open();
    desk.press("G");
    desk.fire(Timer::Settle);
    let first = desk.line(4);
    desk.click(5, 4);
    assert_eq!(desk.selected().trim_matches(['│', ' ']), format!("▸ {}", first.trim_start_matches("▸ ")));
}

#[test]
fn a_press_on_a_title_sorts_and_a_second_one_turns_the_order_round() {
    for (title, once, twice) in [
        ("ACCOUNT", "by id, smallest first", "by id, greatest first"),
        ("STATE", "by state", "by state, the other way round"),
        ("ITMOs", "by held, smallest first", "by held, greatest first"),
    ] {
        let mut desk = Desk::open();
        desk.click_on(title);
        assert!(desk.head().contains(once), "{title}: {}", desk.head());
        desk.click_on(title);
        assert!(desk.head().contains(twice), "{title}: {}", desk.head());
    }
}

#[test]
fn a_press_on_a_tab_shows_it() {
    let mut desk = Desk::open();
    // On a narrow screen only the tab that is shown has room for its title.
    desk.resize(120, 40);
    desk.click_on("Blocks");
    assert!(desk.head().starts_with("Blocks"), "{}", desk.head());
    desk.click_on("Accounts");
    assert!(desk.head().starts_with("Accounts"), "{}", desk.head());
}

#[test]
fn the_wheel_moves_by_three_rows_and_stops_at_the_ends() {
    let mut desk = Desk::open();
    for (act, row) in [
        (MouseAct::WheelDown, 4),
        (MouseAct::WheelDown, 7),
        (MouseAct::WheelUp, 4),
        (MouseAct::WheelUp, 1),
        (MouseAct::WheelUp, 1),
    ] {
        desk.does(act, 10, 10);
        assert!(desk.head().contains(&format!("row {row} ")), "{act:?}: {}", desk.head());
    }
}

#[test]
fn the_blocks_of_an_account_are_a_list_like_any() {
    let mut desk = Desk::with(Setting { size: (120, 30), ..Setting::default() });
    desk.press("enter");
    let rows: Vec<String> = desk.screen().lines().filter(|line| line.contains("✓ available")).map(str::to_owned).collect();
    let y = desk.screen().lines().position(|line| line == rows[2]).unwrap();
    desk.click(5, y.try_into().unwrap());
    assert_eq!(desk.selected().replace('▸', " "), rows[2]);
    desk.click(5, y.try_into().unwrap());
    assert!(desk.head().starts_with("Block CA"), "{}", desk.head());
}

#[test]
fn on_a_wide_screen_only_the_list_takes_presses() {
    let mut desk = Desk::with(Setting { size: (200, 40), ..Setting::default() });
    desk.click_on("CHE01-100-2006");
    assert!(desk.selected().contains("CHE01-100-2006"));
    let before = desk.selected();
    desk.click(190, 20);
    assert_eq!(desk.selected(), before);
}

/// Nothing is confirmed, typed or closed by a press, whatever lies on top.
#[test]
fn a_press_does_nothing_while_something_lies_on_top() {
    for keys in ["?", ":", "/", "f", "s", "ctrl-o", "ctrl-t", "#", "enter F"] {
        let mut desk = Desk::open();
        desk.press(keys);
        let before = desk.screen();
        desk.take();
        for row in 0..24 {
            for column in [1, 10, 40, 70] {
                desk.click(column, row);
            }
        }
        assert_eq!((desk.screen(), desk.take()), (before, Vec::new()), "{keys}");
    }
}

#[test]
fn the_wheel_turns_a_list_on_top_and_leaves_what_is_typed_alone() {
    let mut desk = Desk::open();
    desk.press("ctrl-t");
    desk.does(MouseAct::WheelDown, 40, 12);
    assert!(desk.take().contains(&Effect::Theme("light".into())));
    for keys in ["/", "f", "#", "enter F"] {
        let mut desk = Desk::open();
        desk.press(keys);
        let before = desk.screen();
        desk.does(MouseAct::WheelDown, 40, 12);
        desk.does(MouseAct::WheelUp, 40, 12);
        assert_eq!(desk.screen(), before, "{keys}");
    }
}

#[test]
fn where_nothing_is_a_press_does_nothing() {
    let mut desk = Desk::open();
    desk.take();
    for (column, row) in [(0, 0), (79, 1), (0, 23), (500, 500), (u16::MAX, u16::MAX)] {
        desk.click(column, row);
    }
    assert!(desk.take().is_empty());
    let mut empty = Desk::unanswered();
    empty.take();
    empty.click(5, 6);
    assert!(empty.take().is_empty(), "there is no row yet");
    desk.resize(40, 12);
    desk.take();
    desk.click(5, 5);
    desk.does(MouseAct::WheelDown, 5, 5);
    assert!(desk.take().is_empty(), "what can't be seen isn't acted on");
}
