//! A desk to sit at: the console with a book for each profile behind it, and the runtime's part played by the test.
//! Answers come at once, later, never, or as problems; timers fire when the test says so.

use super::{
    book::{Book, now},
    seed,
    unseen_everywhere::through_the_veil,
};
use countersign::{
    app::{Effect, Key, Keymap, ProfileId, RequestId, Signer, StreamState, Ticket, Timer, practice::PracticeDesk, seen::Mark},
    console::{Folders, Message, Millis, ProfileCard, Start, State, Themes, paint, update},
    domain::PersonId,
    registry::{Access, Act, Authorised, Change, Deed, Environment, Outcome, Problem, Read},
    screens::Place,
    text::Untrusted,
    ui::{Theme, dump::dump, theme::Depth},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::collections::BTreeMap;

/// The console and everything around it.
pub struct Desk {
    pub state: State,
    pub books: Vec<Book>,
    /// Whom the answers of the first book are given to, where that matters.
    pub viewer: Option<PersonId>,
    /// Questions that wait for an answer.
    pub asked: Vec<(Ticket, Read)>,
    /// Acts that wait for an outcome.
    pub acts: Vec<(Ticket, Authorised<Act>)>,
    /// Alarms that the registry is told of and has not answered.
    pub told: Vec<(Ticket, Authorised<Act>)>,
    /// Questions to registries that are not in use.
    pub aside: Vec<(Ticket, Read)>,
    /// The stream that is listened to, and after which entry it was to begin.
    pub listening: Option<(Ticket, Option<u64>)>,
    /// Timers that are armed.
    pub timers: BTreeMap<Timer, std::time::Duration>,
    /// Everything that was wanted done since [`Desk::take`].
    pub effects: Vec<Effect>,
    /// Whether questions are answered at once.
    pub prompt: bool,
    pub size: (u16, u16),
    /// The theme the console asked for last that there is.
    pub theme: Theme,
    /// The letters of every screen there was since somebody watches; `None` as long as nobody does.
    pub watched: Option<Vec<String>>,
    millis: u64,
}

/// What differs between one desk and another.
pub struct Setting {
    pub books: Vec<Book>,
    /// Name, environment and whether it only reads, for each book.
    pub profiles: Vec<(&'static str, Environment, bool)>,
    pub keymap: Keymap,
    pub prompt: bool,
    pub size: (u16, u16),
    /// A theme of the operator's own, by the name of its file.
    pub theme_file: Option<&'static str>,
    /// Whether it begins at Home, as the console does when nobody asks for another screen.
    pub at_home: bool,
    /// Up to where books were looked at before, by profile: an entry, when.
    pub seen: Vec<(&'static str, u64)>,
    /// Whether it is painted plainly.
    pub plain: bool,
    /// Who signs, at every profile.
    pub signer: Option<Signer>,
    /// How a ticket is written, at every profile.
    pub ticket: Option<&'static str>,
    /// The desk of a demo that the first profile is.
    pub practice: Option<PracticeDesk>,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            books: vec![seed::swiss(), seed::ghana(), seed::empty()],
            profiles: vec![
                ("practice-che", Environment::Practice, false),
                ("practice-gha", Environment::Practice, true),
                ("empty", Environment::Practice, false),
            ],
            keymap: Keymap::defaults(),
            prompt: true,
            size: (80, 24),
            theme_file: None,
            at_home: false,
            seen: Vec::new(),
            plain: false,
            signer: None,
            ticket: None,
            practice: None,
        }
    }
}

impl Desk {
    /// The Swiss registry to write in, the Ghanaian one to read in, an empty one; every question is answered at once.
    pub fn open() -> Self {
        Self::with(Setting::default())
    }

    /// The same with nothing answered yet.
    pub fn unanswered() -> Self {
        Self::with(Setting { prompt: false, ..Setting::default() })
    }

    /// A desk of this setting.
    pub fn with(setting: Setting) -> Self {
        let Setting { books, profiles, keymap, prompt, size, theme_file, at_home, seen, plain, signer, ticket, practice } =
            setting;
        let mark = |(name, entry): (&'static str, u64)| (name.to_owned(), Mark { entry, at: earlier() });
        let card = |(name, environment, reads): &(&str, Environment, bool)| ProfileCard {
            name: (*name).to_owned(),
            environment: *environment,
            access: Access::of_profile(*reads),
            theme: (*name == "practice-gha").then(|| "tritanopia".to_owned()),
            signer: signer.clone(),
            ticket: ticket.map(|form| form.parse().unwrap()),
            practice: practice.clone(),
        };
        let (state, effects) = State::start(Start {
            profiles: profiles.iter().map(card).collect(),
            profile: ProfileId(0),
            begin: if at_home { Place::Home } else { Place::Accounts },
            keymap,
            themes: Themes::new(
                Theme::names(&[]).into_iter().chain(theme_file).map(str::to_owned).collect(),
                "dark".to_owned(),
                "dark".to_owned(),
            ),
            size,
            now: now(),
            seed: [7; 16],
            remarks: Vec::new(),
            badges: Some(std::time::Duration::from_secs(300)),
            folders: Folders { exports: "/home/amina/exports".into(), home: Some("/home/amina".into()) },
            seen: seen.into_iter().map(mark).collect(),
            saved: Default::default(),
            plain,
        });
        let mut desk = Self {
            state,
            books,
            viewer: None,
            asked: Vec::new(),
            acts: Vec::new(),
            told: Vec::new(),
            aside: Vec::new(),
            listening: None,
            timers: BTreeMap::new(),
            effects: Vec::new(),
            prompt,
            size,
            theme: dark(),
            watched: None,
            millis: 0,
        };
        desk.take_in(effects);
        desk
    }

    /// Gives the console a message, and does what it wants done.
    pub fn send(&mut self, message: Message) {
        if self.watched.is_some() {
            let screen: String = self.paint(&self.theme).0.content().iter().map(|cell| cell.symbol()).collect();
            self.watched.iter_mut().filter(|seen| seen.last() != Some(&screen)).for_each(|seen| seen.push(screen.clone()));
        }
        if let Message::Resize { columns, rows } = message {
            self.size = (columns, rows);
        }
        let effects = update(&mut self.state, message);
        self.take_in(effects);
    }

    fn take_in(&mut self, effects: Vec<Effect>) {
        for effect in &effects {
            match effect {
                Effect::Ask { ticket, ask } => self.asked.push((*ticket, ask.clone())),
                Effect::Act { ticket, act } => match act.act() {
                    Act::Alone { deed: Deed::TellAlarm(_), .. } => self.told.push((*ticket, (**act).clone())),
                    _ => self.acts.push((*ticket, (**act).clone())),
                },
                Effect::Cancel(request) => self.forget(*request),
                Effect::AskAside { ticket, ask } => self.aside.push((*ticket, ask.clone())),
                Effect::Listen { ticket, after } => self.listening = Some((*ticket, *after)),
                Effect::Unlisten => self.listening = None,
                Effect::Wake { timer, after } => {
                    self.timers.insert(*timer, *after);
                }
                _ => {}
            }
        }
        self.effects.extend(effects.iter().cloned());
        for effect in effects {
            if let Effect::Theme(name) = effect {
                self.load(name);
            }
        }
        if self.prompt {
            self.answer_all();
        }
    }

    /// Only the embedded themes can be loaded here.
    fn load(&mut self, asked: String) {
        let loaded = Theme::load(&asked, &[], Depth::True, false);
        let came = loaded
            .map(|theme| std::mem::replace(&mut self.theme, theme))
            .map_err(|problem| format!("The theme was not used: {problem}."));
        let came = came.map(|_| self.theme.name().to_owned());
        self.send(Message::Theme { asked, came });
    }

    fn forget(&mut self, request: RequestId) {
        self.asked.retain(|(ticket, _)| ticket.request != request);
    }

    /// Presses keys, as they are written in the configuration, with time enough between them.
    pub fn press(&mut self, keys: &str) {
        for word in keys.split_whitespace() {
            self.key(word.parse().unwrap(), 100);
        }
    }

    /// Presses one key so many milliseconds after the one before.
    pub fn key(&mut self, key: Key, after: u64) {
        self.millis += after;
        self.send(Message::Key(key, Millis(self.millis)));
    }

    /// Types a text, letter by letter.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.key(Key::char(letter), 100);
        }
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.send(Message::Paste(text.to_owned()));
    }

    /// Keeps every screen from now on.
    pub fn watch(&mut self) {
        self.watched = Some(Vec::new());
    }

    /// Answers what waits from the book of the registry it was asked of, until nothing waits.
    pub fn answer_all(&mut self) {
        for _ in 0..200 {
            if self.asked.is_empty() {
                return;
            }
            self.answer_next();
        }
        panic!("the console asks without end: {:?}", self.asked);
    }

    /// Answers the oldest question.
    pub fn answer_next(&mut self) {
        let (ticket, ask) = self.asked.remove(0);
        let answer = match &self.viewer {
            Some(viewer) => through_the_veil(&self.books[ticket.profile.0], viewer, &ask),
            None => self.books[ticket.profile.0].answer(&ask),
        };
        let effects = update(&mut self.state, Message::Answer(ticket, answer));
        let prompt = std::mem::replace(&mut self.prompt, false);
        self.take_in(effects);
        self.prompt = prompt;
    }

    /// Answers all that waits with a problem.
    pub fn fail_all(&mut self, problem: &Problem) {
        for (ticket, _) in std::mem::take(&mut self.asked) {
            self.send(Message::Answer(ticket, Err(problem.clone())));
        }
    }

    /// Tells that the book has come to this entry.
    pub fn tell(&mut self, revision: u64) {
        let (ticket, _) = self.listening.expect("the console listens");
        let change = Change { revision, kind: Untrusted::new("order-submitted"), touched: Vec::new() };
        self.send(Message::Changed(ticket, vec![change]));
    }

    /// Tells what has become of the change stream.
    pub fn stream(&mut self, state: StreamState) {
        let (ticket, _) = self.listening.expect("the console listens");
        self.send(Message::Stream(ticket, state));
    }

    /// Lets so many milliseconds pass since these tests began.
    pub fn later(&mut self, milliseconds: i64) {
        self.send(Message::Now(now().checked_add(jiff::SignedDuration::from_millis(milliseconds)).unwrap()));
    }

    /// Fires a timer if it is armed; says whether it was.
    pub fn fire(&mut self, timer: Timer) -> bool {
        let armed = self.timers.remove(&timer).is_some();
        if armed {
            self.send(Message::Timer(timer));
        }
        armed
    }

    /// Gives the oldest act this outcome.
    pub fn outcome(&mut self, outcome: Result<Outcome, Problem>) {
        let (ticket, _) = self.acts.remove(0);
        self.send(Message::Acted(ticket, outcome));
    }

    /// Lets the book do the oldest act.
    pub fn let_it_be_done(&mut self) {
        let (ticket, act) = self.acts.remove(0);
        let outcome = self.books[ticket.profile.0].act(&act);
        self.send(Message::Acted(ticket, outcome));
    }

    /// What was wanted done since the last time.
    pub fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Makes the terminal this large.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.send(Message::Resize { columns, rows });
        self.fire(Timer::Settle);
        self.fire(Timer::Peek);
    }

    /// Paints the screen; also the place of the terminal's cursor.
    pub fn paint(&self, theme: &Theme) -> (Buffer, Option<Position>) {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        let cursor = paint(&self.state, theme, area, &mut buffer);
        (buffer, cursor)
    }

    /// The screen with its styles.
    pub fn styled(&self, theme: &Theme) -> String {
        let (buffer, cursor) = self.paint(theme);
        format!("{}cursor {}", dump(&buffer), cursor.map_or("none".to_owned(), |at| format!("{}:{}", at.y, at.x)))
    }

    /// The screen as text, without the styles.
    pub fn text(&self, theme: &Theme) -> String {
        let whole = self.styled(theme);
        whole.lines().filter(|line| line.starts_with('│')).map(|line| format!("{line}\n")).collect()
    }

    /// The screen as text in the usual theme.
    pub fn screen(&self) -> String {
        self.text(&dark())
    }

    /// One line of the screen, without the bars and the spaces around it; lines below zero count from the bottom.
    pub fn line(&self, at: i32) -> String {
        let screen = self.screen();
        let lines: Vec<&str> = screen.lines().collect();
        let at = if at < 0 { lines.len() as i32 + at } else { at };
        lines[at as usize].trim_matches('│').trim().to_owned()
    }

    /// What the message line says.
    pub fn says(&self) -> String {
        self.line(-2)
    }

    /// The line that tells what the screen shows.
    pub fn head(&self) -> String {
        self.line(2)
    }
}

/// The theme most see.
pub fn dark() -> Theme {
    Theme::load("dark", &[], Depth::True, false).unwrap()
}

/// The theme without colours.
pub fn mono() -> Theme {
    Theme::load("mono", &[], Depth::Mono, false).unwrap()
}

/// Plain painting, as for a screen reader.
pub fn plain() -> Theme {
    Theme::load("dark", &[], Depth::True, true).unwrap()
}

/// When the operator looked before.
fn earlier() -> jiff::Timestamp {
    "2026-11-20T17:04:00Z".parse().unwrap()
}
