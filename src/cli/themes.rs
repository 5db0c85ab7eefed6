//! The themes an operator can choose: those of the program and those in the configuration's `themes` folder.
//! A named theme that can't be used is refused; one that is only configured is replaced and remarked, so that a typo stops nobody.
//! Must not know: what a theme says.

use crate::{
    config::Places,
    runtime::ThemeLoader,
    ui::{
        Depth, Theme,
        theme::{Background, Source},
    },
};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

/// More than any theme; the loader says what is too large.
const MOST: u64 = 1 << 20;

/// The themes there are, for one depth of colour.
pub(super) struct Themes {
    user: Vec<Source>,
    depth: Depth,
    plain: bool,
}

impl Themes {
    /// The themes of the usual places. A folder that can't be read has none.
    pub(super) fn usual(depth: Depth, plain: bool) -> Self {
        let user = Places::usual().map(|places| sources(&places.themes)).unwrap_or_default();
        Self { user, depth, plain }
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
            Ok(theme) => (theme, None),
            Err(sentence) => {
                let background = Background::detect(|name| std::env::var(name).ok());
                (Theme::embedded(background, self.depth, self.plain), Some(sentence))
            }
        })
    }

    /// The way to the themes while the console runs.
    pub(super) fn loader(self) -> ThemeLoader {
        Box::new(move |name| self.load(name))
    }

    fn load(&self, name: &str) -> Result<Theme, String> {
        Theme::load(name, &self.user, self.depth, self.plain).map_err(|problem| format!("The theme was not used: {problem}."))
    }
}

/// The theme files of a folder, by name.
fn sources(folder: &Path) -> Vec<Source> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut sources: Vec<Source> = entries.flatten().filter_map(|entry| source(&entry.path())).collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}

fn source(path: &Path) -> Option<Source> {
    let name = path.file_stem()?.to_str()?.to_owned();
    let is_theme = path.extension().is_some_and(|extension| extension == "toml") && path.is_file();
    let mut text = String::new();
    is_theme.then(|| File::open(path).ok()?.take(MOST).read_to_string(&mut text).ok()).flatten()?;
    Some(Source { name, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes(files: &[(&str, &str)]) -> Themes {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Themes { user: sources(folder.path()), depth: Depth::True, plain: false }
    }

    #[test]
    fn a_theme_of_the_folder_can_be_chosen() {
        let themes = themes(&[("mine.toml", "[meta]\nname = \"mine\"\nextends = \"light\""), ("notes.txt", "no theme")]);
        assert!(themes.names().contains(&"mine".to_owned()) && !themes.names().contains(&"notes".to_owned()));
        assert_eq!(themes.first(None, "mine").unwrap().1, None);
        assert_eq!(themes.first(None, "mine").unwrap().0.name(), "mine");
        assert_eq!(themes.first(Some("dark"), "mine").unwrap().0.name(), "dark");
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
