//! Bundles of contacts, changes of them, and the word of the other person who confirms a change (F01, F05, F14).
//! Who may speak for whom, and which channels are old, the directory says; here are the texts, their signatures and what they say of each other.
//! Must not know: the directory.

use super::{
    Rules,
    judgement::Judgement,
    paper::Paper,
    revocation::revoked,
    signed::{Word, refused, signature_of, unreadable},
};
use crate::{
    domain::contact::Speaker,
    evidence::{
        contact_change::{ChangeText, ConfirmationText},
        contacts::BundleText,
        principal::Principal,
        sshsig::Namespace,
    },
};

/// A text and the name of its file.
pub(super) struct Named<T> {
    name: String,
    text: T,
}

/// A bundle. Whose key it must be is said elsewhere, so only a roster of the registry that speaks makes it more than open.
pub(super) fn bundle(paper: &Paper, rules: &Rules, judgement: &mut Judgement) {
    let text = match BundleText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => {
            judgement.about(&paper.name, "a bundle of contacts that is not one");
            return judgement.fails(problem);
        }
    };
    let said = text.bundle();
    let from = match said.from {
        Speaker::Registry(registry) => registry.to_string(),
        Speaker::Hub => "the hub".to_owned(),
    };
    judgement.about(&paper.name, format_args!("contacts of {from}, number {}", said.number));
    judgement.says(format_args!("sha256 {}", text.sha256()));
    judgement.says(format_args!(
        "{}, made {}, {}; {} entries",
        said.environment,
        said.made,
        said.label.word(),
        said.records.len()
    ));
    unreadable(paper, judgement);
    let mut all = paper.signatures_for(Namespace::Contact);
    let (Some(signature), None) = (all.next(), all.next()) else {
        return judgement.fails(format_args!("not one signature for {} is beside it", Namespace::Contact));
    };
    let key = signature.public_key();
    if let Err(why) = text.verify(signature, &key) {
        return judgement.fails(why);
    }
    let place = rules.roster.as_ref().map(|roster| (roster, roster.roster()));
    let of_registry = place.filter(|(_, roster)| said.from == Speaker::Registry(roster.registry));
    let of_registry = of_registry.filter(|(_, roster)| roster.environment == said.environment);
    let row = of_registry.and_then(|(text, roster)| Some((text, roster.key(&key)?)));
    let made = said.made.timestamp();
    match row {
        Some((_, row)) if row.validity.holds_at(made) => {
            judgement.holds(format_args!("{} of {from} signed it for {}", row.person, Namespace::Contact));
        }
        Some((roster, row)) => {
            let ended = revoked(roster, &Principal::Person(row.person.clone()), row.validity, made);
            judgement.fails(ended.unwrap_or_else(|| format!("the key of {} was not valid when this was made", row.person)));
        }
        None => judgement.open(format_args!(
            "signed for {} with the key {}; only a roster of {from} that has it says whose it is",
            Namespace::Contact,
            key.fingerprint()
        )),
    }
}

/// A change. `None` when it can't be judged further.
pub(super) fn change(paper: &Paper, rules: &Rules, judgement: &mut Judgement) -> Option<Named<ChangeText>> {
    let text = match ChangeText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => return refused(paper, "a change of contacts that is not one", problem, judgement),
    };
    let said = text.change();
    judgement.about(&paper.name, format_args!("change {} of contacts: {}", said.id, said.kind.word()));
    judgement.says(format_args!("sha256 {}", text.sha256()));
    judgement.says(format_args!("{} ({}), made {}; rests on {}", said.registry, said.environment, said.made, said.basis));
    for changed in &said.entries {
        let (entry, new) = (changed.entry.key().word(), changed.replaces.is_none());
        judgement.says(format_args!("{} {entry}", if new { "a new" } else { "another" }));
    }
    judgement.says(format_args!("because: {}", said.reason));
    if said.through.as_ref().is_some_and(|way| way.is_changed_by(&text.entries())) {
        judgement.fails("it was asked for through a channel that it changes itself (F14)");
    }
    let word = Word { namespace: Namespace::Contact, person: &said.initiator, made: said.made.timestamp() };
    signature_of(paper, &word, rules.roster.as_ref(), judgement)?;
    Some(Named { name: paper.name.clone(), text })
}

/// A confirmation of one. `None` when it can't be judged further.
pub(super) fn confirmation(paper: &Paper, rules: &Rules, judgement: &mut Judgement) -> Option<Named<ConfirmationText>> {
    let text = match ConfirmationText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => return refused(paper, "a confirmation of contacts that is not one", problem, judgement),
    };
    let said = text.confirmation();
    judgement.about(&paper.name, format_args!("confirmation of change {} of contacts", said.proposal));
    judgement.says(format_args!("of the text with sha256 {}", said.change_sha256));
    judgement.says(format_args!("{} ({}), made {}, by {}", said.registry, said.environment, said.made, said.method.word()));
    if let Some(way) = &said.through {
        judgement.says(format_args!("through {way}"));
    }
    judgement.says(format_args!("because: {}", said.reason));
    let word = Word { namespace: Namespace::Contact, person: &said.person, made: said.made.timestamp() };
    signature_of(paper, &word, rules.roster.as_ref(), judgement)?;
    Some(Named { name: paper.name.clone(), text })
}

/// Judges every change with what was said about it, and whether both are of the roster's registry (T33).
pub(super) fn judge(changes: &[Named<ChangeText>], words: &[Named<ConfirmationText>], rules: &Rules, judgement: &mut Judgement) {
    for change in changes {
        let said = change.text.change();
        let about: Vec<_> = words.iter().filter(|word| word.text.confirmation().proposal == said.id).collect();
        judgement.about(&change.name, format_args!("as it stands, with {} confirmations", about.len()));
        let roster = rules.roster.as_ref().map(|roster| roster.roster());
        if roster.is_some_and(|roster| (roster.registry, roster.environment) != (said.registry, said.environment)) {
            judgement.fails("it is for another registry or environment than the roster (T33)");
        }
        let mut persons: Vec<String> = Vec::new();
        for word in about {
            match confirmed(&change.text, &word.text) {
                Ok(()) => persons.push(word.text.confirmation().person.to_string()),
                Err(why) => judgement.fails(format_args!("{} does not count: {why}", word.name)),
            }
        }
        match persons.is_empty() {
            true => judgement.holds("confirmed by nobody"),
            false => judgement.holds(format_args!("confirmed by {}", persons.join(", "))),
        }
    }
    for word in words {
        let id = word.text.confirmation().proposal;
        if !changes.iter().any(|change| change.text.change().id == id) {
            judgement.about(&word.name, "the change it is about is not among the files");
        }
    }
}

/// Whether a confirmation is one of this change, as far as the two texts say.
fn confirmed(change: &ChangeText, word: &ConfirmationText) -> Result<(), String> {
    word.confirms(change).map_err(|why| format!("{why} ({})", why.rule()))?;
    let through = word.confirmation().through.as_ref();
    if through.is_some_and(|way| way.is_changed_by(&change.entries())) {
        return Err("it was said through a channel that the change itself brings (F14)".to_owned());
    }
    Ok(())
}
