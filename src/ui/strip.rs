//! A strip: how a whole is divided, as a bar. Counts decide, not fractions: what isn't nothing shows at least a little, and
//! what isn't all never fills the bar.
//! Must not know: what is divided.

use super::{
    Safe,
    pen::{Brush, Pen},
    theme::{Glyph, Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect};

/// The eighths of a cell, from the left.
const EIGHTHS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Paints one part of a whole on the first line of an area, to an eighth of a cell.
pub fn part(amount: u64, whole: u64, role: Role, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    draw(&mut Pen::on(buffer, area, 0), amount, whole, role, &Brush::on(theme, Role::Text));
}

/// The same with a pen that is there already.
pub(super) fn draw(pen: &mut Pen<'_>, amount: u64, whole: u64, role: Role, brush: &Brush<'_>) {
    let steps = if brush.theme.plain() { 1 } else { 8 };
    let filled = share(amount, whole, pen.room() * steps);
    for _ in 0..filled / steps {
        pen.glyph(Glyph::Fill, role, brush);
    }
    if let Some(eighth) = (filled % steps).checked_sub(1).and_then(|index| EIGHTHS.get(index)) {
        pen.write(eighth, role, brush);
    }
    rest(pen, brush);
}

/// Paints up to three parts of a whole on the first line of an area, each with a pattern of its own.
pub fn parts(amounts: &[(Role, u64)], whole: u64, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, Role::Text);
    let mut pen = Pen::on(buffer, area, 0);
    let cells = pen.room();
    let patterns = [Glyph::Fill, Glyph::FillSecond, Glyph::FillThird];
    let mut sum: u64 = 0;
    for ((role, amount), glyph) in amounts.iter().zip(patterns) {
        sum = sum.saturating_add(*amount);
        let end = share(sum, whole, cells).max(pen.at() + usize::from(*amount > 0));
        while pen.at() < end && pen.room() > 0 {
            pen.glyph(glyph, *role, &brush);
        }
    }
    rest(&mut pen, &brush);
}

/// A run of a whole that is all of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The sign its cells show, one cell wide.
    pub sign: Safe<'a>,
    /// What it means.
    pub role: Role,
    /// How much of the whole it is.
    pub length: u64,
    /// Whether the cursor is in it.
    pub selected: bool,
}

/// Paints runs in their order on the first line of an area, and a sign below the selected one. Every run is seen while there are no
/// more of them than cells, so the shortest are not to scale. The sign alone says what is selected: a full cell is all letter, and would
/// have the letter's colour of the selected row, which in some themes is that of the ground.
pub fn runs(runs: &[Run<'_>], theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let lengths: Vec<u64> = runs.iter().map(|run| run.length).collect();
    let widths = widths(&lengths, usize::from(area.width));
    let plain = Brush::on(theme, Role::Text);
    for line in [0, 1] {
        let mut pen = Pen::on(buffer, area, line);
        for (run, width) in runs.iter().zip(&widths) {
            for _ in 0..*width {
                match (line, run.selected) {
                    (0, _) => pen.write(run.sign.as_str(), run.role, &plain),
                    (_, true) => pen.glyph(Glyph::Up, Role::Accent, &plain),
                    _ => pen.skip(1, plain.blank()),
                }
            }
        }
        pen.rest(plain.blank());
    }
}

/// How many of `cells` each length takes: all together exactly that many, and each at least one while there are enough.
fn widths(lengths: &[u64], cells: usize) -> Vec<usize> {
    let whole: u128 = lengths.iter().map(|length| u128::from(*length)).sum();
    let least = usize::from(lengths.len() <= cells);
    let free = (cells - least * lengths.len().min(cells)) as u128;
    let mut before: u128 = 0;
    let upto = |sum: u128| (sum * free).checked_div(whole).and_then(|cells| usize::try_from(cells).ok()).unwrap_or(0);
    let width = |length: &u64| {
        let from = upto(before);
        before += u128::from(*length);
        least + upto(before) - from
    };
    lengths.iter().map(width).collect()
}

fn rest(pen: &mut Pen<'_>, brush: &Brush<'_>) {
    while pen.room() > 0 {
        pen.glyph(Glyph::FillRest, Role::Dim, brush);
    }
}

/// How many of `steps` an amount takes: rounded, but none only for nothing and all only for all.
fn share(amount: u64, whole: u64, steps: usize) -> usize {
    if whole == 0 || amount == 0 || steps == 0 {
        return 0;
    }
    if amount >= whole {
        return steps;
    }
    let (amount, whole, all) = (u128::from(amount), u128::from(whole), steps as u128);
    let rounded = usize::try_from((amount * all + whole / 2) / whole).unwrap_or(steps);
    rounded.clamp(1, steps.saturating_sub(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::{share, widths};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_fill_the_strip_and_each_is_seen(lengths in prop::collection::vec(1..=u64::MAX, 1..60), cells in 0usize..120) {
            let widths = widths(&lengths, cells);
            prop_assert_eq!(widths.iter().sum::<usize>(), cells);
            prop_assert!(lengths.len() > cells || widths.iter().all(|width| *width > 0));
        }
    }

    #[test]
    fn runs_are_to_scale_but_for_the_least_cell() {
        for (lengths, cells, expected) in [
            (vec![10, 10], 20, vec![10, 10]),
            (vec![1, u64::MAX - 1], 20, vec![1, 19]),
            (vec![5, 1, 5], 3, vec![1, 1, 1]),
            (vec![7], 40, vec![40]),
            (vec![], 40, vec![]),
        ] {
            assert_eq!(widths(&lengths, cells), expected, "{lengths:?} in {cells}");
        }
    }

    #[test]
    fn something_is_never_nothing_and_most_is_never_all() {
        for (amount, whole, steps, filled) in [
            (0, 10, 80, 0),
            (1, u64::MAX, 80, 1),
            (u64::MAX - 1, u64::MAX, 80, 79),
            (u64::MAX, u64::MAX, 80, 80),
            (1, 2, 80, 40),
            (3, 0, 80, 0),
            (5, 4, 80, 80),
            (1, 2, 0, 0),
            (1, 2, 1, 1),
        ] {
            assert_eq!(share(amount, whole, steps), filled, "{amount} of {whole} in {steps}");
        }
    }
}
