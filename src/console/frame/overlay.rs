//! Paints what lies on top: help, palette, lines to type in, pickers, problems, confirmations, and the ways a sequence goes on.
//! Only the top one is painted; filter and find leave the list visible, because they are about it.
//! Must not know: what any of it does.

mod confirming;

use crate::{
    app::{
        confirm::Confirm,
        field,
        overlay::{ExportBox, FilterBox, Overlay, Picker},
        palette::Palette,
    },
    console::{State, allowed},
    registry::{
        query::{Field as ListField, FieldKind},
        sheet::Format,
    },
    text::{Kind, Untrusted},
    ui::{
        Safe, Span, Theme, boxed,
        choices::{self, Choice, Choices},
        detail::{self, Item},
        field::{self as line, Field},
        theme::{Glyph, Role},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect, Size},
};
use std::slice;

/// The widest box: longer lines are hard to read.
const WIDE: u16 = 96;

/// Lines under a list for what the selected row says, and the least height of a box that has room for them.
const WORDS: u16 = 2;
const ROOM_FOR_WORDS: u16 = 8;

/// Rows of the form before an export: one for each format, and room for what the selected one is.
const EXPORT_ROWS: u16 = 7;

/// Rows of the palette, and the most a picker shows.
const CHOICES: u16 = 16;

/// Paints the top overlay, or the ways a waiting sequence goes on. The answer is the place for the cursor.
pub fn paint(state: &State, theme: &Theme, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    let Some(top) = state.overlays.top() else {
        sequence(state, theme, screen, buffer);
        return None;
    };
    let area = body(screen);
    match top {
        Overlay::Help(help) => {
            let items: Vec<Choice<'_>> = help.rows().map(offered).collect();
            let search = typed("Search", help.search(), "words, or press a key", None);
            let title = format!("Keys in {}", state.place().name());
            let choices =
                choices_of(search, &items, help.cursor(), "Nothing that works here matches. The palette knows every command.");
            list(&title, &choices, area.height, theme, area, buffer)
        }
        Overlay::Palette(palette) => paint_palette(palette, theme, area, buffer),
        Overlay::Filter(filter) => paint_filter(filter, theme, screen, buffer),
        Overlay::Find(find) => {
            let mut field = typed("Find", find.field(), "text in the loaded rows", None);
            if let Some((matches, loaded)) = state.list().and_then(|list| list.find().matches) {
                field.ghost = Safe::ours(format!("   {matches} of {loaded} loaded rows"));
            }
            bottom_line(&field, theme, screen, buffer)
        }
        Overlay::Prompt(prompt) => {
            let spec = prompt.action().spec();
            let field = typed("", prompt.field(), spec.argument, None);
            let inside = boxed::paint(&spec.title.into(), Size::new(60, 1), theme, area, buffer);
            line::paint(&field, Role::Overlay, theme, inside, buffer)
        }
        Overlay::Picker(picker) => paint_picker(picker, theme, area, buffer),
        Overlay::Export(form) => paint_export(form, theme, area, buffer),
        Overlay::Problem(problem) => {
            let items: Vec<Item<'_>> = problem
                .paragraphs()
                .into_iter()
                .map(|paragraph| Item::field(paragraph.label, Role::Text, Safe::ours(paragraph.text)))
                .collect();
            page("Problem", &items, problem.scroll(), theme, area, buffer);
            None
        }
        Overlay::Confirm(confirm) => match confirm.as_ref() {
            Confirm::YesNo(question) => confirming::paint_question(question, theme, area, buffer),
            Confirm::Typed(challenge) => confirming::paint_challenge(challenge, theme, area, buffer),
        },
        Overlay::Passphrase(question) => confirming::paint_passphrase(question, theme, area, buffer),
    }
}

/// The room inside a box: the whole width where the rest would only be scraps of what lies below.
fn width(area: Rect) -> u16 {
    let margin = if area.width < WIDE { 4 } else { 8 };
    area.width.saturating_sub(margin).min(WIDE)
}

/// The screen without the lines that must stay visible under a box: the title with the environment, and the keys.
fn body(screen: Rect) -> Rect {
    if screen.height < 8 {
        return screen;
    }
    Rect { y: screen.y + 1, height: screen.height - 2, ..screen }
}

fn typed<'a>(label: &'static str, field: &'a field::Field, placeholder: &'static str, error: Option<String>) -> Field<'a> {
    Field {
        label: label.into(),
        text: field.text(),
        cursor: field.cursor(),
        placeholder: placeholder.into(),
        ghost: Safe::default(),
        error: error.map(Safe::ours),
        focused: true,
    }
}

fn offered(offer: &crate::app::offer::Offer) -> Choice<'static> {
    let spec = offer.action.spec();
    Choice {
        title: spec.title.into(),
        key: Safe::ours(offer.keys.first().cloned().unwrap_or_default()),
        doc: spec.doc.into(),
        refused: offer.refusal.as_ref().map(|refusal| Safe::ours(refusal.to_string())),
    }
}

fn choices_of<'a>(field: Field<'a>, items: &'a [Choice<'a>], cursor: usize, empty: &'static str) -> Choices<'a> {
    Choices { field: Some(field), items, selected: Some(cursor), empty: empty.into(), find: None }
}

/// A list to choose from in a box of one height, so that nothing jumps while the search narrows it.
fn list(title: &str, choices: &Choices<'_>, rows: u16, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let size = Size::new(width(area), rows.saturating_add(1).min(area.height.saturating_sub(4)));
    let inside = boxed::paint(&Safe::ours(title), size, theme, area, buffer);
    if inside.height < ROOM_FOR_WORDS {
        return choices::paint(choices, theme, inside, buffer);
    }
    let rows = Rect { height: inside.height - WORDS, ..inside };
    // Under the titles, which stand behind the sign of the selected row.
    let words = Rect { x: inside.x + 1, y: inside.y + rows.height, width: inside.width.saturating_sub(1), height: WORDS };
    let selected = choices.selected.and_then(|at| choices.items.get(at));
    let whole: Vec<Item<'_>> = selected.map(in_full).into_iter().collect();
    detail::paint_on(&whole, 0, Role::Overlay, theme, words, buffer);
    choices::paint(choices, theme, rows, buffer)
}

/// What the selected row says, whole: in the row itself it is cut where room is short.
fn in_full<'a>(choice: &'a Choice<'a>) -> Item<'a> {
    let (role, text) = match &choice.refused {
        Some(why) => (Role::Blocked, why.as_str()),
        None => (Role::Dim, choice.doc.as_str()),
    };
    Item::Text(vec![Span::new(role, Safe::ours(text))])
}

fn paint_palette(palette: &Palette, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let items: Vec<Choice<'_>> = palette
        .rows()
        .iter()
        .map(|row| match &row.argument {
            Some(argument) => {
                let argument = Untrusted::new(argument.clone()).gate(Kind::Name);
                Choice { title: Safe::ours(format!("{} {argument}", row.spec().id)), ..offered(&row.offer) }
            }
            None => offered(&row.offer),
        })
        .collect();
    let error = palette.hint().map(|hint| format!("takes {hint}"));
    let mut field = typed(":", palette.field(), "a command, such as account CHE01-100-0001", None);
    // A completion may be the name of a theme file.
    field.ghost = palette.ghost().map(gated).or(error.map(Safe::ours)).unwrap_or_default();
    let choices = choices_of(field, &items, palette.cursor(), "No command matches.");
    list("Commands", &choices, CHOICES, theme, area, buffer)
}

/// A name that may come from a file, such as that of a theme.
fn gated(name: String) -> Safe<'static> {
    Safe::from(Untrusted::new(name).gate(Kind::Name))
}

fn paint_picker(picker: &Picker, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let items: Vec<Choice<'_>> = picker
        .rows()
        .map(|item| {
            let current = if item.current { "in use" } else { "" };
            Choice {
                title: gated(item.name.clone()),
                key: current.into(),
                doc: Safe::from(&item.note),
                refused: item.trouble.clone().map(gated),
            }
        })
        .collect();
    let field = typed("", picker.search(), "type to narrow", None);
    let rows = u16::try_from(picker.len()).unwrap_or(CHOICES).clamp(4, CHOICES);
    // All of few are in sight, also above the words about the selected one.
    let rows = if rows + 1 + WORDS < ROOM_FOR_WORDS { rows } else { rows + WORDS };
    let choices = choices_of(field, &items, picker.cursor(), "Nothing matches.");
    list(picker.action().spec().title, &choices, rows, theme, area, buffer)
}

/// What kinds of files there are, under the name, which says the same.
fn paint_export(form: &ExportBox, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let items: Vec<Choice<'_>> = Format::ALL
        .iter()
        .map(|(format, word)| Choice { title: (*word).into(), doc: format.meaning().into(), ..Choice::default() })
        .collect();
    let mut field = typed("File", form.name(), "a name", None);
    field.ghost = Safe::ours(format!("  in {}", form.folder()));
    let choices = choices_of(field, &items, form.cursor(), "");
    list(&format!("Export {}", form.what()), &choices, EXPORT_ROWS, theme, area, buffer)
}

/// The filter stands at the bottom so that the list stays in sight.
fn paint_filter(filter: &FilterBox, theme: &Theme, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    let hints = filter.hints();
    let names: Vec<&str> = hints.iter().map(|field| field.name).collect();
    let help = match hints.as_slice() {
        [one] => explained(one),
        _ => format!("fields: {}", names.join(" ")),
    };
    let mut field = typed("", filter.field(), "such as type:holding party:GHA, or any word", None);
    // Behind the words that say what to type nothing can be completed.
    let ghost = filter.ghost().filter(|_| !filter.field().text().is_empty());
    field.ghost = ghost.map(Safe::ours).unwrap_or_default();
    // What Tab would complete is no mistake yet.
    let problem = filter.problem().filter(|_| field.ghost.is_empty());
    field.error = problem.map(|problem| Safe::ours(Untrusted::new(problem.to_string()).gate(Kind::Name).to_string()));
    let explanation = Item::Text(vec![Span::new(Role::Dim, Safe::ours(help))]);
    let around = if theme.plain() { 0 } else { 2 };
    let width = screen.width.saturating_sub(2 * around);
    // What helps and what is wrong stand to their last word, as far as the list stays in sight.
    let said = 1 + detail::height(slice::from_ref(&explanation), width);
    let lines = u16::try_from(said).unwrap_or(u16::MAX).max(line::height(&field, width)).min(screen.height / 2);
    let height = lines + around.max(1);
    let y = screen.y + screen.height.saturating_sub(height + 1);
    let area = Rect { y, height: height.min(screen.height), ..screen };
    let inside = boxed::fill(&"Filter".into(), theme, area, buffer);
    if field.error.is_none() {
        let below = Rect { y: inside.y.saturating_add(1), height: inside.height.saturating_sub(1), ..inside };
        detail::paint_on(&[explanation], 0, Role::Overlay, theme, below, buffer);
    }
    line::paint(&field, Role::Overlay, theme, inside, buffer)
}

/// What a field of a filter takes: its words where it has only these.
fn explained(field: &ListField) -> String {
    match field.kind {
        FieldKind::Choice(words) => format!("{}: {}", field.name, words.join(" ")),
        _ => format!("{}: {}", field.name, field.doc),
    }
}

/// A field in the message line, so that nothing of the list is hidden.
fn bottom_line(field: &Field<'_>, theme: &Theme, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    let up = screen.height.min(2);
    let area = Rect {
        x: screen.x + screen.width.min(1),
        y: screen.y + screen.height - up,
        width: screen.width.saturating_sub(2),
        height: 1,
    };
    line::paint(field, Role::Text, theme, area.intersection(screen), buffer)
}

/// A page of text in a box as high as the text needs.
fn page(title: &'static str, items: &[Item<'_>], scroll: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    let width = width(area);
    let lines = u16::try_from(detail::height(items, width)).unwrap_or(u16::MAX);
    let inside = boxed::paint(&title.into(), Size::new(width, lines), theme, area, buffer);
    detail::paint_on(items, scroll, Role::Overlay, theme, inside, buffer);
    inside
}

/// After a prefix key: how it can go on.
fn sequence(state: &State, theme: &Theme, screen: Rect, buffer: &mut Buffer) {
    if !state.sequence_shown {
        return;
    }
    let ways = state.keymap.continuations(state.place().scopes(), &state.pending);
    let nothing = || Item::Text(vec![Span::new(Role::Dim, "Nothing on this page begins so.")]);
    let none = ways.is_empty().then(nothing);
    let ways = ways.iter().map(|way| {
        let title = way.action.map_or("more", |action| action.spec().title);
        // What can't run now is dimmed, as in help; its key says why.
        let role = if way.action.is_none_or(|action| allowed(action, state).is_ok()) { Role::Text } else { Role::Dim };
        Item::field(Safe::ours(way.key.to_string()), role, title)
    });
    let items: Vec<Item<'_>> = none.into_iter().chain(ways).collect();
    let lines = u16::try_from(items.len()).unwrap_or(u16::MAX);
    let keys: Vec<String> = state.pending.iter().map(ToString::to_string).collect();
    let height = lines.saturating_add(2).min(screen.height);
    let y = screen.y + screen.height.saturating_sub(height + 2);
    let area = Rect { y, height, width: screen.width.min(44), ..screen };
    let title = format!("{} {}", keys.join(" "), theme.glyph(Glyph::Ellipsis));
    let inside = boxed::fill(&Safe::ours(title), theme, area.intersection(screen), buffer);
    detail::paint_on(&items, 0, Role::Overlay, theme, inside, buffer);
}
