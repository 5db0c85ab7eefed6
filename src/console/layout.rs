//! Where things are on the screen. Pure rectangles from the size, used for painting and for knowing how many rows fit.
//!
//! ```text
//! title   CHE01 · Swiss ITMO registry · PRACTICE · A0                        amina.k
//! tabs    1 Accounts  2 Blocks
//! head    Accounts · 1 204 of 18 930 · type:holding            as of 09:14 UTC
//! body    the screen
//! says    what find looks for, or the last toast
//! keys    ↵ open  / filter  s sort  ? help
//! ```
//! Must not know: what is painted there.

use ratatui::layout::{Rect, Size};

/// The least terminal the console can be used on: a list shows its first columns and ten rows, a box its sentences. Everything is
/// made to be usable on 80 by 24.
pub const LEAST: Size = Size::new(60, 16);

/// Whether a terminal of this size shows enough to act on.
pub fn is_enough(size: Size) -> bool {
    size.width >= LEAST.width && size.height >= LEAST.height
}

/// The regions of the screen, top to bottom. Some are empty on a very small terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regions {
    /// Registry, environment, assurance level, operator.
    pub title: Rect,
    /// The screens there are.
    pub tabs: Rect,
    /// What the list shows, how much of it, and how old.
    pub head: Rect,
    /// The screen itself.
    pub body: Rect,
    /// One line of news.
    pub says: Rect,
    /// The keys that work here.
    pub keys: Rect,
}

/// Cuts the screen into regions. The body gets what the others leave; on less than eight rows the tabs go, then the head.
pub fn regions(area: Rect) -> Regions {
    let tabs = u16::from(area.height >= 8);
    let head = u16::from(area.height >= 6);
    let says = u16::from(area.height >= 5);
    let keys = u16::from(area.height >= 3);
    let title = u16::from(area.height >= 2);
    let body = area.height - tabs - head - says - keys - title;
    let mut y = area.y;
    let mut take = |height: u16| {
        let rect = Rect { x: area.x, y, width: area.width, height };
        y += height;
        rect
    };
    Regions { title: take(title), tabs: take(tabs), head: take(head), body: take(body), says: take(says), keys: take(keys) }
}

/// The narrowest screen that shows beside a list what its selected row opens.
const WIDE: u16 = 140;

/// The two halves of a wide screen's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halves {
    /// Where the list stands.
    pub list: Rect,
    /// The line between the two.
    pub line: Rect,
    /// The title of what stands beside.
    pub title: Rect,
    /// Where that stands.
    pub beside: Rect,
}

/// Divides the body of a list, if it is wide enough: three fifths for the list.
pub fn halves(body: Rect) -> Option<Halves> {
    if body.width < WIDE || body.height < 2 {
        return None;
    }
    let list = Rect { width: body.width / 5 * 3, ..body };
    let line = Rect { x: list.right(), width: 1, ..body };
    let title = Rect { x: line.right(), width: body.right() - line.right(), height: 1, ..body };
    let beside = Rect { y: title.bottom(), height: body.height - 1, ..title };
    Some(Halves { list, line, title, beside })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_tile_what_is_wide_enough() {
        for width in 0..400 {
            let body = Rect::new(0, 3, width, 40);
            let Some(Halves { list, line, title, beside }) = halves(body) else {
                assert!(width < WIDE);
                continue;
            };
            assert_eq!((list.right(), line.right(), title.right(), beside.right()), (line.x, title.x, width, width));
            assert_eq!((list.height, line.height, title.height + beside.height), (40, 40, 40));
            assert!(list.width >= 84, "a list keeps what it shows on a small terminal");
        }
    }

    #[test]
    fn regions_tile_every_screen() {
        for height in 0..60 {
            let area = Rect::new(0, 0, 80, height);
            let Regions { title, tabs, head, body, says, keys } = regions(area);
            let mut y = 0;
            for region in [title, tabs, head, body, says, keys] {
                assert_eq!(region.y, y);
                y += region.height;
            }
            assert_eq!(y, height);
        }
    }
}
