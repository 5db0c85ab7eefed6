//! The octets of a resolution, which are what is signed, together with what they say.
//! There is no way to one without the other: a text is written from a resolution, or read strictly.
//! Must not know: where a text comes from, and who signed it.

use super::{MAGIC, Resolution};
use crate::{
    domain::{
        BlockRange, Quantity,
        case::{self, ResolutionKind, Thing},
        reconcile::Code,
    },
    evidence::{
        digest::Digest,
        lines::{LineFault, LineProblem, LineWriter, Lines},
        moment::Moment,
        order::SourceDocument,
    },
};

/// A resolution's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolutionText {
    text: String,
    sha256: Digest,
    resolution: Resolution,
}

impl Resolution {
    /// Writes the resolution in the only way there is.
    ///
    /// # Errors
    /// When it could not be read again: it ends before it was made, is about nothing, or lacks the evidence its kind needs.
    pub fn write(&self) -> Result<ResolutionText, LineProblem> {
        ResolutionText::parse(written(self).as_bytes())
    }
}

impl ResolutionText {
    /// Reads a resolution. Every text that is accepted is exactly what [`Resolution::write`] writes.
    ///
    /// # Errors
    /// The first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let resolution = read(octets)?;
        let text = written(&resolution);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        Ok(Self { sha256: Digest::of(&text), text, resolution })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn resolution(&self) -> &Resolution {
        &self.resolution
    }

    /// SHA-256 of the text.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}

/// The text of a resolution.
fn written(said: &Resolution) -> String {
    LineWriter::new(MAGIC)
        .put("case", said.case)
        .put("registry", said.registry)
        .put("environment", said.environment)
        .put_if("counterpart", said.counterpart)
        .put("discrepancy", said.code.id())
        .put_numbered("about", said.about.as_slice())
        .put("quantity", said.quantity.count())
        .put("resolution", said.resolution.kind().word())
        .put_if("accepted-until", said.resolution.until().map(Moment::of))
        .put_numbered("evidence", said.evidence.as_slice())
        .put_numbered("order", said.orders.as_slice())
        .put("reason", &said.reason)
        .put("policy", said.policy)
        .put("roster", said.roster)
        .put("person", format_args!("person:{}", said.person))
        .put("station", &said.station)
        .put("made", said.made)
        .put("not-after", said.not_after)
        .put("seq", said.seq)
        .finish()
}

/// The resolution that a text says.
fn read(octets: &[u8]) -> Result<Resolution, LineProblem> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let (case, registry) = (lines.take_as("case")?, lines.take_as("registry")?);
    let environment = lines.take_as("environment")?;
    let counterpart = lines.take_if("counterpart")?;
    let code = Code::of_id(lines.take("discrepancy")?).ok_or_else(|| lines.wrong("no such kind of discrepancy"))?;
    let about = lines.take_numbered("about")?;
    if about.is_empty() {
        return Err(lines.wrong("a resolution is about something"));
    }
    if !about.iter().copied().all(is_a_thing) {
        return Err(lines.wrong("it is about units and a run of ITMOs, or a thing of another kind and its name"));
    }
    let about = about.into_iter().map(str::to_owned).collect();
    let quantity = Quantity::new(lines.take_number("quantity")?);
    let kind = ResolutionKind::of_word(lines.take("resolution")?).ok_or_else(|| lines.wrong("no such kind of resolution"))?;
    let until: Option<Moment> = lines.take_if("accepted-until")?;
    let resolution = kind.with(until.map(Moment::timestamp));
    let resolution: case::Resolution =
        resolution.ok_or_else(|| lines.wrong("an accepted difference has a time until when, and nothing else has one"))?;
    let evidence = documents(&mut lines, kind)?;
    let orders = lines.take_numbered("order")?;
    let orders = orders.into_iter().map(|order| lines.read(order)).collect::<Result<_, _>>()?;
    let reason = lines.take_prose("reason")?;
    let (policy, roster) = (lines.take_as("policy")?, lines.take_as("roster")?);
    let person = lines.take("person")?.strip_prefix("person:");
    let person = lines.read(person.ok_or_else(|| lines.wrong("a person reads like person:luc.b"))?)?;
    let station = lines.take_as("station")?;
    let made = lines.take_as("made")?;
    let not_after = lines.take_as("not-after")?;
    if not_after <= made {
        return Err(lines.wrong("a resolution ends after it was made"));
    }
    let seq = lines.take_number("seq")?;
    lines.end()?;
    Ok(Resolution {
        case,
        registry,
        environment,
        counterpart,
        code,
        about,
        quantity,
        resolution,
        evidence,
        orders,
        reason,
        policy,
        roster,
        person,
        station,
        made,
        not_after,
        seq,
    })
}

/// Whether a line names what a case can be about: a run of ITMOs in its one spelling, or a kind of thing and a name.
fn is_a_thing(line: &str) -> bool {
    match line.split_once(' ') {
        Some(("units", run)) => run.parse::<BlockRange>().is_ok(),
        Some((kind, _)) => Thing::of_word(kind).is_some(),
        None => false,
    }
}

fn documents(lines: &mut Lines<'_>, kind: ResolutionKind) -> Result<Vec<SourceDocument>, LineProblem> {
    let named = lines.take_numbered_prose("evidence")?;
    if named.is_empty() && kind.needs_evidence() {
        return Err(lines.wrong("this kind of resolution rests on evidence, and none is named"));
    }
    let documents = named.iter().map(|name| name.as_str().parse().map_err(|why| lines.wrong(why)));
    documents.collect()
}
