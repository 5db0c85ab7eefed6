//! The themes an operator can choose: those of the program and those in the configuration's `themes` folder.
//! A named theme that can't be used is refused; one that is only configured is replaced and remarked, so that a typo stops nobody.
//! Must not know: what a theme says.

use crate::{
    config::{self, Places},
    runtime::ThemeLoader,
    ui::{
        Depth, Theme,
        theme::{Background, Source},
    },
};
use std::path::Path;

/// The name that stands for dark or light, as the terminal says in `COLORFGBG`.
const AUTO: &str = "auto";

/// The themes there are, for one depth of colour.
pub(super) struct Themes {
    user: Vec<Source>,
    depth: Depth,
    plain: bool,
    /// Why the operator's own themes are not used, if they are not.
    trouble: Option<String>,
}

impl Themes {
    /// The themes of the usual places. Files that others could have written are not used (T19), and the operator is told.
    pub(super) fn usual(depth: Depth, plain: bool) -> Self {
        match Places::usual() {
            Ok(places) => Self::of(&places.themes, depth, plain),
            Err(_) => Self { user: Vec::new(), depth, plain, trouble: None },
        }
    }

    fn of(folder: &Path, depth: Depth, plain: bool) -> Self {
        match config::toml_files(folder) {
            Ok(files) => {
                let user = files.into_iter().map(|(name, text)| Source { name, text }).collect();
                Self { user, depth, plain, trouble: None }
            }
            Err(problem) => Self { user: Vec::new(), depth, plain, trouble: Some(problem.to_string()) },
        }
    }

    /// Their names.
    pub(super) fn names(&self) -> Vec<String> {
        Theme::names(&self.user).into_iter().map(str::to_owned).collect()
    }

    /// The theme of `--theme`, or else the configured one.
    ///
    /// # Errors
    /// A sentence, when the theme of `--theme` can't be used.
    pub(super) fn first(&self, named: Option<&str>, configured: &str) -> Result<(Theme, Option<String>), String> {
        if let Some(name) = named {
            return self.load(name).map(|theme| (theme, None));
        }
        Ok(match self.load(configured) {
            Ok(theme) => (theme, self.trouble.clone()),
            Err(sentence) => {
                let sentence = self.trouble.clone().unwrap_or(sentence);
                (Theme::embedded(background(), self.depth, self.plain), Some(sentence))
            }
        })
    }

    /// The way to the themes while the console runs.
    pub(super) fn loader(self) -> ThemeLoader {
        Box::new(move |name| self.load(name))
    }

    fn load(&self, name: &str) -> Result<Theme, String> {
        let name = if name == AUTO { background().theme() } else { name };
        Theme::load(name, &self.user, self.depth, self.plain).map_err(|problem| {
            let sentence = format!("The theme was not used: {problem}");
            if sentence.ends_with('?') { sentence } else { sentence + "." }
        })
    }
}

fn background() -> Background {
    Background::detect(|name| std::env::var(name).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn themes(files: &[(&str, &str)]) -> Themes {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Themes::of(folder.path(), Depth::True, false)
    }

    #[test]
    fn a_theme_of_the_folder_can_be_chosen() {
        let themes = themes(&[("mine.toml", "[meta]\nname = \"mine\"\nextends = \"light\""), ("notes.txt", "no theme")]);
        assert!(themes.names().contains(&"mine".to_owned()) && !themes.names().contains(&"notes".to_owned()));
        assert_eq!(themes.first(None, "mine").unwrap().1, None);
        assert_eq!(themes.first(None, "mine").unwrap().0.name(), "mine");
        assert_eq!(themes.first(Some("dark"), "mine").unwrap().0.name(), "dark");
    }

    /// T19.
    #[test]
    fn themes_that_others_can_write_are_not_used_and_that_is_said() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.toml");
        fs::write(&file, "[meta]\nname = \"mine\"\nextends = \"light\"").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
        let themes = Themes::of(folder.path(), Depth::True, false);
        let (theme, remark) = themes.first(None, "mine").unwrap();
        assert_ne!(theme.name(), "mine");
        assert!(remark.unwrap().contains("others can write"));
    }

    #[test]
    fn a_named_theme_is_refused_and_a_configured_one_replaced() {
        let themes = themes(&[("broken.toml", "this is no theme")]);
        for name in ["broken", "drak"] {
            assert!(themes.first(Some(name), "dark").is_err());
            let (_, remark) = themes.first(None, name).unwrap();
            assert!(remark.unwrap().starts_with("The theme was not used: "));
        }
    }
}
