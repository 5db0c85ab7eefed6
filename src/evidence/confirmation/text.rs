//! The octets of a confirmation, which are what is signed, together with what they say.
//! There is no way to one without the other: a text is written from a confirmation, or read strictly.
//! Must not know: the resolution it is about.

use super::{Confirmation, ConfirmationKind, MAGIC};
use crate::evidence::{
    digest::Digest,
    lines::{LineFault, LineProblem, LineWriter, Lines},
    statement::Display,
};

/// The words after the size of the screen: through which gate the text was shown, and that nothing was cut off.
const SHOWN: &str = " gate:v1 truncated:no";

/// A confirmation's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmationText {
    text: String,
    sha256: Digest,
    confirmation: Confirmation,
}

impl Confirmation {
    /// Writes the confirmation in the only way there is.
    ///
    /// # Errors
    /// When it could not be read again: it ends before it was made.
    pub fn write(&self) -> Result<ConfirmationText, LineProblem> {
        ConfirmationText::parse(written(self).as_bytes())
    }
}

impl ConfirmationText {
    /// Reads a confirmation. Every text that is accepted is exactly what [`Confirmation::write`] writes.
    ///
    /// # Errors
    /// The first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let confirmation = read(octets)?;
        let text = written(&confirmation);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        Ok(Self { sha256: Digest::of(&text), text, confirmation })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn confirmation(&self) -> &Confirmation {
        &self.confirmation
    }

    /// SHA-256 of the text.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}

fn written(said: &Confirmation) -> String {
    let Display { columns, rows } = said.display;
    LineWriter::new(MAGIC)
        .put("resolution-sha256", said.resolution_sha256)
        .put("case", said.case)
        .put("kind", said.kind.word())
        .put("person", format_args!("person:{}", said.person))
        .put("station", &said.station)
        .put("roster", said.roster)
        .put("policy", said.policy)
        .put_numbered("compared", said.compared.iter().map(|digest| format!("sha256:{digest}")).collect::<Vec<_>>())
        .put("display", format_args!("{columns}x{rows}{SHOWN}"))
        .put("reason", &said.reason)
        .put("made", said.made)
        .put("not-after", said.not_after)
        .put("seq", said.seq)
        .finish()
}

fn read(octets: &[u8]) -> Result<Confirmation, LineProblem> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let resolution_sha256 = lines.take_as("resolution-sha256")?;
    let case = lines.take_as("case")?;
    let kind = ConfirmationKind::of_word(lines.take("kind")?).ok_or_else(|| lines.wrong("no such kind of confirmation"))?;
    let person = lines.take("person")?.strip_prefix("person:");
    let person = lines.read(person.ok_or_else(|| lines.wrong("a person reads like person:luc.b"))?)?;
    let station = lines.take_as("station")?;
    let (roster, policy) = (lines.take_as("roster")?, lines.take_as("policy")?);
    let compared = lines.take_numbered("compared")?;
    let digest = |text: &str| {
        let digits = text.strip_prefix("sha256:").ok_or_else(|| lines.wrong("a digest reads like sha256:ba78…"))?;
        lines.read(digits)
    };
    let compared = compared.into_iter().map(digest).collect::<Result<_, _>>()?;
    let display = display(&mut lines)?;
    let reason = lines.take_prose("reason")?;
    let made = lines.take_as("made")?;
    let not_after = lines.take_as("not-after")?;
    if not_after <= made {
        return Err(lines.wrong("a confirmation ends after it was made"));
    }
    let seq = lines.take_number("seq")?;
    lines.end()?;
    Ok(Confirmation {
        resolution_sha256,
        case,
        kind,
        person,
        station,
        roster,
        policy,
        compared,
        display,
        reason,
        made,
        not_after,
        seq,
    })
}

fn display(lines: &mut Lines<'_>) -> Result<Display, LineProblem> {
    let value = lines.take("display")?;
    let size = value.strip_suffix(SHOWN).and_then(|size| size.split_once('x'));
    let (columns, rows) = size.ok_or_else(|| lines.wrong("a display reads like 120x40 gate:v1 truncated:no"))?;
    Ok(Display { columns: lines.read_number(columns)?, rows: lines.read_number(rows)? })
}
