//! What is said around the screen: the message line, the keys that work here, and what stands in an empty screen's place.
//! Every empty list says what to do next; every problem says what happened, what was not done, and what to try.
//! Must not know: rows and columns.

use crate::{
    app::{Action, footer, toast::Severity},
    console::{State, allowed},
    registry::{Problem, book::Veil},
    screens::{Absence, Place},
    text::{Kind, Untrusted},
    ui::{
        Safe, Span, Theme,
        bars::{self, Hint},
        detail::{self, Item},
        line::{self, Align},
        notice::{self, Notice},
        theme::{Glyph, Role},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// The heading where all of a page is kept back.
pub const KEPT_BACK: &str = "All of it is kept back";

/// How many lines more than one a message may take.
const MORE_LINES: u16 = 2;
/// Lines that a message leaves above it: the title, the tabs, the head, and three rows.
const LINES_ABOVE: u16 = 6;

/// Paints the message line: a pending key sequence, the last toast, an act under way, or what find looks for.
pub fn says(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if let Some(said) = message(state) {
        return toast_lines(said, theme, area, buffer);
    }
    let find = state.list().map(|list| list.find()).filter(|find| find.is_active());
    // For those who hear the screen, the line that changes says where they are.
    let announced = || state.list().filter(|_| theme.plain()).and_then(|list| list.announcement()).unwrap_or_default();
    let text = find.map_or_else(announced, |find| {
        let text = Untrusted::new(find.text.clone()).gate(Kind::Name);
        match find.matches {
            Some((0, loaded)) => format!("find {text}: not in the {loaded} rows loaded; a filter asks the registry"),
            Some((matches, loaded)) => format!("find {text}: {matches} of {loaded} loaded rows"),
            None => format!("find {text}"),
        }
    });
    line::paint(
        &[Span::new(Role::Text, " "), Span::new(Role::Text, Safe::ours(text))],
        Align::Left,
        Role::Text,
        theme,
        area,
        buffer,
    );
}

/// What is said now.
struct Said {
    role: Role,
    glyph: Glyph,
    text: Safe<'static>,
    /// How many lines more than one it may take.
    most: u16,
}

/// What is said now: the last toast, or an act under way. A toast can be seen and is gone; an act stays until its outcome is known, so it takes
/// one line of a page that is still to be read: nobody could read on under it (F09).
fn message(state: &State) -> Option<Said> {
    if let Some(toast) = state.toasts.current() {
        let (role, glyph) = match toast.severity {
            Severity::Info => (Role::ToastInfo, Glyph::Info),
            Severity::Warn => (Role::ToastWarn, Glyph::Warn),
            Severity::Error => (Role::ToastError, Glyph::Danger),
        };
        let times = if toast.times > 1 { format!(" ({} times)", toast.times) } else { String::new() };
        let more = match state.toasts.behind() {
            0 => String::new(),
            behind => format!(" (+{behind} more)"),
        };
        let back = state.keymap.live_keys(state.place().scopes(), Action::Back).into_iter().next();
        let seen = back.filter(|_| toast.severity == Severity::Error).map_or(String::new(), |key| format!("  ({key}: seen)"));
        return Some(Said { role, glyph, text: Safe::ours(format!("{}{times}{more}{seen}", toast.text)), most: MORE_LINES });
    }
    let most = if state.screen().is_unread() { 0 } else { MORE_LINES };
    let pending = |sentence| Said { role: Role::Pending, glyph: Glyph::Pending, text: Safe::ours(sentence), most };
    state.act_sentence().or_else(|| state.export_sentence()).map(pending)
}

/// How many rows of the screen the message covers.
pub fn rows_over(state: &State, area: Rect) -> u16 {
    message(state).map_or(0, |said| {
        let most = said.most;
        more_lines(&item(said), most, area)
    })
}

fn item(said: Said) -> [Item<'static>; 1] {
    [Item::Text(vec![Span::new(said.role, said.text)])]
}

/// How many lines a message takes above its own.
fn more_lines(item: &[Item<'_>], most: u16, area: Rect) -> u16 {
    let lines = u16::try_from(detail::height(item, text_width(area))).unwrap_or(u16::MAX);
    lines.saturating_sub(1).min(most).min(area.y.saturating_sub(LINES_ABOVE))
}

/// The width of a message's text, beside its sign.
fn text_width(area: Rect) -> u16 {
    area.width.saturating_sub(4)
}

/// A message is read whole: one that is longer than the line grows upwards, over the last rows of the screen.
fn toast_lines(said: Said, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (role, glyph, most) = (said.role, said.glyph, said.most);
    let item = item(said);
    let (width, more) = (text_width(area), more_lines(&item, most, area));
    let area = Rect { y: area.y - more, height: area.height + more, ..area };
    line::clear(role, theme, area, buffer);
    let sign = format!(" {}", theme.glyph(glyph));
    let first = Rect { height: area.height.min(1), ..area };
    line::paint(&[Span::new(role, Safe::ours(sign))], Align::Left, role, theme, first, buffer);
    let beside = Rect { x: area.x + area.width.min(2), width, ..area };
    detail::paint_on(&item, 0, role, theme, beside.intersection(area), buffer);
}

/// Paints the keys that work here: those of what lies on top, else those of the screen, without the ones that would be typed.
pub fn keys(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut hints: Vec<Hint<'_>> = match state.overlays.top() {
        Some(top) => top.keys().iter().map(|(key, word)| Hint::new(*key, *word)).collect(),
        None => keys_of_screen(state),
    };
    let Some(last) = hints.pop() else { return line::clear(Role::Footer, theme, area, buffer) };
    bars::keys(&hints, &last, theme, area, buffer);
}

fn keys_of_screen(state: &State) -> Vec<Hint<'static>> {
    let typing = state.screen().is_typing(state.now);
    let hints = footer::hints(state.place().scopes(), &state.keymap, typing, |action| is_useful(state, action));
    let go_on = typing.then(|| Hint::new("enter", "go on"));
    let page = || state.keymap.live_keys(state.place().scopes(), Action::PageDown).into_iter().next();
    let read_on = page().filter(|_| state.screen().is_unread()).map(|key| Hint::new(Safe::ours(key), "read on"));
    let allowed = hints.into_iter().filter(|hint| hint.allowed);
    go_on
        .into_iter()
        .chain(read_on)
        .chain(allowed.map(|hint| Hint::new(Safe::ours(hint.key), state.screen().short(hint.action))))
        .collect()
}

/// Paints a notice in the screen's place when there is nothing else to show. Says whether it did.
pub fn instead(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) -> bool {
    let Some(absence) = state.screen().absence() else { return false };
    let notice = match absence {
        Absence::Waiting(what) => loading(state, &what),
        Absence::Trouble(problem) => trouble(state, problem),
        Absence::Empty(what, filter) => nothing(state, what, &filter),
        Absence::KeptBack(veil) => kept_back(state, veil),
    };
    notice::paint(&notice, theme, area, buffer);
    true
}

/// Whether what is shown is this console's own, so that no registry is asked for it.
fn is_journal(state: &State) -> bool {
    state.place().root() == Place::Journal
}

fn loading(state: &State, what: &str) -> Notice<'static> {
    let name = state.profile().map_or(String::new(), |profile| profile.name.clone());
    let heading = if is_journal(state) { format!("Reading {what}") } else { format!("Asking {name} for {what}") };
    Notice {
        role: Role::Pending,
        glyph: Some(Glyph::Pending),
        heading: Safe::ours(heading),
        lines: vec!["Nothing has come yet. You can go elsewhere or quit meanwhile.".into()],
        keys: hints(state, &[Action::Back, Action::Quit]),
    }
}

fn nothing(state: &State, what: &'static str, filter: &str) -> Notice<'static> {
    let filtered = !filter.is_empty();
    let filter = Untrusted::new(filter).gate(Kind::Name);
    let (heading, line, actions): (_, _, &[Action]) = if filtered {
        (format!("No {what} match {filter}"), "Change the filter, or clear it to see all.", &[Action::Filter, Action::Back])
    } else {
        let whose = if is_journal(state) { "This console" } else { "This registry" };
        let heading = format!("{whose} has no {what}");
        match state.place() {
            Place::Reconciliation => {
                (heading, "Cases come from reconciliation runs: begin one there.", &[Action::BoardRuns, Action::Refresh])
            }
            Place::Runs => (
                heading,
                "One within our own book can be begun here, one with a counterpart from its page.",
                &[Action::RunOwn, Action::Refresh],
            ),
            _ if state.live.is_live() => (heading, "When it has, they appear here by themselves.", &[Action::Refresh]),
            _ => (heading, "When it has, a refresh shows them.", &[Action::Refresh]),
        }
    };
    Notice { role: Role::Title, glyph: None, heading: Safe::ours(heading), lines: vec![line.into()], keys: hints(state, actions) }
}

fn kept_back(state: &State, veil: &Veil) -> Notice<'static> {
    let actions = if veil.order.is_some() { &[Action::Open, Action::Back] } else { &[Action::Refresh, Action::Back] };
    Notice {
        role: Role::Warn,
        glyph: Some(Glyph::Blocked),
        heading: KEPT_BACK.into(),
        lines: vec![Safe::ours(veil.sentence())],
        keys: hints(state, actions),
    }
}

fn trouble(state: &State, problem: &Problem) -> Notice<'static> {
    Notice {
        role: Role::Danger,
        glyph: Some(Glyph::Danger),
        heading: Safe::ours(problem.what()),
        lines: problem_lines(problem),
        keys: hints(state, &[Action::Refresh, Action::Back, Action::ProblemShow]),
    }
}

/// A problem's sentences: what was not done, what to try, what the registry said, the request id.
pub fn problem_lines(problem: &Problem) -> Vec<Safe<'static>> {
    let mut lines = vec![problem.not_done().into(), Safe::ours(problem.advice())];
    if let Some(said) = &problem.said {
        lines.push(Safe::ours(format!("The registry said: {}", said.gate(Kind::Name))));
    }
    if let crate::registry::problem::ProblemKind::Invalid(fields) = &problem.kind {
        lines.extend(
            fields.iter().map(|field| Safe::ours(format!("{}: {}", field.field.gate(Kind::Name), field.why.gate(Kind::Name)))),
        );
    }
    if let Some(request) = &problem.request {
        lines.push(Safe::ours(format!("Request {request}")));
    }
    lines
}

/// Whether an action can run, and would do something.
fn is_useful(state: &State, action: Action) -> bool {
    let idle = match action {
        Action::Back => !state.has_way_back(),
        Action::Find | Action::Sort | Action::SortReverse | Action::Export => {
            state.rows_are_called().is_some() && state.row_count().is_none_or(|rows| rows == 0)
        }
        Action::Filter => state.list().is_some_and(|list| list.total() == Some(0) && list.filter_text().is_empty()),
        _ => false,
    };
    !idle && allowed(action, state).is_ok()
}

fn hints(state: &State, actions: &[Action]) -> Vec<Hint<'static>> {
    actions
        .iter()
        .filter(|action| is_useful(state, **action))
        .filter_map(|action| {
            let key = state.keymap.live_keys(state.place().scopes(), *action).into_iter().next()?;
            Some(Hint::new(Safe::ours(key), action.spec().short))
        })
        .collect()
}
