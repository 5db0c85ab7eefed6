//! The loop: waits for one thing to happen, takes all that waits with it, updates the state, performs the effects, paints at most
//! once. The first frame comes before anything is asked of a registry; with nothing due no timer is armed.
//! Must not know: what any message means to the console.

use super::{
    Exit, Setup, StartProblem, ThemeLoader, clipboard,
    input::{self, Input},
    perform::Performer,
    pins, saved,
    screen::Screen,
    seen,
    signals::{Asked, Signals},
    terminal::{self, Hold},
    timers::Timers,
};
use crate::{
    app::{Effect, seen::Mark},
    console::{self, Message, State},
    evidence::edition::Edition,
    registry::book::Guarded,
    ui::Theme,
};
use std::{
    io,
    ops::ControlFlow,
    path::PathBuf,
    time::{Duration, Instant},
};
use tokio::sync::mpsc;

/// The least time between two frames: faster ones are not seen and cost the line.
const FRAME: Duration = Duration::from_millis(8);

/// Something that wakes the loop.
enum Event {
    Signal(Asked),
    Input(Input),
    Answer(Message),
    Heard(Vec<Message>),
    Due,
}

/// Everything the loop owns.
struct Shell {
    state: State,
    theme: Theme,
    themes: ThemeLoader,
    screen: Screen,
    hold: Hold,
    timers: Timers,
    performer: Performer,
    tmux: bool,
    seen: Option<PathBuf>,
    pins: Option<PathBuf>,
    saved: Option<PathBuf>,
    /// Whether the state may differ from what is on the terminal.
    dirty: bool,
    painted: Option<Instant>,
    #[cfg(debug_assertions)]
    panic_at: Option<String>,
}

/// Runs the console on the terminal.
pub(super) async fn run(setup: Setup) -> Result<Exit, StartProblem> {
    let start = Instant::now();
    let options = setup.options;
    let signals = Signals::catch().map_err(StartProblem::System)?;
    let hold = Hold::take(options.mouse)?;
    let (performer, answers) = Performer::new(setup.registries);
    let performer = performer.with_keys(setup.keys);
    let size = terminal::size();
    let (state, effects) = (setup.console)(size, jiff::Timestamp::now());
    let mut shell = Shell {
        state,
        theme: setup.theme,
        themes: setup.themes,
        screen: Screen::new(size),
        hold,
        timers: Timers::default(),
        performer,
        tmux: options.tmux,
        seen: setup.seen,
        pins: setup.pins,
        saved: setup.saved,
        dirty: true,
        painted: None,
        #[cfg(debug_assertions)]
        panic_at: options.panic_at,
    };
    shell.paint().map_err(StartProblem::Terminal)?;
    if let Some(keeping) = setup.journal {
        shell.performer.open_journal(keeping);
    }
    let inputs = input::start(start).map_err(StartProblem::System)?;
    if let ControlFlow::Break(exit) = shell.perform(effects) {
        shell.performer.close_journal();
        return Ok(exit);
    }
    Ok(shell.turn_until_the_end(signals, inputs, answers).await)
}

impl Shell {
    async fn turn_until_the_end(
        mut self,
        mut signals: Signals,
        mut inputs: mpsc::Receiver<Input>,
        mut answers: mpsc::Receiver<Message>,
    ) -> Exit {
        loop {
            let due = self.due();
            let event = tokio::select! {
                biased;
                asked = signals.next() => Event::Signal(asked),
                input = inputs.recv() => Event::Input(input.unwrap_or(Input::HungUp)),
                // The performer holds a sender, so an answer always comes or nothing does.
                Some(answer) = answers.recv() => Event::Answer(answer),
                heard = self.performer.listener().next() => Event::Heard(heard),
                () = sleep_until(due) => Event::Due,
            };
            let waiting = Waiting { inputs: &mut inputs, answers: &mut answers };
            if let ControlFlow::Break(exit) = self.turn(event, waiting) {
                self.performer.close_journal();
                return exit;
            }
            // Under a steady stream of input the requests need their turn too.
            tokio::task::yield_now().await;
        }
    }

    /// When the loop must wake up by itself, if at all.
    fn due(&self) -> Option<Instant> {
        let frame = self.painted.filter(|_| self.dirty && self.hold.is_held()).map(|at| at + FRAME);
        [frame, self.timers.earliest()].into_iter().flatten().min()
    }

    /// One turn: an event, all that waits behind it, and a frame when one is wanted and due.
    fn turn(&mut self, event: Event, waiting: Waiting<'_>) -> ControlFlow<Exit> {
        let mut messages = Vec::new();
        if !matches!(event, Event::Heard(_)) {
            messages.extend(self.performer.listener().take());
        }
        let hung_up = match event {
            Event::Signal(asked) => {
                self.signalled(asked, &mut messages)?;
                false
            }
            Event::Input(Input::HungUp) => true,
            Event::Input(input) => {
                messages.extend(message(input));
                false
            }
            Event::Answer(answer) => {
                messages.push(answer);
                false
            }
            Event::Heard(heard) => {
                messages.extend(heard);
                false
            }
            Event::Due => false,
        };
        if hung_up || waiting.drain(&mut messages) {
            return ControlFlow::Break(Exit::HungUp);
        }
        messages.extend(self.timers.take_due(Instant::now()).into_iter().map(Message::Timer));
        self.process(messages)?;
        self.paint_if_due()
    }

    /// Feeds the console, and does at once what each message makes it want: a later one may count on it.
    fn process(&mut self, messages: Vec<Message>) -> ControlFlow<Exit> {
        if messages.is_empty() {
            return ControlFlow::Continue(());
        }
        let effects = console::update(&mut self.state, Message::Now(jiff::Timestamp::now()));
        self.perform(effects)?;
        for message in messages {
            self.performer.note(&message);
            self.dirty = true;
            let effects = console::update(&mut self.state, message);
            self.perform(effects)?;
        }
        ControlFlow::Continue(())
    }

    fn perform(&mut self, effects: Vec<Effect>) -> ControlFlow<Exit> {
        for effect in effects {
            match effect {
                Effect::Ask { ticket, ask } => self.performer.ask(ticket, ask),
                Effect::AskAside { ticket, ask } => self.performer.ask_aside(ticket, ask),
                Effect::Act { ticket, act } => self.performer.act(ticket, *act),
                Effect::Unlock(request, passphrase) => self.performer.unlock(request, passphrase),
                Effect::NoteRefusal { profile, wanted, why, told_as } => {
                    self.performer.note_refusal(profile, wanted, why, told_as)
                }
                Effect::NoteLooked { profile, looked } => self.performer.note_looked(profile, looked),
                Effect::NoteOnceEnded { profile, looked } => self.performer.note_once_ended(profile, looked),
                Effect::Cancel(request) => self.performer.cancel(request),
                Effect::Listen { ticket, after } => self.performer.listen(ticket, after),
                Effect::Unlisten => self.performer.listener().stop(),
                Effect::Wake { timer, after } => self.timers.set(timer, Instant::now() + after),
                Effect::Remember { profile, mark } => self.remember(profile, mark)?,
                Effect::KeepPin { profile, guarded, edition } => self.keep_pin(profile, guarded, edition)?,
                Effect::ReadDraft { ticket, path } => self.performer.read_draft(ticket, path),
                Effect::SaveDraft { path, text } => self.performer.save_draft(path, text),
                Effect::KeepFilter { list, name, filter } => self.keep_filter(list, name, filter)?,
                Effect::Copy(text) => self.copy(&text)?,
                Effect::Export { ticket, order } => self.performer.export(ticket, *order),
                Effect::Pack { ticket, order } => self.performer.pack(ticket, order),
                Effect::KeepEvidence { profile, shown } => self.performer.keep_evidence(profile, *shown),
                Effect::ExportStop => self.performer.stop_export(),
                Effect::Suspend => self.suspend()?,
                Effect::Repaint => self.forget(),
                Effect::Theme(name) => self.change_theme(name)?,
                Effect::Quit => return ControlFlow::Break(Exit::Quit),
            }
        }
        ControlFlow::Continue(())
    }

    fn signalled(&mut self, asked: Asked, messages: &mut Vec<Message>) -> ControlFlow<Exit> {
        match asked {
            Asked::End(number) => return ControlFlow::Break(Exit::Signal(number)),
            Asked::Stop => {
                self.hold.leave();
                terminal::stop_process();
            }
            Asked::Continue => {
                alive(self.hold.enter())?;
                self.forget();
                self.resized(messages);
            }
            Asked::Resize => self.resized(messages),
        }
        ControlFlow::Continue(())
    }

    fn resized(&mut self, messages: &mut Vec<Message>) {
        let (columns, rows) = terminal::size();
        self.screen.resize((columns, rows));
        messages.push(Message::Resize { columns, rows });
    }

    fn copy(&mut self, text: &str) -> ControlFlow<Exit> {
        match clipboard::octets(text, self.tmux) {
            Ok(octets) => alive(terminal::write(&octets)),
            Err(problem) => self.tell(problem.to_string()),
        }
    }

    /// Keeps a look at a book. One small write, and none while Home is looked at; what fails is said once.
    fn remember(&mut self, profile: String, mark: Mark) -> ControlFlow<Exit> {
        let Some(path) = &self.seen else { return ControlFlow::Continue(()) };
        let Err(error) = seen::keep(path, profile, mark) else { return ControlFlow::Continue(()) };
        let sentence = format!("What you have seen can't be kept for next time: {}: {error}.", path.display());
        self.seen = None;
        self.tell(sentence)
    }

    /// Keeps which version was verified; one small write. What fails is said once.
    fn keep_pin(&mut self, profile: String, guarded: Guarded, edition: Edition) -> ControlFlow<Exit> {
        let Some(path) = &self.pins else { return ControlFlow::Continue(()) };
        let Err(error) = pins::keep(path, profile, guarded, edition) else { return ControlFlow::Continue(()) };
        let sentence = format!("Which {} was verified can't be kept for next time: {}: {error}.", guarded.word(), path.display());
        self.pins = None;
        self.tell(sentence)
    }

    /// Keeps a filter for next time; one small write. What fails is said, and the filter stays for this time.
    fn keep_filter(&mut self, list: String, name: String, filter: Option<String>) -> ControlFlow<Exit> {
        let Some(path) = &self.saved else { return ControlFlow::Continue(()) };
        let Err(error) = saved::keep(path, list, name, filter) else { return ControlFlow::Continue(()) };
        let sentence = format!("Saved filters can't be kept for next time: {}: {error}.", path.display());
        self.tell(sentence)
    }

    /// Gives the terminal back and stops, when there is a shell that can continue us. SIGCONT does the rest.
    fn suspend(&mut self) -> ControlFlow<Exit> {
        self.hold.leave();
        if terminal::stop_job() {
            return ControlFlow::Continue(());
        }
        alive(self.hold.enter())?;
        self.forget();
        self.tell("There is no shell to come back from, so the console was not stopped.".into())
    }

    fn change_theme(&mut self, asked: String) -> ControlFlow<Exit> {
        let came = (self.themes)(&asked).map(|theme| {
            self.theme = theme;
            self.performer.note_theme(&self.theme);
            self.theme.name().to_owned()
        });
        self.dirty = true;
        let effects = console::update(&mut self.state, Message::Theme { asked, came });
        self.perform(effects)
    }

    fn tell(&mut self, sentence: String) -> ControlFlow<Exit> {
        self.dirty = true;
        let effects = console::update(&mut self.state, Message::Notice(sentence));
        self.perform(effects)
    }

    fn forget(&mut self) {
        self.dirty = true;
        self.screen.forget();
    }

    fn paint_if_due(&mut self) -> ControlFlow<Exit> {
        let due = self.painted.is_none_or(|at| at.elapsed() >= FRAME);
        if self.dirty && due && self.hold.is_held() { alive(self.paint()) } else { ControlFlow::Continue(()) }
    }

    /// The one panic on purpose: there is no other way to test what a panic does to the terminal.
    #[cfg(debug_assertions)]
    #[allow(clippy::panic)]
    fn panic_where_asked(&self) {
        let asked = self.panic_at.as_ref().is_some_and(|words| self.screen.says(words));
        assert!(!asked, "a panic was asked for");
    }

    fn paint(&mut self) -> io::Result<()> {
        self.screen.show(|area, buffer| console::paint(&self.state, &self.theme, area, buffer))?;
        self.painted = Some(Instant::now());
        self.dirty = false;
        #[cfg(debug_assertions)]
        self.panic_where_asked();
        Ok(())
    }
}

/// What waits for the loop besides the event that woke it.
struct Waiting<'a> {
    inputs: &'a mut mpsc::Receiver<Input>,
    answers: &'a mut mpsc::Receiver<Message>,
}

impl Waiting<'_> {
    /// Takes all of it; whether the terminal hung up. Bounded by what the channels hold, so that the loop gets to paint.
    fn drain(self, messages: &mut Vec<Message>) -> bool {
        for _ in 0..self.inputs.max_capacity() {
            match self.inputs.try_recv() {
                Ok(Input::HungUp) | Err(mpsc::error::TryRecvError::Disconnected) => return true,
                Ok(input) => messages.extend(message(input)),
                Err(mpsc::error::TryRecvError::Empty) => break,
            }
        }
        let most = self.answers.max_capacity();
        messages.extend(std::iter::from_fn(|| self.answers.try_recv().ok()).take(most));
        false
    }
}

fn message(input: Input) -> Option<Message> {
    match input {
        Input::Key(key, at) => Some(Message::Key(key, at)),
        Input::Mouse(mouse) => Some(Message::Mouse(mouse)),
        Input::Paste(text) => Some(Message::Paste(text)),
        Input::PasteTooLong => Some(Message::Notice("The pasted text is longer than 1 MiB; none of it was taken.".into())),
        Input::HungUp => None,
    }
}

/// A terminal that fails is gone.
fn alive(done: io::Result<()>) -> ControlFlow<Exit> {
    if done.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(Exit::HungUp) }
}

/// Sleeps until then, or without end and without a timer.
async fn sleep_until(due: Option<Instant>) {
    match due {
        Some(at) => tokio::time::sleep_until(at.into()).await,
        None => std::future::pending().await,
    }
}
