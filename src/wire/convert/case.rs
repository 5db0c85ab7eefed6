//! Steps of a case, from the wire and to it. A signed text in a step is read strictly: what it says is what happened.
//! Registry and console read the same steps here, so they add them up to the same case.
//! Must not know: whether a step is possible, and whose signatures are good.

use super::{Misfit, Place, block::range};
use crate::{
    domain::{
        PersonId, Quantity,
        case::{About, Case, CaseId, Event, Mark, NotPossible, Sighting, Thing},
        reconcile::{Code, Field, Mover, Said},
    },
    evidence::{confirmation::ConfirmationText, resolution::ResolutionText},
    text::Untrusted,
    wire::{BigNumber, admin::case::CaseEntry, ledger as wire},
};
use jiff::Timestamp;

/// The words of whose book moved, on the wire.
const MOVERS: [(Mover, &str); 4] =
    [(Mover::Ours, "ours"), (Mover::Theirs, "theirs"), (Mover::Both, "both"), (Mover::Nobody, "nobody")];

/// A step as an event.
///
/// # Errors
/// [`Misfit`] for anything that can't be read as what it must be.
pub fn event(step: &wire::Step, at: &Place<'_>) -> Result<Event, Misfit> {
    Ok(match step {
        wire::Step::Found(found) => Event::Found(sighting(found, at)?),
        wire::Step::Gone(gone) => Event::Gone { run: Untrusted::new(gone.run.as_str()) },
        wire::Step::Owned(owned) => Event::Owned { owner: at.parse("owner", &owned.owner)?, by: at.parse("by", &owned.by)? },
        wire::Step::Noted(noted) => Event::Noted {
            by: at.parse("by", &noted.by)?,
            mark: known("mark", noted.mark.as_deref(), Mark::of_word, at)?,
            text: Untrusted::new(noted.text.as_str()),
        },
        wire::Step::Frozen(frozen) => Event::Frozen { by: at.parse_if("by", frozen.by.as_deref())? },
        wire::Step::Proposed(taken) => {
            let text = resolution(&taken.signed.text, at)?;
            let said = text.resolution();
            Event::Proposed { by: said.person.clone(), resolution: said.resolution.clone(), sha256: *text.sha256().octets() }
        }
        wire::Step::Confirmed(taken) => {
            let (by, sha256) = confirmation(&taken.signed.text, at)?;
            Event::Confirmed { by, sha256 }
        }
        wire::Step::Declined(taken) => {
            let (by, sha256) = confirmation(&taken.signed.text, at)?;
            Event::Declined { by, sha256 }
        }
    })
}

/// A case as its steps add up to it.
///
/// # Errors
/// [`Misfit`] for a step that does not read, or that can't follow the ones before it.
pub fn case(id: CaseId, steps: &[CaseEntry], at: &Place<'_>) -> Result<Case, Misfit> {
    let here = at.field("steps");
    let mut case: Option<Case> = None;
    for (n, entry) in steps.iter().enumerate() {
        let place = here.item(n);
        case = Some(next(id, case, &event(&entry.step, &place)?, entry.at).map_err(|why| place.misfit(why))?);
    }
    case.ok_or_else(|| here.misfit("a case begins with what was found"))
}

/// A case after an event; the first opens it.
///
/// # Errors
/// [`NotPossible`].
pub fn next(id: CaseId, case: Option<Case>, event: &Event, at: Timestamp) -> Result<Case, NotPossible> {
    match (case, event) {
        (None, Event::Found(found)) => Ok(Case::open(id, found.clone(), at)),
        (None, _) => Err(NotPossible::Unfound),
        (Some(case), event) => case.after(event, at),
    }
}

fn resolution(text: &str, at: &Place<'_>) -> Result<ResolutionText, Misfit> {
    ResolutionText::parse(text.as_bytes()).map_err(|why| at.field("text").misfit(why))
}

fn confirmation(text: &str, at: &Place<'_>) -> Result<(PersonId, [u8; 32]), Misfit> {
    let text = ConfirmationText::parse(text.as_bytes()).map_err(|why| at.field("text").misfit(why))?;
    let said = text.confirmation();
    Ok((said.person.clone(), *said.resolution_sha256.octets()))
}

/// What a run found.
///
/// # Errors
/// As [`event`].
pub fn sighting(found: &wire::Found, at: &Place<'_>) -> Result<Sighting, Misfit> {
    Ok(Sighting {
        run: Untrusted::new(found.run.as_str()),
        peer: at.parse_if("peer", found.peer.as_deref())?,
        code: Code::of_id(&found.code).ok_or_else(|| at.field("code").misfit("no such kind of discrepancy"))?,
        about: about(&found.about, at)?,
        quantity: Quantity::new(found.quantity.0),
        account: at.parse_if("account", found.account.as_deref())?,
        said: at.each("said", found.said.clone(), said)?,
        mover: known("mover", found.mover.as_deref(), mover, at)?,
        cause: found.cause.as_deref().map(Untrusted::new),
        since: found.since,
    })
}

fn about(about: &wire::About, at: &Place<'_>) -> Result<About, Misfit> {
    let here = at.field("about");
    match about {
        wire::About::Units(spans) if spans.is_empty() => Err(here.misfit("it names no ITMOs")),
        wire::About::Units(spans) => {
            let span = |span: wire::Span, at: &Place<'_>| range(&span.first, &span.last, at);
            Ok(About::Units(here.each("units", spans.clone(), span)?))
        }
        wire::About::Other(other) => {
            let thing = Thing::of_word(&other.thing).ok_or_else(|| here.field("thing").misfit("no such kind of thing"))?;
            Ok(About::Other { thing, name: Untrusted::new(other.name.as_str()) })
        }
    }
}

fn said(said: wire::Said, at: &Place<'_>) -> Result<Said, Misfit> {
    let field = Field::of_word(&said.field).ok_or_else(|| at.field("field").misfit("no such field"))?;
    Ok(Said { field, ours: said.ours.map(Untrusted::new), theirs: said.theirs.map(Untrusted::new) })
}

fn mover(word: &str) -> Option<Mover> {
    MOVERS.iter().find(|(_, known)| *known == word).map(|(mover, _)| *mover)
}

fn known<T>(name: &'static str, word: Option<&str>, of: fn(&str) -> Option<T>, at: &Place<'_>) -> Result<Option<T>, Misfit> {
    word.map(|word| of(word).ok_or_else(|| at.field(name).misfit("no such word"))).transpose()
}

/// What a run found, for the wire.
pub fn found(sighting: &Sighting) -> wire::Found {
    let word = |text: &Untrusted| text.octets().to_owned();
    let span =
        |block: &crate::domain::BlockRange| wire::Span { first: block.first_id().to_string(), last: block.last_id().to_string() };
    let about = match &sighting.about {
        About::Units(blocks) => wire::About::Units(blocks.iter().map(span).collect()),
        About::Other { thing, name } => wire::About::Other(wire::Thing { thing: thing.word().to_owned(), name: word(name) }),
    };
    let said = |said: &Said| wire::Said {
        field: said.field.word().to_owned(),
        ours: said.ours.as_ref().map(word),
        theirs: said.theirs.as_ref().map(word),
    };
    let mover = sighting.mover.and_then(|mover| MOVERS.iter().find(|(known, _)| *known == mover));
    wire::Found {
        run: word(&sighting.run),
        peer: sighting.peer.map(|peer| peer.to_string()),
        code: sighting.code.id().to_owned(),
        about,
        quantity: BigNumber(sighting.quantity.count()),
        account: sighting.account.as_ref().map(ToString::to_string),
        said: sighting.said.iter().map(said).collect(),
        mover: mover.map(|(_, word)| (*word).to_owned()),
        cause: sighting.cause.as_ref().map(word),
        since: sighting.since,
    }
}
