//! The palette's language: a name, a space, an argument: `account CHE01-100-0001`, `filter type:holding`.
//! The name is an id, a title, or so much of an id as only one action has.
//! Must not know: what arguments mean.

use crate::app::action::{Action, Spec};

/// A typed command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Command<'a> {
    /// The action.
    pub action: Action,
    /// Its argument without the spaces around it; may still be empty.
    pub argument: &'a str,
}

/// Reads a command; `None` when it is none, or of an action that takes no argument.
pub(super) fn parse(text: &str) -> Option<Command<'_>> {
    let text = text.trim_start().trim_start_matches(':').trim_start();
    let exact = takers().flat_map(|spec| [(spec, spec.id), (spec, spec.title)]).filter_map(|(spec, name)| {
        let argument = after(text, name)?;
        Some((name.len(), Command { action: spec.action, argument }))
    });
    exact.max_by_key(|(length, _)| *length).map(|(_, command)| command).or_else(|| abbreviated(text))
}

fn abbreviated(text: &str) -> Option<Command<'_>> {
    let (word, argument) = text.split_once(' ')?;
    let mut fitting = takers().filter(|spec| spec.id.starts_with(&word.to_ascii_lowercase()));
    match (fitting.next(), fitting.next()) {
        (Some(spec), None) if !argument.trim().is_empty() => Some(Command { action: spec.action, argument: argument.trim() }),
        _ => None,
    }
}

fn takers() -> impl Iterator<Item = &'static Spec> {
    Action::SPECS.iter().filter(|spec| !spec.argument.is_empty())
}

/// What follows `name` and a space.
fn after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let start = text.get(..name.len())?;
    let rest = text.get(name.len()..)?;
    (start.eq_ignore_ascii_case(name) && rest.starts_with(' ')).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_a_space_an_argument() {
        for (text, expected) in [
            ("account CHE01-100-0001", Some((Action::OpenAccount, "CHE01-100-0001"))),
            (":account CHE01-100-0001 ", Some((Action::OpenAccount, "CHE01-100-0001"))),
            ("Account CHE01", Some((Action::OpenAccount, "CHE01"))),
            ("acc CHE01", Some((Action::OpenAccount, "CHE01"))),
            ("open an account by id CHE01", Some((Action::OpenAccount, "CHE01"))),
            ("account ", Some((Action::OpenAccount, ""))),
            ("account", None),
            ("acc ", None),
            ("s 4711", None),
            ("se 4711", Some((Action::FindSerial, "4711"))),
            ("filter type:holding party:GHA", Some((Action::Filter, "type:holding party:GHA"))),
            ("quit now", None),
            ("", None),
            (" ", None),
            ("ä b", None),
        ] {
            assert_eq!(parse(text).map(|command| (command.action, command.argument)), expected, "{text:?}");
        }
    }
}
