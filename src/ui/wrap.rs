//! Wrapping: spans broken into lines at spaces, and inside a word only when the word is wider than the line. The gap within a grouped number is
//! no such space: `60 000` at the end of a line must not be read as 60.
//! Nothing is left out but the spaces at which a line was broken; an escape of the gate stays marked on both lines.
//! Must not know: where the lines are painted.

use super::{
    grapheme::{self, Grapheme, Kind},
    pen::{Brush, Pen},
    span::Span,
    theme::Role,
};

/// A piece of a wrapped line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub role: Role,
    pub text: &'a str,
}

/// A wrapped line.
pub(super) type Line<'a> = Vec<Piece<'a>>;

/// One grapheme with its role and the span it is from.
struct Unit<'a> {
    role: Role,
    span: usize,
    whole: &'a str,
    part: Grapheme<'a>,
}

/// Breaks spans into lines of at most `width` cells. No spans are one empty line.
pub(super) fn wrap<'a>(spans: &'a [Span<'_>], width: usize) -> Vec<Line<'a>> {
    let width = width.max(1);
    let units: Vec<Unit<'a>> = spans.iter().enumerate().flat_map(|(span, piece)| units(span, piece)).collect();
    let mut lines = Vec::new();
    let mut rest = units.as_slice();
    loop {
        let (line, next) = take(rest, width);
        lines.push(pieces(line));
        match next {
            Some(next) => rest = next,
            None => return lines,
        }
    }
}

/// Cuts spans into lines of `width` cells wherever that is, so that nothing is left out, not even a space. No spans are one empty line.
pub(super) fn cut<'a>(spans: &'a [Span<'_>], width: usize) -> Vec<Line<'a>> {
    let width = width.max(1);
    let units: Vec<Unit<'a>> = spans.iter().enumerate().flat_map(|(span, piece)| units(span, piece)).collect();
    if units.is_empty() {
        return vec![Line::new()];
    }
    let (mut used, mut line) = (0, 0);
    let mut numbered = Vec::with_capacity(units.len());
    for unit in &units {
        if used > 0 && used + unit.part.width > width {
            (used, line) = (0, line + 1);
        }
        used += unit.part.width;
        numbered.push(line);
    }
    let mut lines = Vec::new();
    let mut rest = units.as_slice();
    for run in numbered.chunk_by(|a, b| a == b) {
        let (head, tail) = rest.split_at(run.len().min(rest.len()));
        lines.push(pieces(head));
        rest = tail;
    }
    lines
}

/// Writes a wrapped line.
pub(super) fn write(line: &[Piece<'_>], pen: &mut Pen<'_>, brush: &Brush<'_>) {
    for piece in line {
        pen.write(piece.text, piece.role, brush);
    }
}

fn units<'a>(span: usize, piece: &'a Span<'_>) -> impl Iterator<Item = Unit<'a>> {
    let whole = piece.text.as_str();
    grapheme::graphemes(whole).map(move |part| {
        let role = if part.kind == Kind::Hostile { Role::Hostile } else { piece.role };
        Unit { role, span, whole, part }
    })
}

/// The units of the next line, and what comes after it unless it is the last.
fn take<'u, 'a>(units: &'u [Unit<'a>], width: usize) -> (&'u [Unit<'a>], Option<&'u [Unit<'a>]>) {
    let cut = |line: usize, skip: usize| {
        let (head, tail) = units.split_at(line.min(units.len()));
        let rest = tail.get(skip..).unwrap_or_default();
        let broken = tail.first().is_some_and(|unit| unit.part.kind == Kind::Break);
        (head, (broken || !rest.is_empty()).then_some(rest))
    };
    let broken_at = |space: usize| {
        let is_space = |unit: &&Unit<'_>| unit.part.text == " ";
        let before = units.iter().take(space).rev().take_while(is_space).count();
        let behind = units.iter().skip(space).take_while(is_space).count();
        cut(space - before, before + behind)
    };
    let mut used = 0;
    let (mut space, mut gap) = (None, None);
    for (index, unit) in units.iter().enumerate() {
        let is_space = unit.part.text == " ";
        let is_gap = is_space && groups(units, index);
        match unit.part.kind {
            Kind::Break => return cut(index, 1),
            _ if used + unit.part.width > width => {
                let here = Some(index).filter(|_| is_space);
                let between = here.filter(|_| !is_gap).or(space);
                return between.or(here).or(gap).map_or_else(|| cut(index.max(1), 0), broken_at);
            }
            _ if is_gap => gap = Some(index),
            _ if is_space && index > 0 => space = Some(index),
            _ => {}
        }
        used += unit.part.width;
    }
    (units, None)
}

/// Whether the space at this place parts the thousands of a number: a digit before it, and exactly three behind it.
fn groups(units: &[Unit<'_>], space: usize) -> bool {
    let is_digit = |at: usize| units.get(at).is_some_and(|unit| unit.part.text.bytes().all(|octet| octet.is_ascii_digit()));
    space > 0 && is_digit(space - 1) && (1..4).all(|behind| is_digit(space + behind)) && !is_digit(space + 4)
}

/// Neighbours of one role and one span are one piece.
fn pieces<'a>(units: &[Unit<'a>]) -> Line<'a> {
    units
        .chunk_by(|a, b| a.role == b.role && a.span == b.span)
        .filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let text = first.whole.get(first.part.at..last.part.at + last.part.text.len())?;
            Some(Piece { role: first.role, text })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Safe;
    use proptest::prelude::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let spans = [Span::text(Safe::ours(text.to_owned()))];
        wrap(&spans, width).iter().map(|line| line.iter().map(|piece| piece.text).collect()).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        for (text, width, expected) in [
            ("", 5, vec![""]),
            ("one two", 7, vec!["one two"]),
            ("one two", 5, vec!["one", "two"]),
            ("one two ", 3, vec!["one", "two"]),
            ("one   two", 5, vec!["one", "two"]),
            ("one   two", 8, vec!["one", "two"]),
            ("one\n\ntwo", 9, vec!["one", "", "two"]),
            ("abcdef gh", 4, vec!["abcd", "ef", "gh"]),
            ("日本語", 4, vec!["日本", "語"]),
            ("moves 60 000", 10, vec!["moves", "60 000"]),
            ("moves 60 000", 8, vec!["moves", "60 000"]),
            ("of 1 204 500 t", 9, vec!["of", "1 204 500", "t"]),
            ("1 204 500", 6, vec!["1 204", "500"]),
            ("day 7 2024", 7, vec!["day 7", "2024"]),
            ("ab", 0, vec!["a", "b"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text:?} in {width}");
        }
    }

    #[test]
    fn an_escape_stays_hostile_on_both_lines() {
        let spans = [Span::text("ab⟦U+202E⟧")];
        let hostile: Vec<bool> = wrap(&spans, 5).iter().flatten().map(|piece| piece.role == Role::Hostile).collect();
        assert_eq!(hostile, [false, true, true]);
    }

    proptest! {
        #[test]
        fn a_cut_line_keeps_every_space(text in "[a-z日 ]{0,60}", width in 2usize..20) {
            let spans = [Span::text(Safe::ours(text.clone()))];
            let lines: Vec<String> = cut(&spans, width).iter().map(|line| line.iter().map(|piece| piece.text).collect()).collect();
            prop_assert!(lines.iter().all(|line| grapheme::width(line) <= width), "{:?}", lines);
            prop_assert_eq!(lines.concat(), text);
        }

        #[test]
        fn no_line_is_too_wide_and_nothing_but_spaces_and_breaks_is_lost(text in "[a-zé日⟦⟧ \n]{0,60}", width in 2usize..20) {
            let lines = lines(&text, width);
            prop_assert!(lines.iter().all(|line| grapheme::width(line) <= width), "{:?}", lines);
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
        }
    }
}
