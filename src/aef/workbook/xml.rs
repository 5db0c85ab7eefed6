//! The events of one part: elements, their attributes, and text with its references resolved.
//! Past the part's limit there are no more events but an error.
//! Must not know: which part it is, beyond its name.

use crate::aef::problem::FileProblem;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};
use std::io::BufRead;

/// An event of a part.
pub(super) enum Step {
    /// An element begins; its local name, and whether it also ends here.
    Begin(Element, bool),
    /// An element ends; its local name.
    End(String),
    /// Text.
    Text(String),
    /// The part ends.
    Done,
}

/// An element that begins.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The events of a part.
pub(super) struct Xml<'a> {
    part: String,
    limit: u64,
    reader: Reader<Box<dyn BufRead + 'a>>,
    buffer: Vec<u8>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(part: &str, limit: u64, source: impl BufRead + 'a) -> Self {
        let reader = Reader::from_reader(Box::new(source) as Box<dyn BufRead + 'a>);
        Self { part: part.to_owned(), limit, reader, buffer: Vec::new() }
    }

    /// The next event that means something.
    pub(super) fn step(&mut self) -> Result<Step, FileProblem> {
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer);
            let at = self.reader.buffer_position();
            if at > self.limit {
                return Err(FileProblem::TooLarge { part: self.part.clone(), limit: self.limit });
            }
            let broken = |why: String| FileProblem::Xml { part: self.part.clone(), at, why };
            return match event.map_err(|error| broken(error.to_string()))? {
                Event::Start(start) => Ok(Step::Begin(element(&start).map_err(broken)?, false)),
                Event::Empty(start) => Ok(Step::Begin(element(&start).map_err(broken)?, true)),
                Event::End(end) => Ok(Step::End(end.local_name().into_inner().to_owned())),
                Event::Text(text) => Ok(Step::Text(text.xml10_content().into_owned())),
                Event::CData(text) => Ok(Step::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content().into_owned();
                    let letter = reference.resolve_char_ref().map_err(|error| broken(error.to_string()))?;
                    let text = letter.map(String::from).or_else(|| resolve_predefined_entity(&name).map(str::to_owned));
                    text.map(Step::Text).ok_or_else(|| broken(format!("there is no entity {name}")))
                }
                // A workbook has none, and what one declares could grow without end.
                Event::DocType(_) => Err(broken("it declares a document type".to_owned())),
                Event::Eof => Ok(Step::Done),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
        }
    }

    /// What is wrong here.
    pub(super) fn wrong(&self, why: &str) -> FileProblem {
        FileProblem::Xml { part: self.part.clone(), at: self.reader.buffer_position(), why: why.to_owned() }
    }

    /// More of something than is read.
    pub(super) fn too_long(&self, place: String, most: usize, what: &'static str) -> FileProblem {
        FileProblem::TooLong { place: format!("{place} of {}", self.part), most, what }
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(Element { name: start.local_name().into_inner().to_owned(), attributes })
}
