//! `cases resolve` and `cases accept`: one person proposes how a case is resolved, by a text about the case as it is now.
//! A proposal that waits already is not made again: whoever runs the command twice has proposed once.
//! Must not know: how a text is signed or sent.

use super::fetched::{Fetched, signing};
use crate::{
    app::Signer,
    cli::{
        Global,
        guarded::acting::{self, Desk},
        status::End,
    },
    config::Signing,
    domain::{
        case::{CaseId, ResolutionKind, State},
        transfer::OrderId,
    },
    evidence::resolution::ResolutionText,
    registry::{Review, Unsigned},
    runtime::{read_document, terminal_size},
    screens::resolve::draft::{Draft, Speaker},
};
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use std::path::PathBuf;

/// A resolution to be proposed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Resolve {
    /// The case, such as CHE01-CASE-000012
    case: CaseId,
    /// How: a kind of resolution, such as restored-from-ledger
    #[arg(long = "as", value_name = "KIND", value_parser = kind)]
    kind: ResolutionKind,
    #[command(flatten)]
    grounds: Grounds,
    /// An order that corrects the record, by its number; may be given again
    #[arg(long = "order", value_name = "ORDER")]
    orders: Vec<OrderId>,
}

/// A difference to be accepted.
#[derive(Debug, Args)]
pub(in crate::cli) struct Accept {
    /// The case, such as CHE01-CASE-000012
    case: CaseId,
    /// The last day of it
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: String,
    #[command(flatten)]
    grounds: Grounds,
}

/// What a resolution rests on.
#[derive(Debug, Args)]
struct Grounds {
    /// A document it rests on, for its name and SHA-256; may be given again
    #[arg(long = "evidence", value_name = "FILE")]
    evidence: Vec<PathBuf>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

fn kind(word: &str) -> Result<ResolutionKind, String> {
    match ResolutionKind::of_word(word) {
        Some(ResolutionKind::Accepted) => Err("a difference is accepted by `cases accept`".to_owned()),
        Some(kind) => Ok(kind),
        None => {
            let words = ResolutionKind::ALL.iter().filter(|(kind, _)| *kind != ResolutionKind::Accepted);
            Err(format!("there is {}", words.map(|(_, word)| *word).collect::<Vec<_>>().join(", ")))
        }
    }
}

impl Resolve {
    /// Proposes it.
    pub async fn done(&self, global: &Global) -> End {
        let wanted = Wanted { case: self.case, kind: self.kind, until: None, grounds: &self.grounds, orders: &self.orders };
        wanted.proposed(global).await.unwrap_or_else(|end| end)
    }
}

impl Accept {
    /// Proposes it.
    pub async fn done(&self, global: &Global) -> End {
        let (kind, until) = (ResolutionKind::Accepted, Some(self.until.as_str()));
        let wanted = Wanted { case: self.case, kind, until, grounds: &self.grounds, orders: &[] };
        wanted.proposed(global).await.unwrap_or_else(|end| end)
    }
}

/// What is to be proposed.
struct Wanted<'a> {
    case: CaseId,
    kind: ResolutionKind,
    until: Option<&'a str>,
    grounds: &'a Grounds,
    orders: &'a [OrderId],
}

impl Wanted<'_> {
    async fn proposed(&self, global: &Global) -> Result<End, End> {
        let desk = Desk::of(global).map_err(End::NotBegun)?;
        let (signing, signer) = signing(&desk)?;
        let fetched = Fetched::of(&desk, self.case).await?;
        let now = Timestamp::now();
        let text = self.text(&fetched, &signer, now).map_err(|why| End::NotBegun(format!("{why} Nothing was signed.")))?;
        if waits_already(&fetched, &text) {
            println!("This resolution of case {} is proposed already. Nothing was sent.", self.case);
            return Ok(End::Done);
        }
        let may = fetched.verified.may_propose(&signer, now);
        may.map_err(|why| End::Refused(format!("{why} ({}). Nothing was signed.", why.rule())))?;
        Ok(desk.read_and_done(move || said(text, &signing)).await)
    }

    /// The text, about the case as it is now.
    fn text(&self, fetched: &Fetched, signer: &Signer, now: Timestamp) -> Result<ResolutionText, String> {
        let code = fetched.case.found.code;
        if !self.kind.suits(code) {
            return Err(format!("A case of {} can't be resolved as {}.", code.id(), self.kind.word()));
        }
        let mut draft = Draft { kind: Some(self.kind), orders: self.orders.to_vec(), ..Draft::default() };
        if let Some(until) = self.until {
            draft.take_until(until, &fetched.verified, now)?;
        }
        for path in &self.grounds.evidence {
            let read = read_document(path).map_err(|why| format!("{} could not be read: {why}.", path.display()))?;
            draft.take_document(&read)?;
        }
        if self.kind.needs_evidence() && draft.evidence.is_empty() {
            return Err("This kind of resolution rests on evidence: name a document with --evidence.".to_owned());
        }
        let by = Speaker { signer, screen: terminal_size(), reason: &self.grounds.reason };
        draft.text(&fetched.case, &fetched.verified, &by, now)
    }
}

/// Whether the resolution that waits says the same, in the words of the same person.
fn waits_already(fetched: &Fetched, wanted: &ResolutionText) -> bool {
    let State::Proposed(_) = &fetched.case.state else { return false };
    let Some(waiting) = &fetched.verified.resolution else { return false };
    let (waits, wanted) = (waiting.text.text.resolution(), wanted.resolution());
    waits.person == wanted.person
        && waits.resolution == wanted.resolution
        && waits.evidence == wanted.evidence
        && waits.orders == wanted.orders
        && waits.reason == wanted.reason
}

/// The text as it was read on the terminal, and the keys that sign it.
fn said(text: ResolutionText, signing: &Signing) -> Result<(Unsigned, acting::Signers), End> {
    let read = acting::read(Review::of_own_resolution(text, SignedDuration::ZERO))?;
    Ok((Unsigned::Resolution(read), acting::both(signing)?))
}
