//! Which of a workbook's looks show a number as a date: by the numbers that ECMA-376 gives such formats, or by their letters.
//! A date looks like any other number in its cell; only the look tells.
//! Must not know: which cells have which look.

use super::xml::{Step, Xml};
use crate::aef::problem::FileProblem;
use std::collections::BTreeMap;

/// Looks of a workbook at most.
const MOST: usize = 65_536;

/// For each look whether it shows a date.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Vec<bool>, FileProblem> {
    let (mut own, mut dates, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    loop {
        match xml.step()? {
            Step::Done => return Ok(dates),
            Step::End(name) if name == "cellXfs" => in_cells = false,
            Step::Begin(element, empty) => match element.name.as_str() {
                "numFmt" => {
                    let (Some(id), Some(code)) = (element.attribute("numFmtId"), element.attribute("formatCode")) else {
                        continue;
                    };
                    own.insert(id.to_owned(), is_date(code));
                }
                "cellXfs" => in_cells = !empty,
                "xf" if in_cells => {
                    let id = element.attribute("numFmtId").unwrap_or("0");
                    dates.push(own.get(id).copied().unwrap_or_else(|| is_known_date(id)));
                }
                _ => {}
            },
            _ => {}
        }
        if own.len().max(dates.len()) > MOST {
            return Err(xml.too_long("the list".to_owned(), MOST, "looks"));
        }
    }
}

/// The formats that have a number of their own: days, times and both, and those of East Asian calendars.
fn is_known_date(id: &str) -> bool {
    id.parse().is_ok_and(|id: u32| matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58))
}

/// Whether a format's code has a letter of dates outside quotes, brackets and escapes.
fn is_date(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for letter in code.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    false
}
