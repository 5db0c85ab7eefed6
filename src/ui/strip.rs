//! A strip: how a whole is divided, as a bar. Counts decide, not fractions: what isn't nothing shows at least a little, and
//! what isn't all never fills the bar.
//! Must not know: what is divided.

use super::{
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
    use super::share;

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
