//! Signs a roster or a policy: the whole text is printed, and the first digits of its digest are typed, before the key is opened (promise 1).
//! The signature is a file of its own beside the text, as `ssh-keygen -Y sign` would make it.
//! Must not know: who else signs.

use super::{Sign, before, files, report};
use crate::{
    cli::{Global, connect, opening, start::Ended, surroundings},
    config::KeyPlace,
    domain::PersonId,
    evidence::{
        digest::Digest,
        guarded::{Guarded, GuardedKind},
        principal::Principal,
    },
    runtime::keys::{FoundKey, KeyPlaces},
};
use std::{
    io::{BufRead as _, Write as _},
    path::PathBuf,
};

/// How many digits of the digest are typed.
pub(super) const DIGITS: usize = 8;

/// Signs a text.
pub(in crate::cli) fn sign(global: &Global, kind: GuardedKind, sign: &Sign) -> Result<String, Ended> {
    let text = files::read(kind, &sign.file)?;
    let old = before(kind, sign.after.as_ref())?;
    let (person, place) = signer(global, (sign.person.as_ref(), sign.key.as_ref()))?;
    let mut name = sign.file.clone().into_os_string();
    name.push(format!(".{person}.sig"));
    let out = PathBuf::from(name);
    shown(&text, old.as_ref());
    typed(&text.edition().sha256)?;
    let found = FoundKey::find(&Principal::Person(person.clone()), &place, &KeyPlaces::of_session());
    let found = found.map_err(|problem| Ended::NotBegun(format!("{} Nothing was signed.", problem.sentences())))?;
    let signer = opening::opened(&found).map_err(|why| Ended::NotBegun(format!("{why} Nothing was signed.")))?;
    let signature = signer.sign(kind.namespace(), text.as_str().as_bytes());
    let signature = signature.map_err(|problem| Ended::Failed(problem.sentences()))?;
    files::write_new(&out, &signature.armored())?;
    Ok(format!("Signed as {person}; the signature is in {}.", files::called(&out)))
}

/// Who signs, and where the key is: as was said, or as the profile says.
pub(in crate::cli) fn signer(
    global: &Global,
    said: (Option<&PersonId>, Option<&KeyPlace>),
) -> Result<(PersonId, KeyPlace), Ended> {
    if let (Some(person), Some(key)) = said {
        return Ok((person.clone(), key.clone()));
    }
    let config = surroundings::config(global).map_err(Ended::NotBegun)?;
    let chosen = connect::chosen(global, &config).map_err(Ended::NotBegun)?;
    let signing = config.profiles.get(chosen).and_then(|profile| profile.signing.clone());
    let signing = signing.ok_or_else(|| {
        Ended::NotBegun("The profile does not say who signs. Say it with --person and --key, or under [profiles.signing].".into())
    })?;
    Ok((signing.person, signing.key))
}

fn shown(text: &Guarded, old: Option<&Guarded>) {
    println!("{}\n\n{}", report::head(text), text.as_str());
    if let Some(old) = old {
        println!("{}\n", report::changes(text, old));
    }
}

/// What is typed on the terminal when it is asked so, without spaces.
pub(in crate::cli) fn answer(asks: &str, undone: &str) -> Result<String, Ended> {
    eprint!("{asks}");
    let failed = |error: std::io::Error| Ended::NotBegun(format!("The terminal can't be read: {error}. {undone}"));
    std::io::stderr().flush().map_err(failed)?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    Ok(answer.chars().filter(|c| !c.is_whitespace()).collect())
}

/// Says the digest below the text and has its first digits typed: whoever signs has come to the end, and says which text they mean.
pub(in crate::cli) fn typed(digest: &Digest) -> Result<(), Ended> {
    let digest = digest.to_string();
    eprintln!("SHA-256 {digest}");
    let asks = format!("Read it to its end. To sign it, type the first {DIGITS} digits of its SHA-256: ");
    let answer = answer(&asks, "Nothing was signed.")?;
    if answer.len() == DIGITS && digest.starts_with(&answer) {
        return Ok(());
    }
    Err(Ended::NotBegun("That is not how its digest begins. Nothing was signed.".into()))
}
