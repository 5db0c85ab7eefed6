//! The grammar of an event stream (WHATWG HTML, 9.2 Server-sent events), for octets as they come.
//! However the octets are cut into pieces, the events are the same; no line and no event grows beyond [`LARGEST`] (T13).
//! Must not know: what an event means.

#[cfg(test)]
mod tests;

use std::time::Duration;

/// Octets of a line, and of an event's data.
pub(super) const LARGEST: usize = 128 << 10;

/// The mark some writers put before UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Event {
    /// Its name; empty when the stream gave none.
    pub(super) name: String,
    /// The id the stream has come to.
    pub(super) id: String,
    /// Its data, the lines joined by LF.
    pub(super) data: String,
}

/// A line or an event is larger than [`LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// What was read of a stream and is no event yet.
#[derive(Debug, Default)]
pub(super) struct EventStream {
    /// The line that has not ended.
    line: Vec<u8>,
    /// Whether a line was ended by CR, so that an LF right behind it belongs to it.
    after_cr: bool,
    /// Whether a line has ended at all.
    begun: bool,
    name: String,
    id: String,
    data: String,
    retry: Option<Duration>,
}

impl EventStream {
    /// Takes octets; adds the events they complete. After too large a line or event the stream can't be read on.
    pub(super) fn feed(&mut self, octets: &[u8], events: &mut impl Extend<Event>) -> Result<(), TooLarge> {
        for octet in octets {
            let second_half = std::mem::take(&mut self.after_cr) && *octet == b'\n';
            match octet {
                b'\n' if second_half => {}
                b'\r' | b'\n' => {
                    self.after_cr = *octet == b'\r';
                    events.extend(self.end_line()?);
                }
                _ if self.line.len() >= LARGEST => return Err(TooLarge),
                _ => self.line.push(*octet),
            }
        }
        Ok(())
    }

    /// How long the stream wants its readers to wait before they come back.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Takes the line that has ended; an empty one ends an event.
    fn end_line(&mut self) -> Result<Option<Event>, TooLarge> {
        let mut octets = std::mem::take(&mut self.line);
        if !std::mem::replace(&mut self.begun, true) && octets.starts_with(BYTE_ORDER_MARK) {
            octets.drain(..BYTE_ORDER_MARK.len());
        }
        let line = String::from_utf8_lossy(&octets);
        let (field, value) = match line.split_once(':') {
            None if line.is_empty() => return Ok(self.end_event()),
            None => (line.as_ref(), ""),
            Some((field, value)) => (field, value.strip_prefix(' ').unwrap_or(value)),
        };
        self.take(field, value)?;
        octets.clear();
        self.line = octets;
        Ok(None)
    }

    /// Takes a field. A comment is the field without a name, and like every unknown one means nothing.
    fn take(&mut self, field: &str, value: &str) -> Result<(), TooLarge> {
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" if self.data.len() + value.len() >= LARGEST => return Err(TooLarge),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|octet| octet.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
        Ok(())
    }

    /// An event without data is none.
    fn end_event(&mut self) -> Option<Event> {
        let (name, mut data) = (std::mem::take(&mut self.name), std::mem::take(&mut self.data));
        data.pop()?;
        Some(Event { name, id: self.id.clone(), data })
    }
}
