//! How a command for scripts ended: one exit status for each kind of end, and one sentence on standard error.
//! A status keeps its meaning; docs/commands.md lists them.
//! Must not know: which command it was.

use crate::{
    app::export::ExportProblem,
    registry::{NotSignedIn, Problem, ProblemKind},
    text::Kind,
};
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It did what was asked.
    Done,
    /// The registry answered, and it was a no: there is no such thing, it is not allowed, or the answer can't be used.
    Refused(String),
    /// Arguments, configuration or the place of the output do not allow to begin; nothing was asked.
    NotBegun(String),
    /// The registry was not reached, can't be trusted, or gave no answer in time.
    NotReached(String),
    /// What came could not be written.
    NotWritten(String),
    /// A signal with this number ended it.
    Signal(u8),
}

impl End {
    /// The exit status.
    pub(super) fn status(&self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused(_) => 1,
            Self::NotBegun(_) => 2,
            Self::NotReached(_) => 3,
            Self::NotWritten(_) => 4,
            Self::Signal(number) => number.saturating_add(128),
        }
    }

    /// What is said about it.
    pub(in crate::cli) fn sentence(&self) -> Option<&str> {
        match self {
            Self::Done | Self::Signal(_) => None,
            Self::Refused(said) | Self::NotBegun(said) | Self::NotReached(said) | Self::NotWritten(said) => Some(said),
        }
    }

    /// Says it, and gives the exit status.
    pub(super) fn say(&self) -> ExitCode {
        if let Some(sentence) = self.sentence() {
            eprintln!("countersign: {sentence}");
        }
        ExitCode::from(self.status())
    }
}

/// What to try, for whoever ran a command: a console refreshes, a command is run again.
pub(super) fn advice(problem: &Problem) -> String {
    problem.advice().replace("Refresh", "Run it again").replace("refresh", "run it again")
}

impl From<&Problem> for End {
    fn from(problem: &Problem) -> Self {
        let mut said = format!("{}. {}", problem.what(), advice(problem));
        if let ProblemKind::Invalid(fields) = &problem.kind {
            for field in fields {
                said += &format!(" {}: {}.", field.field.gate(Kind::Name), field.why.gate(Kind::Name));
            }
        }
        if let ProblemKind::Checks(checks) = &problem.kind {
            checks.iter().for_each(|check| said += &format!(" {}.", check.sentence().trim_end_matches('.')));
        }
        if let Some(words) = &problem.said {
            said += &format!(" It said: {}", words.gate(Kind::Name));
        }
        if let Some(request) = &problem.request {
            said += &format!(" (request {request})");
        }
        match problem.kind {
            ProblemKind::Offline
            | ProblemKind::Unreached(_)
            | ProblemKind::Distrusted(_)
            | ProblemKind::Deadline { .. }
            | ProblemKind::Busy { .. }
            | ProblemKind::Cancelled => Self::NotReached(said),
            ProblemKind::NotSignedIn { ref why, .. } if *why == NotSignedIn::Refused => Self::Refused(said),
            ProblemKind::NotSignedIn { .. } | ProblemKind::ReadOnly | ProblemKind::Unrecorded => Self::NotBegun(said),
            _ => Self::Refused(said),
        }
    }
}

impl From<&ExportProblem> for End {
    fn from(problem: &ExportProblem) -> Self {
        let said = problem.sentence();
        match problem {
            ExportProblem::Exists(_) => Self::NotBegun(said + " Or say --force to replace it."),
            ExportProblem::NotAFile(_) | ExportProblem::Folder { .. } => Self::NotBegun(said),
            ExportProblem::Write { .. } | ExportProblem::TooManyRows { .. } | ExportProblem::TooLong { .. } => {
                Self::NotWritten(said)
            }
            ExportProblem::GivenUp | ExportProblem::Unrecorded { .. } => Self::NotWritten(said),
            // Who has read enough, such as `head`, makes it no failure.
            ExportProblem::NobodyReads => Self::Done,
            ExportProblem::Registry(problem) => problem.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Untrusted;

    #[test]
    fn a_command_speaks_of_no_key_of_the_console() {
        for kind in [
            ProblemKind::Offline,
            ProblemKind::SignedOut,
            ProblemKind::Cancelled,
            ProblemKind::Conflict,
            ProblemKind::Unreached(crate::registry::Unreached::UnknownName),
            ProblemKind::Server { status: 500 },
            ProblemKind::NotSignedIn { profile: "swiss".into(), why: NotSignedIn::Locked },
        ] {
            let end = End::from(&Problem::of(kind));
            let said = end.sentence().unwrap_or_default();
            assert!(said.contains("un it again") && !said.to_lowercase().contains("refresh"), "{said}");
        }
    }

    #[test]
    fn each_kind_of_end_has_its_status() {
        let problem = |kind| End::from(&Problem::of(kind));
        let not_signed_in = |why| problem(ProblemKind::NotSignedIn { profile: "swiss".into(), why });
        for (end, status) in [
            (End::Done, 0),
            (problem(ProblemKind::Missing), 1),
            (problem(ProblemKind::Forbidden), 1),
            (problem(ProblemKind::SignedOut), 1),
            (problem(ProblemKind::Server { status: 500 }), 1),
            (not_signed_in(NotSignedIn::Refused), 1),
            (not_signed_in(NotSignedIn::NoToken), 2),
            (not_signed_in(NotSignedIn::Locked), 2),
            (problem(ProblemKind::Offline), 3),
            (problem(ProblemKind::Unreached(crate::registry::Unreached::UnknownName)), 3),
            (problem(ProblemKind::Deadline { waited: std::time::Duration::from_secs(10) }), 3),
            (problem(ProblemKind::Busy { retry_after: None }), 3),
            (End::from(&ExportProblem::Exists("a".into())), 2),
            (End::from(&ExportProblem::Write { why: "no space".into() }), 4),
            (End::from(&ExportProblem::NobodyReads), 0),
            (End::from(&ExportProblem::Registry(Problem::of(ProblemKind::Offline))), 3),
            (End::Signal(2), 130),
        ] {
            assert_eq!(end.status(), status, "{end:?}");
        }
    }

    #[test]
    fn what_a_registry_says_passes_the_gate() {
        let problem = Problem {
            kind: ProblemKind::Missing,
            request: Some("r-1".into()),
            said: Some(Untrusted::new("no\u{1b}[2J such\nthing")),
        };
        let end = End::from(&problem);
        let sentence = end.sentence().unwrap();
        assert!(sentence.ends_with("It said: no⟦U+001B⟧[2J such⟦U+000A⟧thing (request r-1)"), "{sentence}");
    }
}
