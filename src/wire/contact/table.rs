//! Contacts as a table of comma-separated values: RFC 4180 without line breaks in cells, one contact a line, always the same columns.
//! No cell is a formula: what a spreadsheet would calculate stands behind an apostrophe when it is written, and is refused when it does not.
//! Must not know: where the file is.

mod cells;

use crate::{
    domain::contact::{Address, CardKind, ChannelKind, Draft, NotSo},
    text::Untrusted,
};
use cells::{Cells, Risk};
use std::{collections::BTreeMap, fmt::Display};

/// The columns, in their order. A column of addresses has several with a blank between.
pub const COLUMNS: [&str; 12] =
    ["uid", "kind", "name", "organisation", "title", "duty", "mobile", "desk", "mail", "messaging", "languages", "zone"];
/// The most octets of a file.
pub const MOST_OCTETS: usize = 1024 * 1024;
/// The most octets of a line.
pub const MOST_LINE_OCTETS: usize = 8 * 1024;

/// The first place where a file is not as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TableProblem {
    /// The line, from 1.
    pub line: usize,
    /// The column, if it is about one.
    pub column: Option<&'static str>,
    /// What is wrong.
    pub fault: TableFault,
}

/// What is wrong with a file or a line of it. The words are ours: a hostile text is never quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    /// Too many octets.
    #[error("the file has more than {MOST_OCTETS} octets")]
    TooLong,
    /// A line that is too long.
    #[error("the line has more than {MOST_LINE_OCTETS} octets")]
    LineTooLong,
    /// Not UTF-8.
    #[error("not UTF-8; save the table as UTF-8")]
    NotUtf8,
    /// A control character.
    #[error("a control character, or a line break inside a cell")]
    Control,
    /// Other columns.
    #[error("the first line is not the columns {}", COLUMNS.join(","))]
    Head,
    /// More or fewer cells than columns.
    #[error("the line has not {} cells", COLUMNS.len())]
    Count,
    /// Quotation marks that don't fit.
    #[error("a quotation mark where none may stand, or one that is not closed")]
    Quote,
    /// A cell that a spreadsheet would calculate.
    #[error("a cell that a spreadsheet would calculate; write an apostrophe before it if it is a text")]
    Formula,
    /// No name.
    #[error("a contact without a name")]
    NoName,
    /// Neither person nor desk.
    #[error("a contact is a person or a desk")]
    Kind,
    /// Something of a contact.
    #[error("{0}")]
    Value(NotSo),
    /// No zone.
    #[error("a time zone is a name of the IANA database, such as Europe/Zurich")]
    Zone,
    /// An id twice.
    #[error("another line has the same uid")]
    SameUid,
}

impl Display for TableProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column {
            Some(column) => write!(f, "line {}, {column}: {}", self.line, self.fault),
            None => write!(f, "line {}: {}", self.line, self.fault),
        }
    }
}

/// A text of a contact holds a control character, which a cell can't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "contact {contact} has a control character or an empty name, and can't be written as a line of a table; correct it first"
)]
pub struct Unwritable {
    /// Which contact, from 1.
    pub contact: usize,
}

/// Reads a table: each contact with its line.
///
/// # Errors
/// [`TableProblem`]: the first line that is not as it must be. Then nothing of the file is taken.
pub fn read(octets: &[u8]) -> Result<Vec<(usize, Draft)>, TableProblem> {
    let at = |line, fault| TableProblem { line, column: None, fault };
    if octets.len() > MOST_OCTETS {
        return Err(at(1, TableFault::TooLong));
    }
    // The mark by which spreadsheets know UTF-8 may stand in front; it says nothing else.
    let octets = octets.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(octets);
    let body = octets.strip_suffix(b"\n").unwrap_or(octets);
    let (mut drafts, mut uids) = (Vec::new(), BTreeMap::new());
    for (before, raw) in body.split(|octet| *octet == b'\n').enumerate() {
        let line = before + 1;
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        if raw.len() > MOST_LINE_OCTETS {
            return Err(at(line, TableFault::LineTooLong));
        }
        let text = std::str::from_utf8(raw).map_err(|_| at(line, TableFault::NotUtf8))?;
        if text.contains(char::is_control) {
            return Err(at(line, TableFault::Control));
        }
        let cells = cells::split(text).map_err(|fault| at(line, fault))?;
        if line == 1 {
            if cells != COLUMNS {
                return Err(at(line, TableFault::Head));
            }
            continue;
        }
        let draft = draft(&Cells::new(&cells).map_err(|fault| at(line, fault))?).map_err(|(column, fault)| TableProblem {
            line,
            column: Some(column),
            fault,
        })?;
        if let Some(uid) = &draft.uid
            && uids.insert(uid.clone(), line).is_some()
        {
            return Err(TableProblem { line, column: Some("uid"), fault: TableFault::SameUid });
        }
        drafts.push((line, draft));
    }
    Ok(drafts)
}

type Wrong = (&'static str, TableFault);

fn draft(cells: &Cells<'_>) -> Result<Draft, Wrong> {
    let text = |column| cells.text(column, Risk::Refused).map(Untrusted::new);
    let uid = text("uid")?;
    let name = text("name")?;
    if name.is_empty() {
        return Err(("name", TableFault::NoName));
    }
    let kind = CardKind::of_word(&cells.text("kind", Risk::Refused)?).ok_or(("kind", TableFault::Kind))?;
    let mut addresses = Vec::new();
    for (channel, column) in ChannelKind::ALL {
        // A telephone number begins with a plus, and is digits from there: nothing to calculate.
        let numbers = cells.text(column, Risk::PlusMayStand)?;
        for address in numbers.split(' ').filter(|address| !address.is_empty()) {
            addresses.push(Address::read(*channel, address).map_err(|why| (*column, TableFault::Value(why)))?);
        }
    }
    let languages = cells.text("languages", Risk::Refused)?;
    let languages = languages.split(' ').filter(|language| !language.is_empty()).map(str::parse).collect::<Result<_, _>>();
    let zone = cells.text("zone", Risk::Refused)?;
    let zone = if zone.is_empty() { None } else { Some(zone.parse().map_err(|_| ("zone", TableFault::Zone))?) };
    Ok(Draft {
        uid: (!uid.is_empty()).then_some(uid),
        kind,
        name,
        organisation: text("organisation")?,
        title: text("title")?,
        addresses,
        languages: languages.map_err(|why| ("languages", TableFault::Value(why)))?,
        zone,
    })
}

/// Writes a table.
///
/// # Errors
/// [`Unwritable`]; then nothing is written.
pub fn write(drafts: &[Draft]) -> Result<String, Unwritable> {
    let mut file = format!("{}\r\n", COLUMNS.join(","));
    for (before, draft) in drafts.iter().enumerate() {
        let texts = [&draft.name, &draft.organisation, &draft.title].into_iter().chain(&draft.uid);
        if draft.name.is_empty() || texts.into_iter().any(|text| text.octets().contains(char::is_control)) {
            return Err(Unwritable { contact: before + 1 });
        }
        let cells: Vec<String> = row(draft).iter().map(|text| cells::written(text)).collect();
        file.push_str(&cells.join(","));
        file.push_str("\r\n");
    }
    Ok(file)
}

fn row(draft: &Draft) -> [String; 12] {
    let own = |kind: ChannelKind| {
        let addresses = draft.addresses.iter().filter(|address| address.kind() == kind);
        joined(addresses.map(Address::as_str))
    };
    let text = |text: &Untrusted| text.octets().to_owned();
    [
        draft.uid.as_ref().map(text).unwrap_or_default(),
        draft.kind.word().to_owned(),
        text(&draft.name),
        text(&draft.organisation),
        text(&draft.title),
        own(ChannelKind::Duty),
        own(ChannelKind::Mobile),
        own(ChannelKind::Desk),
        own(ChannelKind::Mail),
        own(ChannelKind::Messaging),
        joined(draft.languages.iter().map(|language| language.as_str())),
        draft.zone.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
