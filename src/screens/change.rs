//! One change of contacts: read whole, confirmed by another person through an old channel, or ended by anybody at once (F01, F14, F15).
//! Who proposed it can't confirm it here; nobody confirms what was not on the screen to its end (F09).
//! Must not know: where keys are, or what the registry does with a confirmation.

mod acts;
mod judged;
mod page;
mod word;

pub use page::{brief_state, state};

use super::{
    case::{GuardTexts, guards},
    form::Typed,
    handed::Handed,
    place::Place,
    screen::{Absence, Alarm, Did, Freshness, Screen},
    whole::{Open, REST, Whole, dwell},
};
use crate::{
    app::{Action, Desk, Key, Remote, RequestId, Signer, Timer, confirm::Intent, looked::Looked, why::Refusal},
    evidence::{contact_change::ChangeText, digest::Digest},
    registry::{
        ContactDraft, Problem, Read, Receipt, Reply, Review,
        book::{ContactProposal, Contacts},
        sheet::Sheet,
        traffic::IncidentKind,
    },
    ui::{Theme, detail::Item, theme::Role},
};
use jiff::Timestamp;
use judged::{Judged, judge};
use page::Shown;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use uuid::Uuid;
use word::{Asked, Saying};

/// State of the screen.
#[derive(Debug)]
pub struct ChangePage {
    id: Uuid,
    contacts: Remote<Box<Contacts>>,
    rules: GuardTexts,
    signer: Option<Signer>,
    /// The change as it was judged last, or why it does not hold; nothing before everything is here.
    judged: Option<Result<Judged, String>>,
    reading: Option<Box<Whole<ChangeText>>>,
    saying: Said,
    alarm: Option<Alarm>,
    now: Timestamp,
    area: Rect,
}

/// How far the confirmation is.
#[derive(Debug)]
enum Said {
    /// Nothing is said yet.
    Nothing,
    /// It is being written.
    Asked(Box<Asked>),
    /// It is read before it is signed, and what became of it since.
    Text(Box<Whole<ContactDraft>>, Handed),
}

impl ChangePage {
    /// The page of a change, not asked for yet.
    pub fn of(id: Uuid) -> Self {
        Self {
            id,
            contacts: Remote::default(),
            rules: GuardTexts::default(),
            signer: None,
            judged: None,
            reading: None,
            saying: Said::Nothing,
            alarm: None,
            now: Timestamp::UNIX_EPOCH,
            area: Rect::default(),
        }
    }

    fn proposal(&self) -> Option<&ContactProposal> {
        self.contacts.value()?.proposals.iter().find(|proposal| proposal.id == self.id)
    }

    /// Judges what is here, and says anew what stands before the text.
    fn judge(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let (Some(contacts), Some((roster, policy))) = (self.contacts.value(), self.rules.both()) else { return };
        let rules = guards(roster, policy, desk.now);
        let Some(proposal) = contacts.proposals.iter().find(|proposal| proposal.id == self.id) else {
            self.judged = Some(Err("The registry shows no such change: it keeps what was decided for thirty days.".to_owned()));
            return;
        };
        let (roster, policy) = match rules {
            Ok(rules) => rules,
            Err(doubt) => {
                self.judged = Some(Err(format!("{doubt}.")));
                return;
            }
        };
        let judged = judge(proposal, &roster);
        if let (Err(why), None | Some(Ok(_))) = (&judged, &self.judged) {
            self.alarm = Some(Alarm {
                kind: IncidentKind::Altered,
                thing: "change of contacts",
                about: self.id.to_string(),
                what: why.to_string(),
                until: None,
                evidence: None,
            });
        }
        if let Ok(judged) = &judged {
            let shown = Shown { proposal, judged, directory: &contacts.directory };
            let (heading, first) = page::heading(&shown, desk.now);
            match &mut self.reading {
                Some(reading) => reading.say(heading),
                None => {
                    let review = Review::of_change(judged.text.clone(), dwell(Some(policy.policy())));
                    let over = "All of it was on the screen. Ask them through an old channel, then confirm it.";
                    self.reading = Some(Box::new(Whole::reading(review, heading, over, desk).with_heading_from(first)));
                }
            }
        }
        self.judged = Some(judged.map_err(|why| format!("ALARM: {why}. Do nothing with it, and tell a security officer.")));
        desk.wake(Timer::Reading, REST);
    }

    /// Asks how it was made sure.
    fn ask(&mut self) {
        let Ok((proposal, judged, contacts, _)) = self.confirmable() else { return };
        let asked = Asked::of(&judged.text, &contacts.directory, (proposal.at, self.now));
        self.saying = Said::Asked(Box::new(asked));
    }

    /// Makes the confirmation that was filled in, and shows it.
    fn write(&mut self, desk: &mut Desk<'_>) -> Did {
        let Said::Asked(mut asked) = std::mem::replace(&mut self.saying, Said::Nothing) else { return Did::Nothing };
        let written = self.confirmable().and_then(|(proposal, judged, contacts, signer)| {
            let (directory, proposed, person) = (&contacts.directory, proposal.at, &signer.person);
            let saying = Saying { text: &judged.text, directory, proposed, person };
            let Some(text) = asked.text(&saying, desk.now) else { return Ok(None) };
            let read = self.reading.as_ref().ok_or(Refusal::NotLoaded)?.reviewed(desk.now)?;
            Review::of_change_confirmation(&text, Some(&read)).map(Some).map_err(|why| Refusal::NotNow(why.to_string()))
        });
        match written {
            Ok(Some(review)) => {
                let heading = vec![Item::Section("What you are about to sign, exactly".into())];
                let over = "This is all of it. Sign it, or go back to the change.";
                self.saying = Said::Text(Box::new(Whole::reading(review, heading, over, desk)), Handed::Not);
                Did::Divided
            }
            Ok(None) => {
                self.saying = Said::Asked(asked);
                Did::Divided
            }
            Err(refusal) => Did::Refuse(refusal),
        }
    }

    /// The form above, the change below.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let height = match &self.saying {
            Said::Asked(asked) => asked.form.height(asked.mistake.as_ref().map(|(_, why)| why.as_str()), area, area.height / 2),
            Said::Nothing | Said::Text(..) => 0,
        };
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }

    /// What it is about, in words.
    fn about(&self) -> String {
        match &self.judged {
            Some(Ok(judged)) => super::contact_words::change_words(&judged.text),
            _ => format!("change {}", self.id),
        }
    }
}

impl Screen for ChangePage {
    fn title(&self) -> String {
        match &self.judged {
            Some(Ok(_)) => format!("Change of contacts: {}", self.about()),
            _ => format!("Change of contacts {}", self.id),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        if self.judged.is_some() {
            return None;
        }
        let waiting = || Absence::Waiting("the change, the roster and the policy".to_owned());
        Some(self.contacts.problem().or_else(|| self.rules.problem()).map_or_else(waiting, Absence::Trouble))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.contacts.is_missing() || self.rules.is_missing() { self.refresh(desk) } else { self.judge(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
        self.rules.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.rules.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.contacts.answer(request, answer, desk.now) || self.rules.answer(request, answer, desk);
        if mine {
            self.judge(desk);
        }
        mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        let moved = self.area != body;
        (self.now, self.area) = (now, body);
        if moved {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        let minute = self.now.as_second() / 60 != desk.now.as_second() / 60;
        self.now = desk.now;
        desk.wake(Timer::Reading, super::contacts::to_the_minute(desk.now));
        if minute {
            self.judge(desk);
        }
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        let (area, (_, below)) = (self.area, self.parts(self.area));
        match (&mut self.saying, &mut self.reading) {
            (Said::Text(whole, _), _) => whole.look(Open { area, covered }, desk),
            (_, Some(reading)) => reading.look(Open { area: below, covered }, desk),
            _ => {}
        }
    }

    fn in_flight(&self) -> usize {
        usize::from(self.contacts.is_asking()) + self.rules.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.now, self.area) = (now, body);
        let (_, below) = self.parts(body);
        match (&mut self.saying, &mut self.reading) {
            (Said::Text(whole, _), _) => whole.turn(action, body, desk),
            (_, Some(reading)) => reading.turn(action, below, desk),
            _ => {}
        }
    }

    fn step_back(&mut self) -> bool {
        !matches!(std::mem::replace(&mut self.saying, Said::Nothing), Said::Nothing)
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Changes)
    }

    fn subject_is_loaded(&self) -> bool {
        self.proposal().is_some()
    }

    fn open_selected(&self) -> Did {
        let Some(Ok(judged)) = &self.judged else { return Did::Nothing };
        let who = judged.text.entries().into_iter().find_map(|entry| entry.key().card().cloned());
        who.map_or(Did::Nothing, |who| Did::Go(Place::Contact(who)))
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn handed_over(&mut self) {
        if let Said::Text(_, handed) = &mut self.saying {
            handed.over();
        }
    }

    fn not_done(&mut self, sha256: Digest) {
        if let Said::Text(_, handed) = &mut self.saying {
            handed.not_done(sha256);
        }
    }

    fn done(&mut self, sha256: Digest, _receipt: &Receipt) {
        if let Said::Text(_, handed) = &mut self.saying {
            handed.done(sha256);
        }
    }

    fn take_alarm(&mut self) -> Option<Alarm> {
        self.alarm.take()
    }

    fn is_typing(&self, _now: Timestamp) -> bool {
        matches!(self.saying, Said::Asked(_))
    }

    fn is_unread(&self) -> bool {
        match (&self.saying, &self.reading) {
            (Said::Text(whole, _), _) => whole.is_unread(),
            (_, reading) => reading.as_ref().is_some_and(|whole| whole.is_unread()),
        }
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        let Said::Asked(asked) = &mut self.saying else { return None };
        self.now = desk.now;
        Some(match asked.form.typed(key)? {
            Typed::Nothing | Typed::Left(_) => Did::Divided,
            Typed::Changed(_) => {
                asked.mistake = None;
                Did::Divided
            }
            Typed::Ended => self.write(desk),
            Typed::Refused(problem) => Did::Refuse(problem.into()),
        })
    }

    fn pasted(&mut self, text: &str, _desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        let Said::Asked(asked) = &mut self.saying else { return None };
        Some(asked.form.pasted(text).map(drop))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::ChangeConfirm => self.may_confirm(),
            Action::ChangeSign => self.unsigned(self.now).map(drop),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        if action == Action::ChangeCancel { self.end(follows) } else { Err(Refusal::NotHere(action.spec().scope)) }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        self.now = desk.now;
        match action {
            Action::ChangeConfirm => {
                self.ask();
                Did::Divided
            }
            Action::ChangeSign => self.unsigned(desk.now).map_or_else(Did::Refuse, |unsigned| {
                let what = format!("read to its end on {}x{}", self.area.width, self.area.height);
                desk.note(Looked::review(self.id.to_string(), unsigned.sha256(), what));
                if let Said::Text(_, handed) = &mut self.saying {
                    *handed = Handed::Given(unsigned.sha256());
                }
                Did::Sign(Box::new(unsigned))
            }),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(Err(why)) = &self.judged {
            let items = [super::awaited::said(Role::Warn, why.clone())];
            crate::ui::detail::paint(&items, 0, theme, area, buffer);
            return None;
        }
        if let Said::Text(whole, handed) = &self.saying {
            let after = self.became(*handed, now);
            return whole.paint(after.as_deref(), now, theme, area, buffer);
        }
        let (top, below) = self.parts(area);
        let reading = self.reading.as_ref()?;
        let at = match self.sentence(now) {
            Some((role, sentence)) => reading.paint_under((role, &sentence), theme, below, buffer),
            None => reading.paint(None, now, theme, below, buffer),
        };
        let Said::Asked(asked) = &self.saying else { return at };
        let mistake = asked.mistake.as_ref().map(|(row, why)| (*row, why.as_str()));
        asked.form.paint(mistake, theme, top, buffer).or(at)
    }
}
