//! Toasts: short messages at the bottom right, newest lowest. In plain mode the newest takes the bottom line.
//! A message too long for its place ends with an ellipsis: the whole of it stands in the list of problems.
//! Must not know: how long a toast stays, or what caused it.

use super::{
    Safe, Span,
    boxed::mend,
    pen::{Brush, Pen, clear},
    theme::{Glyph, Role, Theme},
    wrap,
};
use ratatui::{buffer::Buffer, layout::Rect};

/// How grave a toast is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// Something was done.
    Info,
    /// Something needs attention.
    Warn,
    /// Something failed.
    Error,
}

impl Gravity {
    fn look(self) -> (Role, Glyph) {
        match self {
            Self::Info => (Role::ToastInfo, Glyph::Info),
            Self::Warn => (Role::ToastWarn, Glyph::Warn),
            Self::Error => (Role::ToastError, Glyph::Danger),
        }
    }
}

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast<'a> {
    /// How grave it is.
    pub gravity: Gravity,
    /// What it says.
    pub text: Safe<'a>,
}

/// The widest toast.
const WIDTH: u16 = 60;
/// How many lines a toast may have.
const LINES: usize = 3;
/// Cells of a toast that aren't text: air, sign, air, air.
const FRAME: u16 = 4;

/// Paints toasts, oldest first, into the lower right of an area. Those that don't fit are left out, oldest first.
pub fn paint(toasts: &[Toast<'_>], theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if theme.plain() {
        if let (Some(toast), Some(top)) = (toasts.last(), area.height.checked_sub(1)) {
            let line = Rect { y: area.y.saturating_add(top), height: 1, ..area };
            one(toast, theme, line, buffer);
        }
        return;
    }
    let mut free = area;
    for toast in toasts.iter().rev() {
        let room = free.width.min(WIDTH).saturating_sub(FRAME);
        let text = [Span::text(Safe::ours(toast.text.as_str()))];
        let lines = wrap::wrap(&text, usize::from(room));
        let height = u16::try_from(lines.len().min(LINES)).unwrap_or(1);
        if height > free.height || room == 0 {
            return;
        }
        let longest = if lines.len() > 1 { usize::from(room) } else { toast.text.width() };
        let width = u16::try_from(longest).unwrap_or(room).min(room) + FRAME;
        let place =
            Rect { x: free.x.saturating_add(free.width - width), y: free.y.saturating_add(free.height - height), width, height };
        one(toast, theme, place, buffer);
        free.height -= height;
    }
}

fn one(toast: &Toast<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (role, glyph) = toast.gravity.look();
    let brush = Brush::on(theme, role);
    mend(area, buffer);
    clear(area, brush.blank(), buffer);
    Pen::on(buffer, area, 0).window(1, 1).glyph(glyph, role, &brush);
    let room = usize::from(area.width.saturating_sub(FRAME));
    let text = [Span::new(role, Safe::ours(toast.text.as_str()))];
    let lines = wrap::wrap(&text, room);
    let visible = usize::from(area.height);
    for (at, line) in lines.iter().take(visible).enumerate() {
        let mut row = Pen::on(buffer, area, at);
        let mut pen = row.window(3, room);
        wrap::write(line, &mut pen, &brush);
        let end = room.saturating_sub(1).min(pen.at());
        if at + 1 == visible && lines.len() > visible {
            row.window(3 + end, 1).glyph(Glyph::Ellipsis, role, &brush);
        }
    }
}
