//! The result of a reconciliation run, as a text that both registries sign (`docs/formats/reconciliation.md`).
//! Both make it by themselves from what they exchanged; a signature over the same octets is agreement about what was found, also about nothing.
//! Must not know: how books are compared, and whose a key is.

mod found;

pub use found::{Found, NotFound, about};

use super::{
    digest::Digest,
    lines::{LineFault, LineProblem, LineWriter, Lines},
    moment::Moment,
};
use crate::domain::{Environment, Quantity, RegistryId, reconcile::RunId};

/// The first line of the text.
pub const MAGIC: &str = "itmo-reconciliation/v1";

/// The most octets of the text: some thousand findings.
pub const MOST_OCTETS: usize = 1 << 20;

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// The run.
    pub run: RunId,
    /// What its registries' acts mean.
    pub environment: Environment,
    /// The registry that opened it; "ours" in what was found.
    pub opener: RegistryId,
    /// The other registry, "theirs"; none for a run within one.
    pub counterpart: Option<RegistryId>,
    /// The moment of both snapshots.
    pub at: Moment,
    /// The opener's commitment to what it froze.
    pub opener_sha256: Digest,
    /// The counterpart's.
    pub counterpart_sha256: Option<Digest>,
    /// How many ITMOs were compared.
    pub units: Quantity,
    /// Everything that was found, notes among it, ascending.
    pub found: Vec<Found>,
}

/// A result with the exact octets that are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconciliationText {
    text: String,
    sha256: Digest,
    result: Reconciliation,
}

impl Reconciliation {
    /// Whether the books agree: nothing was found but notes.
    pub fn passes(&self) -> bool {
        self.found.iter().all(|found| found.code.gravity().weight() == 0)
    }

    /// Writes the text in the only way there is.
    ///
    /// # Errors
    /// When it could not be read again: too long, or what was found is not in order.
    pub fn write(&self) -> Result<ReconciliationText, LineProblem> {
        ReconciliationText::parse(self.written().as_bytes())
    }

    fn written(&self) -> String {
        LineWriter::new(MAGIC)
            .put("run", self.run)
            .put("environment", self.environment)
            .put("opener", self.opener)
            .put_if("counterpart", self.counterpart)
            .put("at", self.at)
            .put("opener-sha256", self.opener_sha256)
            .put_if("counterpart-sha256", self.counterpart_sha256)
            .put("units", self.units.count())
            .put("verdict", if self.passes() { "passed" } else { "differs" })
            .put_numbered("found", &self.found)
            .finish()
    }
}

impl ReconciliationText {
    /// Reads a result. Every text that is accepted is exactly what [`Reconciliation::write`] writes.
    ///
    /// # Errors
    /// The first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let result = read(octets)?;
        let text = result.written();
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        Ok(Self { sha256: Digest::of(&text), text, result })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn result(&self) -> &Reconciliation {
        &self.result
    }

    /// SHA-256 of the text.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}

fn read(octets: &[u8]) -> Result<Reconciliation, LineProblem> {
    let mut lines = Lines::open_within(octets, MAGIC, MOST_OCTETS)?;
    let run: RunId = lines.take_as("run")?;
    let environment = lines.take_as("environment")?;
    let opener = lines.take_as("opener")?;
    if run.opener() != opener {
        return Err(lines.wrong("the run was numbered by another registry"));
    }
    let counterpart = lines.take_if("counterpart")?;
    if counterpart == Some(opener) {
        return Err(lines.wrong("a registry is not its own counterpart"));
    }
    let at = lines.take_as("at")?;
    let opener_sha256 = lines.take_as("opener-sha256")?;
    let counterpart_sha256: Option<Digest> = lines.take_if("counterpart-sha256")?;
    if counterpart.is_some() != counterpart_sha256.is_some() {
        return Err(lines.wrong("a counterpart and its digest go together"));
    }
    let units = Quantity::new(lines.take_number("units")?);
    let verdict = lines.take("verdict")?;
    let mut found: Vec<Found> = Vec::new();
    for value in lines.take_numbered("found")? {
        let one: Found = lines.read(value)?;
        if found.last().is_some_and(|before| *before >= one) {
            return Err(lines.wrong("what was found is ascending, each once"));
        }
        found.push(one);
    }
    let result = Reconciliation { run, environment, opener, counterpart, at, opener_sha256, counterpart_sha256, units, found };
    if verdict != if result.passes() { "passed" } else { "differs" } {
        return Err(lines.wrong("the verdict is not that of what was found"));
    }
    lines.end()?;
    Ok(result)
}

#[cfg(test)]
mod tests;
