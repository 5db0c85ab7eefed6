//! `countersign contacts export`: what a registry publishes of its own people as a text that a person reads and signs.
//! It says only what was verified and counts; what such a text can't say is named and left out.
//! Must not know: who takes the bundle over.

use super::there::There;
use crate::{
    cli::{
        Global,
        guarded::{acting, files, signing},
        registries,
        start::Ended,
        status::End,
    },
    config::KeyPlace,
    domain::{
        PersonId,
        contact::{Record, Speaker, Standing, Tlp, Verification},
    },
    evidence::{
        contacts::{BundleText, ContactBundle, MOST_OCTETS},
        moment::Moment,
        sshsig::Namespace,
    },
};
use clap::Args;
use jiff::Timestamp;
use std::{
    num::NonZeroU32,
    path::{Path, PathBuf},
};

/// A bundle to be made.
#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// Where to write it; there must be nothing yet. The signature goes beside it, as FILE.PERSON.sig
    file: PathBuf,
    /// The bundle that was given out last; without it this is number 1
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// How far it may travel: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED
    #[arg(long, value_name = "LABEL", default_value = "TLP:AMBER", value_parser = label)]
    tlp: Tlp,
    /// Who signs, by the id in the roster [default: as the profile says]
    #[arg(long, value_name = "ID", requires = "key")]
    person: Option<PersonId>,
    /// Where the key is: agent, agent:NAME, keyring or file:PATH [default: as the profile says]
    #[arg(long, value_name = "PLACE", requires = "person")]
    key: Option<KeyPlace>,
}

/// A TLP label by its word.
pub(super) fn label(word: &str) -> Result<Tlp, String> {
    let words: Vec<&str> = Tlp::ALL.iter().map(|(_, word)| *word).collect();
    Tlp::of_word(word).ok_or_else(|| format!("there is {}", words.join(", ")))
}

/// Reads a bundle.
pub(super) fn bundle(path: &Path) -> Result<BundleText, End> {
    let octets = files::octets(path, MOST_OCTETS).map_err(|ended| End::NotBegun(ended.sentence()))?;
    BundleText::parse(&octets).map_err(|why| End::Refused(format!("{}: {why}.", files::called(path))))
}

impl Export {
    /// Asks for the directory, and makes the bundle.
    pub async fn done(&self, global: &Global) -> End {
        match self.made(global).await {
            Ok((text, (person, place))) => {
                let out = self.file.clone();
                let signed = tokio::task::spawn_blocking(move || signed(&text, &person, &place, &out)).await;
                signed.unwrap_or_else(|problem| End::NotBegun(format!("The terminal could not be asked: {problem}.")))
            }
            Err(end) => end,
        }
    }

    async fn made(&self, global: &Global) -> Result<(BundleText, (PersonId, KeyPlace)), End> {
        let before = self.after.as_deref().map(bundle).transpose()?;
        let signer = signing::signer(global, (self.person.as_ref(), self.key.as_ref()));
        let signer = signer.map_err(|ended| End::NotBegun(Ended::sentence(ended)))?;
        let registry = registries::one(global).map_err(End::NotBegun)?;
        let there = There::asked(registry.as_ref()).await?;
        let from = Speaker::Registry(there.registry);
        if before.as_ref().is_some_and(|before| before.bundle().from != from || before.bundle().environment != there.environment)
        {
            return Err(End::NotBegun("The bundle before is of another registry or environment. Nothing was written.".into()));
        }
        let number = before.as_ref().map_or(Some(NonZeroU32::MIN), |before| before.bundle().number.checked_add(1));
        let bundle = ContactBundle {
            from,
            environment: there.environment,
            number: number.ok_or_else(|| End::NotBegun("There is no number after that of the bundle before.".into()))?,
            previous: before.map(|before| before.sha256()),
            made: Moment::of(Timestamp::now()),
            label: self.tlp,
            records: Vec::new(),
        };
        let published = there.contacts.directory.published(there.registry, there.contacts.as_of);
        let bundle = ContactBundle { records: sayable(&bundle, published), ..bundle };
        let text = bundle.write().map_err(|why| End::Refused(format!("No bundle can be made: {why}. Nothing was written.")))?;
        Ok((text, signer))
    }
}

/// The records such a text can say, to the second; the others are named.
fn sayable(frame: &ContactBundle, records: Vec<Record>) -> Vec<Record> {
    let mut said = Vec::with_capacity(records.len());
    for record in records.into_iter().map(to_the_second) {
        let alone = ContactBundle { records: vec![record.clone()], ..frame.clone() };
        match alone.write() {
            Ok(_) => said.push(record),
            Err(why) => eprintln!("countersign: left out: {}: {why}.", record.entry.key()),
        }
    }
    said
}

/// A registry may note a verification to the millisecond; a bundle says the second it was in.
fn to_the_second(record: Record) -> Record {
    let second = |at: Timestamp| Moment::of(at).timestamp();
    let verified = record.standing.verified.map(|verified| Verification { at: second(verified.at), ..verified });
    Record { standing: Standing { verified, edited: second(record.standing.edited) }, ..record }
}

/// Has the whole text read and its digest typed, signs it, and writes both files.
fn signed(text: &BundleText, person: &PersonId, place: &KeyPlace, out: &Path) -> End {
    println!("{}", text.as_str());
    let done = signing::typed(&text.sha256()).map_err(Ended::sentence).and_then(|()| {
        let signer = acting::opened(person, place)?;
        signer.sign(Namespace::Contact, text.as_str().as_bytes()).map_err(|problem| problem.sentences())
    });
    let signature = match done {
        Ok(signature) => signature,
        Err(why) => return End::NotBegun(format!("{why} Nothing was written.")),
    };
    let mut beside = out.to_path_buf().into_os_string();
    beside.push(format!(".{person}.sig"));
    let beside = PathBuf::from(beside);
    let written = files::write_new(out, text.as_str()).and_then(|()| files::write_new(&beside, &signature.armored()));
    match written {
        Ok(()) => {
            let bundle = text.bundle();
            println!(
                "Bundle {} with {} entries is in {}, the signature of {person} beside it. The next one names it with --after.",
                bundle.number,
                bundle.records.len(),
                files::called(out)
            );
            End::Done
        }
        Err(ended) => End::NotWritten(ended.sentence()),
    }
}
