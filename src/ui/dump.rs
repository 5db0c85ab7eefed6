//! A buffer as text: the form in which snapshots are kept. First the lines between bars, then one line for each run of
//! cells that look different from the ground: `row:column+cells foreground background modifiers`.
//! Must not know: themes, roles.

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    style::{Color, Modifier},
};
use std::fmt::Write as _;

/// The text and the styles of a buffer. Rows and columns count from 0; a run never crosses a line.
///
/// The commonest foreground, background and modifiers are the ground; they stand in the line `ground …` and nowhere else.
/// A dash means the terminal's own colour.
pub fn dump(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let mut text = String::new();
    for row in buffer.content.chunks(width) {
        text.push('│');
        let mut skip = 0;
        for cell in row {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            text.push_str(cell.symbol());
            skip = usize::from(cell.cell_width()).saturating_sub(1);
        }
        text.push_str("│\n");
    }
    let ground = commonest(buffer);
    let _ = writeln!(text, "ground {}", look(&ground));
    for (line, row) in buffer.content.chunks(width).enumerate() {
        let mut column = 0;
        for run in row.chunk_by(same) {
            if let Some(cell) = run.first().filter(|cell| !same(cell, &ground)) {
                let _ = writeln!(text, "{line}:{column}+{} {}", run.len(), look(cell));
            }
            column += run.len();
        }
    }
    text
}

fn same(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

fn commonest(buffer: &Buffer) -> Cell {
    let mut looks: Vec<(&Cell, usize)> = Vec::new();
    for cell in &buffer.content {
        match looks.iter_mut().find(|(seen, _)| same(seen, cell)) {
            Some((_, count)) => *count += 1,
            None => looks.push((cell, 1)),
        }
    }
    looks.iter().rev().max_by_key(|(_, count)| *count).map(|(cell, _)| (*cell).clone()).unwrap_or_default()
}

fn look(cell: &Cell) -> String {
    let mut words = format!("{} {}", colour(cell.fg), colour(cell.bg));
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "struck"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(' ');
            words.push_str(name);
        }
    }
    words
}

fn colour(colour: Color) -> String {
    match colour {
        Color::Reset => "-".to_owned(),
        other => other.to_string().to_lowercase(),
    }
}
