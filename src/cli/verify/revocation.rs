//! Revocations: which key ended, and by whose word. Every other text is judged by the roster without the keys that were ended (F15).
//! One whose signer the roster does not know counts all the same, as in a registry: it can only make less count. That is said.
//! Must not know: what else the key signed.

use super::{Rules, judgement::Judgement, paper::Paper};
use crate::evidence::{
    openssh_key::openssh_fingerprint,
    principal::Principal,
    revocation::{MAGIC, NoRevocation, RevocationText, SignedRevocation},
    roster::RosterText,
    sshsig::Namespace,
    validity::Validity,
};
use jiff::Timestamp;

/// A revocation, and what it is worth.
pub(super) struct Judged {
    name: String,
    text: Option<RevocationText>,
    worth: Worth,
}

enum Worth {
    /// It ends the key, by this word.
    Holds(String),
    /// It ends the key, and whose word it is stays open.
    Open(String),
    /// It ends nothing.
    Fails(String),
}

/// Judges the revocations among the papers, in the order in which they were made, and takes the keys they end out of the rosters.
pub(super) fn judge(papers: &[Paper], rules: &mut Rules) -> Vec<Judged> {
    let (mut judged, mut read) = (Vec::new(), Vec::new());
    for paper in papers.iter().filter(|paper| paper.magic() == MAGIC) {
        match signed(paper) {
            Ok(signed) => read.push((paper.name.clone(), signed)),
            Err((text, why)) => {
                judged.push(Judged { name: paper.name.clone(), text: text.map(|text| *text), worth: Worth::Fails(why) });
            }
        }
    }
    read.sort_by_key(|(_, signed)| signed.text.revocation().made);
    for (name, signed) in read {
        let known = rules.revocations.iter().any(|other| other.text == signed.text);
        // Who wrote it may have been removed since, and the key with its owner: the newest roster that lets it hold says so.
        let holds = || rules.rosters().map(|roster| worth(&signed, Some(roster))).find(|worth| matches!(worth, Worth::Holds(_)));
        let worth = match known {
            true => Worth::Holds("it was counted already".to_owned()),
            false => holds().unwrap_or_else(|| worth(&signed, rules.roster.as_ref())),
        };
        judged.push(Judged { name, text: Some(signed.text.clone()), worth });
        let counts = judged.last().is_some_and(|last| !matches!(last.worth, Worth::Fails(_)));
        if counts && !known {
            rules.roster = rules.roster.take().map(|roster| roster.without([&signed]));
            rules.versions.end(&signed);
            rules.revocations.push(signed);
        }
    }
    judged
}

/// Says what was found about one.
pub(super) fn tell(judged: &Judged, judgement: &mut Judgement) {
    let Some(text) = &judged.text else {
        judgement.about(&judged.name, "a revocation that is not one");
        return told(&judged.worth, judgement);
    };
    let said = text.revocation();
    judgement.about(&judged.name, format_args!("revocation of a key of {}", said.of));
    judgement.says(format_args!("sha256 {}", text.sha256()));
    judgement.says(format_args!("{}, from {} on", openssh_fingerprint(&said.key), said.made));
    judgement.says(format_args!("{} ({}), by {}", said.registry, said.environment, said.person));
    judgement.says(format_args!("because: {}", said.reason));
    told(&judged.worth, judgement);
}

fn told(worth: &Worth, judgement: &mut Judgement) {
    match worth {
        Worth::Holds(what) => judgement.holds(what),
        Worth::Open(what) => judgement.open(what),
        Worth::Fails(why) => judgement.fails(why),
    }
}

/// Why a key did not count at a time, when that is because somebody revoked it.
pub(super) fn revoked(roster: &RosterText, of: &Principal, row: Validity, at: Timestamp) -> Option<String> {
    let since = roster.revoked_since(of, row.to()).filter(|since| at >= *since)?;
    Some(format!("the key of {of} was revoked at {since}, before this was made (F15)"))
}

/// The text with its one signature.
fn signed(paper: &Paper) -> Result<SignedRevocation, (Option<Box<RevocationText>>, String)> {
    let text = RevocationText::parse(&paper.octets).map_err(|problem| (None, problem.to_string()))?;
    let failed = |why: String| (Some(Box::new(text.clone())), why);
    if let Some((name, Err(problem))) = paper.signatures.iter().find(|(_, signature)| signature.is_err()) {
        return Err(failed(format!("{name}: {problem}")));
    }
    let mut all = paper.signatures_for(Namespace::Revoke);
    match (all.next(), all.next()) {
        (Some(signature), None) => Ok(SignedRevocation { text, signature: *signature, taken: None }),
        (Some(_), Some(_)) => Err(failed(format!("more than one signature for {} is beside it", Namespace::Revoke))),
        (None, _) => Err(failed(format!("no signature for {} is beside it", Namespace::Revoke))),
    }
}

fn worth(signed: &SignedRevocation, roster: Option<&RosterText>) -> Worth {
    let (person, key) = (&signed.text.revocation().person, signed.signature.public_key());
    let unknown = |who: String| match signed.signature.verify(Namespace::Revoke, signed.text.as_str().as_bytes(), &key) {
        Ok(()) => Worth::Open(who),
        Err(why) => Worth::Fails(format!("the signature of {person} does not hold: {why}")),
    };
    let Some(roster) = roster else {
        return unknown(format!(
            "signed for {} with the key {}; only --roster says whether it is {person}'s",
            Namespace::Revoke,
            key.fingerprint()
        ));
    };
    match signed.judge(roster.roster()) {
        Ok(()) => Worth::Holds(format!("{person} signed it for {}, and may", Namespace::Revoke)),
        Err(NoRevocation::UnknownKey) => unknown(format!(
            "signed with a key that the roster does not have; it counts, and whether it is {person}'s stays open"
        )),
        Err(why) => Worth::Fails(format!("{why} ({})", why.rule())),
    }
}
