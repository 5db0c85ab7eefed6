//! `countersign doctor`: whether everything is as it must be, and what to do where it is not. One line a finding.
//! It changes nothing, waits for nobody longer than a deadline, works without a configuration, and says no secret.
//! Must not know: how anything it looks at works.

mod files;
mod finding;
mod keeping;
mod registries;
mod setting;
mod signing;
mod terminal;

use super::{Global, connect, start, surroundings};
use crate::config::{Config, Profile};
use finding::{Finding, Report};
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// What is looked at, and how it is told.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(super) struct Doctor {
    /// Tell it as JSON
    #[arg(long)]
    json: bool,
    /// Ask for the passphrase of the file of secrets, so that registries can be asked with its tokens
    #[arg(long)]
    unlock: bool,
}

/// Looks at everything, and tells.
pub(super) fn run(global: &Global, doctor: &Doctor) -> ExitCode {
    let loaded = surroundings::config(global);
    let config = loaded.clone().unwrap_or_default();
    let profiles = match selected(global, &config, loaded.is_ok()) {
        Ok(profiles) => profiles,
        Err(sentence) => return start::refuse(&sentence),
    };
    let mut findings = setting::findings(global, &loaded);
    findings.extend(files::findings(&profiles));
    findings.extend(terminal::findings());
    let (kept, tokens) = keeping::findings(&config, &profiles, doctor.unlock);
    findings.extend(kept);
    findings.extend(signing::findings(&profiles));
    findings.extend(registries::findings(&profiles, tokens));
    let report = Report::of(findings);
    let told = if doctor.json { report.json() } else { report.lines() };
    // A reader that has seen enough, such as `head`, is no failure.
    let _ = io::stdout().lock().write_all(told.as_bytes());
    ExitCode::from(report.status())
}

/// The profiles to look at: the one of `--profile`, or all.
fn selected(global: &Global, config: &Config, loaded: bool) -> Result<Vec<Profile>, String> {
    if global.profile.is_none() || !loaded {
        return Ok(config.profiles.clone());
    }
    let place = connect::chosen(global, config)?;
    Ok(config.profiles.get(place).cloned().into_iter().collect())
}

/// A finding from a result: what is well, or what is wrong and what to do.
fn judged(about: &'static str, well: Result<String, (String, String)>) -> Finding {
    match well {
        Ok(what) => Finding::ok(about, what),
        Err((what, advice)) => Finding::fail(about, what, advice),
    }
}
