//! The draft of a message to a list, as a file that the office's own mail program opens (RFC 5322) and a person sends.
//! Recipients stand in Bcc: nobody learns the others' addresses. The label stands in the subject, before the text and after it.
//! Must not know: who signs it, or how it is sent.

use crate::{
    domain::{
        PersonId,
        contact::{Recipients, Tlp},
    },
    text::{Kind, Untrusted},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{Timestamp, fmt::rfc2822, tz::TimeZone};

/// The most characters of a subject.
pub const MOST_SUBJECT: usize = 150;
/// The most octets of the text.
pub const MOST_TEXT: usize = 64 * 1024;
/// Characters of a line of base64.
const BASE64_LINE: usize = 76;
/// No line of base64 begins so.
const BOUNDARY: &str = "--itmo-contacts--";
/// The most octets of text in an encoded word: with its frame and the name of the header it is below the 76 of RFC 2047.
const WORD_OCTETS: usize = 39;

/// A message that is being prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    label: Tlp,
    subject: String,
    text: String,
}

/// Why a text is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotABroadcast {
    /// The subject.
    #[error("a subject is one line of 1 to {MOST_SUBJECT} characters, without control characters, and does not begin with itmo-")]
    Subject,
    /// The text.
    #[error("a text is 1 to {MOST_TEXT} octets, without control characters other than line breaks")]
    Text,
    /// Nobody would sign what they read (promise 1).
    #[error("the message has characters that could not be shown as they are, so nobody would sign what they read")]
    Hidden,
    /// The text of a message that was signed.
    #[error("the text of a message is its subject, its label, the text and the label again, with an empty line between each")]
    Form,
}

impl Broadcast {
    /// A message with a label.
    ///
    /// # Errors
    /// [`NotABroadcast`].
    pub fn new(label: Tlp, subject: &str, text: &str) -> Result<Self, NotABroadcast> {
        // A text that is signed for another purpose begins so: no message may be taken for one.
        if subject.starts_with("itmo-")
            || subject.trim().is_empty()
            || subject.chars().count() > MOST_SUBJECT
            || subject.contains(char::is_control)
        {
            return Err(NotABroadcast::Subject);
        }
        let is_odd = |c: char| c.is_control() && c != '\n';
        if text.trim().is_empty() || text.len() > MOST_TEXT || text.contains(is_odd) {
            return Err(NotABroadcast::Text);
        }
        let hidden = |words: &str| Untrusted::new(words).gate(Kind::Prose).is_escaped();
        if hidden(subject.trim()) || text.lines().any(|line| !line.trim().is_empty() && hidden(line.trim())) {
            return Err(NotABroadcast::Hidden);
        }
        Ok(Self { label, subject: subject.to_owned(), text: text.trim_end_matches('\n').to_owned() })
    }

    /// A message of the text that was signed. Every text that is accepted is exactly what [`Self::signed_text`] says.
    ///
    /// # Errors
    /// [`NotABroadcast`].
    pub fn parse(signed: &str) -> Result<Self, NotABroadcast> {
        let (subject, rest) = signed.split_once("\n\n").ok_or(NotABroadcast::Form)?;
        let (label, rest) = rest.split_once("\n\n").ok_or(NotABroadcast::Form)?;
        let text = rest.strip_suffix(&format!("\n\n{label}\n")).ok_or(NotABroadcast::Form)?;
        let read = Self::new(Tlp::of_word(label).ok_or(NotABroadcast::Form)?, subject, text)?;
        if read.signed_text() == signed { Ok(read) } else { Err(NotABroadcast::Form) }
    }

    /// The subject.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The text as it is read and signed: subject, label, text, label.
    pub fn signed_text(&self) -> String {
        let label = self.label.word();
        format!("{}\n\n{label}\n\n{}\n\n{label}\n", self.subject, self.text)
    }

    /// The label.
    pub fn label(&self) -> Tlp {
        self.label
    }

    /// The draft as a file, with the signatures over [`Self::signed_text`] beside it, each by who signed.
    pub fn draft(&self, recipients: &Recipients, signatures: &[(PersonId, String)], made: Timestamp) -> String {
        let mut lines = vec!["X-Unsent: 1".to_owned()];
        lines.extend(date(made).map(|date| format!("Date: {date}")));
        let addresses: Vec<String> = recipients.to.iter().map(|to| to.mail.to_string()).collect();
        lines.push(format!("Bcc: {}", addresses.join(",\r\n ")));
        lines.push(format!("Subject: {}", header_text(&format!("[{}] {}", self.label.word(), self.subject))));
        lines.push("MIME-Version: 1.0".to_owned());
        let text = part("text/plain; charset=utf-8", "message.txt", self.signed_text().as_bytes());
        if signatures.is_empty() {
            lines.extend(text);
        } else {
            lines.push(format!("Content-Type: multipart/mixed; boundary=\"{BOUNDARY}\""));
            lines.extend([String::new(), format!("--{BOUNDARY}")]);
            lines.extend(text);
            for (person, signature) in signatures {
                lines.push(format!("--{BOUNDARY}"));
                let name = format!("message.txt.{person}.sig");
                lines.extend(part("application/octet-stream", &name, signature.as_bytes()));
            }
            lines.push(format!("--{BOUNDARY}--"));
        }
        lines.push(String::new());
        lines.join("\r\n")
    }
}

/// The lines of a part: its headers, an empty line, the octets in base64. So no text can end a part or begin a header.
fn part(kind: &str, name: &str, octets: &[u8]) -> Vec<String> {
    let mut lines = vec![
        format!("Content-Type: {kind}"),
        "Content-Transfer-Encoding: base64".to_owned(),
        format!("Content-Disposition: {}; filename=\"{name}\"", if name.ends_with(".sig") { "attachment" } else { "inline" }),
        String::new(),
    ];
    let encoded = STANDARD.encode(octets);
    let mut rest = encoded.as_str();
    while let Some((line, after)) = rest.split_at_checked(BASE64_LINE) {
        lines.push(line.to_owned());
        rest = after;
    }
    lines.push(rest.to_owned());
    lines
}

fn date(at: Timestamp) -> Option<String> {
    rfc2822::DateTimePrinter::new().zoned_to_string(&at.to_zoned(TimeZone::UTC)).ok()
}

/// A text in a header: as it is when it is ASCII, else in encoded words (RFC 2047), cut between characters.
fn header_text(text: &str) -> String {
    if text.is_ascii() && text.len() < 60 {
        return text.to_owned();
    }
    let mut words = vec![String::new()];
    for c in text.chars() {
        let full = words.last().is_some_and(|word| word.len() + c.len_utf8() > WORD_OCTETS);
        if full {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    let encoded: Vec<String> = words.iter().map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word))).collect();
    encoded.join("\r\n ")
}

#[cfg(test)]
mod tests;
