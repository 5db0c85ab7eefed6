//! `cases confirm` and `cases decline`: another person says what they think of the resolution that waits.
//! Who confirms types values again from a copy of their own before the text is printed (F07); declining takes risk away and asks for none.
//! What a person has said of this resolution already is not said again.
//! Must not know: how a text is signed or sent.

use super::fetched::{Fetched, signing};
use crate::{
    app::Signer,
    cli::{
        Global,
        guarded::{
            acting::{self, Desk},
            signing::answer,
        },
        status::End,
    },
    config::Signing,
    domain::case::CaseId,
    evidence::{confirmation::ConfirmationKind, resolution::ResolutionText},
    registry::{Retyped, Review, Reviewed, Unsigned},
    runtime::terminal_size,
    screens::{
        dossier::{Resolved, Verified},
        resolve::{
            course::blind,
            draft::{Speaker, confirmation},
        },
    },
};
use clap::Args;
use jiff::{SignedDuration, Timestamp};

const UNDONE: &str = "Nothing was signed.";

/// What is said of a resolution.
#[derive(Debug, Args)]
pub(in crate::cli) struct Say {
    /// The case, such as CHE01-CASE-000012
    case: CaseId,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

impl Say {
    /// Says it.
    pub async fn done(&self, global: &Global, kind: ConfirmationKind) -> End {
        self.said(global, kind).await.unwrap_or_else(|end| end)
    }

    async fn said(&self, global: &Global, kind: ConfirmationKind) -> Result<End, End> {
        let desk = Desk::of(global).map_err(End::NotBegun)?;
        let (signing, signer) = signing(&desk)?;
        let Fetched { verified, .. } = Fetched::of(&desk, self.case).await?;
        let nothing = || End::Refused(format!("No resolution of case {} waits. {UNDONE}", self.case));
        let resolved = verified.resolution.clone().ok_or_else(nothing)?;
        if has_said(&resolved, &signer, kind) {
            println!("That is said already of the resolution of case {}. Nothing was sent.", self.case);
            return Ok(End::Done);
        }
        if kind == ConfirmationKind::Confirm
            && let Some(Err(why)) = verified.may_confirm(&signer, Timestamp::now())
        {
            return Err(End::Refused(format!("{why} ({}). {UNDONE}", why.rule())));
        }
        let word = Word { kind, reason: self.reason.clone(), signer, verified };
        Ok(desk.read_and_done(move || word.read(&resolved.text.text, &signing)).await)
    }
}

/// Whether a person's word of this kind stands beside this resolution already.
fn has_said(resolved: &Resolved, signer: &Signer, kind: ConfirmationKind) -> bool {
    let about = resolved.text.text.sha256();
    resolved
        .words
        .iter()
        .map(|word| word.text.confirmation())
        .any(|said| said.resolution_sha256 == about && said.person == signer.person && said.kind == kind)
}

/// What is to be said, and by whom.
struct Word {
    kind: ConfirmationKind,
    reason: String,
    signer: Signer,
    verified: Verified,
}

impl Word {
    /// Has the resolution read on the terminal, then what is said of it, and opens the keys.
    fn read(&self, resolution: &ResolutionText, signing: &Signing) -> Result<(Unsigned, acting::Signers), End> {
        let read = match self.kind {
            ConfirmationKind::Confirm => Some(compared(resolution)?),
            ConfirmationKind::Decline => None,
        };
        let by = Speaker { signer: &self.signer, screen: terminal_size(), reason: &self.reason };
        let text = confirmation(self.kind, (resolution, &self.verified), &by, Timestamp::now());
        let text = text.map_err(|why| End::NotBegun(format!("{why} {UNDONE}")))?;
        let review = Review::of_confirmation(text, read.as_ref()).map_err(|why| End::NotBegun(format!("{why} {UNDONE}")))?;
        Ok((Unsigned::Confirmation(acting::read(review)?), acting::both(signing)?))
    }
}

/// Has values typed again, then prints the resolution whole.
fn compared(resolution: &ResolutionText) -> Result<Reviewed<ResolutionText>, End> {
    let mut review = Review::of_resolution(resolution.clone(), blind(resolution), SignedDuration::ZERO);
    while let Some(asks) = review.blind().asks().map(str::to_owned) {
        let typed = answer(&format!("From your own copy. {asks}: "), UNDONE).map_err(|ended| End::NotBegun(ended.sentence()))?;
        if typed.is_empty() {
            return Err(End::NotBegun(format!("Nothing was typed. {UNDONE}")));
        }
        if let Retyped::Differs(left) = review.type_again(&typed) {
            eprintln!("{}", Retyped::differs(left));
        }
    }
    let now = Timestamp::now();
    if let Some(text) = review.text() {
        println!("{}", text.as_str());
    }
    review.show(0..review.lines(), now);
    review.finish(now).map_err(|(_, why)| End::Refused(format!("{why} {UNDONE}")))
}
