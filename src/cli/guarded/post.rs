//! `roster post`, `policy post` and `roster revoke`: what an officer does at the registry without the console (F15, F27).
//! The first officer who posts a version proposes it, the second brings it into force; a revocation takes one person.
//! Must not know: how an act is journaled and sent.

use super::{Post, Revoke, acting::Desk, before, fetch, files, report, signing};
use crate::{
    cli::{Global, registries, start::Ended, status::End},
    domain::PersonId,
    evidence::{
        guarded::GuardedKind,
        lines::Prose,
        moment::Moment,
        openssh_key::openssh_fingerprint,
        revocation::{Revocation, RevocationText, may, named},
        roster::RosterText,
    },
    registry::{
        GuardDraft, Problem, Read, Reply, Review, Unsigned,
        book::{Guarded, GuardedVersion},
    },
};
use jiff::{SignedDuration, Timestamp};
use std::process::ExitCode;

/// Posts a version.
pub(super) fn version(global: &Global, kind: GuardedKind, post: &Post) -> ExitCode {
    match begun(global, kind, post) {
        Ok((desk, draft, key)) => {
            let officer = draft.officer.clone();
            let review = Review::of_version(draft, SignedDuration::ZERO);
            registries::until_signal(desk.act(review, (&officer, &key), Unsigned::Guard)).say()
        }
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

fn begun(global: &Global, kind: GuardedKind, post: &Post) -> Result<(Desk, GuardDraft, crate::config::KeyPlace), String> {
    let text = files::read(kind, &post.file).map_err(Ended::sentence)?;
    let old = before(kind, post.after.as_ref()).map_err(Ended::sentence)?;
    let (officer, key) = signing::signer(global, (post.person.as_ref(), post.key.as_ref())).map_err(Ended::sentence)?;
    let desk = Desk::of(global)?;
    println!("{}\n", report::head(&text));
    if let Some(old) = &old {
        println!("{}\n", report::changes(&text, old));
    }
    let guarded = fetch::guarded(kind);
    Ok((desk, GuardDraft { guarded, edition: text.edition(), text: text.as_str().to_owned(), officer }, key))
}

/// Revokes a key of the roster in force.
pub(super) fn revocation(global: &Global, revoke: &Revoke) -> ExitCode {
    let begun = Desk::of(global).and_then(|desk| {
        let signer = signing::signer(global, (revoke.person.as_ref(), revoke.key.as_ref())).map_err(Ended::sentence)?;
        Ok((desk, signer))
    });
    match begun {
        Ok((desk, (person, key))) => registries::until_signal(async {
            match written(&desk, &person, revoke).await {
                Ok(text) => desk.act(Review::of_revocation(text), (&person, &key), Unsigned::Revocation).await,
                Err(end) => end,
            }
        })
        .say(),
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

/// The revocation of the key that is meant, by the roster the registry has in force.
async fn written(desk: &Desk, person: &PersonId, revoke: &Revoke) -> Result<RevocationText, End> {
    let given = match desk.registry.read(Read::Guarded(Guarded::Roster, GuardedVersion::InForce)).await {
        Ok(Reply::Guarded(Some(given))) => given,
        Ok(Reply::Guarded(None)) => return Err(End::Refused("This registry has no roster in force.".into())),
        Ok(_) => return Err(End::from(&Problem::of_other_answer())),
        Err(problem) => return Err(End::from(&problem)),
    };
    let unreadable = |why| End::Refused(format!("What the registry sent can't be read: {why}. Nothing was revoked."));
    let roster = RosterText::parse(given.text.octets().as_bytes()).map_err(unreadable)?;
    let roster = given.without_revoked(roster);
    let roster = roster.roster();
    let (of, key) = named(roster, &revoke.of).map_err(|why| End::NotBegun(format!("{why} Nothing was revoked.")))?;
    let now = Timestamp::now();
    may(roster, person, &of, now).map_err(|why| End::NotBegun(format!("Nothing was revoked: {why} ({}).", why.rule())))?;
    println!(
        "The key {} of {of} is to count no more, at once. Only a version two officers sign brings it back.\n",
        openssh_fingerprint(&key)
    );
    let reason = Prose::new(revoke.reason.trim());
    let reason = reason.map_err(|_| End::NotBegun("The reason is one line of plain words (F20). Nothing was revoked.".into()))?;
    let (registry, environment) = (roster.registry, roster.environment);
    let revocation = Revocation { registry, environment, of, key, person: person.clone(), reason, made: Moment::of(now) };
    revocation.write().map_err(|why| End::NotBegun(format!("It can't be written: {why}. Nothing was revoked.")))
}
