//! Whether words stand on the screen in the colour of a role: what a test says of colour, it looks for.

use super::desk::{Desk, dark};
use countersign::ui::theme::Role;

/// Whether some line says these words, all of them in the colour of this role.
pub fn says_in(desk: &Desk, role: Role, words: &str) -> bool {
    let theme = dark();
    let buffer = desk.paint(&theme).0;
    let letters: Vec<String> = words.chars().map(String::from).collect();
    let colour = theme.style(role).fg;
    buffer.content.chunks(usize::from(buffer.area.width)).any(|line| {
        let mut runs = line.windows(letters.len());
        let found = runs.find(|run| run.iter().map(|cell| cell.symbol()).eq(letters.iter().map(String::as_str)));
        found.is_some_and(|run| run.iter().all(|cell| cell.symbol() == " " || Some(cell.fg) == colour))
    })
}
