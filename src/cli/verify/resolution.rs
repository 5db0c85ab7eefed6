//! Resolutions of cases and what was said about them: who proposed, who confirmed, and whether that is enough persons.
//! They are judged by the same judge that registries ask; whoever has the documents compares their digests with those that are named.
//! Must not know: what became of the case.

use super::{
    Rules,
    judgement::Judgement,
    paper::Paper,
    signed::{Claim, Read, Word, read, refused, signatures},
};
use crate::{
    evidence::{
        confirmation::ConfirmationText,
        resolution::ResolutionText,
        signed::Signed,
        sshsig::Namespace,
        standing::{Guard, Matter, Settled, Settlement, judge_resolution},
    },
    text::number::counted,
};
use jiff::Timestamp;

/// A resolution. `None` when it can't be judged further.
pub(super) fn resolution(paper: &Paper, rules: &Rules, judgement: &mut Judgement) -> Option<Read<ResolutionText>> {
    let text = match ResolutionText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => return refused(paper, "a resolution that is not one", problem, judgement),
    };
    let said = text.resolution();
    let kind = said.resolution.kind();
    judgement.about(&paper.name, format_args!("resolution of case {}: {}", said.case, kind.word()));
    judgement.says(format_args!("sha256 {}", text.sha256()));
    judgement.says(format_args!("{} of {}: {}", said.code.id(), counted(said.quantity.count(), "ITMO"), said.code.spec().name));
    judgement.says(format_args!("{} ({}), until {}", said.registry, said.environment, said.not_after));
    judgement.says(format_args!("because: {}", said.reason));
    for document in &said.evidence {
        judgement.says(format_args!("rests on {document}"));
    }
    let claim = Claim {
        word: Word { namespace: Namespace::Resolve, person: &said.person, made: said.made.timestamp() },
        station: &said.station,
        roster: said.roster,
    };
    let signatures = signatures(paper, &claim, rules, judgement);
    signatures.map(|(person, station)| read(paper, text, person, station))
}

/// A confirmation. `None` when it can't be judged further.
pub(super) fn confirmation(paper: &Paper, rules: &Rules, judgement: &mut Judgement) -> Option<Read<ConfirmationText>> {
    let text = match ConfirmationText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => return refused(paper, "a confirmation that is not one", problem, judgement),
    };
    let said = text.confirmation();
    judgement.about(&paper.name, format_args!("confirmation: {} of case {}", said.kind.word(), said.case));
    judgement.says(format_args!("about the resolution with sha256 {}", said.resolution_sha256));
    judgement.says(format_args!("made {}, until {}; {} documents compared", said.made, said.not_after, said.compared.len()));
    judgement.says(format_args!("because: {}", said.reason));
    let claim = Claim {
        word: Word { namespace: Namespace::Resolve, person: &said.person, made: said.made.timestamp() },
        station: &said.station,
        roster: said.roster,
    };
    let signatures = signatures(paper, &claim, rules, judgement);
    signatures.map(|(person, station)| read(paper, text, person, station))
}

/// Judges every resolution, with the confirmations about it.
pub(super) fn judge(
    resolutions: &[Read<ResolutionText>],
    words: &[Read<ConfirmationText>],
    rules: &Rules,
    judgement: &mut Judgement,
) {
    for resolution in resolutions {
        let digest = resolution.signed.text.sha256();
        let about: Vec<_> = words.iter().filter(|word| word.signed.text.confirmation().resolution_sha256 == digest).collect();
        judgement.about(&resolution.name, format_args!("as it stands, with {} confirmations", about.len()));
        let (Some(roster), Some(policy)) = (&rules.roster, &rules.policy) else {
            judgement.says("whether it is agreed takes --roster and --policy");
            continue;
        };
        let said: Vec<Signed<ConfirmationText>> = about.iter().map(|read| read.signed.clone()).collect();
        let at = rules.at.unwrap_or_else(|| newest(&resolution.signed, &said));
        let guard = Guard { roster, policy, earlier: &[] };
        let matter = Matter { resolution: &resolution.signed, words: &said, guard };
        told(&judge_resolution(&matter, at), &about, at, judgement);
    }
    for word in words {
        let named = word.signed.text.confirmation().resolution_sha256;
        if !resolutions.iter().any(|resolution| resolution.signed.text.sha256() == named) {
            judgement.about(&word.name, "the resolution it is about is not among the files");
        }
    }
}

/// When the newest of the texts was made.
fn newest(resolution: &Signed<ResolutionText>, said: &[Signed<ConfirmationText>]) -> Timestamp {
    let made = said.iter().map(|word| word.text.confirmation().made.timestamp());
    made.chain([resolution.text.resolution().made.timestamp()]).max().unwrap_or_default()
}

fn told(settlement: &Settlement, about: &[&Read<ConfirmationText>], at: Timestamp, judgement: &mut Judgement) {
    for (place, objection) in &settlement.discounted {
        let name = about.get(*place).map_or("a confirmation", |read| read.name.as_str());
        judgement.fails(format_args!("{name} does not count: {objection} ({})", objection.rule()));
    }
    let by: Vec<String> = settlement.confirmed.iter().map(ToString::to_string).collect();
    let by = if by.is_empty() { String::new() } else { format!(", confirmed by {}", by.join(", ")) };
    let how = match &settlement.state {
        Settled::Void(objection) => return judgement.fails(format_args!("void: {objection} ({})", objection.rule())),
        Settled::Waiting(missing) => format!("waits for {missing} more"),
        Settled::Agreed => "agreed".to_owned(),
        Settled::Declined(person) => format!("declined by {person}"),
        Settled::Expired(since) => format!("expired since {since}"),
    };
    judgement.holds(format_args!("at {at}: {how}{by}"));
}
