//! A box over the screen: a title, a border, and the cells beneath it emptied.
//! In plain mode it takes the whole region and has no border, so that nothing behind it is read aloud.
//! Must not know: what stands in the box.

use super::{
    Safe, Span,
    pen::{Brush, Pen, clear},
    theme::{Glyph, Role, Theme},
};
use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::{Rect, Size},
};

/// A border and a cell of air on both sides.
const FRAME_WIDTH: u16 = 4;
/// A border above and below.
const FRAME_HEIGHT: u16 = 2;

/// The region a box with this much room inside takes on a screen: centred, never larger than the screen.
pub fn outer(inner: Size, theme: &Theme, screen: Rect) -> Rect {
    if theme.plain() {
        return screen;
    }
    let width = inner.width.saturating_add(FRAME_WIDTH).min(screen.width);
    let height = inner.height.saturating_add(FRAME_HEIGHT).min(screen.height);
    let x = screen.x.saturating_add((screen.width - width) / 2);
    let y = screen.y.saturating_add((screen.height - height) / 2);
    Rect { x, y, width, height }
}

/// The room inside the region of a box.
pub fn inner(outer: Rect, theme: &Theme) -> Rect {
    if theme.plain() {
        let y = outer.y.saturating_add(outer.height.min(1));
        return Rect { y, height: outer.height.saturating_sub(1), ..outer };
    }
    let (left, top) = (outer.width.min(2), outer.height.min(1));
    Rect {
        x: outer.x.saturating_add(left),
        y: outer.y.saturating_add(top),
        width: outer.width.saturating_sub(FRAME_WIDTH),
        height: outer.height.saturating_sub(FRAME_HEIGHT),
    }
}

/// Paints an empty box with `size` room inside, as far as the screen has it. The answer is the room inside.
pub fn paint(title: &Safe<'_>, size: Size, theme: &Theme, screen: Rect, buffer: &mut Buffer) -> Rect {
    let area = outer(size, theme, screen);
    frame(title, theme, area, buffer);
    inner(area, theme)
}

/// Paints an empty box that fills an area exactly. The answer is the room inside.
pub fn fill(title: &Safe<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    frame(title, theme, area, buffer);
    inner(area, theme)
}

fn frame(title: &Safe<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, Role::Overlay);
    mend(area, buffer);
    clear(area, brush.blank(), buffer);
    let title = [Span::new(Role::Title, Safe::ours(title.as_str()))];
    if theme.plain() {
        Pen::on(buffer, area, 0).spans(&title, &brush);
        return;
    }
    let last = usize::from(area.height.saturating_sub(1));
    let right = usize::from(area.width.saturating_sub(1));
    for line in 1..last {
        let mut pen = Pen::on(buffer, area, line);
        pen.window(0, 1).glyph(Glyph::Vertical, Role::Border, &brush);
        pen.window(right, 1).glyph(Glyph::Vertical, Role::Border, &brush);
    }
    edge(&mut Pen::on(buffer, area, last), Glyph::BottomLeft, Glyph::BottomRight, &brush);
    let mut top = Pen::on(buffer, area, 0);
    let width = top.room();
    edge(&mut top.window(0, width), Glyph::TopLeft, Glyph::TopRight, &brush);
    if width > 6 {
        let room = title.iter().map(Span::width).sum::<usize>().min(width - 6);
        top.window(2, room + 2).rest(brush.blank());
        top.window(3, room).spans(&title, &brush);
    }
}

fn edge(pen: &mut Pen<'_>, left: Glyph, right: Glyph, brush: &Brush<'_>) {
    pen.glyph(left, Role::Border, brush);
    while pen.room() > 1 {
        pen.glyph(Glyph::Horizontal, Role::Border, brush);
    }
    pen.glyph(right, Role::Border, brush);
}

/// Takes away wide characters that the left edge of an area cuts in two: the terminal would paint their second half over
/// the area. This is the one place where a painter changes cells outside its area.
pub(super) fn mend(area: Rect, buffer: &mut Buffer) {
    let Some(x) = area.x.checked_sub(1) else { return };
    let seen = area.intersection(buffer.area);
    for y in seen.top()..seen.bottom() {
        if let Some(cell) = buffer.cell_mut((x, y))
            && cell.cell_width() > 1
        {
            cell.set_symbol(" ");
        }
    }
}
