//! What becomes of conflicts: two words of the same right that contradict each other are decided by a person, one by one or all alike.
//! What nobody decides stays as it is here.
//! Must not know: what the entries say.

use crate::domain::contact::{EntryKey, Import};
use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    str::FromStr,
};

/// Whose word is taken, for all conflicts or for one by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Take {
    /// The conflict; none is for all that have no word of their own.
    number: Option<usize>,
    theirs: bool,
}

impl FromStr for Take {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "say ours or theirs, or for one conflict its number and one of these, such as 2=theirs";
        let (number, whose) = match text.split_once('=') {
            Some((number, whose)) => (Some(number.parse().ok().filter(|number| *number > 0).ok_or(FORM)?), whose),
            None => (None, text),
        };
        match whose {
            "ours" => Ok(Self { number, theirs: false }),
            "theirs" => Ok(Self { number, theirs: true }),
            _ => Err(FORM),
        }
    }
}

/// The conflicts in which their word is taken.
///
/// # Errors
/// A sentence, when a conflict is named that there is none of, or the terminal can't be read.
pub(super) fn theirs(import: &Import, take: &[Take]) -> Result<Vec<EntryKey>, String> {
    let conflicts: Vec<&EntryKey> = import.conflicts().map(|difference| &difference.key).collect();
    if let Some(number) = take.iter().filter_map(|take| take.number).find(|number| *number > conflicts.len()) {
        return Err(format!("There is no conflict {number}; there are {}. Nothing was proposed.", conflicts.len()));
    }
    let mut taken = Vec::new();
    for (before, key) in conflicts.into_iter().enumerate() {
        let number = before + 1;
        let said =
            take.iter().rfind(|take| take.number == Some(number)).or_else(|| take.iter().rfind(|take| take.number.is_none()));
        let theirs = match said {
            Some(take) => take.theirs,
            None => asked(number, key)?,
        };
        if theirs {
            taken.push(key.clone());
        }
    }
    Ok(taken)
}

/// Asks on the terminal; where nobody can be asked, ours stays.
fn asked(number: usize, key: &EntryKey) -> Result<bool, String> {
    if !io::stdin().is_terminal() {
        println!(
            "Conflict {number}, {key}: nobody decided, so ours stays. Decide it with --take {number}=ours or --take {number}=theirs."
        );
        return Ok(false);
    }
    loop {
        eprint!("Conflict {number}, {key}: find out which is right. Take ours or theirs? ");
        io::stderr().flush().map_err(unread)?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer).map_err(unread)? == 0 {
            return Err("Nothing was decided, and nothing proposed.".into());
        }
        match answer.trim() {
            "ours" | "o" => return Ok(false),
            "theirs" | "t" => return Ok(true),
            _ => eprintln!("Type ours or theirs."),
        }
    }
}

fn unread(error: io::Error) -> String {
    format!("The terminal can't be read: {error}. Nothing was proposed.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_for_one_conflict_or_for_all() {
        for (text, read) in [
            ("ours", Ok((None, false))),
            ("theirs", Ok((None, true))),
            ("3=theirs", Ok((Some(3), true))),
            ("12=ours", Ok((Some(12), false))),
            ("0=ours", Err(())),
            ("mine", Err(())),
            ("1=", Err(())),
            ("=ours", Err(())),
        ] {
            assert_eq!(text.parse::<Take>().map(|take| (take.number, take.theirs)).map_err(|_| ()), read, "{text}");
        }
    }
}
