//! The examples and scripts that stand on a page.
//! A script is the page's own text, run as an operator would run it.
//! Must not know: what a script checks.

use super::file;
use std::fs;

/// The first part of a page in this language.
pub(super) fn fenced(page: &str, language: &str) -> String {
    let page = fs::read_to_string(file(page)).unwrap();
    let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// Runs a page's script on this text, which it finds as its argument, and as `$journal` or `$ledger`: whether it is
/// content, and what it says. None without the interpreter: not every machine has Python.
#[cfg(target_os = "linux")]
pub(super) fn checked(interpreter: &str, page: &str, language: &str, text: &str) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.jsonl");
    fs::write(&path, text).unwrap();
    let mut command = std::process::Command::new(interpreter);
    command.args(["-c", &fenced(page, language)]).arg(&path).env("journal", &path).env("ledger", &path);
    let answer = command.output().ok()?;
    Some((answer.status.success(), String::from_utf8([answer.stdout, answer.stderr].concat()).unwrap()))
}
