//! The keys as text: a table for the README and the handbook, the `[keys]` block of the example configuration, a sheet for the terminal.
//! All of it is written from the action table, so none of it can be out of date.
//! Must not know: where it is written to.

use super::{
    action::{Action, Risk, Scope, Spec},
    keymap::Keymap,
};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A Markdown table of the default keys, one part a scope.
pub fn markdown() -> String {
    let keymap = Keymap::defaults();
    let mut text = String::new();
    for (scope, name) in Scope::ALL {
        let specs: Vec<&Spec> = of(scope).collect();
        if specs.is_empty() {
            continue;
        }
        let _ = writeln!(text, "**{}**\n\n| Keys | Action | Id | What it does |\n|---|---|---|---|", capitalised(name));
        for spec in specs {
            let keys: Vec<String> = keymap.keys_of(spec.action).iter().map(|key| format!("`{}`", escaped(key))).collect();
            let keys = if keys.is_empty() { "–".to_owned() } else { keys.join(" ") };
            let id = if spec.argument.is_empty() { spec.id.to_owned() } else { format!("{} {}", spec.id, spec.argument) };
            let _ = writeln!(text, "| {keys} | {} | `{}` | {} |", spec.title, escaped(&id), escaped(spec.doc));
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// The `[keys]` block of the example configuration: every action with its default keys, commented out.
pub fn toml() -> String {
    let mut text = String::from("#[keys]\n");
    for (scope, name) in Scope::ALL {
        if of(scope).next().is_some() {
            let _ = writeln!(text, "# {name}");
        }
        for spec in of(scope) {
            let keys: Vec<String> = spec.keys.iter().map(|key| format!("{key:?}")).collect();
            let _ = writeln!(text, "#{:?} = [{}]", spec.id, keys.join(", "));
        }
    }
    text
}

/// The keys of a keymap for the terminal.
pub fn sheet(keymap: &Keymap) -> String {
    let written = |spec: &Spec| keymap.keys_of(spec.action).join("  ");
    let width = Action::SPECS.iter().map(|spec| written(spec).width()).max().unwrap_or(0);
    let mut text = String::new();
    for (scope, name) in Scope::ALL {
        if of(scope).next().is_some() {
            let _ = writeln!(text, "{}", capitalised(name));
        }
        for spec in of(scope) {
            let risk = match spec.risk {
                Risk::None => "",
                Risk::Reversible => " (asks first)",
                Risk::Irreversible => " (asks for a typed challenge)",
            };
            let keys = written(spec);
            let gap = " ".repeat(width.saturating_sub(keys.width()));
            let _ = writeln!(text, "  {keys}{gap}  {:<24} {}{risk}", spec.title, spec.id);
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

fn of(scope: Scope) -> impl Iterator<Item = &'static Spec> {
    Action::SPECS.iter().filter(move |spec| spec.scope == scope)
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// A bar would end the cell of a table.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_shows_the_operator_s_own_keys_and_what_asks_first() {
        let overrides = [("filter", vec!["ctrl-s", "g f"]), ("copy", vec!["none"])];
        let owned = overrides.map(|(id, keys)| (id.to_owned(), keys.into_iter().map(str::to_owned).collect()));
        let (keymap, _) = Keymap::build(owned.into_iter());
        let sheet = sheet(&keymap);
        let line =
            |id: &str| sheet.lines().find(|line| line.split_whitespace().any(|word| word == id)).unwrap().trim().to_owned();
        assert!(line("filter").starts_with("ctrl-s  g f "), "{sheet}");
        assert!(line("copy").starts_with("Copy the id"), "{sheet}");
        assert!(line("freeze").ends_with("freeze (asks for a typed challenge)"), "{sheet}");
        assert!(line("quit").starts_with("q  ctrl-c "), "{sheet}");
        assert!(sheet.lines().all(|line| line.width() <= 100), "{sheet}");
    }

    #[test]
    fn every_action_is_in_every_form() {
        let (markdown, toml, sheet) = (markdown(), toml(), sheet(&Keymap::defaults()));
        for spec in Action::SPECS {
            assert!(markdown.contains(spec.title) && markdown.contains(spec.doc), "{}", spec.id);
            assert!(toml.contains(&format!("#\"{}\" = ", spec.id)), "{}", spec.id);
            assert!(sheet.contains(spec.title), "{}", spec.id);
        }
    }
}
