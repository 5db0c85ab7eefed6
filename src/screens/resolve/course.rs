//! A resolution under way: a proposal that is written, or another person's that is read, each until a text is ready to be signed.
//! Nothing of a resolution is shown to whoever confirms it before values were typed again from a copy of their own (F07).
//! Must not know: how it is painted.

use super::{
    asks::Asks,
    draft::{self, Draft, Speaker},
};
use crate::{
    app::{Action, Desk, Key, Remote, RequestId, Signer, why::Refusal},
    domain::case::{Case, ResolutionKind},
    evidence::{
        confirmation::{ConfirmationKind, ConfirmationText},
        resolution::ResolutionText,
        standing::Objection,
    },
    registry::{Blind, Problem, Read, ReadDocument, Reply, Retyped, Review, Reviewed, Unsigned},
    screens::{
        Did,
        dossier::{Resolved, Verified},
        prompt::{self, Prompt, Typed},
        review::sight::{Open, Sheet, Sight},
        scroll::Scroll,
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::layout::Rect;

/// How long one's own text is on the screen at least.
const DWELL: SignedDuration = SignedDuration::from_secs(3);
/// So many digits of a digest are typed again.
const DIGITS: usize = 8;

/// What is under way.
#[derive(Debug)]
pub(super) struct Course {
    pub case: Case,
    pub verified: Verified,
    pub part: Part,
    pub entry: Option<Prompt<Asks>>,
    sight: Sight,
}

/// Whose resolution it is.
#[derive(Debug)]
pub(super) enum Part {
    /// One that is written here.
    Own {
        draft: Draft,
        /// The document whose digest is asked for.
        document: Remote<Result<ReadDocument, String>>,
        /// The text, once it is whole.
        review: Option<Review<ResolutionText>>,
        /// Why, as it was given last.
        reason: String,
    },
    /// Another person's, or one's own that can only be taken back.
    Others {
        review: Review<ResolutionText>,
        /// Why it can't be confirmed by the person here.
        may: Result<(), Objection>,
        /// What is about to be signed.
        word: Option<Review<ConfirmationText>>,
    },
}

impl Course {
    /// A proposal that begins.
    pub fn own(case: Case, verified: Verified) -> Self {
        let part = Part::Own { draft: Draft::default(), document: Remote::default(), review: None, reason: String::new() };
        Self { case, verified, part, entry: Some(Prompt::new(Asks::Kind)), sight: Sight::default() }
    }

    /// The reading of a resolution that waits.
    pub fn others(case: Case, verified: Verified, resolved: &Resolved, may: Result<(), Objection>) -> Self {
        let text = resolved.text.text.clone();
        let blind = if may.is_ok() { blind(&text) } else { Blind::default() };
        let fields = i64::try_from(blind.left().max(1)).unwrap_or(1);
        let dwell = i64::from(verified.policy.policy().dwell_seconds).saturating_mul(fields);
        let review = Review::of_resolution(text, blind, SignedDuration::from_secs(dwell));
        let entry = (!review.blind().is_over()).then(|| Prompt::new(Asks::Retype));
        Self { case, verified, part: Part::Others { review, may, word: None }, entry, sight: Sight::default() }
    }

    /// Lines that always stand above the page.
    pub fn top(&self) -> u16 {
        prompt::height(self.entry.as_ref())
    }

    /// The texts that are about to be signed, or are read.
    pub fn text(&self) -> Option<&str> {
        match &self.part {
            Part::Own { review, .. } => review.as_ref()?.text().map(ResolutionText::as_str),
            Part::Others { word: Some(word), .. } => word.text().map(ConfirmationText::as_str),
            Part::Others { review, .. } => review.text().map(ResolutionText::as_str),
        }
    }

    /// What of the text is on the screen.
    pub fn look(&mut self, sheet: &Sheet, scroll: Scroll, open: Open, now: Timestamp) {
        match &mut self.part {
            Part::Own { review: Some(review), .. } => self.sight.look(sheet, scroll, open, (review, now)),
            Part::Own { review: None, .. } => {}
            Part::Others { word: Some(word), .. } => self.sight.look(sheet, scroll, open, (word, now)),
            Part::Others { review, .. } => self.sight.look(sheet, scroll, open, (review, now)),
        }
    }

    /// What is still to be read of the text on the screen, as a sentence.
    pub fn lacks(&self, now: Timestamp) -> Option<String> {
        let lacks = match &self.part {
            Part::Own { review, .. } => review.as_ref()?.lacks(now),
            Part::Others { word: Some(word), .. } => word.lacks(now),
            Part::Others { review, .. } => review.lacks(now),
        };
        lacks.map(|lacks| lacks.to_string())
    }

    /// What was typed again, where it did not match too often.
    pub fn failed(&self) -> Option<&Blind> {
        let Part::Others { review, .. } = &self.part else { return None };
        Some(review.blind()).filter(|blind| blind.has_failed())
    }

    /// What was written here that an action would throw away, as a sentence. From the text one goes back to the reason, and loses nothing.
    pub fn loses(&self, action: Action) -> Option<String> {
        let Part::Own { draft, review, .. } = &self.part else { return None };
        let lost = match action {
            Action::Back => review.is_none(),
            Action::Quit => true,
            _ => false,
        };
        let kind = draft.kind.filter(|_| lost)?;
        Some(format!("The resolution of case {} as {}: what was written is kept nowhere else.", self.case.id, kind.word()))
    }

    /// Goes back one step: from the text to the reason, from there to the beginning.
    pub fn step_back(&mut self) -> bool {
        let had_entry = self.entry.take().is_some_and(|entry| entry.asks != Asks::Retype && entry.asks != Asks::Kind);
        self.sight = Sight::default();
        match &mut self.part {
            Part::Own { review, reason, .. } if review.is_some() => {
                *review = None;
                let mut entry = Prompt::new(Asks::Reason);
                entry.field.set(reason);
                self.entry = Some(entry);
                true
            }
            Part::Own { draft, .. } => {
                *draft = Draft::default();
                self.entry = Some(Prompt::new(Asks::Kind));
                had_entry
            }
            Part::Others { review, word, .. } => {
                let stepped = word.take().is_some() || had_entry;
                self.entry = (!review.blind().is_over()).then(|| Prompt::new(Asks::Retype));
                stepped
            }
        }
    }

    /// Whether a field has the keys.
    pub fn is_typing(&self) -> bool {
        self.entry.is_some()
    }

    /// Whether not all of what is read has been on the screen.
    pub fn is_unread(&self) -> bool {
        match &self.part {
            Part::Own { review, .. } => review.as_ref().is_some_and(Review::is_unread),
            Part::Others { word: Some(word), .. } => word.is_unread(),
            Part::Others { review, .. } => review.is_unread(),
        }
    }

    /// Takes a key for the field that has the keys.
    pub fn typed(&mut self, key: Key, signer: &Signer, screen: Rect, desk: &mut Desk<'_>) -> Option<Did> {
        let asks = self.entry.as_ref()?.asks;
        let text = match self.entry.as_mut()?.typed(key)? {
            Typed::Edited => return Some(Did::Nothing),
            Typed::Refused(problem) => return Some(Did::Refuse(problem.into())),
            Typed::Entered(text) => text,
        };
        let by = Speaker { signer, screen: (screen.width, screen.height), reason: &text };
        let next = match asks {
            Asks::Retype => self.retyped(&text),
            Asks::Word(kind) => self.said(kind, &by, desk.now).map(|()| None),
            Asks::Reason => self.written(&by, desk.now).map(|()| None),
            _ => self.drafted(asks, &text, desk),
        };
        match next {
            Ok(next) => self.entry = next.map(Prompt::new),
            Err(why) => self.entry.iter_mut().for_each(|entry| entry.mistaken(why.clone())),
        }
        Some(Did::Divided)
    }

    /// A part of the proposal; says what is asked for next.
    fn drafted(&mut self, asks: Asks, text: &str, desk: &mut Desk<'_>) -> Result<Option<Asks>, String> {
        let Part::Own { draft, document, .. } = &mut self.part else { return Ok(None) };
        Ok(Some(match asks {
            Asks::Kind if draft.take_kind(text, self.case.found.code)? == ResolutionKind::Accepted => Asks::Until,
            Asks::Kind => Asks::Evidence,
            Asks::Until => {
                draft.take_until(text, &self.verified, desk.now)?;
                Asks::Evidence
            }
            Asks::Evidence if text.is_empty() => {
                let lacks = draft.kind.is_some_and(ResolutionKind::needs_evidence) && draft.evidence.is_empty();
                if lacks {
                    return Err("This kind of resolution rests on evidence. Name a document.".to_owned());
                }
                Asks::Orders
            }
            Asks::Evidence => {
                document.ask(Read::Document(text.into()), desk);
                Asks::Evidence
            }
            _ => {
                draft.take_orders(text)?;
                Asks::Reason
            }
        }))
    }

    /// Takes the digest of a document of the proposal.
    pub fn document_came(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        let Part::Own { draft, document, .. } = &mut self.part else { return false };
        if !document.awaits(request) {
            return false;
        }
        let read = |reply| if let Reply::Document(read) = reply { Some(*read) } else { None };
        document.take(answer.clone().map(read), desk.now);
        let came = match document.value() {
            Some(Ok(read)) => draft.take_document(read),
            Some(Err(why)) => Err(format!("It could not be read: {why}.")),
            None => Err("It could not be read.".to_owned()),
        };
        if let (Err(why), Some(entry)) = (came, &mut self.entry) {
            entry.mistaken(why);
        }
        true
    }

    fn retyped(&mut self, text: &str) -> Result<Option<Asks>, String> {
        let Part::Others { review, .. } = &mut self.part else { return Ok(None) };
        match review.type_again(text) {
            Retyped::Differs(left) => Err(Retyped::differs(left)),
            Retyped::Matches | Retyped::Failed | Retyped::NotAsked => {
                let more = !review.blind().is_over() && !review.blind().has_failed();
                Ok(more.then_some(Asks::Retype))
            }
        }
    }

    /// Makes the proposal's text, and shows it.
    fn written(&mut self, by: &Speaker<'_>, now: Timestamp) -> Result<(), String> {
        let Part::Own { draft, review, reason, .. } = &mut self.part else { return Ok(()) };
        let text = draft.text(&self.case, &self.verified, by, now)?;
        by.reason.clone_into(reason);
        *review = Some(Review::of_own_resolution(text, DWELL));
        self.sight = Sight::default();
        Ok(())
    }

    /// Makes the confirmation that was given a reason for, and shows it.
    fn said(&mut self, kind: ConfirmationKind, by: &Speaker<'_>, now: Timestamp) -> Result<(), String> {
        let Part::Others { review, word, .. } = &mut self.part else { return Ok(()) };
        let read: Option<Reviewed<ResolutionText>> = review.clone().finish(now).ok();
        let Some(of) = read.as_ref().map(Reviewed::text).or(review.text()).cloned() else {
            return Err("Type the values again first (F07).".to_owned());
        };
        let text = draft::confirmation(kind, (&of, &self.verified), by, now)?;
        *word = Some(Review::of_confirmation(text, read.as_ref()).map_err(|why| why.to_string())?);
        self.sight = Sight::default();
        Ok(())
    }

    /// Whether the resolution that waits can be confirmed or declined now.
    ///
    /// # Errors
    /// [`Refusal`] says what is missing.
    pub fn may_say(&self, kind: ConfirmationKind, now: Timestamp) -> Result<(), Refusal> {
        let Part::Others { review, may, word } = &self.part else {
            return Err(Refusal::NotNow("There is no resolution of another person here.".to_owned()));
        };
        if word.is_some() {
            return Err(Refusal::NotNow("The text is made already. Go back to the resolution to do it.".to_owned()));
        }
        match (kind, may, review.lacks(now)) {
            (ConfirmationKind::Confirm, Err(why), _) => Err(Refusal::Rule { rule: why.rule(), why: why.to_string() }),
            (ConfirmationKind::Confirm, Ok(()), Some(lacks)) => Err(Refusal::NotNow(lacks.to_string())),
            (ConfirmationKind::Decline, ..) if !review.blind().is_over() => Err(Refusal::NotNow(
                "Type the values again first, so that what is declined is what you have on paper.".to_owned(),
            )),
            _ => Ok(()),
        }
    }

    /// Asks why.
    pub fn ask_why(&mut self, kind: ConfirmationKind) {
        self.entry = Some(Prompt::new(Asks::Word(kind)));
    }

    /// What is to be signed.
    ///
    /// # Errors
    /// [`Refusal`] says what is missing.
    pub fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        let missing = |why: &str| Refusal::NotNow(why.to_owned());
        match &self.part {
            Part::Own { review, .. } => {
                let review = review.clone().ok_or_else(|| missing("Write the resolution first."))?;
                let text = review.finish(now).map_err(|(_, why)| Refusal::NotNow(why.to_string()))?;
                Ok(Unsigned::Resolution(text))
            }
            Part::Others { word, .. } => {
                let word = word.clone().ok_or_else(|| missing("Say first whether you confirm or decline it, and why."))?;
                let text = word.finish(now).map_err(|(_, why)| Refusal::NotNow(why.to_string()))?;
                Ok(Unsigned::Confirmation(text))
            }
        }
    }
}

/// What is typed again: how many ITMOs, or else the kind; and the beginning of each digest, of a copy of one's own (F21).
pub(crate) fn blind(text: &ResolutionText) -> Blind {
    let said = text.resolution();
    let first = match said.quantity.count() {
        0 => ("Kind of the discrepancy".to_owned(), said.code.id().to_owned()),
        count => ("How many ITMOs".to_owned(), count.to_string()),
    };
    let digest = |document: &crate::evidence::order::SourceDocument| {
        let shown = crate::text::Untrusted::new(document.name()).gate(crate::text::Kind::Name).to_string();
        let digits: String = document.sha256.to_string().chars().take(DIGITS).collect();
        (format!("{shown}: first {DIGITS} of sha256"), digits)
    };
    Blind::new(std::iter::once(first).chain(said.evidence.iter().map(digest)))
}
