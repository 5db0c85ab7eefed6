//! The manifest of a journal's segment: whose station signed it, and whether the files it names are those beside it.
//! What stands in the lines is another question, which only walking through them answers.
//! Must not know: how a journal is written.

use super::{Rules, judgement::Judgement, paper::Paper};
use crate::evidence::{
    digest::Digest,
    journal::Manifest,
    sshsig::{Namespace, SshSignature},
};
use sha2::Digest as _;
use std::{fs::File, io, path::Path};

/// Judges one.
pub(super) fn manifest(paper: &Paper, rules: &Rules, judgement: &mut Judgement) {
    let text = std::str::from_utf8(&paper.octets).ok();
    let Some(manifest) = text.and_then(|text| Manifest::parse(text).ok()) else {
        judgement.about(&paper.name, "the manifest of a journal that is not one");
        return judgement.fails("it is not written in the only way that is accepted, or it was edited");
    };
    judgement.about(&paper.name, format_args!("journal, lines {} to {}", manifest.first, manifest.head.seq));
    judgement.says(format_args!("closed {}; head {}", manifest.closed, manifest.head.digest));
    judge_file(paper, &manifest.segment.lines(), manifest.sum, judgement);
    if let Some(before) = manifest.before {
        judge_file(paper, &before.segment.manifest(), before.sum, judgement);
    }
    for (name, signature) in &paper.signatures {
        match signature {
            Ok(signature) => judge_signature(paper, &manifest, signature, rules, judgement),
            Err(problem) => judgement.fails(format_args!("{name}: {problem}")),
        }
    }
    if paper.signatures.is_empty() {
        judgement.open("no station signed it, so anybody could have written it");
    }
}

fn judge_file(paper: &Paper, name: &str, sum: Digest, judgement: &mut Judgement) {
    match digest_of(&paper.folder.join(name)) {
        Ok(found) if found == sum => judgement.holds(format_args!("{name} has the digest that it names")),
        Ok(_) => judgement.fails(format_args!("{name} has another digest than it names")),
        Err(why) => judgement.open(format_args!("{name} could not be read: {why}")),
    }
}

/// The digest of a file of any length.
fn digest_of(path: &Path) -> io::Result<Digest> {
    let mut hash = sha2::Sha256::new();
    io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(Digest::made(hash.finalize().into()))
}

fn judge_signature(paper: &Paper, manifest: &Manifest, signature: &SshSignature, rules: &Rules, judgement: &mut Judgement) {
    let id = manifest.station.as_deref().and_then(|id| id.parse().ok());
    let Some(id) = id else { return judgement.fails("it is signed and names no station") };
    let row = rules.roster.as_ref().map(|roster| {
        let row = roster.roster().station(&id).filter(|row| row.validity.holds_at(manifest.closed));
        row.map(|row| row.public)
    });
    let key = match row {
        Some(Some(key)) => key,
        Some(None) => return judgement.fails(format_args!("{id} was no station of the roster when it was closed")),
        None => signature.public_key(),
    };
    match signature.verify(Namespace::Journal, &paper.octets, &key) {
        Err(why) => judgement.fails(format_args!("signature of {id}: {why}")),
        Ok(()) if rules.roster.is_some() => judgement.holds(format_args!("station {id} signed it")),
        Ok(()) => {
            let key = key.fingerprint();
            judgement.open(format_args!("signed with the key {key}; only --roster says whether it is {id}"));
        }
    }
}
