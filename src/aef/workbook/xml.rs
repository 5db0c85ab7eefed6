//! The events of one part: elements, their attributes, and text with its references resolved.
//! Past the part's limit there are no more events but an error.
//! Must not know: which part it is, beyond its name.

use crate::aef::problem::FileProblem;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};
use std::io::{self, BufRead, Read};

/// No event takes more octets: the longest text of a cell takes an eighth of it.
const LONGEST_EVENT: usize = 1 << 20;

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
    reader: Reader<Measured<'a>>,
    buffer: Vec<u8>,
}

/// The octets of a part, and how many of them the present event has taken.
struct Measured<'a> {
    source: Box<dyn BufRead + 'a>,
    taken: usize,
}

impl Read for Measured<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.taken += read;
        Ok(read)
    }
}

impl BufRead for Measured<'_> {
    /// After too many octets there are no more, so that the reader of events ends.
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > LONGEST_EVENT { Ok(&[]) } else { self.source.fill_buf() }
    }

    fn consume(&mut self, octets: usize) {
        self.taken += octets;
        self.source.consume(octets);
    }
}

impl<'a> Xml<'a> {
    pub(super) fn new(part: &str, limit: u64, source: impl BufRead + 'a) -> Self {
        let reader = Reader::from_reader(Measured { source: Box::new(source), taken: 0 });
        Self { part: part.to_owned(), limit, reader, buffer: Vec::new() }
    }

    /// The next event that means something.
    pub(super) fn step(&mut self) -> Result<Step, FileProblem> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().taken = 0;
            let event = self.reader.read_event_into(&mut self.buffer);
            let at = self.reader.buffer_position();
            if at > self.limit {
                return Err(FileProblem::TooLarge { part: self.part.clone(), limit: self.limit });
            }
            if self.reader.get_ref().taken > LONGEST_EVENT {
                let place = format!("one element or text of {}", self.part);
                return Err(FileProblem::TooLong { place, most: LONGEST_EVENT, what: "octets" });
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
