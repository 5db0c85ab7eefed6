//! The roster or the policy of the registry: what is in force, whose officers signed it, and the version that waits for a second one (F27).
//! Texts are read and signatures judged here; what a registry says of them is never enough. An officer signs what they have read whole.
//! Must not know: where what was verified is kept, or how a signature is made.

mod changed;
mod given;
mod judged;
mod officer;
mod policy;
mod revoked;
mod revoking;
mod roster;
mod signing;
mod verdict;
mod version;
mod walk;

use super::{
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
    whole::REST,
};
use crate::{
    app::{
        Action, Desk, KeyNames, Remote, RequestId, Signer, Timer,
        confirm::Intent,
        looked::Looked,
        pins::{Finding, Known},
        why::Refusal,
    },
    evidence::{digest::Digest, edition::Edition},
    registry::{
        Problem, Read, Reply,
        book::{Guarded, GuardedVersion},
    },
    ui::Theme,
};
use jiff::Timestamp;
use judged::Judged;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use signing::Signing;
use verdict::{Origin, Signatures};
use walk::{Given, Walk, given};

/// Why there is nothing to sign, and where it would come from.
const NOTHING_OPEN: &str = "No text is open to be signed. Propose a version, or read the one that waits, to its end.";

/// State of the screen.
#[derive(Debug)]
pub struct GuardPage {
    guarded: Guarded,
    walk: Walk,
    /// The rosters whose officers sign a policy.
    rosters: Walk,
    waiting: Remote<Given>,
    in_force: Option<Judged>,
    /// Who signed the version that waits, or why it can't follow.
    waits: Option<Result<Signatures, String>>,
    known: Known,
    /// The version that was seen here for the first time: nothing makes it a known one while it is looked at.
    first: Option<Edition>,
    signer: Option<Signer>,
    /// What was found out and not told yet.
    found: Option<Finding>,
    signing: Option<Box<Signing>>,
    /// The text that was handed over to be signed here last.
    mine: Option<Digest>,
    keys: KeyNames,
    reading: Reading,
    area: Rect,
    now: Timestamp,
}

impl GuardPage {
    /// The page of the roster or of the policy, not asked for yet.
    pub fn of(guarded: Guarded) -> Self {
        Self {
            guarded,
            walk: Walk::of(guarded),
            rosters: Walk::of(Guarded::Roster),
            waiting: Remote::default(),
            in_force: None,
            waits: None,
            known: Known::default(),
            first: None,
            signer: None,
            found: None,
            signing: None,
            mine: None,
            keys: KeyNames::default(),
            reading: Reading::default(),
            area: Rect::default(),
            now: Timestamp::UNIX_EPOCH,
        }
    }

    fn page(&self) -> Linked {
        let Some(in_force) = self.walk.newest().value() else { return Linked::default() };
        let waiting = self.waiting.value().map(|waiting| waiting.as_deref());
        let mut page = self.given();
        page.append(version::page(
            self.guarded,
            (in_force.as_deref(), self.in_force.as_ref()),
            (waiting, self.waits.as_ref()),
            self.keys.get(Action::GoRoster),
        ));
        page
    }

    /// Asks for the versions that what is here is judged by, and judges what can be.
    fn look_on(&mut self, desk: &mut Desk<'_>) {
        let newest = self.walk.in_force();
        let number = newest.as_ref().map_or(1, |version| version.text.edition().version.get());
        let pinned = self.known.pins.of(self.guarded).map_or(u32::MAX, |pin| pin.version.get());
        let floor = pinned.min(number.saturating_sub(1)).max(1);
        self.walk.go_down(|lowest| lowest.text.edition().version.get() <= floor, desk);
        if let (Guarded::Policy, Some(newest)) = (self.guarded, &newest) {
            let at = newest.given.since.unwrap_or(desk.now);
            self.rosters.go_down(|lowest| lowest.given.since.is_some_and(|since| since <= at), desk);
        }
        self.judge(desk.now);
    }

    fn judge(&mut self, now: Timestamp) {
        let mut judged = judged::in_force(self.guarded, &self.walk, &self.rosters, &self.known, now);
        if let Some(Judged::By { origin, .. }) = &mut judged {
            let edition = self.walk.in_force().map(|version| version.text.edition());
            match origin {
                Origin::First => self.first = edition,
                Origin::Same if self.first == edition => *origin = Origin::First,
                _ => {}
            }
        }
        if judged != self.in_force {
            self.found = self.finding(judged.as_ref());
        }
        self.in_force = judged;
        let version = |given: &Given| walk::version(self.guarded, given.as_deref()?).ok();
        let waits = self.waiting.value().and_then(version);
        self.waits = waits.zip(self.walk.in_force()).map(|(waits, in_force)| {
            let roster = self.officers_roster();
            judged::waiting((&waits, &in_force), roster.as_ref(), now)
        });
    }

    fn finding(&self, judged: Option<&Judged>) -> Option<Finding> {
        let judged = judged?;
        let edition = self.walk.in_force()?.text.edition();
        match judged.alarm() {
            Some(why) => {
                let word = self.guarded.word();
                let found =
                    format!("The {word} the registry calls in force, v{}, is none: {why}. Do nothing by it", edition.version);
                Some(Finding::Alarm(self.guarded, found))
            }
            None => judged.is_verified().then_some(Finding::Verified(self.guarded, edition)),
        }
    }

    fn answer_to(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.walk.answer(request, answer, desk) || self.rosters.answer(request, answer, desk) {
            return true;
        }
        let is_waiting = self.waiting.awaits(request);
        if is_waiting {
            self.waiting.take(answer.clone().map(given), desk.now);
        }
        is_waiting
    }
}

impl Screen for GuardPage {
    fn title(&self) -> String {
        match self.guarded {
            Guarded::Roster => "Roster".to_owned(),
            Guarded::Policy => "Policy".to_owned(),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(self.walk.newest(), || format!("the {} in force", self.guarded.word()))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(self.walk.newest())
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.walk.newest().is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.walk.ask(desk);
        if self.guarded == Guarded::Policy {
            self.rosters.ask(desk);
        }
        self.waiting.ask(Read::Guarded(self.guarded, GuardedVersion::Waiting), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.walk.give_up(desk);
        self.rosters.give_up(desk);
        self.waiting.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let is_mine = self.answer_to(request, answer, desk);
        if is_mine {
            self.look_on(desk);
        }
        is_mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.area, self.now) = (body, now);
        self.reading.fit(body);
        if let Some(signing) = &mut self.signing {
            signing.fit(body);
            desk.wake(Timer::Reading, REST);
        }
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        if let Some(signing) = &mut self.signing {
            signing.look(covered, desk.now);
        }
    }

    fn names(&mut self, key: &dyn Fn(Action) -> Option<String>) {
        self.keys = KeyNames::of(&[Action::GoRoster], key);
    }

    fn in_flight(&self) -> usize {
        self.walk.in_flight() + self.rosters.in_flight() + usize::from(self.waiting.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        if let Some(signing) = &mut self.signing {
            return signing.turn(action);
        }
        let page = self.page();
        self.reading.turn(&page, action);
    }

    fn is_stepped_in(&self) -> bool {
        self.signing.is_some()
    }

    fn step_back(&mut self) -> bool {
        self.signing.take().is_some()
    }

    /// The digest of what is in force: what officers and operators compare.
    fn subject(&self) -> Option<String> {
        self.walk.newest().value()?.as_ref().map(|text| text.sha256.to_string())
    }

    fn command(&self) -> Option<String> {
        let word = self.guarded.word();
        Some(format!("{word} fetch --out {word}.txt"))
    }

    fn subject_is_loaded(&self) -> bool {
        self.subject().is_some()
    }

    fn looked(&self) -> Option<Looked> {
        let text = self.walk.newest().value()?.as_ref()?;
        let name = format!("{} v{}", self.guarded.word(), text.version);
        Some(Looked::view(name, Some(text.sha256), format!("the page of the {}", self.guarded.word())))
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    /// Judges again what is here when something it is judged by was verified elsewhere, such as a policy's roster on its own page.
    fn knows(&mut self, known: &Known) {
        let is_news = self.known != *known;
        self.known = *known;
        if is_news && self.in_force.is_some() {
            self.judge(self.now);
        }
    }

    fn take_finding(&mut self) -> Option<Finding> {
        self.found.take()
    }

    fn take_draft(&mut self, draft: &str) -> Result<(), Refusal> {
        let signing = self.of_draft(draft)?;
        self.signing = Some(Box::new(signing));
        Ok(())
    }

    fn take_revocation(&mut self, words: &str) -> Result<(), Refusal> {
        let signing = self.of_words(words)?;
        self.signing = Some(Box::new(signing));
        Ok(())
    }

    fn is_unread(&self) -> bool {
        self.signing.as_ref().is_some_and(|signing| signing.unread().is_some())
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.walk.newest().value().ok_or(Refusal::NotLoaded)?;
        match action {
            Action::NextPart | Action::PriorPart if self.signing.is_none() => Ok(()),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            Action::GuardRead | Action::GuardDraft | Action::GuardRevoke if self.signing.is_some() => {
                Err(Refusal::NotNow("A text is being read. Go back first.".into()))
            }
            Action::GuardRead => self.of_waiting().map(drop),
            Action::GuardDraft => self.may_sign().map(drop),
            Action::GuardRevoke => self.may_revoke().map(drop),
            Action::GuardSign => {
                let signing = self.signing.as_ref().ok_or_else(|| Refusal::NotNow(NOTHING_OPEN.into()))?;
                if signing.revokes() { self.may_revoke().map(drop) } else { self.may_sign().map(drop) }?;
                signing.unread().map_or(Ok(()), |why| Err(Refusal::NotNow(why.to_string())))
            }
            _ => Err(Refusal::NotHere(action.spec().scope)),
        }
    }

    fn intent(&self, action: Action, _follows: bool) -> Result<Intent, Refusal> {
        match action {
            Action::GuardWithdraw if self.signing.is_some() => {
                Err(Refusal::NotNow("A text is being read. Go back first.".into()))
            }
            Action::GuardWithdraw => self.withdrawal(),
            _ => Err(Refusal::NotHere(action.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        match action {
            Action::NextPart | Action::PriorPart => {
                let page = self.page();
                self.reading.part(&page, action == Action::NextPart);
                Did::Nothing
            }
            Action::GuardRead => match self.of_waiting() {
                Ok(signing) => {
                    self.signing = Some(Box::new(signing));
                    Did::Divided
                }
                Err(refusal) => Did::Refuse(refusal),
            },
            Action::GuardSign => {
                let Some(signing) = self.signing.take() else { return Did::Nothing };
                match signing.finish(desk.now) {
                    Ok(read) => {
                        self.mine = Some(read.sha256());
                        Did::Sign(Box::new(read))
                    }
                    Err((signing, why)) => {
                        self.signing = Some(signing);
                        Did::Refuse(Refusal::NotNow(why.to_string()))
                    }
                }
            }
            _ => Did::Nothing,
        }
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(signing) = &self.signing {
            return signing.paint(theme, area, buffer);
        }
        self.walk.newest().value()?;
        self.reading.paint(&self.page(), theme, area, buffer)
    }
}
