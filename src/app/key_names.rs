//! What the keys are called that a screen names in its sentences: as they are set, so that a sentence never names a key that does something else.
//! What no key runs is named as the palette calls it.
//! Must not know: how keys are set, or what a sentence says.

use super::action::Action;

/// What some actions are run by.
#[derive(Clone, Debug, Default)]
pub struct KeyNames(Vec<(Action, String)>);

impl KeyNames {
    /// The names for these actions; `key` is the key of one, where there is one.
    pub fn of(actions: &[Action], key: &dyn Fn(Action) -> Option<String>) -> Self {
        let name = |action: Action| key(action).unwrap_or_else(|| format!(":{}", action.spec().id));
        Self(actions.iter().map(|action| (*action, name(*action))).collect())
    }

    /// What runs an action: `t`, `x c`, or `:call-topic`; nothing for one that was not asked for.
    pub fn get(&self, action: Action) -> &str {
        self.0.iter().find(|(known, _)| *known == action).map_or("", |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_as_it_is_set_and_without_one_the_palette_is() {
        let key = |action| (action == Action::CallTopic).then(|| "z".to_owned());
        let names = KeyNames::of(&[Action::CallTopic, Action::CallSeverity], &key);
        assert_eq!(names.get(Action::CallTopic), "z");
        assert_eq!(names.get(Action::CallSeverity), ":call-severity");
        assert_eq!(names.get(Action::CallNumber), "");
    }
}
