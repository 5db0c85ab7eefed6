//! What the properties of a card mean, as far as a contact has them.
//! Everything else is left out by name: pictures, birthdays, addresses of homes and notes are no business of a registry's.
//! Must not know: lines and folding.

use super::{VCardFault, line::Property};
use crate::{
    domain::contact::{Address, CardKind, Draft, Handle, MailAddress, Phone},
    text::Untrusted,
};
use std::collections::BTreeSet;

/// A card between its first and its last line.
pub struct CardUnderWay {
    begun: usize,
    has_version: bool,
    uid: Option<Untrusted>,
    kind: Option<CardKind>,
    name: Option<Untrusted>,
    organisation: Option<Untrusted>,
    title: Option<Untrusted>,
    zone: Option<crate::domain::calendar::Zone>,
    draft: Draft,
}

impl CardUnderWay {
    /// A card that begins at a line.
    pub fn begun(line: usize) -> Self {
        let empty = || Untrusted::new("");
        let draft = Draft {
            uid: None,
            kind: CardKind::Person,
            name: empty(),
            organisation: empty(),
            title: empty(),
            addresses: Vec::new(),
            languages: BTreeSet::new(),
            zone: None,
        };
        Self {
            begun: line,
            has_version: false,
            uid: None,
            kind: None,
            name: None,
            organisation: None,
            title: None,
            zone: None,
            draft,
        }
    }

    /// Takes a property over. Gives back whether a contact has it.
    pub fn take(&mut self, property: &Property<'_>) -> Result<bool, VCardFault> {
        if !self.has_version {
            self.has_version = property.name == "VERSION" && property.value == "4.0";
            return if self.has_version { Ok(true) } else { Err(VCardFault::Version) };
        }
        match property.name.as_str() {
            "VERSION" => return Err(VCardFault::Version),
            "BEGIN" | "END" => return Err(VCardFault::Frame),
            "UID" => once(&mut self.uid, one_line(property.value)?)?,
            "FN" => once(&mut self.name, one_line(property.value)?)?,
            "TITLE" => once(&mut self.title, one_line(property.value)?)?,
            // Of an organisation and its units the first part is the organisation.
            "ORG" => once(&mut self.organisation, one_line(first_part(property.value))?)?,
            "KIND" => once(&mut self.kind, kind(property.value)?)?,
            "TEL" => self.draft.addresses.push(phone(property)?),
            "EMAIL" => self.draft.addresses.push(mail(property.value)?),
            "IMPP" => {
                let handle: Handle = property.value.parse().map_err(|_| VCardFault::Messaging)?;
                self.draft.addresses.push(Address::Messaging(handle));
            }
            "LANG" => {
                self.draft.languages.insert(property.value.parse().map_err(|_| VCardFault::Language)?);
            }
            // An offset is no zone: nobody knows when its clocks change.
            "TZ" => match property.value.parse() {
                Ok(zone) => once(&mut self.zone, zone)?,
                Err(_) => return Ok(false),
            },
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The card, and the line where it began.
    pub fn ended(&self) -> Result<(usize, Draft), VCardFault> {
        if !self.has_version {
            return Err(VCardFault::Version);
        }
        let name = self.name.clone().filter(|name| !name.is_empty()).ok_or(VCardFault::NoName)?;
        let draft = Draft {
            uid: self.uid.clone(),
            kind: self.kind.unwrap_or(CardKind::Person),
            name,
            organisation: self.organisation.clone().unwrap_or_default(),
            title: self.title.clone().unwrap_or_default(),
            zone: self.zone.clone(),
            ..self.draft.clone()
        };
        Ok((self.begun, draft))
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Result<(), VCardFault> {
    if place.replace(value).is_some() { Err(VCardFault::Twice) } else { Ok(()) }
}

fn kind(value: &str) -> Result<CardKind, VCardFault> {
    match value.to_ascii_lowercase().as_str() {
        "individual" => Ok(CardKind::Person),
        "org" => Ok(CardKind::Desk),
        _ => Err(VCardFault::Kind),
    }
}

/// A number, written as a text or as a `tel:` address, with the marks people put between digits.
fn phone(property: &Property<'_>) -> Result<Address, VCardFault> {
    let number = property.value.strip_prefix("tel:").unwrap_or(property.value);
    let digits: String = number.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')')).collect();
    let phone: Phone = digits.parse().map_err(|_| VCardFault::Phone)?;
    Ok(if property.is_of_type("x-duty") {
        Address::Duty(phone)
    } else if property.is_of_type("cell") {
        Address::Mobile(phone)
    } else {
        Address::Desk(phone)
    })
}

fn mail(value: &str) -> Result<Address, VCardFault> {
    let (name, domain) = value.rsplit_once('@').ok_or(VCardFault::Mail)?;
    // A domain is the same in capitals, and has one spelling here.
    let mail: MailAddress = format!("{name}@{}", domain.to_ascii_lowercase()).parse().map_err(|_| VCardFault::Mail)?;
    Ok(Address::Mail(mail))
}

/// What stands before the first semicolon that is not escaped.
fn first_part(value: &str) -> &str {
    let mut escaped = false;
    for (at, c) in value.char_indices() {
        match c {
            ';' if !escaped => return value.get(..at).unwrap_or(value),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    value
}

/// A text of one line without its escapes.
fn one_line(value: &str) -> Result<Untrusted, VCardFault> {
    let mut text = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some(escaped @ ('\\' | ',' | ';' | ':')) => text.push(escaped),
            Some('n' | 'N') => return Err(VCardFault::LineBreak),
            _ => return Err(VCardFault::Escape),
        }
    }
    Ok(Untrusted::new(text))
}
