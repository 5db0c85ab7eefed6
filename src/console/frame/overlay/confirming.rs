//! Paints what stands between a wish and an act: yes or no, a reason with a challenge, the passphrase of a key.
//! The environment is there as a word and a colour; a passphrase is only counted.
//! Must not know: what an answer leads to.

use super::{page, typed, width};
use crate::{
    app::{
        confirm::{Step, Typed, YesNo},
        overlay::PassphraseBox,
    },
    registry::Environment,
    text::{Kind, Untrusted},
    ui::{
        Safe, Span, Theme, boxed,
        detail::{self, Item},
        field as line,
        theme::Role,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect, Size},
};

/// The most signs that count a passphrase.
const COUNTED: usize = 48;

pub(super) fn paint_question(question: &YesNo, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut items = vec![Item::Text(vec![Span::new(Role::Title, Safe::ours(question.question.clone()))])];
    items.extend(question.lines.iter().map(|text| Item::Text(vec![Span::text(Safe::ours(text.clone()))])));
    items.push(Item::Gap);
    items.push(choice(question.is_yes()));
    page("Please confirm", &items, 0, theme, area, buffer);
    None
}

/// No and Yes, one of them in focus.
fn choice(yes: bool) -> Item<'static> {
    let word = |word: &'static str, focused: bool| {
        let role = if focused { Role::Selected } else { Role::Text };
        Span::new(role, Safe::ours(format!(" {word} ")))
    };
    Item::Text(vec![word("No (n)", !yes), Span::text("  "), word("Yes (y)", yes)])
}

pub(super) fn paint_challenge(challenge: &Typed, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let stakes = challenge.stakes();
    let environment = match stakes.environment {
        Environment::Production => Role::EnvProduction,
        Environment::Test => Role::EnvTest,
        Environment::Practice => Role::EnvPractice,
    };
    let mut items: Vec<Item<'_>> =
        stakes.lines().into_iter().map(|(label, text)| Item::field(label, Role::Text, Safe::ours(text))).collect();
    let place = [Span::new(environment, stakes.environment.word()), Span::text("  "), Span::text(stakes.registry.clone())];
    items.push(Item::Field("where".into(), place.into()));
    items.push(Item::Gap);
    let ask = match challenge.step() {
        Step::Reason => "Why? The reason goes into the registry's book. Enter goes on.".to_owned(),
        Step::Words => format!("Type {} to confirm. Esc leaves everything as it is.", challenge.expected()),
        Step::Choice => "Do it now? Esc leaves everything as it is.".to_owned(),
    };
    items.push(Item::Text(vec![Span::new(Role::Title, Safe::ours(ask))]));
    let (label, field) = match challenge.step() {
        Step::Reason => ("Reason", challenge.reason()),
        Step::Words => ("Confirm", challenge.words()),
        Step::Choice => {
            let reason = Untrusted::new(challenge.reason().text()).gate(Kind::Prose);
            items.extend([Item::field("reason", Role::Text, reason), Item::Gap, choice(challenge.is_yes())]);
            page(stakes.title, &items, 0, theme, area, buffer);
            return None;
        }
    };
    let field = typed(label, field, "", challenge.complaint().map(str::to_owned));
    let width = width(area);
    let lines = u16::try_from(detail::height(&items, width)).unwrap_or(u16::MAX);
    let size = Size::new(width, lines.saturating_add(3));
    let inside = boxed::paint(&stakes.title.into(), size, theme, area, buffer);
    detail::paint_on(&items, 0, Role::Overlay, theme, inside, buffer);
    let below = Rect { y: inside.y + lines.min(inside.height), height: inside.height.saturating_sub(lines), ..inside };
    line::paint(&field, Role::Overlay, theme, below, buffer)
}

/// Which key is to be opened, and how much was typed of its passphrase.
pub(super) fn paint_passphrase(question: &PassphraseBox, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let key = Untrusted::new(question.key_name()).gate(Kind::Name);
    let counted = question.len().min(COUNTED);
    let mut items = vec![
        Item::field("key", Role::Text, key),
        Item::field("passphrase", Role::Accent, Safe::ours("*".repeat(counted))),
        Item::Gap,
    ];
    if question.is_again() {
        items.push(Item::Text(vec![Span::new(Role::Warn, "That does not open it. Try again.")]));
    }
    items.push(Item::Text(vec![Span::new(
        Role::Dim,
        "Enter signs with it. Esc gives the act up: nothing is signed and nothing is sent.",
    )]));
    let inside = page("Open the key to sign", &items, 0, theme, area, buffer);
    let line = detail::starts(&items, inside.width).get(1).copied().unwrap_or_default();
    let (x, y) = (u16::try_from(detail::value_at(&items, inside.width) + counted).ok()?, u16::try_from(line).ok()?);
    Some(Position { x: inside.x.checked_add(x)?, y: inside.y.checked_add(y)? }).filter(|at| inside.contains(*at))
}
