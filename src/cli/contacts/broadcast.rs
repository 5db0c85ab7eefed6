//! `countersign contacts broadcast`: a message to a list of the directory, read whole, signed, and written as a file for the office's own mail.
//! Recipients follow from roles and the label; this program sends nothing. Above TLP:AMBER the file comes with the second person's signature.
//! Must not know: how a draft of a message is encoded.

use super::{
    give,
    there::{self, There},
};
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
        contact::{DistributionList, LeftOut, ListId, Recipients, Tlp, Topic, recipients},
    },
    evidence::{digest::Digest, roster::RosterText, sshsig::Namespace},
    wire::contact::mail::{self, Broadcast as Message},
};
use clap::Args;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// A message to be drafted.
#[derive(Debug, Args)]
pub(in crate::cli) struct Broadcast {
    /// What it is about, such as operations or security: the list of this topic gets it
    #[arg(long, value_name = "TOPIC", value_parser = topic)]
    topic: Topic,
    /// The list, where there is more than one for the topic
    #[arg(long, value_name = "ID")]
    list: Option<ListId>,
    /// How far it may travel: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED
    #[arg(long, value_name = "LABEL", value_parser = give::label)]
    tlp: Tlp,
    /// The subject
    #[arg(long, value_name = "WORDS")]
    subject: String,
    /// The file with the text
    #[arg(long, value_name = "FILE")]
    text: PathBuf,
    /// Where to write the draft, such as notice.eml; there must be nothing yet. The signed text goes beside it, as notice.txt
    #[arg(long, value_name = "FILE", required_unless_present = "preview")]
    out: Option<PathBuf>,
    /// Only print who gets it and what it says: nothing is signed or written
    #[arg(long)]
    preview: bool,
    /// Who signs, by the id in the roster [default: as the profile says]
    #[arg(long, value_name = "ID", requires = "key")]
    person: Option<PersonId>,
    /// Where the key is: agent, agent:NAME, keyring or file:PATH [default: as the profile says]
    #[arg(long, value_name = "PLACE", requires = "person")]
    key: Option<KeyPlace>,
}

fn topic(word: &str) -> Result<Topic, String> {
    let words: Vec<&str> = Topic::ALL.iter().map(|(_, word)| *word).collect();
    Topic::of_word(word).ok_or_else(|| format!("there is {}", words.join(", ")))
}

/// A message with who gets it, ready to be signed.
struct Ready {
    message: Message,
    recipients: Recipients,
    roster: RosterText,
    signer: (PersonId, KeyPlace),
    out: PathBuf,
}

impl Broadcast {
    /// Shows, signs and writes it.
    pub async fn done(&self, global: &Global) -> End {
        match self.ready(global).await {
            Ok(Some(ready)) => {
                let signed = tokio::task::spawn_blocking(move || ready.signed()).await;
                signed.unwrap_or_else(|problem| End::NotBegun(format!("The terminal could not be asked: {problem}.")))
            }
            Ok(None) => End::Done,
            Err(end) => end,
        }
    }

    async fn ready(&self, global: &Global) -> Result<Option<Ready>, End> {
        let message = message(self.tlp, &self.subject, &self.text)?;
        let registry = registries::one(global).map_err(End::NotBegun)?;
        let there = There::asked(registry.as_ref()).await?;
        let list = self.chosen(there.contacts.directory.lists().map(|(list, _)| list).collect())?;
        let to = to(&there, list, self.tlp)?;
        println!("{}\n", told(list, &to));
        println!("{}", message.signed_text());
        let Some(out) = self.out.clone().filter(|_| !self.preview) else { return Ok(None) };
        let signer = signing::signer(global, (self.person.as_ref(), self.key.as_ref()));
        let signer = signer.map_err(|ended| End::NotBegun(Ended::sentence(ended)))?;
        let roster = there::roster(registry.as_ref()).await?;
        Ok(Some(Ready { message, recipients: to, roster, signer, out }))
    }

    fn chosen<'d>(&self, lists: Vec<&'d DistributionList>) -> Result<&'d DistributionList, End> {
        let fits = |list: &&&DistributionList| list.topic == self.topic && self.list.as_ref().is_none_or(|id| list.id == *id);
        let fitting: Vec<&DistributionList> = lists.iter().filter(fits).copied().collect();
        match fitting.as_slice() {
            [list] => Ok(list),
            [] => Err(End::Refused(format!("The directory has no such list for {}.", self.topic.word()))),
            several => {
                let names: Vec<String> = several.iter().map(|list| list.id.to_string()).collect();
                Err(End::NotBegun(format!(
                    "There are several lists for {}: {}; choose one with --list.",
                    self.topic.word(),
                    names.join(", ")
                )))
            }
        }
    }
}

/// The message; what would not be shown as it is can't be signed (promise 1).
pub(super) fn message(label: Tlp, subject: &str, text: &Path) -> Result<Message, End> {
    let octets = files::octets(text, mail::MOST_TEXT).map_err(|ended| End::NotBegun(ended.sentence()))?;
    let not_text = || End::NotBegun(format!("{} is not UTF-8.", files::called(text)));
    let text = String::from_utf8(octets).map_err(|_| not_text())?.replace("\r\n", "\n");
    Message::new(label, subject, &text).map_err(|why| End::NotBegun(format!("{}.", capital(&why.to_string()))))
}

/// Who gets a message with a label to a list now.
pub(super) fn to(there: &There, list: &DistributionList, label: Tlp) -> Result<Recipients, End> {
    let to = recipients(&there.contacts.directory, list, label, there.contacts.as_of);
    to.map_err(|why| End::Refused(format!("{}.", capital(&why.to_string()))))
}

/// Who gets it, and who would and can't.
pub(super) fn told(list: &DistributionList, to: &Recipients) -> String {
    let mut lines = vec![format!("List {}, up to {}: {} recipients", list.id, list.ceiling.word(), to.to.len())];
    lines.extend(to.to.iter().map(|to| format!("    {} {} {} {}", to.registry, to.role.word(), to.who, to.mail)));
    let without =
        |one: &LeftOut| format!("    {} {} {} is left out: {}", one.registry, one.role.word(), one.who, one.why.sentence());
    lines.extend(to.left_out.iter().map(without));
    lines.join("\n")
}

impl Ready {
    /// Has its digest typed, signs it, and writes what may be written.
    fn signed(&self) -> End {
        let (text, (person, place)) = (self.message.signed_text(), &self.signer);
        let beside = self.out.with_extension("txt");
        let mut signatures = match self.others(&text, &beside) {
            Ok(signatures) => signatures,
            Err(end) => return end,
        };
        let own = signing::typed(&Digest::of(&text)).map_err(Ended::sentence).and_then(|()| {
            let signer = acting::opened(person, place)?;
            signer.sign(Namespace::Contact, text.as_bytes()).map_err(|problem| problem.sentences())
        });
        let own = match own {
            Ok(signature) => signature.armored(),
            Err(why) => return End::NotBegun(format!("{why} Nothing was written.")),
        };
        let mut name = beside.clone().into_os_string();
        name.push(format!(".{person}.sig"));
        let text_is_there = beside.exists();
        let kept = if text_is_there { Ok(()) } else { files::write_new(&beside, &text) };
        if let Err(ended) = kept.and_then(|()| files::write_new(&PathBuf::from(name), &own)) {
            return End::NotWritten(ended.sentence());
        }
        signatures.push((person.clone(), own));
        if self.message.label().takes_two() && signatures.len() < 2 {
            println!(
                "{} takes two persons: another one runs the same command with the same --out, and the draft is written then.",
                self.message.label().word()
            );
            return End::Done;
        }
        let draft = self.message.draft(&self.recipients, &signatures, Timestamp::now());
        match files::write_new(&self.out, &draft) {
            Ok(()) => {
                println!("The draft is in {}; send it with the office's own mail.", files::called(&self.out));
                End::Done
            }
            Err(ended) => End::NotWritten(ended.sentence()),
        }
    }

    /// What other persons signed of exactly this text, with keys that the roster in force has for them.
    fn others(&self, text: &str, beside: &Path) -> Result<Vec<(PersonId, String)>, End> {
        if !beside.exists() {
            return Ok(Vec::new());
        }
        let refused = |ended: Ended| End::NotBegun(ended.sentence());
        if files::octets(beside, mail::MOST_TEXT * 2).map_err(refused)? != text.as_bytes() {
            return Err(End::NotBegun(format!("{} is another text. Nothing was signed.", files::called(beside))));
        }
        let (roster, now) = (self.roster.roster(), Timestamp::now());
        let mut others: Vec<(PersonId, String)> = Vec::new();
        for (_, signature) in files::signatures(beside, &[]).map_err(refused)? {
            let key = signature.public_key();
            let Some(row) = roster.key(&key) else { continue };
            let counts = row.person != self.signer.0
                && roster.keys_of(&row.person, now).any(|own| own.public == key)
                && signature.verify(Namespace::Contact, text.as_bytes(), &key).is_ok();
            if counts && others.iter().all(|(person, _)| *person != row.person) {
                others.push((row.person.clone(), signature.armored()));
            }
        }
        Ok(others)
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
