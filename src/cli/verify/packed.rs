//! A pack of evidence: every file against its manifest, the station's signature, and then what is in it, text by text.
//! The roster in a pack is the pack's own word; whether it is the registry's, only one from elsewhere says.
//! Must not know: how a pack is made.

use super::{
    Rules,
    judgement::Judgement,
    messages,
    paper::Paper,
    revocation,
    versions::{self, Countersigned, Versions},
};
use crate::evidence::{
    digest::Digest,
    journal::Record,
    pack::{self, NAMESPACE, Pack, PackFile},
    policy::PolicyText,
    principal::Principal,
    roster::RosterText,
    sshsig::{SshSignature, SshsigProblem},
};
use std::{fs::File, io::Read as _, path::Path};

/// The octets of the largest pack.
const LARGEST: u64 = 256 << 20;

/// The octets of a file, if it is a pack.
pub(super) fn octets(path: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let mut octets = vec![0; 4];
    file.read_exact(&mut octets).ok()?;
    if !pack::is_archive(&octets) {
        return None;
    }
    file.take(LARGEST).read_to_end(&mut octets).ok()?;
    Some(octets)
}

/// Judges the pack itself. The answer is the texts in it, to be judged like files, and the rules for them.
pub(super) fn judge(name: &str, octets: &[u8], given: &Rules, judgement: &mut Judgement) -> Option<(Vec<Paper>, Rules)> {
    let pack = match Pack::open(octets) {
        Ok(pack) => pack,
        Err(problem) => {
            judgement.about(name, "a pack of evidence that is not one");
            judgement.fails(problem);
            return None;
        }
    };
    let manifest = &pack.manifest;
    let (transfer, registry, audience) = (&manifest.transfer, &manifest.registry, manifest.audience.word());
    judgement.about(name, format_args!("evidence of transfer {transfer}, from {registry}, for the {audience}"));
    judgement.says(format_args!("made {}", manifest.made));
    judgement.holds(format_args!("{} files are what the manifest names", pack.files.len()));
    let mut rules = rules(&pack, given, judgement);
    let texts = pack.files.iter().filter(|file| file.name.ends_with(".txt") && file.name != "cover.txt");
    let papers: Vec<Paper> = texts.map(|file| paper(name, &pack, file)).collect();
    let revocations = revocation::judge(&papers, &mut rules);
    judge_signature(&pack, &rules, given, judgement);
    judge_octets(&pack, judgement);
    messages::judge(&pack, judgement);
    revocations.iter().for_each(|judged| revocation::tell(judged, judgement));
    Some((papers, rules))
}

/// The rules that were given; else those of the pack, of which nobody outside has said anything. With them count the versions in the pack
/// that they vouch for.
fn rules(pack: &Pack, given: &Rules, judgement: &mut Judgement) -> Rules {
    let own = |name: &str| pack.file(name).map(|file| file.octets.as_slice());
    let roster = given.roster.clone().or_else(|| RosterText::parse(own("roster.txt")?).ok());
    let policy = given.policy.clone().or_else(|| PolicyText::parse(own("policy.txt")?).ok());
    let brought = |octets: &[u8]| RosterText::parse(octets).ok();
    let mut rosters = roster.map(|anchor| versions::rosters(anchor, &countersigned(pack, brought))).unwrap_or_default();
    let brought = |octets: &[u8]| PolicyText::parse(octets).ok();
    let policies = policy.map(|anchor| versions::policies(anchor, &countersigned(pack, brought), &rosters));
    let mut policies = policies.unwrap_or_default();
    let roster = rosters.pop().map(|roster| roster.without(&given.revocations));
    let rosters = rosters.into_iter().map(|roster| roster.without(&given.revocations)).collect();
    let policy = policies.pop();
    if given.roster.is_none() && roster.is_some() {
        judgement
            .open("its own roster says whose the keys are; only --roster from elsewhere says whether that is the registry's");
    }
    let (revocations, registry_keys) = (given.revocations.clone(), given.registry_keys.clone());
    Rules { roster, policy, versions: Versions { rosters, policies }, revocations, registry_keys, at: given.at }
}

/// The texts of one kind in the pack, with the signatures that are beside them and can be read.
fn countersigned<T>(pack: &Pack, read: impl Fn(&[u8]) -> Option<T>) -> Vec<Countersigned<T>> {
    let texts = pack.files.iter().filter(|file| file.name.ends_with(".txt"));
    let with_signatures = texts.filter_map(|file| {
        let beside = paper("", pack, file).signatures;
        Some(Countersigned {
            text: read(&file.octets)?,
            signatures: beside.into_iter().filter_map(|(_, read)| read.ok()).collect(),
        })
    });
    with_signatures.collect()
}

fn judge_signature(pack: &Pack, rules: &Rules, given: &Rules, judgement: &mut Judgement) {
    let Some(signature) = &pack.signature else {
        return judgement.open("no station signed it, so anybody could have made it");
    };
    let id = pack.manifest.station.as_deref().and_then(|id| id.parse().ok());
    let Some(id) = id else { return judgement.fails("it is signed and names no station") };
    let (row, made) = (rules.roster.as_ref().and_then(|roster| roster.roster().station(&id)), pack.manifest.made);
    let ended = rules
        .roster
        .as_ref()
        .zip(row)
        .and_then(|(roster, row)| revocation::revoked(roster, &Principal::Station(id.clone()), row.validity, made));
    if let Some(why) = ended {
        return judgement.fails(why);
    }
    let of_time = row.filter(|row| row.validity.holds_at(made));
    let verified = signature.as_ref().map_err(|problem| *problem).and_then(|signature| {
        let key = of_time.map_or_else(|| signature.public_key(), |row| row.public);
        signature.verify(NAMESPACE, pack.signed.as_bytes(), &key)
    });
    match verified {
        Err(why) => judgement.fails(format_args!("signature of {id}: {why}")),
        Ok(()) if of_time.is_some() => judgement.holds(format_args!("station {id} signed it")),
        Ok(()) if given.roster.is_some() => judgement.fails(format_args!("{id} was no station of the roster when it was made")),
        Ok(()) => judgement.open(format_args!("it is signed; only --roster says whether by {id}")),
    }
}

/// Octets whose digest another file names, and lines of the journal.
fn judge_octets(pack: &Pack, judgement: &mut Judgement) {
    for (ends, what) in [(".body", "messages have"), (".line", "lines of the ledger have")] {
        let mut count = 0;
        for file in pack.files.iter().filter(|file| file.name.ends_with(ends)) {
            let card = pack.file(&file.name.replace(ends, ".json"));
            let named = card.and_then(|card| serde_json::from_slice::<serde_json::Value>(&card.octets).ok());
            let named = named.as_ref().and_then(|card| card.get("digest")?.as_str()?.parse::<Digest>().ok());
            match named {
                Some(named) if named == Digest::of(&file.octets) => count += 1,
                _ => judgement.fails(format_args!("{} has not the digest that the registry named", file.name)),
            }
        }
        if count > 0 {
            judgement.holds(format_args!("{count} {what} the digest that the registry named"));
        }
    }
    if let Some(file) = pack.file("journal.jsonl") {
        let lines = std::str::from_utf8(&file.octets).unwrap_or_default().lines();
        let all: Vec<bool> = lines.map(|line| Record::read(line).is_some()).collect();
        match all.iter().position(|read| !read) {
            Some(at) => judgement.fails(format_args!("journal.jsonl, line {}: it is no journal line", at + 1)),
            None => judgement.says(format_args!(
                "{} lines of the journal; that they stand there, `countersign journal prove` shows",
                all.len()
            )),
        }
    }
}

/// A text of the pack with the signatures beside it.
fn paper(pack_name: &str, pack: &Pack, file: &PackFile) -> Paper {
    let begins = format!("{}.", file.name);
    let signature = |file: &PackFile| {
        let armored = std::str::from_utf8(&file.octets).map_err(|_| SshsigProblem::Form);
        (format!("{pack_name}/{}", file.name), armored.and_then(SshSignature::parse))
    };
    let beside = pack.files.iter().filter(|other| other.name.starts_with(&begins) && other.name.ends_with(".sig"));
    Paper {
        name: format!("{pack_name}/{}", file.name),
        folder: Path::new(".").to_owned(),
        octets: file.octets.clone(),
        signatures: beside.map(signature).collect(),
    }
}
