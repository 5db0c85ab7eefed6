//! Cases of reconciliation as rows, and one in full: what each book says, what is proposed, and everything that happened.
//! What a registry says a case has come to is added up here from its steps; whose signatures are good is for `countersign verify`.
//! Must not know: files, or how cases look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
};
use crate::{
    domain::{
        case::{Event, Proposal, Stage},
        reconcile::{Code, Said},
    },
    registry::case::{CaseInFull, CaseRow, Told},
    text::Untrusted,
};

impl SheetRow for CaseRow {
    const SHEET: Sheet = Sheet::Cases;
    const SHORT: usize = 8;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "case id", |row| Some(row.id.to_string())),
        Of::word("code", "kind of discrepancy", |row| known(&row.code, Code::id)),
        Of::word("state", "where it is", |row| known(&row.stage, Stage::word)),
        Of::count("quantity", "ITMOs", |row| Some(row.quantity.count())),
        Of::name("about", "the first thing it is about", |row| Some(row.about.clone())),
        Of::id("peer", "counterpart; none where the book was compared with itself", |row| row.peer.map(|peer| peer.to_string())),
        Of::name("owner", "who looks after it", |row| row.owner.clone()),
        Of::time("due", "when it should be solved", |row| Some(row.due)),
        Of::count("more", "how many more things it is about", |row| Some(row.more)),
        Of::small("missing", "how many more persons must confirm what is proposed", |row| Some(i64::from(row.missing))),
        Of::truth("frozen", "whether its ITMOs are frozen", |row| Some(row.frozen)),
        Of::small("notes", "how many notes were written about it", |row| Some(i64::from(row.notes))),
        Of::time("since", "the snapshot it was first found in", |row| Some(row.since)),
        Of::time("opened", "when it was opened, or came back", |row| Some(row.opened)),
        Of::time("suspend", "when its ITMOs are suspended without a solution", |row| Some(row.suspend)),
        Of::time("closed", "when it was closed", |row| row.closed),
        Of::small("runs", "how many runs found it", |row| Some(i64::from(row.runs))),
        Of::small("reopened", "how often it came back", |row| Some(i64::from(row.reopened))),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// One case.
pub(super) const MORE: &[Of<CaseInFull>] = &[
    Of::id("id", "case id", |full| Some(full.case.id.to_string())),
    Of::word("code", "kind of discrepancy", |full| ours(full.case.found.code.id())),
    Of::word("state", "where it is", |full| ours(full.case.state.word())),
    Of::count("quantity", "ITMOs", |full| Some(full.case.quantity().count())),
    Of::names("about", "everything it is about", |full| full.case.found.about.names().into_iter().map(Untrusted::new).collect()),
    Of::id("peer", "counterpart; none where the book was compared with itself", |full| {
        full.case.found.peer.map(|peer| peer.to_string())
    }),
    Of::id("account", "account the ITMOs are in", |full| full.case.found.account.as_ref().map(ToString::to_string)),
    Of::name("owner", "who looks after it", |full| full.case.owner.as_ref().map(|owner| Untrusted::new(owner.as_str()))),
    Of::truth("frozen", "whether its ITMOs are frozen", |full| Some(full.case.frozen)),
    Of::prose("cause", "what probably led to it", |full| full.case.found.cause.clone()),
    Of::time("since", "the snapshot it was first found in", |full| Some(full.case.found.since)),
    Of::time("opened", "when it was opened, or came back", |full| Some(full.case.opened)),
    Of::time("due", "when it should be solved", |full| Some(full.due)),
    Of::time("suspend", "when its ITMOs are suspended without a solution", |full| Some(full.suspend)),
    Of::time("closed", "when it was closed", |full| full.case.closed),
    Of::word("resolution", "the resolution that waits or is agreed", |full| {
        proposal(full).and_then(|proposal| ours(proposal.resolution.kind().word()))
    }),
    Of::time("accepted_until", "until when a difference is accepted", |full| {
        proposal(full).and_then(|proposal| proposal.resolution.until())
    }),
    Of::names("agreed", "who proposed it, and who confirmed it", |full| {
        let all = proposal(full).into_iter().flat_map(|proposal| std::iter::once(&proposal.by).chain(&proposal.confirmed));
        all.map(|person| Untrusted::new(person.as_str())).collect()
    }),
];

fn proposal(full: &CaseInFull) -> Option<&Proposal> {
    full.case.proposal()
}

/// What each side says.
pub(super) const SAID: &[Of<Said>] = &[
    Of::word("field", "of what", |said| ours(said.field.word())),
    Of::name("ours", "what our book says", |said| said.ours.clone()),
    Of::name("theirs", "what the other book says, or what should be", |said| said.theirs.clone()),
];

/// What happened to it.
pub(super) const STORY: &[Of<Told>] = &[
    Of::count("entry", "the ledger's entry", |told| Some(told.entry)),
    Of::time("at", "when", |told| Some(told.at)),
    Of::word("step", "what happened", |told| ours(told.event.word())),
    Of::name("by", "who; none where the registry acted by rule", |told| by(&told.event)),
    Of::prose("words", "what was found, written or proposed", |told| words(&told.event)),
];

fn by(event: &Event) -> Option<Untrusted> {
    let by = match event {
        Event::Found(_) | Event::Gone { .. } => return None,
        Event::Frozen { by } => by.as_ref()?,
        Event::Owned { by, .. }
        | Event::Noted { by, .. }
        | Event::Proposed { by, .. }
        | Event::Confirmed { by, .. }
        | Event::Declined { by, .. } => by,
    };
    Some(Untrusted::new(by.as_str()))
}

fn words(event: &Event) -> Option<Untrusted> {
    Some(match event {
        Event::Found(found) => found.run.clone(),
        Event::Gone { run } => run.clone(),
        Event::Owned { owner, .. } => Untrusted::new(owner.as_str()),
        Event::Noted { text, .. } => text.clone(),
        Event::Proposed { resolution, .. } => Untrusted::new(resolution.kind().word()),
        Event::Frozen { .. } | Event::Confirmed { .. } | Event::Declined { .. } => return None,
    })
}
