//! The sheets of a workbook in their order, with the parts they are in, and which epoch its dates count from.
//! Hidden sheets are sheets: nobody should hide a row from a comparison.
//! Must not know: what is in the sheets.

use super::{
    Parts,
    xml::{Step, Xml},
};
use crate::aef::problem::FileProblem;
use std::{
    collections::BTreeMap,
    io::{Read, Seek},
};

/// Sheets of a workbook at most.
const MOST: usize = 1_024;

/// What a workbook says of itself.
pub(super) struct Book {
    /// Name and part of each sheet.
    pub(super) sheets: Vec<(String, String)>,
    pub(super) from_1904: bool,
}

pub(super) fn read<R: Read + Seek>(parts: &mut Parts<R>) -> Result<Book, FileProblem> {
    let targets = parts.read("xl/_rels/workbook.xml.rels", relations)?;
    let (named, from_1904) = parts.read("xl/workbook.xml", sheets)?;
    let mut sheets = Vec::with_capacity(named.len());
    for (name, id) in named {
        let Some((target, is_sheet)) = targets.get(&id) else { return Err(FileProblem::NoPart(id)) };
        // Sheets of charts and dialogs have no rows.
        if *is_sheet {
            sheets.push((name, target.clone()));
        }
    }
    Ok(Book { sheets, from_1904 })
}

/// Each relation's target, and whether it is a sheet of rows.
fn relations(xml: &mut Xml<'_>) -> Result<BTreeMap<String, (String, bool)>, FileProblem> {
    let mut targets = BTreeMap::new();
    loop {
        match xml.step()? {
            Step::Done => return Ok(targets),
            Step::Begin(element, _) if element.name == "Relationship" => {
                let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) else { continue };
                let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                let is_sheet = element.attribute("Type").is_some_and(|kind| kind.ends_with("/worksheet"));
                targets.insert(id.to_owned(), (part, is_sheet));
                if targets.len() > MOST * 2 {
                    return Err(xml.too_long("the list".to_owned(), MOST * 2, "relations"));
                }
            }
            _ => {}
        }
    }
}

fn sheets(xml: &mut Xml<'_>) -> Result<(Vec<(String, String)>, bool), FileProblem> {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    loop {
        match xml.step()? {
            Step::Done => return Ok((sheets, from_1904)),
            Step::Begin(element, _) if element.name == "workbookPr" => {
                from_1904 = matches!(element.attribute("date1904"), Some("1" | "true"));
            }
            Step::Begin(element, _) if element.name == "sheet" => {
                let (Some(name), Some(id)) = (element.attribute("name"), element.attribute("id")) else {
                    return Err(xml.wrong("a sheet has no name or no id"));
                };
                sheets.push((name.to_owned(), id.to_owned()));
                if sheets.len() > MOST {
                    return Err(xml.too_long("the list".to_owned(), MOST, "sheets"));
                }
            }
            _ => {}
        }
    }
}
