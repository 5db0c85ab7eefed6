//! Workbooks (ECMA-376) read part by part: names of sheets, shared texts, which numbers are dates, then the sheets row by row.
//! Every part is unpacked through a limit, so that a small file can't fill memory or time.
//! Must not know: what the rows mean.

mod book;
mod sheet;
mod strings;
mod styles;
mod xml;

use super::{problem::FileProblem, rows::Rows};
use std::io::{BufReader, Read, Seek};
use zip::ZipArchive;

/// No part may unpack to more.
const LARGEST: u64 = 4 << 30;
/// Nor to more than so many times what it is packed in, when it is not small.
const GROWTH: u64 = 200;
const SMALL: u64 = 64 << 20;

pub(super) fn read<R: Read + Seek>(source: R, rows: &mut impl Rows) -> Result<(), FileProblem> {
    let mut parts = Parts { archive: ZipArchive::new(source).map_err(container)? };
    let book = book::read(&mut parts)?;
    let strings = parts.optional("xl/sharedStrings.xml", strings::read)?.unwrap_or_default();
    let styles = parts.optional("xl/styles.xml", styles::read)?.unwrap_or_default();
    for (name, part) in &book.sheets {
        rows.sheet(name);
        let look = sheet::Look { strings: &strings, dates: &styles, from_1904: book.from_1904 };
        parts.read(part, |xml| sheet::read(xml, look, rows))?;
    }
    Ok(())
}

/// The parts of a workbook.
struct Parts<R> {
    archive: ZipArchive<R>,
}

impl<R: Read + Seek> Parts<R> {
    /// Reads a part that has to be there.
    fn read<T>(&mut self, name: &str, read: impl FnOnce(&mut xml::Xml<'_>) -> Result<T, FileProblem>) -> Result<T, FileProblem> {
        self.optional(name, read)?.ok_or_else(|| FileProblem::NoPart(name.to_owned()))
    }

    /// Reads a part, if there is one.
    fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut xml::Xml<'_>) -> Result<T, FileProblem>,
    ) -> Result<Option<T>, FileProblem> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(container(error)),
        };
        let limit = part.compressed_size().saturating_mul(GROWTH).clamp(SMALL, LARGEST);
        // One octet more than is allowed tells that there is more.
        let mut limited: Box<dyn Read + '_> = Box::new(part.take(limit + 1));
        let mut xml = xml::Xml::new(name, limit, BufReader::new(&mut limited));
        read(&mut xml).map(Some)
    }
}

fn container(error: zip::result::ZipError) -> FileProblem {
    match error {
        zip::result::ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => FileProblem::System(error),
        // The list of a zip's parts stands at its end.
        zip::result::ZipError::InvalidArchive(why) if why.contains("EOCD") => FileProblem::CutOff,
        zip::result::ZipError::InvalidArchive(why) => FileProblem::Damaged(why.into_owned()),
        other => FileProblem::Damaged(other.to_string()),
    }
}
