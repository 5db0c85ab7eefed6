//! The initiator's side of the call (F29): three words are heard, four follow from them and from the order this console holds.
//! They agree with what the approver's console expects only where both hold the same order.
//! Must not know: what the approver's console drew, or whether the words agreed there.

use super::{
    case::{CaseFile, Doubt},
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{
        Action, Desk, Key, KeyCode, RequestId, Signer,
        field::{Accepts, Edit, Field},
        looked::Looked,
        why::Refusal,
    },
    evidence::challenge::{Answer, Challenge},
    registry::{Problem, Reply, book::OrderId},
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        field,
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// The most characters that three words take, with room for slips.
const LONGEST: usize = 40;

/// State of the screen.
#[derive(Debug)]
pub struct Telephone {
    file: CaseFile,
    signer: Option<Signer>,
    heard: Field,
    mistake: Option<String>,
    answer: Option<(Challenge, Answer)>,
}

impl Telephone {
    /// The call about an order, not asked for yet.
    pub fn of(id: OrderId) -> Self {
        let heard = Field::new(Accepts::Critical, LONGEST);
        Self { file: CaseFile::of(id), signer: None, heard, mistake: None, answer: None }
    }

    /// Why there are no words for this order, as a sentence.
    fn barred(&self, now: Timestamp) -> Option<String> {
        match self.file.judged(now)? {
            Err(doubt) => Some(about(&doubt)),
            Ok(judged) => {
                let initiator = &judged.order.text.order().initiator;
                let is_mine = self.signer.as_ref().is_some_and(|signer| signer.person == *initiator);
                (!is_mine)
                    .then(|| format!("The approver calls {initiator}, who initiated this order; the words are theirs (F29)."))
            }
        }
    }

    fn entered(&mut self, desk: &mut Desk<'_>) {
        let Some(Ok(judged)) = self.file.judged(desk.now) else { return };
        let sha256 = judged.order.text.sha256();
        match self.heard.text().parse::<Challenge>() {
            Ok(challenge) => {
                self.answer = Some((challenge, challenge.answer(sha256)));
                self.heard.clear();
                let what = "words were answered on the telephone (F29)";
                desk.note(Looked::view(self.file.id().to_string(), Some(sha256), what));
            }
            Err(why) => self.mistake = Some(format!("That is none: {why}.")),
        }
    }

    fn items(&self, now: Timestamp) -> Vec<Item<'static>> {
        let said = |role, sentence: &str| Item::Text(vec![Span::new(role, Safe::ours(sentence.to_owned()))]);
        if let Some(why) = self.barred(now) {
            return vec![Item::Section("No words".into()), said(Role::Warn, &why)];
        }
        let mut items = vec![
            Item::Section("Telephone (F29)".into()),
            said(Role::Text, "The approver reads three words to you. Type them; read the four words that follow back."),
        ];
        if let Some((challenge, answer)) = &self.answer {
            items.push(Item::field("You heard", Role::Text, Safe::ours(challenge.to_string())));
            items.push(Item::field("Say", Role::Accent, Safe::ours(answer.to_string())));
            items.push(said(Role::Text, "Then read quantity and acquiring account from the paper, not from the screen."));
            items.push(said(Role::Dim, "If the words do not agree there, the two consoles hold different orders: withdraw it."));
        }
        items
    }
}

fn about(doubt: &Doubt) -> String {
    format!("No words follow from this order: {doubt}.")
}

impl Screen for Telephone {
    fn title(&self) -> String {
        format!("Words for order {}", self.file.id())
    }

    fn absence(&self) -> Option<Absence<'_>> {
        if !self.file.is_missing() {
            return None;
        }
        let waiting = || Absence::Waiting(format!("order {}, the roster and the policy", self.file.id()));
        Some(self.file.problem().map_or_else(waiting, Absence::Trouble))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(self.file.order())
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.file.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.file.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.file.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        self.file.answer(request, answer, desk)
    }

    fn fit(&mut self, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {}

    fn in_flight(&self) -> usize {
        self.file.in_flight()
    }

    fn turn(&mut self, _action: Action, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {}

    fn subject(&self) -> Option<String> {
        Some(self.file.id().to_string())
    }

    fn subject_sheet(&self) -> Option<crate::registry::sheet::Sheet> {
        Some(crate::registry::sheet::Sheet::Orders)
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn is_typing(&self, now: Timestamp) -> bool {
        !self.file.is_missing() && self.barred(now).is_none()
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        if self.file.is_missing() || self.barred(desk.now).is_some() {
            return None;
        }
        if key == Key::plain(KeyCode::Enter) {
            self.entered(desk);
            return Some(Did::Divided);
        }
        match self.heard.key(key) {
            Edit::Changed => {
                self.mistake = None;
                Some(Did::Nothing)
            }
            Edit::Moved => Some(Did::Nothing),
            Edit::Refused(problem) => Some(Did::Refuse(problem.into())),
            Edit::Unused => None,
        }
    }

    fn pasted(&mut self, _text: &str, desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        // Words that were copied were not heard.
        self.barred(desk.now).is_none().then_some(Err(Refusal::TypeIt))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let barred = self.barred(now).is_some();
        let top = if barred { 0 } else { 3.min(area.height) };
        let below = Rect { y: area.y + top, height: area.height - top, ..area };
        detail::paint(&self.items(now), 0, theme, below, buffer);
        if barred {
            return None;
        }
        let shown = field::Field {
            label: "The three words you hear".into(),
            text: self.heard.text(),
            cursor: self.heard.cursor(),
            placeholder: Safe::default(),
            ghost: Safe::default(),
            error: self.mistake.clone().map(Safe::ours),
            focused: true,
        };
        let at = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: top.min(2), ..area };
        field::paint(&shown, Role::Text, theme, at, buffer)
    }
}
