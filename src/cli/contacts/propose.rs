//! From entries that are wanted to proposals at the registry: each a text that is printed whole, confirmed by digits, journaled, signed, sent.
//! All texts are written and judged before the first is signed; the registry judges them again, and another person confirms them (F14).
//! Must not know: where the entries came from.

use super::there::There;
use crate::{
    cli::{Global, guarded::acting::Desk, guarded::signing, start::Ended, status::End},
    config::KeyPlace,
    domain::{
        PersonId,
        contact::{Batch, Entry, Method, PaperRef, Through, takeover},
    },
    evidence::contact_change::{self, ChangeText, NotWritten},
    registry::{Review, Unsigned},
};
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// What the changes rest on, and who proposes them.
#[derive(Debug, Args)]
pub(in crate::cli) struct Grounds {
    /// Only print what differs: nothing is proposed
    #[arg(long)]
    preview: bool,
    /// The paper the changes rest on, such as CB/2026/41
    #[arg(long, value_name = "PAPER", required_unless_present = "preview")]
    basis: Option<PaperRef>,
    /// How it was made sure that they asked for it: call-back, signed-message, video or in-person
    #[arg(long, value_name = "METHOD", value_parser = method, required_unless_present = "preview")]
    method: Option<Method>,
    /// The old channel it was made sure through: "channel CARD KIND ADDRESS" or "switchboard ORGANISATION"
    #[arg(long, value_name = "WAY")]
    through: Option<Through>,
    /// Why; where the entries came from is added
    #[arg(long, value_name = "WORDS", default_value = "taken over")]
    reason: String,
    /// Who proposes, by the id in the roster [default: as the profile says]
    #[arg(long, value_name = "ID", requires = "key")]
    person: Option<PersonId>,
    /// Where their key is: agent, agent:NAME, keyring or file:PATH [default: as the profile says]
    #[arg(long, value_name = "PLACE", requires = "person")]
    key: Option<KeyPlace>,
}

fn method(word: &str) -> Result<Method, String> {
    let words: Vec<&str> = Method::ALL.iter().map(|(_, word)| *word).collect();
    Method::of_word(word).ok_or_else(|| format!("there is {}", words.join(", ")))
}

impl Grounds {
    /// Whether nothing is to be proposed.
    pub fn is_preview(&self) -> bool {
        self.preview
    }

    /// Why, in the words of who proposes.
    pub fn reason(&self) -> &str {
        self.reason.trim()
    }

    /// Proposes what is wanted of an import; `source` says where it came from, in a clause.
    pub(super) async fn propose(&self, global: &Global, desk: &Desk, there: &There, wanted: Vec<Entry>, source: &str) -> End {
        let plan = takeover(&there.contacts.directory, wanted, &there.waiting());
        for (key, why) in &plan.later {
            println!("Not proposed now: {key}: {}.", why.word());
        }
        if plan.proposals.is_empty() {
            println!("Nothing is to be proposed.");
            return End::Done;
        }
        let signer = signing::signer(global, (self.person.as_ref(), self.key.as_ref()));
        let (person, place) = match signer {
            Ok(signer) => signer,
            Err(ended) => return End::NotBegun(Ended::sentence(ended)),
        };
        let texts = plan.proposals.iter().map(|batch| self.text(there, batch, &person, source)).collect::<Result<Vec<_>, _>>();
        let texts = match texts {
            Ok(texts) => texts,
            Err(why) => return End::NotBegun(format!("{why} Nothing was proposed.")),
        };
        for (before, text) in texts.iter().enumerate() {
            println!("\nProposal {} of {}:\n", before + 1, texts.len());
            let takes_two = there.contacts.directory.takes_two(text.change().kind, &text.entries(), Timestamp::now());
            let review = Review::of_own_change((text, takes_two), SignedDuration::ZERO);
            let end = desk.act(review, (&person, &place), Unsigned::Contact).await;
            if end != End::Done {
                println!("{before} of {} proposals were made. What was not can be imported again.", texts.len());
                return end;
            }
        }
        println!(
            "Another person confirms each; what could lead a call astray counts from noon of the policy's working day after that."
        );
        End::Done
    }

    /// The text of a proposal, judged by the directory as it is.
    fn text(&self, there: &There, batch: &Batch, initiator: &PersonId, source: &str) -> Result<ChangeText, String> {
        let (Some(basis), Some(method)) = (&self.basis, self.method) else {
            return Err("A change names the paper it rests on and how it was made sure: say --basis and --method.".into());
        };
        let grounds = contact_change::Grounds {
            registry: there.registry,
            environment: there.environment,
            basis: basis.clone(),
            method,
            through: self.through.clone(),
            reason: self.reason.clone(),
            source: source.to_owned(),
            initiator: initiator.clone(),
        };
        let text = grounds.text(&there.contacts.directory, batch, Uuid::now_v7(), Timestamp::now());
        text.map_err(|why| match why {
            NotWritten::Way(why) => format!("{}; say another with --through (F14).", capital(&why.to_string())),
            why => format!("{}.", capital(&why.to_string())),
        })
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
