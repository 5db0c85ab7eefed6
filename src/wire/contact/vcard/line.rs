//! One line of a card: a name, parameters, a value.
//! Names count without regard to case; a value is only read as a text where it is one.
//! Must not know: which properties there are.

use super::VCardFault;

/// The most parameters of a line.
const MOST_PARAMETERS: usize = 16;

/// A property as it stands in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property<'l> {
    /// Its name, in capitals.
    pub name: String,
    /// Its parameters, the names in capitals.
    pub parameters: Vec<(String, Vec<&'l str>)>,
    /// What follows the colon.
    pub value: &'l str,
}

impl Property<'_> {
    /// Whether it is this one with this value, without regard to case.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.name == name && self.value.eq_ignore_ascii_case(value)
    }

    /// Whether it is of a type, by its TYPE parameters.
    pub fn is_of_type(&self, word: &str) -> bool {
        let types = self.parameters.iter().filter(|(name, _)| name == "TYPE").flat_map(|(_, values)| values);
        types.flat_map(|value| value.split(',')).any(|value| value.eq_ignore_ascii_case(word))
    }
}

/// Takes a line apart.
pub fn read(line: &str) -> Result<Property<'_>, VCardFault> {
    let (head, value) = cut(line, ':').ok_or(VCardFault::Form)?;
    let mut parts = Vec::new();
    let mut rest = head;
    while let Some((part, after)) = cut(rest, ';') {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    let mut parts = parts.into_iter();
    let name = parts.next().unwrap_or_default();
    // A group may stand before the name. It says which lines an address book shows together.
    let name = name.split_once('.').map_or(name, |(_, name)| name);
    if !is_name(name) {
        return Err(VCardFault::Form);
    }
    let parameters = parts.map(parameter).collect::<Result<Vec<_>, _>>()?;
    if parameters.len() > MOST_PARAMETERS {
        return Err(VCardFault::Form);
    }
    if parameters.iter().any(|(name, _)| name == "CHARSET" || name == "ENCODING") {
        return Err(VCardFault::Charset);
    }
    Ok(Property { name: name.to_ascii_uppercase(), parameters, value })
}

fn parameter(text: &str) -> Result<(String, Vec<&str>), VCardFault> {
    let (name, values) = text.split_once('=').ok_or(VCardFault::Form)?;
    if !is_name(name) {
        return Err(VCardFault::Form);
    }
    let (mut list, mut rest) = (Vec::new(), values);
    while let Some((value, after)) = cut(rest, ',') {
        list.push(bare(value)?);
        rest = after;
    }
    list.push(bare(rest)?);
    Ok((name.to_ascii_uppercase(), list))
}

/// A value of a parameter without its quotation marks.
fn bare(value: &str) -> Result<&str, VCardFault> {
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    if inner.contains('"') { Err(VCardFault::Form) } else { Ok(inner) }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
}

/// Cuts at the first mark that does not stand between quotation marks.
fn cut(text: &str, mark: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if c == mark && !quoted {
            return Some((text.get(..at)?, text.get(at + c.len_utf8()..)?));
        }
    }
    None
}
