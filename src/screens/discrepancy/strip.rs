//! Where in the range the books differ: the runs of a case on a line from its first ITMO to its last, and what lies between them.
//! It shows one series; a case whose ITMOs are all in one run needs no strip.
//! Must not know: what the books say of them.

use crate::{
    domain::{
        Serial, SerialRange,
        case::{About, Sighting},
    },
    screens::words,
    text::number::grouped,
    ui::{
        Safe, Span, Theme,
        line::{self, Align},
        strip::{self, Run},
        theme::{Glyph, Role},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Lines the strip takes: what it shows, the strip, an empty one.
pub const HEIGHT: u16 = 3;
/// The lowest area that still shows enough of the page below it.
pub const LEAST: u16 = 14;

/// Whether a case is about more than one run.
pub fn is_worth_it(about: &About) -> bool {
    about.blocks().len() > 1
}

/// Paints it on [`HEIGHT`] lines.
pub fn paint(found: &Sighting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    line::clear(Role::Text, theme, area, buffer);
    let Some(first) = found.about.blocks().first() else { return };
    let ranges: Vec<SerialRange> =
        found.about.blocks().iter().filter(|block| block.series == first.series).map(|block| block.range).collect();
    let Some((from, to)) = ranges.first().map(|range| range.first()).zip(ranges.last().map(|range| range.last())) else { return };
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let series = first.series;
    let differing = match ranges.len() as u64 {
        1 => "  1 run differs".to_owned(),
        many => format!("  {} runs differ", grouped(many)),
    };
    let title = [
        Span::new(
            Role::Section,
            Safe::ours(format!("{}-{}-{} {}", series.approach, series.registry, series.party, series.vintage)),
        ),
        Span::text(Safe::ours(format!("  serials {from} to {to}"))),
        Span::new(Role::Dim, Safe::ours(differing)),
    ];
    line::paint(&title, Align::Left, Role::Text, theme, Rect { height: 1, ..inner }, buffer);
    let at = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1).min(1), ..inner };
    strip::runs(&runs(found, &ranges, theme), theme, at, buffer);
}

fn runs(found: &Sighting, ranges: &[SerialRange], theme: &Theme) -> Vec<Run<'static>> {
    let (role, _) = words::gravity(found.code.gravity());
    let sign = |glyph: Glyph| Safe::ours(theme.glyph(glyph).to_owned());
    let mut all = Vec::with_capacity(ranges.len() * 2);
    let mut next: Option<Serial> = None;
    for range in ranges {
        let gap = next.zip(range.first().previous()).and_then(|(from, to)| SerialRange::new(from, to).ok());
        all.extend(gap.map(|gap| Run {
            sign: sign(Glyph::FillRest),
            role: Role::Dim,
            length: gap.quantity().count(),
            selected: false,
        }));
        all.push(Run { sign: sign(Glyph::Fill), role, length: range.quantity().count(), selected: false });
        next = range.last().next();
    }
    all
}
