//! Drives the real binary in a pseudo-terminal: keys in, screen and octets out.
//! Every wait has a deadline and wakes on new output, never by a sleep; a failed one shows the screen.
//! Must not know: what the console shows.

mod change;
mod keys;
mod stream;

pub use change::Change;

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::{
    io::Write,
    sync::{Arc, Mutex, MutexGuard, mpsc},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use stream::{Chunk, Stream};

/// How long to wait for what must come. Generous: a loaded machine is slow, a hang is forever.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// How to start the program.
#[derive(Clone, Debug)]
pub struct Start {
    program: String,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    size: (u16, u16),
    shell: Option<String>,
}

impl Start {
    /// With these arguments, on 80 by 24, with a clean environment.
    pub fn with(arguments: &[&str]) -> Self {
        let variables = [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin"), ("HOME", "/nonexistent")];
        Self {
            program: env!("CARGO_BIN_EXE_countersign").into(),
            arguments: arguments.iter().map(ToString::to_string).collect(),
            variables: variables.map(|(name, value)| (name.into(), value.into())).into(),
            size: (80, 24),
            shell: None,
        }
    }

    /// Another build of the program.
    #[allow(dead_code)]
    pub fn program(mut self, path: &std::path::Path) -> Self {
        self.program = path.to_str().unwrap().into();
        self
    }

    /// On a terminal of this size.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// With a variable in the environment.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Through a shell script in which `"$0" "$@"` is the program with its arguments.
    pub fn through_shell(mut self, script: &str) -> Self {
        self.shell = Some(script.into());
        self
    }

    /// Where it is started: at home, as after signing in, so that what it writes there is gone with the test.
    fn folder(&self) -> std::path::PathBuf {
        let home = self.variables.iter().rev().find(|(name, _)| name == "HOME").map(|(_, home)| home.into());
        home.filter(|home: &std::path::PathBuf| home.is_dir()).unwrap_or_else(std::env::temp_dir)
    }

    /// Starts it.
    pub fn spawn(self) -> Console {
        let (cols, rows) = self.size;
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let program = &self.program;
        let mut command = match &self.shell {
            Some(script) => {
                let mut command = CommandBuilder::new("/bin/sh");
                command.args(["-c", script, program]);
                command
            }
            None => CommandBuilder::new(program),
        };
        command.args(&self.arguments);
        command.cwd(self.folder());
        command.env_clear();
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        let modes_before = modes(&*pair.master);
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        drop(pair.slave);
        let (high, wide) = room(rows, cols);
        let seen = Seen { screen: vt100::Parser::new(high, wide, 0), octets: Vec::new(), arrivals: Vec::new(), ended: false };
        let stream = Arc::new(Stream::default());
        let reader = pair.master.try_clone_reader().unwrap();
        let reading = thread::spawn({
            let stream = Arc::clone(&stream);
            move || stream.collect(reader)
        });
        let (sender, changes) = mpsc::channel();
        thread::spawn(move || change::watch(pid, &sender));
        let writer = pair.master.take_writer().unwrap();
        Console {
            pid,
            begun,
            modes_before,
            changes,
            stream,
            seen: Mutex::new(seen),
            ends: Some((pair.master, writer)),
            reading: Some(reading),
            is_over: false,
        }
    }
}

/// The running program and its terminal.
pub struct Console {
    pid: Pid,
    begun: Instant,
    modes_before: String,
    changes: mpsc::Receiver<Change>,
    stream: Arc<Stream>,
    seen: Mutex<Seen>,
    ends: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    reading: Option<JoinHandle<()>>,
    is_over: bool,
}

/// When something was read from the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// When.
    pub at: Instant,
    /// How many octets had come by then.
    pub octets: usize,
}

struct Seen {
    screen: vt100::Parser,
    octets: Vec<u8>,
    arrivals: Vec<Arrival>,
    ended: bool,
}

impl Seen {
    /// Whether no synchronized update is under way.
    fn is_whole(&self) -> bool {
        let mark = b"\x1b[?2026";
        let last = self.octets.windows(mark.len() + 1).rfind(|part| part.starts_with(mark));
        self.ended || last.is_none_or(|part| part.ends_with(b"l"))
    }
}

/// What the emulator can bear: a frame of the size before may still come, and in one column it can't wrap a wide letter, in one row none
/// at all.
fn room(rows: u16, columns: u16) -> (u16, u16) {
    (rows.max(2), columns.max(2))
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

impl Console {
    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |screen| screen.contents().contains(text));
    }

    /// Waits until a text is no longer on the screen.
    pub fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("{text:?} gone from the screen"), |screen| !screen.contents().contains(text));
    }

    /// Waits until the screen is as described. Half a frame is no screen: a terminal does not show it either.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        drop(self.wait(what, |seen| seen.is_whole() && is_so(seen.screen.screen())));
    }

    /// Waits until the octets written so far are as described.
    pub fn wait_octets(&self, what: &str, is_so: impl Fn(&[u8]) -> bool) {
        drop(self.wait(what, |seen| is_so(&seen.octets)));
    }

    fn wait(&self, what: &str, is_so: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let until = Instant::now() + DEADLINE;
        let mut seen = self.seen();
        while !is_so(&seen) {
            let left = until.saturating_duration_since(Instant::now());
            let ended = seen.ended;
            if left.is_zero() || ended {
                let why = if ended { "the output ended" } else { "it did not come" };
                let picture = picture(&seen);
                drop(seen);
                panic!("waited for {what}, but {why} and the screen is\n{picture}");
            }
            drop(seen);
            self.stream.wait(left);
            seen = self.seen();
        }
        seen
    }

    /// How many octets come within this time. For showing that none do.
    pub fn octets_within(&self, time: Duration) -> usize {
        let until = Instant::now() + time;
        let mut seen = self.seen();
        let before = seen.octets.len();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.ended {
                return seen.octets.len() - before;
            }
            drop(seen);
            self.stream.wait(left);
            seen = self.seen();
        }
    }

    /// Waits until nothing has been written for this long.
    pub fn wait_quiet(&self, time: Duration) {
        let until = Instant::now() + DEADLINE;
        while self.octets_within(time) > 0 {
            assert!(Instant::now() < until, "it never gets quiet; the screen is\n{}", self.screen_text());
        }
    }

    /// Presses keys, with a space between them; `keys.rs` has their names.
    pub fn keys(&mut self, keys: &str) {
        let octets: Vec<u8> = keys.split(' ').flat_map(keys::octets).collect();
        self.send(&octets);
    }

    /// Types a text.
    pub fn type_text(&mut self, text: &str) {
        self.send(text.as_bytes());
    }

    /// Pastes a text, bracketed.
    pub fn paste(&mut self, text: &str) {
        self.send(format!("\u{1b}[200~{text}\u{1b}[201~").as_bytes());
    }

    /// Sends octets as they are.
    pub fn send(&mut self, octets: &[u8]) {
        let (_, writer) = self.ends.as_mut().expect("the terminal is open");
        writer.write_all(octets).unwrap();
        writer.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let (high, wide) = room(rows, columns);
        self.seen().screen.screen_mut().set_size(high, wide);
        let (master, _) = self.ends.as_ref().expect("the terminal is open");
        master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Sends a signal to the process that was started.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Sends a signal to the process that was started and to all its children, as a shell does.
    pub fn signal_job(&self, signal: Signal) {
        kill_process_group(self.pid, signal).unwrap();
    }

    /// The id of the process that was started.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Closes the terminal as a crashed emulator does, and says when. The reader lets go only when something is read, so the
    /// program is made to paint first.
    pub fn kill_master(&mut self) -> Instant {
        self.stream.close();
        let (rows, columns) = self.seen().screen.screen().size();
        self.resize(columns + 1, rows);
        self.reading.take().expect("the terminal is open").join().unwrap();
        let closed = Instant::now();
        self.ends = None;
        closed
    }

    /// The next change in the life of the process.
    pub fn wait_change(&mut self) -> Change {
        let change = self.changes.recv_timeout(DEADLINE);
        let change =
            change.unwrap_or_else(|_| panic!("the process neither stops nor ends; the screen is\n{}", self.screen_text()));
        self.is_over = change != Change::Stopped;
        change
    }

    /// Waits until the process is over and all it wrote was read.
    pub fn wait_exit(&mut self) -> Change {
        let change = self.wait_change();
        assert_ne!(change, Change::Stopped);
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
        change
    }

    /// The text on the screen.
    pub fn screen_text(&self) -> String {
        picture(&self.seen())
    }

    /// Looks at the screen, once its frame is complete.
    pub fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.wait("a whole frame", Seen::is_whole).screen.screen())
    }

    /// The first cell of a text on the screen, with its style.
    pub fn cell_of(&self, text: &str) -> vt100::Cell {
        let seen = self.wait("a whole frame", Seen::is_whole);
        let screen = seen.screen.screen();
        let (_, columns) = screen.size();
        for (row, line) in (0..).zip(screen.rows(0, columns)) {
            if let Some(at) = line.find(text) {
                let column = line[..at].chars().count().try_into().unwrap();
                return screen.cell(row, column).unwrap().clone();
            }
        }
        let picture = picture(&seen);
        drop(seen);
        panic!("{text:?} is not on the screen\n{picture}");
    }

    /// Everything written so far.
    pub fn octets(&self) -> Vec<u8> {
        self.seen().octets.clone()
    }

    /// When the process was asked for.
    pub fn begun(&self) -> Instant {
        self.begun
    }

    /// When what was written so far arrived, in order.
    pub fn arrivals(&self) -> Vec<Arrival> {
        self.seen().arrivals.clone()
    }

    /// The modes of the terminal before the program started, and now.
    pub fn modes(&self) -> (String, String) {
        let (master, _) = self.ends.as_ref().expect("the terminal is open");
        (self.modes_before.clone(), modes(&**master))
    }

    /// What was seen, with all that has come by now.
    fn seen(&self) -> MutexGuard<'_, Seen> {
        let mut seen = self.seen.lock().unwrap();
        let (chunks, ended) = self.stream.take();
        for Chunk { at, octets } in chunks {
            seen.screen.process(&octets);
            seen.octets.extend_from_slice(&octets);
            let octets = seen.octets.len();
            seen.arrivals.push(Arrival { at, octets });
        }
        seen.ended = ended;
        seen
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        // A failed test leaves the program running; it is ended by its own id, and stays a zombie until the watcher has seen it.
        if !self.is_over {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

/// What a person reads on the screen: the lines without what blank cells were made of.
pub fn text(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    let lines: Vec<String> = screen.rows(0, columns).map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n").trim_end().to_owned()
}

fn picture(seen: &Seen) -> String {
    let (rows, columns) = seen.screen.screen().size();
    let line = "─".repeat(columns.into());
    format!("┌{line}┐ {columns}×{rows}\n{}\n└{line}┘", text(seen.screen.screen()))
}
