//! A review under way: how far it is, what is still missing, and what becomes a statement at its end.
//! An approval needs the text read whole, what the policy asks compared, and a reason; a rejection needs only a reason (F15, F20).
//! Must not know: how it is painted.

use super::{
    about::About,
    against::Against,
    asks::Asks,
    call::Call,
    rekey,
    sight::{Open, Sheet, Sight},
};
use crate::{
    app::{Desk, Habits, Key, Remote, RequestId, Signer, looked::Looked, why::Refusal},
    domain::reason::Doubtful,
    evidence::{
        order::OrderText,
        policy::Requirements,
        statement::{Checked, StatementKind, StatementText},
    },
    registry::{Problem, Read, ReadDocument, Reply, Review, Reviewed, Unfinished, Unsigned, book::OrderId},
    screens::{
        Did,
        case::Judged,
        prompt::{self, Prompt, Typed},
        say::{self, Said},
        scroll::Scroll,
    },
    text::{Kind, Untrusted},
};
use jiff::{SignedDuration, Timestamp};
use ratatui::layout::Rect;

/// A review under way.
#[derive(Debug)]
pub(super) struct Course {
    pub judged: Judged,
    pub asked: Requirements,
    pub review: Review<OrderText>,
    pub entry: Option<Prompt<Asks>>,
    pub call: Option<Call>,
    /// The approver's own copy of the source document, and the path it was read from.
    pub document: Remote<Result<ReadDocument, String>>,
    path: String,
    /// What is about to be signed.
    pub statement: Option<Review<StatementText>>,
    /// Whether other words than those of the order were heard, until that was told.
    pub wrong_words: bool,
    /// What is doubtful about the reason that was given (F20).
    pub doubts: Vec<Doubtful>,
    /// Why it can't be approved whatever is read, as a sentence: what it is about does not hold.
    bar: Option<String>,
    /// What stands before the text and warns of it.
    pub against: Against,
    sight: Sight,
}

impl Course {
    /// A review that begins: what must be typed again is asked for first.
    pub fn of(judged: Judged, about: Option<&About>, now: Timestamp) -> Self {
        let mut asked = judged.standing(now).asked;
        // Who releases is a third person: initiator and approver have spoken on the telephone before.
        asked.call &= judged.agreeing(now) == StatementKind::Approve;
        let order = &judged.order.text;
        let fields = asked.rekey.len().max(1);
        let seconds = i64::from(judged.policy.policy().dwell_seconds).saturating_mul(i64::try_from(fields).unwrap_or(i64::MAX));
        let review =
            Review::of_order(order.clone(), rekey::blind(order.order(), &asked, about), SignedDuration::from_secs(seconds));
        let entry = (!review.blind().is_over()).then(|| Prompt::new(Asks::Retype));
        let (call, document, path, statement, wrong_words) = (None, Remote::default(), String::new(), None, false);
        let bar = about.and_then(About::bar);
        Self {
            judged,
            asked,
            review,
            entry,
            call,
            document,
            path,
            statement,
            wrong_words,
            doubts: Vec::new(),
            bar,
            against: Against::default(),
            sight: Sight::default(),
        }
    }

    /// Goes on with what is known now.
    pub fn goes_on(&mut self, judged: Judged, about: Option<&About>) {
        (self.judged, self.bar) = (judged, about.and_then(About::bar));
    }

    /// Lines that always stand above the page.
    pub fn top(&self) -> u16 {
        prompt::height(self.entry.as_ref())
    }

    pub fn look(&mut self, sheet: &Sheet, scroll: Scroll, open: Open, now: Timestamp) {
        match &mut self.statement {
            Some(statement) => self.sight.look(sheet, scroll, open, (statement, now)),
            None => {
                self.sight.look(sheet, scroll, open, (&mut self.review, now));
                self.against.look(sheet, scroll, open);
            }
        }
    }

    /// Whether nothing is missing but time.
    pub fn dwells(&self, now: Timestamp) -> bool {
        matches!(self.review.lacks(now), Some(Unfinished::Dwell(_)))
    }

    /// Whether the approver's own copy had the digest that the order names.
    pub fn has_own_copy(&self) -> bool {
        let named = self.judged.order.text.order().source().map(|source| source.sha256);
        self.document.value().and_then(|read| read.as_ref().ok()).is_some_and(|read| Some(read.sha256) == named)
    }

    /// Whether everything was done that an approval needs.
    ///
    /// # Errors
    /// The first thing that is missing, as a sentence.
    pub fn complete(&self, now: Timestamp) -> Result<(), String> {
        if let Some(bar) = self.bar.as_ref().filter(|_| self.review.blind().is_over()) {
            return Err(bar.clone());
        }
        if let Some(unfinished) = self.review.lacks(now) {
            return Err(unfinished.to_string());
        }
        if let Some(unread) = self.against.lacks() {
            return Err(unread);
        }
        if self.asked.own_copy && !self.has_own_copy() {
            return Err("Compare your own copy of the source document first (F21).".to_owned());
        }
        if self.asked.call && !self.has_agreed() {
            return Err("Call the initiator first: the words you hear must match (F29).".to_owned());
        }
        Ok(())
    }

    /// Whether it can be agreed to now: everything was done for it, and nothing waits to be signed.
    pub fn may_agree(&self, now: Timestamp) -> Result<(), Refusal> {
        self.complete(now).map_err(Refusal::NotNow)?;
        self.is_unsaid()
    }

    /// Whether it can be rejected, as long as no rejection waits to be signed; an agreement that waits is dropped for it.
    pub fn may_reject(&self) -> Result<(), Refusal> {
        let said = self.statement.as_ref().and_then(Review::text).map(|text| text.statement().kind);
        if said == Some(StatementKind::Reject) { self.is_unsaid() } else { Ok(()) }
    }

    /// Whether no statement waits to be signed.
    fn is_unsaid(&self) -> Result<(), Refusal> {
        let made = "The statement is made already. Sign it, or go back to the order.";
        if self.statement.is_none() { Ok(()) } else { Err(Refusal::NotNow(made.to_owned())) }
    }

    /// Whether the words that were heard on the telephone were those of this order.
    pub fn has_agreed(&self) -> bool {
        self.call.is_some_and(|call| call.agreed)
    }

    pub fn may_call(&self) -> Result<(), Refusal> {
        self.is_open()
    }

    /// Whether there is a document to compare.
    pub fn may_compare(&self) -> Result<(), Refusal> {
        self.is_open()?;
        self.judged.order.text.order().source().map(drop).ok_or(Refusal::AboutNo("source document"))
    }

    /// Whether the text is shown, so that what belongs to it can be done.
    fn is_open(&self) -> Result<(), Refusal> {
        let blind = self.review.blind();
        if !blind.is_over() {
            return Err(Refusal::NotNow(Unfinished::Blind(blind.left()).to_string()));
        }
        self.is_unsaid()
    }

    pub fn ask_reason(&mut self, kind: StatementKind) {
        self.statement = None;
        self.entry = Some(Prompt::new(Asks::Reason(kind)));
    }

    /// Asks for the path of the own copy; one that was typed before stands there to be changed.
    pub fn ask_document(&mut self) {
        let mut entry = Prompt::new(Asks::Document);
        entry.field.set(&self.path);
        self.entry = Some(entry);
    }

    /// Draws words for a call, unless they were drawn; asks for those that are heard.
    pub fn call(&mut self, seed: [u8; 16]) {
        let digest = self.judged.order.text.sha256();
        self.call.get_or_insert_with(|| Call::about(digest, seed));
        self.entry = Some(Prompt::new(Asks::Heard));
    }

    /// Goes back one step: from the statement to the order, from a field to the page.
    pub fn step_back(&mut self) -> bool {
        let (entry, statement) = (self.entry.take(), self.statement.take());
        if !self.review.blind().is_over() {
            self.entry = Some(Prompt::new(Asks::Retype));
        }
        self.sight = Sight::default();
        statement.is_some() || entry.is_some_and(|entry| entry.asks != Asks::Retype)
    }

    /// Whether a field has the keys.
    pub fn is_typing(&self) -> bool {
        self.entry.is_some()
    }

    /// Whether not all of what is read has been on the screen.
    pub fn is_unread(&self) -> bool {
        self.statement.as_ref().map_or_else(|| self.review.is_unread(), Review::is_unread)
    }

    pub fn typed(
        &mut self,
        key: Key,
        (signer, habits): (&Signer, &Habits),
        (on, screen): (OrderId, Rect),
        desk: &mut Desk<'_>,
    ) -> Option<Did> {
        let asks = self.entry.as_ref()?.asks;
        let text = match self.entry.as_mut()?.typed(key)? {
            Typed::Edited => return Some(Did::Nothing),
            Typed::Refused(problem) => return Some(Did::Refuse(problem.into())),
            Typed::Entered(text) => text,
        };
        match asks {
            Asks::Retype => self.retyped(&text),
            Asks::Document => {
                self.document.ask(Read::Document(text.as_str().into()), desk);
                (self.path, self.entry) = (text, None);
            }
            Asks::Heard => match self.call.as_mut().is_some_and(|call| call.heard(&text)) {
                true => self.entry = None,
                false => {
                    let sha256 = self.judged.order.text.sha256();
                    desk.note(Looked::review(
                        on.to_string(),
                        sha256,
                        "the words that were heard are not those of this order (F29)",
                    ));
                    self.wrong_words = true;
                    self.mistaken("Not the words of this order: you may hold different ones. Reject it (F29).");
                }
            },
            Asks::Reason(kind) => {
                let initiator = self.judged.order.text.order().reason.as_str();
                self.doubts = habits.doubts(&text, Some(initiator));
                self.said(kind, &text, (signer, screen), desk.now);
            }
        }
        Some(Did::Divided)
    }

    fn mistaken(&mut self, why: impl Into<String>) {
        if let Some(entry) = &mut self.entry {
            entry.mistaken(why);
        }
    }

    fn retyped(&mut self, text: &str) {
        use crate::registry::Retyped;
        match self.review.type_again(text) {
            Retyped::Differs(left) => self.mistaken(Retyped::differs(left)),
            Retyped::Matches | Retyped::Failed | Retyped::NotAsked => {
                self.entry = (!self.review.blind().is_over()).then(|| Prompt::new(Asks::Retype));
            }
        }
    }

    /// Makes the statement that was given a reason for, and shows it.
    fn said(&mut self, kind: StatementKind, reason: &str, (signer, screen): (&Signer, Rect), now: Timestamp) {
        let raises_risk = matches!(kind, StatementKind::Approve | StatementKind::Release);
        let checked = if raises_risk { self.checked() } else { Checked::default() };
        let said = Said { kind, by: signer, checked, screen: (screen.width, screen.height), reason };
        let made = say::statement(&self.judged, &said, now).map_err(|why| why.to_string());
        let read = self.read(now);
        let review = made.and_then(|text| Review::of_statement(text, read.as_ref()).map_err(|why| why.to_string()));
        match review {
            Ok(review) => (self.statement, self.entry, self.sight) = (Some(review), None, Sight::default()),
            Err(why) => self.mistaken(why),
        }
    }

    fn checked(&self) -> Checked {
        Checked { rekeyed: self.asked.rekey.clone(), own_copy: self.has_own_copy() }
    }

    /// The order as it was read, if it was.
    fn read(&self, now: Timestamp) -> Option<Reviewed<OrderText>> {
        self.complete(now).ok()?;
        self.review.clone().finish(now).ok()
    }

    /// What is to be signed.
    ///
    /// # Errors
    /// [`Refusal`] says what is missing.
    pub fn unsigned(&self, on: OrderId, now: Timestamp) -> Result<Unsigned, Refusal> {
        let none = || Refusal::NotNow("Say first whether you agree to it or reject it, and why.".to_owned());
        let statement = self.statement.as_ref().ok_or_else(none)?;
        if let Some(new) = self.turned() {
            return Err(Refusal::NotNow(new));
        }
        let text = statement.clone().finish(now).map_err(|(_, why)| Refusal::NotNow(why.to_string()))?;
        Ok(Unsigned::Statement { on, text })
    }

    /// That something warns of the order since the statement was made that agrees to it, as a sentence: it is to be read first (F09).
    pub fn turned(&self) -> Option<String> {
        let kind = self.statement.as_ref().and_then(Review::text).map(|text| text.statement().kind)?;
        let agrees = matches!(kind, StatementKind::Approve | StatementKind::Release);
        let new = "Since you read it something warns of this order: go back and read that (F09).";
        (agrees && self.against.unread() > 0).then(|| new.to_owned())
    }

    /// The review as the journal keeps it: whether the text was read to its end, what was typed again, on how large a display.
    pub fn looked(&self, on: OrderId, screen: Rect, now: Timestamp) -> Looked {
        let read = if self.review.lacks(now).is_none() { "read to its end" } else { "not read to its end" };
        let typed = self.asked.rekey.iter().map(|field| field.word()).collect::<Vec<_>>().join(", ");
        let typed = if typed.is_empty() || !self.review.blind().is_over() { "nothing".to_owned() } else { typed };
        let what = format!("{read} on {}x{}; typed again: {typed}", screen.width, screen.height);
        Looked::review(on.to_string(), self.judged.order.text.sha256(), what)
    }

    /// Takes a paste: a path or a reason may be pasted, what proves something must be typed.
    pub fn pasted(&mut self, text: &str) -> Option<Result<(), Refusal>> {
        self.entry.as_mut().map(|entry| entry.pasted(text))
    }

    /// Takes the digest of the approver's own copy.
    pub fn document_came(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        let mine = self.document.awaits(request);
        if mine {
            let read = |reply| if let Reply::Document(read) = reply { Some(*read) } else { None };
            self.document.take(answer.clone().map(read), desk.now);
            // A path that leads nowhere is asked for again, where it was typed.
            if let (Some(Err(why)), None) = (self.document.value(), &self.entry) {
                let why = format!("It could not be read: {}.", Untrusted::new(why.as_str()).gate(Kind::Prose));
                self.ask_document();
                self.mistaken(why);
            }
        }
        mine
    }
}
