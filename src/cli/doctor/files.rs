//! The files and folders of the program: whether only their owner can change them, and whether the journal can be written (T19).
//! They are looked at and never made: whoever asks how things are must not change them.
//! Must not know: what is in the files.

use super::{Finding, judged};
use crate::{
    config::{self, Places, Profile},
    runtime::journal::{JournalState, look_at_journal},
};
use rustix::fs::{Access, access};
use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

/// What is to be said about files and folders.
pub(super) fn findings(profiles: &[Profile]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = profiles.iter().filter_map(certificates).collect();
    match Places::usual() {
        Ok(places) => {
            if let Err(problem) = config::toml_files(&places.themes) {
                findings.push(Finding::warn("themes", format!("{problem}."), "No theme of your own is used until then."));
            }
            findings.push(state(&places.state));
            findings.push(journal(&places.state));
        }
        Err(problem) => findings.push(Finding::fail("folders", format!("{problem}."), "Set HOME.")),
    }
    findings
}

/// The certificates of a profile that has any.
fn certificates(profile: &Profile) -> Option<Finding> {
    if profile.ca.is_none() && profile.client_certificate.is_none() {
        return None;
    }
    let read = profile.trust().map(|_| "Its certificate files can be used.".to_owned());
    let read = read.map_err(|problem| (format!("{problem}."), "The console does not start until this is mended.".to_owned()));
    Some(judged("certificates", read).of(&profile.name))
}

/// The folder for what the program keeps.
fn state(folder: &Path) -> Finding {
    let shown = folder.display();
    match fs::metadata(folder) {
        Ok(about) if !about.is_dir() => Finding::fail("folder", format!("{shown} is no folder."), "Move it out of the way."),
        Ok(about) if about.mode() & 0o077 != 0 => Finding::warn(
            "folder",
            format!("Others can look into {shown} (mode {:03o}).", about.mode() & 0o777),
            format!("Run: chmod 700 {shown}"),
        ),
        Ok(_) => Finding::ok("folder", format!("{shown} is yours alone.")),
        Err(_) => Finding::ok("folder", format!("{shown} is made when it is needed.")),
    }
}

/// Whether acts can be journalled: without that, nothing is done (promise 7).
fn journal(state: &Path) -> Finding {
    const ABOUT: &str = "journal";
    let shown = state.display();
    if !state.exists() {
        let folder = nearest_folder(state);
        let well = access(&folder, Access::WRITE_OK | Access::EXEC_OK).is_ok();
        let wrong = || (format!("{} can't be written to, so no journal can be begun.", folder.display()), WITHOUT.to_owned());
        return judged(
            ABOUT,
            if well { Ok(format!("The journal in {shown} is begun with the first console.")) } else { Err(wrong()) },
        );
    }
    match look_at_journal(state) {
        JournalState::Whole { unfinished: 0 } => {
            Finding::ok(ABOUT, format!("The journal in {shown} verifies and can be written."))
        }
        JournalState::Whole { unfinished } => Finding::warn(
            ABOUT,
            format!("The journal in {shown} verifies; acts in it whose outcome nobody knows: {unfinished}."),
            "Ask the registry what became of them before doing them again.",
        ),
        JournalState::InUse => Finding::ok(ABOUT, format!("The journal in {shown} is in use by a console that is open now.")),
        JournalState::Unusable(sentence) => Finding::fail(ABOUT, format!("The journal in {shown}: {sentence}"), WITHOUT),
    }
}

/// What is so without a journal.
const WITHOUT: &str = "Until that is mended the console reads, and does nothing.";

/// The nearest folder above that exists.
fn nearest_folder(path: &Path) -> PathBuf {
    path.ancestors().skip(1).find(|folder| folder.is_dir()).map_or_else(|| PathBuf::from("/"), Path::to_owned)
}
