//! What the program writes, as it arrives. The thread that reads it only notes when: whoever looks at the screen pays for the
//! terminal emulator, so that looking does not make the program look slow.
//! Must not know: what the octets mean.

use std::{
    io::Read,
    mem,
    sync::{Condvar, Mutex, MutexGuard},
    time::{Duration, Instant},
};

/// Octets that were read at once.
pub struct Chunk {
    /// When.
    pub at: Instant,
    /// What.
    pub octets: Vec<u8>,
}

/// The stream, shared by its reader and those who look.
#[derive(Default)]
pub struct Stream {
    heard: Mutex<Heard>,
    news: Condvar,
}

#[derive(Default)]
struct Heard {
    chunks: Vec<Chunk>,
    closing: bool,
    ended: bool,
}

impl Stream {
    /// Reads until the program's end of the terminal is closed, or until something comes after [`Stream::close`].
    pub fn collect(&self, mut reader: Box<dyn Read + Send>) {
        let mut octets = [0; 65_536];
        loop {
            let count = reader.read(&mut octets).unwrap_or(0);
            let at = Instant::now();
            let mut heard = self.heard();
            heard.chunks.push(Chunk { at, octets: octets[..count].to_vec() });
            heard.ended = count == 0 || heard.closing;
            self.news.notify_all();
            if heard.ended {
                return;
            }
        }
    }

    /// Takes what has come since the last time, and whether that was all.
    pub fn take(&self) -> (Vec<Chunk>, bool) {
        let mut heard = self.heard();
        (mem::take(&mut heard.chunks), heard.ended)
    }

    /// Waits until something comes, for this long at most.
    pub fn wait(&self, time: Duration) {
        let silent = |heard: &mut Heard| heard.chunks.is_empty() && !heard.ended;
        drop(self.news.wait_timeout_while(self.heard(), time, silent).unwrap());
    }

    /// Lets the reader go when the next octets come.
    pub fn close(&self) {
        self.heard().closing = true;
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap()
    }
}
