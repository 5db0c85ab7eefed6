//! The texts that the cells of a workbook share, by number; and the escapes that stand in texts.
//! Phonetic readings beside a text are not part of it.
//! Must not know: which cells have them.

use super::xml::{Step, Xml};
use crate::aef::problem::FileProblem;

/// All texts together take at most so many octets.
const MOST: usize = 512 << 20;

pub(super) fn read(xml: &mut Xml<'_>) -> Result<Vec<Box<str>>, FileProblem> {
    let (mut texts, mut size) = (Vec::new(), 0);
    loop {
        match xml.step()? {
            Step::Done => return Ok(texts),
            Step::Begin(element, empty) if element.name == "si" => {
                let text = if empty { String::new() } else { text(xml, "si")? };
                size += text.len() + size_of::<Box<str>>();
                if size > MOST {
                    return Err(xml.too_long("the list".to_owned(), MOST, "octets of texts"));
                }
                texts.push(text.into_boxed_str());
            }
            _ => {}
        }
    }
}

/// The text up to the end of an element: of its own and of all its runs.
pub(super) fn text(xml: &mut Xml<'_>, until: &str) -> Result<String, FileProblem> {
    let mut text = String::new();
    let (mut inside, mut phonetic) = (false, false);
    loop {
        match xml.step()? {
            Step::Begin(element, false) if element.name == "t" => inside = true,
            Step::Begin(element, false) if element.name == "rPh" => phonetic = true,
            Step::End(name) if name == "t" => inside = false,
            Step::End(name) if name == "rPh" => phonetic = false,
            Step::End(name) if name == until => return Ok(unescaped(text)),
            Step::Text(more) if inside && !phonetic => {
                text.push_str(&more);
                if text.len() > super::super::records::LONGEST {
                    return Err(xml.too_long("a text".to_owned(), super::super::records::LONGEST, "octets"));
                }
            }
            Step::Done => return Err(xml.wrong("it ends within a text")),
            _ => {}
        }
    }
}

/// `_x0041_` is `A`: so workbooks write what XML can't hold.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let letter = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let letter = letter.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        let (text, taken) = letter.map_or_else(|| ("_x".to_owned(), 2), |letter| (letter.to_string(), 7));
        plain.push_str(&text);
        rest = from.get(taken..).unwrap_or_default();
    }
    plain + rest
}
