//! A problem in full: what happened, what was not done, what to try, what the registry said, the request id.
//! Our own words come first; what the registry said is gated and labelled as its own.
//! Must not know: how it is painted.

use crate::app::outcome::OverlayOutcome;
use crate::app::{
    action::Action,
    key::{Key, KeyCode},
    keymap::INTERRUPT,
    why::Refusal,
};
use crate::{
    registry::{Problem, problem::ProblemKind},
    text::{Kind, Shown},
};

/// The state of the problem box.
#[derive(Clone, Debug)]
pub struct ProblemBox {
    problem: Problem,
    scroll: usize,
}

/// One paragraph of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it tells.
    pub label: &'static str,
    /// The text: our own words, or gated.
    pub text: String,
}

impl ProblemBox {
    /// Shows a problem.
    pub fn new(problem: Problem) -> Self {
        Self { problem, scroll: 0 }
    }

    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let problem = &self.problem;
        let mut all = vec![
            Paragraph { label: "what happened", text: format!("{}.", problem.what()) },
            Paragraph { label: "what was not done", text: problem.not_done().to_owned() },
            Paragraph { label: "what to try", text: problem.advice() },
        ];
        if let ProblemKind::Invalid(fields) = &problem.kind {
            all.extend(fields.iter().map(|field| Paragraph {
                label: "refused",
                text: format!("{}: {}", field.field.gate(Kind::Critical), field.why.gate(Kind::Prose)),
            }));
        }
        if let ProblemKind::Checks(checks) = &problem.kind {
            all.extend(checks.iter().map(|check| Paragraph { label: "check", text: check.sentence() }));
        }
        let said = problem.said.as_ref().map(|said| said.gate(Kind::Prose)).as_ref().map(Shown::to_string);
        all.extend(said.map(|text| Paragraph { label: "the registry said", text }));
        all.extend(problem.request.clone().map(|text| Paragraph { label: "request id", text }));
        all
    }

    /// How many lines are scrolled away at the top; the painter stops at the last line.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Whether there is a request id to copy.
    pub fn has_request(&self) -> bool {
        self.problem.request.is_some()
    }

    /// Takes a key: `y` copies the request id, `r` asks again, arrows scroll, Escape and Enter close.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        const FURTHEST: usize = 1_000;
        match key {
            INTERRUPT | Key { code: KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q'), .. } => OverlayOutcome::Close,
            _ if key == Key::char('r') => OverlayOutcome::Run(Action::Refresh, None),
            _ if key == Key::char('y') => match &self.problem.request {
                Some(request) => OverlayOutcome::Copy(request.clone()),
                None => OverlayOutcome::Refused(Refusal::NoRequest),
            },
            Key { code: KeyCode::Up | KeyCode::PageUp | KeyCode::Char('k'), .. } => self.scroll_to(self.scroll.saturating_sub(1)),
            Key { code: KeyCode::Down | KeyCode::PageDown | KeyCode::Char('j'), .. } => {
                self.scroll_to((self.scroll + 1).min(FURTHEST))
            }
            _ => OverlayOutcome::Consumed,
        }
    }

    fn scroll_to(&mut self, line: usize) -> OverlayOutcome {
        self.scroll = line;
        OverlayOutcome::Consumed
    }
}
