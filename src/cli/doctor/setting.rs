//! The configuration as a whole: whether it is there and can be used, with its keys and its theme.
//! A configuration that can't be used is the first finding, and the rest is looked at without it.
//! Must not know: profiles one by one.

use super::{super::Global, Finding};
use crate::{
    app::{Keymap, Severity},
    cli::themes::Themes,
    config::{Config, Places},
    ui::Depth,
};
use std::path::PathBuf;

/// What is to be said about the configuration.
pub(super) fn findings(global: &Global, loaded: &Result<Config, String>) -> Vec<Finding> {
    let place = global.config.clone().or_else(|| Places::usual().ok().map(|places| places.config));
    let mut findings = vec![whole(place, loaded)];
    let Ok(config) = loaded else { return findings };
    let (_, remarks) = Keymap::build(config.key_overrides());
    let remarks = remarks.iter().filter(|remark| remark.severity() > Severity::Info);
    findings.extend(remarks.map(|remark| Finding::warn("keys", remark.to_string(), "countersign keys shows them all.")));
    let themes = Themes::usual(Depth::True, false);
    let mut named: Vec<&str> =
        config.profiles.iter().filter_map(|profile| profile.theme.as_deref()).chain([config.theme.as_str()]).collect();
    named.sort_unstable();
    named.dedup();
    let wrong = named.into_iter().filter_map(|name| match themes.first(global.theme.as_deref(), name) {
        Ok((_, remark)) => remark,
        Err(sentence) => Some(sentence),
    });
    findings.extend(wrong.map(|sentence| Finding::warn("theme", sentence, "Another theme is used instead.")));
    findings
}

fn whole(place: Option<PathBuf>, loaded: &Result<Config, String>) -> Finding {
    let place = place.map(|path| path.display().to_string()).unwrap_or_default();
    match loaded {
        Err(sentence) => Finding::fail("configuration", format!("{sentence}."), "Nothing of it is used."),
        Ok(config) if config.profiles.is_empty() => Finding::warn(
            "configuration",
            format!("No registry is configured in {place}."),
            "config.example.toml shows how; countersign demo needs none.",
        ),
        Ok(config) => {
            let names: Vec<&str> = config.profiles.iter().map(|profile| profile.name.as_str()).collect();
            Finding::ok("configuration", format!("{place} can be used; profiles: {}.", names.join(", ")))
        }
    }
}
