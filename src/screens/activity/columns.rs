//! What this console has done as rows of a file: when, what, what came of it, and the ids a registry's support asks for.
//! No token is kept of anything, and of an answer only that there was one; texts are as they were said, and pass the gate where they are written.
//! Must not know: files, or which entries are shown.

use super::told;
use crate::{
    app::activity::{End, Entry, What},
    registry::{
        Problem,
        sheet::{Of, ours},
    },
    text::Untrusted,
};
use std::sync::Arc;

/// An entry with the name of its profile.
pub(super) struct Named {
    pub(super) entry: Arc<Entry>,
    pub(super) profile: String,
}

/// The columns. The ones that say most come first.
pub(super) const COLUMNS: &[Of<Named>] = &[
    Of::count("number", "number of the entry, from 1 since the console began", |of| Some(of.entry.number)),
    Of::time("at", "when it began, by this computer's clock", |of| Some(of.entry.at)),
    Of::word("kind", "`question`, `act`, `refusal` or `stream`", |of| ours(told::kind(&of.entry))),
    Of::word("outcome", "what came of it", |of| ours(told::outcome(&of.entry).2)),
    Of::count("took_ms", "how long it took, in milliseconds", took),
    Of::prose("what", "what was asked, sent, refused or told", |of| Some(Untrusted::new(told::said(&of.entry)))),
    Of::name("profile", "the profile it is about", |of| Some(Untrusted::new(&of.profile))),
    Of::id("id", "request id of a question, idempotency key of an act", |of| told::id(&of.entry)),
    Of::name("problem_request", "request id the registry named with a problem", |of| {
        problem(&of.entry)?.request.as_ref().map(Untrusted::new)
    }),
    Of::prose("said", "what the registry said of a problem", |of| problem(&of.entry)?.said.clone()),
];

fn took(of: &Named) -> Option<u64> {
    let What::Request(request) = &of.entry.what else { return None };
    let took = request.took.filter(|_| request.end != End::Waiting)?;
    u64::try_from(took.as_millis()).ok()
}

fn problem(entry: &Entry) -> Option<&Problem> {
    match &entry.what {
        What::Request(request) => match &request.end {
            End::Failed(problem) => Some(problem),
            _ => None,
        },
        What::Stream(crate::app::StreamState::Broken { problem, .. }) => Some(problem),
        What::Stream(_) | What::Refused(_) => None,
    }
}
