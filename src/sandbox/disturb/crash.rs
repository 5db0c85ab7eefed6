//! Crash points: the process kills itself at the n-th write, commit, send or answer, as if the power had gone.
//! SIGKILL, so that nothing is tidied up; only a process that does nothing but serve may be told to.
//! Must not know: what is written or sent.

use std::{
    num::NonZeroU64,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Where in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrashStage {
    /// Everything is written, nothing is committed.
    BeforeCommit,
    /// It is committed, nobody was told.
    AfterCommit,
    /// A message is about to be sent.
    BeforeSend,
    /// The answer to a message has come, it is not written yet.
    AfterAnswer,
}

/// The n-th time a stage is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrashPoint {
    /// Where.
    pub stage: CrashStage,
    /// Which time, from 1.
    pub number: NonZeroU64,
}

/// A crash point was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a crash point reads like before-commit:3, with before-commit, after-commit, before-send or after-answer")]
pub struct NotACrashPoint;

impl CrashStage {
    /// Every stage.
    pub const ALL: [Self; 4] = [Self::BeforeCommit, Self::AfterCommit, Self::BeforeSend, Self::AfterAnswer];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::BeforeCommit => "before-commit",
            Self::AfterCommit => "after-commit",
            Self::BeforeSend => "before-send",
            Self::AfterAnswer => "after-answer",
        }
    }
}

impl FromStr for CrashPoint {
    type Err = NotACrashPoint;

    fn from_str(text: &str) -> Result<Self, NotACrashPoint> {
        let (word, number) = text.split_once(':').ok_or(NotACrashPoint)?;
        let stage = CrashStage::ALL.into_iter().find(|stage| stage.word() == word).ok_or(NotACrashPoint)?;
        Ok(Self { stage, number: number.parse().map_err(|_| NotACrashPoint)? })
    }
}

/// The stages of one process, counted; clones count together.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct Points {
    crash: Option<(CrashPoint, Arc<AtomicU64>)>,
}

impl Points {
    /// Dies at this point; never, without one.
    pub(in crate::sandbox) fn at(point: Option<CrashPoint>) -> Self {
        Self { crash: point.map(|point| (point, Arc::default())) }
    }

    /// A stage is reached. Does not come back from the one it was told of.
    pub(in crate::sandbox) fn reached(&self, stage: CrashStage) {
        let Some((point, count)) = self.crash.as_ref().filter(|(point, _)| point.stage == stage) else { return };
        if count.fetch_add(1, Ordering::SeqCst) + 1 == point.number.get() {
            die();
        }
    }
}

/// Ends this process at once.
fn die() {
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpid, kill_process};
        // A process may always kill itself; if it could not, the loop below still lets nothing more happen.
        let _ = kill_process(getpid(), Signal::KILL);
    }
    #[cfg(not(unix))]
    std::process::abort();
    #[cfg(unix)]
    loop {
        std::thread::park();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_point_is_a_stage_and_a_number() {
        for stage in CrashStage::ALL {
            let point: CrashPoint = format!("{}:12", stage.word()).parse().unwrap();
            assert_eq!((point.stage, point.number.get()), (stage, 12));
        }
        for text in ["", "before-commit", "before-commit:0", "before-commit:x", "after:1", "before-commit:1:2"] {
            assert_eq!(text.parse::<CrashPoint>(), Err(NotACrashPoint), "{text}");
        }
    }

    #[test]
    fn other_stages_and_numbers_are_survived() {
        let points = Points::at("before-send:3".parse().ok());
        points.reached(CrashStage::BeforeSend);
        points.clone().reached(CrashStage::BeforeSend);
        for _ in 0..5 {
            points.reached(CrashStage::AfterCommit);
            Points::default().reached(CrashStage::BeforeSend);
        }
    }
}
