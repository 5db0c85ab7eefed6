//! `countersign contacts message`: messages to lists as the registry keeps them: written and signed, signed by a second person, saved for the
//! office's own mail, and what became of each with its recipients.
//! Must not know: how a draft of a message is encoded, or how mail is sent.

use super::{
    broadcast, give,
    there::{self, There},
};
use crate::{
    cli::{
        Global,
        guarded::{acting::Desk, files, signing},
        registries,
        start::Ended,
        status::End,
    },
    config::KeyPlace,
    domain::{
        PersonId,
        contact::{CardId, DeliveryMark, ListId, Tlp},
    },
    registry::{
        Deed, Read, Registry, Reply, Review, Unsigned,
        book::{Broadcast, Delivery},
    },
    text::{Kind, Untrusted, time},
};
use clap::{Args, Subcommand};
use jiff::{SignedDuration, Timestamp};
use std::{fmt::Write as _, path::PathBuf};
use uuid::Uuid;

/// What can be done with messages.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Messages {
    /// Write the messages, or one of them with the table of its delivery
    Show {
        /// Which one [default: all, a line each]
        id: Option<Uuid>,
    },
    /// Write a message to a list, sign it, and have the registry record who gets it
    Write(Write),
    /// Sign a message that another person wrote
    Sign {
        /// Which one
        id: Uuid,
        #[command(flatten)]
        signer: Signer,
    },
    /// Write the draft of a message for the office's own mail
    Save {
        /// Which one
        id: Uuid,
        /// Where to; there must be nothing yet
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Say what became of a message with its recipients
    Mark {
        /// Which one
        id: Uuid,
        /// sent, answered or returned
        #[arg(value_parser = mark)]
        mark: DeliveryMark,
        /// With whom [default: for sent, all of whom it was not said yet]
        #[arg(long, value_name = "CARD")]
        who: Option<CardId>,
        /// What was said, or in which mail it went
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
}

/// Who signs.
#[derive(Debug, Args)]
pub(in crate::cli) struct Signer {
    /// Who signs, by the id in the roster [default: as the profile says]
    #[arg(long, value_name = "ID", requires = "key")]
    person: Option<PersonId>,
    /// Where the key is: agent, agent:NAME, keyring or file:PATH [default: as the profile says]
    #[arg(long, value_name = "PLACE", requires = "person")]
    key: Option<KeyPlace>,
}

/// A message to be written.
#[derive(Debug, Args)]
pub(in crate::cli) struct Write {
    /// The list it goes to
    #[arg(long, value_name = "ID")]
    list: ListId,
    /// How far it may travel: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED
    #[arg(long, value_name = "LABEL", value_parser = give::label)]
    tlp: Tlp,
    /// The subject
    #[arg(long, value_name = "WORDS")]
    subject: String,
    /// The file with the text
    #[arg(long, value_name = "FILE")]
    text: PathBuf,
    #[command(flatten)]
    signer: Signer,
}

fn mark(word: &str) -> Result<DeliveryMark, String> {
    let words: Vec<&str> = DeliveryMark::ALL.iter().map(|(_, word)| *word).collect();
    DeliveryMark::of_word(word).ok_or_else(|| format!("there is {}", words.join(", ")))
}

impl Messages {
    /// Does what was asked for.
    pub async fn done(&self, global: &Global) -> End {
        let end = match self {
            Self::Show { id } => shown(global, *id).await,
            Self::Write(write) => write.done(global).await,
            Self::Sign { id, signer } => signed(global, *id, signer).await,
            Self::Save { id, out } => saved(global, *id, out).await,
            Self::Mark { id, mark, who, reason } => marked(global, *id, (*mark, who.clone()), reason).await,
        };
        end.unwrap_or_else(|end| end)
    }
}

impl Signer {
    fn of(&self, global: &Global) -> Result<(PersonId, KeyPlace), End> {
        let signer = signing::signer(global, (self.person.as_ref(), self.key.as_ref()));
        signer.map_err(|ended| End::NotBegun(Ended::sentence(ended)))
    }
}

impl Write {
    async fn done(&self, global: &Global) -> Result<End, End> {
        let message = broadcast::message(self.tlp, &self.subject, &self.text)?;
        let (person, place) = self.signer.of(global)?;
        let desk = Desk::of(global).map_err(End::NotBegun)?;
        let there = There::asked(desk.registry.as_ref()).await?;
        let list = there.contacts.directory.lists().map(|(list, _)| list).find(|list| list.id == self.list);
        let list = list.ok_or_else(|| End::Refused(format!("The directory has no list {}.", self.list)))?;
        println!("{}\n", broadcast::told(list, &broadcast::to(&there, list, self.tlp)?));
        let id = Uuid::now_v7();
        let review = Review::of_own_message(&message, (id, list.id.clone()), person.clone(), SignedDuration::ZERO);
        let end = desk.act(review, (&person, &place), Unsigned::Contact).await;
        if end == End::Done {
            println!("It is message {id}.");
            if self.tlp.takes_two() {
                println!("{} takes two persons: another one signs it too, before it may go out.", self.tlp.word());
            }
        }
        Ok(end)
    }
}

async fn all(registry: &dyn Registry) -> Result<Vec<Broadcast>, End> {
    match there::ask(registry, Read::Broadcasts).await? {
        Reply::Broadcasts(all) => Ok(all),
        _ => Err(there::other()),
    }
}

async fn one(registry: &dyn Registry, id: Uuid) -> Result<Broadcast, End> {
    let found = all(registry).await?.into_iter().find(|one| one.id == id);
    found.ok_or_else(|| End::Refused(format!("The registry has no message {id}.")))
}

async fn shown(global: &Global, id: Option<Uuid>) -> Result<End, End> {
    let registry = registries::one(global).map_err(End::NotBegun)?;
    let told = match id {
        Some(id) => in_full(&one(registry.as_ref(), id).await?),
        None => all(registry.as_ref()).await?.iter().map(line).collect::<Vec<_>>().join("\n"),
    };
    println!("{told}");
    Ok(End::Done)
}

async fn signed(global: &Global, id: Uuid, signer: &Signer) -> Result<End, End> {
    let (person, place) = signer.of(global)?;
    let desk = Desk::of(global).map_err(End::NotBegun)?;
    let message = one(desk.registry.as_ref(), id).await?;
    if message.is_signed_by(&person) {
        return Err(End::Refused(format!("{person} signed this message already; another person does (F01).")));
    }
    let review = Review::of_message(&message.message, id, person.clone(), SignedDuration::ZERO);
    Ok(desk.act(review, (&person, &place), Unsigned::Contact).await)
}

async fn saved(global: &Global, id: Uuid, out: &std::path::Path) -> Result<End, End> {
    let registry = registries::one(global).map_err(End::NotBegun)?;
    let message = one(registry.as_ref(), id).await?;
    let Some(draft) = message.draft(Timestamp::now()) else {
        let why = format!("{} goes out when two persons have signed it (F01).", message.message.label().word());
        return Err(End::Refused(why));
    };
    files::write_new(out, &draft).map_err(|ended| End::NotWritten(ended.sentence()))?;
    println!(
        "The draft is in {}; send it with the office's own mail, and say so with contacts message mark.",
        files::called(out)
    );
    Ok(End::Done)
}

async fn marked(global: &Global, id: Uuid, (mark, who): (DeliveryMark, Option<CardId>), reason: &str) -> Result<End, End> {
    if mark != DeliveryMark::Sent && who.is_none() {
        return Err(End::NotBegun("Say with --who who answered, or from whom it came back.".into()));
    }
    let desk = Desk::of(global).map_err(End::NotBegun)?;
    Ok(desk.alone(Deed::MarkDelivery { broadcast: id, who, mark }, reason.trim().to_owned()).await)
}

fn line(one: &Broadcast) -> String {
    let [sent, answered, returned] = one.tally();
    let (all, subject) = (one.deliveries.len(), Untrusted::new(one.message.subject()).gate(Kind::Name));
    format!(
        "{}  {}  {}  {}  {subject}  {} of {} signatures, sent to {sent} of {all}, {answered} answered, {returned} came back",
        one.id,
        time::full(one.at),
        one.list,
        one.message.label().word(),
        one.signatures.len(),
        one.needed(),
    )
}

/// A message with the table of its delivery.
fn in_full(one: &Broadcast) -> String {
    let mut told = line(one);
    for delivery in &one.deliveries {
        let Delivery { to, .. } = delivery;
        let _ = write!(told, "\n    {} {} {} {}: {}", to.registry, to.role.word(), to.who, to.mail, became(delivery));
    }
    for left in &one.left_out {
        let _ = write!(told, "\n    {} {} {} is left out: {}", left.registry, left.role.word(), left.who, left.why.sentence());
    }
    for (person, _) in &one.signatures {
        let _ = write!(told, "\n    signed by {person}");
    }
    let _ = write!(told, "\n\n{}", one.message.signed_text().trim_end());
    told
}

fn became(of: &Delivery) -> String {
    let said: Vec<String> =
        DeliveryMark::ALL.iter().filter_map(|(mark, word)| of.at(*mark).map(|at| format!("{word} {}", time::full(at)))).collect();
    if said.is_empty() { "not sent".to_owned() } else { said.join(", ") }
}
