//! Two practice registries in a process of their own that know each other, with a past or an exercise staged between them.
//! Must not know: what the console shows.

use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// The running pair.
pub struct Pair {
    /// Where CHE01 is.
    pub swiss: String,
    /// Where GHA01 is.
    pub ghanaian: String,
    process: Child,
}

impl Pair {
    /// A pair without a past, but with these exercises.
    pub fn serve(exercises: &[&str]) -> Self {
        let small = ["--no-history", "--accounts", "30", "--blocks", "60"];
        Self::start(small.into_iter().chain(exercises.iter().flat_map(|exercise| ["--fault", *exercise])))
    }

    /// A pair with a past of transfers, and a few hundred rows in each book.
    pub fn with_past() -> Self {
        Self::start(["--accounts", "300", "--blocks", "900"].into_iter())
    }

    fn start<'a>(arguments: impl Iterator<Item = &'a str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(["sandbox", "serve", "--pair"]).args(arguments);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut url = || {
            let mut line = String::new();
            said.read_line(&mut line).unwrap();
            line.trim().rsplit(' ').next().unwrap().to_owned()
        };
        let (swiss, ghanaian) = (url(), url());
        Self { swiss, ghanaian, process }
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        // Asked, not killed: it removes its own temporary folder.
        if let Some(pid) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::TERM);
        }
        let _ = self.process.wait();
    }
}
